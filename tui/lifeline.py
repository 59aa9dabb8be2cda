"""The life of the terminal: it is given back whatever ends the program, also on a link that has stalled.

textual restores the terminal when the app ends by itself. A signal or a dropped link are ours: what handles them here
writes without blocking and leaves at once, since the event loop may be stuck in a write that never ends.
"""

from __future__ import annotations

import fcntl
import os
import signal
import sys
import termios
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.outlet import Outlet

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

# Cancel what is half sent; paste, wrap, mouse, atomic frames, sizes told.
MODES_OFF = b"\x18\x1b[?2004l\x1b[?7h\x1b[?1006l\x1b[?1000l\x1b[?2026l\x1b[?2048l"
KITTY_KEYS_OFF = b"\x1b[<u"
CLEARED = b"\x1b[H\x1b[2J"  # a plain terminal may have no other screen to go back to
SCREEN_LEFT = b"\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m"
# All that end a program that does not heed them, but for those that tell of a fault in it.
SIGNALS = (
    signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM,
    signal.SIGVTALRM, signal.SIGPROF, signal.SIGXCPU,
)  # fmt: skip
SECONDS_FOR_A_FRAME = 0.05
SECONDS_TO_RESTORE = 0.25
SECONDS_BETWEEN_LOOKS = 1.0
GONE = 128 + signal.SIGHUP


class Lifeline:
    """What gives the terminal back. `outlet` is what the screen is sent through. `taken` and `given_back` tell it
    whether the screen is drawn on, `last_words` is done when a signal or a lost terminal ends the program, after the
    terminal was given back; it may take a fifth of a second."""

    def __init__(self, in_fd: int, out_fd: int, encoding: str, is_plain: bool) -> None:
        self._in, self._out = in_fd, out_fd
        self._modes = termios.tcgetattr(in_fd)
        self._farewell = MODES_OFF + (CLEARED if is_plain else KITTY_KEYS_OFF) + SCREEN_LEFT
        self._is_taken = False
        self._ends = threading.Lock()
        self.last_words: Callable[[], object] = lambda: None
        self.outlet = Outlet(out_fd, encoding, self.lose)

    def taken(self) -> None:
        """From now on the terminal is not as it was."""
        self._is_taken = True

    def given_back(self) -> None:
        """It is again."""
        self._is_taken = False

    def leave(self, number: int, _frame: FrameType | None = None) -> None:
        """End the program as a signal asks: what handles it."""
        if self._ends.acquire(blocking=False):
            self.restore()
            self._end(128 + number)

    def lose(self) -> None:
        """End the program, from whatever thread: there is no terminal any more."""
        if self._ends.acquire(blocking=False):
            self._end(GONE)

    def restore(self) -> None:
        """Give the terminal back, if it is not as it was, and send it nothing any more."""
        if self._is_taken:
            self.outlet.shut(SECONDS_FOR_A_FRAME)
            with suppress(OSError, termios.error):  # the terminal is gone: nothing is left to restore
                self._say(self._farewell)
                if not is_in_background(self._in):  # there a shell has set it as it needs it
                    termios.tcsetattr(self._in, termios.TCSANOW, self._modes)
            self._is_taken = False

    def watch(self) -> None:
        """End the program when its terminal has gone without a signal, rather than have it wait for ever."""
        while True:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            try:
                termios.tcgetattr(self._in)
            except termios.error:
                self.lose()

    def _say(self, left: bytes) -> None:
        """Write for as long as the link takes it; what waits to be sent on a stalled one is given up."""
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # in the background it would be stopped here
        flags = fcntl.fcntl(self._out, fcntl.F_GETFL)
        fcntl.fcntl(self._out, fcntl.F_SETFL, flags | os.O_NONBLOCK)
        try:
            end = time.monotonic() + SECONDS_TO_RESTORE
            while left and time.monotonic() < end:
                try:
                    left = left[os.write(self._out, left) :]
                except BlockingIOError:
                    self.outlet.wake()
                    termios.tcflush(self._out, termios.TCOFLUSH)
                    time.sleep(0.01)
        finally:
            fcntl.fcntl(self._out, fcntl.F_SETFL, flags)

    def _end(self, status: int) -> None:
        try:
            self.last_words()
        finally:
            os._exit(status)


def is_in_background(fd: int) -> bool:
    """Whether another program has the terminal now: a shell that stopped this one."""
    try:
        return os.tcgetpgrp(fd) != os.getpgrp()
    except OSError:  # it controls no terminal
        return False


def guard_terminal(is_plain: bool) -> Lifeline:
    """From now on the signals that end a program give the terminal back first, and a lost terminal ends it. A plain
    terminal is sent only what it understands. A signal that whoever started the program has it ignore stays ignored.

    Raises OSError where standard input or error is closed."""
    keyboard, screen = sys.__stdin__, sys.__stderr__
    if keyboard is None or screen is None:
        raise OSError(None, "there is no terminal")
    lifeline = Lifeline(keyboard.fileno(), screen.fileno(), screen.encoding, is_plain)
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lifeline.leave)
    threading.Thread(target=lifeline.watch, name="terminal-watch", daemon=True).start()
    return lifeline
