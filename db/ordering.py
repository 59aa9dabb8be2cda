"""The orders of the agreement list, each as a walk over keys from any row, forwards or backwards.

The list is never sorted: the order of dates is that of keys, the orders by kind and by the number of sources are the
same for one value after the other, and titles have an index. Only what few rows have, their rank, is worked out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from db.keys import first_key
from db.tokens import EVERY, LEAD, LETTERS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from db.compile import Compiled
    from db.rows import Milestone

BEST_FIRST = "bm25(agreements_fts, 4.0, 4.0, 2.0, 2.0, 3.0, 2.0, 2.0, 1.0, 2.0), rowid DESC"


class Walk(Protocol):
    """An order of the rows that match."""

    def walk(self, start: int | None, is_forward: bool, skip: int, take: int) -> list[int]:
        """Keys in walking order: `take` of them, after `skip`. Forwards from the row of the key `start`, which is the
        first, or from the top; backwards from the one before it, or from the end. -1 takes all."""

    def place_of(self, key: int) -> int | None:
        """How many rows stand before the one of a key; None when it is not among them."""


class Stretch(NamedTuple):
    """Rows that stand together, in the order of their keys."""

    compiled: Compiled
    descends: bool = True


class Stretches:
    """Stretches one after the other."""

    def __init__(self, connection: sqlite3.Connection, stretches: Sequence[Stretch]) -> None:
        self._connection = connection
        self._stretches = stretches

    def walk(self, start: int | None, is_forward: bool, skip: int, take: int) -> list[int]:
        """As Walk has it."""
        found: list[int] = []
        order = self._stretches if is_forward else self._stretches[::-1]
        place = 0 if start is None else next(n for n, each in enumerate(order) if self._holds(each, start))
        for stretch in order[place:]:
            rows = self._read(stretch, start, is_forward, skip, take - len(found) if take >= 0 else -1)
            if not rows and skip:
                skip -= self._count(stretch, start, is_forward)
            elif rows:
                found, skip = found + rows, 0
            start = None
            if 0 <= take <= len(found):
                break
        return found

    def place_of(self, key: int) -> int | None:
        """How many rows stand before the one of a key; None when it is not among them."""
        before = 0
        for stretch in self._stretches:
            if self._holds(stretch, key):
                return before + self._count(stretch, key, is_forward=False)
            before += self._count(stretch, None, is_forward=True)
        return None

    def _part(self, stretch: Stretch, start: int | None, is_forward: bool) -> Compiled:
        """What of a stretch lies beyond a key: with the key itself when walking forwards."""
        if start is None:
            return stretch.compiled
        if stretch.descends is is_forward:
            return stretch.compiled._replace(high=min(stretch.compiled.high, start if is_forward else start - 1))
        return stretch.compiled._replace(low=max(stretch.compiled.low, start if is_forward else start + 1))

    def _read(self, stretch: Stretch, start: int | None, is_forward: bool, skip: int, take: int) -> list[int]:
        table, condition, parameters = source(self._part(stretch, start, is_forward))
        order = "rowid ASC"
        if stretch.descends is is_forward:
            order = "+rowid DESC" if stretch.compiled.is_tangled else "rowid DESC"  # + sorts what is read ascending
        sql = f"SELECT rowid FROM {table} WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?"
        return [row[0] for row in self._connection.execute(sql, [*parameters, take, skip]).fetchall()]

    def _count(self, stretch: Stretch, start: int | None, is_forward: bool) -> int:
        return count(self._connection, self._part(stretch, start, is_forward))

    def _holds(self, stretch: Stretch, key: int) -> bool:
        compiled = stretch.compiled
        return compiled.low <= key <= compiled.high and has(self._connection, compiled, key)


class Listed:
    """Rows whose order was worked out."""

    def __init__(self, keys: Sequence[int]) -> None:
        self.keys = keys

    def walk(self, start: int | None, is_forward: bool, skip: int, take: int) -> list[int]:
        """As Walk has it."""
        keys = self.keys if is_forward else self.keys[::-1]
        place = keys.index(start) + (0 if is_forward else 1) if start is not None else 0
        end = len(keys) if take < 0 else place + skip + take
        return list(keys[place + skip : end])

    def place_of(self, key: int) -> int | None:
        """Where a row stands, from 0."""
        return self.keys.index(key) if key in self.keys else None


class Titles:
    """By title, those of one title newest first, over the index of titles: all agreements, or the many between two
    keys."""

    def __init__(self, connection: sqlite3.Connection, compiled: Compiled) -> None:
        self._connection = connection
        self._compiled = compiled

    def walk(self, start: int | None, is_forward: bool, skip: int, take: int) -> list[int]:
        """As Walk has it."""
        pieces: list[tuple[str, list[Any]]] = [("1", [])]
        if start is not None:
            title = self._connection.execute("SELECT title FROM agreements WHERE key = ?", (start,)).fetchone()[0]
            same, other = ("<=", ">") if is_forward else (">", "<")
            pieces = [
                (f"title = ? COLLATE NOCASE AND key {same} ?", [title, start]),
                (f"title {other} ? COLLATE NOCASE", [title]),
            ]
        order = "title COLLATE NOCASE, key DESC" if is_forward else "title COLLATE NOCASE DESC, key"
        found: list[int] = []
        for condition, parameters in pieces:
            wanted = -1 if take < 0 else skip + take - len(found)
            found += self._read(condition, parameters, order, wanted)
        return found[skip:]

    def place_of(self, key: int) -> int | None:
        """How many rows stand before the one of a key; None when it is not among them."""
        if not has(self._connection, self._compiled, key):
            return None
        title = self._connection.execute("SELECT title FROM agreements WHERE key = ?", (key,)).fetchone()[0]
        condition, parameters = self._condition("(title < ? COLLATE NOCASE OR (title = ? COLLATE NOCASE AND key > ?))")
        sql = f"SELECT count(*) FROM agreements WHERE {condition}"
        return int(self._connection.execute(sql, [title, title, key, *parameters]).fetchone()[0])

    def _read(self, condition: str, parameters: list[Any], order: str, take: int) -> list[int]:
        where, more = self._condition(condition)
        sql = f"SELECT key FROM agreements WHERE {where} ORDER BY {order} LIMIT ?"
        return [row[0] for row in self._connection.execute(sql, [*parameters, *more, take]).fetchall()]

    def _condition(self, condition: str) -> tuple[str, list[Any]]:
        compiled = self._compiled
        parameters: list[Any] = []
        if compiled.is_bounded:
            condition += " AND key BETWEEN ? AND ?"
            parameters += [compiled.low, compiled.high]
        return condition, parameters


def by_date(connection: sqlite3.Connection, compiled: Compiled, newest_first: bool = True) -> Stretches:
    """Newest first, the undated ones, which have no place in time, last; or the oldest first, the undated ones last."""
    if newest_first:
        return Stretches(connection, [Stretch(compiled)])
    dated = compiled._replace(low=max(compiled.low, first_key(1)))
    undated = compiled._replace(high=min(compiled.high, first_key(1) - 1))
    return Stretches(connection, [Stretch(dated, descends=False), Stretch(undated)])


def by_facet(connection: sqlite3.Connection, compiled: Compiled, field: str) -> Stretches:
    """Kinds in the order of their names, or the greatest number of sources first; newest first for each."""
    start = f"{LEAD}{LETTERS[field]}_"
    sql = "SELECT facet FROM tallies WHERE facet BETWEEN ? AND ?"
    facets = [row[0] for row in connection.execute(sql, (start, f"{start}~")).fetchall()]
    if field == "sources":
        facets.sort(key=lambda facet: -int(facet[len(start) :]))
    return Stretches(connection, [Stretch(compiled.and_also(f'"{facet}"')) for facet in facets])


def ranked(connection: sqlite3.Connection, compiled: Compiled) -> Listed:
    """The best match first, by bm25, of rows that are few."""
    _, condition, parameters = source(compiled)
    sql = f"SELECT rowid FROM agreements_fts WHERE {condition} ORDER BY {BEST_FIRST}"
    return Listed([row[0] for row in connection.execute(sql, parameters).fetchall()])


def titled(connection: sqlite3.Connection, compiled: Compiled) -> Listed:
    """By title, of rows that are few."""
    table, condition, parameters = source(compiled)
    sql = (
        f"SELECT key FROM agreements WHERE key IN (SELECT rowid FROM {table} WHERE {condition}) "
        "ORDER BY title COLLATE NOCASE, key DESC"
    )
    return Listed([row[0] for row in connection.execute(sql, parameters).fetchall()])


def window(
    order: Walk, offset: int, limit: int, known: Iterable[Milestone], total: int | None
) -> tuple[list[int], int]:
    """The keys of a window of at most `limit` rows, all for -1, and where it begins, walked to from the nearest place
    that is known: the top, a milestone, or the end when there are `total`."""
    if total is not None and limit >= 0:
        offset = min(offset, max(0, total - limit))
    ways: list[tuple[int, int | None, bool]] = [(offset, None, True)]  # how far, from which key, forwards
    for milestone in known:
        distance = offset - milestone.place
        ways.append((distance, milestone.key, True) if distance >= 0 else (-distance, milestone.key, False))
    if total is not None and limit >= 0:
        ways.append((total - offset, None, False))
    distance, start, is_forward = min(ways, key=lambda way: way[0])
    if is_forward:
        return order.walk(start, True, distance, limit), offset
    taken = distance if limit < 0 else min(distance, limit)
    before = order.walk(start, False, distance - taken, taken)[::-1]
    after = order.walk(start, True, 0, limit - taken if limit >= 0 else -1) if start is not None else []
    return [*before, *after], offset


def source(compiled: Compiled) -> tuple[str, str, list[Any]]:
    """The table to read, the condition on it, and its parameters."""
    bounds = "rowid BETWEEN ? AND ?"
    if compiled.match is None:
        return "agreements", bounds, [compiled.low, compiled.high]
    parameters: list[Any] = [compiled.low, compiled.high, compiled.match]
    return "agreements_fts", f"{bounds} AND agreements_fts MATCH ?", parameters


def total(connection: sqlite3.Connection, compiled: Compiled) -> int:
    """How many rows match, asked where it is known soonest."""
    if compiled.match is None:
        if not compiled.is_bounded:
            return everything(connection)
        compiled = compiled.and_also(f'"{EVERY}"')  # the index is narrower than the table
    return count(connection, compiled)


def everything(connection: sqlite3.Connection) -> int:
    """How many agreements there are."""
    row = connection.execute("SELECT agreements FROM tallies WHERE facet = ?", (EVERY,)).fetchone()
    return int(row[0]) if row else 0


def has(connection: sqlite3.Connection, compiled: Compiled, key: int) -> bool:
    """Whether the row of a key matches."""
    table, condition, parameters = source(compiled)
    sql = f"SELECT 1 FROM {table} WHERE rowid = ? AND {condition}"
    return connection.execute(sql, [key, *parameters]).fetchone() is not None


def count(connection: sqlite3.Connection, compiled: Compiled, most: int | None = None) -> int:
    """How many rows match; with `most`, counting ends there."""
    table, condition, parameters = source(compiled)
    sql = f"SELECT count(*) FROM {table} WHERE {condition}"
    if most is not None:
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {condition} LIMIT {int(most)})"
    return int(connection.execute(sql, parameters).fetchone()[0])
