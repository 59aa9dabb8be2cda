"""Ways out of an empty list: the query without what emptied it, and with a word as the index spells it."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from db.query import Part, Query, Words
from db.rows import Suggestion

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

OPERATORS = ("and", "or", "not")
OPERATOR = re.compile(r"(?<![\w:])(?:and|or|not)(?![\w:])")
MOST_SPELLINGS = 3
LIKENESS = 0.72  # of difflib; one wrong letter in five is more, another word is less
LEAST_LETTERS = 4
MOST_LOOKED_AT = 20_000


def suggestions(
    connection: sqlite3.Connection, query: Query, count: Callable[[Query], int], parse: Callable[[str], Query]
) -> tuple[Suggestion, ...]:
    """Queries that have agreements, likely spellings first, then the query without one of its parts, the most
    agreements first. `count` tells how many a query has."""
    found = [*_with_operators(query, count, parse), *_respelled(connection, query, count, parse)]
    shorter = [
        Suggestion(query.without(place).written, number, part.text)
        for place, part in enumerate(query.parts)
        if (number := count(query.without(place)))
    ]
    if not shorter and not found and len(query.parts) > 1:
        shorter = [
            Suggestion(
                Query((part,), query.target).written, number, " ".join(p.text for p in query.parts if p is not part)
            )
            for part in query.parts
            if (number := count(Query((part,), query.target)))
        ]
    shorter.sort(key=lambda each: -each.agreements)
    return tuple(found + shorter)


def _with_operators(query: Query, count: Callable[[Query], int], parse: Callable[[str], Query]) -> Iterator[Suggestion]:
    """The query with `or`, `and` and `not` as operators, where they stand in small letters."""
    small = [part.text for part in query.parts if isinstance(part.node, Words) and part.text.strip() in OPERATORS]
    text = OPERATOR.sub(lambda match: match[0].upper(), query.written)
    if small and '"' not in text and (number := count(parse(text))):
        yield Suggestion(text, number, small[0], is_spelling=True)


def _respelled(
    connection: sqlite3.Connection, query: Query, count: Callable[[Query], int], parse: Callable[[str], Query]
) -> Iterator[Suggestion]:
    """The query with one word that nothing has as the words most like it that something has."""
    for place, part in enumerate(query.parts):
        word = part.node
        if not isinstance(word, Words) or " " in word.text or len(word.text) < LEAST_LETTERS:
            continue
        if count(Query((part,), query.target)):
            continue
        for spelling in _likely(connection, word.text.lower()):
            respelled = Part(replace(word, text=spelling), spelling)
            text = replace(query, parts=(*query.parts[:place], respelled, *query.parts[place + 1 :])).written
            if number := count(parse(text)):
                yield Suggestion(text, number, part.text, is_spelling=True)


def _likely(connection: sqlite3.Connection, word: str) -> list[str]:
    """The words of the vocabulary most like one: those that begin as it does, or as it would with a letter more, less
    or swapped at the beginning."""
    beginnings = dict.fromkeys((word[:2], word[:1], word[1:2], word[1] + word[0]))
    for beginning in beginnings:
        sql = "SELECT word FROM words WHERE word BETWEEN ? AND ? AND length(word) BETWEEN ? AND ? LIMIT ?"
        end = beginning + chr(0x10FFFF)
        parameters = (beginning, end, len(word) - 2, len(word) + 2, MOST_LOOKED_AT)
        words = [row[0] for row in connection.execute(sql, parameters).fetchall()]
        if near := get_close_matches(word, words, MOST_SPELLINGS, LIKENESS):
            return near
    return []
