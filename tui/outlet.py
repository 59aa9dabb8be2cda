"""What is sent to the terminal, in the thread that writes: no more of it once the terminal was given back."""

from __future__ import annotations

import os
import select
import signal
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PIECE = 2048  # bytes sent at once: so little can still come after the terminal was given back on a stalled link
SECONDS_BETWEEN_TRIES = 0.2


class Outlet:
    """A file to write to, in one thread only; `shut` may be called in any. It never raises: of a terminal that can't be
    written to `lost` is told, once. What the `encoding` lacks is written as an escape."""

    def __init__(self, fd: int, encoding: str, lost: Callable[[], object]) -> None:
        self._fd = fd
        self._encoding = encoding
        self._lost = lost
        self._waiting: list[str] = []
        self._sending = threading.Lock()
        self._is_shut = False
        self._writer: int | None = None

    def fileno(self) -> int:
        """The terminal."""
        return self._fd

    def write(self, text: str) -> None:
        """Take text, to be sent with the next `flush`."""
        self._waiting.append(text)

    def flush(self) -> None:
        """Send what was taken, for as long as the terminal takes it."""
        self._writer = threading.get_ident()
        left = "".join(self._waiting).encode(self._encoding, "backslashreplace")
        self._waiting.clear()
        while left:
            with self._sending:
                if self._is_shut:
                    return
                sent = self._send(left[:PIECE])
            if sent is None:
                self._is_shut = True
                self._lost()
                return
            left = left[sent:]
            if not sent:
                select.select([], [self._fd], [], SECONDS_BETWEEN_TRIES)

    def shut(self, patience: float) -> None:
        """Send no more. What is being sent has a time to end, in seconds; on a stalled link it does not."""
        is_still = self._sending.acquire(timeout=patience)
        self._is_shut = True
        if is_still:
            self._sending.release()

    def wake(self) -> None:
        """A write that waits for a stalled link looks anew whether it is to wait: for the main thread alone."""
        if self._writer is not None and self._sending.locked():
            signal.signal(signal.SIGURG, lambda *_: None)
            signal.pthread_kill(self._writer, signal.SIGURG)

    def _send(self, data: bytes) -> int | None:
        """How many bytes were taken; None when there is no terminal any more."""
        try:
            return os.write(self._fd, data)
        except BlockingIOError:  # another program made this terminal one that does not wait
            return 0
        except OSError:
            return None
