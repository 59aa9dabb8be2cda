"""How the reading process and its child talk: byte strings, each after its length in eight bytes."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

LENGTH = struct.Struct(">Q")
PART = 1 << 20


class SilentError(Exception):
    """The other side ended, or said nothing in time."""


class TooLongError(Exception):
    """The other side wants to send more than it may."""


def framed(data: bytes) -> bytes:
    """`data` as it is sent."""
    return LENGTH.pack(len(data)) + data


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next frame, waiting as long as it takes; None at the end."""
    head = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def end_with(descriptor: int) -> None:
    """From now on this process ends at once when whoever asks it by this pipe is gone, whatever it is doing then."""

    def watch() -> None:
        poll = select.poll()
        poll.register(descriptor, 0)  # that the other end is closed is told unasked
        poll.poll()
        os._exit(0)

    threading.Thread(target=watch, name="end", daemon=True).start()


@contextmanager
def ended_by(descriptor: int) -> Iterator[None]:
    """Within it the system ends this process as soon as the other end of this pipe is closed, even while one long step
    of a library lets no thread look. Nothing may be sent meanwhile: that would end it too."""
    flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    fcntl.fcntl(descriptor, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_ASYNC)  # SIGIO, which ends who does not expect it
    try:
        yield
    finally:
        fcntl.fcntl(descriptor, fcntl.F_SETFL, flags)


def send(descriptor: int, data: bytes, deadline: float) -> None:
    """Writes all of `data`. Raises SilentError when nobody takes it before `deadline` (of the monotonic clock)."""
    rest = memoryview(data)
    while rest:
        _wait(descriptor, select.POLLOUT, deadline)
        try:
            rest = rest[os.write(descriptor, rest[:PART]) :]
        except BlockingIOError:
            continue
        except OSError:
            raise SilentError from None


def receive(descriptor: int, most: int, deadline: float) -> bytes:
    """The next frame, of at most `most` bytes. Raises SilentError or TooLongError."""
    length: int = LENGTH.unpack(_exactly(descriptor, LENGTH.size, deadline))[0]
    if length > most:
        raise TooLongError
    return _exactly(descriptor, length, deadline)


def _exactly(descriptor: int, count: int, deadline: float) -> bytes:
    got = bytearray()
    while len(got) < count:
        _wait(descriptor, select.POLLIN, deadline)
        part = os.read(descriptor, min(PART, count - len(got)))
        if not part:
            raise SilentError
        got += part
    return bytes(got)


def _wait(descriptor: int, event: int, deadline: float) -> None:
    poll = select.poll()
    poll.register(descriptor, event)
    left = deadline - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise SilentError
