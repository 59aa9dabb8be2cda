"""Text from outside, made safe for a terminal: the last step before anything is shown.

What a terminal would obey instead of draw never passes: C0 and C1 controls (shown as control pictures or U+FFFD),
overrides and isolates of writing direction, line separators, surrogates, private use. Of combining marks at most four
stay on one base. What has no width is kept where a script or an emoji needs it; it goes quietly where honest pages have
it, at the edges of words and as hints for breaking lines; and is shown as U+FFFD where it hides something: within a
word, or where data can be hidden in it (tags, variation selectors in a row, blank letters). Ranges after Unicode 15,
chapters 3.6, 23.2 to 23.6, 23.9.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_MARKS = 4
REPLACEMENT = "\ufffd"

# Drawn as they are; few texts have more.
PLAIN = re.compile(r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
BLANKS = re.compile(r"\s+")
LINE_ENDS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
JOINERS = frozenset("\u200c\u200d")
MARKS = ("Mn", "Mc", "Me")
REPLACED = ("Cs", "Cn", "Co")
KEYCAP, BLACK_FLAG = "\u20e3", "\U0001f3f4"

# Where what can't be seen is shown: nowhere, within a word of letters from left to right, within any word, everywhere.
NOWHERE, WITHIN_LTR, WITHIN, EVERYWHERE = range(4)
UNSEEN = {
    **dict.fromkeys("\u00ad", NOWHERE),  # the soft hyphen
    **dict.fromkeys("\u200e\u200f\u061c", WITHIN_LTR),  # marks of direction
    **dict.fromkeys("\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\u180e\u034f\u17b4\u17b5", WITHIN),
    **dict.fromkeys(JOINERS, WITHIN),
    **dict.fromkeys("\u115f\u1160\u3164\uffa0", EVERYWHERE),  # blank letters
}


def printable(text: str, lines: bool = False) -> str:
    """`text` as it may be drawn: on one line, or with `lines` keeping its line ends. Idempotent.

    Honest text of any script comes back unchanged; tabs become blanks.
    """
    if PLAIN.fullmatch(text):
        return text
    text = LINE_ENDS.sub("\n", text)
    drawn: list[str] = []
    base = ""  # what marks stand on
    marks = 0
    unseen = NOWHERE  # the most telling of what can't be seen since then
    for place, char in enumerate(text):
        shown = char if " " <= char <= "~" else _shown(char, lines)
        if shown:
            if unseen and _is_told(unseen, base, shown):
                drawn.append(REPLACEMENT)
            drawn.append(shown)
            base, marks, unseen = "" if shown.isspace() else shown, 0, NOWHERE
        elif shown is None or _is_kept(char, base, marks, unseen, text[place + 1 : place + 2]):
            if unseen == EVERYWHERE:
                drawn.append(REPLACEMENT)
                base, marks, unseen = REPLACEMENT, 0, NOWHERE
            if base and marks < MOST_MARKS:
                drawn.append(char)
                marks += 1
        else:
            unseen = max(unseen, _told(char, base, marks, unseen))
    if unseen == EVERYWHERE:
        drawn.append(REPLACEMENT)
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
    """What stands for one character: itself, a sign, "" for what can't be seen, or None for a mark."""
    if char in UNSEEN or "\ufe00" <= char <= "\ufe0f" or "\U000e0000" <= char <= "\U000e0fff":
        return ""
    if char.isalpha():
        return char
    if char == "\n":
        return "\n" if lines else " "
    if char == "\t":
        return "    " if lines else " "
    category = unicodedata.category(char)
    if category in MARKS:
        return None
    if category == "Cc":
        return chr(0x2400 + ord(char)) if char < " " else "\u2421" if char == "\x7f" else REPLACEMENT
    if category in REPLACED or char in OVERRIDES:
        return REPLACEMENT
    return "" if category == "Cf" else char


def _is_kept(char: str, base: str, marks: int, unseen: int, following: str) -> bool:
    """Whether what can't be seen alters what is seen: a joiner in a script or an emoji that joins, one selector."""
    if char in JOINERS:
        is_sign = "\u2000" <= base <= "\u206f" or "\u2400" <= base <= "\u2426" or base == REPLACEMENT
        return base >= "\u0590" and not _is_european(base) and not is_sign and unseen != EVERYWHERE
    if not "\ufe00" <= char <= "\ufe0f" or not base or marks or unseen or base == REPLACEMENT:
        return False
    return following == KEYCAP if base.isdigit() else not _is_european(base)


def _told(char: str, base: str, marks: int, unseen: int) -> int:
    """Where this character, which can't be seen, is to be shown."""
    if "\ufe00" <= char <= "\ufe0f":
        return EVERYWHERE if base and (marks or unseen) else WITHIN
    if "\U000e0000" <= char <= "\U000e007f":
        return NOWHERE if base == BLACK_FLAG else EVERYWHERE
    if "\U000e0100" <= char <= "\U000e01ef":  # which form of an ideograph is meant
        return NOWHERE if _is_spaceless(base) and not marks and not unseen else EVERYWHERE
    return UNSEEN.get(char, EVERYWHERE)


def _is_told(unseen: int, base: str, following: str) -> bool:
    """Whether a sign is to stand between two characters for what can't be seen there."""
    if unseen == EVERYWHERE:
        return True
    if not (base.isalnum() and following.isalnum()) or _is_spaceless(base) or _is_spaceless(following):
        return False
    return unseen == WITHIN or not (_is_from_right(base) or _is_from_right(following))


def _is_european(char: str) -> bool:
    """A letter of a script that joins nothing: Latin, Greek, Cyrillic, Armenian, Georgian."""
    if not char.isalpha():
        return False
    return (
        char < "\u0590" or "\u10a0" <= char <= "\u10ff" or "\u1c80" <= char <= "\u1cbf" or "\u1d00" <= char <= "\u1fff"
    )


def _is_spaceless(char: str) -> bool:
    """A letter of a script that is written without blanks, where unseen hints for breaking lines are honest: Thai, Lao,
    Tibetan, Myanmar, Khmer, others of South East Asia, those of China, Japan and Korea."""
    return (
        "\u0e00" <= char <= "\u109f"
        or "\u1780" <= char <= "\u17ff"
        or "\u1900" <= char <= "\u1bff"
        or "\u2e80" <= char <= "\ua4cf"
        or "\ua900" <= char <= "\ud7ff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff66" <= char <= "\uffdc"
        or "\U00016fe0" <= char <= "\U0001b2ff"
        or char >= "\U00020000"
    )


def _is_from_right(char: str) -> bool:
    """A letter of a script that is written from right to left."""
    return (
        "\u0590" <= char <= "\u08ff"
        or "\ufb1d" <= char <= "\ufefc"
        or "\U00010800" <= char <= "\U00010fff"
        or "\U0001e800" <= char <= "\U0001efff"
    )
