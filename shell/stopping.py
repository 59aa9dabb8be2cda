"""What ends a program, or stops it for a time, during long work and while the terminal is not as it was.

During long work Ctrl-C, SIGTERM and SIGHUP ask it to end in good order, and a second one ends it at once. Any other
signal that ends a program ends it from within: what it began is taken back, the terminal first of all. A signal that
whoever started the program has it ignore, as `nohup` does, stays ignored.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import termios
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

ASKING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# All others that end a program that does not heed them, but for those that tell of a fault in it.
ENDING = (
    signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM, signal.SIGVTALRM, signal.SIGPROF, signal.SIGXCPU,
)  # fmt: skip
CURSOR_SHOWN, CURSOR_HIDDEN = b"\x1b[?25h", b"\x1b[?25l"


class Stop:
    """Whether to stop: call it. `number` is the signal that asked for it."""

    def __init__(self) -> None:
        self.number: int | None = None

    def __call__(self) -> bool:
        """Whether a signal came."""
        return self.number is not None

    def ask(self, number: int, _: FrameType | None = None) -> None:
        """What a signal does."""
        if number == signal.SIGHUP:
            _forget_terminals_that_went()
        if self.number is None:
            self.number = number
        elif number == signal.SIGINT:
            raise KeyboardInterrupt
        else:
            leave(number)


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Within it the signals only ask to stop. In another thread than the main one they are left alone."""
    stop = Stop()
    with handled(ASKING, stop.ask), ended_from_within(ENDING):
        yield stop


@contextmanager
def ended_from_within(numbers: Sequence[signal.Signals] = (*ASKING[1:], *ENDING)) -> Iterator[None]:
    """Within it these signals raise SystemExit, so that the terminal is given back as it was."""
    with handled(numbers, leave):
        yield


@contextmanager
def given_back_while_stopped(give_back: Callable[[], object], take: Callable[[], object]) -> Iterator[None]:
    """Within it Ctrl-Z calls `give_back` before the program stops, and `take` when it goes on."""

    def stop(number: int, _: FrameType | None = None) -> None:
        give_back()
        before = signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        signal.signal(number, before)
        take()

    with handled((signal.SIGTSTP,), stop):
        yield


@contextmanager
def cursor_shown_while_stopped(descriptor: int) -> Iterator[None]:
    """Within it a terminal has no cursor, but while the program is stopped."""

    def say(words: bytes) -> None:
        with suppress(OSError):
            os.write(descriptor, words)

    with given_back_while_stopped(lambda: say(CURSOR_SHOWN), lambda: say(CURSOR_HIDDEN)):
        yield


@contextmanager
def handled(numbers: Sequence[signal.Signals], handler: Callable[[int, FrameType | None], object]) -> Iterator[None]:
    """Within it these signals are handled so, if they are not ignored. Signals are the main thread's affair."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heeded = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, handler) for number in heeded}
    try:
        yield
    finally:
        for number, handler_before in before.items():
            signal.signal(number, handler_before)


def leave(number: int, _: FrameType | None = None) -> NoReturn:
    """Ends the program as a signal does, from within."""
    sys.exit(128 + number)


def _forget_terminals_that_went() -> None:
    """What would be said to a terminal that has gone fails, and is no reason to fail."""
    for descriptor in (1, 2):
        try:
            termios.tcgetattr(descriptor)
        except termios.error as error:
            if error.args[0] == errno.EIO:
                null = os.open(os.devnull, os.O_WRONLY)
                os.dup2(null, descriptor)
                os.close(null)
