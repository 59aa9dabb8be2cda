"""Tables that are read side by side, each in the order of one key: what belongs together meets without look-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    Row = tuple[Any, ...]


class Reading:
    """Rows that come in the order of the keys that they begin with. Where another program wrote a key that is no whole
    number its row belongs to nothing; `check` says so of the value."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = (row for row in rows if isinstance(row[0], int))
        self._next = next(self._rows, None)

    def of(self, key: int) -> list[Row]:
        """The rows of a key that is larger than any before."""
        row = self._next
        if row is None or row[0] > key:
            return []
        found = []
        while row is not None and row[0] <= key:
            if row[0] == key:
                found.append(row)
            row = next(self._rows, None)
        self._next = row
        return found
