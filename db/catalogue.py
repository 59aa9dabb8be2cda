"""The reader: every question that the screen and the shell may ask, answered in frozen records."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db.compile import Compiled, compile_query, compile_words
from db.connection import open_reader, translated
from db.edtf import parse_edtf
from db.errors import NothingFoundError
from db.keys import first_key
from db.rows import AgreementRow, Page

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from os import PathLike

    from db.query import Query
    from db.records import Agreement, Article, Claim, Initiative
    from db.rows import ArticleRow, Organisation

COUNT_CAP = 10_000
RANKED_CAP = 5_000
SECONDS_PER_QUESTION = 2.0
STEPS_BETWEEN_LOOKS = 20_000
SORTS = ("newest", "oldest", "best match")
BEST_FIRST = "bm25(agreements_fts, 4.0, 4.0, 2.0, 2.0, 3.0, 2.0, 2.0, 1.0, 0.0), {key} DESC"
MOST_VARIABLES = 500


class Catalogue:
    """Questions to one database over a connection of its own, which can't write.

    Opening raises a DatabaseError that says what is wrong with the file. A question that takes longer than its budget,
    or that `interrupt` ends, raises SlowQueryError. Use it in the thread that made it; only `interrupt` is for others.
    """

    def __init__(self, path: str | PathLike[str], seconds: float = SECONDS_PER_QUESTION) -> None:
        self._path = path
        self._seconds = seconds
        self._connection = open_reader(path)

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets the database go."""
        self._connection.close()

    def interrupt(self) -> None:
        """Ends the question in hand, from any thread."""
        self._connection.interrupt()

    def organisations(self, query: Query) -> tuple[Organisation, ...]:
        """The organisations of the agreements that match, and their parents; most agreements first, then by name."""
        from db import organisations

        with self._question() as connection:
            return organisations.with_counts(connection, self._compiled(query))

    def organisations_named(self, name: str) -> tuple[Organisation, ...]:
        """The organisations that `name` may mean: by id, acronym, alias or the beginning of a word of a name."""
        from db import organisations

        with self._question() as connection:
            return organisations.named(connection, name)

    def page(self, query: Query, sort: str = "newest", offset: int = 0, limit: int = 100) -> Page:
        """A window of the agreements that match, in the order asked for: one of SORTS.

        `best match` is by bm25, and falls back to `newest` when the query has no words or matches too many to rank.
        """
        compiled = self._compiled(query)
        with self._question() as connection:
            total, capped = _count(connection, compiled)
            if sort == "best match" and (not query.terms or total > RANKED_CAP):
                sort = "newest"
            keys = _keys(connection, compiled, sort, offset, limit)
            return Page(_agreement_rows(connection, keys), offset, total, capped, sort)

    def position(self, query: Query, sort: str, agreement_id: str) -> int | None:
        """Where an agreement stands in the list that `page` gives, from 0; None when not there or too far down."""
        compiled = self._compiled(query)
        with self._question() as connection:
            found = connection.execute("SELECT key FROM agreements WHERE id = ?", (agreement_id,)).fetchone()
            if found is None:
                return None
            keys = _keys(connection, compiled, sort, 0, COUNT_CAP)
        return keys.index(found[0]) if found[0] in keys else None

    def agreement(self, agreement_id: str) -> Agreement:
        """One agreement with its evidence. Raises NothingFoundError."""
        from db import details

        with self._question() as connection:
            found = connection.execute("SELECT key FROM agreements WHERE id = ?", (agreement_id,)).fetchone()
            if found is None:
                raise NothingFoundError(f"there is no agreement {agreement_id}; find one with: explorer search WORDS")
            return details.agreement(connection, found[0])

    def article(self, number: int) -> Article:
        """One article with its text and the claims that rest on it. Raises NothingFoundError."""
        from db import details

        with self._question() as connection:
            article = details.article(connection, number)
        if article is None:
            raise NothingFoundError(f"there is no article {number}; list them with: explorer articles")
        return article

    def initiatives(self) -> tuple[Initiative, ...]:
        """Every named programme, system and centre, by name, with what articles say of it."""
        from db import details

        with self._question() as connection:
            rows = connection.execute("SELECT id, name, acronym, kind FROM initiatives ORDER BY name, id").fetchall()
            return tuple(details.initiative(connection, *row) for row in rows)

    def claims_of_organisation(self, organisation_id: str) -> tuple[Claim, ...]:
        """What articles say of an organisation itself, such as whose arm it is."""
        from db import details

        with self._question() as connection:
            return details.claims_of_organisation(connection, organisation_id)

    def articles(self, query: Query, limit: int = COUNT_CAP) -> tuple[ArticleRow, ...]:
        """The articles whose text holds the words of the query, newest first; all when it has none."""
        from db import details

        match = compile_words(query)
        with self._question() as connection:
            if match is None:
                rows = connection.execute("SELECT key FROM articles ORDER BY key DESC LIMIT ?", (limit,))
            else:
                rows = connection.execute(
                    "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid DESC LIMIT ?",
                    (match, limit),
                )
            return details.article_rows(connection, [row[0] for row in rows.fetchall()])

    def _compiled(self, query: Query) -> Compiled:
        if not query.organisations:
            return compile_query(query, {})
        from db import organisations

        with self._question() as connection:
            meant = {name: organisations.ids_named(connection, name) for name in query.organisations}
        return compile_query(query, meant)

    @contextmanager
    def _question(self) -> Iterator[sqlite3.Connection]:
        """The connection, under a budget of time, with SQLite's errors translated."""
        end = time.monotonic() + self._seconds
        self._connection.set_progress_handler(lambda: time.monotonic() > end, STEPS_BETWEEN_LOOKS)
        with translated(self._path):
            yield self._connection


def _source(compiled: Compiled) -> tuple[str, str, list[Any]]:
    """The table to read, the name of its key, and what MATCH is given."""
    return ("agreements", "key", []) if compiled.match is None else ("agreements_fts", "rowid", [compiled.match])


def _where(table: str, key: str) -> str:
    return f"{key} BETWEEN ? AND ?" + (" AND agreements_fts MATCH ?" if table == "agreements_fts" else "")


def _count(connection: sqlite3.Connection, compiled: Compiled) -> tuple[int, bool]:
    """How many match, and whether counting ended at the cap."""
    if compiled.impossible:
        return 0, False
    if compiled.match is None and compiled.low < 0:
        return int(connection.execute("SELECT count(*) FROM agreements").fetchone()[0]), False
    table, key, match = _source(compiled)
    inner = f"SELECT 1 FROM {table} WHERE {_where(table, key)} LIMIT {COUNT_CAP + 1}"
    sql = f"SELECT count(*) FROM ({inner})"
    found = int(connection.execute(sql, [compiled.low, compiled.high, *match]).fetchone()[0])
    return min(found, COUNT_CAP), found > COUNT_CAP


def _keys(connection: sqlite3.Connection, compiled: Compiled, sort: str, offset: int, limit: int) -> list[int]:
    """The keys of one window, in order: at most `limit` of them, all for -1."""
    if compiled.impossible:
        return []
    if sort == "oldest":
        return _oldest_keys(connection, compiled, offset, limit)
    order = BEST_FIRST if sort == "best match" and compiled.match is not None else "{key} DESC"
    return _window(connection, compiled, order, offset, limit)


def _oldest_keys(connection: sqlite3.Connection, compiled: Compiled, offset: int, limit: int) -> list[int]:
    """Dated agreements with the oldest first, then the undated ones, which have no place in time, in their order."""
    dated = replace(compiled, low=max(compiled.low, first_key(1)))
    keys = _window(connection, dated, "{key} ASC", offset, limit)
    if compiled.low >= first_key(1) or len(keys) == limit:
        return keys
    past_dated = 0 if keys else offset - _exact_count(connection, dated)
    undated = replace(compiled, high=first_key(1) - 1)
    rest = limit - len(keys) if limit >= 0 else -1
    return keys + _window(connection, undated, "{key} DESC", past_dated, rest)


def _exact_count(connection: sqlite3.Connection, compiled: Compiled) -> int:
    table, key, match = _source(compiled)
    sql = f"SELECT count(*) FROM {table} WHERE {_where(table, key)}"
    return int(connection.execute(sql, [compiled.low, compiled.high, *match]).fetchone()[0])


def _window(connection: sqlite3.Connection, compiled: Compiled, order: str, offset: int, limit: int) -> list[int]:
    table, key, match = _source(compiled)
    sql = f"SELECT {key} FROM {table} WHERE {_where(table, key)} ORDER BY {order.format(key=key)} LIMIT ? OFFSET ?"
    rows = connection.execute(sql, [compiled.low, compiled.high, *match, limit, offset])
    return [row[0] for row in rows.fetchall()]


def _agreement_rows(connection: sqlite3.Connection, keys: list[int]) -> tuple[AgreementRow, ...]:
    """The lines of the list for some keys, in their order; as many at once as any SQLite takes variables for."""
    return tuple(
        row
        for start in range(0, len(keys), MOST_VARIABLES)
        for row in _some_rows(connection, keys[start : start + MOST_VARIABLES])
    )


def _some_rows(connection: sqlite3.Connection, keys: list[int]) -> Iterator[AgreementRow]:
    marks = ", ".join("?" for _ in keys)
    parties: dict[int, list[str]] = {key: [] for key in keys}
    for key, name in connection.execute(
        f"SELECT p.agreement, coalesce(o.acronym, o.name) FROM parties AS p "
        f"JOIN organisations AS o ON o.id = p.organisation WHERE p.agreement IN ({marks}) ORDER BY 1, p.position",
        keys,
    ).fetchall():
        parties[key].append(name)
    rows = {
        row[0]: row[1:]
        for row in connection.execute(
            f"SELECT key, id, title, kind, status, date, place FROM agreements WHERE key IN ({marks})", keys
        ).fetchall()
    }
    for key in keys:
        number, title, kind, status, date, place = rows[key]
        yield AgreementRow(number, title, kind, status, parse_edtf(date) if date else None, place, tuple(parties[key]))
