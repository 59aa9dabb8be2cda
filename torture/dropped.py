"""What a session that was dropped leaves on a database: no process, no lock, no one to wait for."""

from __future__ import annotations

import os
import pty
import select
import signal
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from torture.places import PROGRAM, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

AFTER = 3.0  # seconds until nothing may be left
KEYS = b"s"  # asks the database for the list in another order


class Line(NamedTuple):
    """A program on a line that can be dropped: its process, and the other end."""

    process: int
    end: int


def _drop(line: Line) -> None:
    """The terminal is gone: the window was closed."""
    os.close(line.end)


def _killed(line: Line) -> None:
    """What held the terminal is gone, and so is the program at once."""
    os.kill(line.process, signal.SIGKILL)
    os.close(line.end)


def _ended(line: Line) -> None:
    """The system goes down."""
    os.kill(line.process, signal.SIGTERM)
    _hear(line, 0.5)
    os.close(line.end)


KINDS: tuple[tuple[str, bool, Callable[[Line], None]], ...] = (
    ("the terminal closed", False, _drop),
    ("the terminal closed, where that is ignored", True, _drop),
    ("SIGTERM, then the terminal closed", False, _ended),
    ("kill -9", False, _killed),
)


def left_behind(database: Path, articles: Path) -> Iterator[tuple[str, str]]:
    """Each way in which an explorer and an import are dropped, with what was left then: empty where nothing was."""
    browse = [*PROGRAM, "browse", "--db", str(database)]
    seed = [*PROGRAM, "seed", "--jobs", "2", "--db", str(database), str(articles)]
    for name, command in (("an explorer", browse), ("an import", seed)):
        for kind, is_ignored, drop in KINDS:
            if is_ignored and command is seed:  # who starts an import so wants it to go on
                continue
            line = _begun(command, is_ignored)
            for _ in range(8):
                _hear(line, 0.3)
                os.write(line.end, KEYS if command is browse else b"")
            drop(line)
            yield f"{name}: {kind}", _left(line, database)


def _begun(command: Sequence[str], is_ignored: bool) -> Line:
    process, end = pty.fork()
    if process == 0:
        signal.signal(signal.SIGHUP, signal.SIG_IGN if is_ignored else signal.SIG_DFL)
        os.execvpe(command[0], list(command), surroundings())
    return Line(process, end)


def _hear(line: Line, seconds: float) -> None:
    """Takes in what comes."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if select.select([line.end], [], [], left)[0]:
            try:
                os.read(line.end, 1 << 16)
            except OSError:
                return


def _left(line: Line, database: Path) -> str:
    from db.holders import locks_on, who_writes

    end = time.monotonic() + AFTER
    gone = 0
    while not gone and time.monotonic() < end:
        time.sleep(0.05)
        gone = os.waitpid(line.process, os.WNOHANG)[0]
    if not gone:
        os.kill(line.process, signal.SIGKILL)
        os.waitpid(line.process, 0)
        return f"the process lives after {AFTER:g} s"
    if locks_on(database) or who_writes(database):
        return f"locks: {locks_on(database)}, {who_writes(database)}"
    with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            return str(error)
    return ""
