"""Who holds a database, as far as this computer tells: by a note of ours, else by SQLite's locks.

The locks are read from the kernel's list (Linux alone has one). To ask for them one would open the database file, and
closing it again would end all locks that this process has on it (SQLite documentation, How To Corrupt, section 2.2).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from db.locking import noted_holder, user_named
from db.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    Location = str | PathLike[str]

LOCKS = "/proc/locks"
PENDING = 0x40000000  # the bytes that SQLite locks from here on (SQLite, os.h): about to write, is writing, reads
SHARED = PENDING + 2
SHARED_END = SHARED + 509
LONGEST_NAME = 30
MOST_TOLD = 3


class Lock(NamedTuple):
    """A process that has a lock on a database, and whether it writes or only reads."""

    process: int
    writes: bool


def who_writes(path: Location) -> str:
    """Who writes a database now, in words: `process 1234 (ann on box) is writing since 14:05`. Empty when nobody does,
    or nobody knows."""
    holder = noted_holder(path)
    if holder is not None:
        return holder.in_words()
    return next((_in_words(lock) for lock in locks_on(path) if lock.writes), "")


def who_reads(path: Location) -> str:
    """Which processes read a database at this moment, as `who_writes`, a few of them. One that was stopped in the midst
    of it is said to be so: it keeps others from writing."""
    locks = locks_on(path)
    writers = {lock.process for lock in locks if lock.writes}
    readers = [lock for lock in locks if lock.process not in writers]
    told = ", ".join(_in_words(lock) for lock in readers[:MOST_TOLD])
    more = len(readers) - MOST_TOLD
    return f"{told} and {more} more" if more > 0 else told


def who_was_stopped(path: Location) -> str:
    """A process that was stopped while it read a database, as `who_reads`. Empty when there is none: whoever reads now
    will have done so soon."""
    return next((_in_words(lock) for lock in locks_on(path) if _is_stopped(lock.process)), "")


def locks_on(path: Location) -> tuple[Lock, ...]:
    """The locks that other processes of this computer have on a database, as far as the kernel lists them."""
    try:
        file = os.stat(path)  # noqa: PTH116
        with open(LOCKS, encoding="ascii", errors="replace") as lines:  # noqa: PTH123
            device = f"{os.major(file.st_dev):02x}:{os.minor(file.st_dev):02x}:{file.st_ino}"
            return tuple(sorted(set(_locks_in(lines, device))))
    except OSError:
        return ()


def _locks_in(lines: Iterator[str], device: str) -> Iterator[Lock]:
    """The locks on one file: `1: POSIX  ADVISORY  READ 15193 fe:00:2482383 1073741826 1073742335` (proc(5))."""
    for line in lines:
        fields = line.split()
        if len(fields) != 8 or fields[1] != "POSIX" or fields[5] != device:
            continue
        process, first = int(fields[4]), int(fields[6])
        last = SHARED_END if fields[7] == "EOF" else int(fields[7])
        if process != os.getpid() and first <= SHARED_END and last >= PENDING:
            yield Lock(process, fields[3] == "WRITE")


def _in_words(lock: Lock) -> str:
    doing = "writing" if lock.writes else "reading"
    told = [user_of for user_of in (_user(lock.process), _name(lock.process)) if user_of]
    who = f" ({', '.join(told)})" if told else ""
    stopped = ", and was stopped" if _is_stopped(lock.process) else ""
    return f"process {lock.process}{who} is {doing}{stopped}"


def _user(process: int) -> str:
    try:
        return user_named(os.stat(f"/proc/{process}").st_uid)  # noqa: PTH116
    except OSError:
        return ""


def _name(process: int) -> str:
    """What a process calls itself: anything, cleaned."""
    return printable(_read(f"/proc/{process}/comm").strip())[:LONGEST_NAME]


def _is_stopped(process: int) -> bool:
    return _read(f"/proc/{process}/stat").rpartition(") ")[2].startswith(("T", "t"))


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            return file.read()
    except OSError:
        return ""
