"""Opening a database: any number of readers that can't write, one writer, and what a wrong file gets."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from db.conformity import what_is_altered, what_may_run
from db.defences import defend
from db.errors import (
    BadQueryError,
    DamagedDatabaseError,
    DatabaseError,
    ForeignDatabaseError,
    LockedDatabaseError,
    MissingDatabaseError,
    NewerDatabaseError,
    OlderDatabaseError,
    SlowQueryError,
    UnsupportedSqliteError,
    UnwritableDatabaseError,
)
from db.schema import APPLICATION_ID, SCHEMA_VERSION
from db.structures import compare_structures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from db.reaching import Guard

    Location = str | PathLike[str]

BUSY_SECONDS = 5.0
AT_FIRST = 0.2  # seconds; then it is looked at what keeps one waiting
REMEDY = "build it anew with explorer seed into another --db, or restore a copy"
EXAMINE = "what is wrong says explorer check --db "
READER_PRAGMAS = (
    "PRAGMA query_only = on",
    "PRAGMA temp_store = memory",
    "PRAGMA cache_size = -500",  # KiB; the system caches the file, more here is neither quicker nor free
)


class Reached(NamedTuple):
    """A database that was opened to be read, and what whoever reads it should know of the way, often nothing.

    `guard`, if there is one, tells whether anything was written meanwhile; the file `is_usual` when it is as our own
    writer leaves it.
    """

    connection: sqlite3.Connection
    notice: str = ""
    guard: Guard | None = None
    is_usual: bool = True


def open_reader(path: Location, patience: float = BUSY_SECONDS, is_examined: bool = False) -> sqlite3.Connection:
    """A connection that can't write, for the calling thread, which waits so many seconds for a lock.

    Raises a DatabaseError that says what is wrong. A file whose tables, views and triggers are not ours is not read,
    unless it `is_examined`, by one who looks at these first.
    """
    return reach(path, patience, is_examined).connection


def reach(path: Location, patience: float = BUSY_SECONDS, is_examined: bool = False) -> Reached:
    """A connection as `open_reader` gives it, in another way where the usual one is not to be had."""
    _refuse_missing(path)
    try:
        return Reached(_opened_reader(path, min(patience, AT_FIRST), is_examined))
    except (sqlite3.DatabaseError, UnicodeDecodeError, MemoryError) as error:
        with translated(path):
            if not isinstance(error, sqlite3.OperationalError):
                raise
        return _reached_otherwise(path, patience, is_examined, error)


def _reached_otherwise(path: Location, patience: float, is_examined: bool, error: sqlite3.OperationalError) -> Reached:
    if is_half_written(error):
        from db.leftovers import undo_half_written

        undo_half_written(path, patience)
        _refuse_missing(path)
    from db.reaching import another_way

    way = another_way(path, str(error).lower())
    with translated(path):
        try:
            if way.parameters:
                connection = _opened_reader(path, patience, is_examined, way.parameters, way.is_wal)
                return Reached(connection, way.notice, way.guard, not way.is_wal and way.guard is None)
        except sqlite3.OperationalError as again:
            if not way.refusal or "locked" in str(again):
                raise
    raise UnwritableDatabaseError(way.refusal)


def _opened_reader(
    path: Location, patience: float, is_examined: bool, parameters: str = "mode=ro", is_wal: bool = False
) -> sqlite3.Connection:
    """A reader's connection. Unless it `is_wal` a database in WAL mode is refused as unreadable: to read it files would
    be made, but not for one who wants to have it alone."""
    address = f"{address_of(path)}?{parameters}"
    connection = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)
    try:
        if not is_wal:
            connection.execute("PRAGMA locking_mode = exclusive")
        for pragma in READER_PRAGMAS:
            connection.execute(pragma)
        defend(connection, only_reads=True)
        connection.text_factory = lambda value: value.decode("utf-8", "replace")
        refuse_foreign(connection, path)
        connection.execute("PRAGMA locking_mode = normal")
        connection.execute("BEGIN")  # one lock for all that is looked at
        _refuse_older(connection, path)
        if not is_examined:
            _refuse_altered(connection, path)
            _refuse_unsound(connection, path)
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def is_half_written(error: sqlite3.Error) -> bool:
    """Whether a reader was refused because a journal of a writer that was ended is to be played back first."""
    return "readonly database" in str(error)  # a reader writes nothing, so it can be told nothing else by that


def open_writer(path: Location) -> sqlite3.Connection:
    """The one connection that writes; makes the file when there is none. Raises a DatabaseError."""
    from db.leftovers import refuse_foreign_journal

    require_fts5()
    refuse_foreign_journal(path)
    with translated(path):
        address = f"{address_of(path)}?mode=rwc"
        connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA foreign_keys = on")
            connection.execute("PRAGMA temp_store = memory")
            defend(connection, only_reads=False)
            if _is_begun(path):
                refuse_foreign(connection, path)
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                _refuse_altered(connection, path)
                _leave_wal(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _leave_wal(connection: sqlite3.Connection) -> None:
    """Goes back to the rollback journal, without which readers need the right to write. While others have the database
    open it stays as it is."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = delete")


def _is_begun(path: Location) -> bool:
    """Whether there is anything in the file: SQLite takes one of a single letter for an empty database. Raises
    ForeignDatabaseError for what is no file."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return False
    if not stat.S_ISREG(found.st_mode):
        raise ForeignDatabaseError(f"{path} is not a file; name a database file with --db")
    return found.st_size > 0


def require_fts5() -> None:
    """Raises UnsupportedSqliteError when this Python's SQLite can't search full text."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5 (words)")
    except sqlite3.OperationalError as error:
        raise UnsupportedSqliteError(
            f"this Python's SQLite {sqlite3.sqlite_version} lacks FTS5, which the search needs; "
            "use a Python whose sqlite3 has it, such as your distribution's or python.org's"
        ) from error
    finally:
        connection.close()


def refuse_foreign(connection: sqlite3.Connection, path: Location) -> None:
    """Raises unless the database is one of ours that this release can read."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise ForeignDatabaseError(
            f"{path} is not a database of Agreement Explorer; name another with --db, or move it away"
        )
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise NewerDatabaseError(
            f"{path} was written by a newer Explorer (schema {version}; this one knows {SCHEMA_VERSION}); "
            "update Explorer, or name another database with --db"
        )


def _refuse_older(connection: sqlite3.Connection, path: Location) -> None:
    if connection.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_VERSION:
        raise OlderDatabaseError(
            f"{path} was written by an older Explorer; bring it up to date with: explorer upgrade --db {path}"
        )


def _refuse_altered(connection: sqlite3.Connection, path: Location) -> None:
    """Raises when the schema holds more or less than ours: what others put there would run as we read and write."""
    is_present = connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    fault = what_is_altered(connection) if is_present else what_may_run(connection)
    if fault:
        raise ForeignDatabaseError(
            f"{path} was altered by another program ({fault}); it is not read, as that may run what others wrote; "
            "restore a copy, or seed into another --db"
        )


def _refuse_unsound(connection: sqlite3.Connection, path: Location) -> None:
    fault = next((each for each in compare_structures(connection) if each), None)
    if fault:
        raise damaged(path, fault)


def _refuse_missing(path: Location) -> None:
    try:
        found = os.stat(path)  # noqa: PTH116 - pathlib costs a shell command a tenth of its time
    except FileNotFoundError as error:
        _refuse_begun(path)
        raise MissingDatabaseError(
            f"there is no database at {path}; name another, or make one with: explorer seed --db {path}"
        ) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a usable path"
        raise MissingDatabaseError(f"{path} can't be looked at: {reason}") from error
    if not stat.S_ISREG(found.st_mode):
        raise ForeignDatabaseError(f"{path} is not a file; name a database file with --db")
    if not found.st_size:
        _refuse_begun(path)
        raise MissingDatabaseError(
            f"{path} is empty: nothing was written to it yet; to do so: explorer seed --db {path}"
        )


def _refuse_begun(path: Location) -> None:
    """Raises LockedDatabaseError where the first batch of an import is under way: until it ends there is nothing."""
    from db.holders import who_writes
    from db.locking import begun

    who = who_writes(path)
    if who:
        raise begun(path, who)


def address_of(path: Location) -> str:
    """The path as SQLite's URI, in which only three signs mean something (SQLite documentation, Uniform Resource
    Identifiers, section 3.1)."""
    absolute = os.path.abspath(path)  # noqa: PTH100
    return "file:" + absolute.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


@contextmanager
def translated(path: Location) -> Iterator[None]:
    """Turns SQLite's errors into ours, each with one line for the user."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _translation(error, path) from error
    except UnicodeDecodeError as error:  # what Python makes of an error of SQLite that quotes such bytes of the file
        raise damaged(path, "its tables and views are not named in UTF-8") from error
    except MemoryError as error:
        raise damaged(path, "it asks for more memory than there is") from error


def _translation(error: sqlite3.DatabaseError, path: Location) -> Exception:
    words = str(error).lower()
    if "interrupted" in words:
        return SlowQueryError("the search was ended: it took too long, or a newer one came")
    if "locked" in words or "busy" in words:
        return locked_by_whom(path)
    if "not a database" in words or "unsupported file format" in words:
        return ForeignDatabaseError(f"{path} is not a SQLite database; name another with --db, or move it away")
    if any(sign in words for sign in ("readonly", "read-only", "unable to open", "disk i/o", "disk is full")):
        from db.causes import cause_of

        return UnwritableDatabaseError(cause_of(str(error), path))
    if "parser stack" in words or "expression tree" in words:
        return BadQueryError("this search is nested too deep; write it with fewer parentheses")
    if "constructor failed" in words:  # what FTS5 says when the file is locked as the index is opened, or damaged
        return LockedDatabaseError(
            f"{path} can't be searched now, perhaps as another program holds it; try again, or look with explorer check"
        )
    if "malformed" in words or "corrupt" in words or "no such" in words:
        return damaged(path, str(error))
    if "too big" in words:
        return damaged(path, "it holds a value larger than any that Explorer writes")
    return DatabaseError(f"{path} can't be read ({error}); {EXAMINE}{path}")


def damaged(path: Location, words: str) -> DamagedDatabaseError:
    """Says what is wrong in a file, and what to do."""
    return DamagedDatabaseError(f"{path} is damaged ({words}); {REMEDY}; {EXAMINE}{path}")


def locked_by_whom(path: Location) -> DatabaseError:
    """The error that says who holds the database, where that can be found out; or that nothing can be locked there."""
    from db.holders import who_reads, who_writes
    from db.locking import locked
    from db.reaching import why_no_locks

    who = who_writes(path) or who_reads(path)
    why = "" if who else why_no_locks(path)
    if why:
        return UnwritableDatabaseError(
            f"{path} stands where files can't be locked ({why}), so that two programs could write it at once; write a "
            "database on a disk of this computer with --db, and copy it there"
        )
    return locked(path, who or "another program holds it")
