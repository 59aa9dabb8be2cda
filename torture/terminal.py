"""A program in a terminal of ours: every byte that it sends is kept, and the screen that they make."""

from __future__ import annotations

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
from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Sequences that the emulator does not know and would draw as text.
PRIVATE = re.compile(
    rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\"
)
UNFINISHED = re.compile(rb"\x1b(?:[\[\]PO][^a-zA-Z\\\x07~]{0,60})?\Z")
LARGEST = 1 << 16
PATIENCE = 30.0  # seconds
ENVIRONMENT = {
    "TERM": "xterm-256color", "LANG": "C.UTF-8", "EXPLORER_HISTORY": "", "EXPLORER_SESSION": "", "EXPLORER_CONFIG": "",
    "EXPLORER_SEARCHES": "",
}  # fmt: skip
KEPT = ("PATH", "HOME", "TMPDIR", "VIRTUAL_ENV")
ROOT = Path(__file__).resolve().parent.parent


class Terminal:
    """Runs `command`. `raw` is every byte that came, `screen` what they make. Used as a context it ends the program."""

    def __init__(
        self, command: Sequence[str], columns: int = 80, rows: int = 24, environ: Mapping[str, str] | None = None
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.raw = bytearray()
        self.status: int | None = None
        self._stream = pyte.ByteStream(self.screen)
        self._tail = b""
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            # The size must stand before the program looks.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            kept = {name: os.environ[name] for name in KEPT if name in os.environ}
            os.execvpe(command[0], list(command), {**kept, "PYTHONPATH": str(ROOT), **ENVIRONMENT, **(environ or {})})

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    @property
    def lines(self) -> list[str]:
        """The rows of the screen; a wide character counts as one."""
        columns = range(self.screen.columns)  # pyte's own way fails at a cell whose wide character was drawn over
        return ["".join(self.screen.buffer[y][x].data for x in columns) for y in range(self.screen.lines)]

    def send(self, keys: bytes) -> None:
        """Presses keys."""
        os.write(self._fd, keys)

    def resize(self, columns: int, rows: int) -> None:
        """Gives the window another size."""
        self.screen.resize(max(1, rows), max(1, columns))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def settle(self, quiet: float = 0.15, most: float = PATIENCE, first: float = 0.0) -> None:
        """Takes in what comes, until nothing came for `quiet` seconds; for the first byte it waits `first` at least."""
        end = time.monotonic() + most
        if first > quiet and not self._took(first):
            return
        while time.monotonic() < end and self._took(quiet):
            pass

    def wait_for(self, words: str, most: float = PATIENCE) -> bool:
        """Takes in what comes until these words stand on the screen; whether they do."""
        end = time.monotonic() + most
        while not any(words in line for line in self.lines):
            if time.monotonic() > end or (not self._took(min(1.0, most)) and self.status is not None):
                return False
        return True

    def wait_end(self, most: float = PATIENCE) -> int | None:
        """The exit status, minus the signal that ended it; None when it has not ended by then."""
        end = time.monotonic() + most
        while self.status is None and time.monotonic() < end:
            self._took(0.1)
        return self.status

    def _took(self, patience: float) -> bool:
        """Takes in one piece, if any comes within so many seconds."""
        if self.status is not None or not select.select([self._fd], [], [], patience)[0]:
            return False
        try:
            data = os.read(self._fd, LARGEST)
        except OSError:  # nobody has the other side open any more
            data = b""
        if not data:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            return False
        self.raw += data
        data = self._tail + data
        cut = UNFINISHED.search(data)
        end = cut.start() if cut else len(data)
        self._tail = data[end:]
        self._stream.feed(PRIVATE.sub(b"", data[:end]))
        return True
