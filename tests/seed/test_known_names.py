"""Acronyms that are words too, and names that two bodies have."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stages import LEXICON, document

from seed.known_names import find_known
from seed.lexicon import Lexicon
from seed.lexicon.known import KnownOrganisation, all_names
from seed.phrases import build_index


def ids(text: str, lexicon: Lexicon = LEXICON) -> list[str]:
    return [hit.label for hit in find_known(document(text), lexicon)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They wrote to WHO and the AU.", ["who", "au"]),
        ("SELEC and ASEAN wrote.", ["selec", "asean"]),
        ("UN wrote.", ["un"]),
        ("WCO SIGNS WITH SELEC", ["wco", "selec"]),
        ("WHO SIGNS WITH WCO\nThe World Health Organization wrote.", ["who", "wco", "who"]),
        # the wrong twins
        ("Who wrote to them? Au revoir.", []),
        ("WHO SIGNED WHAT", []),
        ("ACCORD AU SOMMET", []),
        ("UN ACUERDO CON LAS ADUANAS", []),
        ("Asean and Selec wrote.", []),
        ("A rai, a sea, as it is.", []),
    ],
)
def test_an_acronym_that_is_a_word_counts_only_as_written(text: str, found: list[str]) -> None:
    assert ids(text) == found


def two() -> Lexicon:
    """A lexicon of two bodies with one acronym."""
    known = [
        KnownOrganisation("alder", "Alder Harbour Watch", "AHW", None, None, None, (), 0),
        KnownOrganisation("aspen", "Aspen Health Workers", "AHW", None, None, None, (), 1),
    ]
    names = build_index((name, item.id) for item in known for name in all_names(item))
    return replace(LEXICON, organisations={item.id: item for item in known}, organisation_names=names)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Aspen Health Workers (AHW) wrote. AHW slept.", ["aspen", "aspen", "aspen"]),
        ("The Alder Harbour Watch wrote. AHW slept.", ["alder", "alder"]),
        (
            "The Alder Harbour Watch (AHW) met the Aspen Health Workers. AHW slept.",
            ["alder", "alder", "aspen", "alder"],
        ),
        # the wrong twins: nothing tells which
        ("AHW wrote.", []),
        ("The Alder Harbour Watch met the Aspen Health Workers. AHW slept.", ["alder", "aspen"]),
    ],
)
def test_an_acronym_of_two_bodies_is_the_one_s_that_the_article_names(text: str, found: list[str]) -> None:
    assert ids(text, two()) == found
