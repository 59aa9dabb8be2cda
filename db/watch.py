"""A budget of time for what a connection is asked.

SQLite looks at its own handler of progress only between steps, and within one step of a full-text index seconds may
pass. An interrupt is seen sooner, but has to come from another thread: this is that thread.
"""

from __future__ import annotations

import math
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

AGAIN = 0.02  # seconds between interrupts: one that comes between two statements ends nothing


class Watch:
    """Calls `end` when the time of a question is up, and again until the question is done with.

    A thread, begun with the first question, sleeps until then. It is not woken for questions that end in time, so
    that one costs a millionth of a second.
    """

    def __init__(self, end: Callable[[], object]) -> None:
        self._end = end
        self._changed = threading.Condition()
        self._due: float | None = None
        self._wakes = math.inf  # when the thread looks again, by itself
        self._is_closed = False
        self._thread: threading.Thread | None = None

    def begin(self, seconds: float) -> None:
        """A question begins that may take so long."""
        with self._changed:
            self._due = time.monotonic() + seconds
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="watch", daemon=True)
                self._thread.start()
            elif self._due < self._wakes:
                self._changed.notify()

    def hasten(self) -> None:
        """The time of the question in hand is up now; without one nothing happens."""
        with self._changed:
            if self._due is not None:
                self._due = time.monotonic()
                self._changed.notify()

    def finish(self) -> None:
        """The question is done with: `end` is not called for it from now on."""
        with self._changed:
            self._due = None

    def close(self) -> None:
        """Ends the thread; `end` is not called any more."""
        with self._changed:
            self._due, self._is_closed = None, True
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while not self._is_closed:
                now = time.monotonic()
                if self._due is None:
                    self._wakes = math.inf
                elif self._due > now:
                    self._wakes = self._due
                else:
                    self._end()
                    self._wakes = now + AGAIN
                self._changed.wait(None if self._due is None else self._wakes - now)
