"""The sentence around a quote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.context import REACH, context


def around(text: str, quote: str) -> tuple[str, str]:
    start = text.index(quote)
    end = start + len(quote)
    return context(text[max(0, start - REACH) : start], quote, text[end : end + REACH])


@pytest.mark.parametrize(
    ("text", "quote", "wanted"),
    [
        ("They met. It was signed on 3 May in Lyon. All left.", "3 May", ("It was signed on ", " in Lyon.")),
        (
            "Signed by Ronald K. Noble and Ms. Orler today. Fine.",
            "Orler",
            ("Signed by Ronald K. Noble and Ms. ", " today."),
        ),
        ("A heading\nSigned in 2014\nMore", "2014", ("Signed in ", "")),
        ("It ended.INTERPOL signed a pact.Later more.", "pact", ("INTERPOL signed a ", ".")),
        ("One. Two is it.", "Two is it.", ("", "")),
        ("They talked.INTERPOL also signed.", "INTERPOL", ("", " also signed.")),
        ("By Ms. Orler and J. Doe.", "Doe", ("By Ms. Orler and J. ", ".")),
    ],
)
def test_a_quote_is_shown_in_its_sentence(text: str, quote: str, wanted: tuple[str, str]) -> None:
    assert around(text, quote) == wanted


def test_a_long_sentence_is_cut_between_words() -> None:
    text = "word " * 200 + "QUOTE" + " word" * 200
    before, after = around(text, "QUOTE")
    assert before.startswith("…word ")
    assert after.endswith(" word…")


@given(st.text(max_size=600), st.data())
def test_what_stands_around_a_quote_is_of_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, after = context(text[max(0, start - REACH) : start], text[start:end], text[end : end + REACH])
    assert text[:start].endswith(before.lstrip("…"))
    assert text[end:].startswith(after.rstrip("…"))
