"""What is derived is made anew from the tables, all or nothing, and what the tables hold stays as it is."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from test_writer import content

from db import repairs
from db.checks import check_database
from db.errors import DamagedDatabaseError, LockedDatabaseError
from db.locking import claim
from db.repairs import repair_database
from db.schema import SEALS, TABLES

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [sql.split()[2] for sql in (*TABLES, *SEALS) if sql.split()[1] == "TABLE"]


def damage(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(sql)


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in NAMES}


def faults(path: Path) -> list[str]:
    return [fault for result in check_database(path) for fault in result.faults]


DERIVED = [
    "DELETE FROM agreements_fts WHERE rowid = (SELECT max(rowid) FROM agreements_fts)",
    "DELETE FROM agreements_fts_data WHERE id > 10",
    "UPDATE agreements_fts_data SET block = zeroblob(9) WHERE id = 10",
    "DELETE FROM articles_fts_config",
    "UPDATE articles_fts_data SET block = x'00' WHERE id < 10",
    "DELETE FROM words; DELETE FROM tallies; INSERT INTO tallies VALUES ('x', 7)",
    "INSERT INTO conflicts SELECT key FROM agreements",
    "UPDATE names_fts_content SET c2 = 'Another'",
    "DROP INDEX claims_by_report; DROP VIEW v_parties; DROP TRIGGER articles_ai; DROP TABLE words",
    "CREATE TRIGGER spy AFTER INSERT ON articles BEGIN DELETE FROM claims; END",
    "ANALYZE",
    "DELETE FROM _sqlite_migrations",
]


def test_what_is_derived_is_made_anew(database: Path) -> None:
    before, wanted = tables(database), content(database)
    for sql in DERIVED:
        damage(database, sql)
        repaired = repair_database(database)
        assert repaired.renewed, sql
        assert not any(result.faults for result in repaired.results), sql
        assert tables(database) == before, sql
        assert content(database) == wanted, sql
        assert [each.name for each in database.parent.iterdir()] == [database.name], sql
    assert faults(database) == []


def test_where_nothing_is_wrong_nothing_is_written(database: Path) -> None:
    before = database.read_bytes()
    assert repair_database(database).renewed == ()
    assert database.read_bytes() == before


def test_pages_of_indexes_that_are_lost_are_made_anew(database: Path) -> None:
    before = tables(database)
    with closing(sqlite3.connect(database)) as connection:
        roots = [row[0] for row in connection.execute("SELECT rootpage FROM sqlite_master WHERE type = 'index'")]
        roots += [row[0] for row in connection.execute("SELECT rootpage FROM sqlite_master WHERE name GLOB '*_fts_*'")]
    data = bytearray(database.read_bytes())
    for page in random.Random(1).sample(roots, 8):
        data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    database.write_bytes(data)
    repair_database(database)
    assert faults(database) == []
    assert tables(database) == before


def test_what_the_tables_hold_stays_and_is_told(database: Path) -> None:
    damage(database, "UPDATE claims SET rule = 'another' WHERE id = 2; DELETE FROM words")
    before = tables(database)
    repaired = repair_database(database)
    assert repaired.renewed
    assert [each.name for each in repaired.results if each.faults] == ["articles are as they were stored"]
    assert tables(database) == before


@pytest.mark.parametrize("key", ["x'00ff'", "'a'"])
def test_a_row_with_a_key_of_another_kind_belongs_to_nothing_and_is_told(database: Path, key: str) -> None:
    damage(database, f"UPDATE OR IGNORE provisions SET agreement = {key}; DELETE FROM words")
    repaired = repair_database(database)
    told = {result.name: fault for result in repaired.results for fault in result.faults}
    assert not any("could not be looked at" in fault for fault in told.values())
    assert "values are of their kinds" in told
    assert repaired.renewed


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE topics SET topic = x'00ff'", "topic of topics is blob, not text"),
        ("UPDATE articles SET language = x'00ff'", "language of articles is blob, not text"),
        ("UPDATE topics SET topic = zeroblob(3000000)", "topic of topics is"),
    ],
)
def test_values_of_which_no_index_can_be_made_are_told_and_nothing_is_written(
    database: Path, sql: str, words: str
) -> None:
    damage(database, f"{sql}; DELETE FROM words")
    before = database.read_bytes()
    with pytest.raises(DamagedDatabaseError, match=f"can't be mended: {words}"):
        repair_database(database)
    assert database.read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE mine (notes); INSERT INTO mine VALUES ('of a person')",
        "ALTER TABLE agreements ADD COLUMN colour",
        "PRAGMA foreign_keys = off; DROP TABLE claims; DELETE FROM words",
    ],
)
def test_one_with_other_tables_is_left_as_it_is(database: Path, sql: str) -> None:
    damage(database, sql)
    before = database.read_bytes()
    with pytest.raises(DamagedDatabaseError, match="can't be mended"):
        repair_database(database)
    assert database.read_bytes() == before


def test_a_table_that_can_not_be_read_leaves_all_as_it_was(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'claims'").fetchone()[0]
    data = bytearray(database.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    database.write_bytes(data)
    with pytest.raises(DamagedDatabaseError, match="the table claims"):
        repair_database(database)
    assert database.read_bytes() == bytes(data)
    assert [each.name for each in database.parent.iterdir()] == [database.name]


def test_it_waits_for_nobody_who_imports_and_stops_when_told(database: Path) -> None:
    damage(database, DERIVED[0])
    before = database.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        repair_database(database, stop=lambda: True)
    with claim(database), pytest.raises(LockedDatabaseError):
        repair_database(database)
    assert database.read_bytes() == before
    assert [each.name for each in database.parent.iterdir()] == [database.name]


def test_a_reader_that_never_lets_go_is_told_of(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repairs, "PATIENCE", 0.1)
    monkeypatch.setattr(repairs, "BUSY_SECONDS", 0.1)
    damage(database, DERIVED[0])
    before = database.read_bytes()
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM articles").fetchone()
        with pytest.raises(LockedDatabaseError):
            repair_database(database)
    assert database.read_bytes() == before
