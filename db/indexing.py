"""Keeping what is derived from the tables in step: entries of the full-text index, counts of facets, the vocabulary."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING

from db.disagreements import disagree
from db.entries import COLUMNS, all_entries, entries_of
from db.search_schema import AGREEMENT_TOKENS, FULL_TEXT, SEARCH
from db.sorting import sorting_on_disk
from db.tokens import EVERY, LEAD, LETTERS, TALLIED
from db.vocabulary import SINGLE_ATTRIBUTES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LIST = ", ".join(COLUMNS)
MARKS = ", ".join("?" for _ in range(len(COLUMNS) + 1))
COUNTED = (EVERY, *(f"{LEAD}{LETTERS[field]}_" for field in TALLIED))
ADD_TALLY = """
    INSERT INTO tallies (facet, agreements) VALUES (?, ?)
    ON CONFLICT (facet) DO UPDATE SET agreements = agreements + excluded.agreements
"""
UNKNOWN_WORDS = f"""
    SELECT term FROM agreements_vocabulary
    WHERE (term < '{LEAD}' OR term >= '{LEAD[:-1]}`') AND term NOT IN (SELECT word FROM words)
"""
SINGLE = ", ".join("?" for _ in SINGLE_ATTRIBUTES)
CLAIMS_THAT_MAY_DISAGREE = f"""
    SELECT r.agreement, c.attribute, c.value, c.chosen
    FROM reports AS r CROSS JOIN claims AS c ON c.report = r.id AND c.attribute IN ({SINGLE})
    WHERE r.agreement IN (
        SELECT s.agreement FROM claims AS d CROSS JOIN reports AS s ON s.id = d.report
        WHERE d.report IS NOT NULL AND NOT d.chosen AND d.attribute IN ({SINGLE}) AND s.agreement IS NOT NULL
    ) ORDER BY r.agreement
"""  # where all are chosen, none is for another
ADD_ENTRY = f"INSERT INTO agreements_fts (rowid, {LIST}) VALUES ({MARKS})"
AS_EVER = {"automerge": 4, "crisismerge": 16, "hashsize": 1 << 20}  # FTS5's own settings
IN_BULK = {"automerge": 0, "crisismerge": 256, "hashsize": 32 << 20}  # parts until some are merged; bytes gathered
PER_PASS = 200  # entries whose words are looked at together


def index_agreements(connection: sqlite3.Connection, keys: Sequence[int]) -> None:
    """Writes the agreements' entries; there must be none."""
    for start in range(0, len(keys), PER_PASS):
        entries = list(entries_of(connection, keys[start : start + PER_PASS]))
        connection.executemany(ADD_ENTRY, entries)
        _tally(connection, [str(entry[-1]) for entry in entries], 1)
        _learn(connection, entries)


def forget_agreements(connection: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Takes the entries of agreements away, where there are any."""
    facets: list[str] = []
    for key in keys:
        facets += [row[0] for row in connection.execute("SELECT facets FROM agreements_fts WHERE rowid = ?", (key,))]
        connection.execute("DELETE FROM agreements_fts WHERE rowid = ?", (key,))
    _tally(connection, facets, -1)


def make_search(connection: sqlite3.Connection) -> None:
    """Makes all that one searches by from the tables, within the caller's transaction; none of it may be there."""
    with sorting_on_disk(connection):
        for statement in (*SEARCH, *FULL_TEXT):
            connection.execute(statement)
        connection.executemany("INSERT INTO conflicts VALUES (?)", [(key,) for key in conflicting(connection)])
    rebuild(connection)


def rebuild(connection: sqlite3.Connection) -> None:
    """Makes all indexes, tallies and the vocabulary anew from the tables, within the caller's transaction."""
    connection.execute("DELETE FROM names_fts")
    connection.execute("INSERT INTO names_fts SELECT organisation, 0, alias FROM aliases")
    connection.execute(
        "INSERT INTO names_fts SELECT id, 1, name || coalesce(char(10) || acronym, '') FROM organisations"
    )
    with _in_bulk(connection, "articles_fts"):
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
    rebuild_agreements(connection)
    connection.execute("DELETE FROM words")
    connection.execute("DELETE FROM tallies")
    connection.execute(f"INSERT INTO words {UNKNOWN_WORDS}")
    connection.executemany("INSERT INTO tallies VALUES (?, ?)", counted_facets(connection))


def rebuild_agreements(connection: sqlite3.Connection) -> None:
    """Makes the entries of all agreements anew."""
    with _in_bulk(connection, "agreements_fts"):
        connection.execute("DELETE FROM agreements_fts")
        connection.executemany(ADD_ENTRY, all_entries(connection))


@contextmanager
def _in_bulk(connection: sqlite3.Connection, index: str) -> Iterator[None]:
    """Full-text entries are gathered in memory, written in large parts, and these merged once, at the end."""
    wipes = connection.execute("PRAGMA secure_delete").fetchone()[0]
    connection.execute("PRAGMA secure_delete = off")  # the words of a part that goes stand in the merged one
    try:
        _set(connection, index, IN_BULK)
        yield
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
        _set(connection, index, AS_EVER)
    finally:
        connection.execute(f"PRAGMA secure_delete = {wipes}")


def _set(connection: sqlite3.Connection, index: str, settings: Mapping[str, int]) -> None:
    for name, value in settings.items():
        connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES (?, ?)", (name, value))


def counted_facets(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Each facet that is tallied, with the number of agreements that have it, counted in the index."""
    sql = "SELECT term, doc FROM agreements_vocabulary WHERE term BETWEEN ? AND ?"
    return [row for start in COUNTED for row in connection.execute(sql, (start, f"{start}~")).fetchall()]


def conflicting(connection: sqlite3.Connection) -> list[int]:
    """The keys of the agreements of which articles say what can't all be true."""
    rows = connection.execute(CLAIMS_THAT_MAY_DISAGREE, SINGLE_ATTRIBUTES * 2)
    return [
        key
        for key, claims in groupby(rows, lambda row: row[0])
        if disagree((attribute, value, bool(chosen)) for _, attribute, value, chosen in claims)
    ]


def _tally(connection: sqlite3.Connection, facets: Iterable[str], sign: int) -> None:
    """Counts the facets of entries that came (1) or went (-1)."""
    counts = Counter(word for words in facets for word in set(words.split()) if word.startswith(COUNTED))
    rows = [(word, sign * count) for word, count in counts.items()]
    connection.executemany(ADD_TALLY, rows)
    if sign < 0:
        connection.executemany("DELETE FROM tallies WHERE facet = ? AND agreements = 0", [row[:1] for row in rows])


def _learn(connection: sqlite3.Connection, entries: Iterable[tuple[object, ...]]) -> None:
    """Adds the words of entries to the vocabulary, as the index itself parts and folds them. Words stay when their
    entries go: they only say where to look."""
    connection.execute(
        f'CREATE VIRTUAL TABLE IF NOT EXISTS temp.heard USING fts5 (text, tokenize = "{AGREEMENT_TOKENS}")'
    )
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.heard_words USING fts5vocab (temp, heard, 'row')")
    connection.executemany(
        "INSERT INTO temp.heard (text) VALUES (?)", [(" ".join(map(str, entry[1:-1])),) for entry in entries]
    )
    connection.execute("INSERT OR IGNORE INTO words SELECT term FROM temp.heard_words")
    connection.execute("DELETE FROM temp.heard")
