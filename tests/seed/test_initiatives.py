"""Named programmes, systems and centres: their names, and who has to do with them."""

from __future__ import annotations

import pytest
from stages import LEXICON, document

from seed.initiatives import find_initiatives
from seed.mentions import find_mentions


def named(text: str) -> list[tuple[str, str | None, str]]:
    made = document(text)
    return [
        (item.name, item.acronym, item.kind) for item in find_initiatives(made, LEXICON, find_mentions(made, LEXICON))
    ]


def claims(text: str) -> set[tuple[str, str]]:
    made = document(text)
    found = find_initiatives(made, LEXICON, find_mentions(made, LEXICON))
    return {(claim.attribute, claim.value) for item in found for claim in item.claims}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Safe Seas Programme began.", [("Safe Seas Programme", None, "programme")]),
        (
            "Ann Bell, Regional Director of the Safe Seas Programme, spoke.",
            [("Safe Seas Programme", None, "programme")],
        ),
        ("Europol’s Harbour Watch Centre (HWC) opened.", [("Harbour Watch Centre", "HWC", "centre")]),
        ("The Global Complex for Innovation opened.", [("Global Complex for Innovation", None, "centre")]),
        ("In the TIDEMARK project they met.", [("TIDEMARK", None, "programme")]),
        ("Europol’s Alert System rang.", [("Alert System", None, "system")]),
        ("They built a secure communication line.", [("secure communication line", None, "system")]),
        # the wrong twins
        ("The Harbour Watch Centre (HWC) opened.", []),  # a body of its own
        ("A programme began.", []),
        ("The Programme began.", []),
        ("The system of checks and the data centre failed.", []),
        ("The INTERPOL project began, and so did the Europol Initiative.", []),
        ("They built a communication line.", []),
    ],
)
def test_names_of_initiatives_and_what_is_none(text: str, found: list[tuple[str, str | None, str]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Europol’s Alert System rang.", {("run by", "europol")}),
        ("Europol rang the Alert Data System.", set()),
        ("The Safe Seas Programme is led by FIFA and UNESCO.", {("led by", "fifa"), ("led by", "unesco")}),
        ("The Safe Seas Programme began when teams led by FIFA met.", set()),
        ("The Harbour Watch Centre in Bonn opened.", {("place", "Bonn")}),
        ("The Harbour Watch Centre opened for Bonn.", set()),
    ],
)
def test_who_leads_and_runs_them_and_where_they_are(text: str, found: set[tuple[str, str]]) -> None:
    assert claims(text) == found


def test_one_and_several_of_a_kind_are_one() -> None:
    made = document("The Data Watch Center opened. Two Data Watch Centres will open. Its Data Watch Centre closed.")
    found = find_initiatives(made, LEXICON, find_mentions(made, LEXICON))
    assert [item.id for item in found] == ["data-watch-centre", "two-data-watch-centre"]
    assert [made.text[at.start : at.end] for at in found[0].mentions] == ["Data Watch Center", "Data Watch Centre"]
