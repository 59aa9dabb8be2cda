"""Rules with their right and wrong twins, in sentences of our own; the bodies are those of the lexicon."""

from __future__ import annotations

from typing import Any

import pytest
from stages import article, drafts

from seed.extract import as_json
from seed.lexicon import load_lexicon
from seed.pipeline import read_article

LEXICON = load_lexicon()


def read(text: str) -> dict[str, Any]:
    return as_json(read_article(article(text), LEXICON))


def agreements(text: str) -> list[dict[str, Any]]:
    return read(text)["agreements"]


def brief(text: str) -> list[tuple[str, str, str]]:
    """(parties, kind, status) of each agreement."""
    return [
        ("+".join(sorted(party["acronym"] or party["name"] for party in item["parties"])), item["kind"], item["status"])
        for item in agreements(text)
    ]


PLAN = "joint action plan"
COOPERATION = "cooperation agreement"
MOU = "memorandum of understanding"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FIFA and UNESCO signed a memorandum of understanding.", [("FIFA+UNESCO", MOU, "signed")]),
        ("A memorandum of understanding between FIFA and UNESCO was signed.", [("FIFA+UNESCO", MOU, "signed")]),
        ("FIFA has concluded a protocol of cooperation with UNESCO.", [("FIFA+UNESCO", "protocol", "signed")]),
        ("With UNESCO, FIFA signed a working arrangement.", [("FIFA+UNESCO", "working arrangement", "signed")]),
        ("FIFA et UNESCO ont signé un protocole d'accord.", [("FIFA+UNESCO", MOU, "signed")]),
        ("FIFA y UNESCO firmaron un memorando de entendimiento.", [("FIFA+UNESCO", MOU, "signed")]),
        ("The joint action plan between FIFA and UNESCO was approved.", [("FIFA+UNESCO", PLAN, "approved")]),
        ("FIFA and UNESCO will develop a joint action plan.", [("FIFA+UNESCO", "joint action plan", "proposed")]),
        ("FIFA and UNESCO work under a letter of intent.", [("FIFA+UNESCO", "letter of intent", "referred")]),
        ("FIFA signed agreements with UNESCO, WADA and UEFA.", [
            ("FIFA+UNESCO", "cooperation agreement", "signed"), ("FIFA+WADA", "cooperation agreement", "signed"),
            ("FIFA+UEFA", "cooperation agreement", "signed"),
        ]),
        ("Ukraine and Europol signed an operational agreement.", [("Europol+Ukraine", COOPERATION, "signed")]),
        ("A memorandum of understanding was signed with Alder Point by FIFA.", [("Alder Point+FIFA", MOU, "signed")]),
        # the wrong twins
        ("FIFA and UNESCO met in Oslo and praised their cooperation.", []),
        ("FIFA works with bodies such as UNESCO through instruments such as cooperation agreements.", []),
        ("Each agreement between members may include exchange of information.", []),
        ("FIFA signed a memorandum of understanding with several partners.", []),
        ("The Security Council adopted a resolution asking WADA and FIFA for help.", []),
        ("FIFA and UNESCO were asked whether a new agreement would help.", []),
    ],
)  # fmt: skip
def test_what_is_an_agreement_and_what_is_none(text: str, found: list[tuple[str, str, str]]) -> None:
    assert brief(text) == found


@pytest.mark.parametrize("text", ["They met with Development Agreement Bank, too.", "It worked with the Accord Bank."])
def test_a_body_whose_name_holds_a_word_for_an_instrument_is_not_its_own_partner(text: str) -> None:
    assert agreements(text) == []


def test_a_body_that_is_topic_or_host_is_no_party() -> None:
    text = "FIFA signed a memorandum of understanding with UNESCO in relation to UEFA at the WADA Congress."
    assert brief(text) == [("FIFA+UNESCO", MOU, "signed")]


def test_two_reports_of_one_instrument_are_one() -> None:
    text = (
        "FIFA and UNESCO signed a cooperation agreement.\n\nA long day passed.\n\nAn additional "
        "agreement was concluded with UNESCO."
    )
    (found,) = agreements("FIFA hopes. FIFA plays. " + text)
    assert sum(item["attribute"] == "agreement" for item in found["evidence"]) == 2


def test_instruments_of_other_years_stay_apart() -> None:
    text = (
        "FIFA and UNESCO signed a memorandum of understanding in May 2012. FIFA and UNESCO signed "
        "a memorandum of understanding in 2016."
    )
    assert [item["date"] for item in agreements(text)] == ["2012-05", "2016"]


def test_words_that_point_back_add_to_the_last_instrument() -> None:
    text = (
        "FIFA and UNESCO signed a memorandum of understanding. Under the memorandum the two bodies will exchange "
        "crime data. "
        "The two organizations will also hold training courses. FIFA likes training UEFA."
    )
    (found,) = agreements(text)
    assert found["provisions"] == ["information exchange", "training/capacity building"]


def test_one_such_agreement_has_the_kind_that_was_named() -> None:
    text = "FIFA has signed working arrangements with many bodies. FIFA entered into one such agreement with UNESCO."
    assert brief(text) == [("FIFA+UNESCO", "working arrangement", "signed")]


def test_the_two_organisations_are_those_that_were_joined() -> None:
    text = "FIFA and UNESCO held talks in Oslo. The two organisations signed a memorandum of understanding."
    assert brief(text) == [("FIFA+UNESCO", MOU, "signed")]


def test_a_date_is_never_made_up() -> None:
    undated = "FIFA and UNESCO signed a memorandum of understanding on Tuesday."
    assert [item["date"] for item in agreements(undated)] == [None]
    dated = "3 May 2017\n\nFIFA and UNESCO signed a memorandum of understanding on Tuesday."
    assert [(item["date"], item["date_basis"]) for item in agreements(dated)] == [("2017-05-02", "resolved")]
    month = "3 May 2017\n\nFIFA and UNESCO have signed a memorandum of understanding."
    assert [(item["date"], item["date_basis"]) for item in agreements(month)] == [("2017-05", "resolved")]
    passing = "3 May 2017\n\nFIFA and UNESCO work under a memorandum of understanding."
    assert [item["date"] for item in agreements(passing)] == [None]
    older = "3 May 2017\n\nSince the signing of our memorandum of understanding in 2014, FIFA and UNESCO have met."
    assert [(item["date"], item["status"]) for item in agreements(older)] == [("2014", "referred")]


@pytest.mark.parametrize(
    ("day", "date"),
    [
        ("31 November 2014", None), ("November 31, 2014", None), ("2014-02-30", None), ("31.11.2014", None),
        ("29 février 2015", None),
        ("30 November 2014", "2014-11-30"), ("November 30, 2014", "2014-11-30"), ("2014-02-28", "2014-02-28"),
        ("29 février 2016", "2016-02-29"),
    ],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_no_date_and_no_other_takes_its_place(day: str, date: str | None) -> None:
    for text in (
        f"3 May 2017\n\nOn {day} FIFA and UNESCO signed a memorandum of understanding.",
        f"FIFA and UNESCO signed a memorandum of understanding on {day}.",
    ):
        assert [item["date"] for item in agreements(text)] == [date]


def test_another_sentence_may_still_date_it() -> None:
    old = "UPU, founded on 9 October 1874, and FIFA signed a memorandum of understanding on 3 May 2014."
    assert [item["date"] for item in agreements(old)] == ["2014-05-03"]
    text = (
        "3 May 2017\n\nFIFA and UNESCO signed a memorandum of understanding on 31 November 2014. The memorandum was "
        "signed on 30 November 2014."
    )
    assert [item["date"] for item in agreements(text)] == ["2014-11-30"]


@pytest.mark.parametrize(
    "text",
    [
        "Europol and INTERPOL and Alder Valley Police Agency signed a memorandum of understanding.",
        "INTERPOL, FIFA, Alder Valley Police Agency and Europol signed a memorandum of understanding.",
    ],
)
def test_parties_stand_in_the_order_of_the_title_whatever_that_of_the_text(text: str) -> None:
    findings = read_article(article(text), LEXICON)
    (report,) = findings.reports
    stated = [claim.value for claim in report.claims if claim.attribute == "party"]
    ranks = {item.id: item.rank for item in findings.organisations}
    assert stated == sorted(stated, key=lambda id_: (ranks[id_], id_))
    shorts = {item.id: item.acronym or item.name for item in findings.organisations}
    title = next(claim.value for claim in report.claims if claim.attribute == "agreement")
    assert title == f"{' – '.join(shorts[id_] for id_ in stated)} memorandum of understanding"
    assert stated[:2] == ["interpol", "europol"]


def people(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(one["name"], one["role"], one["organisation"]) for item in agreements(text) for one in item["signatories"]]


def test_who_signed_and_who_only_stood_by() -> None:
    text = (
        "FIFA and UNESCO agreed. A memorandum of understanding was signed by FIFA President Ann Bell and UNESCO "
        "Director José Ruiz in Oslo, witnessed by WADA President Kim Dahl. “It helps,” said UEFA President Lee Moss."
    )
    assert people(text) == [("Ann Bell", "President", "fifa"), ("José Ruiz", "Director", "unesco")]


def test_people_with_their_office_after_the_name() -> None:
    text = (
        "A working arrangement between FIFA and UNESCO was signed by Ann Bell, President of FIFA, "
        "and José Ruiz of UNESCO."
    )
    assert people(text) == [("Ann Bell", "President", "fifa"), ("José Ruiz", None, "unesco")]


def test_place_of_signature_and_no_place() -> None:
    signed = "FIFA and UNESCO signed a memorandum of understanding. It was signed in Oslo."
    assert agreements("A memorandum of understanding between FIFA and UNESCO was signed in Oslo.")[0]["place"] == "Oslo"
    assert agreements("FIFA signed a memorandum of understanding with UNESCO of Paris.")[0]["place"] is None
    assert agreements(signed)[0]["kind"] == MOU


def test_topics_and_provisions_leave_out_what_is_denied_or_only_asked() -> None:
    text = (
        "FIFA and UNESCO signed a memorandum of understanding on corruption without exchange of data. Asked "
        "whether the agreement covered terrorism, Ms. Bell said that the agreement was about doping."
    )
    (found,) = agreements(text)
    assert found["topics"] == ["corruption", "doping"]
    assert found["provisions"] == []


def test_what_comes_after_an_instrument_is_about_it_but_for_general_remarks() -> None:
    text = "FIFA and UNESCO signed a memorandum of understanding. {} It rained."
    assert agreements(text.format("Joint projects will follow."))[0]["provisions"] == ["joint operations/projects"]
    assert agreements(text.format("Each agreement may allow joint projects."))[0]["provisions"] == []
    assert agreements(text.format("“We love joint projects.”"))[0]["provisions"] == []
    others = text.format("Joint projects will follow.") + " WADA and UEFA signed a working arrangement."
    assert [item["provisions"] for item in agreements(others)] == [["joint operations/projects"], []]


def test_a_renewal_with_a_date_of_its_own_is_another_instrument() -> None:
    text = "FIFA and UNESCO signed a memorandum of understanding in May 2012. The memorandum was renewed in June 2016."
    assert [item["date"] for item in agreements(text)] == ["2012-05", "2016-06"]
    undated = "FIFA and UNESCO signed a memorandum of understanding in May 2012. The memorandum was praised."
    assert [item["date"] for item in agreements(undated)] == ["2012-05"]


@pytest.mark.parametrize(
    "text",
    [
        "FIFA und UNESCO haben einen Aktionsplan unterzeichnet.",
        "FIFA and UNESCO signed an action plan on Monday.",
        "La FIFA et l’UNESCO ont signé un plan d’action.",
        "FIFA y UNESCO firmaron un plan de acción.",
        "FIFA e UNESCO hanno firmato un piano d’azione.",
        "A FIFA e a UNESCO assinaram um plano de ação.",
    ],
)
def test_an_action_plan_is_an_instrument_where_two_sign_it(text: str) -> None:
    assert [draft.kind for draft in drafts(text)] == ["joint action plan"]


@pytest.mark.parametrize(
    "text",
    [
        "FIFA and UNESCO discussed an action plan.",
        "FIFA praised the action plan of UNESCO.",
        "FIFA signed an action plan.",
    ],
)
def test_an_action_plan_is_none_where_nobody_or_one_signs_it(text: str) -> None:
    assert drafts(text) == []
