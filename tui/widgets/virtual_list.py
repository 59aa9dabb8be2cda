"""A list that draws only the rows in sight, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import Scope, bindings
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.lines import Line, Tone


class VirtualList(LineView):
    """Base of the lists: a title line, then rows, with a cursor that stays in sight."""

    BINDINGS = bindings(Scope.MOVE)

    _top = 0

    @property
    def count(self) -> int:
        """How many rows there are in all."""
        raise NotImplementedError

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

    def empty_lines(self, width: int) -> Sequence[Line]:  # noqa: ARG002 - for those who need it
        """What stands there when there is no row."""
        return ()

    def lines(self, width: int, height: int) -> list[Line]:
        """Title and rows in sight."""
        if not self.count:
            return [self.title(width), *self.empty_lines(width)]
        rows = max(1, height - 1)
        self._top = kept_in_sight(self._top, self.cursor_row, rows, self.count)
        tone: Tone = "title" if self.has_focus else "quiet"
        return [
            self.title(width),
            *(
                self.row(place, width, tone if place == self.cursor_row else None)
                for place in range(self._top, min(self.count, self._top + rows))
            ),
        ]

    def action_step(self, step: int) -> None:
        """One row up or down."""
        self._go(self.cursor_row + step)

    def action_page(self, step: int) -> None:
        """One screenful up or down, with one row kept for the eye."""
        self._go(self.cursor_row + step * max(1, self.size.height - 2))

    def action_edge(self, step: int) -> None:
        """To the first or the last row."""
        self._go(0 if step < 0 else self.count - 1)

    def _go(self, row: int) -> None:
        if self.count:
            self.move_to(min(max(0, row), self.count - 1))


def kept_in_sight(top: int, place: int, height: int, count: int) -> int:
    """The first row in sight, moved as little as needed for `place` to be in sight."""
    top = min(top, place)
    top = max(top, place - height + 1)
    return max(0, min(top, count - height))
