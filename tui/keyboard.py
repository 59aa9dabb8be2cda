"""The keys of a terminal, read in a thread of their own until they end."""

from __future__ import annotations

import os
import re
import select
import termios
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from textual.message import Message

SEQUENCES = re.compile("(?=\x1b)")
SEQUENCE = re.compile(r"\x1b\[[0-9:;<=>?]*[@-~]")
MOST = 4096  # bytes read at once
SECONDS_BETWEEN_LOOKS = 0.1  # so long an Escape may wait for the rest of a sequence, as textual has it


class Ear:
    """Makes keys of bytes. Bytes that are no text are passed over, and so is what can't be a key."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("ignore").decode
        self._parser = XTermParser()

    def heard(self, data: bytes) -> list[Message]:
        """The keys that have come with these bytes, none of them too: an Escape is one when nothing follows it."""
        found: list[Message] = []
        for piece in SEQUENCES.split(self._decode(data)):
            self._hear(piece, found)
        found.extend(self._parser.tick())
        return found

    def _hear(self, piece: str, found: list[Message]) -> None:
        try:
            found.extend(self._parser.feed(piece) if piece else ())
        except Exception:  # noise on the line, such as a key beyond Unicode
            self._parser = XTermParser()
            noise = SEQUENCE.match(piece)
            if noise:
                self._hear(piece[noise.end() :], found)


def read_keys(fd: int, hear: Callable[[Message], object], ended: Event) -> bool:
    """Tells `hear` of each key, until `ended` is set; gives False where the terminal has gone."""
    ear = Ear()
    while not ended.is_set():
        data: bytes | None = b""
        if select.select([fd], [], [], SECONDS_BETWEEN_LOOKS)[0]:
            data = _read(fd)
        if data is None:
            return False
        for message in ear.heard(data):
            hear(message)
    return True


def wait_for_no_byte(fd: int) -> None:
    """A read gives what there is from now on, and does not wait where another program took it. Raises termios.error."""
    modes = termios.tcgetattr(fd)
    modes[6][termios.VMIN] = modes[6][termios.VTIME] = 0
    termios.tcsetattr(fd, termios.TCSANOW, modes)


def _read(fd: int) -> bytes | None:
    """What was typed, nothing where another program took it; None where there is no terminal any more."""
    try:
        data = os.read(fd, MOST)
        if not data:
            termios.tcgetattr(fd)  # there is one still, or this fails
    except BlockingIOError:
        return b""
    except (OSError, termios.error):
        return None
    return data
