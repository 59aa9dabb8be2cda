"""What agreements have in common: how many of those that match are of each kind, status, decade, topic, party."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db import organisations
from db.ordering import count, source
from db.rows import Facets, FacetValue
from db.tokens import LEAD, LETTERS, token
from db.vocabulary import KINDS, STATUSES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping

    from db.compile import Compiled

    Counter = Callable[[sqlite3.Connection, Compiled], tuple[FacetValue, ...]]

FEW = 20_000  # rows; up to there it is quicker to look at each than to ask the index for each value
DECADE = "CASE WHEN date IS NULL THEN NULL ELSE substr(date, 1, 3) || '0' END"


def facets_of(connection: sqlite3.Connection, compiled: Compiled, others: Mapping[str, Compiled]) -> Facets:
    """Facets of the agreements that match; a section (`kinds`, `statuses`, `decades`) among `others` is counted within
    that condition instead."""

    def within(section: str, values: Iterable[str] | None, field: str, column: str) -> tuple[FacetValue, ...]:
        return _values(connection, others.get(section, compiled), field, column, values)

    return Facets(
        organisations.with_counts(connection, compiled),
        within("kinds", KINDS, "kind", "kind"),
        within("statuses", STATUSES, "status", "status"),
        tuple(sorted(within("decades", None, "decade", DECADE), key=lambda each: each.value, reverse=True)),
        _topics(connection, compiled),
    )


def _values(
    connection: sqlite3.Connection, compiled: Compiled, field: str, column: str, values: Iterable[str] | None
) -> tuple[FacetValue, ...]:
    """Each value that any has, the most frequent first. `values` are all there may be, None to see by the tallies."""
    if compiled.impossible:
        return ()
    if count(connection, compiled, FEW + 1) <= FEW:
        table, condition, parameters = source(compiled)
        sql = (
            f"SELECT {column} AS value, count(*) FROM agreements WHERE key IN (SELECT rowid FROM {table} "
            f"WHERE {condition}) GROUP BY 1 HAVING value IS NOT NULL"
        )
        return _ordered(connection.execute(sql, parameters).fetchall())
    tallies = _tallies(connection, field)
    known = {token(field, value): value for value in values} if values else {
        facet: f"{facet.rpartition('_')[2]}0" for facet in tallies
    }  # fmt: skip
    counts = tallies if _is_everything(compiled) else {
        facet: count(connection, compiled.and_also(f'"{facet}"')) for facet in tallies
    }  # fmt: skip
    return _ordered((known[facet], number) for facet, number in counts.items() if facet in known)


def _topics(connection: sqlite3.Connection, compiled: Compiled) -> tuple[FacetValue, ...]:
    if compiled.impossible:
        return ()
    condition, parameters = "1", list[Any]()
    if not _is_everything(compiled):
        table, inner, parameters = source(compiled)
        condition = f"agreement IN (SELECT rowid FROM {table} WHERE {inner})"
    sql = f"SELECT topic, count(DISTINCT agreement) FROM topics WHERE {condition} GROUP BY 1"
    return _ordered(connection.execute(sql, parameters).fetchall())


def _ordered(rows: Iterable[tuple[str, int]]) -> tuple[FacetValue, ...]:
    found = [FacetValue(value, number) for value, number in rows if number]
    return tuple(sorted(found, key=lambda each: (-each.agreements, each.value)))


def _tallies(connection: sqlite3.Connection, field: str) -> dict[str, int]:
    start = f"{LEAD}{LETTERS[field]}_"
    sql = "SELECT facet, agreements FROM tallies WHERE facet BETWEEN ? AND ?"
    return dict(connection.execute(sql, (start, f"{start}~")).fetchall())


def _is_everything(compiled: Compiled) -> bool:
    return compiled.match is None and not compiled.is_bounded
