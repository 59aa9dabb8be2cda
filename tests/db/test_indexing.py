"""What agreements are found by: made anew from the tables it is what it was, kept in step agreement by agreement."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench.library import library
from db import entries, indexing
from db.checks import check_database
from db.errors import DatabaseError
from db.schema import TABLES
from db.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT = 300
KEPT = (
    "SELECT rowid, * FROM agreements_fts ORDER BY rowid",
    "SELECT * FROM agreements_terms ORDER BY 1, 2, 3, 4",
    "SELECT * FROM articles_terms ORDER BY 1, 2, 3, 4",
    "SELECT id, sz FROM agreements_fts_docsize ORDER BY id",
    "SELECT id, sz FROM articles_fts_docsize ORDER BY id",
    "SELECT organisation, own, name FROM names_fts ORDER BY 1, 2, 3",
    "SELECT * FROM tallies ORDER BY 1",
    "SELECT * FROM words ORDER BY 1",
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """To a generated database, in no transaction."""
    opened = sqlite3.connect(library(COUNT, tmp_path).path, isolation_level=None)
    opened.execute("PRAGMA temp_store = memory")
    for index in ("agreements", "articles"):
        opened.execute(f"CREATE VIRTUAL TABLE temp.{index}_terms USING fts5vocab (main, {index}_fts, 'instance')")
    yield opened
    opened.close()


def kept(connection: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    """All that things are found by, word by word."""
    return [connection.execute(sql).fetchall() for sql in KEPT]


def keys_of(connection: sqlite3.Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT key FROM agreements ORDER BY key").fetchall()]


def test_indexed_one_by_one_it_is_as_indexed_at_once(connection: sqlite3.Connection) -> None:
    at_once, keys = kept(connection), keys_of(connection)
    assert len(at_once[0]) == len(keys) == COUNT
    connection.execute("BEGIN")
    indexing.forget_agreements(connection, keys)
    assert connection.execute("SELECT count(*) FROM tallies").fetchone() == (0,)
    connection.execute("DELETE FROM words")
    for key in keys[1::2]:
        indexing.index_agreements(connection, [key])
    indexing.index_agreements(connection, keys[::2][::-1])
    assert kept(connection) == at_once
    connection.execute("INSERT INTO words VALUES ('forgotten')")
    indexing.rebuild(connection)
    assert kept(connection) == at_once


def test_entries_of_some_are_those_of_all(connection: sqlite3.Connection) -> None:
    every = list(entries.all_entries(connection))
    keys = keys_of(connection)
    assert [entry[0] for entry in every] == keys
    assert list(entries.entries_of(connection, [*keys[::-1], keys[0], 1])) == every
    assert list(entries.entries_of(connection, keys[7:9])) == every[7:9]


def test_a_rebuild_that_is_interrupted_leaves_what_was_there(connection: sqlite3.Connection) -> None:
    before = kept(connection)
    steps = 0

    def stop_late() -> bool:
        nonlocal steps
        steps += 1
        return steps > 40

    connection.execute("BEGIN")
    connection.set_progress_handler(stop_late, 1000)
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        indexing.rebuild(connection)
    connection.set_progress_handler(None, 0)
    if connection.in_transaction:
        connection.execute("ROLLBACK")
    assert kept(connection) == before
    assert (
        connection.execute("PRAGMA secure_delete").fetchone()
        == sqlite3.connect(":memory:").execute("PRAGMA secure_delete").fetchone()
    )


def test_after_a_rebuild_the_index_is_in_one_part_and_kept_as_ever(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")
    indexing.rebuild(connection)
    connection.execute("COMMIT")
    for index in ("agreements_fts", "articles_fts"):
        assert connection.execute(f"SELECT count(DISTINCT segid) FROM {index}_idx").fetchone() == (1,)
        settings = dict(connection.execute(f"SELECT k, v FROM {index}_config").fetchall())
        assert {name: settings[name] for name in indexing.AS_EVER} == indexing.AS_EVER


def test_an_entry_holds_the_words_of_its_agreement_and_of_its_filters(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        found = {row[1]: row[2:] for row in entries_with_ids(connection)}
    words = dict(zip(entries.COLUMNS, found["wco-zenith-mou-2014"], strict=True))
    assert words == {
        "title": "WCO and Zenith memorandum of understanding memorandum of understanding MoU signed",
        "parties": "World Customs Organization WCO Zenith ",
        "people": "Ann Doe Director",
        "place": "Lyon",
        "topics": "café [/b] anti-fraud",
        "provisions": "information exchange",
        "initiatives": "I-24/7 ",
        "evidence": "Lyon: WCO and Zenith signed a memorandum of understanding about café [/b] anti-fraud on 2014-05.",
        "facets": "____a ____k_memorandum_of_understanding ____s_signed ____i_wco_zenith_mou_2014 "
        "____e_201 ____y_2014 ____m_2014_05 ____c_2014_05 ____o_wco ____o_zenith ____p_2 ____n_1 "
        "____t_cafe_b_anti_fraud ____v_information_exchange ____l_en  ____b  ____b ____f_wco ____f_zenith ____f_txt "
        "____h_date ____w_expiry ____h_place ____w_duration ____h_signatory ____h_topic ____h_provision "
        "____h_initiative ____w_link ____x_no",
    }


def entries_with_ids(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    ids = dict(connection.execute("SELECT key, id FROM agreements").fetchall())
    for key, *words in entries.all_entries(connection):
        yield key, ids[key], *words


def test_words_of_the_same_report_twice_stand_once(database: Path) -> None:
    """A second report of an agreement in the same words, by an article that says when it was published."""
    with sqlite3.connect(database) as connection:
        connection.execute(
            "INSERT INTO articles SELECT key + 1, content || 'x', title, 'The Post', published, 'fr', "
            "'https://news.example/1', text, text_sha256 FROM articles WHERE text LIKE '%Zenith%'"
        )
        connection.execute(
            "INSERT INTO reports (article, position, instrument, agreement) "
            "SELECT r.article + 1, r.position, r.instrument, r.agreement FROM reports AS r "
            "JOIN agreements AS a ON a.key = r.agreement WHERE a.id = 'wco-zenith-mou-2014'"
        )
        connection.execute(
            "INSERT INTO claims (article, report, attribute, value, start, end, rule, basis) "
            "SELECT article + 1, (SELECT max(id) FROM reports), attribute, value, start, end, rule, basis "
            "FROM claims WHERE attribute = 'agreement' AND article + 1 IN (SELECT key FROM articles)"
        )
        words = {row[1]: row[2:] for row in entries_with_ids(connection)}["wco-zenith-mou-2014"]
    assert str(words[-2]).count("Lyon") == 1
    assert "____n_2 " in str(words[-1])
    assert "____l_en ____l_fr" in str(words[-1])
    assert "____f_the ____f_post ____b ____f_news ____f_example" in str(words[-1])


def test_what_is_only_in_the_index_or_in_it_with_other_words_is_told(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("INSERT INTO agreements_fts (rowid, title) VALUES (7, 'nothing')")
        connection.execute("UPDATE agreements SET place = 'Rome' WHERE id = 'interpol-wco-mou'")
        key = connection.execute("SELECT key FROM agreements WHERE id = 'interpol-wco-mou'").fetchone()[0]
        lost = connection.execute("SELECT max(key) FROM agreements").fetchone()[0]
        connection.execute("DELETE FROM agreements_fts WHERE rowid = ?", (lost,))
    faults = {fault for result in check_database(database) for fault in result.faults}
    assert {
        "agreement 7 is only in the index",
        f"agreement {key} is indexed with other words",
        f"agreement {lost} is not in the index",
    } <= faults


@pytest.fixture
def older(connection: sqlite3.Connection) -> Path:
    """The generated database as it was before there was anything to search by."""
    connection.executescript("DROP TABLE temp.agreements_terms; DROP TABLE temp.articles_terms")
    listing = "SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL AND {} ORDER BY name"
    tables = {words[2] for sql in TABLES if (words := sql.split())}
    for condition in ("type = 'trigger'", "sql LIKE 'CREATE VIRTUAL%'", "type IN ('index', 'table')"):
        for kind, name in connection.execute(listing.format(condition)).fetchall():
            if name not in tables and "sqlite" not in name:
                connection.execute(f"DROP {kind} IF EXISTS {name}")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name NOT LIKE 'm001%'")
    connection.execute("PRAGMA user_version = 1")
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def test_an_older_database_is_brought_up_to_date_by_the_first_batch(older: Path) -> None:
    with Writer(older) as writer:
        with writer.batch():
            pass
        assert writer._connection.execute("PRAGMA temp_store").fetchone() == (2,)
    results = check_database(older)
    assert [fault for result in results for fault in result.faults] == []


def test_an_older_database_is_as_it_was_when_bringing_it_up_to_date_fails(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = older.read_bytes()
    monkeypatch.setattr(indexing, "counted_facets", lambda _: [(None, 1)])
    with pytest.raises(DatabaseError), Writer(older) as writer, writer.batch():
        pass
    assert older.read_bytes() == before
