"""Likely spellings: a query with a word that nothing has as the words most like it that something has."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from db.field_names import FIELDS
from db.pieces import WORD, cut
from db.query import Part, Query
from db.rows import Suggestion
from db.tokens import LEAD, LETTERS
from db.vocabulary import KIND_SHORTHANDS, KINDS, LANGUAGES, PROVISIONS, STATUSES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping

    from db.pieces import Piece

MOST_SPELLINGS = 3
LIKENESS = 0.72  # of difflib; one wrong letter in five is more, another word is less
LEAST_LETTERS = 4
MOST_LOOKED_AT = 20_000
MOST_PARTS = 12  # of a query that are looked at
MOST_TRIED = 8  # words of a query that nothing has
LAST = chr(0x10FFFF)
NAMED = frozenset({"org", "with", "only", "family"})
WORDED = frozenset({"", "topic", "place", "person"})
CLOSED: Mapping[str, tuple[str, ...]] = {
    "kind": (*KINDS, *KIND_SHORTHANDS), "status": STATUSES, "provision": PROVISIONS, "lang": tuple(LANGUAGES.values()),
}  # fmt: skip


class _Slip(NamedTuple):
    """A word that nothing has: in which part, where in its text, and how it may be spelled, the likeliest first."""

    place: int
    start: int
    end: int
    spellings: tuple[str, ...]


def respelled(
    connection: sqlite3.Connection, query: Query, count: Callable[[Query], int], parse: Callable[[str], Query]
) -> Iterator[Suggestion]:
    """The query with one such word in another spelling; where none of these finds anything, with all of them."""

    def tried(slips: tuple[_Slip, ...]) -> Iterator[Suggestion]:
        text = _written(query, slips)
        if number := count(parse(text)):
            yield Suggestion(text, number, query.parts[slips[0].place].text, is_spelling=True)

    slips = tuple(_slips(connection, query, lambda text: count(parse(text))))
    is_found = False
    for slip in slips:
        for spelling in slip.spellings:
            for suggestion in tried((slip._replace(spellings=(spelling,)),)):
                is_found = True
                yield suggestion
    if len(slips) > 1 and not is_found:
        yield from tried(slips)


def _slips(connection: sqlite3.Connection, query: Query, number_of: Callable[[str], int]) -> Iterator[_Slip]:
    room = MOST_TRIED
    for place, part in enumerate(query.parts[:MOST_PARTS]):
        for piece, start, end, is_begun in _words_of(part):
            word = part.text[start:end].lower()
            if len(word) < LEAST_LETTERS or not room or _is_known(connection, piece.field, word):
                continue
            room -= 1
            alone = f"{piece.field}:{word} " if piece.field else f"{word}{'*' if is_begun else ' '}"
            if number_of(f"in:articles {alone}" if query.target == "articles" else alone):
                continue
            if spellings := tuple(_likely(connection, piece.field, word)):
                yield _Slip(place, start, end, spellings)


def _words_of(part: Part) -> Iterator[tuple[Piece, int, int, bool]]:
    """The words of a part that are not excluded, those of filters too: of which piece, where in the text, and whether
    it may go on."""
    is_denied = False
    for piece in cut(part.text, FIELDS).found:
        if piece.sort in ("words", "filter") and not is_denied:
            start = piece.start + len(piece.field) + bool(piece.field)
            found = list(WORD.finditer(part.text, start, piece.end))
            for word in found:
                is_begun = word is found[-1] and (piece.starred or (piece.is_open and part.is_open))
                yield piece, word.start(), word.end(), is_begun
        is_denied = piece.sort == "NOT"


def _is_known(connection: sqlite3.Connection, field: str, word: str) -> bool:
    """Whether the vocabulary has a word, and it is asked for anywhere."""
    sql = "SELECT 1 FROM words WHERE word = ?"
    return not field and connection.execute(sql, (word,)).fetchone() is not None


def _written(query: Query, slips: tuple[_Slip, ...]) -> str:
    """The query with the first spelling of each, as one would type it."""
    parts = list(query.parts)
    for slip in reversed(slips):
        text = parts[slip.place].text
        parts[slip.place] = Part(parts[slip.place].node, text[: slip.start] + slip.spellings[0] + text[slip.end :])
    return Query(tuple(parts), query.target).written


def _likely(connection: sqlite3.Connection, field: str, word: str) -> list[str]:
    """The words of a field most like one: those that begin as it does, or as it would with a letter more, less or
    swapped at the beginning."""
    for beginning in dict.fromkeys((word[:2], word[:1], word[1:2], word[1] + word[0])):
        words = [each for each in _beginning(connection, field, beginning) if abs(len(each) - len(word)) <= 2]
        if near := [each for each in get_close_matches(word, words, MOST_SPELLINGS, LIKENESS) if each != word]:
            return near
    return []


def _beginning(connection: sqlite3.Connection, field: str, beginning: str) -> list[str]:
    """The words of a field that begin so, each once."""
    lead = ""
    if field in NAMED:
        sql = "SELECT lower(name) FROM names_fts WHERE names_fts MATCH ? LIMIT ?"
        names = connection.execute(sql, (f'"{beginning}" *', MOST_LOOKED_AT)).fetchall()
        found = [word for row in names for word in WORD.findall(row[0])]
    elif field in CLOSED:
        found = [word for value in CLOSED[field] for word in WORD.findall(value)]
    elif field in WORDED:
        sql = "SELECT word FROM words WHERE word BETWEEN ? AND ? LIMIT ?"
        found = [row[0] for row in connection.execute(sql, (beginning, beginning + LAST, MOST_LOOKED_AT)).fetchall()]
    elif field == "source":
        lead = f"{LEAD}{LETTERS['source word']}_"
        sql = "SELECT term FROM agreements_vocabulary WHERE term BETWEEN ? AND ? LIMIT ?"
        bounds = (lead + beginning, lead + beginning + LAST, MOST_LOOKED_AT)
        found = [row[0] for row in connection.execute(sql, bounds).fetchall()]
    else:
        return []
    return [word[len(lead) :] for word in dict.fromkeys(found) if word.startswith(lead + beginning)]
