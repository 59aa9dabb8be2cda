"""Saved searches as lines of the screen. Their names and queries are outside text, which the file's reader cleaned and
`printable` cleans again. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from db.printable import printable
from tui.lines import (
    ELLIPSIS,
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
from tui.present import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.own_files import SearchEntry

NAME_LEAST, NAME_MOST = 12, 40
COUNT_WIDTH = 9
NOT_COUNTED = "…"
NO_COUNT = "–"
PROPOSAL = 60


def entry_line(entry: SearchEntry, tally: str, width: int, cursor: Tone | None) -> Line:
    """A saved search: its name, its query or what is wrong with that, and how many agreements it has now."""
    name_width = min(NAME_MOST, max(NAME_LEAST, width // 3))
    room = max(4, width - 2 - name_width - 2 - 1 - COUNT_WIDTH - 1)
    tone: Tone = "strong" if cursor == "title" else "plain"
    query, sort = printable(entry.search.query), entry.search.sort
    words = printable(entry.problem) or (f"{query}, {printable(sort)}" if sort else query)
    return fit_line(
        (
            (MARK + " " if cursor else "  ", cursor or "plain"),
            (fit(printable(entry.search.name), name_width) + "  ", tone),
            (fit(words, room) + " ", "warning" if entry.problem else "quiet"),
            (right(tally if entry.is_counted else NO_COUNT, COUNT_WIDTH) + " ", tone),
        ),
        width,
    )


def tally_words(count: int | None) -> str:
    """How many agreements, or that this is not known yet."""
    return NOT_COUNTED if count is None else count_words(count)


def searches_title(path: str, width: int) -> Line:
    """The line above, with the file that one may edit; of a long path the last folders are shown."""
    shown = printable(path)
    room = width - 24
    while cell_len(shown) > room and "/" in shown.removeprefix(ELLIPSIS + "/"):
        shown = f"{ELLIPSIS}/{shown.removeprefix(ELLIPSIS + '/').partition('/')[2]}"
    return hairline((("Saved searches", "title"),), shown, width)


def no_searches_lines(is_searching: bool, width: int) -> list[Line]:
    """What stands there when nothing is saved yet."""
    way = "a: save the present search" if is_searching else "Escape, then / and some words; w saves that search"
    return sentence_lines(width, "No search is saved yet.", way)


def failed_lines(words: str, width: int) -> list[Line]:
    """What stands there when the file can't be read: why, and how to go on."""
    return sentence_lines(width, sentence(printable(words)), "Enter: read it again, when the file is mended")


def foot_line(words: str, is_warning: bool, hints: Sequence[tuple[str, str]], width: int) -> Line:
    """The last line: what there is to say, and what can be pressed as far as there is room."""
    shown = cut(remark(printable(words)), width - 2)
    line: list[Span] = [(" " + shown, "warning" if is_warning else "plain")]
    room = width - 1 - width_of(tuple(line))
    keys: list[Span] = []
    for key, word in hints:
        size = len(key) + len(word) + 3
        if size <= room:
            room -= size
            keys += [("  " + key, "accent"), (" " + word, "quiet")]
    return (*line, (" " * room, "plain"), *keys, (" ", "plain"))


def proposal(text: str) -> str:
    """A name for a search: its words, as far as a name is long."""
    words = " ".join(printable(text).split())
    return words if cell_len(words) <= PROPOSAL else set_cell_size(words, PROPOSAL).rstrip()
