"""The keys of a terminal, read in a thread of their own until they end."""

from __future__ import annotations

import os
import re
import select
import termios
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.events import Key, Resize
from textual.messages import InBandWindowResize

from db.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from textual.message import Message

SEQUENCES = re.compile("(?=\x1b)")
SEQUENCE = re.compile(r"\x1b\[(?:M.{3}|[0-9:;<=>?]*[ -/]*[@-Z\\-~])")  # but the console's own keys: ESC [ [ A
ANSWER = re.compile(r"\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)")  # to what was never asked
MOST = 4096  # bytes read at once
PASTE, END_OF_PASTE = "\x1b[200~", "\x1b[201~"
SILENT_LOOKS = 20  # in a row, after which a paste is over whose end never came: two seconds
SECONDS_BETWEEN_LOOKS = 0.1  # so long an Escape may wait for the rest of a sequence, as textual has it


class Pasting:
    """Keeps what is pasted from being more than text: an Escape in it would press keys, other controls would reach the
    terminal again."""

    def __init__(self) -> None:
        self._is_pasting = False
        self._last = ""  # the end of what was passed on, which may begin the mark of a paste
        self._held = ""  # the end of what was pasted, which may begin the mark of its end

    def ended(self) -> str:
        """The end of a paste that had none, empty where nothing is being pasted."""
        end = END_OF_PASTE if self._is_pasting else ""
        self._is_pasting, self._held = False, ""
        return end

    def tamed(self, text: str) -> str:
        """The same, with what is pasted in clean letters."""
        passed: list[str] = []
        text, self._held = self._held + text, ""
        while text:
            if self._is_pasting:
                pasted, end, rest = text.partition(END_OF_PASTE)
                if not end:
                    kept = next((n for n in range(len(END_OF_PASTE) - 1, 0, -1) if text.endswith(END_OF_PASTE[:n])), 0)
                    pasted, self._held = text[: len(text) - kept], text[len(text) - kept :]
                passed += [printable(pasted, lines=True), end]
                self._is_pasting = not end
            else:
                known = len(self._last)
                text = self._last + text
                begin = text.find(PASTE)
                stop = len(text) if begin < 0 else begin + len(PASTE)
                passed.append(text[known:stop])
                rest = text[stop:]
                self._is_pasting = begin >= 0
                self._last = "" if begin >= 0 else text[-(len(PASTE) - 1) :]
            text = rest
        return "".join(passed)


class Ear:
    """Makes keys of bytes. Bytes that are no text are passed over, and so is what can't be a key."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("ignore").decode
        self._parser = XTermParser()
        self._pasting = Pasting()
        self._silent = 0

    def heard(self, data: bytes) -> list[Message]:
        """The keys that have come with these bytes, none of them too: an Escape is one when nothing follows it."""
        found: list[Message] = []
        self._silent = 0 if data else self._silent + 1
        text = self._pasting.tamed(self._decode(data))
        if self._silent >= SILENT_LOOKS:
            text += self._pasting.ended()
        for piece in SEQUENCES.split(ANSWER.sub("", text)):
            sequence = SEQUENCE.match(piece)
            end = sequence.end() if sequence else 0
            self._hear_sequence(piece[:end], found)
            self._hear(piece[end:], found)
        found.extend(self._parser.tick())
        return found

    def _hear_sequence(self, piece: str, found: list[Message]) -> None:
        """A whole sequence is one key, or none: textual presses each of its letters where it does not know it."""
        keys: list[Message] = []
        if not piece:
            return
        self._hear(piece, keys)
        if not keys and piece != PASTE:  # textual waits for the rest of what it does not know
            self._parser = XTermParser()
        found.extend(keys if len(keys) == 1 and not _is_unasked(keys[0]) else ())

    def _hear(self, piece: str, found: list[Message]) -> None:
        try:
            found.extend(self._parser.feed(piece) if piece else ())
        except Exception:  # noise on the line, such as a key beyond Unicode
            self._parser = XTermParser()
            noise = SEQUENCE.match(piece)
            if noise:
                self._hear(piece[noise.end() :], found)


def _is_unasked(key: Message) -> bool:
    """Whether it is a size, which the system tells and nobody asks a terminal for, or half a character."""
    if isinstance(key, Resize | InBandWindowResize):
        return True
    return isinstance(key, Key) and key.character is not None and "\ud800" <= key.character <= "\udfff"


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
