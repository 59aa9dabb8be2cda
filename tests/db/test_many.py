"""Orders, windows, counts, facets and dates over some hundred generated agreements, against what plain Python says."""

from __future__ import annotations

import random
import sqlite3
import threading
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.library import library
from db import catalogue as reading
from db import facets, ordering
from db.catalogue import Catalogue
from db.edtf import parse_edtf
from db.parsing import parse
from db.query import All, AnyOf, Dated, Facet, Node, Not, Part, Query
from db.rows import Milestone
from db.vocabulary import SORTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNT = 500
QUERIES = ("", "signed", "org:interpol", "kind:mou", "year:2010..", "a", "-org:interpol status:signed", "undated:")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library(COUNT, tmp_path_factory.mktemp("many")).path


@pytest.fixture
def catalogue(many: Path) -> Iterator[Catalogue]:
    with Catalogue(many) as opened:
        yield opened


@pytest.fixture(scope="module")
def rows(many: Path) -> list[tuple[int, str, str, str, str | None, int]]:
    """Key, title, kind, status, date and number of articles of every agreement."""
    with sqlite3.connect(many) as connection:
        return connection.execute(
            "SELECT key, title, kind, status, date, "
            "(SELECT count(DISTINCT article) FROM reports WHERE agreement = key) FROM agreements"
        ).fetchall()


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize("sort", SORTS)
def test_a_window_is_a_part_of_the_whole_from_wherever_it_is_reached(
    catalogue: Catalogue, sort: str, text: str
) -> None:
    query = parse(text)
    whole = catalogue.page(query, sort, 0, -1)
    keys = whole.keys
    assert len(keys) == len(set(keys)) == catalogue.tally(query).total > 20
    dice = random.Random(text + sort)
    for _ in range(8):
        offset, limit = dice.randrange(len(keys)), dice.randrange(1, 60)
        known = tuple(Milestone(place, keys[place]) for place in dice.sample(range(len(keys)), dice.randrange(3)))
        page = catalogue.page(query, sort, offset, limit, known, dice.choice([None, len(keys)]))
        assert page.keys == keys[page.offset : page.offset + limit]
        assert page.offset <= offset < page.offset + limit


@pytest.mark.parametrize("sort", SORTS)
def test_the_place_of_an_agreement_is_where_the_list_has_it(catalogue: Catalogue, sort: str) -> None:
    query = parse("signed")
    ids = [row.id for row in catalogue.page(query, sort, 0, -1).rows]
    assert [catalogue.position(query, sort, number) for number in ids[::7]] == list(range(0, len(ids), 7))


def test_each_order_is_what_it_is_called(
    catalogue: Catalogue, rows: list[tuple[int, str, str, str, str | None, int]]
) -> None:
    by_key = {row[0]: row for row in rows}

    def of(sort: str) -> list[tuple[int, str, str, str, str | None, int]]:
        return [by_key[key] for key in catalogue.page(Query(), sort, 0, -1).keys]

    assert of("newest") == sorted(rows, key=lambda row: -row[0])
    assert of("oldest") == sorted(rows, key=lambda row: (row[4] is None, row[0] if row[4] else -row[0]))
    lower = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")  # as NOCASE compares
    assert of("title") == sorted(rows, key=lambda row: (row[1].translate(lower).encode(), -row[0]))
    assert of("kind") == sorted(rows, key=lambda row: (row[2], -row[0]))
    assert of("sources") == sorted(rows, key=lambda row: (-row[5], -row[0]))


@pytest.mark.parametrize("text", QUERIES)
def test_walking_over_all_titles_gives_what_sorting_them_gives_or_another_order_is_told(
    many: Path, catalogue: Catalogue, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = parse(text)
    listed = catalogue.page(query, "title", 0, -1).keys
    monkeypatch.setattr(reading, "TITLED_CAP", 0)
    with Catalogue(many) as other:
        if other.compiled(query).match is not None:
            assert other.page(query, "title").order == "newest"
            return
        assert other.page(query, "title", 0, -1).keys == listed
        middle = len(listed) // 2
        page = other.page(query, "title", middle, 10, (Milestone(middle + 3, listed[middle + 3]),), len(listed))
        assert page.keys == listed[middle : middle + 10]


def test_too_many_to_rank_are_the_newest_first_and_say_so(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "RANKED_CAP", 10)
    with Catalogue(many) as catalogue:
        page = catalogue.page(parse("signed"), "best match")
        assert page.order == "newest"
        assert page.keys == catalogue.page(parse("signed"), "newest").keys


@pytest.mark.parametrize("text", QUERIES)
def test_facets_are_counts_however_they_are_counted(
    catalogue: Catalogue, rows: list[tuple[int, str, str, str, str | None, int]], text: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    query = parse(text)
    keys = set(catalogue.page(query, "newest", 0, -1).keys)
    matching = [row for row in rows if row[0] in keys]
    found = catalogue.facets(query)
    assert {each.value: each.agreements for each in found.kinds} == Counter(row[2] for row in matching)
    assert {each.value: each.agreements for each in found.statuses} == Counter(row[3] for row in matching)
    decades = Counter(f"{row[4][:3]}0" for row in matching if row[4])
    assert [(each.value, each.agreements) for each in found.decades] == sorted(decades.items(), reverse=True)
    assert found.uncounted == ()
    monkeypatch.setattr(facets, "BAND", 7)
    monkeypatch.setattr(facets, "WIDE_BAND", 11)
    assert catalogue.facets(query) == found
    monkeypatch.setattr(facets, "FEW", 0)
    assert catalogue.facets(query) == found
    monkeypatch.setattr(facets, "MANY", 0)
    if len(catalogue.compiled(query).match or "") < facets.SHORT:
        assert catalogue.facets(query) == found
    monkeypatch.setattr(facets, "SHORT", 0)
    late = catalogue.facets(query)
    assert late.organisations == found.organisations
    assert late.uncounted == (("kinds", "statuses", "decades", "topics") if text else ())
    monkeypatch.setattr(facets, "SECONDS", 0)
    assert catalogue.facets(query).uncounted == ("organisations", "kinds", "statuses", "decades", "topics")


def test_the_first_organisations_come_without_the_others(catalogue: Catalogue) -> None:
    whole = catalogue.facets(Query())
    some = catalogue.facets(Query(), most=20)
    assert (whole.is_whole, some.is_whole) == (True, False)
    counts = {o.id: o.agreements for o in whole.organisations}
    found = {o.id: o.agreements for o in some.organisations if o.agreements}
    assert len(found) == 20
    assert sorted(found.values()) == sorted(counts.values())[-20:]
    assert all(counts[number] == agreements for number, agreements in found.items())


def test_a_section_may_be_counted_within_another_query(catalogue: Catalogue) -> None:
    narrow, wide = parse("kind:mou org:interpol"), parse("org:interpol")
    found = catalogue.facets(narrow, {"kinds": wide})
    assert found.kinds == catalogue.facets(wide).kinds
    assert found.statuses == catalogue.facets(narrow).statuses


def trees() -> st.SearchStrategy[Node]:
    kinds = st.sampled_from(["memorandum of understanding", "protocol", "joint action plan"])
    statuses = st.sampled_from(["signed", "referred", "approved"])
    leaves = st.one_of(
        kinds.map(lambda value: Facet("kind", (value,))), statuses.map(lambda value: Facet("status", (value,)))
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: All(tuple(parts))),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
        ),
        max_leaves=6,
    )


def holds(node: Node, row: tuple[int, str, str, str, str | None, int]) -> bool:
    if isinstance(node, Facet):
        return (row[2] if node.field == "kind" else row[3]) in node.values
    if isinstance(node, Not):
        return not holds(node.part, row)
    assert isinstance(node, All | AnyOf)
    return (all if isinstance(node, All) else any)(holds(part, row) for part in node.parts)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(st.lists(trees(), min_size=1, max_size=3), st.sampled_from(["newest", "oldest", "kind", "sources", "title"]))
def test_any_nesting_finds_what_it_says_in_every_order(
    many: Path, rows: list[tuple[int, str, str, str, str | None, int]], nodes: list[Node], sort: str
) -> None:
    query = Query(tuple(Part(node, "x") for node in nodes))
    wanted = {row[0] for row in rows if all(holds(node, row) for node in nodes)}
    with Catalogue(many) as catalogue:
        keys = catalogue.page(query, sort, 0, -1).keys
        assert len(keys) == len(wanted) == catalogue.tally(query).total
        assert set(keys) == wanted
        if sort == "newest":
            assert list(keys) == sorted(keys, reverse=True)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("only:interpol,oipc", "only:interpol"),
        ("org:=interpol", "org:interpol"),
        ("only:europol,INTERPOL,oipc", "only:interpol,europol"),
    ],
)
def test_names_of_one_organisation_are_one(catalogue: Catalogue, text: str, same: str) -> None:
    found = catalogue.page(parse(text), "newest", 0, -1).keys
    assert found
    assert found == catalogue.page(parse(same), "newest", 0, -1).keys


days = st.one_of(st.none(), st.dates(date(1994, 1, 1), date(2027, 12, 31)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(days, days, st.sampled_from(["alone", "beside", "not", "or"]))
def test_dates_known_to_the_month_or_year_are_found_where_they_may_lie(
    many: Path, rows: list[tuple[int, str, str, str, str | None, int]], first: date | None, last: date | None, how: str
) -> None:
    def lies_within(row: tuple[int, str, str, str, str | None, int]) -> bool:
        if row[4] is None:
            return False
        value = parse_edtf(row[4])
        return value.first_day <= (last or date.max) and value.last_day >= (first or date.min)

    node, mou = Dated(first, last), Facet("kind", ("memorandum of understanding",))
    is_mou = {row[0]: row[2] == "memorandum of understanding" for row in rows}
    nodes, wanted = {
        "alone": ((node,), lies_within),
        "beside": ((mou, node), lambda row: is_mou[row[0]] and lies_within(row)),
        "not": ((Not(node),), lambda row: not lies_within(row)),
        "or": ((AnyOf((mou, node)),), lambda row: is_mou[row[0]] or lies_within(row)),
    }[how]
    query = Query(tuple(Part(each, "x") for each in nodes))
    with Catalogue(many) as catalogue:
        assert set(catalogue.page(query, "newest", 0, -1).keys) == {row[0] for row in rows if wanted(row)}
        assert catalogue.tally(query).total == sum(map(wanted, rows))


def test_an_agreement_dated_to_the_year_is_on_both_sides_of_a_day_within_it(
    catalogue: Catalogue, rows: list[tuple[int, str, str, str, str | None, int]]
) -> None:
    coarse = next(row for row in rows if row[4] is not None and len(row[4]) == 4)
    year = coarse[4]
    for text in (f"before:{year}-06", f"after:{year}-06", f"date:{year}-03..{year}-04", f"year:{year}"):
        assert coarse[0] in catalogue.page(parse(text), "newest", 0, -1).keys
    for text in (f"before:{year}", f"after:{year}", "undated:"):
        assert coarse[0] not in catalogue.page(parse(text), "newest", 0, -1).keys


def test_each_question_sees_one_moment_whoever_writes(tmp_path: Path, many: Path) -> None:
    path = tmp_path / "written.db"
    path.write_bytes(many.read_bytes())
    stop = threading.Event()

    def write() -> None:
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)
        status = ("signed", "expired")
        while not stop.wait(0.05):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE agreements SET title = ?", (status[0],))
            connection.execute("UPDATE tallies SET agreements = ? WHERE facet = '____a'", (len(status[0]),))
            connection.execute("COMMIT")
            status = status[::-1]
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with Catalogue(path) as catalogue:
            for _ in range(60):
                with catalogue._question() as connection:
                    titles = {row.title for row in catalogue.page(Query(), "title").rows}
                    if titles & {"signed", "expired"}:  # it has begun to write
                        assert len(titles) == 1
                        assert ordering.everything(connection) == len(titles.pop())
    finally:
        stop.set()
        writer.join()


@pytest.mark.parametrize(
    ("text", "is_tangled"),
    [
        ("europol -wco", False),
        ("europol -wco -org:osce kind:mou", False),
        ('"a NOT (b)" -wco', False),
        ("europol (piracy OR -wco)", True),
        ("-(piracy OR -wco)", True),
        ("(europol -wco) OR osce", True),
    ],
)
def test_what_must_not_be_read_backwards_is_known(catalogue: Catalogue, text: str, is_tangled: bool) -> None:
    assert catalogue.compiled(parse(text)).is_tangled is is_tangled
