"""Values of a kind that their columns are not for: a shown row or one line, never an exception of ours."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from db.catalogue import Catalogue
from db.checks import check_database
from db.errors import DamagedDatabaseError
from db.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def alter(path: Path, sql: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.executescript(f"PRAGMA ignore_check_constraints = on; {sql}")
    connection.close()


def listed(catalogue: Catalogue) -> object:
    return catalogue.page(parse(""))


def told(catalogue: Catalogue) -> object:
    return [catalogue.agreement(row.id) for row in catalogue.page(parse("")).rows]


def read(catalogue: Catalogue) -> object:
    return [catalogue.article(row.id) for row in catalogue.articles(parse(""))]


def organisations(catalogue: Catalogue) -> object:
    return catalogue.organisations_named("")


@pytest.mark.parametrize(
    ("damage", "question", "words"),
    [
        ("UPDATE agreements SET title = x'00ff'", listed, "bytes in place of a text"),
        ("UPDATE agreements SET place = x'00'", listed, "bytes in place of a text"),
        ("UPDATE organisations SET name = x'00', acronym = NULL", listed, "bytes in place of a text"),
        ("UPDATE agreements SET date = '2011-99-99'", told, "2011-99-99"),
        ("UPDATE claims SET end = 99999999 WHERE attribute = 'kind'", told, "lies outside its article"),
        ("UPDATE claims SET value = x'00'", told, "bytes in place of a text"),
        ("UPDATE topics SET topic = x'00'", told, "bytes in place of a text"),
        ("UPDATE articles SET published = 'soon'", read, "soon"),
        ("UPDATE places SET notes = x'00'", read, "bytes in place of a text"),
        ("UPDATE organisations SET seat = x'00'", organisations, "bytes in place of a text"),
    ],
)
def test_a_value_of_another_kind_is_damage_told_in_a_line(
    database: Path, damage: str, question: Callable[[Catalogue], object], words: str
) -> None:
    alter(database, damage)
    with Catalogue(database) as catalogue, pytest.raises(DamagedDatabaseError, match=words) as told_of:
        question(catalogue)
    assert "explorer check" in str(told_of.value)


@pytest.mark.parametrize(
    "strange", ["kind = 'no such kind', status = ''", "title = CAST(x'ff9b41' AS TEXT)", "date = '2011-99-99'"]
)
def test_what_is_strange_but_of_its_kind_is_shown(database: Path, strange: str) -> None:
    alter(database, f"UPDATE agreements SET {strange}")
    with Catalogue(database) as catalogue:
        assert len(catalogue.page(parse("")).rows) == 5


def test_more_parties_than_any_agreement_has_are_damage(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.list_rows.MOST_FETCHED", 5)
    with Catalogue(database) as catalogue, pytest.raises(DamagedDatabaseError, match="more than 5 rows"):
        catalogue.page(parse(""))


def test_evidence_beyond_measure_is_damage(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.kinds.MOST_SIGNS", 50)
    with Catalogue(database) as catalogue, pytest.raises(DamagedDatabaseError, match="signs"):
        told(catalogue)


def test_a_mistake_of_ours_is_not_laid_to_the_file(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def mistaken(*_: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr("db.catalogue.compile_query", mistaken)
    with Catalogue(database) as catalogue, pytest.raises(KeyError, match="ours"):
        catalogue.page(parse(""))


def test_check_names_the_columns_and_goes_on(database: Path) -> None:
    alter(database, "UPDATE agreements SET title = x'00ff'")
    faults = {result.name: result.faults for result in check_database(database)}
    assert faults["values are of their kinds"] == ("title of agreements is blob, not text, in 5 rows",)
    assert "nothing is orphaned" in faults


def test_an_error_that_lost_pages_cause_is_laid_to_the_file(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def met(*_: object) -> None:
        raise KeyError("a row that an index leads to")

    data = bytearray(database.read_bytes())
    place = len(data) // 4096 - 1
    data[place * 4096 :] = bytes(4096)
    database.write_bytes(data)
    monkeypatch.setattr("db.catalogue.compile_query", met)
    with Catalogue(database) as catalogue, pytest.raises(DamagedDatabaseError):
        catalogue.page(parse(""))


def test_check_ends_where_a_value_would_fill_the_memory(database: Path) -> None:
    alter(database, "UPDATE topics SET topic = replace(hex(zeroblob(600000)), '00', 'ab')")
    results = check_database(database)
    assert results[-1].name == "values are of their kinds"
    assert "larger" in results[-1].faults[0]


@pytest.mark.parametrize("index", ["agreements_fts", "articles_fts", "names_fts"])
@pytest.mark.parametrize(
    "block", ["x''", "x'00000000'", "x'0000000001ff7f0100ff7f'", "NULL", "'text'", "x'00000000010201'"]
)
def test_an_index_that_tells_of_segments_that_are_not_there_is_not_read(database: Path, index: str, block: str) -> None:
    alter(database, f"UPDATE {index}_data SET block = {block} WHERE id = 10")
    with pytest.raises(DamagedDatabaseError, match=index):
        Catalogue(database)
    assert [result.name for result in check_database(database) if result.faults][-1].startswith("the indexes")
