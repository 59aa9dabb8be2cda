from __future__ import annotations

import pytest

from seed.lexicon import load_lexicon
from seed.sentences import split_sentences

WORDS = load_lexicon().sentences


def split(text: str) -> list[str]:
    return [text[item.start : item.end] for item in split_sentences(text, WORDS)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The talks ended.Northpol left. It rained.", 3),  # glued
        ("See www.Northpol.example for more.", 1),
        ("Ms. Bell met Dr. Ruiz and J. K. Dahl.", 1),
        ("They met on 3. Oktober in Bonn.", 1),
        ("Genf, 20. Juni 2019 - Die Organisation kam.", 1),
        ("Am 20.Juni 2019 kam sie.", 1),
        ("Es wurde am 5.\xa0März 2010 unterzeichnet.", 1),
        ("Es wurde am 5.\nMärz 2010 unterzeichnet.", 1),
        ("Es gilt ab 1. Januar. Dann endet es.", 2),
        ("Es ist das Abkommen im 21. Jahrhundert.", 1),
        ("Die 12. Konferenz begann am 20. Jahrestag.", 1),
        ("Es waren 20. Die Organisation kam.", 2),
        ("Die Zahl stieg auf 20. Europol half.", 2),
        ("Er blieb bis zum 20. Die Organisation kam.", 2),
        ("Es waren 20.\nDie Organisation kam.", 2),
        ("Liste\n5.\nMärz", 3),
        ("The year was 2014. It passed.", 2),
        ("“We agreed.” She left.", 2),
        ("It holds e.g. data and i.e. more.", 1),
        ("The U.S. delegation came.", 1),
        ("Signed (in Oslo). Then filed.", 2),
        ("Why? Because! Yes.", 3),
        (". . . !", 0),
    ],
)
def test_where_sentences_end(text: str, parts: int) -> None:
    assert len(split(text)) == parts


@pytest.mark.parametrize(
    "month",
    ["Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
     "November", "Dezember"],
)  # fmt: skip
def test_no_sentence_ends_before_a_month(month: str) -> None:
    for day in ("1", "05", "31"):
        assert len(split(f"Bern, {day}. {month} 2019 - Sie kam. Am {day}. {month} ging sie.")) == 2


def test_lines_are_blocks_unless_broken_by_hand() -> None:
    text = (
        "A heading\n1 May 2020\nThe two bodies signed a memorandum of understanding which\nwill help them to work.\n"
        "- first item\n- second item"
    )
    found = split_sentences(text, WORDS)
    assert [(item.form, text[item.start : item.end].split(maxsplit=1)[0]) for item in found] == [
        ("heading", "A"), ("heading", "1"), ("sentence", "The"), ("bullet", "-"), ("bullet", "-"),
    ]  # fmt: skip
    assert len({item.block for item in found}) == 5
