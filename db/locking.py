"""Who writes a database: a note beside it, under a lock that ends with its process.

SQLite's own lock is held for one batch, so that others read between two batches; this one is held for a whole run, so
that two runs do not mix. It keeps no damage away, that is SQLite's part: where no note can be made there is none.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import stat
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from db.errors import LockedDatabaseError
from db.printable import printable

if TYPE_CHECKING:
    from os import PathLike
    from types import TracebackType

    Location = str | PathLike[str]

ENDING = "-importing"
NOTE_BYTES = 1_000  # more than we write; what stands there may be anybody's
LONGEST_NAME = 60
MOST_PROCESSES = 2**31
PATIENCE = 0.3  # seconds in which another note may be written, or its holder may come to its end
PAUSE = 0.02
OPENED = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Holder(NamedTuple):
    """Who holds a database: the process, its user and computer, and since when, in seconds since 1970."""

    process: int
    user: str
    host: str
    since: float

    def in_words(self, doing: str = "writing") -> str:
        """As it is told, in local time: `process 1234 (ann on box) is writing since 14:05`."""
        begun = time.localtime(self.since)
        day = "" if begun[:3] == time.localtime()[:3] else time.strftime("%Y-%m-%d ", begun)
        return (
            f"process {self.process} ({self.user} on {self.host}) is {doing} since {day}{time.strftime('%H:%M', begun)}"
        )


class Claim:
    """The right to write a database, from `claim`. Lasts until `release`, or until the process ends."""

    def __init__(self, note: str, file: int) -> None:
        self._note, self._file = note, file

    def __enter__(self) -> Claim:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        """Lets others write, and takes the note away."""
        file, self._file = self._file, -1
        if file >= 0:
            if _is_at(self._note, file):
                _remove(self._note)
            os.close(file)


def claim(path: Location) -> Claim:
    """Notes beside the database that this process writes it, until it is released.

    Raises LockedDatabaseError when another process does. Where no note can be made SQLite's own locks have to do.
    """
    note = note_of(path)
    end = time.monotonic() + PATIENCE
    while True:
        try:
            file = _taken(note, path)
        except BlockingIOError:
            if time.monotonic() > end:
                holder = _read_note(note)
                who = holder.in_words() if holder else "another process is writing"
                raise locked(path, who) from None
            time.sleep(PAUSE)
            continue
        except OSError:
            return Claim(note, -1)
        if file is not None:
            return Claim(note, file)


def locked(path: Location, who: str) -> LockedDatabaseError:
    """The error that says who holds a database."""
    return LockedDatabaseError(f"{path} is in use: {who}; try again when it has finished", who)


def begun(path: Location, who: str) -> LockedDatabaseError:
    """The error that says who writes a database that has nothing in it yet."""
    return LockedDatabaseError(f"{path} has nothing in it yet: {who}; try again when its first articles are in", who)


def note_of(path: Location) -> str:
    """Where the note of a database stands: beside the file itself, by whatever link it was named."""
    return os.path.realpath(path) + ENDING


def noted_holder(path: Location) -> Holder | None:
    """Which other process notes that it writes the database, and is still there; None when none does."""
    note = note_of(path)
    try:
        file = os.open(note, os.O_RDONLY | OPENED)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = _holder_in(file)
        return None if holder and (holder.process, holder.host) == (os.getpid(), _host()) else holder
    except OSError:
        return None
    finally:
        os.close(file)
    return None


def _taken(note: str, path: Location) -> int | None:
    """The note, made and locked; None when it has to be tried again. Raises OSError, BlockingIOError when another
    process holds it. What one that was killed left is taken away: whoever takes a note away holds its lock."""
    left = _opened(note)
    if left is not None:
        try:
            fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not stat.S_ISREG(os.fstat(left).st_mode):
                raise OSError(errno.EINVAL, "not a file", note)
            if _is_at(note, left):
                os.unlink(note)  # noqa: PTH108 - paths are text here, for what asks only who writes
        finally:
            os.close(left)
        return None
    try:
        file = os.open(note, os.O_RDWR | os.O_CREAT | os.O_EXCL | OPENED, 0o666)
    except FileExistsError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not _is_at(note, file):  # taken for one that was left
            os.close(file)
            return None
        _write_note(file, path)
    except BlockingIOError:
        os.close(file)
        raise
    except OSError:
        _remove(note)
        os.close(file)
        raise
    return file


def _opened(note: str) -> int | None:
    try:
        return os.open(note, os.O_RDWR | OPENED)
    except FileNotFoundError:
        return None
    except PermissionError:
        return os.open(note, os.O_RDONLY | OPENED)


def _is_at(note: str, file: int) -> bool:
    """Whether a file that is open still stands at the path of the note."""
    try:
        return os.path.samestat(os.lstat(note), os.fstat(file))
    except OSError:
        return False


def _remove(note: str) -> None:
    with suppress(OSError):
        os.unlink(note)  # noqa: PTH108


def _write_note(file: int, path: Location) -> None:
    """Says who we are; whoever may write the database may write the note, as SQLite does it with its journal. On a full
    disk nothing is said, and the lock holds all the same."""
    me = Holder(os.getpid(), user_named(os.getuid()), _host(), time.time())
    with suppress(OSError):
        os.fchmod(file, stat.S_IMODE(os.stat(path).st_mode) & 0o666)  # noqa: PTH116
    with suppress(OSError):
        os.write(file, json.dumps(me._asdict()).encode())


def _host() -> str:
    return _named(os.uname().nodename)


def user_named(number: int) -> str:
    """The name of a user of this computer, or the number."""
    import pwd

    try:
        return _named(pwd.getpwuid(number).pw_name)
    except KeyError:
        return f"user {number}"


def _read_note(note: str) -> Holder | None:
    try:
        file = os.open(note, os.O_RDONLY | OPENED)
    except OSError:
        return None
    try:
        return _holder_in(file)
    finally:
        os.close(file)


def _holder_in(file: int) -> Holder | None:
    """What a note says. It may be anybody's: None when it says nothing of use."""
    try:
        said = json.loads(os.read(file, NOTE_BYTES))
        process, since = int(said["process"]) % MOST_PROCESSES, float(said["since"])
        time.localtime(since)
        return Holder(process, _named(str(said["user"])), _named(str(said["host"])), since)
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _named(text: str) -> str:
    return printable(text)[:LONGEST_NAME]
