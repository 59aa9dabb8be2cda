"""What an instrument is about and what its parties undertake: stretches, topics, provisions."""

from __future__ import annotations

import pytest
from stages import reading

from seed.agreements import find_agreements
from seed.contents import provision_claims, regions_of, topic_claims

NEWS = "FIFA and UNESCO signed a memorandum of understanding"


def regions(text: str) -> list[str]:
    found = reading(text)
    drafts = find_agreements(found)
    return [text[item.start : item.end] for item in regions_of(found, drafts[0], len(drafts) == 1)]


def topics(text: str) -> list[tuple[str, str]]:
    """(topic, rule) of the first instrument."""
    found = reading(text)
    drafts = find_agreements(found)
    claims = topic_claims(found, drafts[0], regions_of(found, drafts[0], len(drafts) == 1))
    return sorted({(claim.value, claim.rule) for claim in claims})


def provisions(text: str) -> list[str]:
    found = reading(text)
    drafts = find_agreements(found)
    claims = provision_claims(found, drafts[0], regions_of(found, drafts[0], len(drafts) == 1))
    return sorted({claim.value for claim in claims})


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        (f"{NEWS} on doping.", [f"{NEWS} on doping."]),
        (f"Rain fell. {NEWS}. It will cover doping.", [f"{NEWS}.", "It will cover doping."]),
        (f"{NEWS}. It rained all day.", [f"{NEWS}."]),
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


def test_of_a_question_only_the_answer_speaks() -> None:
    asked = f"{NEWS}. Asked whether the memorandum covered terrorism, she {{}} it was about doping."
    assert topics(asked.format("replied that")) == [("doping", "topic-words")]
    assert topics(asked.format("wept, as")) == [
        ("doping", "topic-of-the-article"),
        ("terrorism", "topic-of-the-article"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{NEWS} on corruption.", ["corruption"]),
        (f"{NEWS} against traffickers in human trafficking.", ["trafficking in human beings"]),
        (f"{NEWS} without any word on corruption.", []),
        (f"{NEWS} on trade.", []),
        (f"{NEWS} against piracy at sea.", ["maritime piracy"]),
        (f"{NEWS} against piracy of films.", []),
        (f"{NEWS} on the tracing of firearms.", ["firearms"]),
        ("FIFA and the United Nations Office on Drugs and Crime signed a memorandum of understanding.", []),
    ],
)
def test_topics_by_their_words_and_not_in_names_or_when_denied(text: str, found: list[str]) -> None:
    assert [topic for topic, _ in topics(text)] == found


def test_news_without_a_topic_of_its_own_has_those_of_the_first_sentences() -> None:
    lead = "Doping grows. {} It rained."
    assert topics(lead.format(f"{NEWS}.")) == [("doping", "topic-of-the-article")]
    assert topics(lead.format("FIFA and UNESCO work under a memorandum of understanding.")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{NEWS} to exchange information.", ["information exchange"]),
        (f"{NEWS} on joint capacity-raising projects.", ["joint operations/projects"]),
        (f"{NEWS} on access to the databases of WADA.", ["access to databases"]),
        (f"{NEWS} on access to WADA's databases.", ["access to databases"]),
        (f"{NEWS} on access to the stadium.", []),
        (f"{NEWS} to exchange critical crime-related information.", ["information exchange"]),
        (f"{NEWS} to exchange staff, and information desks were built.", []),
        (f"{NEWS} to exchange one two three four five six seven information.", []),
        (f"{NEWS} and will not exchange information.", []),
        (f"{NEWS} on training.", ["training/capacity building"]),
        (f"{NEWS} for a joint action plan.", []),
        ("FIFA and UNESCO approved a joint action plan.", ["joint action plan"]),
    ],
)  # fmt: skip
def test_provisions_by_words_and_pairs_of_words_in_one_clause(text: str, found: list[str]) -> None:
    assert provisions(text) == found
