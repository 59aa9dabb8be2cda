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
from collections.abc import Callable, Sequence
from pathlib import Path

import pyte
from wcwidth import wcswidth

from torture.modes import left_behind

# Sequences that the emulator does not know and would draw as text.
PRIVATE = re.compile(
    rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\"
)
PATIENCE = 20.0
# Of the session that the tests run in.
SETTINGS = ("SSH_TTY", "SSH_CONNECTION", "TMUX", "STY", "COLORFGBG", "ESCDELAY", "TEXTUAL_FPS", "EXPLORER_THEME",
            "EXPLORER_ASCII", "EXPLORER_SLOW", "EXPLORER_MOUSE")  # fmt: skip


class Watched(pyte.Screen):
    """A screen that notes what was sent to cells that it does not have: `outside`."""

    def __init__(self, columns: int, lines: int) -> None:
        self.outside: list[str] = []
        super().__init__(columns, lines)

    def draw(self, data: str) -> None:
        if self.cursor.x + wcswidth(data) > self.columns:
            self.outside.append(f"{data!r} at column {self.cursor.x + 1} of {self.columns}")
        super().draw(data)

    def cursor_position(self, line: int | None = None, column: int | None = None) -> None:
        if (line or 1) > self.lines or (column or 1) > self.columns:
            self.outside.append(f"the cursor in line {line}, column {column} of {self.lines}, {self.columns}")
        super().cursor_position(line, column)

    def index(self) -> None:
        if self.cursor.y == self.lines - 1:
            self.outside.append(f"a line below line {self.lines}")
        super().index()


class Terminal:
    """Runs `command`; `text` is the screen, `raw` every byte that the program sent. `encoding` is what the terminal
    takes for characters, UTF-8 or Latin-1."""

    def __init__(
        self,
        command: Sequence[str],
        columns: int = 80,
        rows: int = 24,
        cwd: Path | None = None,
        encoding: str = "utf-8",
        **environment: str,
    ) -> None:
        self.screen = Watched(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.stream.use_utf8 = encoding == "utf-8"
        self.encoding = encoding
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
            environ = os.environ | keep
            for name in ("LC_ALL", "COLORTERM", "COLUMNS", "LINES", "NO_COLOR", "TEXTUAL_THEME", *SETTINGS):
                environ.pop(name, None)
            if cwd:
                os.chdir(cwd)
            # The size must stand before the program looks.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            # Told in full, since readline sets variables that Python does not know of.
            os.execvpe(command[0], list(command), environ | environment)
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
        os.write(self.fd, keys.encode(self.encoding))

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait_for(self, pattern: str) -> str:
        """Reads until `pattern` stands on the screen; the screen."""
        return self.wait_until(lambda: re.search(pattern, self.text), f"{pattern!r} to appear")

    def wait_without(self, pattern: str) -> str:
        """Reads until `pattern` stands on the screen no more; the screen."""
        return self.wait_until(lambda: not re.search(pattern, self.text), f"{pattern!r} to go")

    def wait_end(self) -> int:
        """Reads until the program ends; its exit status, 128 + n after signal n."""
        self.wait_until(lambda: self.status is not None, "the program to end")
        assert self.status is not None
        return self.status

    def wait_to_show(self, lines: Sequence[str]) -> None:
        """Reads until the screen begins with these lines, cell by cell; blanks at their ends don't count."""
        picture = [line.rstrip() for line in lines]
        shown = "\n".join(picture)
        self.wait_until(lambda: self.text.split("\n")[: len(picture)] == picture, f"this screen:\n{shown}\n")

    def read_for(self, seconds: float) -> None:
        """Reads what comes in this time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def left_changed(self) -> set[str]:
        """What is not as it was when the program began: modes of the device, and what was sent and not taken back."""
        modes = {"modes of the device"} if termios.tcgetattr(self.fd) != self.modes else set()
        return modes | left_behind(bytes(self.raw))

    def wait_until(self, reached: Callable[[], object], what: str) -> str:
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
