"""Phrases and pairs of words that tell what sentences are about."""

from __future__ import annotations

import re

import pytest

from seed.tokens import tokenize
from seed.wording import build_wording

APART = re.compile(r"[;:.]|, and\b")
TABLE = {
    "sharing": {
        "en": {"phrases": ["data exchange"], "near": [[["shar*", "swap"], ["data", "files"]]]},
        "fr": {"near": [[["partag*"], ["donnée*"]]]},
    },
    "fishing": {
        "en": {"phrases": ["illegal fish*"], "signs": ["too many nets"]},
        "fr": {"phrases": ["pêche", "filets"]},
    },
    "smuggling": {"en": {"phrases": ["smuggl*", "fish smuggling"], "close": [[["joint"], ["raid*"]]]}},
}


def found(text: str, language: str | None = "en") -> list[tuple[str, str]]:
    hits = build_wording(TABLE).find(text, tokenize(text), language, APART, [(0, len(text))])
    return [(hit.label, text[hit.start : hit.end]) for hit in hits]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("a data exchange", [("sharing", "data exchange")]),
        ("exchange of data", []),
        ("sharing all their data", [("sharing", "sharing all their data")]),
        ("data to be shared", [("sharing", "data to be shared")]),
        ("shares rise, and data fall", []),
        ("sharing a b c d e f data", [("sharing", "sharing a b c d e f data")]),
        ("sharing a b c d e f g data", []),
        ("share; data", []),
        ("illegal fishery", [("fishing", "illegal fishery")]),
        ("illegal. fishery", []),
        ("legal fishery", []),
        ("fish smuggling", [("smuggling", "fish smuggling")]),  # the longest of those that overlap
        ("joint police raids", [("smuggling", "joint police raids")]),
        ("joint one two three raids", []),
        ("pêche", []),
    ],
)
def test_phrases_and_pairs(text: str, hits: list[tuple[str, str]]) -> None:
    assert found(text) == hits


def test_each_language_has_its_own_lists_and_an_unknown_one_has_all() -> None:
    assert found("la pêche et le partage des données", "fr") == [
        ("fishing", "pêche"),
        ("sharing", "partage des données"),
    ]
    assert found("pêche, data exchange", None) == [("fishing", "pêche"), ("sharing", "data exchange")]
    assert found("pêche, data exchange", "xx") == [("fishing", "pêche"), ("sharing", "data exchange")]


def test_a_pair_stands_within_one_stretch() -> None:
    text = "we share\nall data"
    assert not build_wording(TABLE).find(text, tokenize(text), "en", APART, [(0, 8), (9, 17)])


def test_names_are_phrases_but_not_signs() -> None:
    index = build_wording(TABLE)
    assert index.worded[("data", "exchange")] == "data exchange"
    assert ("too", "many", "nets") not in index.worded
    assert index.names["fr"] == {"fishing": "pêche"}


@pytest.mark.parametrize("lists", [{"phrases": ["ab*"]}, {"near": [[["two words"], ["one"]]]}])
def test_lists_that_can_t_be_looked_up_are_errors(lists: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match=r"too short|unpack"):
        build_wording({"label": {"en": lists}})
