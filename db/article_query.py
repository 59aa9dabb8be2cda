"""A query as it is asked of articles: one full-text expression, bounds on the key, and conditions in SQL.

Words are those of an article's title and text. A date is its own, as are the language and the source; an organisation
is one that it names. All else is asked of the agreements that it tells of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from db.compile import NONE, UNDATED, compile_query, compile_words
from db.keys import ARTICLES
from db.query import All, AnyOf, Dated, Facet, Not, Nothing, Part, Party, Query, Within, Words
from db.tokens import host, plain_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from db.compile import Meanings
    from db.query import Node

FIRST_DATED = ARTICLES.first(1)
LAST_KEY = ARTICLES.last(date.max.toordinal())
KEYS = "articles_fts_docsize"  # a row for each article that is far narrower than its own
FEW = 30_000  # rows; so many are listed beforehand, of more each row that comes is asked
DATED_FACET = Facet("has", ("date",))
PUBLISHED = "(SELECT published FROM articles WHERE key = a.rowid)"
WRITTEN_IN = (  # by the index: the row itself is long
    "EXISTS (SELECT 1 FROM articles AS t INDEXED BY articles_by_language WHERE t.language IN ({}) AND t.key = a.rowid)"
)
NAMED_IN = "SELECT article FROM mentions WHERE organisation IN ({})"
TELLING = "SELECT r.article FROM agreements_fts AS f JOIN reports AS r ON r.agreement = f.rowid WHERE {}"
PUBLISHERS = """
    WITH RECURSIVE publishers (name) AS (
        SELECT min(publisher) FROM articles
        UNION ALL SELECT (SELECT min(publisher) FROM articles WHERE publisher > publishers.name) FROM publishers
        WHERE publishers.name IS NOT NULL)
    SELECT name FROM publishers WHERE holds(name, ?)
"""
FROM_SOURCE = f"""
    SELECT key FROM articles WHERE publisher IN ({PUBLISHERS})
    UNION ALL SELECT article FROM places WHERE (name LIKE ? OR name GLOB '*[^ -~]*') AND holds(name, ?)
    UNION ALL SELECT key FROM articles WHERE url IS NOT NULL AND (url LIKE ? OR url GLOB '*[^ -~]*')
              AND holds(host(url), ?)
"""
HAS_SOURCE = """
    EXISTS (SELECT 1 FROM articles AS t WHERE t.key = a.rowid AND (holds(t.publisher, ?) OR holds(host(t.url), ?)
            OR EXISTS (SELECT 1 FROM places AS p WHERE p.article = t.key AND holds(p.name, ?))))
"""


class Condition(NamedTuple):
    """A condition on `a.rowid`, the key of an article, in SQL, and its values."""

    sql: str
    values: tuple[object, ...] = ()


NEVER = Condition("0")


@dataclass(frozen=True, slots=True)
class Asked:
    """What articles are asked for: `match` is the expression for their index, None for no words; keys run from `low`
    to `high`; `marked` are expressions of the words that are to be marked, those excluded left out."""

    match: str | None
    low: int
    high: int
    conditions: tuple[Condition, ...]
    marked: tuple[str, ...]

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves any article out."""
        return self.match is not None or bool(self.conditions) or self.low >= 0 or self.high < LAST_KEY

    def source(self) -> tuple[str, list[object]]:
        """The table to read as `a`, with its conditions, and their values."""
        where = ["a.rowid BETWEEN ? AND ?", *(f"({condition.sql})" for condition in self.conditions)]
        values = [self.low, self.high, *(value for condition in self.conditions for value in condition.values)]
        if self.match is None:
            return f"{KEYS} AS a WHERE {' AND '.join(where)}", values
        return f"articles_fts AS a WHERE a.articles_fts MATCH ? AND {' AND '.join(where)}", [self.match, *values]


def asked_of_articles(
    connection: sqlite3.Connection, query: Query, meanings: Meanings, is_counted: bool = False
) -> Asked:
    """What a query asks of articles. A condition that many rows meet is asked of each row that comes, which finds the
    first ones soon; where all are to be counted it is quicker to list its rows beforehand."""
    asking = _Asking(connection, meanings, None if is_counted else FEW)
    low, high = -1, LAST_KEY
    wanted: list[str] = []
    unwanted: list[str] = []
    told: list[Node] = []
    conditions: list[Condition] = []
    for node in [inner for part in query.parts for inner in _flat(part.node)]:
        expression = asking.expression(node.part if isinstance(node, Not) else node)
        if expression is not None:
            (unwanted if isinstance(node, Not) else wanted).append(expression)
        elif isinstance(node, Dated):
            low, high = max(low, _lowest(node)), min(high, _highest(node))
            conditions += _after_first(node)
        elif node in {UNDATED, Not(Dated(None, None))}:
            high = min(high, FIRST_DATED - 1)
        elif _is_of_agreements(node):
            told.append(node)
        else:
            conditions.append(asking.condition(node))
    if told:
        conditions.append(asking.telling(All(tuple(told))))
    match = " AND ".join(wanted) or None
    if unwanted and match is not None:
        match = f"({match}) NOT ({' OR '.join(unwanted)})"
    elif unwanted:
        conditions.append(_not(asking.holding(f"{' OR '.join(unwanted)}")))
    if low > high or NONE in wanted:
        conditions = [NEVER]
    marked = tuple(compile_words(leaf, meanings) for leaf in dict.fromkeys(query.leaves()) if isinstance(leaf, Words))
    return Asked(match, low, high, tuple(conditions), marked)


@dataclass(frozen=True, slots=True)
class _Asking:
    """Makes conditions of nodes; looks first how many rows have to do with them."""

    connection: sqlite3.Connection
    meanings: Meanings
    few: int | None

    def expression(self, node: Node) -> str | None:
        """A tree of words as an expression of the index; None for any other."""
        try:
            return compile_words(node, self.meanings)
        except ValueError:
            return None

    def condition(self, node: Node) -> Condition:
        """Any node as a condition."""
        expression = self.expression(node)
        if expression is not None:
            return self.holding(expression)
        if isinstance(node, All | AnyOf):
            return _joined(" AND " if isinstance(node, All) else " OR ", map(self.condition, node.parts))
        if isinstance(node, Not):
            return _not(self.condition(node.part))
        if isinstance(node, Dated):
            bounds = Condition("a.rowid BETWEEN ? AND ?", (_lowest(node), _highest(node)))
            return _joined(" AND ", [bounds, *_after_first(node)])
        if node in (DATED_FACET, UNDATED):
            return Condition(f"a.rowid {'<' if node == UNDATED else '>='} ?", (FIRST_DATED,))
        if isinstance(node, Facet) and node.field == "language":
            return self._written_in(node.values)
        if isinstance(node, Within) and node.column == "sources":
            return self._from_source(node.words)
        if isinstance(node, Party):
            return self._naming(self.meanings.organisations.get(node, ()))
        return NEVER if isinstance(node, Nothing) else self.telling(node)

    def holding(self, expression: str) -> Condition:
        """The title or the text matches."""
        if expression == NONE:
            return NEVER
        return Condition("a.rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)", (expression,))

    def telling(self, node: Node) -> Condition:
        """The article tells of an agreement that is so."""
        compiled = compile_query(Query((Part(node, ""),)), self.meanings)
        if compiled.impossible:
            return NEVER
        condition = "f.rowid BETWEEN ? AND ?"
        values: tuple[object, ...] = (compiled.low, compiled.high)
        if compiled.match is not None:
            condition, values = f"f.agreements_fts MATCH ? AND {condition}", (compiled.match, *values)
        listed = TELLING.format(condition)
        each = "EXISTS (SELECT 1 FROM reports AS r CROSS JOIN agreements_fts AS f ON f.rowid = r.agreement "
        return self._listed(listed, values, Condition(f"{each} WHERE r.article = a.rowid AND {condition})", values))

    def _naming(self, ids: tuple[str, ...]) -> Condition:
        """The article names one of some organisations."""
        listed = NAMED_IN.format(", ".join("?" for _ in ids))
        return self._listed(listed, ids, Condition(f"EXISTS ({listed} AND article = a.rowid)", ids)) if ids else NEVER

    def _written_in(self, languages: tuple[str, ...]) -> Condition:
        marks = ", ".join("?" for _ in languages)
        listed = f"SELECT key FROM articles WHERE language IN ({marks})"
        return self._listed(listed, languages, Condition(WRITTEN_IN.format(marks), languages))

    def _from_source(self, words: Words) -> Condition:
        """Publisher, website or the name of a file hold words."""
        teach(self.connection)
        wanted = " ".join([*plain_words(words.text), "*"] if words.prefix else plain_words(words.text))
        like = f"%{'_%'.join(plain_words(words.text))}%" if words.text.isascii() else "%"
        each = Condition(HAS_SOURCE, (wanted,) * 3)
        return self._listed(FROM_SOURCE, (wanted, like, wanted, like, wanted), each) if wanted.strip("* ") else NEVER

    def _listed(self, listed: str, values: tuple[object, ...], each: Condition) -> Condition:
        """The keys that a query lists, or where these are many `each`, which asks a row whether it is among them."""
        if self.few is not None:
            sql = f"SELECT count(*) FROM (SELECT 1 FROM ({listed}) LIMIT {self.few + 1})"
            if self.connection.execute(sql, values).fetchone()[0] > self.few:
                return each
        # The sign keeps FTS5 from running its expression anew for each of the keys.
        return Condition(f"+a.rowid IN ({listed})", values)


def teach(connection: sqlite3.Connection) -> None:
    """Gives a connection the functions that find sources."""
    connection.create_function("holds", 2, _holds, deterministic=True)
    connection.create_function("host", 1, host, deterministic=True)


def _holds(text: str | None, wanted: str) -> bool:
    """Whether a text has words in a row; after a star at their end the last is a beginning."""
    words = wanted.removesuffix(" *")
    found = f" {' '.join(plain_words(text or ''))} "
    return f" {words}" in found if words != wanted else f" {words} " in found


def _flat(node: Node) -> Iterable[Node]:
    """The nodes that must all hold."""
    return [inner for part in node.parts for inner in _flat(part)] if isinstance(node, All) else [node]


def _is_of_agreements(node: Node) -> bool:
    own = isinstance(node, Words | Dated | Party | Nothing | Not | AnyOf | All)
    own = own or (isinstance(node, Facet) and node.field == "language") or node in (DATED_FACET, UNDATED)
    return not own and not (isinstance(node, Within) and node.column == "sources")


def _lowest(dated: Dated) -> int:
    """A coarse date has the key of its first day, so that one which may lie within begins within the same year."""
    return ARTICLES.first(date(dated.first.year, 1, 1).toordinal()) if dated.first else FIRST_DATED


def _highest(dated: Dated) -> int:
    return ARTICLES.last(dated.last.toordinal()) if dated.last else LAST_KEY


def _after_first(dated: Dated) -> list[Condition]:
    """Of the dates that begin in the first year, those that don't end before the first day."""
    first = dated.first
    if first is None or (first.month, first.day) == (1, 1):
        return []
    coarse = (f"{first.year:04d}", f"{first.year:04d}-{first.month:02d}")
    return [Condition(f"a.rowid >= ? OR {PUBLISHED} IN (?, ?)", (ARTICLES.first(first.toordinal()), *coarse))]


def _not(condition: Condition) -> Condition:
    return Condition(f"NOT ({condition.sql})", condition.values)


def _joined(word: str, conditions: Iterable[Condition]) -> Condition:
    found = list(conditions)
    sql = word.join(f"({condition.sql})" for condition in found)
    return Condition(sql or "1", tuple(value for condition in found for value in condition.values))
