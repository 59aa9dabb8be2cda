"""Text made safe for a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.printable import PLAIN, printable

HONEST = [
    "plain [AFP] 5 < 6 & 7 > 3 \\ {x} $y",
    "café naïve — “quote” … €",
    "مرحبا",
    "שָׁלוֹם",
    "नमस्ते",
    "กำลังใจ",
    "漢字かな",
    "한글",
    "می\u200cخواهم",
    "cafe\u0301",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "❤\ufe0f",
    "Tiếng Việt",
]
HOSTILE = [
    "\x1b]0;title\x07",
    "\x1b[2J",
    "\x9b31m",
    "a\u202eb",
    "a\u2066b",
    "\u2028",
    "\U000e0041",
    "\x00\x07\x08\x7f",
    "\ud800",
    "\ue000",
    "\u0301" * 9,
]


def hazards(text: str, lines: bool) -> list[str]:
    bad = {"Cc", "Cs", "Cn", "Co", "Zl", "Zp"}
    signs = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad\u200b\u2060\ufeff\u3164"
    return [
        char
        for char in text
        if not (char == "\n" and lines)
        and (unicodedata.category(char) in bad or char in signs or 0xE0000 <= ord(char) <= 0xE0FFF)
    ]


@pytest.mark.parametrize("text", HONEST, ids=ascii)
def test_honest_text_comes_back_unchanged(text: str) -> None:
    assert printable(text) == text
    assert printable(text, lines=True) == text


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("lines", [False, True])
def test_what_a_terminal_would_obey_never_passes(text: str, lines: bool) -> None:
    assert not hazards(printable(text, lines), lines)


@settings(max_examples=500)
@given(st.text(st.characters(), max_size=80), st.booleans())
def test_no_hazard_and_idempotent(text: str, lines: bool) -> None:
    once = printable(text, lines)
    assert not hazards(once, lines)
    assert printable(once, lines) == once
    once.encode("utf-8")


def test_one_line_has_no_line_ends() -> None:
    assert printable("a\nb\r\nc\td") == "a b c d"
    assert printable("a\r\nb\tc", lines=True) == "a\nb    c"


def test_marks_need_a_base_and_are_few() -> None:
    assert printable("\u0301a") == "a"
    assert printable("a" + "\u0301" * 50) == "a" + "\u0301" * 4


def test_what_is_passed_by_whole_would_come_through_letter_by_letter() -> None:
    for char in map(chr, range(0x11_0000)):
        if PLAIN.fullmatch(char):
            assert printable(f"{char}\x00") == f"{char}\u2400"
