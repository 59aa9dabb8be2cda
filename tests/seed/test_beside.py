"""Sentences with several instruments: none takes the other's partner, date or fate."""

from __future__ import annotations

import pytest
from test_agreements import COOPERATION, MOU, PLAN, agreements, brief

ARRANGEMENT = "working arrangement"


def found(text: str) -> list[tuple[str, str, str, str | None]]:
    return [(*line, item["date"]) for line, item in zip(brief(text), agreements(text), strict=True)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "FIFA also has a working arrangement with UNESCO concluded in 2018, and a cooperation agreement with WADA "
            "that entered into force on 3 May 2019.",
            [("FIFA+UNESCO", ARRANGEMENT, "referred", "2018"), ("FIFA+WADA", COOPERATION, "in force", "2019-05-03")],
        ),
        (
            "FIFA signed a working arrangement with UNESCO in 2018 and a cooperation agreement with WADA on 3 May "
            "2019.",
            [("FIFA+UNESCO", ARRANGEMENT, "signed", "2018"), ("FIFA+WADA", COOPERATION, "signed", "2019-05-03")],
        ),
        (
            "FIFA signed a working arrangement with UNESCO and a cooperation agreement with WADA on 3 May 2019.",
            [("FIFA+UNESCO", ARRANGEMENT, "signed", "2019-05-03"), ("FIFA+WADA", COOPERATION, "signed", "2019-05-03")],
        ),
        (
            "FIFA has a working arrangement with UNESCO concluded in 2018, and a cooperation agreement with WADA.",
            [("FIFA+UNESCO", ARRANGEMENT, "referred", "2018"), ("FIFA+WADA", COOPERATION, "referred", None)],
        ),
        (
            "FIFA signed a working arrangement with UNESCO, which has a cooperation agreement with WADA.",
            [("FIFA+UNESCO", ARRANGEMENT, "signed", None), ("UNESCO+WADA", COOPERATION, "referred", None)],
        ),
        (
            "FIFA signed a working arrangement with UNESCO, and UEFA signed a cooperation agreement with WADA.",
            [("FIFA+UNESCO", ARRANGEMENT, "signed", None), ("UEFA+WADA", COOPERATION, "signed", None)],
        ),
    ],
)
def test_each_instrument_has_its_own_partner_date_and_status(
    text: str, lines: list[tuple[str, str, str, str | None]]
) -> None:
    assert found(text) == lines


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("that entered into force in 2019", "in force"),
        ("in force since 2019", "in force"),
        (", which has been suspended", "suspended"),
        ("which lapsed in 2019", "expired"),
    ],
)
def test_what_became_of_it_stands_after_the_partner(words: str, status: str) -> None:
    assert brief(f"FIFA has a cooperation agreement with UNESCO {words}.") == [("FIFA+UNESCO", COOPERATION, status)]


PAIR = "FIFA and UNESCO signed a memorandum of understanding. "
NEXT = "The two bodies will also negotiate a joint action plan with {}."


def test_two_bodies_and_a_third_are_three_parties_or_no_agreement() -> None:
    assert brief(PAIR + NEXT.format("WADA"))[1:] == [("FIFA+UNESCO+WADA", PLAN, "negotiating")]
    unsure = PAIR + "UEFA hosted them. " + NEXT.format("WADA")
    assert brief(unsure) == [("FIFA+UNESCO", MOU, "signed")]
    assert brief("FIFA met. " + NEXT.format("WADA")) == []
    assert brief(PAIR + NEXT.format("UNESCO")) == [("FIFA+UNESCO", MOU, "signed")]


FIRST = "FIFA and UNESCO signed a cooperation agreement in 2019. "
OWN = ("FIFA+UNESCO", COOPERATION, "signed", "2019")


@pytest.mark.parametrize(
    ("text", "others"),
    [
        (
            "The Alder Customs Union ended talks and terminated its 2015 agreement with WADA on 3 May 2021.",
            [("Alder Customs Union+WADA", COOPERATION, "expired", "2015")],
        ),
        ("UEFA terminated its agreement with WADA.", [("UEFA+WADA", COOPERATION, "expired", None)]),
        ("FIFA terminated its 2015 agreement with UNESCO.", [("FIFA+UNESCO", COOPERATION, "expired", "2015")]),
        # whose the agreement is can't be known
        ("UEFA and IOC said that the agreement with WADA lapsed.", []),
        ("UEFA said that the pact was suspended.", []),
    ],
)
def test_what_became_of_another_instrument_does_not_reach_this_one(
    text: str, others: list[tuple[str, str, str, str | None]]
) -> None:
    assert found(FIRST + text) == [OWN, *others]


def test_what_became_of_this_one_still_does() -> None:
    for text in ("The agreement was suspended in 2021.", "At the WADA Congress the 2019 agreement was suspended."):
        (item,) = agreements(FIRST + text)
        assert "suspended" in [one["quote"] for one in item["evidence"] if one["attribute"] == "status"]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("on 3 May 2019 in Oslo", "Oslo"),
        ("on 3 May 2019, in The Hague", "The Hague"),
        ("in Oslo on 3 May 2019", "Oslo"),
        # the wrong twins
        ("in Ukraine on 3 May 2019", None),
        ("on trade in Africa on 3 May 2019", None),
        ("on 3 May 2019 in secret", None),
        ("on 3 May 2019 of Oslo", None),
    ],
)
def test_the_place_beside_the_day_of_signature(words: str, place: str | None) -> None:
    text = f"FIFA signed a memorandum of understanding with UNESCO {words}."
    assert [item["place"] for item in agreements(text)] == [place]


def test_two_instruments_of_one_sentence_have_their_own_places() -> None:
    text = (
        "FIFA signed a working arrangement with UNESCO on 3 May 2019 in Oslo and a cooperation agreement with WADA on "
        "4 May 2019 in Bonn."
    )
    assert [item["place"] for item in agreements(text)] == ["Oslo", "Bonn"]
