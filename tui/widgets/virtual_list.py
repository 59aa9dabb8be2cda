"""A list that draws only the rows in sight, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import Scope, bindings
from tui.lines import fit_line
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.lines import Line, Tone


THUMB = "▐"
WHEEL = 3  # rows
LEAST_TRACK = 3  # shorter, and the thumb could not tell the middle from the ends


class VirtualList(LineView):
    """Base of the lists: a title line, then rows, with a cursor that stays in sight. A thumb in the last column tells
    which part of the whole is in sight."""

    BINDINGS = bindings(Scope.MOVE)

    _top = 0
    _rows = 1

    @property
    def count(self) -> int:
        """How many rows there are, as far as is known."""
        raise NotImplementedError

    @property
    def total(self) -> int | None:
        """How many rows there are in all; None while that is not known."""
        return self.count

    @property
    def cursor_row(self) -> int:
        """The row that has the cursor."""
        raise NotImplementedError

    def move_to(self, row: int) -> None:
        """Put the cursor on a row that exists."""
        raise NotImplementedError

    def title(self, width: int) -> Line:
        """The line above the rows."""
        raise NotImplementedError

    def row(self, place: int, width: int, cursor: Tone | None) -> Line:
        """One row; `cursor` is the tone of its mark where it has the cursor."""
        raise NotImplementedError

    @property
    def row_height(self) -> int:
        """How many lines a row takes."""
        return 1

    def row_lines(self, place: int, width: int, cursor: Tone | None) -> Sequence[Line]:
        """One row of so many lines."""
        return (self.row(place, width, cursor),)

    def empty_lines(self, width: int) -> Sequence[Line]:  # noqa: ARG002 - for those who need it
        """What stands there when there is no row."""
        return ()

    def lines(self, width: int, height: int) -> list[Line]:
        """Title and rows in sight."""
        if not self.count:
            return [self.title(width), *self.empty_lines(width)]
        self._rows = rows = max(1, (height - 1) // self.row_height)
        self._top = kept_in_sight(self._top, self.cursor_row, rows, self.count)
        tone: Tone = "title" if self.has_focus else "quiet"
        thumb = thumb_rows(self._top, rows, self.total)
        lines = [self.title(width)]
        for place in range(self._top, min(self.count, self._top + rows)):
            end = THUMB if place - self._top in thumb else " "
            for line in self.row_lines(place, width - 1, tone if place == self.cursor_row else None):
                lines.append((*fit_line(line, width - 1), (end, "quiet")))
        return lines

    def action_step(self, step: int) -> None:
        """One row up or down."""
        self._go(self.cursor_row + step)

    def action_page(self, step: int) -> None:
        """One screenful up or down, with one row kept for the eye."""
        self._go(self.cursor_row + step * max(1, self._rows - 1))

    def action_edge(self, step: int) -> None:
        """To the first or the last row."""
        self._go(0 if step < 0 else self.count - 1)

    def clicked(self, y: int) -> None:
        """The cursor goes to the row there, if there is one."""
        row = self._top + (y - 1) // self.row_height
        if y > 0 and row < min(self.count, self._top + self._rows):
            self.move_to(row)

    def rolled(self, step: int) -> None:
        """Some rows up or down."""
        self._go(self.cursor_row + step * WHEEL)

    def _go(self, row: int) -> None:
        if self.count:
            self.move_to(min(max(0, row), self.count - 1))


def with_thumb(lines: Sequence[Line], top: int, total: int, width: int) -> list[Line]:
    """The lines in sight from `top` on, of `total`, with the thumb in the last column where they are not all."""
    thumb = thumb_rows(top, len(lines), total)
    return [(*fit_line(line, width - 1), (THUMB, "quiet")) if row in thumb else line for row, line in enumerate(lines)]


def kept_in_sight(top: int, place: int, height: int, count: int) -> int:
    """The first row in sight, moved as little as needed for `place` to be in sight."""
    top = min(top, place)
    top = max(top, place - height + 1)
    return max(0, min(top, count - height))


def thumb_rows(top: int, rows: int, total: int | None) -> range:
    """Which of the rows in sight have the thumb beside them: its length is to them as they are to all rows. It touches
    an end only where the first or the last row is in sight. None have it where all fit, or nobody knows how many there
    are."""
    if total is None or total <= rows or rows < LEAST_TRACK:
        return range(0)
    last = total - rows  # the largest top
    length = min(max(1, round(rows * rows / total)), rows - (1 if last == 1 else 2))
    free = rows - length
    if top <= 0:
        start = 0
    elif top >= last:
        start = free
    else:
        start = min(max(1, round(top * free / last)), free - 1)
    return range(start, start + length)
