"""How instruments are named, pointed to and told of: right and wrong twins. The bodies are those of the lexicon."""

from __future__ import annotations

import pytest
from test_agreements import COOPERATION, MOU, PLAN, agreements, brief

WORKING = "working arrangement"
PAIR = "FIFA and UNESCO signed a memorandum of understanding. "
BRAZIL, CHILE = "FIFA signs an agreement with Brazil\n\n", "FIFA signs an agreement with Chile\n\n"
OWN = ("FIFA+UNESCO", MOU, "signed")


def dated(text: str) -> list[tuple[str, str, str, str | None]]:
    return [(*line, item["date"]) for line, item in zip(brief(text), agreements(text), strict=True)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # words that mostly mean something else count with what was done, and with whom
        ("FIFA signed a protocol with UNESCO.", [("FIFA+UNESCO", "protocol", "signed")]),
        ("FIFA entered into a partnership with UNESCO.", [("FIFA+UNESCO", "strategic partnership", "signed")]),
        ("FIFA praised its partnership with UNESCO.", []),
        ("The head of protocol of FIFA signed the guest book of UNESCO.", []),
        # names that only contain such a word
        ("FIFA signed a headquarters agreement with Switzerland.", []),
        ("FIFA signed a cooperation agreement with Switzerland.", [("FIFA+Switzerland", COOPERATION, "signed")]),
        ("FIFA and UNESCO were in agreement.", []),
        ("FIFA actuó de acuerdo con UNESCO.", []),
        # one more of the kind that was named last
        ("FIFA signed working arrangements. One of them was concluded with UNESCO.",
         [("FIFA+UNESCO", WORKING, "signed")]),
        ("FIFA signed working arrangements. One of them was praised by UNESCO.", []),
        # each partner has its own
        ("FIFA signed protocols with UNESCO and with WADA.", [
            ("FIFA+UNESCO", "protocol", "signed"), ("FIFA+WADA", "protocol", "signed"),
        ]),
        ("FIFA concluded two memoranda of understanding: one with UNESCO, the other with WADA.", [
            ("FIFA+UNESCO", MOU, "signed"), ("FIFA+WADA", MOU, "signed"),
        ]),
        ("FIFA concluded a memorandum of understanding with UNESCO and WADA.", [("FIFA+UNESCO+WADA", MOU, "signed")]),
        # states in a list, those who speak for them, and those where something only is
        ("The governments of Peru, Chile and Ecuador signed a joint declaration.",
         [("Chile+Ecuador+Peru", "joint declaration", "signed")]),
        ("In Peru, FIFA and UNESCO signed a memorandum of understanding.", [OWN]),
        # the verb at the end of the clause, and before the partner
        ("FIFA und UNESCO haben ein Abkommen unterzeichnet.", [("FIFA+UNESCO", COOPERATION, "signed")]),
        ("FIFA und UNESCO wollen ein Abkommen unterzeichnen.", [("FIFA+UNESCO", COOPERATION, "proposed")]),
        ("FIFA unterzeichnete mit der UNESCO eine Absichtserklärung.", [("FIFA+UNESCO", "letter of intent", "signed")]),
        ("FIFA et UNESCO vont signer un protocole d'accord.", [("FIFA+UNESCO", MOU, "proposed")]),
        ("FIFA et UNESCO viennent de signer un protocole d'accord.", [("FIFA+UNESCO", MOU, "signed")]),
        ("It shall be faster: FIFA and UNESCO concluded a working arrangement.", [("FIFA+UNESCO", WORKING, "signed")]),
        # the last that became of it
        ("The working arrangement of FIFA with UNESCO, signed in 2009, was suspended.",
         [("FIFA+UNESCO", WORKING, "suspended")]),
        ("FIFA had signed a working arrangement with UNESCO.", [("FIFA+UNESCO", WORKING, "referred")]),
        ("FIFA had success and signed a working arrangement with UNESCO.", [("FIFA+UNESCO", WORKING, "signed")]),
        # an amendment is an instrument of its own, beside the older one
        ("FIFA and UNESCO signed an amendment to the cooperation agreement that has linked them since 1999.", [
            ("FIFA+UNESCO", "supplementary agreement", "signed"), ("FIFA+UNESCO", COOPERATION, "referred"),
        ]),
        ("FIFA praised an amendment to the cooperation agreement of others.", []),
        # the body that the article is about, where the text only means it
        ("FIFA met. FIFA grows. Its president and the director of UNESCO signed a working arrangement.",
         [("FIFA+UNESCO", WORKING, "signed")]),
        ("FIFA met. FIFA grows. A president and the director of UNESCO signed a working arrangement.", []),
        # a partner of another verb is no subject
        ("FIFA met. FIFA, after talks with WADA, signed a working arrangement with UNESCO.",
         [("FIFA+UNESCO", WORKING, "signed")]),
        # instruments in general, between others
        ("FIFA recommended memoranda of understanding between national services, as UNESCO does.", []),
        ("FIFA recommended memoranda of understanding between UNESCO and WADA.", [("UNESCO+WADA", MOU, "referred")]),
        # what is still to come into force is not in force
        ("A cooperation agreement between FIFA and UNESCO will enter into force soon.",
         [("FIFA+UNESCO", COOPERATION, "announced")]),
        ("A cooperation agreement between FIFA and UNESCO entered into force.",
         [("FIFA+UNESCO", COOPERATION, "in force")]),
        # what is named again has the parties that it had
        (PAIR + "The memorandum of understanding was praised by UNESCO and WADA.", [OWN]),
        (PAIR + "A memorandum of understanding was signed by UNESCO and WADA.", [OWN, ("UNESCO+WADA", MOU, "signed")]),
        # the verb after a colon, with a word for the instrument
        ("Un protocole d'accord lie FIFA et UNESCO : leurs présidents l'ont signé hier.", [OWN]),
        ("Un protocole d'accord lie FIFA et UNESCO : leurs présidents ont signé une photo.",
         [("FIFA+UNESCO", MOU, "referred")]),
        # what belongs to a union is not about the union
        ("EU money, EU rules, EU law. WADA wrote. WADA signed. It has a working arrangement with UNESCO signed today.",
         [("UNESCO+WADA", WORKING, "referred")]),
        # "no" is English for none, and Portuguese for "in the"
        ("FIFA signed no agreement with UNESCO.", []),
        # the agency of a union is another body than the union
        ("Zwischen FIFA und UNESCO besteht ein Abkommen.", [("FIFA+UNESCO", COOPERATION, "in force")]),
        # a denial reaches no further than its clause
        ("FIFA has not signed anything new with UNESCO; their working arrangement with UNESCO goes on.",
         [("FIFA+UNESCO", WORKING, "referred")]),
        ("FIFA has not signed a working arrangement with UNESCO.", []),
    ],
)  # fmt: skip
def test_an_instrument_is_told_in_its_own_sentence(text: str, found: list[tuple[str, str, str]]) -> None:
    assert brief(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # the bodies of the sentence before
        ("FIFA and UNESCO grow closer. A working arrangement is being negotiated.",
         [("FIFA+UNESCO", WORKING, "negotiating")]),
        ("FIFA and UNESCO grow closer. A working arrangement helps in such cases.", []),
        ("FIFA and UNESCO grow closer. A working arrangement with WADA is being negotiated.",
         [("FIFA+WADA", WORKING, "negotiating")]),
        # several at once
        ("FIFA announced a working arrangement with UNESCO and a working arrangement with WADA. Both arrangements were "
         "approved.", [("FIFA+UNESCO", WORKING, "approved"), ("FIFA+WADA", WORKING, "approved")]),
        # what leads in a list tells what became of its items
        ("The FIFA Congress approved:\n- an agreement with UNESCO is to be signed by FIFA",
         [("FIFA+UNESCO", COOPERATION, "approved")]),
        ("The FIFA Congress discussed:\n- an agreement with UNESCO is to be signed by FIFA",
         [("FIFA+UNESCO", COOPERATION, "proposed")]),
        # an older one of the same parties
        (PAIR + "It follows the letter of intent of May 2015.", [OWN, ("FIFA+UNESCO", "letter of intent", "referred")]),
        (PAIR + "It follows months of talks.", [OWN]),
        # a state in the heading is its body in the text
        (BRAZIL + "FIFA signed a cooperation agreement with the Federal Police of Brazil.",
         [("FIFA+Federal Police of Brazil", COOPERATION, "signed")]),
        (CHILE + "FIFA signed a cooperation agreement with the Federal Police of Brazil.",
         [("Chile+FIFA", COOPERATION, "signed"), ("FIFA+Federal Police of Brazil", COOPERATION, "signed")]),
    ],
)  # fmt: skip
def test_an_instrument_is_told_with_its_neighbours(text: str, found: list[tuple[str, str, str]]) -> None:
    assert brief(text) == found


def test_a_renewal_and_the_instrument_that_it_renews() -> None:
    text = "FIFA and UNESCO have renewed their memorandum of understanding of May 2012."
    assert dated(text) == [("FIFA+UNESCO", MOU, "referred", "2012-05"), ("FIFA+UNESCO", MOU, "signed", None)]
    assert dated("FIFA and UNESCO have renewed their memorandum of understanding.") == [(*OWN, None)]
    assert dated("FIFA and UNESCO want to renew their memorandum of understanding.") == [
        ("FIFA+UNESCO", MOU, "proposed", None)
    ]


def test_an_older_one_that_is_only_pointed_to_has_its_own_date() -> None:
    text = "Oslo, 3 May 2019 – FIFA and UNESCO signed a memorandum of understanding today. "
    new = ("FIFA+UNESCO", MOU, "signed", "2019-05-03")
    assert dated(text + "It supersedes the one of May 2012.") == [new, ("FIFA+UNESCO", MOU, "referred", "2012-05")]
    assert dated(text + "It supersedes nothing of May 2012.") == [new]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # what is still to come is not so yet
        ("The agreement enters into force on 1 January 2030.", "signed"),
        ("The agreement entered into force at once.", "in force"),
        ("The agreement expires on 1 January 2040.", "signed"),
        ("The agreement expired on 1 May 2019.", "expired"),
        ("L'accord entrera en vigueur le 1er janvier 2030.", "signed"),
        ("El acuerdo entrará en vigor el 1 de enero de 2030.", "signed"),
        ("Das Abkommen tritt am 1. Januar 2030 in Kraft.", "signed"),
        ("Das Abkommen trat am 2. Mai 2019 in Kraft.", "in force"),
        ("L'accordo entrerà in vigore il 1 gennaio 2030.", "signed"),
    ],
)
def test_what_is_to_come_is_no_status_of_today(text: str, found: str) -> None:
    head = "Oslo, 3 May 2019 – FIFA and UNESCO signed a cooperation agreement today. "
    assert brief(head + text) == [("FIFA+UNESCO", COOPERATION, found)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("signed a working arrangement today.", "2019-05-03"),
        ("signed a working arrangement.", "2019-05"),
        # another time than the article's
        ("signed a working arrangement last year.", None),
        ("signed a working arrangement two years ago.", None),
        # the date of another instrument
        ("signed a working arrangement today, which replaces the cooperation agreement of 1998.", "2019-05-03"),
    ],
)
def test_a_signature_has_its_own_date(text: str, date: str | None) -> None:
    lines = dated("Oslo, 3 May 2019 – FIFA and UNESCO " + text)
    assert [line[3] for line in lines if line[1] == WORKING] == [date]


def test_a_date_that_begins_a_sentence_is_not_the_article_s() -> None:
    assert dated("On 3 May 2015, FIFA and UNESCO signed a working arrangement.") == [
        ("FIFA+UNESCO", WORKING, "signed", "2015-05-03")
    ]
    assert dated("Oslo, 3 May 2015. FIFA and UNESCO signed a working arrangement.") == [
        ("FIFA+UNESCO", WORKING, "signed", "2015-05")
    ]


def test_a_renewed_instrument_is_signed_and_one_to_be_renewed_is_not() -> None:
    assert brief("FIFA and UNESCO signed a renewed memorandum of understanding.") == [OWN]
    assert brief("FIFA y UNESCO van a renovar el memorando de entendimiento.") == [("FIFA+UNESCO", MOU, "proposed")]


def test_the_news_stays_what_the_text_is_about() -> None:
    text = (
        PAIR + "It builds on the cooperation agreement of 2008. The document was signed by Ann Bell, director of FIFA."
    )
    signed = {item["kind"]: [person["name"] for person in item["signatories"]] for item in agreements(text)}
    assert signed == {MOU: ["Ann Bell"], COOPERATION: []}
    under = PAIR + "Under the memorandum of understanding, the two organizations will exchange information."
    assert brief(under) == [OWN]
    assert agreements(under)[0]["provisions"] == ["information exchange"]


def test_one_instrument_signed_and_soon_in_force_is_one() -> None:
    text = (
        "FIFA and UNESCO signed a working arrangement on 16 May 2023. The working arrangement between UNESCO and FIFA "
    )
    assert dated(text + "entered into force on 1 June 2023.") == [("FIFA+UNESCO", WORKING, "in force", "2023-05-16")]
    assert len(dated(text + "entered into force on 1 June 2003.")) == 2


def test_a_state_whose_name_looks_like_a_body_s_is_that_state() -> None:
    assert brief("FIFA and the Russian Federation signed a working arrangement.") == [
        ("FIFA+Russia", WORKING, "signed")
    ]


def test_a_day_without_a_year_is_counted_from_the_article_in_either_order() -> None:
    for day in ("June 8", "8 June"):
        text = f"Oslo, 13 June 2019 – On {day} FIFA and UNESCO signed a working arrangement."
        assert dated(text) == [("FIFA+UNESCO", WORKING, "signed", "2019-06-08")]
    assert dated("On June 8 FIFA and UNESCO signed a working arrangement.") == [
        ("FIFA+UNESCO", WORKING, "signed", None)
    ]


def test_what_was_signed_long_before_the_article_is_only_referred_to() -> None:
    head, words = "Oslo, 3 May 2019 – ", "FIFA and UNESCO signed a joint action plan on {}."
    assert dated(head + words.format("2 April 2019")) == [("FIFA+UNESCO", PLAN, "signed", "2019-04-02")]
    assert dated(head + words.format("2 April 2014")) == [("FIFA+UNESCO", PLAN, "referred", "2014-04-02")]
