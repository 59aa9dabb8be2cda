"""A whole copy of a database, taken while others read and write it: page by page, as SQLite's backup does it.

Little is held at a time, so that whoever imports waits for a moment at most. Each commit makes SQLite begin again;
where that happens too often all is copied in one go. The copy is written beside its place, looked at, and put there.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from db.connection import EXAMINE, Reached, address_of, reach, translated
from db.defences import defend
from db.errors import DamagedDatabaseError, LockedDatabaseError, OlderDatabaseError, UnwritableDatabaseError, UsageError
from db.parts import in_the_making, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.checks import Progress

PAGES = 2048  # of 4 KiB, copied between two moments in which others may write
MOST_BEGINNINGS = 4
PATIENCE = 60.0  # seconds without progress after which a lock is told about
PAUSE = 0.02
OPERATIONS = 100_000  # of SQLite, between two questions whether to stop
BESIDE = ("-journal", "-wal", "-shm", "-importing")  # what stands beside a database under its name
COUNTED = ("agreements", "articles", "organisations")
STOPPED = "stopped; no copy was made"
OWN = stat.S_IRUSR | stat.S_IWUSR
MAGIC = b"SQLite format 3\0"


class Kept(NamedTuple):
    """What a copy has: bytes, and how many agreements, articles and organisations."""

    size: int
    agreements: int
    articles: int
    organisations: int


def back_up(
    source: Path,
    target: Path,
    replace: bool = False,
    tell: Callable[[str], object] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> Kept:
    """Copies the database at `source` to `target`, where nothing may stand unless it is to be replaced.

    `tell` hears how far it is; `stop` is asked now and then whether to end, which raises KeyboardInterrupt. Whatever
    ends it, nothing is left and what stood at `target` still does. Raises a UsageError for a place that can't be meant,
    a DatabaseError when the database can't be read or the copy not be written.
    """
    place = Path(os.path.realpath(target))
    _refuse_place(source, target, place, replace)
    reached = _opened(source)
    mode = stat.S_IMODE(source.stat().st_mode) & 0o666 | OWN  # whoever may read the database may read the copy
    with closing(reached.connection) as connection:
        try:
            with in_the_making(place, mode) as (part, file):
                kept = _copied(connection, part, source, target, tell, stop)
                if reached.guard is not None and reached.guard.has_changed():
                    raise LockedDatabaseError(f"{source} was written while it was copied, without locks; try again")
                if os.path.lexists(place):
                    _refuse_faulty(part, source, target, tell, stop)
                os.fsync(file)
                _put(part, place, target, replace)
        except OSError as error:
            raise UnwritableDatabaseError(
                f"{target} can't be written ({error.strerror or error}); name a file in a folder that you may write"
            ) from error
    sync_folder(place.parent)
    return kept


def _refuse_place(source: Path, target: Path, place: Path, replace: bool) -> None:
    if place.is_dir():
        raise UsageError(f"{target} is a folder; name the file that the copy is to be")
    with suppress(OSError):
        if place.samefile(source):
            raise UsageError(f"{target} is the database itself; name another file for the copy")
    origin = os.path.realpath(source)
    if str(place) in {origin + ending for ending in BESIDE}:
        raise UsageError(f"{target} has a name that SQLite uses beside {source}; name another file for the copy")
    for ending in BESIDE[:2]:
        if os.path.lexists(f"{place}{ending}"):
            raise UsageError(f"{target}{ending} would be taken for a part of the copy; move it away first")
    if os.path.lexists(place):
        if not replace:
            raise UsageError(f"{target} is there already; --replace puts the copy in its place")
        if not place.is_file():
            raise UsageError(f"{target} is no file; name another for the copy")
        if not _may_go(place):
            raise UsageError(f"{target} is no database, which is all that --replace replaces; name another file")


def _may_go(place: Path) -> bool:
    """Whether a file is empty or a database, perhaps a damaged one: what else stands there was not meant."""
    with place.open("rb") as file:
        return file.read(len(MAGIC)) in {b"", MAGIC}


def _refuse_faulty(
    part: Path, source: Path, target: Path, tell: Callable[[str], object], stop: Callable[[], bool]
) -> None:
    """Raises DamagedDatabaseError for a copy with anything wrong in it: the one that it would replace may be sound."""
    from db.checks import check_database

    def heard(progress: Progress) -> None:
        if stop():
            raise KeyboardInterrupt(STOPPED)
        tell(progress.in_words())

    with suppress(OlderDatabaseError):
        if any(result.faults for result in check_database(part, heard)):
            raise DamagedDatabaseError(
                f"{source} is damaged, so {target} stays as it is; what is wrong says: explorer check --db {source}"
            )


def _opened(source: Path) -> Reached:
    """A reader of a database, of one too that an earlier release wrote and that is not upgraded yet."""
    try:
        return reach(source)
    except OlderDatabaseError:
        connection = sqlite3.connect(f"{address_of(source)}?mode=ro", uri=True, isolation_level=None)
        defend(connection, only_reads=True)
        return Reached(connection)


def _copied(
    connection: sqlite3.Connection,
    part: Path,
    source: Path,
    target: Path,
    tell: Callable[[str], object],
    stop: Callable[[], bool],
) -> Kept:
    """Copies the database into the file `part`, and looks at what it has become."""
    with closing(sqlite3.connect(part, isolation_level=None)) as copy:
        try:
            copy.execute("PRAGMA journal_mode = off")
            copy.execute("PRAGMA synchronous = off")  # it is waited for once, at the end
            version = _version(connection)
            _copy(connection, copy, _Steps(tell, stop))
            copy.execute("PRAGMA journal_mode = delete")  # of a database in WAL mode: a copy is one file
            tell("looking at the copy")
            copy.set_progress_handler(stop, OPERATIONS)
            for (line,) in copy.execute("PRAGMA quick_check(1)"):
                if line != "ok":
                    fault = line.rpartition("***\n")[2].partition("\n")[0]
                    raise DamagedDatabaseError(f"{source} is damaged ({fault}); no copy was made; {EXAMINE}{source}")
            counts = _counts(copy)
            if _version(connection) == version and _counts(connection) != counts:
                raise DamagedDatabaseError(f"a copy of {source} came out otherwise than it is; no copy was made")
        except sqlite3.DatabaseError as error:
            if stop():
                raise KeyboardInterrupt(STOPPED) from None
            words = str(error).lower()
            if "full" in words:
                raise UnwritableDatabaseError(
                    f"there is no room for a copy at {target}; make room, or name another file"
                ) from error
            if "disk i/o" in words:
                raise UnwritableDatabaseError(
                    f"{source} can't be read or {target} not be written ({words}): a disk fails, or a quota is used up"
                ) from error
            with translated(source):
                raise
    return Kept(part.stat().st_size, *counts)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _counts(connection: sqlite3.Connection) -> tuple[int, int, int]:
    agreements, articles, organisations = (
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED
    )
    return agreements, articles, organisations


class _BegunAgainError(Exception):
    """Others wrote so often that the copy began anew again and again."""


class _Steps:
    """Hears how far a copy is. `may_begin` is how often it may still begin anew."""

    def __init__(self, tell: Callable[[str], object], stop: Callable[[], bool]) -> None:
        self._tell, self._stop = tell, stop
        self._remaining = -1
        self._moved = time.monotonic()
        self.may_begin = MOST_BEGINNINGS

    def __call__(self, _: int, remaining: int, total: int) -> None:
        if self._stop():
            raise KeyboardInterrupt(STOPPED)
        if remaining != self._remaining:
            self._moved = time.monotonic()
        elif time.monotonic() - self._moved > PATIENCE:
            raise sqlite3.OperationalError("database is locked")
        if remaining > self._remaining >= 0:
            self.may_begin -= 1
            if not self.may_begin:
                raise _BegunAgainError
        self._remaining = remaining
        self._tell(f"{100 * (total - remaining) // max(1, total)} % copied")


def _copy(connection: sqlite3.Connection, copy: sqlite3.Connection, steps: _Steps) -> None:
    try:
        connection.backup(copy, pages=PAGES, progress=steps, sleep=PAUSE)
    except _BegunAgainError:
        connection.execute("BEGIN")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # now nobody commits
            connection.backup(copy, pages=PAGES, progress=steps, sleep=PAUSE)
        finally:
            connection.execute("ROLLBACK")


def _put(part: Path, place: Path, target: Path, replace: bool) -> None:
    """Gives the copy its name, over nothing that came there meanwhile unless that is to be replaced."""
    try:
        if replace:
            part.replace(place)
            return
        try:
            os.link(part, place)
        except FileExistsError:
            raise
        except OSError:  # not every file system has links
            if os.path.lexists(place):
                raise FileExistsError from None
            part.replace(place)
    except FileExistsError:
        raise UsageError(f"{target} is there already; --replace puts the copy in its place") from None
