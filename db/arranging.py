"""Gives rows their keys, so that any order of import ends in the same keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.edtf import parse_edtf
from db.keys import agreement_key, day_of, layout

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

    from db.keys import Space


def rearrange_agreements(connection: sqlite3.Connection) -> bool:
    """Gives all agreements the keys that they want, those who want one standing one after the other; tells whether any
    was moved. What refers to them follows, their entries in the index do not."""
    rows = connection.execute("SELECT key, id, date FROM agreements").fetchall()
    ordered = sorted(
        (agreement_key(day_of(parse_edtf(date) if date else None), name), name, key) for key, name, date in rows
    )
    keys = layout((wanted, name) for wanted, name, _ in ordered)
    moves = {old: new for (_, _, old), new in zip(ordered, keys, strict=True) if old != new}
    _move(connection, "agreements", moves)
    return bool(moves)


def _move(connection: sqlite3.Connection, table: str, moves: Mapping[int, int]) -> None:
    """Gives rows other keys, which may be those of others that move too."""
    update = f"UPDATE {table} SET key = ? WHERE key = ?"
    connection.executemany(update, [(-new, old) for old, new in moves.items()])
    connection.executemany(update, [(new, -new) for new in moves.values()])


class Arranger:
    """The keys of one table within one batch.

    Each row wants the key that `wanted` counts from its day and its name. Few want the same; they and those whose
    place they take stand one after the other, in the order of what they want. `arrange` sees to that where rows came
    or left, and looks at nothing else.
    """

    def __init__(
        self, connection: sqlite3.Connection, table: str, name: str, space: Space, wanted: Callable[[int, str], int]
    ) -> None:
        self._connection = connection
        self._table = table
        self._name = name
        self._space = space
        self._wanted = wanted
        self._given: set[int] = set()
        self._contended: set[int] = set()
        self._left: set[int] = set()

    def give(self, wanted: int) -> int:
        """The wanted key, or the next that is free. Raises OverflowError when the day has none left."""
        key = wanted
        while key in self._given or self._is_taken(key):
            self._contended.add(wanted)
            key += 1
        if self._space.day(key) != self._space.day(wanted):
            raise OverflowError(f"too many {self._table} on one day")
        self._given.add(key)
        return key

    def left(self, key: int) -> None:
        """Tells that the row of a key was deleted."""
        self._given.discard(key)
        self._left.add(key)

    def has(self, key: int) -> bool:
        """Whether there is a row of this key."""
        return key in self._given or self._is_taken(key)

    def arrange(self) -> dict[int, int]:
        """Moves rows that do not stand where they belong; all rows must be written by now. The moves, old to new."""
        # A row that stood behind one that left can only be in the unbroken run after it.
        places = self._contended | {key for key in self._left if self._is_taken(key + 1)}
        moves: dict[int, int] = {}
        for place in sorted(places):
            moves |= self._moves_around(place)
        _move(self._connection, self._table, moves)
        self._contended.clear()
        self._left.clear()
        return moves

    def _moves_around(self, place: int) -> dict[int, int]:
        low = high = place
        while self._is_taken(low - 1):
            low -= 1
        while self._is_taken(high + 1):
            high += 1
        rows = self._connection.execute(
            f"SELECT key, {self._name} FROM {self._table} WHERE key BETWEEN ? AND ?", (low, high)
        ).fetchall()
        ordered = sorted((self._wanted(self._space.day(key), name), name, key) for key, name in rows)
        keys = layout((wanted, name) for wanted, name, _ in ordered)
        return {old: new for (_, _, old), new in zip(ordered, keys, strict=True) if old != new}

    def _is_taken(self, key: int) -> bool:
        return self._connection.execute(f"SELECT 1 FROM {self._table} WHERE key = ?", (key,)).fetchone() is not None
