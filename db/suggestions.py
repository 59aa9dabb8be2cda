"""Ways out of an empty list: the query without what emptied it, and with its words as the index spells them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.query import Query, Words
from db.respelling import MOST_PARTS, respelled
from db.rows import Suggestion

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

OPERATORS = ("and", "or", "not")
OPERATOR = re.compile(r"(?<![\w:])(?:and|or|not)(?![\w:])")


def suggestions(
    connection: sqlite3.Connection, query: Query, count: Callable[[Query], int], parse: Callable[[str], Query]
) -> tuple[Suggestion, ...]:
    """Queries that have agreements, likely spellings first, then the query without one of its parts, the most
    agreements first. `count` tells how many a query has."""
    found = [*_with_operators(query, count, parse), *respelled(connection, query, count, parse)]
    shorter = [
        Suggestion(query.without(place).written, number, part.text)
        for place, part in enumerate(query.parts[:MOST_PARTS])
        if (number := count(query.without(place)))
    ]
    if not shorter and not found and len(query.parts) > 1:
        shorter = [
            Suggestion(
                Query((part,), query.target).written, number, " ".join(p.text for p in query.parts if p is not part)
            )
            for part in query.parts[:MOST_PARTS]
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
