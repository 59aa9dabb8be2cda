"""The only user of the database within `tui/`: it asks in threads and hands the answers to whoever listens.

Each lane has a thread with its own read-only connection, and answers the questions of some channels one after the
other. A newer question of a channel takes the place of an older one: one that waits is dropped, one that runs is
interrupted, and an answer whose token is no longer current is thrown away. Importing this loads neither textual nor
SQLite, so that the first questions can run while textual is imported.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from db.errors import LockedDatabaseError, SlowQueryError
from tui.requests import Channel, Lane

if TYPE_CHECKING:
    from pathlib import Path

    from tui.reader import Reader
    from tui.requests import Answer, Request

    Opener = Callable[[], Reader]


class Reply(NamedTuple):
    """What came of a question: an answer, or the error that stopped it. `notice` is what one should know of how the
    file is read, told with the first answer."""

    channel: Channel
    token: int
    answer: Answer | None
    error: Exception | None = None
    notice: str = ""


AT_ONCE = 0.5  # seconds; an interrupt that comes too late hits the first step of the next question, a budget its end

Sink = Callable[[Reply], object]


def catalogue_opener(path: Path) -> Opener:
    """What opens the database at `path`, in the thread that calls it."""

    def open_catalogue() -> Reader:
        from db.catalogue import Catalogue

        return Catalogue(path)

    return open_catalogue


class Loader:
    """Asks the database and delivers what is still wanted when it comes. `database` is its file, where it is known."""

    def __init__(self, opener: Opener, database: Path | None = None) -> None:
        self.database = database
        self._changed = threading.Condition()
        self._lanes = {lane: _Lane(lane, opener, self._changed) for lane in Lane}
        self._asked = {channel: _Asked(channel) for channel in Channel}

    def ask(self, request: Request) -> int:
        """Put a question; gives its token. What was asked before on the same channel is no longer wanted."""
        asked = self._asked[request.channel]
        with self._changed:
            self._lanes[asked.channel.lane].put(asked, request)
            return asked.token

    def listen(self, channel: Channel, sink: Sink) -> None:
        """Deliver the answers of a channel to `sink`, from the thread that asks; one that waits goes at once."""
        asked = self._asked[channel]
        with self._changed:
            asked.sink = sink
            waiting, asked.undelivered = asked.undelivered, None
        if waiting is not None:
            sink(waiting)

    def cancel(self, *channels: Channel) -> None:
        """What was asked on these channels is no longer wanted: it is interrupted, and nothing of it is delivered."""
        with self._changed:
            for channel in channels:
                self._lanes[channel.lane].drop(self._asked[channel])

    def is_current(self, reply: Reply) -> bool:
        """Whether nothing newer was asked since."""
        with self._changed:
            return self._asked[reply.channel].token == reply.token

    def take(self, channel: Channel, timeout: float) -> Reply | None:
        """The first answer of a channel that nobody listens to yet, waited for at most `timeout` seconds."""
        asked = self._asked[channel]
        with self._changed:
            self._changed.wait_for(lambda: asked.undelivered is not None, timeout)
            waiting, asked.undelivered = asked.undelivered, None
            return waiting

    def wait_idle(self, timeout: float) -> bool:
        """Wait until nothing is asked that was not answered; tells whether that came about."""
        with self._changed:
            return self._changed.wait_for(lambda: not any(lane.is_busy for lane in self._lanes.values()), timeout)

    def close(self) -> None:
        """End the threads; running queries are interrupted. They are daemons: nobody has to wait for them."""
        with self._changed:
            for lane in self._lanes.values():
                lane.stop()


class _Asked:
    """What is asked on one channel: the token of the newest question, and its answer while nobody takes it."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.token = 0
        self.sink: Sink | None = None
        self.undelivered: Reply | None = None

    def renew(self) -> None:
        """Nothing is wanted any more of what was asked."""
        self.token += 1
        self.undelivered = None


class _Lane:
    """The newest questions of some channels, and the thread that answers them one after the other, in the order in
    which the channels were asked. All fields are guarded by `changed`."""

    def __init__(self, lane: Lane, opener: Opener, changed: threading.Condition) -> None:
        self._name = f"loader-{lane.value}"
        self._opener = opener
        self._changed = changed
        self._waiting: dict[_Asked, Request] = {}
        self._running: _Asked | None = None
        self._interrupted = False
        self._stopped = False
        self._reader: Reader | None = None
        self._thread: threading.Thread | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a question waits or runs."""
        return bool(self._waiting) or self._running is not None

    def put(self, asked: _Asked, request: Request) -> None:
        """Take the newest question of a channel."""
        self.drop(asked)
        self._waiting[asked] = request
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def drop(self, asked: _Asked) -> None:
        """Nothing is wanted any more of what a channel asked."""
        asked.renew()
        self._waiting.pop(asked, None)
        if self._running is asked and self._reader is not None:
            self._interrupted = True
            self._reader.interrupt()

    def stop(self) -> None:
        """Let the thread come to its end."""
        self._stopped = True
        if self._running is not None and self._reader is not None:
            self._reader.interrupt()
        self._changed.notify_all()

    def _run(self) -> None:
        while (taken := self._next()) is not None:
            asked, token, request, is_shaken = taken
            reply = self._answered(asked, token, request, is_shaken)
            with self._changed:
                is_wanted = token == asked.token and not self._stopped
                sink = asked.sink if is_wanted else None
                if is_wanted and sink is None:
                    asked.undelivered = reply
            if sink is not None:
                sink(reply)
            del taken, request, reply  # nothing is kept here of what the screen lets go
            with self._changed:
                self._running = None
                self._changed.notify_all()
        if self._reader is not None:
            self._reader.close()

    def _next(self) -> tuple[_Asked, int, Request, bool] | None:
        """The question that waits longest, its channel, and whether the one before it was interrupted."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._stopped)
            if self._stopped:
                return None
            asked = next(iter(self._waiting))
            request = self._waiting.pop(asked)
            is_shaken, self._interrupted = self._interrupted, False
            self._running = asked
            return asked, asked.token, request, is_shaken

    def _answered(self, asked: _Asked, token: int, request: Request, is_shaken: bool) -> Reply:
        """The reply, whatever happens: an error that nobody sees would look like an empty database.

        An interrupt meant for the question before may hit this one, which is then asked once more; a question that
        took all its time is not.
        """
        try:
            notice = ""
            if self._reader is None:
                self._reader = self._opener()
                notice = self._reader.notice
            with self._changed:
                if token != asked.token:  # overtaken before there was anything to interrupt
                    return Reply(asked.channel, token, None)
            start = time.monotonic()
            try:
                return Reply(asked.channel, token, request.answer(self._reader), None, notice)
            except SlowQueryError:
                with self._changed:
                    is_overtaken = token != asked.token
                if is_overtaken or not is_shaken or time.monotonic() - start > AT_ONCE:
                    raise
                return Reply(asked.channel, token, request.answer(self._reader), None, notice)
        except LockedDatabaseError as error:
            self._let_go()
            return Reply(asked.channel, token, None, error)
        except Exception as error:
            return Reply(asked.channel, token, None, error)

    def _let_go(self) -> None:
        """The file is opened anew for the next question: who held it may have left it otherwise."""
        with self._changed:
            reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()
