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
