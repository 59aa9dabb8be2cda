"""A program in a pseudo-terminal, and the screen that its user sees."""

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
from collections.abc import Sequence
from pathlib import Path

import pyte

# Sequences that the emulator does not know and would draw as text.
PRIVATE = re.compile(
    rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\"
)
PATIENCE = 20.0
# Of the session that the tests run in.
SETTINGS = ("SSH_TTY", "SSH_CONNECTION", "TMUX", "STY", "COLORFGBG", "ESCDELAY", "TEXTUAL_FPS", "EXPLORER_THEME",
            "EXPLORER_ASCII", "EXPLORER_SLOW", "EXPLORER_MOUSE")  # fmt: skip


class Terminal:
    """Runs `command`; `text` is the screen, `raw` every byte that the program sent."""

    def __init__(
        self, command: Sequence[str], columns: int = 80, rows: int = 24, cwd: Path | None = None, **environment: str
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        self.status: int | None = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            keep = {
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "EXPLORER_HISTORY": "",
                "EXPLORER_SESSION": "",
                "EXPLORER_CONFIG": "",
            }
            os.environ.update(keep | environment)
            for name in ("LC_ALL", "COLORTERM", "COLUMNS", "LINES", "NO_COLOR", "TEXTUAL_THEME", *SETTINGS):
                if name not in environment:
                    os.environ.pop(name, None)
            if cwd:
                os.chdir(cwd)
            # The size must stand before the program looks.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvp(command[0], list(command))
        self.modes = termios.tcgetattr(self.fd)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def send(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def wait_for(self, pattern: str) -> str:
        """Reads until `pattern` stands on the screen; the screen."""
        return self._until(lambda: re.search(pattern, self.text), f"{pattern!r} to appear")

    def wait_without(self, pattern: str) -> str:
        """Reads until `pattern` stands on the screen no more; the screen."""
        return self._until(lambda: not re.search(pattern, self.text), f"{pattern!r} to go")

    def wait_end(self) -> int:
        """Reads until the program ends; its exit status, 128 + n after signal n."""
        self._until(lambda: self.status is not None, "the program to end")
        assert self.status is not None
        return self.status

    def _until(self, reached, what: str) -> str:
        end = time.monotonic() + PATIENCE
        while not reached():
            if time.monotonic() > end:
                raise AssertionError(f"waited {PATIENCE} s for {what}; the screen is\n{self.text}")
            self._read(0.05)
        return self.text

    def _read(self, seconds: float) -> None:
        assert self.status is None, f"the program ended with {self.status}; the screen was\n{self.text}"
        if select.select([self.fd], [], [], seconds)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                data = b""
            self.raw += data
            self.stream.feed(PRIVATE.sub(b"", data))
            if data:
                return
        pid, code = os.waitpid(self.pid, os.WNOHANG)
        if pid:
            self.status = os.waitstatus_to_exitcode(code)
            if self.status < 0:
                self.status = 128 - self.status
