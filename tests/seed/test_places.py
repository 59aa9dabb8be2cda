"""Where an instrument was signed."""

from __future__ import annotations

import pytest
from stages import reading

from seed.drafts import Piece
from seed.places import find_place


def place(text: str, first: int = 0) -> tuple[str, str, str] | None:
    """(name, basis, rule), from the sentence with that number; those after it stand beside it."""
    made = reading(text)
    sentences = made.document.sentences
    piece = Piece(first, "main", sentences[first].start, sentences[first].start)
    found = find_place(made, [piece], range(first + 1, len(sentences)))
    if found and found.rule != "dateline":
        assert made.document.text[found.start : found.end] == found.name
    return (found.name, found.basis, found.rule) if found else None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was signed in Oslo.", ("Oslo", "stated", "signed-in")),
        ("It was signed today in The Hague.", ("The Hague", "stated", "signed-in")),
        ("It was signed on Tuesday at San Marino.", ("San Marino", "stated", "signed-in")),
        ("It was signed on 3 May 2019 in Ústí nad Labem.", ("Ústí", "stated", "signed-in")),
        ("Il a été signé hier à Lyon.", ("Lyon", "stated", "signed-in")),
        ("Fue firmado en Rio de Janeiro.", ("Rio de Janeiro", "stated", "signed-in")),
        ("È stato siglato ieri a Roma.", ("Roma", "stated", "signed-in")),
        ("Foi assinado na terça-feira (9) em Lisboa.", ("Lisboa", "stated", "signed-in")),
        ("Es wurde am 3. Mai in Wien unterzeichnet.", ("Wien", "stated", "before-signing")),
        ("Sie haben gestern in Bonn eine Vereinbarung geschlossen.", ("Bonn", "stated", "before-signing")),
        ("In Oslo the two directors signed it.", ("Oslo", "stated", "before-signing")),
        ("Meeting in Oslo, the two directors signed it.", ("Oslo", "stated", "before-signing")),
        ("At UNESCO's headquarters in Paris they put pen to paper.", ("Paris", "stated", "before-signing")),
        ("They signed it at UNESCO's headquarters in Paris.", ("Paris", "stated", "event-in")),
        ("Ann Bell and José Ruiz signed it at a ceremony in Oslo.", ("Oslo", "stated", "signed-in")),
        ("They signed it during a visit to Oslo.", ("Oslo", "stated", "event-in")),
        ("It was signed by Ann Bell and José Ruiz in Oslo on Monday.", ("Oslo", "stated", "event-in")),
        ("It was signed. The ceremony took place in Oslo.", ("Oslo", "stated", "signed-in")),
        ("It was signed. Oslo was the place of the ceremony.", ("Oslo", "stated", "scene-of-the-signature")),
        ("Oslo is the scene today of the signature.", ("Oslo", "stated", "scene-of-the-signature")),
        ("It was signed at the Alder fortress.", ("the Alder fortress", "stated", "signed-at")),
        ("Photo: Oslo, 3 May 2019. Ann Bell and José Ruiz sign it.", ("Oslo", "stated", "under-a-picture")),
        ("Es wurde am Sitz von UNESCO in Bonn unterzeichnet.", ("Bonn", "stated", "before-signing")),
        ("En la sede de la UNESCO en Bonn, las partes firmaron.", ("Bonn", "stated", "before-signing")),
        ("Bonn hosted the signing.", ("Bonn", "stated", "scene-of-the-signature")),
        # the wrong twins
        ("Speaking in Bonn, Director Bell said that it was signed.", None),
        ("UNESCO opened an office in Bonn, and it was signed.", None),
        ("Under the text, which was signed, experts in Bonn get access.", None),
        ("It was signed in May 2014.", None),
        ("Il a été signé en Octobre 2014.", None),
        ("It was signed in EUROPE.", None),
        ("It was signed for Oslo.", None),
        ("It was signed. He lives in Oslo.", None),
        ("It was signed in secret.", None),
        ("It was signed in English and French.", None),
        ("It was signed to open an office in Oslo.", None),
        ("It was signed by officers based in Oslo.", None),
        ("It was signed, which a bureau in Oslo welcomed.", None),
        ("It was signed, said a spokesman in Oslo.", None),
        ("It was signed with UNESCO in France.", None),
        ("The authorities in Oslo have signed it.", None),
        ("An office in Oslo will follow now that it is signed.", None),
        ("Es wurde im Rahmen der Tagung in Kraft gesetzt und unterzeichnet.", None),
        ("Oslo was the place of his birth. It was signed.", None),
        ("Oslo, 3 May 2019. Ann Bell and José Ruiz sign it.", None),
    ],
)
def test_places_of_signature_and_what_is_none(text: str, found: tuple[str, str, str] | None) -> None:
    sentence = 1 if text.startswith(("Photo", "Oslo, 3", "Oslo was")) else 0
    assert place(text, sentence) == found


def test_an_event_s_place_is_that_where_it_was_held() -> None:
    text = "It was signed during the annual Forum. The {} held in Bonn ended."
    assert place(text.format("Forum")) == ("Bonn", "stated", "event-held-in")
    assert place(text.format("Summit")) is None


def test_an_event_s_place_is_that_to_which_people_came_for_it() -> None:
    text = "It was signed on the margins of the plenary. Heads of units came to Bonn for the {}."
    assert place(text.format("plenary")) == ("Bonn", "stated", "event-held-in")
    assert place(text.format("weekend")) is None


def test_headquarters_are_in_the_city_of_their_seat_if_the_article_names_it() -> None:
    text = "It was signed at the INTERPOL headquarters. Trains to {} were late."
    assert place(text.format("Lyon")) == ("Lyon", "resolved", "seat-of-the-host")
    assert place(text.format("Bonn")) != ("Lyon", "resolved", "seat-of-the-host")


def test_on_the_margins_of_an_event_the_dateline_tells_the_city() -> None:
    text = "FRANKFURT AM MAIN, Germany – Rain fell. It was signed {} the General Assembly."
    assert place(text.format("on the margins of"), 1) == ("Frankfurt am Main", "resolved", "dateline")
    assert place(text.format("during"), 1) is None
    assert place("Rain fell. It was signed on the margins of the General Assembly.", 1) is None
