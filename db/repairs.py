"""Making anew what is derived from the tables: indexes, tallies, the vocabulary, where links lead, triggers and views.

All of it is made in a file beside the database, into which the rows of the tables are copied as they are, with their
seals: no damaged index has to be read, or cleared away page by page, which may clear away others' pages. When that file
was looked at its pages are put in the place of those of the database, in one transaction; until then, and where that
fails, the database is as it was.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from db import indexing, linking, schema
from db.check_kinds import DAMAGE_MEETS, TOO_LARGE, damage_in_words
from db.checks import check_database
from db.conformity import OTHERS, compare_schema
from db.connection import BUSY_SECONDS, address_of, open_reader, translated
from db.errors import DamagedDatabaseError, LockedDatabaseError, UnwritableDatabaseError
from db.locking import claim
from db.migrations import note_all
from db.parts import in_the_making

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.checks import CheckResult, Progress

CACHE = 64  # MiB of pages
OPERATIONS = 100_000  # of SQLite, between two questions whether to stop
BUSY = 5  # SQLite's word for a lock that another holds
PATIENCE = 60.0  # seconds for which readers are waited for
STOPPED = "stopped; nothing was changed"
OWN = (*schema.TABLES, *schema.SEALS)  # what these hold can't be made anew
ADVICE = "restore a copy, or seed the articles anew into another --db"


class Repaired(NamedTuple):
    """What the checks say now; and what they said before and say no more, each with the name of the check."""

    results: tuple[CheckResult, ...]
    renewed: tuple[tuple[str, str], ...]


def repair_database(
    path: Path,
    tell: Callable[[str], object] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> Repaired:
    """Makes anew what is derived from the tables where a check finds anything wrong, under the writer's lock.

    `tell` hears how far it is; `stop` is asked now and then whether to end, which raises KeyboardInterrupt. Raises a
    DatabaseError where the tables themselves can't be read, and where the database can't be written.
    """

    def heard(progress: Progress) -> None:
        if stop():
            raise KeyboardInterrupt(STOPPED)
        tell(progress.in_words())

    with claim(path):
        before = check_database(path, heard)
        if not _faults(before):
            return Repaired(before, ())
        _refuse_large_values(before, path)
        place = Path(os.path.realpath(path))
        mode = stat.S_IMODE(place.stat().st_mode) & 0o600
        with closing(open_reader(path, is_examined=True)) as old:
            _refuse_other_tables(old, path)
            version = _version(old)
            try:
                with in_the_making(place, mode) as (part, _):
                    tell("the indexes are made anew")
                    _make(part, path, old.execute("PRAGMA page_size").fetchone()[0], stop)
                    after = check_database(part, heard)
                    renewed = _renewed(path, before, after)
                    if _version(old) != version:
                        raise LockedDatabaseError(f"{path} was written by another program meanwhile; try again")
                    if renewed:
                        tell("the database is written")
                        _take_over(part, path)
            except OSError as error:
                raise UnwritableDatabaseError(
                    f"{place.parent} can't be written ({error.strerror or error}), and the indexes are made anew "
                    "there; copy the database to a folder of your own, and repair the copy"
                ) from error
        return Repaired(after, renewed)


def _faults(results: tuple[CheckResult, ...]) -> list[tuple[str, str]]:
    """What is wrong, in words, each with the name of the check that says so."""
    return [(result.name, fault) for result in results for fault in result.faults]


def _renewed(
    path: Path, before: tuple[CheckResult, ...], after: tuple[CheckResult, ...]
) -> tuple[tuple[str, str], ...]:
    """What is wrong no more. Raises DamagedDatabaseError when anything is that was not: then nothing is taken over."""
    were, are = _faults(before), _faults(after)
    sound = {result.name for result in before if not result.faults}
    worse = [": ".join(each) for each in are if each[0] in sound]
    if worse:
        raise DamagedDatabaseError(f"{path} can't be mended ({worse[0]}); {ADVICE}")
    return tuple(each for each in were if each not in are)


def _refuse_other_tables(old: sqlite3.Connection, path: Path) -> None:
    """Raises unless the tables that hold what can't be made anew are ours to the letter, and the only ones."""
    own = {f"the {kind.lower()} {name} " for kind, name in (sql.split()[1:3] for sql in OWN) if kind == "TABLE"}
    for fault in filter(None, compare_schema(old)):
        is_others = fault.startswith("the table") and fault.endswith(OTHERS)
        if is_others or fault.startswith(tuple(own)):
            raise DamagedDatabaseError(f"{path} can't be mended: {fault}; {ADVICE}")


def _refuse_large_values(results: tuple[CheckResult, ...], path: Path) -> None:
    """Raises where a table holds a value that it would take a machine's memory to make an index of."""
    for _, fault in _faults(results):
        if fault.endswith(TOO_LARGE):
            raise DamagedDatabaseError(f"{path} can't be mended: {fault}; {ADVICE}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _make(part: Path, path: Path, page_size: int, stop: Callable[[], bool]) -> None:
    """Writes into an empty file what the database should be: the rows of its tables, and all that follows from them."""
    with closing(sqlite3.connect(f"{address_of(part)}?mode=rw", uri=True, isolation_level=None)) as made:
        for setting in ("journal_mode = off", "synchronous = off", "ignore_check_constraints = on"):
            made.execute(f"PRAGMA {setting}")
        for setting in (f"page_size = {page_size}", f"cache_size = -{CACHE * 1024}", "cell_size_check = on"):
            made.execute(f"PRAGMA {setting}")
        made.set_progress_handler(stop, OPERATIONS)
        where = "its pages can't be read"
        try:
            made.execute("ATTACH ? AS old", (f"{address_of(path)}?mode=ro",))
            made.execute("BEGIN")
            for statement in OWN:
                if statement.split()[1] == "TABLE":
                    made.execute(statement)
                    table = statement.split()[2]
                    where = f"the table {table} can't be read"
                    _copy_rows(made, table, "WITHOUT ROWID" in statement)
            where = "what follows from its tables can't be made"
            made.execute("COMMIT")
            made.execute("DETACH old")  # from here on a name means what is made
            made.execute("BEGIN")
            for statement in schema.TABLES:
                if statement.split()[1] != "TABLE":
                    made.execute(statement)
            _derive(made)
            made.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            if stop():
                raise KeyboardInterrupt(STOPPED) from None
            if any(sign in str(error).lower() for sign in ("full", "disk i/o")):
                raise UnwritableDatabaseError(
                    f"there is no room to make the indexes of {path} anew ({error}); nothing was changed"
                ) from error
            raise DamagedDatabaseError(f"{path} can't be mended: {where} ({error}); {ADVICE}") from error
        except DAMAGE_MEETS as error:
            fault = damage_in_words(made, error)
            if fault is None:
                raise
            raise DamagedDatabaseError(f"{path} can't be mended: {fault}; {ADVICE}") from error


def _copy_rows(made: sqlite3.Connection, table: str, is_rowidless: bool) -> None:
    """The rows as they are, with the numbers that SQLite gave them where they have none of their own."""
    described = made.execute(f"PRAGMA main.table_info({table})").fetchall()
    columns = [name for _, name, *_ in described]
    if not is_rowidless and not any(kind == "INTEGER" and in_key for _, _, kind, _, _, in_key in described):
        columns.insert(0, "rowid")
    listed = ", ".join(columns)
    made.execute(f"INSERT INTO main.{table} ({listed}) SELECT {listed} FROM old.{table}")


def _derive(made: sqlite3.Connection) -> None:
    owners = [key for (key,) in made.execute("SELECT DISTINCT agreement FROM main.links").fetchall()]
    linking.resolve_links(made, (), owners)
    indexing.make_search(made)
    for statement in schema.VIEWS:
        made.execute(statement)
    note_all(made)
    made.execute(f"PRAGMA main.application_id = {schema.APPLICATION_ID}")
    made.execute(f"PRAGMA main.user_version = {schema.SCHEMA_VERSION}")


class _Patience:
    """Waits for readers to let go, for so long and no longer."""

    def __init__(self) -> None:
        self._end = time.monotonic() + PATIENCE

    def __call__(self, status: int, *_: int) -> None:
        if status == BUSY and time.monotonic() > self._end:
            raise sqlite3.OperationalError("database is locked")


def _take_over(part: Path, path: Path) -> None:
    """Puts the pages of the new file in the place of those of the database, in one transaction of SQLite's."""
    address = f"{address_of(path)}?mode=rw"
    with (
        translated(path),
        closing(sqlite3.connect(part)) as made,
        closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as database,
    ):
        try:
            made.backup(database, pages=-1, progress=_Patience(), sleep=0.1)
        except sqlite3.DatabaseError:
            with suppress(sqlite3.DatabaseError):  # reading plays back what is left of a journal
                database.execute("PRAGMA user_version").fetchone()
            raise
