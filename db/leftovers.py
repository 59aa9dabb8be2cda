"""What a writer that was ended within a batch leaves: a file half written, and the journal by which that is undone.

SQLite undoes it for the next one who opens the file for writing. Readers never do, so they ask for it here first.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import struct
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from db.errors import DatabaseError, ForeignDatabaseError, UnwritableDatabaseError
from db.schema import APPLICATION_ID

if TYPE_CHECKING:
    from os import PathLike

    Location = str | PathLike[str]

# Where a file says whose it is; how a journal begins, and one that names another ends; its header: that, records, a
# number, pages of the database before, bytes of a sector and of a page (SQLite documentation, Database File Format,
# sections 1.3 and 3).
APPLICATION = slice(68, 72)
MAGIC = bytes.fromhex("d9d505f920a163d7")
HEADER = struct.Struct(">8sIIIII")
MOST_TIMES = 16  # as large as now a database was at most, when what shrank it is to be undone
PAGE_SIZES = tuple(1 << power for power in range(9, 17))


def undo_half_written(path: Location, patience: float) -> None:
    """Undoes what was left half written, waiting so many seconds for a lock.

    Raises a DatabaseError that says what to do where that can't be, or should not be done here.
    """
    refuse_foreign_journal(path)
    try:
        if not _is_ours(path):
            raise ForeignDatabaseError(
                f"{path} is not a database of Agreement Explorer; name another with --db, or move it away"
            )
        with closing(sqlite3.connect(f"{_address(path)}?mode=rw", uri=True, timeout=patience)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the latter where SQLite quotes bytes of the file
        words = str(error)
        if "locked" in words:
            from db.connection import locked_by_whom

            raise locked_by_whom(path) from error
        if "readonly" in words or "unable to open" in words:
            raise UnwritableDatabaseError(
                f"a program was ended while it wrote {path}, and you may not undo what it left half done; "
                f"let someone who may run: explorer check --db {path}; or copy it and {os.path.basename(path)}-journal "  # noqa: PTH119
                "to a folder of your own, and name the copy with --db"
            ) from error
        raise DatabaseError(
            f"a program was ended while it wrote {path}, and what it left half done can't be undone ({error}); "
            "see that the disk is in order and has room, and try again"
        ) from error


def refuse_foreign_journal(path: Location) -> None:
    """Raises ForeignDatabaseError when a journal lies beside the database that no Explorer wrote.

    One that names a further journal makes SQLite delete the file of that name; one that tells of a larger database than
    there is makes it as large as that, terabytes for a few bytes.
    """
    database = os.path.realpath(path)
    journal = f"{database}-journal"
    with suppress(FileNotFoundError, PermissionError):
        if not stat.S_ISREG(os.lstat(journal).st_mode) or not _can_be_ours(journal, database):
            raise ForeignDatabaseError(
                f"{journal} was not written by Agreement Explorer, and it would change files beside the database; "
                "move it away, or name another database with --db"
            )


def _can_be_ours(journal: str, database: str) -> bool:
    """Whether a journal names no other, and is of a database that may have been this one."""
    with open(journal, "rb") as file:  # noqa: PTH123
        begins = file.read(HEADER.size)
        length = file.seek(0, os.SEEK_END)
        file.seek(max(0, length - len(MAGIC)))
        ends = file.read(len(MAGIC))
    if ends == MAGIC:
        return False
    if len(begins) < HEADER.size or not begins.startswith(MAGIC):
        return True  # SQLite takes nothing from it
    _, _, _, pages, _, size = HEADER.unpack(begins)
    most = MOST_TIMES * (os.stat(database).st_size + length)  # noqa: PTH116
    return bool(size in PAGE_SIZES and pages * size <= most)


def _is_ours(path: Location) -> bool:
    """Whether the first page says that the file is one of ours, or is not written yet.

    The file stays open: whoever closes it takes away the locks that this process holds by its other connections.
    """
    header = os.pread(os.open(path, os.O_RDONLY | os.O_CLOEXEC), 100, 0)
    return not any(header) or header[APPLICATION] == APPLICATION_ID.to_bytes(4, "big")


def _address(path: Location) -> str:
    absolute = os.path.abspath(path)  # noqa: PTH100
    return "file:" + absolute.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
