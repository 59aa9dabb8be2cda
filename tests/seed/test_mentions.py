from __future__ import annotations

from typing import Any

import pytest
from stages import article

from seed.extract import as_json
from seed.lexicon import load_lexicon
from seed.pipeline import read_article

LEXICON = load_lexicon()


def read(text: str) -> dict[str, Any]:
    return as_json(read_article(article(text), LEXICON))


def named(text: str) -> list[tuple[str | None, str]]:
    return [(item["id"], item["name"]) for item in read(text)["organisations"]]


def ids(text: str) -> list[str | None]:
    return [item["id"] for item in read(text)["organisations"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They wrote to the UN.", ["un"]),
        ("They wrote to the un.", []),
        ("Interpol wrote.", ["interpol"]),
        ("INTERPOL WROTE TO EUROPOL", ["interpol", "europol"]),
        ("The Organisation for Security and Cooperation in Europe met.", ["osce"]),
        ("The World Customs\nOrganization met.", ["wco"]),
        ("The UN Security Council met.", ["unsc"]),
        ("The Council of the European Union met.", ["eu-council"]),
        ("The European Union Council adopted it.", ["eu-council"]),
        ("The European Council met.", ["european-council"]),
        ("The Council of Europe met.", ["coe"]),
        ("Who is it? It is who you think.", []),
        ("The world of customs. Organization matters.", []),
        ("Ein Europäisches Polizeiamt schrieb.", ["europol"]),
    ],
)
def test_known_bodies_by_name_acronym_and_case(text: str, found: list[str]) -> None:
    assert ids(text) == found


def test_a_body_that_no_list_holds_is_kept_as_written_without_an_id() -> None:
    assert named("The Alder Valley Police Agency wrote.") == [(None, "Alder Valley Police Agency")]
    assert named("The Northern Rivers Fisheries Body (NRFB) wrote. The NRFB slept.") == [
        (None, "Northern Rivers Fisheries Body")
    ]


def test_an_instrument_or_a_system_is_no_body() -> None:
    assert named("A Memorandum of Understanding (MOU) was read.") == []
    assert named("The Blue Water Alert System (BWAS) rang.") == []
    assert named("A National Bureau wrote.") == []


def test_every_mention_is_the_name_or_acronym() -> None:
    record = read("The World Customs Organization (WCO) met Europol. The WCO left.")
    words = {
        item["id"]: [record["text"][at["start"] : at["end"]] for at in item["mentions"]]
        for item in record["organisations"]
    }
    assert words == {"europol": ["Europol"], "wco": ["World Customs Organization", "WCO", "WCO"]}


def test_initiatives_by_shape_with_owner_place_and_leaders() -> None:
    record = read(
        "Europol’s Harbour Watch Centre (HWC) in Rotterdam opened. "
        "The TIDEMARK project, which is part of the Safe Seas Programme, is led by Europol and UNODC. "
        "A secure communication line was built. A programme began."
    )
    found = {item["id"]: item for item in record["initiatives"]}
    assert sorted(found) == ["harbour-watch-centre", "safe-seas-programme", "secure-communication-line", "tidemark"]
    centre = found["harbour-watch-centre"]
    assert (centre["name"], centre["acronym"], centre["kind"]) == ("Harbour Watch Centre", "HWC", "centre")
    assert {(claim["attribute"], claim["value"]) for claim in centre["claims"]} == {
        ("run by", "europol"),
        ("place", "Rotterdam"),
    }
    assert ("part of", "safe-seas-programme") in {
        (claim["attribute"], claim["value"]) for claim in found["tidemark"]["claims"]
    }


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("A title of some words\n\n3 May 2017\n\nText follows here.", "2017-05-03"),
        ("OSLO, 3 May 2017 – Text follows here.", "2017-05-03"),
        ("OSLO, 3 May 2017. Text follows here.", "2017-05-03"),
        ("OSLO, Norway — 3 May 2017 — Text follows here.", "2017-05-03"),
        ("Oslo, May 3, 2017 – Text follows here.", "2017-05-03"),
        ("Press release 3 May 2017\nText follows here.", "2017-05-03"),
        ("Wed. May 10th, 2023\n\nBrussels, 3 May 2017\n\nText follows here.", "2017-05-03"),
        # the wrong twins
        ("May 2017\n\nText follows here.", None),
        ("In Oslo, 3 May 2017. Text follows here.", None),
        ("They met on 3 May 2017 in Oslo, and left.", None),
        ("OSLO – They met on 3 May 2017.", None),
        ("3 May\n\nText follows here.", None),
    ],
)
def test_the_articles_own_date_is_only_read_where_it_stands_as_one(head: str, published: str | None) -> None:
    assert read(head)["published"] == published


def test_title_publisher_and_language() -> None:
    record = read("All news\nTwo bodies agree to share more\n\nThe text of the news is here.\n\nSource: Europol")
    assert (record["title"], record["publisher"], record["language"]) == (
        "Two bodies agree to share more", "Europol", "en",
    )  # fmt: skip
    bare = read("The text of the news is here, and no more.")
    assert (bare["title"], bare["publisher"]) == (None, None)
    assert read("La police et les douanes ont signé un accord dans une ville du sud.")["language"] == "fr"
    assert read("Xyz")["language"] is None


def test_hostile_text_stays_data() -> None:
    record = read(
        "[red]INTERPOL[/] \x1b[31m and Europol signed a memorandum of understanding. \u202e'; DROP TABLE x;--"
    )
    assert "\x1b" not in record["text"]
    assert len(record["agreements"]) == 1


def test_an_acronym_is_the_known_body_s_only_when_the_name_before_it_is() -> None:
    signed = " and Europol signed a memorandum of understanding. {} will train."
    other = "The Osiris Customs Network (OLAF)" + signed.format("OLAF")
    assert named(other) == [
        ("europol", "European Union Agency for Law Enforcement Cooperation"),
        (None, "Osiris Customs Network"),
    ]
    (agreement,) = read(other)["agreements"]
    assert [party["id"] for party in agreement["parties"]] == ["europol", None]
    assert ids("The European Anti-Fraud Office (OLAF)" + signed.format("OLAF")) == ["europol", "olaf"]
    # a name much like the known one, and one in another language, are that body's
    assert ids("The European Police Agency (Europol) met INTERPOL.") == ["interpol", "europol"]
    assert ids("La Unión de Fútbol del Viejo Mundo (UEFA) y la FIFA se reunieron en la sede de la FIFA.") == [
        "fifa",
        "uefa",
    ]
    assert ids("The Central Bank of Ilyria (CBI) met INTERPOL.") == ["interpol", None]
    assert ids("The Central Bureau of Investigation (CBI) met INTERPOL.") == ["interpol", "cbi"]


def test_the_known_body_keeps_its_full_name_beside_another_that_has_its_acronym() -> None:
    text = "The Osiris Customs Network (OLAF) wrote to the European Anti-Fraud Office."
    assert ids(text) == ["olaf", None]
