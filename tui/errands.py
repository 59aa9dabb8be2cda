"""Work on small files, off the screen's thread: one thing after the other, in the order in which it was asked for."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

Task = Callable[[], None]


class Errands:
    """A thread that is started with the first errand. It is a daemon: a file that hangs keeps nobody from leaving."""

    def __init__(self) -> None:
        self._tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
        self._changed = threading.Condition()
        self._open = 0
        self._is_closed = False
        self._thread: threading.Thread | None = None

    def run(self, task: Callable[[], T], done: Callable[[T | Exception], object]) -> None:
        """Do `task` in the thread and hand what it gives, or the error that it raised, to `done` there."""

        def both() -> None:
            outcome: T | Exception
            try:
                outcome = task()
            except Exception as error:
                outcome = error
            if not self._is_closed:
                done(outcome)

        with self._changed:
            self._open += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="errands", daemon=True)
                self._thread.start()
        self._tasks.put(both)

    def wait_idle(self, timeout: float) -> bool:
        """Wait until all is done; tells whether that came about."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._open, timeout)

    def close(self, timeout: float) -> None:
        """Nobody listens any more: what is under way may end, within a time."""
        self._is_closed = True
        self.wait_idle(timeout)

    def _work(self) -> None:
        while True:
            task = self._tasks.get()
            try:
                task()
            finally:
                with self._changed:
                    self._open -= 1
                    self._changed.notify_all()
