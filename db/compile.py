"""A query, compiled to one full-text expression and bounds on the key. Pure.

Each word goes to FTS5 as a quoted string, so nothing that a person types is read as an operator; a prefix has its
star outside the quotes (SQLite documentation, FTS5, section 3).
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from db.keys import AGREEMENTS, LAST_KEY, first_key
from db.query import All, AnyOf, Dated, Facet, Identified, Not, Only, Party, Within, Words
from db.tokens import EVERY, LEAD, token, tokens_between, word_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from db.query import Node, Query

UNDATED = Facet("lacks", ("date",))
SIGNS = re.compile(r"[()]|NOT")
QUOTED = re.compile(r'"[^"]*"')
NONE = f'"{LEAD}none"'  # stands in no entry


class Expansion(NamedTuple):
    """What a word may stand for: ways to write it, each with whether it is a beginning, and the organisations one of
    whose further names has it."""

    forms: tuple[tuple[str, bool], ...]
    organisations: tuple[str, ...] = ()


class Meanings(NamedTuple):
    """What the database knows of the words of a query: for each name the ids of organisations, for each word what it
    stands for, which topics there are by just that name, the decades in which there are dates, the numbers of articles
    that agreements have."""

    organisations: Mapping[Party | str, tuple[str, ...]] = {}
    words: Mapping[Words, Expansion] = {}
    topics: frozenset[str] = frozenset()
    decades: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()


class Compiled(NamedTuple):
    """`match` is the expression for the index of agreements, None for no condition; keys run from `low` to `high`.

    `impossible` tells that no row can match, as when no organisation has the name that was asked for.
    """

    match: str | None
    low: int
    high: int
    impossible: bool = False

    @property
    def is_tangled(self) -> bool:
        """Whether its rows must not be read backwards, see `tangled`."""
        return tangled(self.match)

    @property
    def is_bounded(self) -> bool:
        """Whether the bounds leave any key out."""
        return self.low >= 0 or self.high < LAST_KEY

    def and_also(self, expression: str) -> Compiled:
        """The same with one more condition."""
        match = expression if self.match is None else f"({self.match}) AND {expression}"
        return self._replace(match=match)


def tangled(match: str | None) -> bool:
    """Whether an expression has a NOT within parentheses. Read by descending rowid, FTS5 (SQLite 3.40) leaves rows out
    of such a one and gives others that don't match; ascending it is right."""
    depth = 0
    for sign in SIGNS.findall(QUOTED.sub("", match)) if match and " NOT " in match else ():
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "NOT" and depth:
            return True
    return False


def compile_query(query: Query, meanings: Meanings) -> Compiled:
    """Compiles for the index of agreements."""
    low, high = -1, LAST_KEY
    wanted: list[str] = []
    unwanted: list[str] = []
    impossible = False
    for part in query.parts:
        node = part.node
        if isinstance(node, Dated):
            first, last = _bounds(node)
            low, high = max(low, first), min(high, last)
            if not _begins_a_year(node):
                wanted.append(_expression(node, meanings))
        elif node == UNDATED:
            high = min(high, first_key(1) - 1)
        elif node == Not(UNDATED):
            low = max(low, first_key(1))
        elif isinstance(node, Not):
            unwanted.append(_expression(node.part, meanings))
        else:
            wanted.append(_expression(node, meanings))
    impossible = low > high or NONE in wanted
    unwanted = [each for each in unwanted if each != NONE]
    match = " AND ".join(wanted) or None
    if unwanted:
        match = f"({match or _quoted(EVERY)}) NOT ({' OR '.join(unwanted)})"
    return Compiled(match, low, high, impossible)


def compile_words(node: Node, meanings: Meanings) -> str:
    """A tree of words as an expression for the index of articles. Raises ValueError for what can't be asked of it:
    other leaves, and a negation that nothing stands beside."""

    def leaf(each: Node) -> str:
        if not isinstance(each, Words):
            raise ValueError(f"{type(each).__name__} is not asked of the text of articles")
        return _or(_form(*form) for form in _forms(each, meanings))

    return _tree(node, leaf, None)


def _expression(node: Node, meanings: Meanings) -> str:
    return _tree(node, lambda leaf: _leaf(leaf, meanings), _quoted(EVERY))


def _tree(node: Node, leaf: Callable[[Node], str], every: str | None) -> str:
    """A node as an expression that can stand beside AND, OR and NOT. `every` matches each row, where there is such."""
    if isinstance(node, AnyOf):
        return _or(_tree(part, leaf, every) for part in node.parts)
    if not isinstance(node, All | Not):
        return leaf(node)
    parts = node.parts if isinstance(node, All) else (node,)
    wanted = [_tree(part, leaf, every) for part in parts if not isinstance(part, Not)]
    unwanted = [_tree(part.part, leaf, every) for part in parts if isinstance(part, Not)]
    if NONE in wanted:
        return NONE
    if not wanted and every is None:
        raise ValueError("a negation alone is not asked of the text of articles")
    found = " AND ".join(wanted) or every or NONE
    without = _or(unwanted)
    return f"({found})" if without == NONE else f"(({found}) NOT {without})"


def _leaf(node: Node, meanings: Meanings) -> str:
    if isinstance(node, Words):
        expansion = meanings.words.get(node)
        named = [token("organisation", each) for each in expansion.organisations] if expansion else []
        return _or([*(_form(*form) for form in _forms(node, meanings)), *map(_quoted, named)])
    if isinstance(node, Facet):
        return _facet(node, meanings)
    if isinstance(node, Party):
        return _any_token("organisation", meanings.organisations.get(node, ()))
    if isinstance(node, Only):
        meant = dict.fromkeys(meanings.organisations.get(name, ()) for name in node.names)
        each = [_any_token("organisation", ids) for ids in meant]
        return NONE if NONE in each else f"({' AND '.join([*each, _quoted(token('parties', str(len(each))))])})"
    if isinstance(node, Within):
        return _within(node, meanings)
    if isinstance(node, Dated):
        return _or(_quoted(each) for each in tokens_between(node.first, node.last, meanings.decades))
    if isinstance(node, Identified):
        return _quoted(token("identifier", node.text)) + (" *" if node.prefix else "")
    return NONE


def _facet(facet: Facet, meanings: Meanings) -> str:
    """Either of its values; of what it lacks, all. A range of numbers is those of it that there are."""
    if facet.field == "lacks":
        return f"({' AND '.join(_quoted(token(facet.field, value)) for value in facet.values)})"
    if facet.field != "sources":
        return _any_token(facet.field, facet.values)
    numbers: list[int] = []
    for value in facet.values:
        low, dots, high = value.partition("..")
        first, last = int(low), int(high) if high else None
        numbers += [n for n in meanings.sources if first <= n and (last is None or n <= last)] if dots else [first]
    return _any_token("sources", map(str, numbers))


def _within(node: Within, meanings: Meanings) -> str:
    """Words of one column; those of sources are facets, so that words alone don't find them."""
    if node.column == "sources":
        words = word_tokens("source word", node.words.text)
        return _form(words, node.words.prefix) if words else NONE
    if node.whole and node.column == "topics" and token("topic", node.words.text) in meanings.topics:
        return _quoted(token("topic", node.words.text))
    return f"({node.column} : {_or(_form(*form) for form in _forms(node.words, meanings))})"


def _forms(words: Words, meanings: Meanings) -> tuple[tuple[str, bool], ...]:
    expansion = meanings.words.get(words)
    return expansion.forms if expansion else ((words.text, words.prefix),)


def _form(text: str, is_beginning: bool) -> str:
    return f"{_quoted(text)}{' *' if is_beginning else ''}"


def _any_token(name: str, values: Iterable[str]) -> str:
    return _or(_quoted(token(name, value)) for value in values)


def _or(expressions: Iterable[str]) -> str:
    found = [each for each in dict.fromkeys(expressions) if each != NONE]
    return f"({' OR '.join(found)})" if len(found) > 1 else found[0] if found else NONE


def _quoted(text: str) -> str:
    return '"' + text.replace("\0", "").replace('"', '""') + '"'


def _begins_a_year(dated: Dated) -> bool:
    """Whether bounds on the key say it all: a coarse date has the key of its first day, so that it lies within when its
    year begins within."""
    return dated.first is None or (dated.first.month, dated.first.day) == (1, 1)


def _bounds(dated: Dated) -> tuple[int, int]:
    """Lowest and highest key of a date that may lie between two days."""
    low = date(dated.first.year, 1, 1).toordinal() if dated.first else 1
    return first_key(low), AGREEMENTS.last(dated.last.toordinal()) if dated.last else LAST_KEY
