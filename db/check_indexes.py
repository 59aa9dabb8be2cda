"""Whether what is derived from the tables is what they give: for each thing what is wrong with it, or None."""

from __future__ import annotations

from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from db.entries import COLUMNS, all_entries
from db.indexing import AS_EVER, UNKNOWN_WORDS, conflicting, counted_facets

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

NAMES = """
    SELECT organisation, 0, alias FROM aliases
    UNION ALL SELECT id, 1, name || coalesce(char(10) || acronym, '') FROM organisations
"""
INDEXED_NAMES = "SELECT organisation, own, name FROM names_fts"
FULL_TEXT = ("agreements_fts", "articles_fts", "names_fts")
FORMATS = {4, 5}  # of FTS5
# Where words are looked for, with the lowest page that their segment has.
BEGINNINGS = """
    SELECT s.segid, s.term, s.pgno >> 1,
           (SELECT min(d.id) FROM {0}_data AS d WHERE d.id > s.segid << 37 AND d.id < (s.segid << 37) + 0x80000000)
    FROM {0}_idx AS s
"""
SEGMENT_BITS = 37  # of the number of a page below a full-text index those above are its segment's (fts5_index.c)


def agreements(connection: sqlite3.Connection) -> Iterator[str | None]:
    """The entries that the tables give beside those that are kept, both in the order of their keys."""
    kept = connection.execute(f"SELECT rowid, {', '.join(COLUMNS)} FROM agreements_fts ORDER BY rowid")
    for key, found in groupby(merge(all_entries(connection), kept, key=itemgetter(0)), itemgetter(0)):
        wanted, *others = found
        if others:
            yield None if others == [wanted] else f"agreement {key} is indexed with other words"
        else:
            stored = connection.execute("SELECT count(*) FROM agreements WHERE key = ?", (key,)).fetchone()[0]
            yield f"agreement {key} is {'not in the index' if stored else 'only in the index'}"


def conflicts(connection: sqlite3.Connection) -> Iterator[str | None]:
    """The agreements of which articles say what can't all be true are noted, and no others."""
    kept = {row[0] for row in connection.execute("SELECT agreement FROM conflicts").fetchall()}
    found = set(conflicting(connection))
    for key in sorted(kept | found):
        state = "in conflict" if key in found else "not in conflict"
        yield None if key in kept and key in found else f"agreement {key} is {state}"


def tallies(connection: sqlite3.Connection) -> Iterator[str | None]:
    """The number of agreements that is kept of each facet, and every word of the index in the vocabulary."""
    kept = dict(connection.execute("SELECT facet, agreements FROM tallies").fetchall())
    counted = dict(counted_facets(connection))
    for facet in sorted(kept.keys() | counted.keys()):
        same = kept.get(facet) == counted.get(facet)
        yield None if same else f"{kept.get(facet, 0)} agreements are counted of {facet}, not {counted.get(facet, 0)}"
    for (word,) in connection.execute(UNKNOWN_WORDS):
        yield f"{word} stands in the index, not in the vocabulary"


def names(connection: sqlite3.Connection) -> Iterator[str | None]:
    """Every name, acronym and alias stands in the index of names, as it is, once, and no other does."""
    of_tables, of_index = (
        connection.execute(f"SELECT *, {is_indexed} FROM ({sql}) ORDER BY 1, 2, 3")
        for sql, is_indexed in ((NAMES, 0), (INDEXED_NAMES, 1))
    )
    for (organisation, _, name), rows in groupby(merge(of_tables, of_index), itemgetter(0, 1, 2)):
        found = [is_indexed for *_, is_indexed in rows]
        if found == [0, 1]:
            yield None
        else:
            where = "not in the index" if 1 not in found else "in the index otherwise than in the tables"
            yield f"the name {name} of {organisation} is {where}"


def lookups(connection: sqlite3.Connection) -> Iterator[str | None]:
    """Where each full-text index begins to look for a word there are words that begin as it says, and its settings are
    ours. FTS5's own comparison reads all words in a row, and looks none up."""
    for index in FULL_TEXT:
        for name, value in connection.execute(f"SELECT k, v FROM {index}_config"):
            holds = value in FORMATS if name == "version" else AS_EVER.get(name) == value
            yield None if holds else f"the setting {name} of {index} is {value}"
        for segment, word, page, first in connection.execute(BEGINNINGS.format(index)):
            number = (segment << SEGMENT_BITS) + page
            if first is None or number <= first:
                continue  # a segment that is being merged into another has lost its first pages, but not their words
            found = connection.execute(f"SELECT block FROM {index}_data WHERE id = ?", (number,)).fetchone()
            begins = found is not None and _first_word(found[0]).startswith(word)
            yield None if begins else f"{index} looks for words in the wrong place, page {page}"


def _first_word(page: bytes) -> bytes:
    """The first word that is written in full on a page of a full-text index; empty when there is none.

    The third and fourth byte say where the places of words are listed, the first of which leads to the word: its
    length, then its letters (fts5_index.c, "SEGMENT LEAF-PAGE FORMAT").
    """
    listed = int.from_bytes(page[2:4], "big")
    if listed >= len(page):
        return b""
    place, _ = _number(page, listed)
    length, begin = _number(page, place)
    return page[begin : begin + length]


def _number(page: bytes, place: int) -> tuple[int, int]:
    """A number of variable length, seven bits a byte, and the place after it."""
    value = 0
    while True:
        byte = page[place]
        value, place = value << 7 | byte & 0x7F, place + 1
        if not byte & 0x80:
            return value, place
