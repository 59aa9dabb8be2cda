"""A program in a pseudo-terminal: what it sends is taken in at once with the time of each piece, and drawn later.

So the emulator's work is in no figure."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyte

from bench.ttyprobe import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
LARGEST = 1 << 16
UNFINISHED = re.compile(rb"\x1b(?:[\[\]PO][^a-zA-Z\\\x07~]{0,60})?\Z")
HIDDEN = ("COLORTERM", "COLUMNS", "LC_ALL", "LINES", "NO_COLOR", "TEXTUAL_THEME", "EXPLORER_DB")


class Piece(NamedTuple):
    """What came at one time."""

    at: float
    data: bytes


class Emulated:
    """Runs `command` in a terminal of 256 colours. Use it as a context manager: it ends the program."""

    def __init__(self, command: Sequence[str], columns: int = 80, rows: int = 24) -> None:
        self.columns, self.rows = columns, rows
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self.screen)
        self._tail = b""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")  # a letter may come in two pieces
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            for name in HIDDEN:
                os.environ.pop(name, None)
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8")
            # The size must stand before the program looks.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.chdir(ROOT)
            os.execvp(command[0], list(command))

    def __enter__(self) -> Emulated:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def send(self, keys: str) -> float:
        """Sends keys; when."""
        at = time.perf_counter()
        os.write(self._fd, keys.encode())
        return at

    def pieces(self, quiet: float, most: float = 10.0) -> list[Piece]:
        """What comes until nothing came for `quiet` seconds."""
        found: list[Piece] = []
        last = begin = time.perf_counter()
        while (left := last + quiet - time.perf_counter()) > 0 and time.perf_counter() < begin + most:
            ready, _, _ = select.select([self._fd], [], [], left)
            if not ready:
                break
            try:
                data = os.read(self._fd, LARGEST)
            except OSError as error:
                raise EOFError("the program ended") from error
            last = time.perf_counter()
            found.append(Piece(last, data))
        return found

    def draw(self, piece: Piece) -> None:
        """Puts a piece on the screen."""
        data = self._tail + piece.data
        cut = UNFINISHED.search(data)
        end = cut.start() if cut else len(data)
        self._tail = data[end:]
        self._stream.feed(PRIVATE.sub("", self._decoder.decode(data[:end])))

    def time_of(self, is_right: Callable[[], bool], quiet: float, limit: float) -> float | None:
        """When the piece came with which the screen became right, and stayed so until nothing came for `quiet` seconds;
        None when it is not right within `limit`, 0 when it was so before anything came."""
        end = time.perf_counter() + limit
        since = 0.0 if is_right() else None
        while True:
            for piece in self.pieces(quiet):
                self.draw(piece)
                if not is_right():
                    since = None
                elif since is None:
                    since = piece.at
            if since is not None or time.perf_counter() > end:
                return since

    def cells(self, row: int, left: int = 0, width: int | None = None) -> str:
        """The text of a row of cells; a wide character counts for its two."""
        line = self.screen.buffer[row]
        end = self.columns if width is None else left + width
        return "".join(line[column].data for column in range(left, min(end, self.columns)))

    def peak_mib(self) -> float:
        """The most memory that the program held so far."""
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8"))
        return int(found[1]) / 1024 if found else float("nan")
