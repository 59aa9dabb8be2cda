"""What a program sent to a terminal, byte for byte: whether all of it is what the explorer may send."""

from __future__ import annotations

import base64
import re
import unicodedata
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from torture.payloads import Payload

# While a screen is drawn: to a place, over some cells, the end of a line erased, a look, a frame's begin and end, the
# cursor. No look but weight, underline, reverse and the colours of the themes.
COLOUR = "[34]8;5;(?:16|25|63|74|124|131|208|215|226|231|234|235|241|243|246|250|252|255)"  # those of the themes
LOOK = f"(?:[01247]|3[0-7]|9[0-7]|4[0-7]|10[0-7]|{COLOUR})"
MOVED = r"\x1b\[(?:\d{1,3}(?:;\d{1,3})?)?H|\x1b\[\d{0,3}C|\x1b\[K"
DRAWING = rf"{MOVED}|\x1b\[(?:{LOOK}(?:;{LOOK})*)?m|\x1b\[\?2026[hl]|\x1b\[\?25[hl]"
COPIED = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")  # what was asked to be copied, in letters that mean nothing
# When it begins and when it ends, each once: the other screen, modes, questions that every terminal understands.
BEGINNING = (
    *(f"\x1b[?{mode}h" for mode in (1049, 1004, 2004, 2048, 1000, 1006)),
    "\x1b[?7l", "\x1b[2J", "\x1b[>25u", "\x1b[?2026$p", "\x1b[?2048$p",
)  # fmt: skip
ENDING = (*(f"\x1b[?{mode}l" for mode in (1049, 1004, 2004, 2048, 1000, 1006)), "\x1b[?7h", "\x1b[<u")
Moment = Literal["drawn", "begun", "ended", "whole"]  # nothing but frames, with the beginning, with the end, with both
MODES: dict[Moment, tuple[str, ...]] = {
    "drawn": (), "begun": BEGINNING, "ended": ENDING, "whole": (*BEGINNING, *ENDING),
}  # fmt: skip
SEQUENCE = re.compile(r"\x1b(?:[\[\]PX^_][^\x1b]{0,40}|.?)|[\x00-\x1f\x7f-\x9f]", re.DOTALL)
DRAWN = re.compile(DRAWING)
HIDING = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u2028\u2029\u3164\ufeff\uffa0"
)
REFUSED = ("Cc", "Cs", "Cn", "Co", "Cf")
JOINERS = "\u200c\u200d"


def strays(data: bytes, moment: Moment = "drawn", printed: bool = False) -> list[str]:
    """What in these bytes the explorer may not send, each in a few words; nothing when all is well.

    What is `printed` may have line ends beside what is drawn. Of copies none is expected: see `copy_of`.
    """
    rest = DRAWN.sub("", _without_modes(data, moment))
    return _told(rest.replace("\r\n", "").replace("\n", "") if printed else rest)


def line_strays(data: bytes) -> list[str]:
    """What in these bytes is more than lines of text: the line mode sends no sequence at all."""
    return _told(data.decode("utf-8", "surrogateescape").replace("\r\n", "").replace("\n", ""))


def copy_of(data: bytes) -> tuple[str | None, bytes]:
    """The text that is handed to the clipboard, None when there is none, and the bytes without that sequence; a second
    one stays among them."""
    found = COPIED.search(data)
    if not found:
        return None, data
    text = base64.b64decode(found[1]).decode("utf-8", "surrogateescape")
    return text, data[: found.start()] + data[found.end() :]


def _without_modes(data: bytes, moment: Moment) -> str:
    """What is sent beside the modes of the moment: what comes twice has come out of a text."""
    text = data.decode("utf-8", "surrogateescape")
    for mode in MODES[moment]:
        text = text.replace(mode, "", 1)
    return text


def _told(rest: str) -> list[str]:
    found = [f"control {each[:24]!a}" for each in SEQUENCE.findall(rest)]
    return found + [f"character {char!a}" for char in sorted(set(rest)) if is_hazard(char)]


def is_hazard(char: str) -> bool:
    """Whether a terminal would obey or hide this character; controls, which are told with what follows, apart."""
    if char in JOINERS or is_control(char):
        return False
    return char in HIDING or "\U000e0000" <= char <= "\U000e0fff" or unicodedata.category(char) in REFUSED


def is_control(char: str) -> bool:
    """C0, DEL and C1."""
    return char < " " or "\x7f" <= char <= "\x9f"


def obeyed(data: bytes, texts: Iterable[Payload], moment: Moment = "drawn") -> list[str]:
    """The ids of the texts whose harmful part is what the explorer itself may send, and stands in these bytes as it is;
    all others are strays."""
    sent = _without_modes(data, moment).replace("\r\n", "\n").encode("utf-8", "surrogateescape")
    return [
        each.id
        for each in texts
        if any(map(is_control, each.probe))
        and (probe := each.probe.encode("utf-8", "surrogatepass")) in sent
        and not strays(probe, moment, printed=True)
    ]
