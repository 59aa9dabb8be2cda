"""What the words of a query mean in one database: which organisations have a name, how a word may be written."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from db import organisations
from db.beginnings import MOST_IN_A_ROW, MOST_PARTS, parts_of_beginning
from db.compile import Expansion, Meanings
from db.query import All, AnyOf, Dated, Facet, Not, Only, Party, Within, Words
from db.search_schema import PREFIXES
from db.tokens import LEAD, LETTERS, token
from db.writings import writings, writings_of_a_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from db.query import Node, Query
    from db.spelling import Spelling

MOST_WORDS = 800  # that a beginning is looked up as; more are left to the index
MOST_NAMED = 1_000
PER_QUESTION = 32

# An index gives a column of many rows sooner from the table below it, and ids, which have no line ends, come sooner in
# one text than in a group each.
NAMED = """
    SELECT group_concat(CASE WHEN c.c1 THEN c.c0 END, char(10)),
           group_concat(CASE WHEN NOT c.c1 THEN c.c0 END, char(10))
    FROM names_fts AS f CROSS JOIN names_fts_content AS c ON c.id = f.rowid WHERE names_fts MATCH ?
"""


def meanings_of(connection: sqlite3.Connection, query: Query, spelling: Callable[[], Spelling]) -> Meanings:
    """What is needed to compile a query. `spelling` gives the ways to write words, asked for when there are any."""
    named: dict[Party | str, tuple[str, ...]] = {}
    words: dict[Words, Expansion] = {}
    topics: set[str] = set()
    is_dated = is_counted = False

    def alike(name: str) -> tuple[tuple[str, bool], ...]:
        return writings_of_a_name(name, spelling())

    in_articles = query.target == "articles"  # whose words the vocabulary, which is that of agreements, does not have
    for leaf in every_leaf(query):
        if isinstance(leaf, Party):
            ids = organisations.ids_named(connection, leaf.name, alike)
            named[leaf] = organisations.families(connection, ids) if leaf.family else ids
        elif isinstance(leaf, Only):
            named |= {name: organisations.ids_named(connection, name, alike) for name in leaf.names}
        elif in_articles and isinstance(leaf, Words | Within):
            asked = leaf if isinstance(leaf, Words) else leaf.words
            words[asked] = Expansion(writings(asked, spelling()))
        elif isinstance(leaf, Words):
            words[leaf] = _expansion(connection, leaf, spelling())
        elif isinstance(leaf, Within) and leaf.column != "sources":
            words[leaf.words] = Expansion(_written(connection, leaf.words, spelling()))
        if isinstance(leaf, Within) and leaf.column == "topics":
            topics |= _topics(connection, leaf)
        is_dated = is_dated or isinstance(leaf, Dated)
        is_counted = is_counted or (isinstance(leaf, Facet) and leaf.field == "sources")
    return Meanings(
        named,
        words,
        frozenset(topics),
        tuple(each * 10 for each in _tallied(connection, "decade")) if is_dated else (),
        _tallied(connection, "sources") if is_counted else (),
    )


def every_leaf(query: Query) -> Iterator[Node]:
    """The ends of all trees, those below negations too."""

    def ends(node: Node) -> Iterator[Node]:
        if isinstance(node, All | AnyOf):
            for part in node.parts:
                yield from ends(part)
        elif isinstance(node, Not):
            yield from ends(node.part)
        else:
            yield node

    for part in query.parts:
        yield from ends(part.node)


def _expansion(connection: sqlite3.Connection, words: Words, spelling: Spelling) -> Expansion:
    """The ways to write words, and the organisations one of whose further names has them."""
    written = writings(words, spelling)
    match = " OR ".join(f'"{text}"{" *" if is_beginning else ""}' for text, is_beginning in written)
    return Expansion(_spelled_out(connection, written), _named(connection, match))


def _named(connection: sqlite3.Connection, match: str) -> tuple[str, ...]:
    """The parties one of whose aliases has the words, and not the name or acronym, which stand in the index itself."""
    own, others = connection.execute(NAMED, (match,)).fetchone()
    if not others:
        return ()
    found = set(others.split("\n")).difference(own.split("\n") if own else ())
    facets = {token("organisation", each): each for each in sorted(found)[:MOST_NAMED]}
    return tuple(facets[facet] for facet in _those_tallied(connection, sorted(facets)))


def _those_tallied(connection: sqlite3.Connection, facets: list[str]) -> list[str]:
    """Those of some facets that agreements have, in their order."""
    found: set[str] = set()
    for start in range(0, len(facets), PER_QUESTION):
        some = facets[start : start + PER_QUESTION]
        marks = ", ".join("?" * PER_QUESTION)
        sql = f"SELECT facet FROM tallies WHERE facet IN ({marks})"
        found.update(row[0] for row in connection.execute(sql, [*some, *some[-1:] * (PER_QUESTION - len(some))]))
    return [facet for facet in facets if facet in found]


def _written(connection: sqlite3.Connection, words: Words, spelling: Spelling) -> tuple[tuple[str, bool], ...]:
    return _spelled_out(connection, writings(words, spelling))


def _spelled_out(connection: sqlite3.Connection, written: tuple[tuple[str, bool], ...]) -> tuple[tuple[str, bool], ...]:
    """Beginnings longer than those that the index keeps, in parts that it finds at once; of several words the last."""
    found: list[tuple[str, bool]] = []
    for text, is_beginning in written:
        before, blank, last = text.rpartition(" ")
        folded = _folded(last)
        if not is_beginning or folded is None or len(folded) <= PREFIXES[-1]:
            found.append((text, is_beginning))
        else:
            most = MOST_IN_A_ROW // len(before.split(" ")) if before else MOST_PARTS
            parts = parts_of_beginning(connection, folded, most)
            found += [(f"{before}{blank}{part}", is_open) for part, is_open in parts]
    return tuple(dict.fromkeys(found))


def _folded(word: str) -> str | None:
    """A word as the index folds it, where that is sure: what is ASCII without its accents."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    return bare if bare.isascii() and bare.isalnum() else None


def _topics(connection: sqlite3.Connection, leaf: Within) -> set[str]:
    facet = token("topic", leaf.words.text)
    return set(_those_tallied(connection, [facet])) if leaf.whole else set()


def _tallied(connection: sqlite3.Connection, field: str) -> tuple[int, ...]:
    """The values of a field of numbers that any agreement has."""
    start = f"{LEAD}{LETTERS[field]}_"
    rows = connection.execute("SELECT facet FROM tallies WHERE facet BETWEEN ? AND ?", (start, f"{start}~")).fetchall()
    return tuple(sorted(int(row[0][len(start) :]) for row in rows))
