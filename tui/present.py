"""Records as lines of the screen: organisations, agreements, the status line. The words of outside texts pass
`printable` here; nothing is ever read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from db.printable import printable
from db.vocabulary import SHORT_KINDS
from tui.lines import MARK, Line, Span, Tone, cut, fit, fit_line, hairline, right, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.edtf import EdtfDate
    from db.records import AgreementRow, Organisation
    from db.rows import Facets, Suggestion, Tally
    from tui.requests import Advice, Listing
    from tui.state import Pane, ViewState

KIND_WIDTH = 11
DATE_WIDTH = 10
STATUS_WIDTH = 9
PARTIES_LEAST = 18  # where there is less room, the parties matter more than the status
PLACE_WIDTH = 14
PLACE_FROM = 72
MOST_WAYS = 4  # out of an empty list
ROOMY = 48  # a narrower list stands closer


class Entry(NamedTuple):
    """A line of the organisations pane. `id` is None for all of them together."""

    id: str | None
    label: str
    tally: str
    depth: int
    known: bool


def date_words(date: EdtfDate | None) -> str:
    """A date as the list shows it, as precise as it is known."""
    return "undated" if date is None else str(date)


def count_words(count: int) -> str:
    """A count as people write it."""
    return f"{count:,}"


def entries(facets: Facets, tally: Tally | None, chosen: str | None, chosen_label: str) -> tuple[Entry, ...]:
    """The organisations pane from top to bottom: all, then each organisation with its arms under it.

    A chosen organisation stays in sight even where nothing matches it.
    """
    known = {organisation.id for organisation in facets.organisations}
    children: dict[str, list[Organisation]] = {}
    tops: list[Organisation] = []
    for organisation in facets.organisations:
        if organisation.parent in known and organisation.parent != organisation.id:
            children.setdefault(organisation.parent or "", []).append(organisation)
        else:
            tops.append(organisation)
    found = [Entry(None, "all", count_words(tally.total) if tally else "", 0, True)]
    seen: set[str] = set()

    def add(organisation: Organisation, depth: int) -> None:
        if organisation.id in seen:
            return
        seen.add(organisation.id)
        label = printable(organisation.short)
        found.append(Entry(organisation.id, label, count_words(organisation.agreements), depth, organisation.known))
        for child in children.get(organisation.id, ()):
            add(child, min(depth + 1, 4))

    def most(organisation: Organisation) -> int:
        """The largest count among it and its arms: a parent stands where its arms would."""
        return max(organisation.agreements, *(child.agreements for child in children.get(organisation.id, ())), 0)

    for organisation in [*sorted(tops, key=most, reverse=True), *facets.organisations]:
        add(organisation, 0)
    if chosen is not None and chosen not in seen:
        found.insert(1, Entry(chosen, chosen_label, "0", 0, True))
    return tuple(found)


def entry_line(entry: Entry, width: int, cursor: Tone | None, is_chosen: bool) -> Line:
    """A line of the organisations pane. `cursor` is the tone of the mark on the line that has it."""
    indent = "  " * (entry.depth - 1) + "└ " if entry.depth else ""
    room = width - 2 - len(indent) - len(entry.tally) - 2
    tone: Tone = "title" if is_chosen else "strong" if cursor == "title" else "plain"
    return (
        (MARK if cursor else " ", cursor or "plain"),
        (" " + indent, "quiet"),
        (fit(entry.label, room), tone),
        (f" {entry.tally} ", "plain" if is_chosen or cursor == "title" else "quiet"),
    )


def row_line(row: AgreementRow | None, width: int, cursor: Tone | None) -> Line:
    """A line of the list; its columns stand in the same places on every line."""
    mark: Span = (MARK + " " if cursor else "  ", cursor or "plain")
    if row is None:
        return fit_line((mark, ("…", "quiet")), width)
    tone: Tone = "strong" if cursor == "title" else "plain"
    place_width = PLACE_WIDTH + 2 if width >= PLACE_FROM else 0
    gap = "  " if width >= ROOMY else " "
    room = width - 2 - DATE_WIDTH - KIND_WIDTH - 2 * len(gap) - place_width
    status_width = STATUS_WIDTH + 2 if room - STATUS_WIDTH - 3 >= PARTIES_LEAST else 0
    parties_width = max(6, room - status_width - 1)
    place = fit("  " + printable(row.place or ""), place_width)
    status = "in talks" if row.status == "negotiating" else row.status
    return fit_line(
        (
            mark,
            (fit(date_words(row.date), DATE_WIDTH) + gap, tone if row.date else "quiet"),
            (fit(SHORT_KINDS.get(row.kind, printable(row.kind)), KIND_WIDTH) + gap, tone),
            (fit(" · ".join(printable(party) for party in row.parties), parties_width), tone),
            (place, tone),
            (right(printable(status), status_width) + " ", "plain" if row.status == "signed" else "quiet"),
        ),
        width,
    )


def pane_title(number: Pane, name: str, note: str, width: int, focused: bool, start: str = "─") -> Line:
    """The hairline above a pane, with its number and name in it; bold where the focus is."""
    tone: Tone = "title" if focused else "plain"
    title: Line = ((f"{number.value} ", tone), (name, tone))
    return title if width_of(title) == width else hairline(title, note, width, start)


def list_note(listing: Listing | None, tally: Tally | None, index: int) -> str:
    """Where one is in the list, and its order."""
    if listing is None or not listing.page.rows:
        return ""
    total = listing.total(tally)
    return f"{count_words(index + 1)} of {'...' if total is None else count_words(total)}, {listing.page.order}"


def agreements_word(count: int) -> str:
    """`1 agreement`, `3 agreements`."""
    return f"{count_words(count)} agreement{'' if count == 1 else 's'}"


def nothing_lines(state: ViewState, advice: Advice | None, width: int) -> list[Line]:
    """What stands in the list when nothing matches: a sentence, and the ways out."""
    text = printable(state.text.strip())
    within = f" with {state.organisation_label}" if state.organisation is not None else ""
    if not state.is_filtered:
        return _sentences(width, "There is no agreement in this database yet.", "To add some: explorer seed FILES")
    if not text:
        return _sentences(width, f"No agreement{within}.", "Escape: all organisations")
    lead: Line = (("  Nothing matches ", "plain"), (cut(text, max(8, width - 20)), "match"), (f"{within}.", "plain"))
    if advice is None:
        return [(), lead]
    ways = [_way(suggestion, place == 0) for place, suggestion in enumerate(advice.suggestions[:MOST_WAYS])]
    if not ways:
        ways = ["Enter: search without it"]
    held = [f"The article “{printable(row.title or row.name)}” holds the words." for row in advice.articles]
    return [(), lead, *_sentences(width, "", *ways, *held)[2:]]


def _way(suggestion: Suggestion, is_first: bool) -> str:
    """A way out of an empty list; the first is one key away."""
    words = "Did you mean" if suggestion.is_spelling else f"Without {printable(suggestion.instead_of)}:"
    key = "Enter: " if is_first else ""
    return f"{key}{words} {printable(suggestion.text)} ({agreements_word(suggestion.agreements)})"


def failed_lines(words: str, width: int) -> list[Line]:
    """What stands in place of a list that could not be read: why, and how to ask for it again."""
    return _sentences(width, printable(words), "Enter: read it again")


def _sentences(width: int, *sentences: str) -> list[Line]:
    lines: list[Line] = [()]
    for place, sentence in enumerate(sentences):
        tone: Tone = "accent" if place else "plain"
        lines += [(("  " + line, tone),) for line in wrap(sentence, max(8, width - 4))]
    return lines


def status_line(
    state: ViewState,
    listing: Listing | None,
    tally: Tally | None,
    notice: str,
    hints: Sequence[tuple[str, str]],
    width: int,
) -> Line:
    """What is shown of how many and the filters that hold, always; then what there is to say, and where there is room
    left, what can be pressed."""
    words = printable(notice or " ".join(state.typed_query.problems))
    counts = _counts(listing, tally)
    line: list[Span] = [(" ", "plain"), *counts]
    parts: tuple[tuple[str, Tone, int], ...] = (
        (_filters(state), "accent", min(cell_len(words), width // 3) + 3 if words else 0),
        ("no filter" if counts and not state.is_filtered else "", "quiet", 0),
        (words, "warning", 0),
        ("" if counts or words else "searching…", "quiet", 0),
    )
    for text, tone, spared in parts:
        joint = " · " if len(line) > 1 else ""
        shown = cut(text, width - 1 - width_of(tuple(line)) - len(joint) - spared)
        line += [(joint, "quiet"), (shown, tone)] if shown else []
    room = width - 1 - width_of(tuple(line))
    keys: list[Span] = []
    for key, word in hints:
        size = len(key) + len(word) + 3
        if size > room:
            continue
        room -= size
        keys += [("  " + key, "accent"), (" " + word, "quiet")]
    return (*line, (" " * room, "plain"), *keys, (" ", "plain"))


def _counts(listing: Listing | None, tally: Tally | None) -> Line:
    """How many of how many; nothing while that is not known."""
    if listing is None or tally is None:
        return ()
    return (
        (count_words(tally.total), "strong"),
        (f" of {agreements_word(tally.everything)}", "plain"),
    )


def _filters(state: ViewState) -> str:
    """The filters that hold."""
    filters = [printable(state.text.strip())] if state.text.strip() else []
    if state.organisation is not None:
        filters.append(f"with {state.organisation_label}")
    return " · ".join(filters)
