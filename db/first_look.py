"""The first look at a database that was not seen before: whether its pages are sound, within a little time.

What was looked at is kept in a small file of the person's own: by where it lies on which disk, how large it was and
when it was last changed. A file that is known is not looked at again for a day, whoever changes it meanwhile; our own
writer says what it wrote. Where nothing can be kept, nothing is, and the next start looks again.
"""

from __future__ import annotations

import os
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from os import PathLike

    Location = str | PathLike[str]

    # What tells a file, and the state it is in, from others: device, number on it, bytes, time of the last change in
    # nanoseconds. A plain tuple, as a named one takes a start a third of a millisecond.
    Mark = tuple[int, int, int, int]

AT_A_TIME = 0.5  # seconds for which one part of a look keeps a writer waiting
A_DAY = 86_400.0  # seconds
MOST_KEPT = 100  # files
MOST_BYTES = 16_384


def mark_of(path: Location) -> Mark | None:
    """The mark of a file; None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - pathlib costs a shell command a tenth of its time
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def look_first(path: Location, kept: str, seconds: float) -> str | None:
    """Looks at a database for at most so many seconds, unless it is known by the file `kept` (none where empty).

    What is wrong with it, or None. One without a fault is known from then on. Raises a DatabaseError where it can't be
    opened.
    """
    if is_known(path, kept):
        return None
    before = mark_of(path)
    fault = _first_fault(path, seconds)
    if fault is None and before is not None:
        remember(before, kept)
    return fault


def is_known(path: Location, kept: str) -> bool:
    """Whether a file is as it was when it was looked at, or was looked at less than a day ago."""
    mark = mark_of(path)
    known = dict(_read(kept)) if mark is not None else {}
    if mark is None or mark in known:
        return mark in known
    since = time.time() - A_DAY
    return any(each[:2] == mark[:2] and since < when for each, when in known.items())


def remember(mark: Mark | None, kept: str) -> None:
    """Keeps that a file is known as it is. Where that can't be written it is not kept."""
    if mark is None or not kept:
        return
    from pathlib import Path

    from db.files import replace_file

    others = [(each, when) for each, when in _read(kept) if each[:2] != mark[:2]]
    known = [*others, (mark, time.time())][-MOST_KEPT:]
    lines = "".join(f"{' '.join(map(str, each))} {when:.0f}\n" for each, when in known)
    with suppress(OSError):
        replace_file(Path(kept), lines.encode(), 0o600, is_precious=False)


def _read(kept: str) -> list[tuple[Mark, float]]:
    """What is known, and when it was looked at; lines that mean nothing are passed over."""
    if not kept:
        return []
    try:
        file = os.open(kept, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return []
    try:
        data = os.read(file, MOST_BYTES)
    except OSError:
        return []
    finally:
        os.close(file)
    found: list[tuple[Mark, float]] = []
    for line in data.split(b"\n"):
        with suppress(ValueError):
            device, number, size, changed, when = map(int, line.split())
            found.append(((device, number, size, changed), float(when)))
    return found


def _first_fault(path: Location, seconds: float) -> str | None:
    """The first fault that SQLite's `quick_check` finds, table by table, so that each keeps a writer waiting for
    AT_A_TIME at most; what takes longer than that is not looked at to its end."""
    import sqlite3

    from db.connection import open_reader, translated
    from db.watch import Watch

    end = time.monotonic() + seconds
    with closing(open_reader(path)) as connection, closing(Watch(connection.interrupt)) as watch, translated(path):
        for table in _tables(connection):
            left = end - time.monotonic()
            if left <= 0:
                return None
            watch.begin(min(left, AT_A_TIME))
            try:
                found = connection.execute(f"PRAGMA quick_check('{table}')").fetchone()
            except sqlite3.DatabaseError as error:
                if "malformed" in str(error):
                    return str(error)
                if "interrupted" not in str(error):
                    raise
                found = None
            finally:
                watch.finish()
            if found is not None and found[0] != "ok":
                return str(found[0]).rpartition("***\n")[2].partition("\n")[0]  # without a heading, one of several
    return None


def _tables(connection: sqlite3.Connection) -> list[str]:
    """The tables that have pages; their names are ours, as the schema was seen to be when the file was opened."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"
    return [str(name) for (name,) in connection.execute(sql).fetchall()]
