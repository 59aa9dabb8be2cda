"""Whether a database is what it should be: sound pages, text as it was frozen, spans that hold, what was stored as it
was stored, indexes in step. The checks themselves stand in `check_tables`, `sealed`, `check_indexes`."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db import check_indexes, check_tables, sealed
from db.check_kinds import DAMAGE_MEETS, TOO_LARGE, compare_kinds
from db.conformity import compare_schema
from db.connection import open_reader, translated
from db.errors import UnwritableDatabaseError
from db.index_copies import compare_indexes
from db.sorting import sort_on_disk
from db.structures import compare_structures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Check = Callable[[sqlite3.Connection], Iterator[str | None]]

SCHEMA = "tables, indexes and views are ours"
STRUCTURES = "the indexes can be as they say they are built"
MOST_FAULTS = 20
TOLD_EACH = 10_000  # things looked at between two words of how far it is
NOT_DAMAGE = ("locked", "busy", "disk i/o", "readonly", "unable to open", "interrupted")


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

    def in_words(self) -> str:
        """As a line."""
        looked_at = f", {self.looked_at:,} looked at" if self.looked_at else ""
        return f"check {self.place} of {self.of}: {self.name}{looked_at}"


def check_database(path: Path, tell: Callable[[Progress], object] = lambda _: None) -> tuple[CheckResult, ...]:
    """Every check, in order; `tell` hears now and then how far they are. Reads only, with little memory however large
    the file; each check sees the database as it is at one moment. Where tables and views are not ours, values are too
    large or an index would be, it ends with that: to read on would run what others wrote, or fill the memory. Raises a
    DatabaseError when the file can't be opened, or can't be read for a reason that does not lie in it."""
    checks: tuple[tuple[str, Check], ...] = (
        (SCHEMA, compare_schema),
        ("values are of their kinds", compare_kinds),
        (STRUCTURES, compare_structures),
        ("pages are sound", check_tables.pages),
        ("settings are ours", check_tables.settings),
        ("texts are as they were frozen", check_tables.texts),
        ("spans lie within their texts", check_tables.spans),
        ("each shown fact has a chosen claim", check_tables.facts),
        ("articles are as they were stored", sealed.compare_articles),
        ("agreements are as they were stored", sealed.compare_agreements),
        ("organisations and initiatives are as they were stored", sealed.compare_names),
        ("nothing is orphaned", check_tables.orphans),
        ("places lead to their articles", check_tables.places),
        ("keys follow from dates", check_tables.keys),
        ("links lead where their words say", check_tables.links),
        ("agreements are indexed as they are", check_indexes.agreements),
        ("organisations are indexed by their names", check_indexes.names),
        ("disagreements are noted", check_indexes.conflicts),
        ("facets are counted, words are known", check_indexes.tallies),
        ("words are found where they are looked up", check_indexes.lookups),
        ("the indexes hold what their tables hold", lambda _: compare_indexes(path)),
    )
    connection = open_reader(path, is_examined=True)
    results: list[CheckResult] = []
    try:
        with translated(path):
            sort_on_disk(connection)
            for place, (name, check) in enumerate(checks, 1):
                results.append(_result(connection, Progress(place, len(checks), name, 0), check, tell))
                if _ends_it(results[-1]):
                    break
    finally:
        connection.close()
    return tuple(results)


def _ends_it(result: CheckResult) -> bool:
    return bool(result.faults) and (
        result.name in {SCHEMA, STRUCTURES} or any(f.endswith(TOO_LARGE) for f in result.faults)
    )


def _result(
    connection: sqlite3.Connection,
    begun: Progress,
    check: Check,
    tell: Callable[[Progress], object],
) -> CheckResult:
    looked_at = 0
    faults: list[str] = []
    tell(begun)
    connection.execute("BEGIN")
    try:
        for finding in check(connection):
            looked_at += 1
            if looked_at % TOLD_EACH == 0:
                tell(replace(begun, looked_at=looked_at))
            if finding is not None and len(faults) < MOST_FAULTS:
                faults.append(finding)
    except sqlite3.DatabaseError as error:
        faults.append(f"it could not be looked at to its end ({_of_the_file(error)})")
    except DAMAGE_MEETS as error:
        faults.append(f"it could not be looked at to its end ({type(error).__name__}: {error})")
    finally:
        connection.execute("ROLLBACK")
    return CheckResult(begun.name, looked_at, tuple(faults))


def _of_the_file(error: sqlite3.DatabaseError) -> str:
    """What SQLite says of the file. Raises the error where it says something else."""
    words = str(error).lower()
    if "full" in words:
        raise UnwritableDatabaseError(
            "there is no room in the folder of temporary files, where a check sorts; name another with SQLITE_TMPDIR"
        ) from error
    if any(sign in words for sign in NOT_DAMAGE):
        raise error
    return str(error)
