"""How long an instrument lasts, and when it ends."""

from __future__ import annotations

import pytest
from stages import LEXICON, article

from seed.extract import as_json
from seed.pipeline import read_article

NEWS = "OSLO, 3 May 2019 - FIFA and UNESCO signed a memorandum of understanding."


def lasting(text: str) -> tuple[str | None, str | None]:
    (found,) = as_json(read_article(article(text), LEXICON))["agreements"]
    return found["duration"], found["expires"]


@pytest.mark.parametrize(
    ("rest", "duration"),
    [
        ("The memorandum runs for four years.", "4 years"),
        ("The four-year memorandum covers doping.", "4 years"),
        ("The memorandum is valid for an initial period of 18 months.", "18 months"),
        ("The memorandum was extended by another two years.", "2 years"),
        ("They have worked together for four years.", None),
        ("For four years, the memorandum was kept in a drawer.", None),
        ("The memorandum took four years to write.", None),
        ("A four-year-old read the memorandum aloud.", None),
    ],
)
def test_the_years_or_months_that_it_lasts(rest: str, duration: str | None) -> None:
    assert lasting(f"{NEWS} {rest}")[0] == duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("FIFA et UNESCO ont signé un protocole d'accord. Le protocole d'accord est valable pour cinq ans.", "5 years"),
        ("La FIFA y la UNESCO firmaron un convenio. El convenio tendrá una vigencia de tres años.", "3 years"),
        ("FIFA und UNESCO unterzeichneten ein Abkommen. Das Abkommen gilt fünf Jahre.", "5 years"),
        ("FIFA e UNESCO hanno firmato un protocollo d'intesa. Il protocollo ha una durata di due anni.", "2 years"),
        ("A FIFA e a UNESCO assinaram um memorando de entendimento, com vigência de quatro anos.", "4 years"),
    ],
)
def test_the_same_in_other_languages(text: str, duration: str) -> None:
    assert lasting(text)[0] == duration


@pytest.mark.parametrize(
    ("rest", "expires"),
    [
        ("The memorandum expires on 31 December 2027.", "2027-12-31"),
        ("The memorandum is valid until the end of May 2024.", "2024-05"),
        ("The memorandum remains in force until 1 March 2030.", "2030-03-01"),
        ("The memorandum will be discussed until 2030.", None),
        ("The memorandum runs on; the deadline for bids is 31 December 2027.", None),
        ("The memorandum was first valid until 1 May 2018.", None),  # before this article
    ],
)
def test_the_day_on_which_it_ends(rest: str, expires: str | None) -> None:
    assert lasting(f"{NEWS} {rest}")[1] == expires
