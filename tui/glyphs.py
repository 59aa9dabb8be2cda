"""The characters that a terminal can draw, and what stands in for those that it can't: one cell for one cell."""

from __future__ import annotations

import unicodedata
from enum import Enum

LOOKALIKES = str.maketrans(
    {
        "─": "-", "│": "|", "┬": "+", "├": "+", "┤": "+", "┴": "+", "┼": "+", "└": "`", "┌": "+", "┐": "+", "┘": "+",
        "▌": ">", "▏": "|", "▐": "#", "█": "#",
        "▂": "_", "▃": "_", "▄": "#", "▅": "#", "▆": "#", "▇": "#",
        "▔": "-", "▁": "_", "▊": "|", "▎": "|", "╸": "-", "╺": "-", "━": "-",
        "…": "~", "·": "-", "•": "*", "⏎": "<", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
        "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " ",
        "ß": "s", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "a", "Æ": "A", "œ": "o", "ı": "i",
        "▶": ">", "▼": "v", "🔎": "?",
    }
)  # fmt: skip


class Glyphs(Enum):
    """Which characters can be drawn: all, those of the Linux console's fonts, or ASCII."""

    UNICODE = "unicode"
    CONSOLE = "console"
    ASCII = "ascii"


def folded(text: str, glyphs: Glyphs) -> str:
    """`text` in characters that `glyphs` allows, one cell for one cell: lookalikes, letters without accents, or `?`."""
    if glyphs is Glyphs.UNICODE or text.isascii():
        return text
    return "".join(char if char.isascii() else _folded_char(char, glyphs) for char in text)


def _folded_char(char: str, glyphs: Glyphs) -> str:
    if glyphs is Glyphs.CONSOLE and (_encodes(char, "latin-1") or _encodes(char, "cp437")):
        return char
    alike = char.translate(LOOKALIKES)
    if alike.isascii():
        return alike
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return ""
    base = unicodedata.normalize("NFKD", char)[0]
    if base.isascii():
        return base
    return "??" if unicodedata.east_asian_width(char) in {"W", "F"} else "?"


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
