"""A beginning in parts is found where the beginning itself is, and long lists are not put together for it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from db.beginnings import parts_of_beginning
from db.compile import compile_query
from db.meanings import meanings_of
from db.parsing import parse
from db.search_schema import AGREEMENT_TOKENS, PREFIXES
from db.spelling import Spelling

if TYPE_CHECKING:
    from collections.abc import Iterable

SMALLEST_PAGE = 32  # bytes; so that lists are long in a small index
ENDS = ("", "d", "da", "dab", "dabc", "e", "ea", "é", "z", "ß", "語", "d1")
WORDS = [f"coop{end}" for end in ENDS] + ["coo", "coom", "cooq", "other"]


def _index(texts: Iterable[str], page: int = SMALLEST_PAGE) -> sqlite3.Connection:
    """An index as it is in a database, of texts numbered from 1."""
    connection = sqlite3.connect(":memory:")
    prefixes = " ".join(map(str, PREFIXES))
    connection.execute(
        f"""
        CREATE VIRTUAL TABLE agreements_fts
        USING fts5 (title, tokenize = "{AGREEMENT_TOKENS}", prefix = "{prefixes}")
        """
    )
    connection.execute("INSERT INTO agreements_fts (agreements_fts, rank) VALUES ('pgsz', ?)", (page,))
    connection.executemany("INSERT INTO agreements_fts (title) VALUES (?)", [(text,) for text in texts])
    connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab (agreements_fts, 'row')")
    connection.execute("CREATE TABLE words (word TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID")
    connection.execute("INSERT INTO words SELECT term FROM vocabulary")
    connection.execute("CREATE TABLE tallies (facet TEXT NOT NULL PRIMARY KEY, agreements INTEGER) WITHOUT ROWID")
    connection.execute("CREATE VIRTUAL TABLE names_fts USING fts5 (organisation UNINDEXED, own UNINDEXED, name)")
    return connection


def _rows(connection: sqlite3.Connection, match: str) -> list[int]:
    sql = "SELECT rowid FROM agreements_fts WHERE agreements_fts MATCH ? ORDER BY rowid"
    return [row[0] for row in connection.execute(sql, (match,)).fetchall()]


def _expression(parts: Iterable[tuple[str, bool]]) -> str:
    return " OR ".join(f'"{text}"{" *" if is_beginning else ""}' for text, is_beginning in parts)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), max_size=4), max_size=12), st.lists(st.sampled_from(WORDS), max_size=4)
)
def test_parts_are_found_where_the_beginning_is(texts: list[list[str]], common: list[str]) -> None:
    every = [" ".join(words) for words in texts] + [word for word in common for _ in range(400)]
    with closing(_index(every)) as connection:
        parts = parts_of_beginning(connection, "coop")
        assert _rows(connection, _expression(parts)) == _rows(connection, '"coop" *')


def test_words_with_long_lists_are_parts_themselves_and_others_together() -> None:
    texts = (
        ["cooperation agreement"] * 2000
        + ["cooperation"] * 50
        + [f"coop{letter}x{n}" for letter in "aek" for n in range(9)]
    )
    with closing(_index(texts)) as connection:
        parts = parts_of_beginning(connection, "coop")
    assert set(parts) == {("coop", False), ("cooperation", False), ("coopa", True), ("coopex", True), ("coopk", True)}


def test_a_beginning_that_is_itself_a_common_word_is_asked_for_as_that() -> None:
    with closing(_index(["cooperation other"] * 2000 + ["cooperations"])) as connection:
        parts = parts_of_beginning(connection, "cooperation")
    assert set(parts) == {("cooperation", False), ("cooperations", True)}


def test_words_in_many_parts_of_an_index_are_common() -> None:
    with closing(_index(())) as connection:
        connection.execute("INSERT INTO agreements_fts (agreements_fts, rank) VALUES ('automerge', 0)")
        for _ in range(3):
            with connection:
                connection.executemany(
                    "INSERT INTO agreements_fts (title) VALUES (?)", [("cooperation zebra",), ("coops zebra",)] * 1000
                )
        connection.execute("INSERT OR IGNORE INTO words SELECT term FROM vocabulary")
        assert connection.execute("SELECT count(DISTINCT segid) FROM agreements_fts_idx").fetchone()[0] > 1
        parts = parts_of_beginning(connection, "coop")
        assert {("cooperation", False), ("coops", False)} <= set(parts)
        assert len(_rows(connection, _expression(parts))) == 6000


def test_a_beginning_of_rare_words_stays_one() -> None:
    with closing(_index(["cooperation", "coopted", "coopers"], page=4000)) as connection:
        assert parts_of_beginning(connection, "coop") == (("coop", True),)


def test_of_too_many_parts_there_are_none() -> None:
    with closing(_index(["cooperation"] * 2000 + [f"coop{chr(n)}" for n in range(97, 123)])) as connection:
        assert len(parts_of_beginning(connection, "coop")) > 20
        assert parts_of_beginning(connection, "coop", most=20) == (("coop", True),)


def test_the_last_of_several_words_is_asked_for_in_parts() -> None:
    texts = ["joint cooperation"] * 2000 + ["joint coopted", "cooperation joint", "joint other"]
    with closing(_index(texts)) as connection:
        query = parse('"joint coop', typing=True)
        match = compile_query(query, meanings_of(connection, query, Spelling)).match
        assert match is not None
        assert '"joint cooperation"' in match
        assert '"joint coop" *' not in match
        assert _rows(connection, match) == list(range(1, 2002))
