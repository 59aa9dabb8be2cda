from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.printable import printable
from seed.clean import clean_text

HAZARDS = st.text(
    st.sampled_from("ab \t\n\r\x0b\x1b\x07\x9b\x9d\x85\u2028\u202e\u2066\u200b\u200d\u0301\ufeff\U000e0041\ue000\u00ad")
)


@given(st.one_of(st.text(), HAZARDS))
def test_clean_text_holds_no_hazard_and_stays_as_it_is(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert printable(cleaned, lines=True) == cleaned
    for char in cleaned:
        assert char == "\n" or unicodedata.category(char) not in {"Cc", "Cs", "Cn", "Co", "Zl", "Zp"}
        assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u00ad\ufeff"


@given(st.text(st.characters(whitelist_categories=["Lu", "Ll", "Nd", "Po", "Zs"]), max_size=200))
def test_words_stay_as_they_are_written(text: str) -> None:
    kept = [char for char in text if unicodedata.category(char) != "Zs"]
    assert [char for char in clean_text(text) if char not in " \n\ufffd"] == [char for char in kept if char != "\n"]


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("one\r\ntwo\rthree\x85four\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("a\u00a0b\tc\u3000d", "a b c d"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x9b31m", "\ufffd31m"),
        ("in\u202eside", "in\ufffdside"),
        ("Inter\u200bpol and \u200bWCO\ufeff", "Inter\ufffdpol and WCO"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("\u0301alone e\u0301", "alone e\u0301"),
        ("e" + "\u0301" * 9, "e" + "\u0301" * 4),
        ("שלום مرحبا สวัสดี नमस्ते 👩\u200d👧", "שלום مرحبا สวัสดี नमस्ते 👩\u200d👧"),
    ],
)
def test_cleaning_by_example(raw: str, cleaned: str) -> None:
    assert clean_text(raw) == cleaned
