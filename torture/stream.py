"""What a program sent to a terminal, byte for byte: whether all of it is what the explorer may send."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from torture.payloads import Payload

# While a screen is drawn: to a place, over some cells, the end of a line erased, a look, a frame's begin and end, the
# cursor. No look but weight, underline, reverse and the colours of the themes.
COLOUR = "[34]8;5;(?:16|25|63|74|124|131|208|215|226|231|234|235|241|243|246|250|252|255)"  # those of the themes
LOOK = f"(?:[01247]|3[0-7]|9[0-7]|4[0-7]|10[0-7]|{COLOUR})"
MOVED = r"\x1b\[(?:\d{1,3}(?:;\d{1,3})?)?H|\x1b\[\d{0,3}C|\x1b\[K"
DRAWING = rf"{MOVED}|\x1b\[(?:{LOOK}(?:;{LOOK})*)?m|\x1b\[\?2026[hl]|\x1b\[\?25[hl]"
COPIED = r"\x1b\]52;c;[A-Za-z0-9+/=]*\x07"  # what was asked to be copied, in letters that mean nothing
# When it begins and ends: the other screen, modes, questions that every terminal of today understands.
BEGINNING = r"\x1b\[\?(?:1049|1004|2004|2048|1000|1006|7)[hl]|\x1b\[2J|\x1b\[>\d+u|\x1b\[<u|\x1b\[\?(?:2026|2048)\$p"
SEQUENCE = re.compile(r"\x1b(?:[\[\]PX^_][^\x1b]{0,40}|.?)|[\x00-\x1f\x7f-\x9f]", re.DOTALL)
DRAWN = re.compile(f"{DRAWING}|{COPIED}")
WHOLE = re.compile(DRAWING)
BEGUN = re.compile(f"{DRAWING}|{BEGINNING}")
HIDING = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u2028\u2029\u3164\ufeff\uffa0"
)
REFUSED = ("Cc", "Cs", "Cn", "Co", "Cf")
JOINERS = "\u200c\u200d"


def strays(data: bytes, is_drawing: bool = True, printed: bool = False) -> list[str]:
    """What in these bytes the explorer may not send, each in a few words; nothing when all is well.

    While it `is_drawing` no mode is changed. What is `printed` on lines has line ends, and no sequence but looks.
    """
    text = data.decode("utf-8", "surrogateescape")
    allowed = BEGUN if not is_drawing else DRAWN
    rest = allowed.sub("", text)
    if printed:
        rest = rest.replace("\r\n", "").replace("\n", "")
    found = [f"control {each[:24]!a}" for each in SEQUENCE.findall(rest)]
    return found + [f"character {char!a}" for char in sorted(set(rest)) if is_hazard(char)]


def is_hazard(char: str) -> bool:
    """Whether a terminal would obey or hide this character; controls, which are told with what follows, apart."""
    if char in JOINERS or char < " " or "\x7f" <= char <= "\x9f":
        return False
    return char in HIDING or "\U000e0000" <= char <= "\U000e0fff" or unicodedata.category(char) in REFUSED


def obeyed(data: bytes, texts: Iterable[Payload]) -> list[str]:
    """The ids of the texts that hold what the explorer itself may send, and whose harmful part stands in these bytes as
    it is; all others are strays."""
    return [
        each.id for each in texts if WHOLE.search(each.probe) and each.probe.encode("utf-8", "surrogatepass") in data
    ]
