"""What has become of an instrument, by the words around its name."""

from __future__ import annotations

import pytest
from stages import LEXICON, document

from seed.cues import find_cues, find_references
from seed.statuses import find_status


def status(text: str) -> tuple[str, str]:
    """(status, words) of the first instrument that is named."""
    made = document(text)
    sentence = made.sentences[0]
    found = find_status(made, sentence, find_cues(made, sentence, LEXICON)[0], LEXICON)
    return found.value, text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They signed a protocol of cooperation.", ("signed", "signed")),
        ("A protocol of cooperation was finally signed.", ("signed", "signed")),
        ("The protocol of cooperation (PoC), signed in Oslo, helps.", ("signed", "signed")),
        ("Ils ont signé un protocole d'accord.", ("signed", "ont signé")),
        ("The joint action plan has been approved.", ("approved", "approved")),
        ("The working arrangement is in force.", ("in force", "in force")),
        # plans, leave to sign, older instruments, names alone
        ("They want to sign a protocol of cooperation.", ("proposed", "sign")),
        ("The board gave its approval to sign a protocol of cooperation.", ("approved", "sign")),
        ("Since signing the pact they met.", ("referred", "Since signing the pact")),
        ("Based on its rules, they signed a working arrangement.", ("signed", "signed")),
        ("The working arrangement helps.", ("referred", "working arrangement")),
        ("The working arrangement of Oslo", ("announced", "working arrangement")),
    ],
)  # fmt: skip
def test_the_status_is_what_the_nearest_words_tell(text: str, found: tuple[str, str]) -> None:
    assert status(text) == found


def reaches(text: str) -> list[tuple[str, str, bool]]:
    made = document(text)
    cues = find_cues(made, made.sentences[0], LEXICON)
    return [(text[cue.start : cue.end], cue.reach, cue.plural) for cue in cues]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They signed a working arrangement.", [("working arrangement", "new", False)]),
        ("They signed the two memoranda.", [("memoranda", "back", True)]),
        ("Tuesday's agreement helps.", [("agreement", "back", False)]),
        ("They have agreements.", [("agreements", "bare", True)]),
        ("They signed a memorandum of understanding (MoU).", [("memorandum of understanding", "new", False)]),
        # general remarks are none
        ("They use means such as agreements.", []),
        ("Each agreement counts.", []),
        ("They signed no new agreement.", []),
    ],
)
def test_what_names_an_instrument_and_how_it_reaches(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert reaches(text) == found


def test_words_that_point_back_and_those_that_point_to_a_plan() -> None:
    text = "The three-year plan and their new pact help; a pact or his plan does not."
    found = find_references(text, document(text).sentences[0], LEXICON)
    assert [(text[start:end], to_plan) for start, end, to_plan in found] == [
        ("The three-year plan", True),
        ("their new pact", False),
    ]
