"""Where a full-text index begins to look for words, which FTS5's own comparison does not see."""

from __future__ import annotations

import random
import sqlite3

import pytest

from db.check_indexes import lookups
from db.search_schema import FULL_TEXT

WORDS = [f"{a}{b}{c}" for a in "abcdefghij" for b in "klmnopqrst" for c in "uvwxyz0123456789"]


@pytest.fixture
def connection() -> sqlite3.Connection:
    """Empty indexes but that of names, which has many words in several parts, some of them merged half way."""
    dice = random.Random(3)
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE articles (key INTEGER PRIMARY KEY, title, text)")
    for statement in FULL_TEXT:
        if "VIRTUAL" in statement:
            connection.execute(statement)
    for _ in range(6):
        rows = [(" ".join(dice.choices(WORDS, k=40)),) for _ in range(300)]
        connection.executemany("INSERT INTO names_fts (organisation, own, name) VALUES ('x', 0, ?)", rows)
        connection.commit()
        connection.execute("INSERT INTO names_fts (names_fts, rank) VALUES ('merge', 2)")
    return connection


def test_words_are_where_they_are_looked_for_also_while_parts_are_merged(connection: sqlite3.Connection) -> None:
    found = list(lookups(connection))
    assert set(found) == {None}
    assert len(found) > 20


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE names_fts_idx SET term = CAST(term || x'7e' AS BLOB) WHERE term > x'3066'",
        "UPDATE names_fts_idx SET pgno = pgno + 2 WHERE term > x'3066' AND pgno % 4 = 0",
    ],
)
def test_a_beginning_that_leads_elsewhere_is_told(connection: sqlite3.Connection, damage: str) -> None:
    connection.execute(damage)
    assert "names_fts looks for words in the wrong place" in str(set(lookups(connection)))
