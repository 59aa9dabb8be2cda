"""Breaking a frozen text into lines of a readable measure, by offsets, so that evidence keeps its place. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from db.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE = re.compile(r"[^\n]+")
NARROW = re.compile(r"[\x20-\u02ff\u2010-\u2027]*")


def broken_lines(text: str, width: int) -> tuple[tuple[int, int], ...]:
    """Start and end of each line of at most `width` cells. Paragraphs are parted by one empty line.

    Linear in the length of the text, however it is made.
    """
    pieces = _pieces(width)
    lines: list[tuple[int, int]] = []
    last_end = 0
    for paragraph in LINE.finditer(text):
        is_first = True
        for piece in pieces.finditer(text, *paragraph.span()):
            if is_first and lines and text.count("\n", last_end, piece.start()) > 1:
                lines.append((last_end, last_end))
            is_first = False
            last_end = piece.end()
            if NARROW.fullmatch(text, *piece.span()):
                lines.append(piece.span())
            else:
                lines.extend(_by_cells(text, *piece.span(), width))
    return tuple(lines)


def line_of(lines: Sequence[tuple[int, int]], place: int) -> int:
    """The line in which a place of the text stands."""
    return max(0, bisect_right(lines, place, key=lambda line: line[0]) - 1)


def _pieces(width: int) -> re.Pattern[str]:
    """Greedy pieces of at most `width` characters that end before a blank, or within a word that is longer."""
    return re.compile(rf"\S(?:[^\n]{{0,{width - 2}}}\S)?(?!\S)|\S{{1,{width}}}")


def _by_cells(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """A piece with wide or combining characters, broken again by the cells it takes as it is shown."""
    lines: list[tuple[int, int]] = []
    while cell_len(printable(text[start:end])) > width:
        piece = text[start:end]
        length = len(set_cell_size(piece, width).rstrip())
        while cell_len(printable(piece[:length])) > width:
            length -= 1
        blank = text.rfind(" ", start, start + length)
        stop = blank if blank > start else start + max(1, length)
        lines.append((start, stop))
        start = stop + (1 if blank > start else 0)
    return [*lines, (start, end)]
