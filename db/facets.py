"""What agreements have in common: how many of those that match are of each kind, status, decade, topic, party."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

from db import organisations
from db.ordering import count, source
from db.rows import Facets, FacetValue
from db.tokens import LEAD, LETTERS, token

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping

    from db.compile import Compiled

    Few = Callable[[sqlite3.Connection, Compiled], list[tuple[str, int]]]

FEW = 20_000  # rows; up to there it is quicker to look at each than to ask the index for each value
MANY = 100_000  # the same for organisations, of which there are thousands
SECONDS = 1.2  # after which no further value is counted
DECADE = "substr(date, 1, 3) || '0'"
WORDED = {
    "kind": "SELECT kind FROM agreements WHERE key = ?",
    "status": "SELECT status FROM agreements WHERE key = ?",
    "topic": "SELECT topic FROM topics WHERE agreement = ? ORDER BY position",
}
SECTIONS = {  # field of the index, and SQL for the value of a row
    "kinds": ("kind", "kind"),
    "statuses": ("status", "status"),
    "decades": ("decade", DECADE),
}


def facets_of(connection: sqlite3.Connection, compiled: Compiled, others: Mapping[str, Compiled]) -> Facets:
    """Facets of the agreements that match; a section (`kinds`, `statuses`, `decades`) among `others` is counted within
    that condition instead.

    All counts are exact. Of very many agreements some values may be left out, those that fewest have; then
    `is_complete` is False.
    """
    end = time.monotonic() + SECONDS
    is_complete = True

    def values(within: Compiled, field: str, few: Few, most: int = FEW) -> list[tuple[str, int]]:
        nonlocal is_complete
        if within.impossible:
            return []
        tallies = _tallies(connection, field)
        names = organisations.ids_by_facet(connection) if field == "organisation" else {}
        if within.match is None and not within.is_bounded:
            return [(names.get(facet) or _value(connection, field, facet), number) for facet, number in tallies]
        if count(connection, within, most + 1) <= most:
            return few(connection, within)
        found: list[tuple[str, int]] = []
        for facet, _ in tallies:
            if time.monotonic() > end:
                is_complete = False
                break
            if number := count(connection, within.and_also(f'"{facet}"')):
                found.append((names.get(facet) or _value(connection, field, facet), number))
        return found

    sections = {
        name: _ordered(values(others.get(name, compiled), field, partial(_by_column, column)))
        for name, (field, column) in SECTIONS.items()
    }
    topics = _ordered(values(compiled, "topic", _by_topic))
    parties = values(compiled, "organisation", _by_party, MANY)
    return Facets(
        organisations.counted(connection, parties),
        sections["kinds"],
        sections["statuses"],
        tuple(sorted(sections["decades"], key=lambda each: each.value, reverse=True)),
        topics,
        is_complete,
    )


def _by_column(column: str, connection: sqlite3.Connection, compiled: Compiled) -> list[tuple[str, int]]:
    return _grouped(connection, compiled, f"SELECT {column} AS value, count(*) FROM agreements", "key")


def _by_topic(connection: sqlite3.Connection, compiled: Compiled) -> list[tuple[str, int]]:
    return _grouped(connection, compiled, "SELECT topic AS value, count(DISTINCT agreement) FROM topics", "agreement")


def _by_party(connection: sqlite3.Connection, compiled: Compiled) -> list[tuple[str, int]]:
    selected = "SELECT organisation AS value, count(DISTINCT agreement) FROM parties"
    return _grouped(connection, compiled, selected, "agreement")


def _grouped(connection: sqlite3.Connection, compiled: Compiled, selected: str, key: str) -> list[tuple[str, int]]:
    table, condition, parameters = source(compiled)
    within = f"{key} IN (SELECT rowid FROM {table} WHERE {condition})"
    sql = f"{selected} WHERE {within} GROUP BY 1 HAVING value IS NOT NULL"
    return connection.execute(sql, parameters).fetchall()


def _tallies(connection: sqlite3.Connection, field: str) -> list[tuple[str, int]]:
    """Each facet of a field with how many agreements have it, the most frequent first."""
    start = f"{LEAD}{LETTERS[field]}_"
    sql = "SELECT facet, agreements FROM tallies WHERE facet BETWEEN ? AND ? ORDER BY agreements DESC, facet"
    return connection.execute(sql, (start, f"{start}~")).fetchall()


def _value(connection: sqlite3.Connection, field: str, facet: str) -> str:
    """What a facet stands for, as an agreement that has it writes it."""
    if field == "decade":
        return f"{facet.rpartition('_')[2]}0"
    found = connection.execute(
        "SELECT rowid FROM agreements_fts WHERE agreements_fts MATCH ? LIMIT 1", (f'"{facet}"',)
    ).fetchone()
    sql = WORDED[field]
    rows: list[Any] = connection.execute(sql, found or (None,)).fetchall()
    return next((row[0] for row in rows if token(field, row[0]) == facet), facet)


def _ordered(rows: Iterable[tuple[str, int]]) -> tuple[FacetValue, ...]:
    found = [FacetValue(value, number) for value, number in rows]
    return tuple(sorted(found, key=lambda each: (-each.agreements, each.value)))
