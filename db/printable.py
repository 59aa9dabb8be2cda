"""Text from outside, made safe for a terminal: the last step before anything is shown.

What a terminal would obey instead of draw never passes: C0 and C1 controls (shown as control pictures or U+FFFD),
overrides and isolates of writing direction, line separators, tag characters, surrogates, private use. Of combining
marks at most four stay on one base. Ranges after Unicode 15, chapters 3.6, 23.2 and 23.6.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_MARKS = 4
REPLACEMENT = "\ufffd"

PLAIN = re.compile(r"[\x20-\x7e\xa0-\xac\xae-\u024f\u2010-\u2027]*")  # drawn as they are; few texts have more
BLANKS = re.compile(r"\s+")
LINE_ENDS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
JOINERS = frozenset("\u200c\u200d")
MARKS = ("Mn", "Mc", "Me")
REPLACED = ("Cs", "Cn", "Co")


def printable(text: str, lines: bool = False) -> str:
    """`text` as it may be drawn: on one line, or with `lines` keeping its line ends. Idempotent.

    Honest text of any script comes back unchanged; tabs become blanks.
    """
    if PLAIN.fullmatch(text):
        return text
    text = LINE_ENDS.sub("\n", text)
    drawn: list[str] = []
    marks = 0
    has_base = False
    for char in text:
        shown = _shown(char, lines)
        if shown is None:
            if has_base and marks < MOST_MARKS:
                drawn.append(char)
                marks += 1
        elif shown:
            drawn.append(shown)
            marks, has_base = 0, not shown.isspace()
    return "".join(drawn)


def pieces(text: str, marks: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """`text` as it may be drawn on one line, in pieces, each with whether it is marked; blanks in a row are one.

    `marks` are places from and up to, in their order and apart.
    """
    found: list[tuple[str, bool]] = []
    place = 0
    for start, end in (*marks, (len(text), len(text))):
        for part, is_marked in ((text[place:start], False), (text[start:end], True)):
            clean = BLANKS.sub(" ", printable(part))
            clean = clean.lstrip(" ") if not found or found[-1][0].endswith(" ") else clean
            if clean:
                found.append((clean, is_marked))
        place = end
    return found


def _shown(char: str, lines: bool) -> str | None:
    """What stands for one character: itself, a sign, nothing (""), or None for a mark that needs a base."""
    if " " <= char <= "~":
        return char
    if char == "\n":
        return "\n" if lines else " "
    if char == "\t":
        return "    " if lines else " "
    if char in JOINERS or "\ufe00" <= char <= "\ufe0f":
        return None
    if char in FILLERS or "\U000e0000" <= char <= "\U000e0fff":
        return ""
    category = unicodedata.category(char)
    if category in MARKS:
        return None
    if category == "Cc":
        return chr(0x2400 + ord(char)) if char < " " else "\u2421" if char == "\x7f" else REPLACEMENT
    if category in REPLACED or char in OVERRIDES:
        return REPLACEMENT
    return "" if category == "Cf" else char
