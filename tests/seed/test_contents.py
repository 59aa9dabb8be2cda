"""What an instrument is about and what its parties undertake: stretches, topics, provisions."""

from __future__ import annotations

import pytest
from stages import LEXICON, article, reading
from stages import drafts as drafts_in

from seed.contents import provision_claims, read_contents, topic_claims
from seed.extract import as_json
from seed.language import guess_language
from seed.pipeline import read_article
from seed.regions import is_alone, regions_of

NEWS = "FIFA and UNESCO signed a memorandum of understanding"


def regions(text: str, place: int = 0) -> list[str]:
    found = reading(text)
    return [text[item.start : item.end] for item in regions_of(found, drafts_in(text))[place]]


def claims(text: str, attribute: str, place: int = 0) -> list[tuple[str, str]]:
    """(value, rule) of one of the text's instruments."""
    found, drafts = reading(text), drafts_in(text)
    parts = regions_of(found, drafts)
    contents = read_contents(found, parts, guess_language(found.document.tokens, LEXICON.languages))
    alone = is_alone(drafts)
    if attribute == "topic":
        given = topic_claims(LEXICON.topics, parts[place], contents, alone)
    else:
        given = provision_claims(drafts[place], parts[place], contents, alone)
    return sorted({(claim.value, claim.rule) for claim in given})


def topics(text: str, place: int = 0) -> list[str]:
    return [value for value, _ in claims(text, "topic", place)]


def provisions(text: str, place: int = 0) -> list[str]:
    return [value for value, _ in claims(text, "provision", place)]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        (f"{NEWS} on doping.", [f"{NEWS} on doping."]),
        (f"{NEWS}. It will cover doping.", [f"{NEWS}.", "It will cover doping."]),
        (f"Rain fell. {NEWS}.", ["Rain fell.", f"{NEWS}."]),
        (f"{NEWS}.\nEurojust teaches.\nThey will meet.", [f"{NEWS}.", "They will meet."]),
        (f"{NEWS}.\nAbout us: we fight doping.\nThey meet.", [f"{NEWS}."]),
        (  # what stands before "and" is another matter
            "FIFA and UNESCO fought doping and signed a memorandum of understanding.",
            ["signed a memorandum of understanding."],
        ),
        (  # an older instrument: up to the end of its clause
            "Under a memorandum of understanding between FIFA and UNESCO, courses are held.",
            ["memorandum of understanding between FIFA and UNESCO"],
        ),
    ],
)
def test_which_stretches_speak_of_an_instrument(text: str, stretches: list[str]) -> None:
    assert regions(text) == stretches


TWO = (
    "WADA and INTERPOL signed a cooperation agreement. It covers doping.\n"
    "Frontex and Europol concluded a working arrangement. They will fight piracy at sea.\n"
    "Officers will be trained."
)


def test_each_instrument_has_what_its_own_sentences_name() -> None:
    assert (topics(TWO, 0), provisions(TWO, 0)) == (["doping"], [])
    assert (topics(TWO, 1), provisions(TWO, 1)) == (["maritime piracy"], ["training/capacity building"])


def test_what_goes_on_after_an_older_instrument_of_the_same_parties_is_the_new_one_s() -> None:
    text = (
        f"{NEWS} on doping on 3 May 2019. A first cooperation agreement between FIFA and UNESCO dates from 2002. "
        "Courses will be held."
    )
    found = [(topics(text, place), provisions(text, place)) for place in range(len(drafts_in(text)))]
    assert found == [(["doping"], ["training/capacity building"]), ([], [])]


def test_of_a_question_only_the_answer_speaks() -> None:
    asked = f"{NEWS}. Asked whether the memorandum covered terrorism, she {{}} it was about doping."
    assert topics(asked.format("replied that")) == ["doping"]
    assert topics(asked.format("wept, as")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{NEWS} on corruption.", ["corruption"]),
        (f"{NEWS} against traffickers in human beings.", ["trafficking in human beings"]),
        (f"{NEWS} against the trafficking of drugs, arms and people.",
         ["drug trafficking", "firearms", "trafficking in human beings"]),
        (f"{NEWS} on drugs.", ["drugs"]),
        (f"{NEWS} on drugs and drug trafficking.", ["drug trafficking"]),
        (f"{NEWS} without any word on corruption.", []),
        (f"{NEWS}; corruption is not covered.", []),
        (f"{NEWS} on chess.", []),
        (f"{NEWS} against piracy at sea.", ["maritime piracy"]),
        (f"{NEWS} against piracy of films.", ["intellectual property crime"]),
        (f"{NEWS} on piracy.", ["maritime piracy"]),
        (f"{NEWS} on digital piracy.", ["intellectual property crime"]),
        (f"{NEWS} against counterfeiting and piracy.", ["intellectual property crime"]),
        (f"{NEWS} to facilitate legitimate trade.", ["trade facilitation"]),
        (f"{NEWS} to protect legitimate trade.", []),
        ("FIFA et UNESCO ont signé un accord sur la piraterie.", ["maritime piracy"]),
        ("FIFA et UNESCO ont signé un accord sur la piraterie en ligne.", ["intellectual property crime"]),
        ("La FIFA y la UNESCO firmaron un convenio contra la piratería.", ["maritime piracy"]),
        ("La FIFA y la UNESCO firmaron un convenio contra la piratería de software.", ["intellectual property crime"]),
        ("FIFA und UNESCO unterzeichneten ein Abkommen gegen Piraterie.", ["maritime piracy"]),
        ("FIFA und UNESCO unterzeichneten ein Abkommen gegen Softwarepiraterie.", ["intellectual property crime"]),
        ("FIFA e UNESCO hanno firmato un accordo contro la pirateria.", ["maritime piracy"]),
        ("FIFA e UNESCO hanno firmato un accordo contro la pirateria digitale.", ["intellectual property crime"]),
        ("FIFA e UNESCO hanno firmato un accordo contro la pirateria agroalimentare.", ["food fraud"]),
        ("A FIFA e a UNESCO assinaram um acordo contra a pirataria.", ["maritime piracy"]),
        ("A FIFA e a UNESCO assinaram um acordo contra a pirataria digital.", ["intellectual property crime"]),
        (f"{NEWS} on the tracing of firearms.", ["firearms"]),
        (f"{NEWS} against crime.", ["crime"]),
        (f"{NEWS} against crime and doping.", ["doping"]),
        (f"{NEWS} on research.", ["research"]),
        (f"{NEWS} on doping. Research is dear.", ["doping"]),
        (f"{NEWS} to protect the financial interests of the EU.", ["EU financial interests"]),
        ("FIFA and the United Nations Office on Drugs and Crime signed a memorandum of understanding.", []),
    ],
)  # fmt: skip
def test_topics_by_their_words_and_not_in_names_or_when_denied(text: str, found: list[str]) -> None:
    assert topics(text) == found


def test_an_instrument_that_is_alone_has_the_topics_of_the_article_s_first_sentences() -> None:
    lead = "Doping grows. {} It rained."
    assert claims(lead.format(f"{NEWS}."), "topic") == [("doping", "topic-of-the-article")]
    assert topics(lead.format("FIFA and UNESCO work under a memorandum of understanding.")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{NEWS} to exchange information.", ["information exchange"]),
        (f"{NEWS} on joint capacity-raising projects.", ["joint operations/projects", "training/capacity building"]),
        (f"{NEWS} on access to the databases of WADA.", ["access to databases"]),
        (f"{NEWS} on access to WADA's databases.", ["access to databases"]),
        (f"{NEWS} on access to the stadium.", []),
        (f"{NEWS} to exchange critical crime-related information.", ["information exchange"]),
        (f"{NEWS} to store files, and names will be read aloud.", []),
        (f"{NEWS} to exchange one two three four five six seven information.", []),
        (f"{NEWS} and will not exchange information.", []),
        (f"{NEWS} that does not cover the exchange of personal data.", []),
        (f"{NEWS} not only to exchange data.", ["information exchange"]),
        (f"{NEWS}; access to databases is excluded.", []),
        (f"{NEWS} so that no work is done twice.", ["coordination/avoid duplication"]),
        (f"{NEWS} on training.", ["training/capacity building"]),
        (f"{NEWS} on the training of horses by Europol.", ["training/capacity building"]),
        (f"{NEWS} on trains.", []),
        (f"{NEWS}; a protected line will link them.", ["secure communications"]),
        (f"{NEWS}; a long line formed.", []),
        (f"{NEWS}; each will second an analyst to the other.", ["liaison officers/mutual representation"]),
        (f"{NEWS}; an analyst praised it.", []),
        ("FIFA and UNESCO approved a joint action plan.", ["joint action plan"]),
    ],
)  # fmt: skip
def test_provisions_by_words_and_pairs_of_words_in_one_clause(text: str, found: list[str]) -> None:
    assert provisions(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FIFA et UNESCO ont signé un protocole d'accord pour échanger des renseignements et organiser des ateliers.",
         ["information exchange", "training/capacity building"]),
        ("La FIFA y la UNESCO firmaron un convenio para compartir datos y crear equipos conjuntos de trabajo.",
         ["information exchange", "joint operations/projects"]),
        ("FIFA und UNESCO unterzeichneten ein Abkommen, um Daten auszutauschen und Verbindungsbeamte zu entsenden.",
         ["information exchange", "liaison officers/mutual representation"]),
        ("FIFA e UNESCO hanno firmato un protocollo d'intesa per lo scambio di dati e per l'assistenza tecnica.",
         ["information exchange", "technical assistance"]),
        ("A FIFA e a UNESCO assinaram um memorando de entendimento para o acesso às bases de dados e a capacitação.",
         ["access to databases", "training/capacity building"]),
    ],
)  # fmt: skip
def test_provisions_in_other_languages(text: str, found: list[str]) -> None:
    assert set(provisions(text)) >= set(found)


def topics_in_json(text: str) -> list[str]:
    return as_json(read_article(article(text), LEXICON))["agreements"][0]["topics"]


def test_topics_are_called_as_the_article_calls_them() -> None:
    assert topics_in_json(f"{NEWS} on terrorism.") == ["terrorism"]
    assert topics_in_json(f"{NEWS} against people smuggling.") == ["people smuggling"]
    assert topics_in_json(f"{NEWS} against those who launder money.") == ["money laundering"]  # no name of it
    french = "FIFA et UNESCO ont signé un protocole d'accord contre le terrorisme et contre les terroristes."
    assert topics_in_json(french) == ["terrorisme"]


def test_a_common_action_plan_is_no_common_action() -> None:
    signed = "FIFA und UNESCO haben einen gemeinsamen Aktionsplan unterzeichnet"
    assert provisions(f"{signed}.") == ["joint action plan"]
    assert set(provisions(f"{signed}, der gemeinsame Aktionen vorsieht.")) == {
        "joint action plan",
        "joint operations/projects",
    }
