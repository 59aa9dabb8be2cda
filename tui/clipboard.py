"""Handing text to the clipboard of whoever sits at the terminal: OSC 52, which passes SSH too. No answer comes back,
so nobody can say that it was copied."""

from __future__ import annotations

import base64
import subprocess
from typing import TYPE_CHECKING, Literal, NamedTuple

from tui.guesses import plainness_of

if TYPE_CHECKING:
    from collections.abc import Mapping

Multiplexer = Literal["", "tmux", "screen"]

MOST_BYTES = 74_000  # of text; xterm and others take 100,000 bytes of the sequence, a third more than its text
SCREEN_PIECE = 700  # bytes; screen takes at most 768 in one string of its own
TMUX_SECONDS = 2.0


class Clipboard(NamedTuple):
    """How this terminal is handed text. `is_deaf` where it would draw what is sent, or beep at it."""

    multiplexer: Multiplexer = ""
    is_deaf: bool = False


def clipboard_of(environ: Mapping[str, str]) -> Clipboard:
    """The clipboard of the terminal that the variables tell of."""
    term = environ.get("TERM", "")
    if environ.get("TMUX"):
        return Clipboard("tmux")
    if environ.get("STY") or term.split("-")[0].split(".")[0] == "screen":
        return Clipboard("screen")
    return Clipboard("", term in {"", "dumb"} or plainness_of(environ)[0])


def sequence(text: str, multiplexer: Multiplexer) -> str:
    """What hands `text` to the terminal, through a multiplexer where there is one. Raises ValueError where it is longer
    than terminals take."""
    data = text.encode("utf-8", "replace")
    if len(data) > MOST_BYTES:
        raise ValueError(f"{len(data):,} bytes are more than a terminal takes")
    plain = f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\x07"
    if multiplexer == "tmux":
        doubled = plain.replace("\x1b", "\x1b\x1b")
        return f"\x1bPtmux;{doubled}\x1b\\"
    if multiplexer == "screen":
        pieces = (plain[at : at + SCREEN_PIECE] for at in range(0, len(plain), SCREEN_PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return plain


def give_to_tmux(text: str) -> bool:
    """Hand `text` to tmux itself, which as it comes takes no sequence from programs; tells whether tmux took it.

    To be called off the screen's thread.
    """
    try:
        done = subprocess.run(
            ["tmux", "load-buffer", "-w", "-"], input=text.encode("utf-8", "replace"), timeout=TMUX_SECONDS,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
