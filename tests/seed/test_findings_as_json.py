"""What `extract` prints of an article."""

from __future__ import annotations

import json

from stages import LEXICON, article

from seed.extract import as_json
from seed.pipeline import read_article

TEXT = (
    "3 May 2017\n\nA three-year memorandum of understanding on doping between FIFA and the Alder Valley Police Agency "
    "was signed in Oslo on Tuesday by FIFA President Ann Bell. The TIDEMARK project is led by UNESCO."
)


def record(text: str) -> dict[str, object]:
    return as_json(read_article(article(text), LEXICON))


def test_an_agreement_is_printed_with_all_that_is_stated() -> None:
    printed = json.loads(json.dumps(record(TEXT)))
    (agreement,) = printed["agreements"]
    assert {name: agreement[name] for name in ("kind", "status", "date", "date_precision", "date_basis")} == {
        "kind": "memorandum of understanding",
        "status": "signed",
        "date": "2017-05-02",
        "date_precision": "day",
        "date_basis": "resolved",
    }
    assert (agreement["place"], agreement["duration"], agreement["topics"]) == ("Oslo", "3 years", ["doping"])
    assert [(party["id"], party["name"]) for party in agreement["parties"]] == [
        ("fifa", "Fédération Internationale de Football Association"),
        (None, "Alder Valley Police Agency"),
    ]
    assert agreement["signatories"] == [{"name": "Ann Bell", "role": "President", "organisation": "fifa"}]
    assert [item["id"] for item in printed["initiatives"]] == ["tidemark"]


def test_what_is_not_stated_is_empty() -> None:
    (agreement,) = record("FIFA and UNESCO signed a memorandum of understanding.")["agreements"]  # type: ignore[misc]
    for name in ("date", "date_precision", "date_basis", "place", "duration", "expires", "supplements"):
        assert agreement[name] is None
    for name in ("signatories", "topics", "provisions", "initiatives"):
        assert agreement[name] == []
    assert record("It rained.")["agreements"] == []
