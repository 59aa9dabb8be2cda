"""A query, compiled to one full-text expression and bounds on the key. Pure.

Each word goes to FTS5 as a quoted string, so nothing that a person types is read as an operator; a prefix has its
star outside the quotes (SQLite documentation, FTS5, section 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.indexing import facet
from db.keys import LAST_KEY, key_bounds
from db.schema import AGREEMENT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from db.query import Query, Term

WORD_COLUMNS = "{" + " ".join(AGREEMENT_WORDS) + "}"


@dataclass(frozen=True, slots=True)
class Compiled:
    """`match` is the expression for the index of agreements, None for no condition; keys run from `low` to `high`.

    `impossible` tells that no row can match, as when no organisation has the name that was asked for.
    """

    match: str | None
    low: int
    high: int
    impossible: bool = False


def compile_query(query: Query, organisations: Mapping[str, tuple[str, ...]]) -> Compiled:
    """Compiles for the index of agreements. `organisations` gives, for each name asked for, the ids it may mean."""
    parts = [f"{WORD_COLUMNS} : {term_expression(term)}" for term in query.terms]
    impossible = query.unmet
    for name in query.organisations:
        ids = organisations.get(name, ())
        impossible = impossible or not ids
        parts.append(_any_of(facet("o", organisation) for organisation in ids))
    parts.append(_any_of(facet("k", kind) for kind in query.kinds))
    parts.append(_any_of(facet("s", status) for status in query.statuses))
    parts.extend(f"topics : {_words_expression(topic)}" for topic in query.topics)
    parts = [part for part in parts if part]
    low, high = -1, LAST_KEY
    if query.years is not None:
        low, high = key_bounds(query.years.first, query.years.last)
        impossible = impossible or low > high
    return Compiled(" AND ".join(f"({part})" for part in parts) or None, low, high, impossible)


def compile_words(query: Query) -> str | None:
    """The words of the query as an expression for any index, None when it has none."""
    return " AND ".join(term_expression(term) for term in query.terms) or None


def term_expression(term: Term) -> str:
    """One quoted string, with a star after it for a prefix."""
    return f"{_quoted(term.text)}{' *' if term.prefix else ''}"


def _words_expression(text: str) -> str:
    words = text.split()
    return _quoted(" ".join(words)) + " *"


def _quoted(text: str) -> str:
    return '"' + text.replace("\0", "").replace('"', '""') + '"'


def _any_of(facets: Iterable[str]) -> str:
    found = [_quoted(f) for f in facets]
    return f"facets : ({' OR '.join(found)})" if found else ""
