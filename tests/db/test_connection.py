"""Which files are opened, and what the others are told."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import pytest

from db.catalogue import Catalogue
from db.connection import open_reader, require_fts5
from db.errors import (
    DamagedDatabaseError,
    DatabaseError,
    ForeignDatabaseError,
    LockedDatabaseError,
    MissingDatabaseError,
    NewerDatabaseError,
    UnsupportedSqliteError,
)
from db.parsing import parse
from db.writer import Writer

if TYPE_CHECKING:
    from pathlib import Path


def alter(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.commit()
    connection.close()


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(MissingDatabaseError, match="explorer seed"):
        open_reader(path)
    assert not path.exists()


@pytest.mark.parametrize(
    "content", [b"", b"not a database, but long enough to have a header" * 40, b"SQLite format 3\0"]
)
def test_a_file_that_is_no_database_of_ours_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(DatabaseError):
        open_reader(path)
    if content:
        with pytest.raises(DatabaseError):
            Writer(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    alter(path, "CREATE TABLE t (a); INSERT INTO t VALUES (1)")
    before = path.read_bytes()
    for opener in (open_reader, Writer):
        with pytest.raises(ForeignDatabaseError, match="not a database of Agreement Explorer"):
            opener(path)
    assert path.read_bytes() == before


def test_a_newer_database_is_refused_and_left_alone(database: Path) -> None:
    alter(database, "PRAGMA user_version = 999")
    before = database.read_bytes()
    for opener in (open_reader, Writer):
        with pytest.raises(NewerDatabaseError, match="999"):
            opener(database)
    assert database.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("CREATE TRIGGER spy AFTER INSERT ON articles BEGIN DELETE FROM claims; END", "spy"),
        ("CREATE TRIGGER names_fts_data2 AFTER INSERT ON articles BEGIN DELETE FROM claims; END", "names_fts_data2"),
        ("CREATE VIEW agreements_fts_more AS SELECT load_extension('x')", "agreements_fts_more"),
        ("DROP VIEW v_parties; CREATE VIEW v_parties AS SELECT 1", "v_parties"),
        ("DROP TABLE topics; CREATE VIEW topics AS SELECT 1 AS agreement, 2 AS position, 3 AS topic", "topics"),
        (
            "DROP TABLE names_fts_config; CREATE VIEW names_fts_config AS SELECT 'version' AS k, 4 AS v",
            "names_fts_config",
        ),
        ("ALTER TABLE topics ADD COLUMN more TEXT AS (upper(topic))", "topics"),
        ("DROP INDEX claims_by_report", "claims_by_report"),
        ("CREATE INDEX quick ON topics (upper(topic))", "quick"),
        ("CREATE TABLE _sqlite_more (a)", "_sqlite_more"),
        ("CREATE TRIGGER later AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM claims; END", "later"),
    ],
)
def test_a_database_that_others_gave_tables_views_or_triggers_is_neither_read_nor_written(
    database: Path, statement: str, named: str
) -> None:
    alter(database, f"PRAGMA writable_schema = on; {statement}")
    before = database.read_bytes()
    for opener in (Writer, Catalogue):
        with pytest.raises(ForeignDatabaseError, match=f"altered by another program.*{named}"):
            opener(database)
    assert database.read_bytes() == before


def test_a_trigger_in_the_schema_of_an_older_release_does_not_run_when_it_is_brought_up_to_date(database: Path) -> None:
    spying = "CREATE TRIGGER spy AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM claims; END"
    alter(database, f"{spying}; PRAGMA user_version = 2")
    with pytest.raises(ForeignDatabaseError, match="spy"):
        Writer(database)


def test_statistics_that_sqlite_gathered_are_no_harm(database: Path) -> None:
    alter(database, "ANALYZE")
    with Catalogue(database) as catalogue:
        assert catalogue.page(parse("")).total == 5


def test_what_sqlite_says_in_bytes_that_are_no_text_is_damage(database: Path) -> None:
    alter(database, "PRAGMA writable_schema = on; UPDATE sqlite_master SET sql = CAST(x'43524541544520ff' AS TEXT)")
    with pytest.raises(DamagedDatabaseError):
        open_reader(database)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ForeignDatabaseError, match="not a file"):
        open_reader(tmp_path)


def test_a_damaged_database_is_said_to_be_so(database: Path) -> None:
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with pytest.raises(DamagedDatabaseError, match="damaged"), Catalogue(database) as catalogue:
        catalogue.page(parse(""))


def test_a_locked_database_is_said_to_be_so(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.connection.BUSY_SECONDS", 0.01)
    holder = sqlite3.connect(database, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(LockedDatabaseError, match="in use"):
            open_reader(database)
    finally:
        holder.close()


def test_a_reader_cannot_write(database: Path) -> None:
    connection = open_reader(database)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM claims")
    connection.close()


@pytest.mark.parametrize("name", ["a?b.db", "a#b.db", "a%20b.db", "ä b.db"])
def test_odd_names_open_the_file_they_name(database: Path, name: str) -> None:
    odd = database.with_name(name)
    odd.write_bytes(database.read_bytes())
    with Catalogue(odd) as catalogue:
        assert catalogue.page(parse("")).total == 5
    assert sorted(os.listdir(odd.parent)) == sorted({name, database.name})  # noqa: PTH208


def test_without_fts5_there_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Bare:
        def execute(self, _: str) -> None:
            raise sqlite3.OperationalError("no such module: fts5")

        def close(self) -> None:
            pass

    monkeypatch.setattr("db.connection.sqlite3.connect", lambda *_, **__: Bare())
    with pytest.raises(UnsupportedSqliteError, match="FTS5"):
        require_fts5()
