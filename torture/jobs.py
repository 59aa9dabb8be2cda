"""A program in a pseudo-terminal of its own: what it sent, what it left of the terminal, and which processes are left
of it. Nothing is drawn; `torture.modes` reads the stream."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import secrets
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

from torture.modes import left_behind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
EXPLORER = (sys.executable, "-c", "import explorer; explorer.main()")
MARK = "EXPLORER_TORTURE"
PATIENCE = 30.0  # seconds
LOOK = 0.02  # seconds between looks whether it has ended
KEPT = ("PATH", "TMPDIR", "VIRTUAL_ENV")
ENVIRONMENT = {
    "TERM": "xterm-256color", "LANG": "C.UTF-8", "EXPLORER_HISTORY": "", "EXPLORER_SESSION": "", "EXPLORER_CONFIG": "",
    "EXPLORER_KNOWN": "",
}  # fmt: skip
SEQUENCE = re.compile(rb"\x1b\[[0-9;:<=>?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
TICKS = os.sysconf("SC_CLK_TCK")


class Job:
    """Runs `command` until the end of a `with`; then all that is left of it is killed. It answers what a terminal of
    today is asked, and so is given all that one is: frames in one piece, sizes within the stream. `ignores` are signals
    that it is to begin with ignored; `without` are variables that it is not to have."""

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        ignores: Sequence[signal.Signals] = (),
        without: Sequence[str] = (),
    ) -> None:
        self.raw = bytearray()
        self.status: int | None = None
        self._mark = secrets.token_hex(8)
        self._answered = 0
        known = {name: os.environ[name] for name in KEPT if name in os.environ}
        whole = {**known, "HOME": "/nonexistent", **ENVIRONMENT, "PYTHONPATH": str(ROOT), **(environ or {})}
        whole = {name: value for name, value in whole.items() if name not in without}
        whole[MARK] = self._mark
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            _become(command, whole, cwd, ignores)
        self.modes = termios.tcgetattr(self.fd)
        self._is_open = True

    def __enter__(self) -> Job:
        return self

    def __exit__(self, *_: object) -> None:
        for pid in self.alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.status is None:
            os.waitpid(self.pid, 0)
        self.drop()

    def drop(self) -> None:
        """The link breaks: nobody holds the other side of the terminal."""
        if self._is_open:
            self._is_open = False
            os.close(self.fd)

    def send(self, keys: bytes) -> None:
        """Types keys."""
        os.write(self.fd, keys)

    def read(self, seconds: float) -> bool:
        """Takes what comes, and answers it, for so long as nothing comes; whether something came."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # nobody holds the program's side
            data = b""
        self.raw += data
        self._answer()
        return bool(data)

    def wait_for(self, words: str, since: int = 0, most: float = PATIENCE) -> None:
        """Reads until these words were sent, sequences left out. Raises AssertionError when they don't come."""
        wanted = words.encode()
        self.wait_until(lambda: wanted in SEQUENCE.sub(b"", bytes(self.raw[since:])), f"{words!r} to be sent", most)

    def wait_until(self, reached: Callable[[], object], what: str, most: float = PATIENCE) -> None:
        """Reads until something is so. Raises AssertionError."""
        end = time.monotonic() + most
        while not reached():
            if time.monotonic() > end or self.has_ended():
                last = SEQUENCE.sub(b" ", bytes(self.raw[-2000:])).decode(errors="replace")
                raise AssertionError(f"waited for {what}, in vain; status {self.status}; last: {last!r}")
            self.read(0.05)

    def has_ended(self) -> bool:
        """Whether it has; `status` then is what a shell would show, 128 + n after signal n."""
        if self.status is None:
            pid, code = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                status = os.waitstatus_to_exitcode(code)
                self.status = status if status >= 0 else 128 - status
        return self.status is not None

    def seconds_to_end(self, most: float, is_read: bool = True) -> float:
        """How long it takes to end; infinite when it takes more than `most`. What it sends meanwhile is read or not."""
        begun = time.monotonic()
        while not self.has_ended():
            if time.monotonic() - begun > most:
                return float("inf")
            if is_read:
                self.read(LOOK)
            else:
                time.sleep(LOOK)
        taken = time.monotonic() - begun
        while is_read and self.read(0):
            pass
        return taken

    def left_changed(self) -> set[str]:
        """What is not as it was before: modes of the device, and what was sent and not taken back."""
        modes = {"modes of the device"} if termios.tcgetattr(self.fd) != self.modes else set()
        return modes | left_behind(bytes(self.raw))

    def alive(self) -> list[int]:
        """The processes that have to do with it, whoever started them: they have its mark in their environment."""
        mark = f"{MARK}={self._mark}".encode()
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mark in (place / "environ").read_bytes().split(b"\0"):
                    found.append(int(place.name))
        return found

    def _answer(self) -> None:
        """What a terminal of today says when it is asked what it can do."""
        answers = {
            b"\x1b[?2026$p": b"\x1b[?2026;2$y",
            b"\x1b[?2048$p": b"\x1b[?2048;2$y",
            b"\x1b[?2048h": b"\x1b[48;24;80;0;0t",
        }
        for place, asked in sorted((self.raw.find(asked, self._answered), asked) for asked in answers):
            if place >= 0:
                self.send(answers[asked])
                self._answered = place + len(asked)


def cpu_seconds(pid: int) -> float | None:
    """The time that a process has had on a processor; None when there is no such process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else (int(fields[11]) + int(fields[12])) / TICKS


def _become(
    command: Sequence[str],
    environ: Mapping[str, str],
    cwd: Path | None,
    ignores: Sequence[signal.Signals],
) -> None:
    """In the child: be the command, or end."""
    try:
        # The size must stand before the program looks.
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
            with contextlib.suppress(OSError, ValueError):
                signal.signal(number, signal.SIG_IGN if number in ignores else signal.SIG_DFL)
        if cwd is not None:
            os.chdir(cwd)
        os.execvpe(command[0], list(command), dict(environ))
    finally:
        os._exit(127)
