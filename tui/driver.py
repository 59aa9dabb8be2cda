"""How bytes go to the terminal and come from it: textual's driver, careful with terminals that know less."""

from __future__ import annotations

import asyncio
import os
import signal
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from tui.sight import Sight

if TYPE_CHECKING:
    from textual.driver import Driver

CLEARED = "\x1b[H\x1b[2J"
FILLING = ("xterm", "linux", "rxvt", "vte", "kitty", "alacritty", "foot")  # erased cells get the ground that is set
KITTY_KEYS = ("\x1b[>", "\x1b[<")
POINTER_SHAPE = "\x1b]22;"
CLICKS = ("1000", "1006")  # presses, releases and the wheel, told in decimal; not each movement


def driver_for(is_plain: bool) -> type[Driver]:
    """The driver for a terminal; a plain one writes out what it doesn't understand, and so is sent no such thing."""
    return PlainDriver if is_plain else TolerantDriver


class TolerantDriver(LinuxDriver):
    """Goes on reading keys after a byte or a sequence that makes no sense, asks of the mouse only what is used, and
    sends of each frame what is not on the screen yet."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.sight = Sight(partial(_size, self.fileno), os.environ.get("TERM", "").startswith(FILLING))

    def run_input_thread(self) -> None:
        """Read keys until the end."""
        while True:
            try:
                return super().run_input_thread()
            except (ValueError, OverflowError):
                # Noise on the line: bytes that are not UTF-8, key codes beyond Unicode. The next key counts again.
                continue

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
        """Begin to draw. When the window changes its size is asked for in the turn of the loop: textual asks in the
        handler of the signal, which the next signal interrupts, and then the older size is told last and stays."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        loop = asyncio.get_running_loop()
        self._told = self._get_terminal_size()
        signal.signal(signal.SIGWINCH, lambda *_: loop.call_soon_threadsafe(self._tell_size))

    def _tell_size(self) -> None:
        before, self._told = self._told, self._get_terminal_size()
        if self._told == before:  # it was another one meanwhile, which cost cells that nobody would draw again
            self._app.call_later(self._app.run_action, "redraw")
        else:
            size = Size(*self._told)
            self._app.post_message(events.Resize(size, size))

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.write("".join(f"\x1b[?{mode}h" for mode in CLICKS))

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write("".join(f"\x1b[?{mode}l" for mode in reversed(CLICKS)))

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

    def _query_in_band_window_resize(self) -> None:
        """As above."""


def _size(fd: int) -> tuple[int, int]:
    """Columns and rows of a terminal; zeros where it does not say."""
    try:
        return os.get_terminal_size(fd)
    except OSError:
        return 0, 0
