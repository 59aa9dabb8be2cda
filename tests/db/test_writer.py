"""What is written is whole, in step, and the same whatever came first."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import finding, store

from db.catalogue import Catalogue
from db.checks import check_database
from db.errors import BrokenEvidenceError
from db.findings import FoundClaim, FoundMention, Report
from db.parsing import parse
from db.rows_of_findings import Meeting
from db.search_schema import FULL_TEXT
from db.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

A = ("a-mou-2011", finding(["interpol", "europol"]))
B = ("b-mou-2011", finding(["interpol", "wco"]))
C = ("c-mou", finding(["wco", "europol"], date=None))
D = ("d-mou", finding(["interpol", "zenith"], date=None))


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a person can see of a database, without the numbers of claims and reports."""
    queries = {
        "agreements": "SELECT * FROM agreements ORDER BY key",
        "parties": "SELECT * FROM v_parties",
        "evidence": "SELECT * FROM v_evidence ORDER BY sha256, start, end, attribute, value",
        "organisations": "SELECT * FROM organisations ORDER BY id",
        "index": "SELECT rowid, * FROM agreements_fts ORDER BY rowid",
    }
    return {name: rows(path, sql) for name, sql in queries.items()}


def test_any_order_of_import_gives_the_same_content(build: Callable[..., Path]) -> None:
    first = build(A, B, C, D, name="first.db")
    second = build(D, C, B, A, name="second.db")
    assert content(first) == content(second)


def test_an_article_of_the_same_bytes_is_stored_once(build: Callable[..., Path]) -> None:
    path = build(A, B)
    before = content(path)
    with Writer(path) as writer, writer.batch():
        writer.add_article(A[1], [Meeting("other")])
        writer.finish()
    assert content(path) == before


def test_a_batch_that_fails_leaves_everything_as_it_was(build: Callable[..., Path]) -> None:
    path = build(A)
    before = path.read_bytes()
    with Writer(path) as writer, pytest.raises(RuntimeError), writer.batch():
        writer.add_article(B[1], [Meeting("b")])
        raise RuntimeError
    assert path.read_bytes() == before


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (3, 3), (5, 4), (0, 10_000)])
def test_a_span_outside_the_text_is_refused(build: Callable[..., Path], start: int, end: int) -> None:
    path = build(A)
    broken = replace(B[1], reports=(Report((FoundClaim("agreement", "x", start, end, "test"),)),))
    with Writer(path) as writer, pytest.raises(BrokenEvidenceError), writer.batch():
        writer.add_article(broken, [Meeting("b")])
    mention = replace(B[1].organisations[0], mentions=(FoundMention(start, end),))
    with Writer(path) as writer, pytest.raises(BrokenEvidenceError), writer.batch():
        writer.add_article(replace(B[1], organisations=(mention,)), [Meeting("b")])
    assert rows(path, "SELECT count(*) FROM articles") == [(1,)]


def test_a_second_report_joins_the_agreement_and_replaces_what_was_there(build: Callable[..., Path]) -> None:
    path = build(A)
    with Writer(path) as writer:
        store(writer, finding(["interpol", "europol"], extra=" Said again."), A[0])
    with Catalogue(path) as catalogue:
        agreement = catalogue.agreement(A[0])
        assert len(agreement.articles) == 2
        assert catalogue.page(parse("")).total == 1
        assert catalogue.facets(parse("")).organisations[0].agreements == 1


def test_of_names_as_written_the_first_in_the_alphabet_stands(build: Callable[..., Path]) -> None:
    def named(name: str) -> tuple[str, object]:
        found = finding(["wco", "zenith"], extra=f" {name}")
        unknown = replace(found.organisations[1], name=name)
        return "z-mou-2011", replace(found, organisations=(found.organisations[0], unknown))

    for number, order in enumerate((("ZENITH", "Zenith"), ("Zenith", "ZENITH"))):
        path = build(*(named(name) for name in order), name=f"{number}.db")
        assert rows(path, "SELECT name FROM organisations WHERE id = 'zenith'") == [("ZENITH",)]


def test_every_check_passes_on_what_is_written(database: Path) -> None:
    results = check_database(database)
    assert [r.faults for r in results] == [()] * len(results)
    assert [r.name for r in results if not r.looked_at] == [
        "links lead where their words say",
        "disagreements are noted",
    ]


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        ("UPDATE articles SET text = replace(text, 'Lyon', 'Rome')", "texts are as they were frozen"),
        (
            "PRAGMA ignore_check_constraints = on; UPDATE claims SET end = 9999 WHERE id = 1",
            "spans lie within their texts",
        ),
        (
            "UPDATE agreements SET date = '2000-01-01' WHERE id = 'interpol-europol-mou-2011'",
            "each shown fact has a chosen claim",
        ),
        ("DELETE FROM reports WHERE id = 1", "nothing is orphaned"),
        (
            "UPDATE agreements SET title = 'other' WHERE id = 'interpol-europol-mou-2011'",
            "agreements are indexed as they are",
        ),
        (
            "DELETE FROM agreements_fts WHERE rowid = (SELECT max(rowid) FROM agreements_fts)",
            "agreements are indexed as they are",
        ),
        (
            f"DROP TRIGGER articles_au; UPDATE articles SET title = 'zeppelin'; {FULL_TEXT[-1]}",
            "the indexes hold what their tables hold",
        ),
        (
            "CREATE TRIGGER spy AFTER INSERT ON articles BEGIN DELETE FROM claims; END",
            "tables, indexes and views are ours",
        ),
        ("UPDATE claims SET rule = 'another' WHERE id = 2", "articles are as they were stored"),
        ("UPDATE places SET name = 'another.txt'", "articles are as they were stored"),
        ("UPDATE agreements SET title = 'Another' WHERE date = '2014'", "agreements are as they were stored"),
        ("UPDATE claims SET reason = 'because' WHERE report = 1", "agreements are as they were stored"),
        ("DELETE FROM agreement_seals", "agreements are as they were stored"),
        ("UPDATE organisations SET rank = 7", "organisations and initiatives are as they were stored"),
        ("DELETE FROM aliases", "organisations and initiatives are as they were stored"),
        ("UPDATE initiatives SET name = 'Another'", "organisations and initiatives are as they were stored"),
        ("UPDATE agreements SET date = '2013' WHERE date = '2014'", "keys follow from dates"),
        ("UPDATE names_fts_content SET c0 = 'eu' WHERE id = 1", "organisations are indexed by their names"),
        ("INSERT INTO names_fts_config VALUES ('rank', 'bm25(9)')", "words are found where they are looked up"),
        ("DELETE FROM _sqlite_migrations", "settings are ours"),
        ("ANALYZE", "settings are ours"),
        ("DROP INDEX claims_by_report", "tables, indexes and views are ours"),
    ],
)
def test_each_check_finds_its_fault(database: Path, damage: str, check: str) -> None:
    connection = sqlite3.connect(database)
    connection.executescript(damage)
    connection.commit()
    connection.close()
    assert check in [result.name for result in check_database(database) if result.faults]
