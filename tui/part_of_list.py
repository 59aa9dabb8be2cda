"""The part of a list that is there: what it has, and whether more of the list should be asked for. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what is for the checker alone costs a start nothing
    from typing import Protocol, TypeVar

    from db.rows import Tally

    Row_co = TypeVar("Row_co", covariant=True)  # a line's record: an agreement's or an article's

    class Window(Protocol[Row_co]):
        """Rows of a list from the place `offset`; how many there are in all, where that is known."""

        @property
        def rows(self) -> tuple[Row_co, ...]:
            """The rows."""

        @property
        def offset(self) -> int:
            """The place of the first."""

        @property
        def total(self) -> int | None:
            """How many the whole list has."""

    class HasWindow(Protocol[Row_co]):
        """What has a window of a list."""

        @property
        def page(self) -> Window[Row_co]:
            """The window."""


class PartOfList:
    """What parts of all lists can say of themselves; to be mixed into what has a `page`."""

    __slots__ = ()

    def row(self: HasWindow[Row_co], index: int) -> Row_co | None:
        """The row at a place of the whole list, if it is in this window."""
        row = index - self.page.offset
        return self.page.rows[row] if 0 <= row < len(self.page.rows) else None

    def total(self: HasWindow[object], tally: Tally | None) -> int | None:
        """How many rows the whole list has, where that is known by now."""
        return _total(self.page, tally)

    def least(self: HasWindow[object], tally: Tally | None) -> int:
        """How many rows the list has at least: those of this window and before, until they are counted."""
        total = _total(self.page, tally)
        return self.page.offset + len(self.page.rows) if total is None else total

    def needs_more(self: HasWindow[object], index: int, tally: Tally | None) -> bool:
        """Whether the place stands so near an end of the window that the next one should be asked for."""
        first, last = self.page.offset, self.page.offset + len(self.page.rows)
        total = _total(self.page, tally)
        near = len(self.page.rows) // 3
        return (index - near < first and first > 0) or (index + near >= last and (total is None or last < total))


def _total(page: Window[object], tally: Tally | None) -> int | None:
    return page.total if page.total is not None else tally.total if tally else None
