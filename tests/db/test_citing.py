"""What one takes along: all of it stands in the record, on one line, and what is not known is said or left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.catalogue import Catalogue
from db.citing import agreement_citation, agreement_clips, article_citation, article_clips, hit_clips
from db.parsing import parse
from db.records import Agreement, Signatory

MOU = "interpol-europol-mou-2011"
ADDRESS = (
    "https://www.europol.europa.eu/newsroom/news/"
    "interpol-and-europol-agree-joint-initiatives-to-enhance-global-response-against-transnational-crime"
)


def the(seeded: Path, number: str) -> Agreement:
    with Catalogue(seeded) as catalogue:
        found = catalogue.agreement(number)
    assert found is not None
    return found


def test_a_citation_says_what_between_whom_since_when_and_where_it_is_written(seeded: Path) -> None:
    assert agreement_citation(the(seeded, MOU)) == (
        "INTERPOL – Europol memorandum of understanding (signed 11 October 2011, resolved from “Tuesday”). "
        "Parties: International Criminal Police Organization (INTERPOL); European Union Agency for Law Enforcement "
        "Cooperation (Europol). Signed by Rob Wainwright, Director, Europol; Ronald K. Noble, Secretary General, "
        "INTERPOL. Source: “INTERPOL AND EUROPOL AGREE JOINT INITIATIVES TO ENHANCE GLOBAL RESPONSE AGAINST "
        f"TRANSNATIONAL CRIME”, Europol, 12 October 2011, {ADDRESS}. "
        "Agreement Explorer, interpol-europol-mou-2011."
    )


def test_what_is_not_stated_is_not_cited(seeded: Path) -> None:
    bare = the(seeded, MOU)._replace(date=None, date_basis=None, signatories=(), place=None, parties=(), articles=())
    assert agreement_citation(bare._replace(title="An exchange", claims=())) == (
        "An exchange (memorandum of understanding; signed; date not stated). Parties: not stated. Source: none. "
        "Agreement Explorer, interpol-europol-mou-2011."
    )


def test_a_status_without_a_day_of_its_own_is_dated(seeded: Path) -> None:
    referred = the(seeded, MOU)._replace(status="referred", date_basis="curated")
    assert "(referred; dated 11 October 2011, the date set by a person)" in agreement_citation(referred)


def test_dates_that_articles_do_not_agree_on_are_cited(seeded: Path) -> None:
    agreement = the(seeded, MOU)
    date = next(claim for claim in agreement.claims_of("date") if claim.chosen)
    other = date._replace(id=10**6, value="2011-10-13", chosen=False)
    cited = agreement_citation(agreement._replace(claims=(*agreement.claims, other)))
    assert "Articles disagree on the date: also 13 October 2011 (Europol)." in cited


def test_of_many_signatories_the_first_are_named(seeded: Path) -> None:
    many = tuple(Signatory(f"Person {n}", None, None) for n in range(9))
    assert "Signed by Person 0; Person 1; Person 2; Person 3; Person 4; Person 5; and 3 more." in agreement_citation(
        the(seeded, MOU)._replace(signatories=many)
    )


def test_a_quote_names_its_source_and_its_place(seeded: Path) -> None:
    agreement = the(seeded, MOU)
    claim = next(claim for claim in agreement.claims_of("date") if claim.chosen)
    quote = agreement_clips(agreement, claim).quote
    assert quote is not None
    assert quote.startswith("“Tuesday’s agreement follows a series of strategic meetings")
    assert quote.endswith(f"; characters {claim.start}–{claim.end}: “Tuesday”)")
    assert f"Europol, 12 October 2011, {ADDRESS}" in quote


def test_every_quote_of_the_bundled_articles_stands_in_its_text(seeded: Path) -> None:
    with Catalogue(seeded) as catalogue:
        for row in catalogue.page(parse(""), limit=100).rows:
            agreement = catalogue.agreement(row.id)
            assert agreement is not None
            for claim in agreement.claims:
                article = catalogue.article(claim.article)
                assert article is not None
                assert article.text[claim.start : claim.end] == claim.quote
                assert agreement_clips(agreement, claim).quote is not None


def test_a_link_is_the_one_of_the_article_in_hand(seeded: Path) -> None:
    agreement = the(seeded, MOU)
    assert agreement_clips(agreement, None).link == ADDRESS
    unknown = agreement._replace(articles=(agreement.articles[0]._replace(url=None),))
    assert agreement_clips(unknown, None).link is None
    assert "interpol-europol-joint-initiatives.txt. Agreement" in agreement_clips(unknown, None).citation


def test_an_article_is_cited_with_the_words_in_hand(seeded: Path) -> None:
    with Catalogue(seeded) as catalogue:
        article = catalogue.article(the(seeded, MOU).articles[0].id)
    assert article is not None
    start = article.text.index("secure networks")
    clips = article_clips(article, (start, start + len("secure networks")))
    assert clips.id is None
    assert clips.citation == f"{article_citation(article.row)}."
    assert clips.quote is not None
    assert clips.quote.endswith(f"characters {start}–{start + 15}: “secure networks”)")
    assert article_clips(article, None).quote is None


def test_a_hit_is_quoted_by_its_sentence(seeded: Path) -> None:
    with Catalogue(seeded) as catalogue:
        hit = catalogue.hits(parse("in:articles piracy"), limit=1).rows[0]
    clips = hit_clips(hit)
    assert clips.quote is not None
    assert "piracy" in clips.quote
    assert hit_clips(hit._replace(passages=())).quote is None


@given(st.text(max_size=60))
def test_outside_text_becomes_one_harmless_line(text: str) -> None:
    agreement = Agreement(
        id=text, title=text, kind=text, status=text, date=None, date_basis=None, place=text, duration=None,
        expires=None, parties=(), signatories=(Signatory(text, text, text),), topics=(), provisions=(), initiatives=(),
        links=(), articles=(), claims=(),
    )  # fmt: skip
    clips = agreement_clips(agreement, None)
    for clip in (clips.citation, clips.id):
        assert clip is not None
        assert not [char for char in clip if char < " " or "\x7f" <= char < "\xa0"]


@pytest.mark.parametrize("title", [None, "A title"])
def test_an_article_without_anything_is_its_file(seeded: Path, title: str | None) -> None:
    row = the(seeded, MOU).articles[0]._replace(title=title, publisher=None, published=None, url=None)
    start = f"“{title}”, date" if title else f"{row.name}, date"
    assert article_citation(row).startswith(f"{start} of publication not stated")
