"""The life of the terminal: it is given back whatever ends the program, also on a link that has stalled.

textual restores the terminal when the app ends by itself. A signal, a dropped link or a line of noise are ours: the
handlers here write without blocking and leave at once, since the event loop may be stuck in a write that never ends.
"""

from __future__ import annotations

import fcntl
import os
import signal
import sys
import termios
import threading
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import FrameType

    from textual.driver import Driver

# Cancel what is half sent; paste, wrap, mouse, kitty keyboard, atomic frames, alternate screen, cursor, focus reports.
RESTORING = (
    b"\x18\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[<u\x1b[?2026l\x1b[?2048l"
    b"\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m"
)
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
SECONDS_TO_RESTORE = 0.3
SECONDS_BETWEEN_LOOKS = 1.0
GONE = 128 + signal.SIGHUP


def guard_terminal() -> None:
    """From now on the signals that end a program give the terminal back first, and a lost terminal ends it."""
    keyboard, screen = sys.__stdin__, sys.__stderr__
    if keyboard is None or screen is None:
        return
    modes = termios.tcgetattr(keyboard.fileno())
    in_fd, out_fd = keyboard.fileno(), screen.fileno()

    def leave(number: int, _frame: FrameType | None) -> None:
        _restore(in_fd, out_fd, modes)
        os._exit(128 + number)

    for number in SIGNALS:
        signal.signal(number, leave)
    threading.Thread(target=_watch, args=(in_fd,), name="terminal-watch", daemon=True).start()


def tolerant_driver() -> type[Driver]:
    """textual's driver, which goes on reading keys after a byte or a sequence that makes no sense."""
    from textual.drivers.linux_driver import LinuxDriver

    class TolerantDriver(LinuxDriver):
        def run_input_thread(self) -> None:
            while True:
                try:
                    return super().run_input_thread()
                except (ValueError, OverflowError):
                    # Noise on the line: bytes that are not UTF-8, key codes beyond Unicode. The next key counts again.
                    continue

    return TolerantDriver


def _restore(in_fd: int, out_fd: int, modes: list[Any]) -> None:
    """Write the restoring sequence for as long as the link takes it, then set the modes back."""
    left = RESTORING
    try:
        flags = fcntl.fcntl(out_fd, fcntl.F_GETFL)
        fcntl.fcntl(out_fd, fcntl.F_SETFL, flags | os.O_NONBLOCK)
        end = time.monotonic() + SECONDS_TO_RESTORE
        while left and time.monotonic() < end:
            try:
                left = left[os.write(out_fd, left) :]
            except BlockingIOError:
                termios.tcflush(out_fd, termios.TCOFLUSH)
                time.sleep(0.01)
        fcntl.fcntl(out_fd, fcntl.F_SETFL, flags)
        termios.tcsetattr(in_fd, termios.TCSANOW, modes)
    except (OSError, termios.error):
        return  # the terminal is gone: nothing is left to restore


def _watch(fd: int) -> None:
    """End the program when its terminal has gone without a signal, rather than spin on an empty keyboard."""
    while True:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        try:
            termios.tcgetattr(fd)
        except termios.error:
            os._exit(GONE)
