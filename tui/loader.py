"""The only user of the database within `tui/`: it asks in threads and hands the answers to whoever listens.

Each channel has a thread with its own read-only connection. A newer question of a channel takes the place of an older
one: one that waits is dropped, one that runs is interrupted, and an answer whose token is no longer current is thrown
away. Importing this loads neither textual nor SQLite, so that the first questions can run while textual is imported.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from db.errors import SlowQueryError
from tui.requests import Channel, Reader

if TYPE_CHECKING:
    from pathlib import Path

    from tui.requests import Answer, Request


class Reply(NamedTuple):
    """What came of a question: an answer, or the error that stopped it."""

    channel: Channel
    token: int
    answer: Answer | None
    error: Exception | None = None


AT_ONCE = 0.5  # seconds; an interrupt that comes too late hits the first step of the next question, a budget its end

Sink = Callable[[Reply], object]
Opener = Callable[[], Reader]


def catalogue_opener(path: Path) -> Opener:
    """What opens the database at `path`, in the thread that calls it."""

    def open_catalogue() -> Reader:
        from db.catalogue import Catalogue

        return Catalogue(path)

    return open_catalogue


class Loader:
    """Asks the database and delivers what is still wanted when it comes."""

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self._changed = threading.Condition()
        self._workers: dict[Channel, _Worker] = {}

    def ask(self, request: Request) -> int:
        """Put a question; gives its token. What was asked before on the same channel is no longer wanted."""
        with self._changed:
            worker = self._workers.get(request.channel)
            if worker is None:
                worker = self._workers[request.channel] = _Worker(request.channel, self._opener, self._changed)
            return worker.put(request)

    def listen(self, channel: Channel, sink: Sink) -> None:
        """Deliver the answers of a channel to `sink`, from the worker's thread; one that waits goes at once."""
        with self._changed:
            worker = self._workers.get(channel)
            if worker is None:
                worker = self._workers[channel] = _Worker(channel, self._opener, self._changed)
            worker.sink = sink
            waiting, worker.undelivered = worker.undelivered, None
        if waiting is not None:
            sink(waiting)

    def cancel(self, *channels: Channel) -> None:
        """What was asked on these channels is no longer wanted: it is interrupted, and nothing of it is delivered."""
        with self._changed:
            for channel in channels:
                if channel in self._workers:
                    self._workers[channel].drop()

    def is_current(self, reply: Reply) -> bool:
        """Whether nothing newer was asked since."""
        with self._changed:
            worker = self._workers.get(reply.channel)
            return worker is not None and worker.token == reply.token

    def take(self, channel: Channel, timeout: float) -> Reply | None:
        """The first answer of a channel that nobody listens to yet, waited for at most `timeout` seconds."""
        with self._changed:
            worker = self._workers[channel]
            self._changed.wait_for(lambda: worker.undelivered is not None, timeout)
            waiting, worker.undelivered = worker.undelivered, None
            return waiting

    def wait_idle(self, timeout: float) -> bool:
        """Wait until nothing is asked that was not answered; tells whether that came about."""
        with self._changed:
            return self._changed.wait_for(lambda: not any(w.is_busy for w in self._workers.values()), timeout)

    def close(self) -> None:
        """End the threads; running queries are interrupted. They are daemons: nobody has to wait for them."""
        with self._changed:
            for worker in self._workers.values():
                worker.stop()


class _Worker:
    """One channel: the newest question, the thread that answers it. All fields are guarded by `changed`."""

    def __init__(self, channel: Channel, opener: Opener, changed: threading.Condition) -> None:
        self.channel = channel
        self.token = 0
        self.sink: Sink | None = None
        self.undelivered: Reply | None = None
        self._opener = opener
        self._changed = changed
        self._waiting: Request | None = None
        self._running = False
        self._interrupted = False
        self._stopped = False
        self._reader: Reader | None = None
        self._thread: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a question waits or runs."""
        return self._waiting is not None or self._running

    def put(self, request: Request) -> int:
        """Take the newest question."""
        self.token += 1
        self._waiting = request
        self.undelivered = None
        if self._running and self._reader is not None:
            self._interrupted = True
            self._reader.interrupt()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=f"loader-{self.channel.value}", daemon=True)
            self._thread.start()
        self._changed.notify_all()
        return self.token

    def drop(self) -> None:
        """Nothing is wanted any more of what was asked."""
        self.token += 1
        self._waiting = self.undelivered = None
        if self._running and self._reader is not None:
            self._interrupted = True
            self._reader.interrupt()

    def stop(self) -> None:
        """Let the thread come to its end."""
        self._stopped = True
        if self._running and self._reader is not None:
            self._reader.interrupt()
        self._changed.notify_all()

    def _run(self) -> None:
        while (taken := self._next()) is not None:
            token, request, is_shaken = taken
            reply = self._answered(token, request, is_shaken)
            with self._changed:
                is_wanted = token == self.token and not self._stopped
                sink = self.sink if is_wanted else None
                if is_wanted and sink is None:
                    self.undelivered = reply
            if sink is not None:
                sink(reply)
            with self._changed:
                self._running = False
                self._changed.notify_all()
        if self._reader is not None:
            self._reader.close()

    def _next(self) -> tuple[int, Request, bool] | None:
        """The newest question, and whether the one before it was interrupted."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting is not None or self._stopped)
            if self._stopped or self._waiting is None:
                return None
            request, self._waiting = self._waiting, None
            is_shaken, self._interrupted = self._interrupted, False
            self._running = True
            return self.token, request, is_shaken

    def _answered(self, token: int, request: Request, is_shaken: bool) -> Reply:
        """The reply, whatever happens: an error that nobody sees would look like an empty database.

        An interrupt meant for the question before may hit this one, which is then asked once more; a question that
        took all its time is not.
        """
        try:
            if self._reader is None:
                self._reader = self._opener()
            start = time.monotonic()
            try:
                return Reply(self.channel, token, request.answer(self._reader))
            except SlowQueryError:
                with self._changed:
                    is_overtaken = token != self.token
                if is_overtaken or not is_shaken or time.monotonic() - start > AT_ONCE:
                    raise
                return Reply(self.channel, token, request.answer(self._reader))
        except Exception as error:
            return Reply(self.channel, token, None, error)
