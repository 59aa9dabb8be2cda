"""Whether a database is what it should be: sound pages, text as it was frozen, spans that hold, indexes in step."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from db.conformity import compare_schema
from db.connection import open_reader, translated
from db.entries import COLUMNS, all_entries
from db.indexing import UNKNOWN_WORDS, conflicting, counted_facets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_FAULTS = 20
NAME = "(SELECT name FROM places WHERE article = t.key ORDER BY present DESC, name, source LIMIT 1)"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: its name, how many things it looked at, and what is wrong, in words (at most MOST_FAULTS)."""

    name: str
    looked_at: int
    faults: tuple[str, ...]


def check_database(path: Path) -> tuple[CheckResult, ...]:
    """Every check, in order. Reads only. Raises a DatabaseError when the file can't be opened or read."""
    checks: tuple[tuple[str, Callable[[sqlite3.Connection], Iterator[str | None]]], ...] = (
        ("pages are sound", _pages),
        ("tables, indexes and views are ours", compare_schema),
        ("texts are as they were frozen", _texts),
        ("spans lie within their texts", _spans),
        ("each shown fact has a chosen claim", _facts),
        ("nothing is orphaned", _orphans),
        ("places lead to their articles", _places),
        ("agreements are indexed as they are", _agreement_index),
        ("disagreements are noted", _conflicts),
        ("facets are counted, words are known", _tallies),
        ("the indexes hold what their tables hold", _inner_indexes),
    )
    connection = open_reader(path)
    try:
        with translated(path):
            return tuple(_result(name, check(connection)) for name, check in checks)
    finally:
        connection.close()


def _result(name: str, findings: Iterator[str | None]) -> CheckResult:
    looked_at = 0
    faults: list[str] = []
    for finding in findings:
        looked_at += 1
        if finding is not None and len(faults) < MOST_FAULTS:
            faults.append(finding)
    return CheckResult(name, looked_at, tuple(faults))


def _pages(connection: sqlite3.Connection) -> Iterator[str | None]:
    for (line,) in connection.execute("PRAGMA quick_check"):
        yield None if line == "ok" else str(line)
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"a row of {table} refers to a row of {parent} that is not there"


def _texts(connection: sqlite3.Connection) -> Iterator[str | None]:
    for name, text, digest in connection.execute(f"SELECT {NAME}, text, text_sha256 FROM articles AS t"):
        same = hashlib.sha256(text.encode()).hexdigest() == digest
        yield None if same else f"the text of {name} is not the one that was read"


def _spans(connection: sqlite3.Connection) -> Iterator[str | None]:
    rows = connection.execute(
        f"SELECT 'claim ' || c.id || ' (' || c.attribute || ')', c.start, c.end, length(t.text), {NAME} "
        "FROM claims AS c LEFT JOIN articles AS t ON t.key = c.article "
        f"UNION ALL SELECT 'mention', m.start, m.end, length(t.text), {NAME} "
        "FROM mentions AS m LEFT JOIN articles AS t ON t.key = m.article"
    )
    for what, start, end, length, article in rows:
        holds = length is not None and 0 <= start < end <= length
        yield None if holds else f"{what} at {start} to {end} lies outside its article {article or ''}"


def _facts(connection: sqlite3.Connection) -> Iterator[str | None]:
    """Kind, status, date, place and each party of an agreement rest on a chosen claim of that value."""
    rows = connection.execute(
        """
        WITH facts (key, id, attribute, value) AS (
            SELECT key, id, 'kind', kind FROM agreements
            UNION ALL SELECT key, id, 'status', status FROM agreements
            UNION ALL SELECT key, id, 'date', date FROM agreements WHERE date IS NOT NULL
            UNION ALL SELECT key, id, 'place', place FROM agreements WHERE place IS NOT NULL
            UNION ALL SELECT a.key, a.id, 'party', p.organisation FROM parties AS p
            JOIN agreements AS a ON a.key = p.agreement
        )
        SELECT f.id, f.attribute, f.value, EXISTS (
            SELECT 1 FROM reports AS r JOIN claims AS c ON c.report = r.id
            WHERE r.agreement = f.key AND c.attribute = f.attribute AND c.value = f.value AND c.chosen)
        FROM facts AS f
        """
    )
    for number, attribute, value, supported in rows:
        yield None if supported else f"no claim supports the {attribute} {value} of {number}"


def _orphans(connection: sqlite3.Connection) -> Iterator[str | None]:
    for number, reports, parties in connection.execute(
        "SELECT id, (SELECT count(*) FROM reports WHERE agreement = key), "
        "(SELECT count(*) FROM parties WHERE agreement = key) FROM agreements"
    ):
        yield None if reports and parties else f"the agreement {number} has no {'report' if parties else 'party'}"
    for position, article, agreement in connection.execute(
        f"SELECT r.position, {NAME}, r.agreement FROM reports AS r LEFT JOIN articles AS t ON t.key = r.article"
    ):
        yield None if agreement is not None else f"report {position} of {article} belongs to no agreement"


def _places(connection: sqlite3.Connection) -> Iterator[str | None]:
    """Each article has a place, and the last version at a place is the present one, and the only one."""
    for key, places in connection.execute(
        "SELECT key, EXISTS (SELECT 1 FROM places WHERE article = key) FROM articles"
    ):
        yield None if places else f"article {key} was found nowhere"
    for source, count, first, last, present, versions in connection.execute(
        "SELECT source, count(*), min(version), max(version), sum(present), "
        "sum(CASE WHEN present THEN version ELSE 0 END) FROM places GROUP BY source"
    ):
        holds = (first, count, present, versions) == (1, last, 1, last)
        yield None if holds else f"the versions at {source} are not in order"


def _agreement_index(connection: sqlite3.Connection) -> Iterator[str | None]:
    """The entries that the tables give beside those that are kept, both in the order of their keys."""
    kept = connection.execute(f"SELECT rowid, {', '.join(COLUMNS)} FROM agreements_fts ORDER BY rowid")
    for key, found in groupby(merge(all_entries(connection), kept, key=itemgetter(0)), itemgetter(0)):
        wanted, *others = found
        if others:
            yield None if others == [wanted] else f"agreement {key} is indexed with other words"
        else:
            stored = connection.execute("SELECT count(*) FROM agreements WHERE key = ?", (key,)).fetchone()[0]
            yield f"agreement {key} is {'not in the index' if stored else 'only in the index'}"


def _conflicts(connection: sqlite3.Connection) -> Iterator[str | None]:
    kept = {row[0] for row in connection.execute("SELECT agreement FROM conflicts").fetchall()}
    found = set(conflicting(connection))
    for key in sorted(kept | found):
        state = "in conflict" if key in found else "not in conflict"
        yield None if key in kept and key in found else f"agreement {key} is {state}"


def _tallies(connection: sqlite3.Connection) -> Iterator[str | None]:
    """The number of agreements that is kept of each facet, and every word of the index in the vocabulary."""
    kept = dict(connection.execute("SELECT facet, agreements FROM tallies").fetchall())
    counted = dict(counted_facets(connection))
    for facet in sorted(kept.keys() | counted.keys()):
        same = kept.get(facet) == counted.get(facet)
        yield None if same else f"{kept.get(facet, 0)} agreements are counted of {facet}, not {counted.get(facet, 0)}"
    for (word,) in connection.execute(UNKNOWN_WORDS):
        yield f"{word} stands in the index, not in the vocabulary"


def _inner_indexes(connection: sqlite3.Connection) -> Iterator[str | None]:
    """FTS5's own comparison of an index with its content. It is put as an insert, so it runs on a copy in memory."""
    copy = sqlite3.connect(":memory:")
    try:
        connection.backup(copy)
        for index in ("agreements_fts", "articles_fts", "names_fts"):
            try:
                copy.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                yield f"{index}: {error}"
            else:
                yield None
    finally:
        copy.close()
