"""Other ways to a database that can't be read in the usual one: where files can't be locked, and where a database that
another program put into WAL mode has no helper files and gets none.

Neither has locks, so nothing keeps a writer away: a `Guard` tells after each answer whether one came.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from db.holders import locks_on, who_writes

if TYPE_CHECKING:
    from os import PathLike

    Location = str | PathLike[str]

# Asked in another process: one that closes a database file ends all locks that it has on it.
LOOK = """
import fcntl, os, sys
file = os.open(sys.argv[1], os.O_RDONLY | os.O_NONBLOCK)
number = 0
try:
    fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, int(sys.argv[2]))
except BlockingIOError:
    pass
except OSError as error:
    number = error.errno
print(number, os.pread(file, 100, 0).hex())
"""
UNUSED = 0x3FFFFFFF  # a byte that SQLite never locks
LONGEST_LOOK = 5.0  # seconds
MODES = slice(18, 20)  # how the file is written and read: Database File Format, section 1.3.3
WAL = b"\2\2"


class Way(NamedTuple):
    """How a database is opened: the parameters of SQLite's address, whether it may need helper files that stand there,
    what whoever reads it should know, what is said when this way fails too, and what tells that it was written."""

    parameters: str = "mode=ro"
    is_wal: bool = False
    notice: str = ""
    refusal: str = ""
    guard: Guard | None = None


class Guard:
    """Whether anything was written to a database that is read without locks."""

    def __init__(self, path: Location) -> None:
        self._path = os.path.realpath(path)
        self._seen = self._look()

    def has_changed(self) -> bool:
        """Whether something was written since it was opened, or since this was last asked."""
        before, self._seen = self._seen, self._look()
        return before != self._seen

    def _look(self) -> tuple[int, ...]:
        found = []
        for ending in ("", "-journal", "-wal"):
            try:
                file = os.stat(self._path + ending)  # noqa: PTH116
            except OSError:
                found.append(0)
            else:
                found += [file.st_ino, file.st_size, file.st_mtime_ns] if file.st_size else [0]
        return tuple(found)


def another_way(path: Location, words: str) -> Way:
    """How else to open a database that SQLite refused in these words; the usual way where that may do by now."""
    if "locked" in words and (locks_on(path) or who_writes(path)):
        return Way()
    if not any(sign in words for sign in ("locked", "disk i/o", "unable to open")):
        return Way()
    number, header = _looked_at(path)
    if number:
        where = f"{path} stands where files can't be locked ({os.strerror(number)})"
        return Way(
            "mode=ro&nolock=1",
            notice=f"{where}: while someone writes it, reading fails",
            refusal=f"{where}, and is being written or was left half written; wait for who writes it, or copy it and "
            f"{os.path.basename(path)}-journal to a disk of this computer, and name the copy with --db",  # noqa: PTH119
            guard=Guard(path),
        )
    return _way_into_wal(path) if header[MODES] == WAL else Way()


def why_no_locks(path: Location) -> str:
    """Why files can't be locked where a database stands, in words; empty where they can."""
    number = _looked_at(path)[0]
    return os.strerror(number) if number else ""


def _way_into_wal(path: Location) -> Way:
    """Where changes wait in the file beside it, SQLite needs its index of them, and there must be one. Where none wait
    the database is read as it stands, for else a reader would make both files."""
    waiting = os.path.realpath(path) + "-wal"
    if os.path.exists(waiting) and os.path.getsize(waiting):  # noqa: PTH110, PTH202
        refusal = (
            f"{path} was put into WAL mode by another program, and has changes in {waiting} that can't be read there; "
            f"let someone who may write it run: explorer upgrade --db {path}; or copy both files to a folder of your "
            "own, and do it there"
        )
        if not os.path.exists(waiting.removesuffix("-wal") + "-shm"):  # noqa: PTH110
            return Way(is_wal=True, refusal=refusal, parameters="")
        return Way(is_wal=True, refusal=refusal)
    notice = f"{path} was put into WAL mode by another program; whoever may write it mends that with: explorer upgrade"
    return Way("mode=ro&immutable=1", notice=notice, guard=Guard(path))


def _looked_at(path: Location) -> tuple[int, bytes]:
    """The number of the error when one locks the file, 0 when one can; and its header, empty when it can't be had."""
    command = [sys.executable, "-I", "-S", "-c", LOOK, os.path.abspath(path), str(UNUSED)]  # noqa: PTH100
    try:
        said = subprocess.run(command, capture_output=True, timeout=LONGEST_LOOK, check=True).stdout.split()
        return int(said[0]), bytes.fromhex(said[1].decode()) if said[1:] else b""
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return 0, b""
