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
    "\U0001f1eb\U0001f1f7",
    "क्\u200dष",
    "1\ufe0f\u20e3",
    "❤\ufe0f\u200d\U0001f525",
    "ქართული Ελληνικά Հայերեն",
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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Inter\u200bpol", "Inter\ufffdpol"),
        ("Auf\u200clage", "Auf\ufffdlage"),
        ("a\u200d\u2060\ufeffb", "a\ufffdb"),
        ("pay\u200epal", "pay\ufffdpal"),
        ("سلا\u200bم", "سلا\ufffdم"),
        ("a\ufe0fb", "a\ufffdb"),
        ("1\ufe0f0", "1\ufffd0"),
        ("e\u0301\u200bte", "e\u0301\ufffdte"),
        ("\U0001f600\ufe0f\ufe01\U000e0101\U000e0102", "\U0001f600\ufe0f\ufffd"),
        ("yes\U000e0041\U000e0042 no", "yes\ufffd no"),
        ("\u3164", "\ufffd"),
        ("a\ufff9b", "a\ufffdb"),
    ],
    ids=ascii,
)
def test_what_hides_in_or_behind_a_word_is_shown(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\ufeffThe \u200bHague\u200b, to-\u200bday", "The Hague, to-day"),
        ("co\u00adoperation", "cooperation"),
        ("example.org/\u200bnews", "example.org/news"),
        ("ตำรวจ\u200bสากล 国际\u200b刑警", "ตำรวจสากล 国际刑警"),
        ("العربية\u200e (UN)\u200f", "العربية (UN)"),
        ("葛\U000e0100城", "葛城"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4"),
        ("\u200c \u200c\u00a0", " \u00a0"),
    ],
    ids=ascii,
)
def test_what_honest_pages_have_beside_words_goes_quietly(text: str, shown: str) -> None:
    assert printable(text) == shown


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
