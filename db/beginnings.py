"""A beginning of words, as parts of it that the index finds without putting long lists together.

Of a beginning longer than those that the index keeps, FTS5 first merges the lists of all words that begin so: for a
common word that takes tenths of a second and tens of megabytes. So the words with long lists are asked for as they are,
and the others by beginnings that leave these out.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

LENGTHS = (24, 96, 384)  # pages of the index; merging what takes less is quicker, but for too many parts longer ones do
MOST_PARTS = 400  # each row of an OR is compared with the next of all its parts
MOST_IN_A_ROW = 96  # parts of the last of two words in a row; of more words fewer, for each part reads them all again
LAST = chr(0x10FFFF)
MAIN = b"0"  # what the index puts before its words, other than before the beginnings that it keeps


def parts_of_beginning(
    connection: sqlite3.Connection, beginning: str, most: int = MOST_PARTS
) -> tuple[tuple[str, bool], ...]:
    """Words and beginnings of words, each with whether it is a beginning, that together are found where a word that
    begins so is found, and nowhere else: at most so many, or the beginning itself. It is folded as the index folds."""
    common = _common_words(connection, beginning)
    for least in LENGTHS:
        long = [word for word, pages in common.items() if pages >= least]
        parts = _parts(connection, sorted({beginning, *long}), most) if long else []
        if 0 < len(parts) <= most:
            return tuple(parts)
    return ((beginning, True),)


def _parts(connection: sqlite3.Connection, fences: list[str], most: int) -> list[tuple[str, bool]]:
    """The fences, of which the first is what all begin with, and what lies between them: as soon as these are more than
    `most` it ends."""
    parts = [(word, False) for word in fences]
    for low, high in pairwise([*fences, fences[0] + LAST]):
        for part in _between(connection, low, high):
            parts.append(part)
            if len(parts) > most:
                return parts
    return parts


def _common_words(connection: sqlite3.Connection, beginning: str) -> Counter[str]:
    """Those that begin so and whose lists are long, with their pages. The index keeps the first word of each of its
    pages and the page's number: where numbers leap, the last word before has all the pages between. Which they are is
    only a matter of speed: any words would do."""
    found: Counter[str] = Counter()
    first, last = MAIN + beginning.encode(), MAIN + (beginning + LAST).encode()
    for segment in _segments(connection):
        pages = connection.execute(
            """
            SELECT * FROM (SELECT term, pgno >> 1 FROM agreements_fts_idx
                           WHERE segid = :segment AND term <= :first ORDER BY term DESC LIMIT 1)
            UNION ALL
            SELECT term, pgno >> 1 FROM agreements_fts_idx
            WHERE segid = :segment AND term > :first AND term <= :last
            UNION ALL
            SELECT * FROM (SELECT term, pgno >> 1 FROM agreements_fts_idx
                           WHERE segid = :segment AND term > :last ORDER BY term LIMIT 1)
            """,
            {"segment": segment, "first": first, "last": last},
        ).fetchall()
        for (_, page), (term, next_page) in pairwise(pages):
            if next_page - page >= LENGTHS[0] and term.startswith(MAIN):
                below = term[len(MAIN) :].decode("utf-8", "ignore")
                sql = "SELECT max(word) FROM words WHERE word < ? AND word >= ?"
                word = connection.execute(sql, (below, beginning)).fetchone()[0]
                if word is not None and word.startswith(beginning):
                    found[word] += next_page - page
    return found


def _segments(connection: sqlite3.Connection) -> Iterator[int]:
    """The parts that the index consists of: one where it was merged, else a few."""
    sql = "SELECT min(segid) FROM agreements_fts_idx WHERE segid > ?"
    segment = connection.execute(sql, (-1,)).fetchone()[0]
    while segment is not None:
        yield segment
        segment = connection.execute(sql, (segment,)).fetchone()[0]


def _between(connection: sqlite3.Connection, low: str, high: str) -> Iterator[tuple[str, bool]]:
    """The words of the vocabulary between two others, by the shortest beginnings that neither of these has."""
    after = low
    sql = "SELECT word FROM words WHERE word > ? AND word < ? LIMIT 1"
    while True:
        found = connection.execute(sql, (after, high)).fetchone()
        if found is None:
            return
        word = found[0]
        length = 1 + max(_shared(word, low), _shared(word, high))
        is_beginning = len(word) >= length  # else `high` begins with it
        after = word[:length] + LAST if is_beginning else word
        yield word[:length], is_beginning


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with together."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
