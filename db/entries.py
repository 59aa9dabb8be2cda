"""What an agreement is found by: its entry in the full-text index, put together from the rows of the tables.

Each table is read in the order of the agreements' keys, and the readings go side by side. So a million entries take no
more memory than a few, and none of them a look-up of its own.
"""

from __future__ import annotations

from functools import lru_cache, partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from db.search_schema import AGREEMENT_WORDS
from db.side_by_side import Reading
from db.tokens import BETWEEN, EVERY, date_tokens, host, token, word_tokens
from db.vocabulary import SHORT_KINDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    Row = tuple[Any, ...]
    Entry = tuple[Any, ...]  # key, then words by COLUMNS

COLUMNS = (*AGREEMENT_WORDS, "facets")
REMEMBERED = 1 << 14  # values of each kind; the same few stand in most entries
FIRST, SECOND = itemgetter(1), itemgetter(2)  # of what stands beside the key in a row
AT_ONCE = 200  # keys in one question; SQLite may take no more than 999 values in one
IDENTIFIER, PARTIES, SOURCES = (token(field, "") for field in ("identifier", "parties", "sources"))
IN_CONFLICT, NOT_IN_CONFLICT = token("conflict", "yes"), token("conflict", "no")
STATED = ("date", "expiry", "place", "duration", "signatory", "topic", "provision", "initiative", "link")

# {} is the condition on the key. By CROSS JOIN the order is that of the first table's index, without sorting.
AGREEMENTS = """
    SELECT key, id, title, kind, status, date, place,
        date IS NOT NULL, expires IS NOT NULL, place IS NOT NULL, duration IS NOT NULL
    FROM agreements WHERE key {} ORDER BY key
"""
BESIDE = {
    "parties": """
        SELECT p.agreement, o.name || ' ' || coalesce(o.acronym, ''), o.id
        FROM parties AS p CROSS JOIN organisations AS o ON o.id = p.organisation
        WHERE p.agreement {} ORDER BY p.agreement, p.position
    """,
    "signatories": """
        SELECT agreement, name || ' ' || coalesce(role, '') FROM signatories
        WHERE agreement {} ORDER BY agreement, position
    """,
    "topics": "SELECT agreement, topic FROM topics WHERE agreement {} ORDER BY agreement, position",
    "provisions": "SELECT agreement, provision FROM provisions WHERE agreement {} ORDER BY agreement, position",
    "initiatives": """
        SELECT s.agreement, i.name || ' ' || coalesce(i.acronym, '')
        FROM agreement_initiatives AS s CROSS JOIN initiatives AS i ON i.id = s.initiative
        WHERE s.agreement {} ORDER BY s.agreement, s.position
    """,
    "reports": """
        SELECT r.agreement, substr(t.text, c.start + 1, c.end - c.start), t.content, c.start, t.language, t.publisher,
            t.url
        FROM reports AS r CROSS JOIN articles AS t ON t.key = r.article
        LEFT JOIN claims AS c ON c.report = r.id AND c.attribute = 'agreement'
        WHERE r.agreement {} ORDER BY r.agreement
    """,
    "places": """
        SELECT r.agreement, p.name FROM reports AS r CROSS JOIN places AS p ON p.article = r.article
        WHERE r.agreement {} ORDER BY r.agreement
    """,
    "links": "SELECT DISTINCT agreement FROM links WHERE agreement {} ORDER BY agreement",
    "conflicts": "SELECT agreement FROM conflicts WHERE agreement {} ORDER BY agreement",
}


class _Beside(NamedTuple):
    """The rows that belong to one agreement, by table; each begins with its key."""

    parties: list[Row]
    signatories: list[Row]
    topics: list[Row]
    provisions: list[Row]
    initiatives: list[Row]
    reports: list[Row]
    places: list[Row]
    links: list[Row]
    conflicts: list[Row]


def all_entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    """Key and words, by COLUMNS, of every agreement, in the order of their keys."""
    return _entries(connection, "IS NOT NULL", ())


def entries_of(connection: sqlite3.Connection, keys: Iterable[int]) -> Iterator[Entry]:
    """Key and words, by COLUMNS, of the agreements of some keys, in the order of the keys."""
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        yield from _entries(connection, f"IN ({', '.join('?' * len(some))})", some)


def _entries(connection: sqlite3.Connection, condition: str, values: Sequence[int]) -> Iterator[Entry]:
    entry = _Composer().entry
    readings = [Reading(connection.execute(sql.format(condition), values)).of for sql in BESIDE.values()]
    for row in connection.execute(AGREEMENTS.format(condition), values):
        key = row[0]
        yield entry(row, _Beside._make([rows_of(key) for rows_of in readings]))


class _Composer:
    """Puts entries together; what stands for a value is made once while it is remembered."""

    def __init__(self) -> None:
        self._kind, self._status, self._organisation, self._topic, self._provision, self._language = (
            lru_cache(REMEMBERED)(partial(token, field))
            for field in ("kind", "status", "organisation", "topic", "provision", "language")
        )
        self._date = lru_cache(REMEMBERED)(date_tokens)
        self._source = lru_cache(REMEMBERED)(_source)
        self._stated = lru_cache(REMEMBERED)(_stated)

    def entry(self, agreement: Row, beside: _Beside) -> Entry:
        """Key and words of one agreement, from its row and those that belong to it."""
        key, _, title, kind, status, _, place, *_ = agreement
        words = (
            f"{title} {kind} {SHORT_KINDS.get(kind, '')} {status}",
            " ".join(map(FIRST, beside.parties)),
            " ".join(map(FIRST, beside.signatories)),
            place or "",
            " ".join(map(FIRST, beside.topics)),
            " ".join(map(FIRST, beside.provisions)),
            " ".join(map(FIRST, beside.initiatives)),
            _evidence(beside.reports),
        )
        return (key, *[text.replace("_", " ") for text in words], self._facets(agreement, beside))

    def _facets(self, agreement: Row, beside: _Beside) -> str:
        _, identifier, _, kind, status, date, _, *stated = agreement
        parties, signatories, topics, provisions, initiatives, reports, places, links, conflicts = beside
        organisations = sorted(set(map(SECOND, parties)))
        articles, languages, sources = set(), set(), set()
        for _, _, content, _, language, publisher, url in reports:
            articles.add(content)
            languages.add(language)
            sources.add(self._source(publisher, host(url)))
        languages.discard(None)
        sources.update([word_tokens("source word", name) for _, name in places])
        there = map(bool, (signatories, topics, provisions, initiatives, links))
        return " ".join(
            (
                EVERY,
                self._kind(kind),
                self._status(status),
                IDENTIFIER + identifier.replace("-", "_"),
                self._date(date),
                " ".join(map(self._organisation, organisations)),
                f"{PARTIES}{len(organisations)}",
                f"{SOURCES}{len(articles)}",
                " ".join(map(self._topic, map(FIRST, topics))),
                " ".join(sorted(map(self._provision, map(FIRST, provisions)))),
                " ".join(map(self._language, sorted(languages))),
                f" {BETWEEN} ".join(sorted(sources)),
                self._stated(*stated, *there),
                IN_CONFLICT if conflicts else NOT_IN_CONFLICT,
            )
        )


def _evidence(reports: list[Row]) -> str:
    """The words in which articles tell of an agreement, each once, in the order of the articles' content."""
    first: dict[str, tuple[str, int]] = {}
    for _, words, content, start, *_ in reports:
        if words is not None:
            first.setdefault(words, (content, start))
    return "\n".join(sorted(first, key=first.__getitem__))


def _stated(*holds: bool) -> str:
    """The words for what an agreement has of STATED, and for what it lacks."""
    return " ".join(token("has" if each else "lacks", name) for name, each in zip(STATED, holds, strict=True))


def _source(publisher: str | None, machine: str) -> str:
    """The words for where an article is from, so that no words in a row are of its publisher and its link."""
    return f"{word_tokens('source word', publisher or '')} {BETWEEN} {word_tokens('source word', machine)}"
