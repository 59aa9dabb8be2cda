"""What agreements have in common: how many of those that match are of each kind, status, decade, topic, party."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from db import organisations
from db.kinds import text, whole
from db.ordering import count, source
from db.rows import Facets, FacetValue
from db.tokens import LEAD, LETTERS, token

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping

    from db.compile import Compiled

FEW = 20_000  # rows; up to there it is quicker to look at each than to ask the index for each value
MANY = 200_000  # rows; of more each is not looked at
BAND = 20_000  # rows that are looked at together: as they are sorted in memory, more take more of it, and no less time
WIDE_BAND = 250_000  # rows whose keys are kept in memory while the index of parties is gone through
SHORT = 400  # characters; the index is slow to answer longer expressions again and again
SECONDS = 2.5  # after which no further section is begun
WORDED = {
    "kind": "SELECT kind FROM agreements WHERE key = ?",
    "status": "SELECT status FROM agreements WHERE key = ?",
    "topic": "SELECT topic FROM topics WHERE agreement = ? ORDER BY position",
    "organisation": "SELECT organisation FROM parties WHERE agreement = ? ORDER BY position",
}
SECTIONS = {
    "organisations": "organisation",
    "kinds": "kind",
    "statuses": "status",
    "decades": "decade",
    "topics": "topic",
}
ROWS = {  # how rows are looked at: what is selected, and the column that holds the key
    "organisation": ("SELECT organisation AS value, count(DISTINCT agreement) FROM parties", "agreement"),
    "kind": ("SELECT kind AS value, count(*) FROM agreements", "key"),
    "status": ("SELECT status AS value, count(*) FROM agreements", "key"),
    "decade": ("SELECT substr(date, 1, 3) || '0' AS value, count(*) FROM agreements", "key"),
    "topic": ("SELECT topic AS value, count(DISTINCT agreement) FROM topics", "agreement"),
}
ASKED_OF_THE_INDEX = ("kind", "status", "decade", "topic")  # fields of some dozens of values


def facets_of(
    connection: sqlite3.Connection,
    compiled: Compiled,
    others: Mapping[str, Compiled],
    labels: organisations.Labels,
    most: int | None = None,
    sections: Collection[str] = (),
) -> Facets:
    """Facets of the agreements that match; a section (`kinds`, `statuses`, `decades`) among `others` is counted within
    that condition instead. All counts are exact; of very many agreements some sections may be left `uncounted`. Of
    organisations at least the `most` frequent are given, all for None; `is_whole` tells whether these are all.
    Where `sections` are named the others are not counted. `labels` are the organisations that were read before.
    """
    wanted = {name: field for name, field in SECTIONS.items() if name in sections or not sections}
    end = time.monotonic() + SECONDS
    counts: dict[str, list[tuple[str, int]]] = {}
    for section, field in wanted.items():
        found = _counts(connection, others.get(section, compiled), field, most) if time.monotonic() < end else None
        if found is not None:
            counts[section] = found
    return Facets(
        organisations.counted(connection, counts.get("organisations", ()), labels),
        _ordered(counts.get("kinds", ())),
        _ordered(counts.get("statuses", ())),
        tuple(sorted(_ordered(counts.get("decades", ())), key=lambda each: each.value, reverse=True)),
        _ordered(counts.get("topics", ())),
        tuple(section for section in SECTIONS if section not in counts),
        most is None or len(counts.get("organisations", ())) < most,
    )


def _counts(
    connection: sqlite3.Connection, compiled: Compiled, field: str, most: int | None
) -> list[tuple[str, int]] | None:
    """Each value that any agreement has, and how many of them have it; None where these are too many to look at."""
    if compiled.impossible:
        return []
    if compiled.match is None and not compiled.is_bounded:
        tallies = _tallies(connection, field, most)
        is_party = field == "organisation"
        names = organisations.ids_by_facet(connection, (facet for facet, _ in tallies)) if is_party else {}
        return [(names.get(facet) or _value(connection, field, facet), number) for facet, number in tallies]
    is_short = len(compiled.match or "") < SHORT
    least = MANY if field == "topic" else FEW
    if field in ASKED_OF_THE_INDEX and is_short and count(connection, compiled, least + 1) > least:
        facets = [facet for facet, _ in _tallies(connection, field)]
        numbers = [count(connection, compiled.and_also(f'"{facet}"')) for facet in facets]
        return [(_value(connection, field, facet), n) for facet, n in zip(facets, numbers, strict=True) if n]
    selected, key = ROWS[field]
    if count(connection, compiled, MANY + 1) <= MANY:
        return _in_bands(connection, compiled, selected, key, BAND)
    if field != "organisation":
        return None
    return _in_bands(connection, compiled, f"{selected} INDEXED BY parties_by_organisation", key, WIDE_BAND)


def _in_bands(
    connection: sqlite3.Connection, compiled: Compiled, selected: str, key: str, rows: int
) -> list[tuple[str, int]]:
    """Each value of the rows that match, with how many of these have it, counted for so many of them at a time."""
    found: Counter[str] = Counter()
    low: int | None = compiled.low
    while low is not None:
        band = compiled._replace(low=low)
        low = _key_at(connection, band, rows)
        table, condition, parameters = source(band if low is None else band._replace(high=low - 1))
        within = f"{key} IN (SELECT rowid FROM {table} WHERE {condition}) AND +{key} BETWEEN ? AND ?"
        sql = f"{selected} WHERE {within} GROUP BY 1 HAVING value IS NOT NULL"
        found.update(dict(connection.execute(sql, [*parameters, *parameters[:2]]).fetchall()))
    return list(found.items())


def _key_at(connection: sqlite3.Connection, compiled: Compiled, place: int) -> int | None:
    """The key of the row at a place, from 0, in the order of keys."""
    table, condition, parameters = source(compiled)
    sql = f"SELECT rowid FROM {table} WHERE {condition} ORDER BY rowid LIMIT 1 OFFSET ?"
    row = connection.execute(sql, [*parameters, place]).fetchone()
    return None if row is None else int(row[0])


def _tallies(connection: sqlite3.Connection, field: str, most: int | None = None) -> list[tuple[str, int]]:
    """Each facet of a field with how many agreements have it, the most frequent first."""
    start = f"{LEAD}{LETTERS[field]}_"
    sql = "SELECT facet, agreements FROM tallies WHERE facet BETWEEN ? AND ? ORDER BY agreements DESC, facet LIMIT ?"
    return connection.execute(sql, (start, f"{start}~", -1 if most is None else most)).fetchall()


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
    found = [FacetValue(text(value), whole(number)) for value, number in rows]
    return tuple(sorted(found, key=lambda each: (-each.agreements, each.value)))
