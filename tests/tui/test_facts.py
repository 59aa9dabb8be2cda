from __future__ import annotations

from pathlib import Path

from fakes import ARTICLES, agreements, claim, memorandum
from rich.cells import cell_len

from db.catalogue import Catalogue
from db.edtf import parse_edtf
from db.parsing import parse
from db.records import ArticleRow
from tui.facts import Fact, facts_of, numbers_of, trail_of
from tui.record_lines import fact_lines, words_lines


def shown(facts: tuple[Fact, ...], width: int = 58, marked: int = 0) -> list[str]:
    lines = fact_lines(facts, numbers_of(facts), width, marked, "title")
    return ["".join(text for text, _ in line.line).rstrip() for line in lines]


def test_every_field_has_its_line() -> None:
    labels = [fact.label for fact in facts_of(memorandum()) if fact.label]
    assert labels == [
        "Parties", "Kind", "Status", "Signed", "Place", "By", "Topics", "Provides", "Duration", "Expires",
        "Initiatives", "Links", "Articles", "Id",
    ]  # fmt: skip


def test_what_no_article_states_is_shown_as_not_stated() -> None:
    bare = memorandum()._replace(parties=(), signatories=(), topics=(), initiatives=(), links=(), date=None, place=None)
    missing = {fact.label for fact in facts_of(bare) if fact.value is None}
    assert {"Parties", "By", "Topics", "Initiatives", "Links", "Signed", "Place", "Duration", "Expires"} <= missing
    assert any("not stated" in line for line in shown(facts_of(bare)))


def test_a_date_resolved_from_the_words_says_so_and_a_rival_is_shown() -> None:
    text = "\n".join(shown(facts_of(memorandum()), 70))
    assert "11 October 2011" in text
    assert "resolved from “on Tuesday”" in text
    assert "INTERPOL also says 12 October 2011 [" in text
    assert "sources disagree" not in text


def test_beside_the_value_that_is_shown_stands_why() -> None:
    agreement = memorandum()
    claims = tuple(c._replace(reason="most precise") if c.value == "2011-10-11" else c for c in agreement.claims)
    text = "\n".join(shown(facts_of(agreement._replace(claims=claims)), 90))
    assert "shown because: most precise" in text
    alone = tuple(c for c in claims if c.value != "2011-10-12")
    assert "most precise" not in "\n".join(shown(facts_of(agreement._replace(claims=alone)), 90))


def test_a_less_precise_date_is_no_disagreement() -> None:
    agreement = memorandum()
    vague = claim("date", "2011", 2, "2011", 90, chosen=False)
    others = tuple(c for c in agreement.claims if c.chosen)
    text = "\n".join(shown(facts_of(agreement._replace(claims=(*others, vague)))))
    assert " says " not in text


def test_a_disagreement_within_one_article_is_told_apart() -> None:
    agreement = memorandum()
    claims = tuple(c for c in agreement.claims if c.attribute == "date" and c.article == 1)
    text = "\n".join(shown(facts_of(agreement._replace(claims=claims))))
    assert "the same article also says 12 October 2011" in text
    assert "says so" not in text


def told_by(*rows: ArticleRow, rival: int) -> str:
    """The detail of an agreement of which the first article says 11 October and article `rival` the 14th."""
    agreement = memorandum()
    shown_date = claim("date", "2011-10-11", 1, "on Tuesday", 6, reason="published first")
    others = [
        shown_date._replace(id=90 + row.id, article=row.id, value="2011-10-14", chosen=False, reason=None)
        for row in rows
        if row.id >= rival
    ]
    claims = tuple(c for c in agreement.claims if c.attribute != "date")
    facts = facts_of(agreement._replace(articles=rows, claims=(*claims, shown_date, *others)))
    return "\n".join(shown(facts, 90))


def paper(number: int, publisher: str | None, **more: object) -> ArticleRow:
    fields = {"name": f"{number}.txt", "publisher": publisher, "title": f"Title {number}", "published": None, **more}
    return ARTICLES[1]._replace(id=number, **fields)


def test_it_is_said_who_says_what() -> None:
    text = told_by(paper(1, "Herald"), paper(2, "Courier"), rival=2)
    assert "Herald says so; shown because: published first" in text
    assert "Courier says 14 October 2011 [" in text
    several = told_by(*(paper(number, f"Paper {number}") for number in range(1, 6)), rival=2)
    assert "Paper 2, Paper 3 and 2 others say 14 October 2011 [" in several


def test_articles_of_one_publisher_are_told_apart_by_their_day_or_title() -> None:
    day = parse_edtf("2011-10-15")
    text = told_by(paper(1, "Courier"), paper(2, "Courier", published=day), paper(3, None), rival=2)
    assert "“Title 1” says so" in text
    assert "Courier, 15 October 2011 and “Title 3” say 14 October 2011" in text


def test_the_versions_of_an_article_count_once() -> None:
    old, new = paper(2, "Courier", replaced_by=3), paper(3, "Courier")
    assert "Courier says 14 October 2011 [" in told_by(paper(1, "Herald"), old, new, rival=2)
    long = told_by(paper(1, "Courier " * 6), paper(2, "Courier " * 6, replaced_by=1), rival=2)
    assert "Courier Courier Courier Courier… (older version) says 14 October 2011" in long
    corrected = told_by(paper(1, "Courier"), paper(2, "Courier", replaced_by=1), rival=2)
    assert "Courier says so" in corrected
    assert "Courier (older version) says 14 October 2011" in corrected


def test_who_says_so_can_not_reach_the_terminal() -> None:
    text = told_by(paper(1, "He\x1b[31mrald"), paper(2, "Cou\x1b]0;rier"), rival=2)
    assert "\x1b" not in text


def test_the_lines_of_a_disagreement_keep_to_their_column_in_a_narrow_pane() -> None:
    rows = (paper(1, "The Herald of the Northern Provinces"), paper(2, "Courier des Provinces du Nord et de l'Est"))
    agreement = memorandum()
    first = claim("date", "2011-10-11", 1, "on Tuesday", 6, reason="published first")
    second = first._replace(id=91, article=2, value="2011-10-14", chosen=False, reason=None)
    found = facts_of(agreement._replace(articles=rows, claims=(first, second)))
    lines = fact_lines(found, numbers_of(found), 44, 0, "title")
    at = next(number for number, fact in enumerate(found) if fact.is_rival)
    rival = ["".join(text for text, _ in line.line) for line in lines if line.fact == at]
    assert len(rival) > 1
    assert all(cell_len(line) <= 44 and line[:12].isspace() and line[12] != " " for line in rival)
    assert {tone for line in lines if line.fact == at for text, tone in line.line if "says" in text} == {"warning"}


def test_what_only_an_older_version_tells_is_marked() -> None:
    words = "only in an older version of 2.txt, which has since changed"
    only = memorandum()._replace(articles=(paper(2, "Courier", replaced_by=7),))
    assert words in "\n".join(shown(facts_of(only), 90))
    still = only._replace(articles=(*only.articles, paper(3, "Herald")))
    assert "which has since changed" not in "\n".join(shown(facts_of(still), 90))


def test_each_stated_fact_carries_its_mark_and_its_words_stand_below() -> None:
    facts = facts_of(memorandum())
    numbers = numbers_of(facts)
    place = next(n for n, fact in enumerate(facts) if fact.label == "Place")
    line = next(line for line in shown(facts) if "Place" in line)
    number = numbers[(1, facts[place].claims[0].start, facts[place].claims[0].end)]
    assert line.endswith(f"Lyon [{number}]")
    words = "".join(text for text, _ in words_lines(facts[place], numbers, 58, 3)[0])
    assert words.strip() == f"[{number}] LYON, France"


def test_several_pieces_of_evidence_are_all_numbered() -> None:
    facts = facts_of(memorandum())
    line = next(line for line in shown(facts) if "secure communications" in line)
    assert line.count("[") == 2


def test_an_initiative_rests_on_words_of_the_agreements_own_articles_where_it_can() -> None:
    elsewhere = claim("run by", "interpol", 1, "the line will allow the exchange", 50)
    here = claim("run by", "interpol", 2, "their law enforcement arm", 51)
    named = claim("named", "secure-line", 2, "a secure communication line", 52)
    line = memorandum().initiatives[0]._replace(claims=(elsewhere, here, named))
    only_second = memorandum()._replace(articles=memorandum().articles[1:], initiatives=(), also_named=(line,))
    facts = facts_of(only_second)
    place = next(n for n, fact in enumerate(facts) if fact.label == "Also named")
    assert facts[place].claims == (named,)
    assert facts[place + 1].claims == (here, elsewhere)
    assert named in trail_of(only_second)


def test_each_fact_of_the_bundled_articles_leads_to_words(seeded: Path) -> None:
    with Catalogue(seeded) as catalogue:
        rows = catalogue.page(parse(""), limit=1000).rows
        found = [(row.id, fact) for row in rows for fact in facts_of(catalogue.agreement(row.id))]
    assert rows
    assert not [(name, f.value) for name, f in found if f.value is not None and f.label != "Id" and not f.claims]


def test_a_party_is_short_until_it_is_marked() -> None:
    facts = facts_of(memorandum())
    assert any(line.strip().startswith("Parties     Europol [") for line in shown(facts))
    assert "Agency" in "".join(shown(facts, marked=1))


def test_the_trail_goes_through_each_article_in_reading_order() -> None:
    trail = trail_of(memorandum())
    assert [c.article for c in trail] == sorted(c.article for c in trail)
    assert len({(c.article, c.start, c.end) for c in trail}) == len(trail)
    first = [c.start for c in trail if c.article == 1]
    assert first == sorted(first)


def test_every_agreement_can_be_shown_at_any_width() -> None:
    for agreement in agreements():
        for width in (20, 38, 58, 100):
            facts = facts_of(agreement)
            for line in fact_lines(facts, numbers_of(facts), width, 3, "quiet"):
                assert sum(len(text) for text, _ in line.line) == width
