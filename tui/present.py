"""Records as lines of the screen: agreements, titles, the status line. The words of outside texts pass `printable`
here; nothing is ever read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from db.printable import printable
from db.vocabulary import SHORT_KINDS
from tui.commands import NO_KEYS, Keymap, key_of, key_word, tailored
from tui.hit_requests import Hits
from tui.lines import (
    MARK,
    Line,
    Span,
    Tone,
    cut,
    fit,
    fit_line,
    hairline,
    remark,
    right,
    sentence,
    sentence_lines,
    width_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.edtf import EdtfDate
    from db.rows import AgreementRow, Suggestion, Tally
    from tui.choices import Section
    from tui.requests import Advice, Listing
    from tui.state import Pane, ViewState

WAY_BACK = "Escape: list"  # in the title of a pane that stands alone
KIND_WIDTH = 11
KIND_LEAST = 6
DATE_WIDTH = 10
STATUS_WIDTH = 9
PARTIES_LEAST = 18  # where there is less room, the parties matter more than the status
PLACE_WIDTH = 14
PLACE_FROM = 71
PLACE_BESIDE_FROM = 80  # where the detail stands beside the list
LEAST_TOWN = 4
SOURCES_WIDTH = 4
MOST_WAYS = 4  # out of an empty list
LEAST_WORDS = 5  # cells; fewer say nothing
CLOSE, SPACIOUS = 60, 80  # a narrower status line says less
ROOMY = 47  # a narrower list stands closer


ORDER_WORDS = {"title": "by title", "kind": "by kind", "sources": "by sources"}


def date_words(date: EdtfDate | str | None) -> str:
    """A date as the list shows it, as precise as it is known."""
    return printable(str(date)) if date else "undated"


def count_words(count: int) -> str:
    """A count as people write it."""
    return f"{count:,}"


def row_line(
    row: AgreementRow | None, width: int, cursor: Tone | None, with_sources: bool = False, with_place: bool = False
) -> Line:
    """A line of the list; its columns stand in the same places on every line. `with_place` where there is no column for
    it: then it ends that of the parties."""
    mark: Span = (MARK + " " if cursor else "  ", cursor or "plain")
    if row is None:
        return fit_line((mark, ("…", "quiet")), width)
    tone: Tone = "strong" if cursor == "title" else "plain"
    is_shared = with_place and width < PLACE_BESIDE_FROM
    place_width = PLACE_WIDTH + 2 if width >= PLACE_FROM and not is_shared else 0
    gap = "  " if width >= ROOMY and not is_shared else " "
    sources_width = SOURCES_WIDTH if with_sources else 0
    kind_width = max(KIND_LEAST, min(KIND_WIDTH, width - 2 - DATE_WIDTH - 2 * len(gap) - PARTIES_LEAST))
    room = width - 2 - DATE_WIDTH - kind_width - 2 * len(gap) - place_width - sources_width
    status_width = STATUS_WIDTH + (1 if with_sources else 2)
    if room - status_width < PARTIES_LEAST - (3 if with_sources else 0):
        status_width = 0
    parties_width = max(6, room - status_width)
    parties = " · ".join(printable(party) for party in row.parties)
    town = printable(row.place or "")
    middle: Line = ((fit(parties, parties_width), tone), (fit("  " + town, place_width), tone))
    if is_shared:
        middle = _shared(parties, town, parties_width, tone)
    return fit_line(
        (
            mark,
            (fit(date_words(row.date), DATE_WIDTH) + gap, tone if row.date else "quiet"),
            (fit(printable(SHORT_KINDS.get(row.kind, row.kind)), kind_width) + gap, tone),
            *middle,
            (right(printable(status_word(row.status)), status_width), "plain" if row.status == "signed" else "quiet"),
            (right(sources_word(row.sources), sources_width), tone if row.sources > 1 else "quiet"),
        ),
        width,
    )


def _shared(parties: str, town: str, width: int, tone: Tone) -> Line:
    """Parties and place in one column; the place, which ends it, has what the parties leave."""
    if not town:
        return ((fit(parties, width), tone),)
    most = min(cell_len(town), LEAST_TOWN)
    shown = cut(parties, width - most - 1)
    room = width - cell_len(shown) - 1
    return ((shown + " ", tone), (right(town, room), "quiet"))


def status_word(status: str) -> str:
    """A status as people say it."""
    return "in talks" if status == "negotiating" else status


def sources_word(count: int) -> str:
    """How many articles tell of an agreement, in at most three characters."""
    return str(count) if count < 1000 else f"{min(count // 1000, 99)}k"


def pane_title(number: Pane, name: str, note: str, width: int, focused: bool, start: str = "─") -> Line:
    """The hairline above a pane, with its number and name in it; bold where the focus is."""
    return _title(number.value, name, note, width, focused, start)


def section_title(section: Section, note: str, width: int, focused: bool) -> Line:
    """The hairline above the open section."""
    return _title(section.value, section.title, note, width, focused, "─")


def _title(number: int, name: str, note: str, width: int, focused: bool, start: str) -> Line:
    tone: Tone = "focus" if focused else "plain"
    title: Line = ((f"{number} ", tone), (name, tone))
    return title if width_of(title) == width else hairline(title, note, width, start)


def list_note(index: int, total: int | None, order: str, asked: str, room: int) -> str:
    """Where one is in the list, and the order that it is in; why, where another was asked for. In `room` cells."""
    place = f"{count_words(index + 1)} of {'...' if total is None else count_words(total)}, "
    if order == asked:
        return place + ORDER_WORDS.get(order, order)
    is_by_rank = asked == "best match"
    long, short = ("too many to rank", "not ranked") if is_by_rank else ("too many to sort", "not sorted")
    words = ORDER_WORDS.get(order, order)
    notes = (f"{place}{words} first: {long}", f"{place}{words}: {long}", f"{place}{words}, {short}")
    return next((note for note in notes if len(note) <= room), notes[-1])


def agreements_word(count: int) -> str:
    """`1 agreement`, `3 agreements`."""
    return f"{count_words(count)} agreement{'' if count == 1 else 's'}"


def articles_word(count: int) -> str:
    """`1 article`, `3 articles`."""
    return f"{count_words(count)} article{'' if count == 1 else 's'}"


def nothing_lines(
    state: ViewState,
    advice: Advice | None,
    width: int,
    in_articles: bool = False,
    keymap: Keymap = NO_KEYS,
    chosen: int = 0,
) -> list[Line]:
    """What stands in the list when nothing matches: a sentence, and the ways out; Enter takes the chosen one."""
    text = printable(state.text.strip())
    within = "".join(f", {words}" for words in choice_words(state))
    if not state.is_filtered:
        return sentence_lines(width, "There is no agreement in this database yet.", "To add some: explorer seed FILES")
    if not text:
        return sentence_lines(width, f"No agreement{within}.", "Escape: without the last of these")
    lead: Line = (("  Nothing matches ", "plain"), (cut(text, max(8, width - 20)), "match"), (f"{within}.", "plain"))
    problems = [line for text in state.typed_query.problems for line in sentence_lines(width, printable(text))[1:]]
    told = [(), *problems] if problems else []
    if advice is None:
        return [(), lead, *told]
    ways = [_way(each, place == chosen, in_articles) for place, each in enumerate(advice.suggestions[:MOST_WAYS])]
    if not ways and not advice.articles:
        ways = ["Enter: all articles" if in_articles else "Enter: all agreements"]
    held = _held(advice, "Enter" if not ways else _articles_key(state, keymap))
    if len(ways) > 1 and state.focus is state.focus.AGREEMENTS:
        held = [f"{key_of('down', keymap)}: another of these", *held]
    return [(), lead, *sentence_lines(width, "", *ways, *held)[2:], *told]  # the ways out are in sight on any screen


def _articles_key(state: ViewState, keymap: Keymap) -> str:
    """The key that searches the articles; in the search line letters are text."""
    keys = next(command.keys for command in tailored(keymap) if command.name == "articles")
    is_typing = state.focus is state.focus.SEARCH
    return key_word(next((key for key in keys if not is_typing or len(key) > 1), keys[0]))


def _held(advice: Advice, key: str) -> list[str]:
    """The way to the articles that hold the words, and some of them."""
    if not advice.articles:
        return []
    titles = [f"the article “{printable(row.title or row.name)}” holds the words" for row in advice.articles]
    return [f"{key}: search the articles", *(title[:1].upper() + title[1:] + "." for title in titles)]


def _way(suggestion: Suggestion, is_chosen: bool, in_articles: bool) -> str:
    """A way out of an empty list; the chosen one is one key away."""
    key = "Enter: " if is_chosen else ""
    found = (articles_word if in_articles else agreements_word)(suggestion.agreements)
    if suggestion.is_spelling:
        return f"{key}did you mean {printable(suggestion.text.strip())}? {found}"
    return f"{key}without {printable(suggestion.instead_of)}: {found}"


def failed_lines(words: str, width: int) -> list[Line]:
    """What stands in place of a list that could not be read: why, and how to ask for it again."""
    return sentence_lines(width, sentence(printable(words)), "Enter: read it again")


def status_line(
    state: ViewState,
    listing: Listing | Hits | None,
    tally: Tally | None,
    notice: str,
    hints: Sequence[tuple[str, str]],
    width: int,
    is_failure: bool = False,
) -> Line:
    """What is shown of how many and how the filters that hold were understood, always; then what there is to say, and
    where there is room left, what can be pressed: the first of it always, unless there is something to say."""
    words = remark(printable(notice)) or printable("; ".join(state.typed_query.problems))
    is_close = width < CLOSE
    counts = _counts(listing, tally, is_close)
    if is_close and not state.is_filtered and not words:  # the title says as much
        counts = ()
    filters = _filters(state, listing)
    room = width - 2 - cell_len(words)
    if notice and room >= 0:  # what is said once comes whole where it can, before what always stands there
        filters = "" if room < width_of(counts) + LEAST_WORDS + 6 else filters
        counts = () if room < width_of(counts) + 3 else counts
    line: list[Span] = [(" ", "plain"), *counts]
    spared = sum(len(key) + len(word) + 3 for key, word in hints[:1])
    tone_of_words: Tone = "warning" if is_failure or not notice else "strong"
    parts: tuple[tuple[str, Tone, int], ...] = (
        (filters, "accent", min(cell_len(words), width * 3 // 5) + 3 if words else spared),
        ("no filter" if counts and not state.is_filtered and width >= SPACIOUS else "", "quiet", 0),
        (words, tone_of_words, 0),
        ("" if (listing and tally) or words else "searching…", "quiet", 0),
    )
    for text, tone, spared in parts:
        joint = " · " if len(line) > 1 else ""
        room = width - 1 - width_of(tuple(line)) - len(joint) - spared
        shown = cut(text, room) if room >= LEAST_WORDS or cell_len(text) <= room else ""
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


def _counts(listing: Listing | Hits | None, tally: Tally | None, is_close: bool) -> Line:
    """How many of how many; nothing while that is not known."""
    if listing is None or tally is None:
        return ()
    if is_close:
        return ((count_words(tally.total), "strong"), (f" of {count_words(tally.everything)}", "plain"))
    words = articles_word if isinstance(listing, Hits) else agreements_word
    return (
        (count_words(tally.total), "strong"),
        (f" of {words(tally.everything)}", "plain"),
    )


def choice_words(state: ViewState) -> tuple[str, ...]:
    """What is chosen beside the list, in words."""
    return tuple(printable(choice.words) for choice in state.choices)


def _filters(state: ViewState, listing: Listing | Hits | None) -> str:
    """The filters that hold: as they were understood where there is an answer, else as they were typed."""
    if listing is not None and listing.page.understood and state.is_filtered:
        return printable(listing.page.understood)
    typed = printable(state.text.strip())
    return " · ".join((typed, *choice_words(state)) if typed else choice_words(state))
