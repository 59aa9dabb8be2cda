"""The sections beside the list as lines: values with their counts, what of them is chosen, the headings. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.printable import printable
from tui.arranging import Entry
from tui.choices import Section, of_section
from tui.lines import MARK, Line, Tone, fit, fit_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.arranging import Outline
    from tui.choices import Choice

COUNT_WIDTH = 9  # as wide as 1,000,000
NARROW_COUNT_WIDTH = 6
NARROW = 17
LEAST_LABEL = 4
UNKNOWN = "·"
SIGNS = {False: "+", True: "-"}


def signs_of(choices: Iterable[Choice], section: Section) -> dict[str | None, str]:
    """What stands before each value that is chosen: `+` where it is included, `-` where it is excluded."""
    return {choice.value: SIGNS[choice.is_excluded] for choice in of_section(choices, section)}


def head_entries(section: Section, outline: Outline, choices: Iterable[Choice]) -> tuple[Entry, ...]:
    """What stands above the values of a section: all organisations together, and what is chosen though nothing that
    matches has it, so that it stays in sight."""
    every = [Entry(None, "all", None)] if section is Section.ORGANISATIONS else []
    count = 0 if outline.is_counted else None
    gone = (choice for choice in of_section(choices, section) if choice.value not in outline.places)
    return (*every, *(Entry(choice.value, choice.label, count) for choice in gone))


def entry_line(entry: Entry, sign: str, count: int | None, width: int, cursor: Tone | None) -> Line:
    """A line of a section. `sign` stands before what is chosen, `count` is None while it is not known, and `cursor` is
    the tone of the mark on the line that has it."""
    tally = count_fitting(count, width)
    depth = min(entry.depth, (width - 3 - len(tally) - LEAST_LABEL) // 2)
    indent = "  " * (depth - 1) + "└ " if depth > 0 else ""
    room = width - 3 - len(indent) - len(tally)
    is_lit = bool(sign) or cursor == "title"
    tone: Tone = "title" if sign else "strong" if cursor == "title" else "plain"
    return (
        (MARK if cursor else " ", cursor or "plain"),
        (sign or " ", "title"),
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
