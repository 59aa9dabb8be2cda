"""FTS5's comparison of the indexes, over copies."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from db import checks
from db.checks import check_database
from db.index_copies import compare_indexes
from db.search_schema import FULL_TEXT

if TYPE_CHECKING:
    from pathlib import Path

AGREEMENTS, NAMES, ARTICLES = range(3)


def test_sound_indexes_are_found_sound_and_nothing_is_written(database: Path) -> None:
    before = database.read_bytes()
    assert list(compare_indexes(database)) == [None, None, None]
    assert database.read_bytes() == before
    assert [each.name for each in database.parent.iterdir()] == [database.name]


@pytest.mark.parametrize(
    ("damage", "place"),
    [
        (
            "UPDATE agreements_fts_content SET c0 = 'another title' WHERE id = (SELECT max(key) FROM agreements)",
            AGREEMENTS,
        ),
        ("DELETE FROM agreements_fts_content WHERE id = (SELECT max(key) FROM agreements)", AGREEMENTS),
        ("DELETE FROM agreements_fts_docsize WHERE id = (SELECT max(key) FROM agreements)", AGREEMENTS),
        ("DELETE FROM agreements_fts_data WHERE id > 10", AGREEMENTS),
        ("UPDATE names_fts_content SET c2 = 'another name' WHERE id = 1", NAMES),
        ("INSERT INTO names_fts_content VALUES (1000, 'x', 0, 'never indexed')", NAMES),
        ("UPDATE articles_fts_data SET block = zeroblob(length(block)) WHERE id > 10", ARTICLES),
        (f"DROP TRIGGER articles_au; UPDATE articles SET text = 'other words'; {FULL_TEXT[-1]}", ARTICLES),
    ],
)
def test_an_index_that_differs_from_its_texts_is_told(database: Path, damage: str, place: int) -> None:
    with sqlite3.connect(database) as connection:
        connection.executescript(damage)
    found = list(compare_indexes(database))
    assert len(found) == 3
    assert [n for n, fault in enumerate(found) if fault] == [place]


def test_a_check_says_how_far_it_is(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "TOLD_EACH", 2)
    told: list[checks.Progress] = []
    results = check_database(database, told.append)
    assert [each.name for each in told if each.looked_at == 0] == [result.name for result in results]
    assert {each.of for each in told} == {len(results)}
    for place, result in enumerate(results, 1):
        counts = [each.looked_at for each in told if each.place == place]
        assert counts == list(range(0, result.looked_at + 1, 2))


def test_a_check_that_meets_a_page_that_is_lost_is_not_the_last(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'claims'").fetchone()[0]
    data = bytearray(database.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    database.write_bytes(data)
    failed = [result.name for result in check_database(database) if result.faults]
    assert {"pages are sound", "spans lie within their texts", "articles are as they were stored"} <= set(failed)
    assert "texts are as they were frozen" not in failed


def test_a_span_outside_its_article_is_told_with_the_name_of_its_file(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA foreign_keys = off")
        connection.execute("UPDATE claims SET end = 10000 WHERE id = 2")
        connection.execute("UPDATE mentions SET article = 12 WHERE rowid = 1")
    faults = next(each.faults for each in check_database(database) if each.name.startswith("spans"))
    assert len(faults) == 2
    assert faults[0].startswith("claim 2 (")
    assert faults[0].endswith(".txt")
    assert faults[1].startswith("mention at ")
