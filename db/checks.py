"""Whether a database is what it should be: sound pages, text as it was frozen, spans that hold, indexes in step."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass, replace
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from db.conformity import compare_schema
from db.connection import open_reader, translated
from db.entries import COLUMNS, all_entries
from db.index_copies import compare_indexes
from db.indexing import UNKNOWN_WORDS, conflicting, counted_facets
from db.kinds import DAMAGE_MEETS, compare_kinds
from db.sealed import compare_agreements, compare_articles, compare_names, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Check = tuple[str, "Callable[[sqlite3.Connection], Iterator[str | None]]"]

MOST_FAULTS = 20
NOT_DAMAGE = ("locked", "busy", "disk", "readonly", "unable to open", "interrupted")
SCHEMA: Check = ("tables, indexes and views are ours", compare_schema)
TOLD_EACH = 10_000  # things looked at between two words of how far it is


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: its name, how many things it looked at, and what is wrong, in words (at most MOST_FAULTS)."""

    name: str
    looked_at: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the checks are: which one is under way, the first being 1, of how many, and what it has looked at."""

    place: int
    of: int
    name: str
    looked_at: int


def check_database(path: Path, tell: Callable[[Progress], object] = lambda _: None) -> tuple[CheckResult, ...]:
    """Every check, in order; `tell` hears now and then how far they are. Reads only, with little memory however large
    the file. Where the tables and views are not ours it ends with that: reading on would run what others wrote.
    Raises a DatabaseError when it can't be opened or read."""
    checks: tuple[Check, ...] = (
        SCHEMA,
        ("pages are sound", _pages),
        ("values are of their kinds", compare_kinds),
        ("texts are as they were frozen", _texts),
        ("spans lie within their texts", _spans),
        ("each shown fact has a chosen claim", _facts),
        ("articles are as they were stored", compare_articles),
        ("agreements are as they were stored", compare_agreements),
        ("organisations and initiatives are as they were stored", compare_names),
        ("nothing is orphaned", _orphans),
        ("places lead to their articles", _places),
        ("agreements are indexed as they are", _agreement_index),
        ("disagreements are noted", _conflicts),
        ("facets are counted, words are known", _tallies),
        ("the indexes hold what their tables hold", lambda _: compare_indexes(path)),
    )
    connection = open_reader(path, is_examined=True)
    results: list[CheckResult] = []
    try:
        with translated(path):
            connection.execute("PRAGMA temp_store = file")  # what is sorted may be larger than memory
            for place, (name, check) in enumerate(checks, 1):
                results.append(_result(Progress(place, len(checks), name, 0), check(connection), tell))
                if place == 1 and results[0].faults:
                    break
    finally:
        connection.close()
    return tuple(results)


def _result(begun: Progress, findings: Iterator[str | None], tell: Callable[[Progress], object]) -> CheckResult:
    looked_at = 0
    faults: list[str] = []
    tell(begun)
    for finding in _to_its_end(findings):
        looked_at += 1
        if looked_at % TOLD_EACH == 0:
            tell(replace(begun, looked_at=looked_at))
        if finding is not None and len(faults) < MOST_FAULTS:
            faults.append(finding)
    return CheckResult(begun.name, looked_at, tuple(faults))


def _to_its_end(findings: Iterator[str | None]) -> Iterator[str | None]:
    """The findings; where damage ends them early, that is the last. The checks that follow are made all the same."""
    try:
        yield from findings
    except sqlite3.DatabaseError as error:
        if any(sign in str(error).lower() for sign in NOT_DAMAGE):
            raise
        yield f"it could not be looked at to its end ({error})"
    except DAMAGE_MEETS as error:
        yield f"it could not be looked at to its end ({type(error).__name__}: {error})"


def _pages(connection: sqlite3.Connection) -> Iterator[str | None]:
    for (line,) in connection.execute("PRAGMA quick_check"):
        yield None if line == "ok" else str(line)
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"a row of {table} refers to a row of {parent} that is not there"


def _texts(connection: sqlite3.Connection) -> Iterator[str | None]:
    for key, text, digest in connection.execute("SELECT key, text, text_sha256 FROM articles"):
        same = hashlib.sha256(text.encode()).hexdigest() == digest
        yield None if same else f"the text of {name_of(connection, key)} is not the one that was read"


def _spans(connection: sqlite3.Connection) -> Iterator[str | None]:
    claims = "SELECT id, attribute, start, end, article FROM claims"
    mentions = "SELECT 0, '', start, end, article FROM mentions"
    last, length = None, -1
    for number, attribute, start, end, article in connection.execute(f"{claims} UNION ALL {mentions}"):
        if article != last:  # those of one article stand together
            found = connection.execute("SELECT length(text) FROM articles WHERE key = ?", (article,)).fetchone()
            last, length = article, found[0] if found else -1
        if 0 <= start < end <= length:
            yield None
        else:
            what = f"claim {number} ({attribute})" if attribute else "mention"
            yield f"{what} at {start} to {end} lies outside its article {name_of(connection, article)}"


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
    for position, article, agreement in connection.execute("SELECT position, article, agreement FROM reports"):
        holds = agreement is not None
        yield None if holds else f"report {position} of {name_of(connection, article)} belongs to no agreement"


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
