"""The reader's answers."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, suppress
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.catalogue import Catalogue
from db.connection import translated
from db.errors import BadQueryError, NothingFoundError, SlowQueryError
from db.parsing import parse
from db.rows import Tally
from db.vocabulary import SORTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@pytest.fixture
def catalogue(database: Path) -> Iterator[Catalogue]:
    with Catalogue(database) as opened:
        yield opened


def ids(catalogue: Catalogue, text: str, sort: str = "newest") -> list[str]:
    return [row.id for row in catalogue.page(parse(text), sort).rows]


NEWEST = [
    "wco-europol-mou-2016",
    "wco-zenith-mou-2014",
    "interpol-wco-plan-2014",
    "interpol-europol-mou-2011",
    "interpol-wco-mou",
]


def test_newest_first_and_undated_last(catalogue: Catalogue) -> None:
    assert ids(catalogue, "") == NEWEST
    oldest = [*NEWEST[:-1][::-1], NEWEST[-1]]
    assert ids(catalogue, "", "oldest") == oldest
    for offset in range(6):
        for limit in (1, 2, 3, -1):
            rows = catalogue.page(parse(""), "oldest", offset, limit).rows
            assert [row.id for row in rows] == oldest[offset : offset + limit if limit > 0 else None]
    assert ids(catalogue, "piracy", "oldest") == ["interpol-europol-mou-2011", "interpol-wco-mou"]
    assert ids(catalogue, "year:..2014", "oldest") == oldest[:3]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("piracy", ["interpol-europol-mou-2011", "interpol-wco-mou"]),
        ("pira*", ["interpol-europol-mou-2011", "interpol-wco-mou"]),
        ("pira", ["interpol-europol-mou-2011", "interpol-wco-mou"]),
        ('"pira"', []),
        ("pira signed", []),
        ('"drug trafficking"', ["interpol-wco-plan-2014"]),
        ('"trafficking drug"', []),
        ("CAFE", ["wco-zenith-mou-2014"]),
        ("anti-fraud", ["wco-zenith-mou-2014"]),
        ("org:interpol kind:mou", ["interpol-europol-mou-2011", "interpol-wco-mou"]),
        ("org:zen", ["wco-zenith-mou-2014"]),
        ("org:nobody", []),
        ("org:interpol org:europol", ["interpol-europol-mou-2011"]),
        ("kind:plan kind:mou year:2014", ["wco-zenith-mou-2014", "interpol-wco-plan-2014"]),
        ("status:referred", ["interpol-wco-mou"]),
        ("topic:traffick", ["interpol-wco-plan-2014"]),
        ("year:2012..", ["wco-europol-mou-2016", "wco-zenith-mou-2014", "interpol-wco-plan-2014"]),
        ("year:..2011", ["interpol-europol-mou-2011"]),
        ("o_interpol", []),
        ("doe", NEWEST),
    ],
)
def test_search(catalogue: Catalogue, text: str, found: list[str]) -> None:
    assert ids(catalogue, text) == found
    assert catalogue.page(parse(text)).total == len(found)


def test_a_row_has_what_the_list_shows(catalogue: Catalogue) -> None:
    row = catalogue.page(parse("year:2016")).rows[0]
    assert (str(row.date), row.kind, row.status, row.parties, row.place) == (
        "2016-11",
        "memorandum of understanding",
        "signed",
        ("WCO", "Europol"),
        "Lyon",
    )


def test_a_text_that_is_not_utf_8_is_shown_as_far_as_it_is(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE agreements SET title = CAST(x'c3a9ff41' AS TEXT) WHERE id = ?", (NEWEST[0],))
        connection.execute("UPDATE agreements SET date = '2011-02-99', place = 'Genève' WHERE id = ?", (NEWEST[1],))
    with Catalogue(database) as catalogue:
        for _ in range(2):
            rows = catalogue.page(parse("")).rows
            assert [row.id for row in rows] == NEWEST
            assert (rows[0].title, rows[1].date, rows[1].place) == ("é\ufffdA", "2011-02-99", "Genève")


def test_the_articles_of_an_agreement_are_counted_once_each(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        add = "INSERT INTO reports (article, position, instrument, agreement) VALUES (?, ?, 'more', ?)"
        articles = dict(connection.execute("SELECT agreement, article FROM reports").fetchall())
        keys = dict(connection.execute("SELECT id, key FROM agreements").fetchall())
        own, other, alone = (keys[number] for number in NEWEST[:3])
        connection.executemany(add, [(articles[own], 1, own), (articles[other], 1, own), (articles[other], 2, other)])
        connection.execute("DELETE FROM reports WHERE agreement = ?", (alone,))
    with Catalogue(database) as catalogue:
        assert [row.sources for row in catalogue.page(parse("")).rows] == [2, 1, 0, 1, 1]


def test_windows_and_positions(catalogue: Catalogue) -> None:
    page = catalogue.page(parse(""), offset=1, limit=2)
    assert [row.id for row in page.rows] == NEWEST[1:3]
    assert (page.offset, page.total, len(page.keys)) == (1, None, 2)
    assert catalogue.tally(parse("")) == Tally(5, 5)
    assert [catalogue.position(parse(""), "newest", number) for number in NEWEST] == [0, 1, 2, 3, 4]
    assert catalogue.position(parse("piracy"), "newest", NEWEST[0]) is None
    assert catalogue.position(parse(""), "newest", "nothing") is None


@pytest.mark.parametrize("cap", [2, 1_000])
@pytest.mark.parametrize("text", ["", "piracy", "org:nobody", "kind:mou -piracy", "year:..2014", "europol (mou -wco)"])
def test_a_counted_page_is_the_page_and_the_tally(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, text: str, cap: int
) -> None:
    monkeypatch.setattr("db.catalogue.COUNTED_CAP", cap)
    query = parse(text)
    for sort, limit in product(SORTS, (-1, 0, 1, 2, 3, 100)):
        found, page = catalogue.counted_page(query, sort, limit), catalogue.page(query, sort, 0, limit)
        assert (found.rows, found.keys, found.order) == (page.rows, page.keys, page.order)
        assert found.total == catalogue.tally(query).total
    assert catalogue.in_words(query) == page.understood


def test_best_match_says_when_it_is_not_that(catalogue: Catalogue) -> None:
    assert catalogue.page(parse("piracy"), "best match").order == "best match"
    assert catalogue.page(parse("kind:mou"), "best match").order == "newest"


def test_organisations_are_counted_within_the_query(catalogue: Catalogue) -> None:
    counts = {o.id: o.agreements for o in catalogue.facets(parse("")).organisations}
    assert counts == {"wco": 4, "interpol": 3, "europol": 2, "zenith": 1}
    assert {o.id: o.agreements for o in catalogue.facets(parse("piracy")).organisations} == {
        "interpol": 2,
        "europol": 1,
        "wco": 1,
    }
    assert catalogue.facets(parse("org:nobody")).organisations == ()


def test_one_section_of_the_facets_is_counted_alone(catalogue: Catalogue) -> None:
    whole = catalogue.facets(parse(""))
    alone = catalogue.facets(parse(""), sections=("kinds",))
    assert alone.kinds == whole.kinds
    assert (alone.organisations, alone.topics) == ((), ())
    assert set(alone.uncounted) == {"organisations", "statuses", "decades", "topics"}


@pytest.mark.parametrize(
    "name", ["interpol", "INTERPOL", "International Criminal Police Organization (old)", "inter", "crim"]
)
def test_an_organisation_is_found_by_any_of_its_names(catalogue: Catalogue, name: str) -> None:
    assert [o.id for o in catalogue.organisations_named(name)] == ["interpol"]


@pytest.mark.parametrize("name", ["%", "_", "\\", "'", '"', "*"])
def test_no_sign_in_a_name_is_a_pattern(catalogue: Catalogue, name: str) -> None:
    assert catalogue.organisations_named(name) == ()


def test_an_agreement_comes_with_its_evidence(catalogue: Catalogue) -> None:
    agreement = catalogue.agreement("wco-zenith-mou-2014")
    text = catalogue.article(agreement.articles[0].id).text
    assert {c.attribute for c in agreement.claims} >= {"agreement", "kind", "status", "date", "place", "party", "topic"}
    assert all(claim.quote == text[claim.start : claim.end] for claim in agreement.claims)
    assert agreement.claims_of("topic", "café [/b] anti-fraud")[0].quote == "café [/b] anti-fraud"
    assert agreement.signatories[0].organisation == "WCO"
    assert [i.name for i in agreement.initiatives] == ["I-24/7"]
    assert agreement.duration is None


def test_articles_are_found_by_their_text(catalogue: Catalogue) -> None:
    assert {row.name for row in catalogue.articles(parse("piracy"))} == {"interpol-wco.txt", "interpol-europol.txt"}
    assert len(catalogue.articles(parse(""))) == 5
    assert catalogue.articles(parse("zeppelin")) == ()


def test_what_is_not_there_is_said(catalogue: Catalogue) -> None:
    with pytest.raises(NothingFoundError, match="nothing"):
        catalogue.agreement("nothing")
    with pytest.raises(NothingFoundError):
        catalogue.article(99)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), typing=st.booleans())
def test_nothing_that_is_typed_makes_search_fail(catalogue: Catalogue, text: str, typing: bool) -> None:
    query = parse(text, typing=typing)
    assert catalogue.page(query).offset == 0
    assert catalogue.tally(query).total >= len(catalogue.facets(query).kinds)
    catalogue.articles(query)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(
        st.sampled_from(
            ['"', "*", "AND", "OR", "NOT", "NEAR(", ")", "^", "-", ":", "{title}", "+", "\0", "piracy", "org:", "year:"]
        ),
        max_size=8,
    ).map("".join)
)
def test_operators_are_words(catalogue: Catalogue, text: str) -> None:
    assert catalogue.page(parse(text)).total >= 0


def test_a_question_over_its_budget_is_ended(database: Path) -> None:
    with (
        Catalogue(database, seconds=0.0) as hurried,
        pytest.raises(SlowQueryError),
        hurried._question() as connection,
    ):
        connection.execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        ).fetchall()


def test_a_question_can_be_interrupted_from_another_thread(database: Path) -> None:
    with Catalogue(database, seconds=30.0) as catalogue:
        timer = threading.Timer(0.05, catalogue.interrupt)
        timer.start()
        with pytest.raises(SlowQueryError), catalogue._question() as connection:
            connection.execute(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
            ).fetchall()
        timer.join()


def test_an_interrupt_that_hits_the_end_of_a_question_does_not_leave_it_open(database: Path) -> None:
    ends: list[str] = []

    class Shaken:
        """A connection that is interrupted as a question is ended."""

        def __init__(self, connection: sqlite3.Connection) -> None:
            self._connection = connection

        def __getattr__(self, name: str) -> object:
            return getattr(self._connection, name)

        def execute(self, sql: str, parameters: Sequence[object] = ()) -> sqlite3.Cursor:
            if sql == "ROLLBACK":
                ends.append(sql)
                if len(ends) == 1:
                    raise sqlite3.OperationalError("interrupted")
            return self._connection.execute(sql, parameters)

    with Catalogue(database) as catalogue:
        connection = catalogue._connection
        catalogue._connection = Shaken(connection)  # type: ignore[assignment]
        assert catalogue.page(parse("interpol")).rows
        assert not connection.in_transaction
        assert len(ends) == 2
        catalogue._connection = connection


def test_what_is_nested_too_deep_for_the_index_is_told_in_our_words(catalogue: Catalogue) -> None:
    with pytest.raises(BadQueryError, match="fewer parentheses"), translated("x.db"):
        raise sqlite3.OperationalError("fts5: parser stack overflow")
    with suppress(BadQueryError):  # of SQLite 3.40; later releases may nest deeper
        assert catalogue.page(parse("(((NOT ((old))) OR old) OR old" * 17)).offset == 0
    assert catalogue.page(parse("interpol")).rows  # the next question is answered


def test_a_name_that_changes_is_seen_in_the_next_window(database: Path) -> None:
    with Catalogue(database) as catalogue:
        assert catalogue.page(parse("year:2016")).rows[0].parties == ("WCO", "Europol")
        with sqlite3.connect(database) as connection:
            connection.execute("UPDATE organisations SET acronym = 'World Customs' WHERE id = 'wco'")
        assert catalogue.page(parse("year:2016")).rows[0].parties == ("World Customs", "Europol")
        assert catalogue.page(parse("")).rows[-1].parties == ("INTERPOL", "World Customs")


def test_a_text_that_stands_ten_thousand_times_is_one_article_with_some_of_its_places(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10001) "
            "INSERT INTO places (source, version, name, sha256, article, present, notes) "
            "SELECT p.source || '#' || n.i, p.version, p.name, p.sha256, p.article, p.present, p.notes "
            "FROM n, (SELECT * FROM places LIMIT 1) AS p"
        )
    with Catalogue(database) as catalogue:
        hits = catalogue.hits(parse("")).rows
        assert max(len(hit.article.places) for hit in hits) == 1_000
