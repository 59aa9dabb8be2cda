"""The same text at two places, and another text at one place."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest
from test_load import article, assert_sound, content, seed

from db.catalogue import Catalogue
from db.parsing import parse
from db.records import Agreement
from seed.load import seed_database
from seed.sources import RawArticle
from shell.sheets import record

FIRST = "INTERPOL and the WCO signed a memorandum of understanding on 3 May 2015 in Lyon."
CORRECTED = "INTERPOL and the WCO signed a memorandum of understanding on 4 September 2015."
OTHER = "Europol and Frontex signed a working arrangement on 3 May 2015 in Warsaw."


def at(place: str, text: str) -> RawArticle:
    return article(text, place)


def agreements(path: Path) -> list[Agreement]:
    with Catalogue(path) as catalogue:
        return [catalogue.agreement(row.id) for row in catalogue.page(parse("")).rows]


def seed_each(path: Path, sources: Sequence[RawArticle]) -> Path:
    for source in sources:
        seed(path, [source])
        assert_sound(path)
    return path


def test_one_text_at_two_places_is_one_article_with_both(tmp_path: Path) -> None:
    report = seed_database(tmp_path / "x.db", [at("b.txt", FIRST), at("a.txt", FIRST)], lambda _: None)
    assert (report.added, report.second_places) == (1, 1)
    (found,) = agreements(tmp_path / "x.db")
    (row,) = found.articles
    assert [place.source for place in row.places] == ["made/a.txt", "made/b.txt"]
    assert (row.name, row.source, row.replaced_by) == ("a.txt", "made/a.txt", None)


def test_other_bytes_of_the_same_text_are_no_new_version(tmp_path: Path) -> None:
    seed(tmp_path / "x.db", [at("a.txt", FIRST)])
    bytes_with_mark = RawArticle("a.txt", "made/a.txt", b"\xef\xbb\xbf" + FIRST.encode())
    for known_by in ("its text", "its bytes"):
        report = seed_database(tmp_path / "x.db", [bytes_with_mark], lambda _: None)
        assert (report.added, report.known, report.new_versions) == (0, 1, 0), known_by
    assert [row[1] for row in content(tmp_path / "x.db")["places"]] == [1]


def test_a_changed_file_is_a_new_version_whose_claims_win(tmp_path: Path) -> None:
    seed(tmp_path / "x.db", [at("a.txt", FIRST)])
    report = seed_database(tmp_path / "x.db", [at("a.txt", CORRECTED)], lambda _: None)
    assert (report.added, report.new_versions) == (1, 1)
    assert_sound(tmp_path / "x.db")
    (found,) = agreements(tmp_path / "x.db")
    assert str(found.date) == "2015-09-04"
    assert {(claim.value, claim.chosen) for claim in found.claims_of("date")} == {
        ("2015-09-04", True),
        ("2015-05-03", False),
    }
    newer, older = sorted(found.articles, key=lambda row: row.replaced_by is not None)
    assert older.replaced_by == newer.id
    assert [(place.version, place.is_present) for place in older.places] == [(1, False)]
    assert [(place.version, place.is_present) for place in newer.places] == [(2, True)]


def test_what_only_the_older_version_states_is_kept_with_its_words(tmp_path: Path) -> None:
    (found,) = agreements(seed_each(tmp_path / "x.db", [at("a.txt", FIRST), at("a.txt", CORRECTED)]))
    assert found.place == "Lyon"
    (claim,) = found.claims_of("place")
    assert next(row for row in found.articles if row.id == claim.article).replaced_by is not None


def test_an_older_version_that_stands_elsewhere_is_none(tmp_path: Path) -> None:
    sources = [at("a.txt", FIRST), at("b.txt", FIRST), at("a.txt", CORRECTED)]
    found = agreements(seed_each(tmp_path / "x.db", sources))
    assert [str(each.date) for each in found] == ["2015-09-04", "2015-05-03"]
    assert all(row.replaced_by is None for each in found for row in each.articles)


def test_a_text_that_comes_back_is_present_again(tmp_path: Path) -> None:
    sources = [at("a.txt", FIRST), at("a.txt", CORRECTED), at("a.txt", FIRST)]
    (found,) = agreements(seed_each(tmp_path / "x.db", sources))
    assert str(found.date) == "2015-05-03"
    row = next(row for row in found.articles if row.replaced_by is None)
    assert [(place.version, place.is_present) for place in row.places] == [(3, True), (1, False)]


@pytest.mark.parametrize("again", [1, 2])
def test_places_in_any_order_end_in_the_same_when_the_versions_of_each_keep_theirs(tmp_path: Path, again: int) -> None:
    sources = [at("a.txt", FIRST), at("a.txt", CORRECTED), at("b.txt", OTHER), at("b.txt", FIRST)]
    contents = []
    for number, order in enumerate(itertools.permutations(sources)):
        if order.index(sources[0]) < order.index(sources[1]) and order.index(sources[2]) < order.index(sources[3]):
            path = tmp_path / f"{number}.db"
            for start in range(0, len(order), again):
                seed(path, order[start : start + again])
            assert_sound(path)
            contents.append(content(path))
    assert len(contents) == 6
    assert all(found == contents[0] for found in contents)


def test_a_new_version_that_tells_of_something_else_leaves_the_old_agreement(tmp_path: Path) -> None:
    found = agreements(seed_each(tmp_path / "x.db", [at("a.txt", FIRST), at("a.txt", OTHER)]))
    kinds = {each.kind: [row.replaced_by is not None for row in each.articles] for each in found}
    assert kinds == {"memorandum of understanding": [True], "working arrangement": [False]}
    notes = {each.kind: [text for name, text in record(each) if name == "note"] for each in found}
    assert notes["memorandum of understanding"] == ["only in an older version of a.txt, which has since changed"]
    assert notes["working arrangement"] == []
