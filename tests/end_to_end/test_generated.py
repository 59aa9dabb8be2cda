"""The databases that figures are taken from are as the product writes them."""

import importlib
import json
import sqlite3

import pytest

from bench import library as library_module
from bench.__main__ import PARTS
from bench.fuzz import generated
from bench.library import library
from bench.typed import queries
from db.catalogue import Catalogue
from db.checks import check_database
from db.findings import FoundClaim, ResolvedAgreement, StoredClaim, StoredReport
from db.parsing import parse
from db.writer import Writer
from seed.bodies import bodies_of
from seed.identifiers import stem
from seed.instruments import group_key
from seed.lexicon import load_lexicon
from seed.sameness import facets_text

COUNT = 1000
CONTENTS = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY name"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return library(COUNT, tmp_path_factory.mktemp("library"))


@pytest.fixture
def rows(made):
    connection = sqlite3.connect(made.path)
    yield connection
    connection.close()


def test_check_finds_nothing_in_a_generated_database(made):
    results = check_database(made.path)
    assert [fault for result in results for fault in result.faults] == []
    assert {result.looked_at for result in results if result.name == "agreements are indexed as they are"} == {COUNT}


def test_quotes_are_the_words_of_their_values(rows):
    """A person's name, a place and a duration stand in the text just so; nothing begins or ends with a blank."""
    quotes = rows.execute(
        "SELECT c.attribute, c.value, substr(t.text, c.start + 1, c.end - c.start) "
        "FROM claims AS c JOIN articles AS t ON t.key = c.article"
    ).fetchall()
    assert all(quote == quote.strip() != "" for _, _, quote in quotes)
    exact = [(value, quote) for attribute, value, quote in quotes if attribute in {"place", "signatory"}]
    assert len(exact) > COUNT / 2
    assert all(value == quote for value, quote in exact)


def test_reports_are_placed_as_reading_them_would(rows):
    bodies = bodies_of(load_lexicon())
    found = rows.execute(
        "SELECT r.id, r.instrument, r.facets, t.content, t.published FROM reports AS r "
        "JOIN articles AS t ON t.key = r.article"
    ).fetchall()
    for number, instrument, facets, content, published in found:
        claims = rows.execute(
            "SELECT id, attribute, value, start, end, rule, basis, role, of_organisation FROM claims "
            "WHERE report = ? ORDER BY id",
            (number,),
        )
        stored = tuple(StoredClaim(key, FoundClaim(*claim)) for key, *claim in claims.fetchall())
        report = StoredReport(content, published, None, stored)
        assert json.loads(facets) == json.loads(facets_text(report))
        assert instrument == "|".join(group_key(report, bodies))


def test_ids_are_made_of_parties_and_kind(rows):
    ranks = dict(rows.execute("SELECT id, rank FROM organisations").fetchall())
    for key, number, kind, date in rows.execute("SELECT key, id, kind, date FROM agreements").fetchall():
        parties = rows.execute("SELECT organisation, role FROM parties WHERE agreement = ?", (key,)).fetchall()
        named = ResolvedAgreement("", kind, "", date, None, None, None, None, tuple(parties), (), (), (), (), (), set())
        begin = stem(named, ranks)
        assert number.startswith(begin)
        assert date is None or number.startswith(f"{begin}-{date[:4]}")


def test_the_same_number_gives_the_same_database(made, tmp_path):
    again = library(200, tmp_path / "one"), library(200, tmp_path / "two")
    assert _contents(again[0].path) == _contents(again[1].path)
    assert _contents(again[0].path) != _contents(made.path)


def test_a_database_that_is_there_is_taken_again(tmp_path):
    first = library(20, tmp_path)
    stamp = first.path.stat().st_mtime_ns
    assert library(20, tmp_path) == first
    assert first.path.stat().st_mtime_ns == stamp


@pytest.mark.parametrize("part", ["rows_by", "index_by"])
def test_what_is_made_otherwise_now_is_made_anew(tmp_path, part, monkeypatch):
    first = library(20, tmp_path)
    contents, made = _contents(first.path), []
    make_rows = library_module.make_rows
    monkeypatch.setattr("bench.library.make_rows", lambda *wanted: made.append(wanted) or make_rows(*wanted))
    beside = first.path.with_suffix(".json")
    beside.write_text(json.dumps(json.loads(beside.read_text()) | {part: "another maker"}))
    if part == "index_by":
        connection = sqlite3.connect(first.path)
        connection.execute("DROP TABLE articles_fts")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name <> 'm001_articles_agreements_claims'")
        connection.commit()
        connection.close()
    again = library(20, tmp_path)
    assert again.path == first.path
    assert len(made) == (part == "rows_by")
    assert _contents(first.path) == contents
    assert [fault for result in check_database(first.path) for fault in result.faults] == []
    with Writer(first.path) as writer, writer.batch():
        assert writer.last_report() > 20  # which no migration kept back


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_the_measurements_can_begin(part):
    assert callable(importlib.import_module(f"bench.{part}").measure)


def test_what_is_typed_finds_rows_in_a_generated_database(made):
    texts = queries()
    assert len(texts) == len(set(texts)) == 200
    with Catalogue(made.path) as catalogue:
        found = [text for text in texts if catalogue.page(parse(text, typing=True), limit=1).rows]
    assert 120 < len(found) < 200


def test_nonsense_gets_an_answer(made):
    with Catalogue(made.path) as catalogue:
        for text in generated(300):
            assert catalogue.page(parse(text), limit=10).offset == 0


def _contents(path):
    connection = sqlite3.connect(path)
    names = [name for (name,) in connection.execute(CONTENTS) if name != "_sqlite_migrations"]
    found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names if "vocabulary" not in name}
    connection.close()
    return found
