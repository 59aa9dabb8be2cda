"""From decoded text to frozen text: the only code that alters an article's text. Control characters end here.

White space of any kind becomes blanks and line ends; controls and overrides become visible signs, so that nothing
they ended or began is left hanging; invisible characters go. Words stay as they were written.
"""

from __future__ import annotations

import re
import unicodedata

from seed.readers.articles import FIELDS, Metadata

LINE_END = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
# Lines of these characters only are clean as they are: most lines of most articles.
PLAIN = re.compile(r"[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
JOINERS = frozenset("\u200c\u200d")
VALUE = 1000  # characters of a title or an address
MARKS = 4  # combining marks on one base; honest scripts need no more
REPLACEMENT = "\ufffd"
PICTURES = {**{code: chr(0x2400 + code) for code in range(32)}, 0x7F: "\u2421"}


def clean_text(text: str) -> str:
    """`text` without hazards, its lines kept. Cleaning it again changes nothing."""
    return "\n".join(_clean_line(line) for line in LINE_END.split(text))


def clean_metadata(said: Metadata) -> Metadata:
    """The same, each value on one line and not longer than a value is; empty ones are None."""
    return Metadata(*(_clean_value(getattr(said, name)) for name in FIELDS))


def _clean_value(value: str | None) -> str | None:
    return " ".join(clean_text(value[:VALUE]).split()) or None if value else None


def _clean_line(line: str) -> str:
    if PLAIN.fullmatch(line):
        return line
    kept: list[str] = []
    marks, base = 0, False
    for char in line:
        sign = _sign(char)
        if sign is None:
            continue
        if _is_mark(sign):
            if base and marks < MARKS:
                kept.append(sign)
                marks += 1
            continue
        kept.append(sign)
        marks, base = 0, sign != " "
    return "".join(kept)


def _sign(char: str) -> str | None:
    """What stands for `char` in frozen text; None when nothing does."""
    if char in JOINERS:
        return char
    category = unicodedata.category(char)
    if category == "Cc":
        return " " if char == "\t" else PICTURES.get(ord(char), REPLACEMENT)
    if category in {"Cs", "Cn", "Co"} or char in OVERRIDES:
        return REPLACEMENT
    if category == "Zs":
        return " "
    return None if category == "Cf" or char in FILLERS else char


def _is_mark(char: str) -> bool:
    return char in JOINERS or unicodedata.category(char) in {"Mn", "Me", "Mc"}
