"""Ctrl-C and SIGTERM during long work: the first asks it to end in good order, the second ends it at once."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Whether to stop: call it. `number` is the signal that asked for it."""

    def __init__(self) -> None:
        self.number: int | None = None

    def __call__(self) -> bool:
        """Whether a signal came."""
        return self.number is not None

    def ask(self, number: int, _: FrameType | None = None) -> None:
        """What a signal does."""
        if self.number is None:
            self.number = number
        elif number == signal.SIGINT:
            raise KeyboardInterrupt
        else:
            sys.exit(128 + number)


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Within it the signals only ask to stop. In another thread than the main one they are left alone."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, stop.ask) for number in SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
