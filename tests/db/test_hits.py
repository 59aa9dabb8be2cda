"""Articles that match: which, in which order, with which sentences, and windows of the list."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import finding

from db.catalogue import Catalogue
from db.errors import NothingFoundError
from db.findings import Findings
from db.query import (
    All,
    AnyOf,
    Dated,
    Facet,
    Identified,
    Node,
    Not,
    Nothing,
    Only,
    Part,
    Party,
    Query,
    Within,
    Words,
)  # fmt: skip
from db.rows import Hit, Milestone

UNDATED = Not(Dated(None, None))


def asked(*nodes: Node) -> Query:
    return Query(tuple(Part(node, "") for node in nodes), "articles")


def article(text: str, published: str | None = None, **about: object) -> Findings:
    """An article that tells of no agreement, and names INTERPOL if its text does."""
    base = finding(["interpol"])
    sha = hashlib.sha256(f"{text}{published}{about}".encode()).hexdigest()
    about = {"title": None, "publisher": None, "language": "en", "name": f"{sha[:8]}.txt", **about}
    named = base.organisations if "INTERPOL" in text[:20] else ()
    named = tuple(replace(o, mentions=(replace(o.mentions[0], start=0, end=8),)) for o in named)
    return replace(base, text=text, published=published, sha256=sha, content=sha, source=sha, organisations=named,
                   initiatives=(), reports=(), **about)  # fmt: skip


@pytest.fixture
def catalogue(library: Path) -> Iterator[Catalogue]:
    with Catalogue(library) as found:
        yield found


@pytest.fixture
def library(build: Callable[..., Path], store_articles: Callable[..., None]) -> Path:
    """Two agreements, each with its article, and articles that tell of none."""
    path = build(
        ("interpol-europol-mou-2011", replace(finding(["interpol", "europol"]), published="2011-10-12")),
        ("interpol-wco-plan-2014", finding(["interpol", "wco"], "joint action plan", "2014", topic="drug trafficking")),
    )
    store_articles(
        path,
        article("INTERPOL met. Secure communications were agreed by organisations.", "2016", title="Year alone"),
        article("Die Polizei in Zürich. Sichere Kommunikation.", "2016-05", title="Monat", language="de",
                publisher="Neue Zeitung"),
        article("The organization fights. Communications are secure. INTERPOL is far down.", "2016-05-03",
                title="A secure day", publisher="The Gazette", url="https://www.example.org/secure"),
        article("Nothing here.", None, title="Undated <b>[/b]", name="café-notes.txt"),
    )  # fmt: skip
    return path


def titles(catalogue: Catalogue, *nodes: Node, sort: str = "newest") -> list[str | None]:
    return [hit.article.title for hit in catalogue.hits(asked(*nodes), sort).rows]


def words_marked(hit: Hit) -> list[str]:
    return [passage.text[start:end] for passage in hit.passages for start, end in passage.marks]


def test_all_without_a_query_newest_first_the_undated_last(catalogue: Catalogue) -> None:
    found = titles(catalogue)
    assert found[:4] == ["A secure day", "Monat", "Year alone", "INTERPOL and Europol agree"]
    assert set(found[4:]) == {"INTERPOL and WCO agree", "Undated <b>[/b]"}
    assert titles(catalogue, sort="oldest") == [*found[3::-1], *found[4:]]
    assert catalogue.tally(asked()).total == catalogue.tally(asked()).everything == 6


def test_words_phrases_prefixes_variants_and_accents(catalogue: Catalogue) -> None:
    assert titles(catalogue, Words("secure communications")) == ["Year alone"]
    assert titles(catalogue, Words("secure"), Words("communications")) == ["A secure day", "Year alone"]
    assert titles(catalogue, Words("zurich")) == ["Monat"]
    assert titles(catalogue, Words("sich", prefix=True)) == ["Monat"]
    assert titles(catalogue, Words("sich")) == []
    (month,) = catalogue.hits(asked(Words("zurich"))).rows
    assert words_marked(month) == ["Zürich"]


def test_other_spellings_are_found_and_marked(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.spelling.Spelling.variants", lambda _, word: (f"{word[:6]}zation", f"{word}s"))
    assert titles(catalogue, Words("organisation")) == ["A secure day", "Year alone"]
    (day, year) = catalogue.hits(asked(Words("organisation"))).rows
    assert words_marked(day) == ["organization"]
    assert words_marked(year) == ["organisations"]


def test_and_or_not_anywhere(catalogue: Catalogue) -> None:
    secure, phrase, police = Words("secure"), Words("secure communications"), Words("polizei")
    assert titles(catalogue, AnyOf((phrase, police))) == ["Monat", "Year alone"]
    assert titles(catalogue, secure, Not(phrase)) == ["A secure day"]
    assert titles(catalogue, AnyOf((All((secure, Not(phrase))), police))) == ["A secure day", "Monat"]
    assert titles(catalogue, AnyOf((police, Not(secure)))) == [
        "Monat", "INTERPOL and Europol agree", *titles(catalogue, UNDATED)
    ]  # fmt: skip
    assert len(titles(catalogue, Not(secure))) == 4
    assert titles(catalogue, Not(AnyOf((secure, police))), Dated(None, None)) == ["INTERPOL and Europol agree"]
    (hit,) = catalogue.hits(asked(secure, Not(phrase))).rows
    assert {word.lower() for word in words_marked(hit)} == {"secure"}


def test_an_articles_own_date_the_coarse_ones_where_they_may_lie(catalogue: Catalogue) -> None:
    def within(first: date | None, last: date | None) -> list[str | None]:
        return titles(catalogue, Dated(first, last))

    assert within(date(2016, 5, 3), date(2016, 5, 3)) == ["A secure day", "Monat", "Year alone"]
    assert within(date(2016, 5, 4), None) == ["Monat", "Year alone"]
    assert within(date(2016, 6, 1), date(2016, 12, 31)) == ["Year alone"]
    assert within(None, date(2016, 4, 30)) == ["Year alone", "INTERPOL and Europol agree"]
    assert within(date(2012, 1, 1), date(2015, 12, 31)) == []
    assert titles(catalogue, Not(Dated(date(2016, 1, 1), date(2016, 12, 31))), Facet("has", ("date",))) == [
        "INTERPOL and Europol agree"
    ]
    assert set(titles(catalogue, UNDATED)) == {"INTERPOL and WCO agree", "Undated <b>[/b]"}
    assert titles(catalogue, UNDATED) == titles(catalogue, Not(Facet("has", ("date",))))
    assert titles(catalogue, AnyOf((Dated(date(2016, 6, 1), None), Words("polizei")))) == ["Monat", "Year alone"]


def test_language_source_and_the_organisations_named(catalogue: Catalogue) -> None:
    assert titles(catalogue, Facet("language", ("de",))) == ["Monat"]
    assert titles(catalogue, Not(Facet("language", ("en",)))) == ["Monat"]

    def source(text: str, prefix: bool = False) -> list[str | None]:
        return titles(catalogue, Within("sources", Words(text, prefix)))

    assert source("zeitung") == ["Monat"]
    assert source("neue zeit", prefix=True) == ["Monat"]
    assert source("neue zeit") == []
    assert source("example") == ["A secure day"]
    assert source("secure") == []
    assert source("CAFE") == source("café") == ["Undated <b>[/b]"]
    assert source("europol") == ["INTERPOL and Europol agree"]
    assert titles(catalogue, Party("europol")) == ["INTERPOL and Europol agree"]
    assert titles(catalogue, Party("interpol"), Not(Party("wco"))) == ["Year alone", "INTERPOL and Europol agree"]
    assert titles(catalogue, Party("nobody")) == titles(catalogue, Nothing()) == []
    assert titles(catalogue, AnyOf((Party("wco"), Words("polizei")))) == ["Monat", "INTERPOL and WCO agree"]


def test_all_other_filters_ask_for_an_agreement_that_it_tells_of(catalogue: Catalogue) -> None:
    memorandum, plan = Facet("kind", ("memorandum of understanding",)), Facet("kind", ("joint action plan",))
    assert titles(catalogue, memorandum) == ["INTERPOL and Europol agree"]
    assert titles(catalogue, Words("interpol"), plan) == ["INTERPOL and WCO agree"]
    assert titles(catalogue, memorandum, Within("topics", Words("drug", prefix=True))) == []
    assert titles(catalogue, Within("topics", Words("drug", prefix=True))) == ["INTERPOL and WCO agree"]
    assert titles(catalogue, Only(("interpol", "europol"))) == ["INTERPOL and Europol agree"]
    assert titles(catalogue, Identified("interpol-wco-plan-2014")) == ["INTERPOL and WCO agree"]
    assert titles(catalogue, Not(AnyOf((memorandum, plan))), Words("secure")) == ["A secure day", "Year alone"]
    assert titles(catalogue, AnyOf((plan, Words("polizei")))) == ["Monat", "INTERPOL and WCO agree"]


def test_many_rows_are_asked_one_by_one_with_the_same_result(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    nodes: list[Node] = [
        Party("interpol"), Facet("language", ("en",)), Within("sources", Words("interpol")),
        Facet("kind", ("memorandum of understanding",)), Not(Facet("kind", ("joint action plan",))),
    ]  # fmt: skip
    listed = [titles(catalogue, node) for node in nodes] + [titles(catalogue, Words("secure"), node) for node in nodes]
    monkeypatch.setattr("db.article_query.FEW", 0)
    each = [titles(catalogue, node) for node in nodes] + [titles(catalogue, Words("secure"), node) for node in nodes]
    assert each == listed
    assert all(listed[:5])


def test_a_hit_tells_of_its_article_and_of_where_the_words_stand(catalogue: Catalogue) -> None:
    (day, year) = catalogue.hits(asked(Words("secure"), Words("communications"))).rows
    assert day.passages[0].text == "Communications are secure."
    assert day.passages[0].marks == ((0, 14), (19, 25))
    assert day.passages[0].start == 25
    assert day.title_marks == ((2, 8),)
    assert (day.more, day.is_partial, day.told) == (0, False, ())
    assert str(year.article.published) == "2016"
    (agreed,) = catalogue.hits(asked(Words("europol"))).rows
    assert agreed.article.agreements == 1
    assert [row.id for row in agreed.told] == ["interpol-europol-mou-2011"]
    (none,) = catalogue.hits(asked(Facet("language", ("de",)))).rows
    assert none.passages[0].text == "Die Polizei in Zürich."
    assert none.passages[0].marks == ()
    (title_only,) = catalogue.hits(asked(Words("undated"))).rows
    assert title_only.title_marks == ((0, 7),)
    assert words_marked(title_only) == []


def test_the_best_match_is_ranked_where_it_can_be(catalogue: Catalogue) -> None:
    query = asked(Words("secure"))
    page = catalogue.hits(query, "best match")
    assert page.order == "best match"
    assert page.rows[0].article.title == "A secure day"  # the title counts most
    assert page.total == 2
    assert catalogue.hits(asked(), "best match").order == "newest"
    assert catalogue.hits(query, "kind").order == "newest"
    assert catalogue.hit_position(query, "best match", page.keys[1]) == 1


def test_any_window_is_the_same_however_it_is_reached(
    build: Callable[..., Path], store_articles: Callable[..., None]
) -> None:
    path = build()
    days = [f"2016-{month:02}-{day:02}" for month in (1, 2, 3) for day in range(1, 21)]
    texts = [article(f"Secure day {n}.", day) for n, day in enumerate(days)]
    store_articles(path, *texts, *(article(f"Secure {n} without a date.") for n in range(7)), article("Other."))
    with Catalogue(path) as catalogue:
        for nodes in ((Words("secure"),), ()):
            for sort in ("newest", "oldest", "best match"):
                query = asked(*nodes)
                everything = catalogue.hits(query, sort, limit=-1)
                keys = everything.keys
                assert len(set(keys)) == everything.total == catalogue.tally(query).total
                for offset in (0, 1, 30, 59, 60, 62, len(keys) - 5):
                    for place in (0, offset, offset + 3, 58, 61, len(keys) - 1):
                        known = [Milestone(place, keys[place])] if place < len(keys) else []
                        for total in (None, len(keys)):
                            page = catalogue.hits(query, sort, offset, 5, known, total)
                            assert page.keys == keys[page.offset : page.offset + 5], (sort, offset, place, total)
                            assert page.offset == min(offset, len(keys) - 5) or total is None
                assert [catalogue.hit_position(query, sort, key) for key in keys] == list(range(len(keys)))
                gone = catalogue.hits(query, sort, 30, 5, [Milestone(30, 12345)])
                assert gone.keys == keys[30:35]


def test_a_huge_article_is_looked_at_in_part_and_read_whole(
    build: Callable[..., Path], store_articles: Callable[..., None]
) -> None:
    filler = "Police and customs agreed on many facts. " * 120_000  # 5 MB
    path = build()
    store_articles(
        path,
        article("The zeppelin came. " + filler, "2016-01-01", title="early"),
        article(filler[: 41 * 2_500] + "The zeppelin left. " + filler, "2016-01-02", title="later"),
        article(filler + "The zeppelin ended.", "2016-01-03", title="last"),
    )
    with Catalogue(path, seconds=20) as catalogue:
        last, later, early = catalogue.hits(asked(Words("zeppelin"))).rows
        assert (words_marked(early), words_marked(later), words_marked(last)) == (["zeppelin"], ["zeppelin"], [])
        assert all(hit.is_partial for hit in (early, later, last))
        assert later.passages[0].text == "The zeppelin left."
        query = asked(Words("zeppelin"))
        ((start, end),) = catalogue.marked_article(last.article.id, query).marks
        assert catalogue.article(last.article.id).text[start:end] == "zeppelin"
        capped = catalogue.marked_article(last.article.id, asked(Words("police")))
        assert capped.is_capped
        assert len(capped.marks) == 10_000
        with pytest.raises(NothingFoundError):
            catalogue.marked_article(1, query)


def test_words_that_look_like_operators_are_words(catalogue: Catalogue) -> None:
    for text in ('"', "AND", "NEAR(", "text : x", "*", "a" * 10_000, "\0", "💥", "[/b]"):
        page = catalogue.hits(asked(Words(text, prefix=True)))
        assert page.order == "newest"
        catalogue.tally(asked(Words(text), Not(Words(text))))
