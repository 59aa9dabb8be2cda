"""What the line mode knows of its terminal: which letters it can draw. Pure."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

from tui.glyphs import Glyphs, folded
from tui.guesses import Wishes, glyphs_of, is_utf8, uttered
from tui.terminal import as_told

if TYPE_CHECKING:
    from collections.abc import Mapping

SPELLED = str.maketrans({"…": "...", "·": ",", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"})


class Letters(NamedTuple):
    """The letters of a terminal: those of an encoding, and on a Linux console those of its fonts."""

    encoding: str = "utf-8"
    is_console: bool = False

    def drawn(self, text: str) -> str:
        """`text` in these letters: what they lack without accents, as lookalikes, or as `?`."""
        if text.isascii():
            return text
        if self.is_console:
            return folded(text, Glyphs.CONSOLE)
        return "".join(char if _has(self.encoding, char) else _spelled(char) for char in text)


def letters_of(environ: Mapping[str, str], encoding: str | None, wishes: Wishes) -> Letters:
    """The letters that can be written in an encoding, as for the screen; one that is not UTF-8 keeps its own accents.

    Raises UsageError for a wish that means nothing.
    """
    wish = uttered(environ, wishes, Wishes()).get("ascii")
    glyphs, _ = glyphs_of(as_told(environ), encoding, wish)
    if glyphs is Glyphs.ASCII and (wish is not None or is_utf8(encoding or "ascii")):
        return Letters("ascii")
    return Letters(_codec(encoding or "ascii"), is_console=glyphs is Glyphs.CONSOLE)


def _spelled(char: str) -> str:
    return folded(char.translate(SPELLED), Glyphs.ASCII)


def _has(encoding: str, char: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "ascii"
