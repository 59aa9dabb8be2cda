"""The schema that the migrations end in, names included: other tools and later releases rely on them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from test_writer import content

from db import indexing, keys
from db.arranging import rearrange_agreements
from db.checks import check_database
from db.migrations import migrations
from db.schema import APPLICATION_ID, SCHEMA_VERSION, SEALS
from db.writer import Writer

if TYPE_CHECKING:
    from pathlib import Path


def make(path: Path) -> None:
    with Writer(path) as writer, writer.batch():
        pass


def unseal(connection: sqlite3.Connection) -> None:
    """Takes the seals away, as before there were any."""
    for statement in SEALS:
        connection.execute(f"DROP TABLE {statement.split()[2]}")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm004_seals'")
    connection.execute("PRAGMA user_version = 3")


def names(connection: sqlite3.Connection, kind: str) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))
    inner = ("sqlite_", "agreements_fts_", "articles_fts_", "names_fts_")
    return {row[0] for row in rows if not row[0].startswith(inner)}


def test_a_new_database_has_the_present_schema(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    make(path)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert names(connection, "trigger") == {
        f"{table}_{event}"
        for table, events in {"articles": "ai ad au", "aliases": "ai ad", "organisations": "ai ad au"}.items()
        for event in events.split()
    }
    assert names(connection, "view") == {"v_agreements", "v_parties", "v_evidence"}
    assert names(connection, "table") >= {"articles", "organisations", "aliases", "agreements", "parties", "claims"}
    assert names(connection, "table") >= {"signatories", "topics", "provisions", "initiatives", "links", "mentions"}
    connection.close()


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    make(path)
    before = path.read_bytes()
    make(path)
    assert path.read_bytes() == before


def test_each_version_of_the_schema_has_its_migration() -> None:
    assert len(migrations()._migrations) == SCHEMA_VERSION


def test_longer_keys_are_shortened_and_all_that_refers_to_them_follows(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "older.db"
    path.write_bytes(database.read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys = on")
        with monkeypatch.context() as before:
            before.setattr(keys, "AGREEMENTS", keys.Space(41))
            assert rearrange_agreements(connection)
        indexing.rebuild(connection)
        unseal(connection)
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm003_shorter_keys'")
        connection.execute("PRAGMA user_version = 2")
        assert connection.execute("SELECT max(key) FROM agreements").fetchone()[0] > 2**60
    connection.close()
    assert content(path) != content(database)
    make(path)
    assert content(path) == content(database)
    assert [result.faults for result in check_database(path) if result.faults] == []


def test_a_database_without_seals_gets_those_that_a_new_one_has(tmp_path: Path, database: Path) -> None:
    path = tmp_path / "older.db"
    path.write_bytes(database.read_bytes())
    with sqlite3.connect(path) as connection:
        unseal(connection)
    connection.close()
    make(path)
    assert seals_of(path) == seals_of(database)
    assert [result.faults for result in check_database(path) if result.faults] == []


def seals_of(path: Path) -> list[list[tuple[object, ...]]]:
    connection = sqlite3.connect(path)
    try:
        return [connection.execute(f"SELECT * FROM {sql.split()[2]} ORDER BY 1").fetchall() for sql in SEALS]
    finally:
        connection.close()


def test_foreign_keys_hold(tmp_path: Path) -> None:
    with Writer(tmp_path / "new.db") as writer:
        assert writer._connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_the_views_answer(database: Path) -> None:
    connection = sqlite3.connect(database)
    agreements = connection.execute("SELECT id, date, parties, articles FROM v_agreements").fetchall()
    assert agreements[0] == ("wco-europol-mou-2016", "2016-11", "WCO · Europol", 1)
    assert agreements[-1] == ("interpol-wco-mou", None, "INTERPOL · WCO", 1)
    quotes = connection.execute("SELECT quote FROM v_evidence WHERE attribute = 'date' AND value = '2014'").fetchall()
    assert quotes == [("2014",)]
    parties = connection.execute("SELECT name FROM v_parties WHERE agreement = 'interpol-wco-mou'").fetchall()
    assert parties == [("International Criminal Police Organization",), ("World Customs Organization",)]
    connection.close()
