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

# Cancel what is half sent; paste, wrap, mouse, atomic frames, sizes told.
MODES_OFF = b"\x18\x1b[?2004l\x1b[?7h\x1b[?1006l\x1b[?1000l\x1b[?2026l\x1b[?2048l"
KITTY_KEYS_OFF = b"\x1b[<u"
CLEARED = b"\x1b[H\x1b[2J"  # a plain terminal may have no other screen to go back to
SCREEN_LEFT = b"\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m"
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
SECONDS_TO_RESTORE = 0.3
SECONDS_BETWEEN_LOOKS = 1.0
GONE = 128 + signal.SIGHUP


def guard_terminal(is_plain: bool) -> None:
    """From now on the signals that end a program give the terminal back first, and a lost terminal ends it. A plain
    terminal is sent only what it understands."""
    keyboard, screen = sys.__stdin__, sys.__stderr__
    if keyboard is None or screen is None:
        return
    modes = termios.tcgetattr(keyboard.fileno())
    in_fd, out_fd = keyboard.fileno(), screen.fileno()
    farewell = MODES_OFF + (CLEARED if is_plain else KITTY_KEYS_OFF) + SCREEN_LEFT

    def leave(number: int, _frame: FrameType | None) -> None:
        _restore(in_fd, out_fd, modes, farewell)
        os._exit(128 + number)

    for number in SIGNALS:
        signal.signal(number, leave)
    threading.Thread(target=_watch, args=(in_fd,), name="terminal-watch", daemon=True).start()


def _restore(in_fd: int, out_fd: int, modes: list[Any], left: bytes) -> None:
    """Write what is left to say for as long as the link takes it, then set the modes back."""
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
