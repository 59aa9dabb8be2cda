"""What an agreement is found by: its entry in the full-text index, put together by SQLite from the tables."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from db.search_schema import AGREEMENT_WORDS
from db.tokens import BETWEEN, EVERY, date_tokens, host, token, word_tokens
from db.vocabulary import SHORT_KINDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

COLUMNS = (*AGREEMENT_WORDS, "facets")
REMEMBERED = 4096  # values; the same few stand in most entries


def _joined(parts: str, separator: str = "' '") -> str:
    """SQL for the values of a query with one column, in its order, as one text."""
    return f"coalesce((SELECT group_concat(part, {separator}) FROM ({parts})), '')"


def _has(name: str, condition: str) -> str:
    return f"CASE WHEN {condition} THEN ' {token('has', name)}' ELSE ' {token('lacks', name)}' END"


def _row_of(table: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} WHERE agreement = a.key)"


PARTIES = "SELECT DISTINCT organisation FROM parties WHERE agreement = a.key"
TOLD_IN = "FROM reports AS r JOIN articles AS t ON t.key = r.article WHERE r.agreement = a.key"
FACETS = " || ".join(
    (
        f"'{EVERY} ' || token('kind', a.kind) || ' ' || token('status', a.status) || ' '",
        f"'{token('identifier', '')}' || replace(a.id, '-', '_') || ' ' || date_tokens(a.date) || ' '",
        _joined(f"SELECT token('organisation', organisation) AS part FROM ({PARTIES} ORDER BY 1)"),
        f"' {token('parties', '')}' || (SELECT count(DISTINCT organisation) FROM parties WHERE agreement = a.key)",
        "' '",
        f"'{token('sources', '')}' || (SELECT count(DISTINCT article) FROM reports WHERE agreement = a.key) || ' '",
        _joined("SELECT token('topic', topic) AS part FROM topics WHERE agreement = a.key ORDER BY position"),
        "' '",
        _joined("SELECT token('provision', provision) AS part FROM provisions WHERE agreement = a.key ORDER BY 1"),
        "' '",
        _joined(f"SELECT token('language', language) AS part FROM (SELECT DISTINCT t.language {TOLD_IN} "
                "AND t.language IS NOT NULL ORDER BY 1)"),
        "' '",
        _joined("SELECT part FROM (SELECT DISTINCT word_tokens('source word', coalesce(t.publisher, '')) || "
                f"' {BETWEEN} ' || word_tokens('source word', host(t.url)) AS part {TOLD_IN} UNION "
                "SELECT word_tokens('source word', p.name) FROM reports AS r "
                "JOIN places AS p ON p.article = r.article WHERE r.agreement = a.key ORDER BY 1)",
                f"' {BETWEEN} '"),
        _has("date", "a.date IS NOT NULL"),
        _has("expiry", "a.expires IS NOT NULL"),
        _has("place", "a.place IS NOT NULL"),
        _has("duration", "a.duration IS NOT NULL"),
        _has("signatory", _row_of("signatories")),
        _has("topic", _row_of("topics")),
        _has("provision", _row_of("provisions")),
        _has("initiative", _row_of("agreement_initiatives")),
        _has("link", _row_of("links")),
        f"CASE WHEN {_row_of('conflicts')} THEN ' {token('conflict', 'yes')}' "
        f"ELSE ' {token('conflict', 'no')}' END",
    )
)  # fmt: skip
ENTRY = f"""
    SELECT a.key,
        replace(a.title || ' ' || a.kind || ' ' || short_kind(a.kind) || ' ' || a.status, '_', ' '),
        replace({
    _joined(
        "SELECT o.name || ' ' || coalesce(o.acronym, '') AS part FROM parties AS p "
        "JOIN organisations AS o ON o.id = p.organisation WHERE p.agreement = a.key ORDER BY p.position"
    )
}, '_', ' '),
        replace({
    _joined(
        "SELECT name || ' ' || coalesce(role, '') AS part FROM signatories WHERE agreement = a.key ORDER BY position"
    )
}, '_', ' '),
        replace(coalesce(a.place, ''), '_', ' '),
        replace({_joined("SELECT topic AS part FROM topics WHERE agreement = a.key ORDER BY position")}, '_', ' '),
        replace({
    _joined("SELECT provision AS part FROM provisions WHERE agreement = a.key ORDER BY position")
}, '_', ' '),
        replace({
    _joined(
        "SELECT i.name || ' ' || coalesce(i.acronym, '') AS part FROM agreement_initiatives AS s "
        "JOIN initiatives AS i ON i.id = s.initiative WHERE s.agreement = a.key ORDER BY s.position"
    )
}, '_', ' '),
        replace({
    _joined(
        "SELECT DISTINCT substr(t.text, c.start + 1, c.end - c.start) AS part FROM reports AS r "
        "JOIN claims AS c ON c.report = r.id AND c.attribute = 'agreement' JOIN articles AS t ON t.key = r.article "
        "WHERE r.agreement = a.key ORDER BY t.content, c.start",
        "char(10)",
    )
}, '_', ' '),
        {FACETS}
    FROM agreements AS a
"""


def teach(connection: sqlite3.Connection) -> None:
    """Gives a connection the functions that ENTRY uses."""
    remembered = lru_cache(REMEMBERED)(lambda field, value: token(field, str(value)))
    connection.create_function("token", 2, remembered, deterministic=True)
    connection.create_function("word_tokens", 2, lru_cache(REMEMBERED)(word_tokens), deterministic=True)
    connection.create_function("short_kind", 1, lambda kind: SHORT_KINDS.get(kind, ""), deterministic=True)
    connection.create_function("host", 1, lru_cache(REMEMBERED)(host), deterministic=True)
    connection.create_function("date_tokens", 1, lru_cache(REMEMBERED)(date_tokens), deterministic=True)


def entries_of(connection: sqlite3.Connection, keys: Iterable[int]) -> Iterator[tuple[object, ...]]:
    """Key and words, by COLUMNS, of the agreements of some keys; the connection must have been taught."""
    for key in keys:
        yield from connection.execute(f"{ENTRY} WHERE a.key = ?", (key,)).fetchall()
