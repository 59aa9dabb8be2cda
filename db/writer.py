"""The writer: takes articles in, keeps every index in step, and refuses evidence that does not hold."""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlite_utils.db import Database

from db import indexing, linking, seals
from db.batching import Batch
from db.connection import BUSY_SECONDS, open_writer, translated
from db.errors import UnwritableDatabaseError
from db.findings import FoundClaim, StoredAgreement, StoredClaim, StoredReport
from db.holders import who_was_stopped
from db.keys import article_key
from db.locking import claim, locked
from db.migrations import migrations
from db.naming import NamesStored, agreements_naming, fill_parents, store_initiatives, store_organisations
from db.placing import Placed, Placing
from db.rows_of_findings import ARTICLE_COLUMNS, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from db.findings import Findings, NewAgreement
    from db.rows_of_findings import ArticleRows, Meeting

FOR_READERS = 0.6  # seconds in which those who read come to an end; others wait to begin, and none a whole second
CACHE = 64  # MiB of pages; by default SQLite keeps 2, and reads the rest of a large index again and again

REPORTS = """
    SELECT r.id, t.content, t.published, t.publisher,
           CASE WHEN NOT EXISTS (SELECT 1 FROM places WHERE article = t.key AND present = 1) THEN (
               SELECT n.content FROM places AS p JOIN places AS q ON q.source = p.source AND q.present = 1
               JOIN articles AS n ON n.key = q.article WHERE p.article = t.key ORDER BY p.source LIMIT 1) END,
           r.agreement, r.facets
    FROM reports AS r JOIN articles AS t ON t.key = r.article
    WHERE r.instrument = ? ORDER BY t.content, r.position
"""
CLAIMS = """
    SELECT id, attribute, value, start, end, rule, basis, role, of_organisation FROM claims WHERE report = ? ORDER BY id
"""
AGREEMENTS = """
    SELECT a.key, a.id, a.title, a.kind, a.date, p.organisation, p.role
    FROM agreements AS a JOIN parties AS p ON p.agreement = a.key
    WHERE a.key IN (SELECT agreement FROM reports WHERE instrument = ?) ORDER BY a.key, p.position
"""


class Writer:
    """The one door through which a database is written, by one process at a time: opening it raises
    LockedDatabaseError while another is within. Use it as a context manager.

    Everything happens inside `batch()`: one transaction, all of it or nothing. Rows go in by plain `executemany`:
    sqlite-utils makes the schema, and would cost more than SQLite itself when it is given row after row.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._claim = claim(path)
        try:
            self._connection = open_writer(path)
            with translated(path):
                self._connection.execute(f"PRAGMA cache_size = -{CACHE * 1024}")
                self._connection.execute("PRAGMA cache_spill = off")  # what is spilled keeps readers out until the end
        except BaseException:
            self._claim.release()
            raise
        self.commit_seconds = 0.0  # for so long the last batch kept readers out, at most
        self._names = NamesStored()
        self._version = -1
        self._batch = Batch(self._connection)

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the database go."""
        self._connection.close()
        self._claim.release()

    def require_writable(self) -> None:
        """Raises a DatabaseError when the database can't be written now, before any work is done for it."""
        with translated(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                # The first thing that is written makes the journal, for which the folder must be writable too.
                self._connection.execute("PRAGMA user_version = 0")
            finally:
                self._roll_back()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction that takes the write lock at once and first brings the schema up to date; an exception undoes
        all of it, in a new file the schema too. Where another writes, or who reads does not come to an end, that is
        LockedDatabaseError, and the same may be tried again."""
        with translated(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                database = Database(self._connection, recursive_triggers=True, execute_plugins=False)
                if migrations().pending(database):
                    migrations().apply(database)
                self._look_whether_others_wrote()
                self._batch = Batch(self._connection)
                yield
                self._commit()
            except BaseException as error:
                self._roll_back()
                self._names.forget()
                if isinstance(error, sqlite3.OperationalError) and "constructor failed" in str(error):
                    raise UnwritableDatabaseError(
                        f"an index of {self._path} can't be opened ({error}): the disk fails, or the file is not "
                        f"sound; look with: explorer check --db {self._path}"
                    ) from error  # nobody else can hold it within a transaction of ours
                raise

    def _commit(self) -> None:
        who = self.who_keeps_waiting()
        if who:  # asked for, the commit would keep all others out as well
            raise locked(self._path, who)
        begun = time.monotonic()
        self._connection.execute(f"PRAGMA busy_timeout = {FOR_READERS * 1000:.0f}")
        try:
            self._connection.execute("COMMIT")
        finally:
            self.commit_seconds = time.monotonic() - begun
            self._connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")

    def who_keeps_waiting(self) -> str:
        """Who reads and will not come to an end by itself, in words; empty when a batch may well be written."""
        return who_was_stopped(self._path)

    def _roll_back(self) -> None:
        """Undoes the transaction, also one of which the end failed. Where the disk fails at that too, whoever opens the
        file next undoes it."""
        with suppress(sqlite3.DatabaseError):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        with suppress(sqlite3.DatabaseError):
            self._connection.execute("PRAGMA user_version").fetchone()  # reading plays back what is left of a journal

    def _look_whether_others_wrote(self) -> None:
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self._names.forget()
        self._version = version

    def knows(self, source: str, sha256: str) -> bool:
        """Whether just these bytes are what was read last at a place."""
        with translated(self._path):
            sql = "SELECT 1 FROM places WHERE source = ? AND present AND sha256 = ?"
            return self._is_made() and bool(self._rows(sql, source, sha256))

    def add_article(self, findings: Findings, meetings: Sequence[Meeting]) -> Placed:
        """Stores one article; `meetings` tells, report by report, where it meets the others of its agreement.

        Raises BrokenEvidenceError when a span does not lie within the text.
        """
        return self.add_articles([rows_of(findings, meetings)])[0]

    def add_articles(self, articles: Sequence[ArticleRows]) -> tuple[Placed, ...]:
        """Stores articles with all that was found in them; of one that is stored, only the place is noted.

        What became of each. `stale_instruments` then has the groups whose agreements are to be resolved anew.
        """
        connection, batch = self._connection, self._batch
        placing = Placing(connection, batch.articles)
        placed = tuple(placing.place(rows, article_key(rows.day, rows.content)) for rows in articles)
        new = [(at.article, rows) for at, rows in zip(placed, articles, strict=True) if at.is_new_article]
        columns = ", ".join(ARTICLE_COLUMNS)
        connection.executemany(
            f"INSERT INTO articles (key, {columns}) VALUES (?{', ?' * len(ARTICLE_COLUMNS)})",
            [(key, *rows.article) for key, rows in new],
        )
        touched = placing.write()
        batch.stale |= touched.instruments
        batch.with_parents |= touched.organisations
        batch.changed_articles |= touched.articles
        batch.unnamed |= touched.agreements
        for key, rows in new:
            self._add_findings(key, rows)
        batch.write_findings()
        came = {key: rows.seal for key, rows in new}
        seals.seal_articles(connection, came, touched.placed - came.keys())
        return placed

    def _add_findings(self, key: int, rows: ArticleRows) -> None:
        connection, batch = self._connection, self._batch
        named, renamed = store_organisations(connection, rows.organisations, self._names)
        batch.named_organisations |= named
        batch.renamed_organisations |= renamed
        batch.renamed_initiatives |= store_initiatives(connection, rows.initiatives, self._names)
        batch.add_findings(key, rows)

    @property
    def stale_instruments(self) -> frozenset[str]:
        """The groups with reports that came, or that another version of their article replaced, in this batch."""
        return frozenset(self._batch.stale)

    def reports_of(self, instrument: str) -> tuple[StoredReport, ...]:
        """Every report stored in a group, whichever article it comes from, in an order that does not depend on when.

        Those that come with their facets are without their claims; `with_claims` gives these.
        """
        reports = tuple(
            StoredReport(content, published, publisher, (), replaced_by, agreement, number, facets)
            for number, content, published, publisher, replaced_by, agreement, facets in self._rows(REPORTS, instrument)
        )
        bare = [report for report in reports if report.facets is None]
        full = dict(zip(bare, self.with_claims(bare), strict=True))
        return tuple(full.get(report, report) for report in reports)

    def with_claims(self, reports: Iterable[StoredReport]) -> tuple[StoredReport, ...]:
        """Stored reports with all that they say."""
        return tuple(
            replace(
                report,
                claims=self._batch.claims_of(report.id)
                or tuple(StoredClaim(number, FoundClaim(*claim)) for number, *claim in self._rows(CLAIMS, report.id)),
            )
            for report in reports
        )

    def ranks(self, organisations: Iterable[str]) -> dict[str, int]:
        """The rank of each organisation, by id."""
        return {
            row[0]: row[1]
            for organisation in dict.fromkeys(organisations)
            for row in self._rows("SELECT id, rank FROM organisations WHERE id = ?", organisation)
        }

    def instruments_with_ids(self, stem: str) -> set[str]:
        """The groups of the agreements whose ids are `stem`, or begin with it and a hyphen."""
        sql = (
            "SELECT DISTINCT r.instrument FROM agreements AS a JOIN reports AS r ON r.agreement = a.key "
            "WHERE a.id = ? OR a.id BETWEEN ? AND ?"
        )
        return {row[0] for row in self._rows(sql, stem, f"{stem}-", f"{stem}.")}

    @property
    def changed_articles(self) -> frozenset[str]:
        """The contents of stored articles that became older versions in this batch, or are present again."""
        return frozenset(self._batch.changed_articles)

    def agreements_of(self, instrument: str) -> dict[int, StoredAgreement]:
        """The agreements that the reports of a group tell of so far, by key."""
        found: dict[int, StoredAgreement] = {}
        for (key, number, title, kind, date), rows in groupby(self._rows(AGREEMENTS, instrument), lambda row: row[:5]):
            found[key] = StoredAgreement(key, number, title, kind, date, tuple(row[5:] for row in rows))
        return found

    def remove_agreements(self, keys: Iterable[int]) -> None:
        """Takes agreements away; their reports stay."""
        batch = self._batch
        for key in keys:
            batch.changed.add(linking.parties_of(self._connection, key))
            batch.unindexed.discard(key)
            indexing.forget_agreements(self._connection, [key])
            self._connection.execute("DELETE FROM agreements WHERE key = ?", (key,))
            batch.agreements.left(key)

    def replace_agreements(self, instrument: str, agreements: Sequence[NewAgreement]) -> None:
        """Puts `agreements` in the place of all that the group's reports told of before."""
        self.remove_agreements(self.agreements_of(instrument))
        self.add_agreements(agreements)

    def add_agreements(self, agreements: Iterable[NewAgreement]) -> None:
        """Stores agreements, with the marks on the claims that each rests on."""
        for agreement in agreements:
            self._batch.add_agreement(agreement)
        self._batch.write_agreements()

    def last_report(self) -> int:
        """A number that reports which are stored from now on exceed."""
        with translated(self._path):
            return int(self._rows("SELECT coalesce(max(id), 0) FROM reports")[0][0]) if self._is_made() else 0

    def count_agreements(self, after: int) -> int:
        """How many agreements the reports tell of that were stored after one."""
        with translated(self._path):
            sql = "SELECT count(DISTINCT agreement) FROM reports WHERE id > ?"
            return int(self._rows(sql, after)[0][0]) if self._is_made() else 0

    def _is_made(self) -> bool:
        return bool(self._rows("SELECT 1 FROM sqlite_master WHERE name = 'places'"))

    def finish(self) -> None:
        """Brings up to date what depends on many articles: order within a day, indexed names, links, seals. Call it
        last."""
        connection, batch = self._connection, self._batch
        batch.write_claims()
        fill_parents(connection, batch.with_parents)
        seals.seal_names(connection, batch.named_organisations | batch.with_parents, batch.renamed_initiatives)
        batch.articles.arrange()
        stale = batch.unindexed | agreements_naming(connection, batch.renamed_organisations, batch.renamed_initiatives)
        stale |= {key for key in batch.unnamed if batch.agreements.has(key)}
        moves = batch.agreements.arrange()
        indexing.forget_agreements(connection, moves)
        written = {moves.get(key, key) for key in batch.unindexed}
        stale = {moves.get(key, key) for key in stale} | set(moves.values())
        indexing.forget_agreements(connection, sorted(stale - written))
        indexing.index_agreements(connection, sorted(stale))
        linking.resolve_links(connection, batch.changed, written)

    def _rows(self, sql: str, *parameters: object) -> list[Any]:
        return self._connection.execute(sql, parameters).fetchall()
