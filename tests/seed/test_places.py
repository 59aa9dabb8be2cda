"""Where an instrument was signed."""

from __future__ import annotations

import pytest
from stages import LEXICON, document

from seed.places import find_place


def place(text: str, first: int = 0) -> tuple[str, str, str] | None:
    """(name, basis, rule), from the sentence with that number."""
    made = document(text)
    found = find_place(made, made.sentences[first : first + 1], LEXICON)
    if found and found.rule != "dateline":
        assert text[found.start : found.end] == found.name
    return (found.name, found.basis, found.rule) if found else None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was signed in Oslo.", ("Oslo", "stated", "signed-in")),
        ("It was signed today in The Hague.", ("The Hague", "stated", "signed-in")),
        ("It was signed on Tuesday at San Marino.", ("San Marino", "stated", "signed-in")),
        ("Il a été signé hier à Lyon.", ("Lyon", "stated", "signed-in")),
        ("Fue firmado en Rio de Janeiro.", ("Rio de Janeiro", "stated", "signed-in")),
        ("The Assembly in Bali approved it.", ("Bali", "stated", "event-in")),
        # the wrong twins
        ("It was signed in May 2014.", None),
        ("Il a été signé en Octobre 2014.", None),
        ("It was signed in EUROPE.", None),
        ("It was signed for Oslo.", None),
        ("It was signed. He lives in Oslo.", None),
        ("It was signed in secret.", None),
    ],
)
def test_places_of_signature_and_what_is_none(text: str, found: tuple[str, str, str] | None) -> None:
    assert place(text) == found


def test_an_event_s_place_is_that_where_it_was_held() -> None:
    text = "It was signed during the annual Forum. The {} held in Bonn ended."
    assert place(text.format("Forum")) == ("Bonn", "stated", "event-held-in")
    assert place(text.format("Summit")) is None


def test_on_the_margins_of_an_event_the_dateline_tells_the_city() -> None:
    text = "FRANKFURT AM MAIN, Germany – Rain fell. It was signed {} the General Assembly."
    assert place(text.format("on the margins of"), 1) == ("Frankfurt am Main", "resolved", "dateline")
    assert place(text.format("during"), 1) is None
    assert place("Rain fell. It was signed on the margins of the General Assembly.", 1) is None
