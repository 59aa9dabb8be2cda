"""What was nearly taken for an instrument, with what was lacking and the words against it; the twins have none."""

from __future__ import annotations

import pytest
from stages import reading

from seed.agreements import read_agreements

PAIRS = [
    (
        "FIFA and UNESCO did not sign a memorandum of understanding.",
        "FIFA and UNESCO did sign a memorandum of understanding.",
        ("denied", "memorandum of understanding", "not sign"),
    ),
    (
        "The signing of an agreement between FIFA and UNESCO was cancelled.",
        "The signing of an agreement between FIFA and UNESCO was applauded.",
        ("denied", "agreement", "signing of an agreement between FIFA and UNESCO was cancelled"),
    ),
    (
        "FIFA and UNESCO work by means such as agreements and visits.",
        "FIFA and UNESCO work by an agreement and visits.",
        ("general-remark", "agreements", "such as"),
    ),
    (
        "FIFA and UNESCO are bound by the peace agreement.",
        "FIFA and UNESCO are bound by the cooperation agreement.",
        ("only-sounds-like-one", "peace agreement", None),
    ),
    (
        "A memorandum of understanding was signed in the spring.",
        "A memorandum of understanding was signed by FIFA and UNESCO in the spring.",
        ("no-parties", "memorandum of understanding", None),
    ),
    (
        "FIFA was asked whether it had signed a memorandum of understanding with UNESCO.",
        "FIFA was proud that it had signed a memorandum of understanding with UNESCO.",
        ("only-asked", "memorandum of understanding", "whether"),
    ),
    (
        "FIFA and UNESCO signed in the presence of many guests.",
        "FIFA and UNESCO signed an agreement in the presence of many guests.",
        ("no-name", "signed", None),
    ),
    (
        "FIFA and UNESCO met at length after the deal of the century.",
        "FIFA and UNESCO signed a deal for a century.",
        ("weak-word", "deal", None),
    ),
]  # fmt: skip


def missed(text: str) -> list[tuple[str, str, str | None]]:
    misses = read_agreements(reading(text))[1]
    return [
        (miss.lacking, text[miss.start : miss.end], text[slice(*miss.words)].strip() if miss.words else None)
        for miss in misses
    ]


@pytest.mark.parametrize(("wrong", "right", "expected"), PAIRS, ids=[pair[2][0] for pair in PAIRS])
def test_a_near_miss_says_what_was_lacking(wrong: str, right: str, expected: tuple[str, str, str | None]) -> None:
    assert missed(wrong) == [expected]
    assert read_agreements(reading(wrong))[0] == []
    assert missed(right) == []
    assert read_agreements(reading(right))[0]


def test_an_instrument_of_other_bodies_is_told_apart() -> None:
    text = "FIFA and UNESCO signed a working arrangement. The agreement pleased OSCE and Eurojust."
    drafts, _ = read_agreements(reading(text))
    assert len(drafts) == 1
    assert missed(text) == [("of-other-bodies", "agreement", None)]


def test_a_sentence_without_end_is_not_read_and_said_so() -> None:
    text = "FIFA and UNESCO signed an agreement " + "on many matters and " * 100
    assert [lacking for lacking, *_ in missed(text)] == ["too-long"]
    assert missed("FIFA and UNESCO signed an agreement on many matters.") == []
