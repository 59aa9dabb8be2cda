"""How bytes go to the terminal and come from it: textual's driver, careful with terminals that know less."""

from __future__ import annotations

import errno
import os
import signal
import termios
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from tui.keyboard import read_keys, wait_for_no_byte
from tui.sight import Sight

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from textual.driver import Driver

    from tui.lifeline import Lifeline

CLEARED = "\x1b[H\x1b[2J"
FILLING = ("xterm", "linux", "rxvt", "vte", "kitty", "alacritty", "foot")  # erased cells get the ground that is set
KITTY_KEYS = ("\x1b[>", "\x1b[<")
POINTER_SHAPE = "\x1b]22;"
CLICKS = ("1000", "1006")  # presses, releases and the wheel, told in decimal; not each movement


def driver_for(is_plain: bool, lifeline: Lifeline) -> type[Driver]:
    """The driver for a terminal; a plain one writes out what it doesn't understand, and so is sent no such thing."""

    class Guarded(PlainDriver if is_plain else TolerantDriver):  # type: ignore[misc]
        """With the lifeline of this terminal, which textual has no way to hand on."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(lifeline, *arguments, **options)

    return Guarded


class TolerantDriver(LinuxDriver):
    """Goes on reading keys after a byte or a sequence that makes no sense, asks of the mouse only what is used, and
    sends of each frame what is not on the screen yet. What is done to the program by signals is done in the turn of the
    loop: a handler may come in the middle of anything, a write or another signal too."""

    def __init__(self, lifeline: Lifeline, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._lifeline = lifeline
        self._file = lifeline.outlet  # type: ignore[assignment] # all that is used of it is there
        self.sight = Sight(partial(_size, self.fileno), os.environ.get("TERM", "").startswith(FILLING))

    def run_input_thread(self) -> None:
        """Read keys until the end."""
        if not read_keys(self.fileno, self.process_message, self.exit_event):
            self._lifeline.lose()

    def _run_input_thread(self) -> None:
        """textual would draw a traceback of what goes wrong in it."""
        self.run_input_thread()

    def write(self, data: str) -> None:
        """Send what the terminal does not show yet, but for the shape of a mouse pointer that nobody follows."""
        if not self._mouse and data.startswith(POINTER_SHAPE):
            return
        sent = self.sight.shortened(data)
        if sent:
            super().write(sent)

    def _get_terminal_size(self) -> tuple[int, int]:
        """As the terminal says; COLUMNS and LINES count where it doesn't, for they stay when the window changes."""
        columns, rows = _size(self.fileno)
        return (columns, rows) if columns and rows else super()._get_terminal_size()

    def start_application_mode(self) -> None:
        """Begin to draw. The loop is woken for signals, whichever thread the system has take them."""
        self._lifeline.taken()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        with suppress(termios.error):
            wait_for_no_byte(self.fileno)
        heed(self._loop, signal.SIGWINCH, self._tell_size)
        heed(self._loop, signal.SIGTSTP, self._stop)
        heed(self._loop, signal.SIGCONT, self._take_back)

    def close(self) -> None:
        """All was sent: the terminal is as it was."""
        super().close()
        self._lifeline.given_back()

    def stop(self) -> None:
        """Give the terminal back and stop, as soon as the loop gets to it."""
        _in_turn(self._loop, self._stop)

    def _sigtstp_application(self, *_: object) -> None:
        """Asked to stop before there is a screen."""
        self.stop()

    def _sigcont_application(self, *_: object) -> None:
        """Told to go on before there is a screen."""

    def _stop(self) -> None:
        """Give the terminal back and stop, until a shell brings the program back. Where there is none that could, in
        a terminal of its own, the system does not stop it."""
        self.suspend_application_mode()
        for number in (signal.SIGTSTP, signal.SIGCONT):
            self._loop.remove_signal_handler(number)
        os.kill(os.getpid(), signal.SIGTSTP)
        self._begin_again()

    def _take_back(self) -> None:
        """Told to go on, by who stopped it without asking: whoever had the terminal may have left it in any state."""
        self._wait_for_foreground()
        self.suspend_application_mode()
        self._begin_again()

    def _begin_again(self) -> None:
        self._wait_for_foreground()
        self._must_signal_resume = True
        self.resume_application_mode()

    def _wait_for_foreground(self) -> None:
        """In the background the system stops a program that sets the modes of its terminal, even as they are."""
        while True:
            try:
                return termios.tcsetattr(self.fileno, termios.TCSANOW, termios.tcgetattr(self.fileno))
            except termios.error as error:
                if error.args[0] != errno.EINTR:
                    return None

    def _tell_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self.sight.forget()  # a frame for the size before may have come when the window had this one again
        self._app.call_later(self._draw_anew, size)
        self._app.post_message(events.Resize(size, size))

    async def _draw_anew(self, size: Size) -> None:
        """Where the screen is drawn for this size already, the window had another one meanwhile, which cost cells that
        nobody would draw again: of sizes that come one upon another textual takes up the last."""
        if self._app.screen_stack and self._app.screen.size == size:
            await self._app.run_action("redraw")

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.write("".join(f"\x1b[?{mode}h" for mode in CLICKS))

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write("".join(f"\x1b[?{mode}l" for mode in reversed(CLICKS)))

    def _query_in_band_window_resize(self) -> None:
        """Sizes are told by signals; what nobody uses is not asked for."""

    def _enable_mouse_pixels(self) -> None:
        """Cells are fine enough; textual would not take this back at the end."""


class PlainDriver(TolerantDriver):
    """Sends nothing that an old console would draw as letters: no questions, no keyboard of kitty's kind."""

    def write(self, data: str) -> None:
        """Send what is understood."""
        if not data.startswith((*KITTY_KEYS, POINTER_SHAPE)):
            super().write(data)

    def stop_application_mode(self) -> None:
        """Leave a clean screen: there may be no other one to go back to."""
        self.write(CLEARED)
        super().stop_application_mode()

    def _request_terminal_sync_mode_support(self) -> None:
        """It would answer with a letter on the screen."""


def heed(loop: asyncio.AbstractEventLoop, number: signal.Signals, done: Callable[[], None]) -> None:
    """Have this done at a signal, in the turn of the loop. asyncio hears of signals by a socket, and loses those that
    come while it is full of the news of some 280 keys: it only wakes the loop, whichever thread took the signal."""
    loop.add_signal_handler(number, lambda: None)
    signal.set_wakeup_fd(signal.set_wakeup_fd(-1), warn_on_full_buffer=False)  # it is awake then
    signal.signal(number, lambda *_: _in_turn(loop, done))
    signal.siginterrupt(number, False)


def _in_turn(loop: asyncio.AbstractEventLoop, done: Callable[[], None]) -> None:
    with suppress(RuntimeError):  # the loop has ended: there is no screen any more
        loop.call_soon_threadsafe(done)


def _size(fd: int) -> tuple[int, int]:
    """Columns and rows of a terminal; zeros where it does not say."""
    try:
        return os.get_terminal_size(fd)
    except OSError:
        return 0, 0
