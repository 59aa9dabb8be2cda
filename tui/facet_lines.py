"""The sections beside the list as lines: values with their counts, what of them is chosen, the headings. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.printable import printable
from tui.choices import Section, of_section, value_of
from tui.lines import MARK, Line, Tone, fit, fit_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.rows import Facets, FacetValue, Organisation
    from tui.choices import Choice

DEEPEST = 4
COUNT_WIDTH = 9  # as wide as 1,000,000
NARROW_COUNT_WIDTH = 6
NARROW = 17
LEAST_LABEL = 4
UNKNOWN = "·"
SIGNS = {False: "+", True: "-"}


class Entry(NamedTuple):
    """A line of a section. `value` is None for all organisations together, whose count is the tally's; `label` is
    not safe to draw yet. `sign` is `+` where it is included, `-` where it is excluded."""

    value: str | None
    label: str
    agreements: int | None
    depth: int = 0
    sign: str = ""


def entries(section: Section, facets: Facets, choices: Iterable[Choice]) -> tuple[Entry, ...]:
    """A section from top to bottom. What is chosen stays in sight on top where nothing that matches has it."""
    chosen = of_section(choices, section)
    signs = {choice.value: SIGNS[choice.is_excluded] for choice in chosen}
    if section is Section.ORGANISATIONS:
        found = _organisations(facets.organisations, signs)
    else:
        found = [_value(section, value, signs) for value in _values(section, facets)]
    known = {entry.value for entry in found}
    gone = [Entry(c.value, c.label, 0, 0, SIGNS[c.is_excluded]) for c in chosen if c.value not in known]
    every = [Entry(None, "all", None)] if section is Section.ORGANISATIONS else []
    return (*every, *gone, *found)


def entry_line(entry: Entry, count: int | None, width: int, cursor: Tone | None) -> Line:
    """A line of a section. `count` is None while it is not known; `cursor` is the tone of the
    mark on the line that has it."""
    tally = count_fitting(count, width)
    depth = min(entry.depth, (width - 3 - len(tally) - LEAST_LABEL) // 2)
    indent = "  " * (depth - 1) + "└ " if depth > 0 else ""
    room = width - 3 - len(indent) - len(tally)
    is_lit = bool(entry.sign) or cursor == "title"
    tone: Tone = "title" if entry.sign else "strong" if cursor == "title" else "plain"
    return (
        (MARK if cursor else " ", cursor or "plain"),
        (entry.sign or " ", "title"),
        (indent, "quiet"),
        (fit(printable(entry.label), room), tone),
        (f" {tally}", "plain" if is_lit and count is not None else "quiet"),
    )


def count_fitting(count: int | None, width: int) -> str:
    """A count for a section of some width: in full, or where there is no room rounded down, as `1.2M`."""
    if count is None:
        return UNKNOWN
    words = f"{count:,}"
    if len(words) <= (COUNT_WIDTH if width >= NARROW else NARROW_COUNT_WIDTH):
        return words
    return f"{count // 1000}k" if count < 1_000_000 else f"{count // 100_000 / 10:.1f}M"


def chosen_words(choices: Iterable[Choice], section: Section) -> str:
    """How many values of a section are included and excluded: `+2 -1`."""
    chosen = of_section(choices, section)
    excluded = sum(choice.is_excluded for choice in chosen)
    counts = (("+", len(chosen) - excluded), ("-", excluded))
    return " ".join(f"{sign}{count}" for sign, count in counts if count)


def heading_lines(opened: Section, choices: Iterable[Choice], width: int) -> list[Line]:
    """The sections that are not open, one line each, with the number that opens them."""
    choices = tuple(choices)
    lines: list[Line] = []
    for section in Section:
        if section is opened:
            continue
        words = chosen_words(choices, section)
        lead = " " if width >= NARROW else ""
        name: Line = ((f"{lead}{section.value} ", "accent"), (section.title, "plain" if words else "quiet"))
        room = width - len(words) - 2
        lines.append((*fit_line(name, room), (f" {words} ", "title")) if words else fit_line(name, width))
    return lines


def _organisations(organisations: Iterable[Organisation], signs: dict[str, str]) -> list[Entry]:
    """Each organisation with its arms under it, those with most agreements first."""
    organisations = tuple(organisations)
    known = {organisation.id for organisation in organisations}
    children: dict[str, list[Organisation]] = {}
    tops: list[Organisation] = []
    for organisation in organisations:
        if organisation.parent in known and organisation.parent != organisation.id:
            children.setdefault(organisation.parent or "", []).append(organisation)
        else:
            tops.append(organisation)
    found: list[Entry] = []
    seen: set[str] = set()

    def add(top: Organisation) -> None:
        waiting = [(top, 0)]
        while waiting:
            organisation, depth = waiting.pop()
            if organisation.id in seen:
                continue
            seen.add(organisation.id)
            sign = signs.get(organisation.id, "")
            found.append(Entry(organisation.id, organisation.short, organisation.agreements, depth, sign))
            below = min(depth + 1, DEEPEST)
            waiting += [(child, below) for child in reversed(children.get(organisation.id, ()))]

    def most(organisation: Organisation) -> int:
        """The largest count among it and its arms: a parent stands where its arms would."""
        return max(organisation.agreements, *(child.agreements for child in children.get(organisation.id, ())), 0)

    for organisation in [*sorted(tops, key=most, reverse=True), *organisations]:
        add(organisation)
    return found


def _values(section: Section, facets: Facets) -> tuple[FacetValue, ...]:
    return {
        Section.KINDS: facets.kinds,
        Section.STATUS: facets.statuses,
        Section.DECADES: facets.decades,
        Section.TOPICS: facets.topics,
    }[section]


def _value(section: Section, counted: FacetValue, signs: dict[str, str]) -> Entry:
    value, label = value_of(section, counted.value)
    return Entry(value, label, counted.agreements, 0, signs.get(value, ""))
