"""Any bytes at all: refused in words, or read with every claim in its place, twice the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stages import LEXICON

from db.errors import UnreadableSourceError
from db.findings import Findings
from seed.clean import clean_text
from seed.pipeline import digest, read_article
from seed.sources import RawArticle

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
    return read_article(RawArticle("a.txt", "a.txt", text.encode("utf-8", "replace")), LEXICON)


def spans(findings: Findings) -> Iterator[tuple[str, int, int]]:
    for item in (*findings.organisations, *findings.initiatives):
        yield from (("mention", place.start, place.end) for place in item.mentions)
        yield from ((claim.attribute, claim.start, claim.end) for claim in item.claims)
    for report in findings.reports:
        yield from ((claim.attribute, claim.start, claim.end) for claim in report.claims)


@given(st.binary(max_size=200))
@READ
def test_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    with suppress(UnreadableSourceError):
        assert read_article(RawArticle("a.txt", "a.txt", data), LEXICON).text


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


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        ("\u200b\ufe00".encode(), "empty"),
        (b"\xff\xfe\xfd", "UTF-8"),
        (b"a\0b", "binary"),
    ],
)
def test_what_is_no_article_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableSourceError, match=words):
        read_article(RawArticle("a.txt", "a.txt", data), LEXICON)


def test_an_article_keeps_its_name_source_and_digest_and_its_own_text() -> None:
    findings = read_article(RawArticle("n.txt", "here/n.txt", "Caf\u00e9\r\nx".encode()), LEXICON)
    assert (findings.name, findings.source, findings.text) == ("n.txt", "here/n.txt", "Café\nx")
    assert len(findings.sha256) == 64
    assert read("Café\nx").sha256 != findings.sha256


def test_the_digest_is_known_before_the_article_is_read() -> None:
    raw = RawArticle("a.txt", "a.txt", "FIFA wrote to UNESCO – at once.".encode())
    assert digest(raw) == read_article(raw, LEXICON).sha256
