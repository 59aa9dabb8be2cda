"""Any bytes at all: refused in words, or read with every claim in its place, twice the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stages import LEXICON, article

from db.errors import UnreadableSourceError
from db.findings import Findings
from seed.clean import clean_text
from seed.pipeline import read_article
from seed.readers.articles import TextArticle

PIECES = [
    "INTERPOL", "Europol", "the two organisations", "FIFA", "Ukraine", "the agency", "Alder Valley Police Agency",
    "Blue Water Body (BWB)", "Ann Bell", "President", "Director of UNESCO,", "signed", "was signed by", "to sign",
    "approved", "renewed", "whether", "without", "such as", "a memorandum of understanding", "agreements",
    "the agreement", "the three-year plan", "one such agreement", "a joint action plan", "between", "with", "and", ",",
    "of", "the", "on 5 May 2020", "in 2014", "on Tuesday", "in Oslo", "during the General Assembly", "held in Bonn",
    "project", "Initiative", "Harbour Watch Centre", "(", ")", "’s", "'s ", "s", "their police arm", "is led by",
    "part of", "a secure communication line", "exchange", "information", "no", "training", "doping", "\n", "\n\n", ".",
    ". ", "!", "•", "3 May 2017", "OSLO – ", "Source: FIFA",
    "\x1b", "\u202e", "\u0301", "\ufb03", "İ", "ß", "ſ", "\U0001f600",
]  # fmt: skip
SOUP = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
GLUED = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
READ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> Findings:
    return read_article(article(text), LEXICON)


def spans(findings: Findings) -> Iterator[tuple[str, int, int]]:
    for item in (*findings.organisations, *findings.initiatives):
        yield from (("mention", place.start, place.end) for place in item.mentions)
        yield from ((claim.attribute, claim.start, claim.end) for claim in item.claims)
    for report in findings.reports:
        yield from ((claim.attribute, claim.start, claim.end) for claim in report.claims)


@given(st.one_of(SOUP, GLUED, st.text(max_size=200)))
@READ
def test_every_span_is_inside_and_holds_something_and_twice_is_the_same(text: str) -> None:
    try:
        findings = read(text)
    except UnreadableSourceError:
        return
    assert findings.text == clean_text(findings.text)
    wrong = [span for span in spans(findings) if not 0 <= span[1] < span[2] <= len(findings.text)]
    assert not wrong
    assert read(text) == findings


@given(SOUP)
@READ
def test_reports_are_whole(text: str) -> None:
    """The first claim names the agreement; parties are at least two, and among the organisations."""
    try:
        findings = read(text)
    except UnreadableSourceError:
        return
    known = {item.id for item in findings.organisations}
    initiatives = {item.id for item in findings.initiatives}
    for report in findings.reports:
        assert report.claims[0].attribute == "agreement"
        parties = {claim.value for claim in report.claims if claim.attribute == "party"}
        assert len(parties) >= 2
        assert parties <= known
        assert {claim.value for claim in report.claims if claim.attribute == "initiative"} <= initiatives


def test_what_cannot_be_seen_is_no_article() -> None:
    with pytest.raises(UnreadableSourceError, match="empty"):
        read("\u200b\ufe00")


def test_an_article_keeps_its_name_source_and_digest_and_its_own_text() -> None:
    findings = read_article(
        TextArticle("n.txt", "here/n.txt", "0" * 64, "Caf\u00e9\r\nx", notes=("doubtful",)), LEXICON
    )
    assert (findings.name, findings.source, findings.text) == ("n.txt", "here/n.txt", "Café\nx")
    assert (findings.sha256, findings.notes) == ("0" * 64, ("doubtful",))


def test_the_same_text_is_the_same_article_and_other_metadata_make_another() -> None:
    same = [read("Café\r\nx").content, read("Café\nx").content]
    others = [read("Café\ny").content, told("Café\nx", title="T").content, told("Café\nx", publisher="T").content]
    assert same[0] == same[1]
    assert len({*same, *others}) == 4
    assert told("Café\nx", url="https://a.example/x").content == same[0]


NEWS = "FIFA and UNESCO signed a memorandum of understanding {} in Oslo."


def test_what_the_file_says_goes_before_the_text() -> None:
    findings = told(
        "3 May 2017\n\nA heading of its own here\n\n" + NEWS.format("on Tuesday"),
        title="Another\ntitle ", publisher="Fédération Internationale de Football Association",
        published="2018-06-07T10:00:00+02:00", url="https://a.example/x",
    )  # fmt: skip
    assert (findings.title, findings.publisher) == ("Another title", "FIFA")
    assert (findings.published, findings.url) == ("2018-06-07", "https://a.example/x")
    assert dates(findings) == [("2018-06-05", "on Tuesday"[3:])]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2018-06-07", "2018-06-07"), ("7 June 2018", "2018-06-07"), ("07.06.2018", "2018-06-07"),
        ("le 7 juin 2018", "2018-06-07"), ("June 2018", None), ("2018", None), ("soon", None), ("1" * 5000, None),
        ("7 June 2018 to 9 June 2018", None), ("2018-13-41", None), ("٠٧.٠٦.٢٠١٨", None),
    ],
)  # fmt: skip
def test_the_files_date_is_a_full_date_or_none(said: str, day: str | None) -> None:
    assert told(NEWS.format(""), published=said).published == day


def test_an_unknown_publisher_is_kept_as_written_and_a_known_one_has_to_be_the_whole_name() -> None:
    assert told("It rained.", publisher="Alder Valley Gazette").publisher == "Alder Valley Gazette"
    assert told("It rained.", publisher="Friends of UNESCO").publisher == "Friends of UNESCO"
    assert told("It rained.", publisher="unesco").publisher == "UNESCO"


def test_a_date_that_only_the_file_states_rests_on_the_news_itself() -> None:
    """No words of the text state it: the sentence stands for it, and the date line where there is one."""
    news = NEWS.format("").replace("  ", " ")
    assert dates(told(news, published="2018-06-07")) == [("2018-06", news)]
    assert dates(told("7 June 2018\n\n" + news, published="2018-06-07")) == [("2018-06", "7 June 2018")]
    assert dates(told("3 May 2017\n\n" + news, published="2018-06-07")) == [("2018-06", news)]
    assert dates(told(news)) == []


def told(text: str, **said: str) -> Findings:
    return read_article(article(text, **said), LEXICON)


def dates(findings: Findings) -> list[tuple[str, str]]:
    claims = [claim for report in findings.reports for claim in report.claims if claim.attribute == "date"]
    return [(claim.value, findings.text[claim.start : claim.end]) for claim in claims]


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("Source URL: <https://a.example/news/one-two>", "https://a.example/news/one-two"),
        ("Source: https://a.example/x.", "https://a.example/x"),
        ("URL: https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("Source URL: https://a.example/x\n\nSource: https://b.example/y", None),
        ("Source URL: https://a.example/x\n\nURL: https://a.example/x", "https://a.example/x"),
        ("See https://a.example/x", None),
        ("Source: INTERPOL", None),
        ("Source: javascript:alert(1)", None),
    ],
)
def test_the_address_is_the_one_that_the_text_gives_as_its_source(line: str, address: str | None) -> None:
    assert read(f"Two bodies sign\n\nThey signed.\n\n{line}\n").url == address
