"""Asking the terminal itself: in how many cells it draws something, and which bytes its keys send."""

from __future__ import annotations

import os
import re
import select
import sys
import termios
import time
import tty
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from shell.stopping import ended_from_within, given_back_while_stopped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PATIENCE = 1.5  # seconds for an answer; a slow link takes one
QUIET = 30.0  # seconds without a key until the keys are enough
TORN = 0.5  # seconds within which the rest of a sequence may come
PLACE = re.compile(rb"\x1b\[(\d+);(\d+)R")
ERASED = "\r\x1b[K"
NAMES = {
    b"\x1b": "Escape", b"\r": "Enter", b"\n": "Enter", b"\t": "Tab", b"\x7f": "Backspace", b"\x08": "Backspace",
    b" ": "Space", b"\x1b[A": "Up", b"\x1b[B": "Down", b"\x1b[C": "Right", b"\x1b[D": "Left", b"\x1b[H": "Home",
    b"\x1b[F": "End", b"\x1b[1~": "Home", b"\x1b[4~": "End", b"\x1b[5~": "PageUp", b"\x1b[6~": "PageDown",
    b"\x1b[3~": "Delete", b"\x1b[2~": "Insert", b"\x1b[Z": "Shift+Tab", b"\x1bOP": "F1", b"\x1b[11~": "F1",
    b"\x1b[[A": "F1", b"\x1bOA": "Up", b"\x1bOB": "Down", b"\x1bOC": "Right", b"\x1bOD": "Left",
    b"\x1bOH": "Home", b"\x1bOF": "End",
}  # fmt: skip


@contextmanager
def keys_unread() -> Iterator[int]:
    """The keyboard, each byte as it comes and not echoed; given back whatever ends this."""
    keyboard = sys.stdin.fileno()
    modes = termios.tcgetattr(keyboard)

    def give_back() -> None:
        with suppress(termios.error):  # it may have gone
            termios.tcsetattr(keyboard, termios.TCSANOW, modes)

    def take() -> None:
        tty.setcbreak(keyboard)

    with ended_from_within(), given_back_while_stopped(give_back, take):
        try:
            take()
            yield keyboard
        finally:
            give_back()


def measured(samples: Sequence[tuple[str, str, int]]) -> list[tuple[str, int, int]]:
    """Of each sample (name, text, cells reckoned with) its name, those cells and the cells that the terminal says it
    took. Empty where the terminal does not say where its cursor is."""
    found: list[tuple[str, int, int]] = []
    with keys_unread() as keyboard:
        for name, text, cells in samples:
            sys.stdout.write(f"\r{text}\x1b[6n")
            sys.stdout.flush()
            column = _column(keyboard)
            sys.stdout.write(ERASED)
            sys.stdout.flush()
            if column is None:
                break
            found.append((name, cells, column - 1))
    return found


def show_keys() -> None:
    """Print what arrives for each key, until `q` or a while without any."""
    with keys_unread() as keyboard:
        before, last = b"", 0.0
        while select.select([keyboard], [], [], QUIET)[0]:
            sent, now = os.read(keyboard, 64), time.monotonic()
            is_rest = before == b"\x1b" and now - last < TORN and sent[:1] in (b"[", b"O")
            print(f"  {_named(sent)}{_torn(now - last) if is_rest else ''}", flush=True)  # noqa: T201
            if sent in (b"q", b"\x04", b""):
                return
            before, last = sent, now


def _torn(seconds: float) -> str:
    return f"   the rest of what Escape began, {seconds * 1000:.0f} ms later: ESCDELAY should be more than that"


def _named(sent: bytes) -> str:
    shown = " ".join("ESC" if byte == 0x1B else chr(byte) if 0x20 < byte < 0x7F else f"{byte:02x}" for byte in sent)
    return f"{shown:<24}{_name(sent)}".rstrip()


def _name(sent: bytes) -> str:
    if sent in NAMES:
        return NAMES[sent]
    if len(sent) == 1 and sent[0] < ord(" "):
        return f"Ctrl+{chr(sent[0] + 0x60).upper()}"
    return ""


def _column(keyboard: int) -> int | None:
    """The column of the cursor, counted from 1, as the terminal answers; None where it does not."""
    answer, end = b"", time.monotonic() + PATIENCE
    while (left := end - time.monotonic()) > 0:
        if not select.select([keyboard], [], [], left)[0]:
            return None
        answer += os.read(keyboard, 64)
        place = PLACE.search(answer)
        if place:
            return int(place[2])
    return None
