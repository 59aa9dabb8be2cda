"""The writer: takes findings in, keeps every index in step, and refuses evidence that does not hold."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlite_utils.db import Database

from db import indexing
from db.connection import open_writer, translated
from db.edtf import parse_edtf
from db.findings import FoundClaim, StoredClaim, StoredReport
from db.keys import MOST_PER_DAY, day_of, day_of_key, first_key
from db.migrations import migrations
from db.naming import agreements_naming, fill_parents, store_initiatives, store_organisations
from db.rows_of_findings import Row, article_row, check_spans, claim_row, mention_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from db.findings import Findings, NewAgreement


class Writer:
    """The one door through which a database is written. Use it as a context manager.

    Everything happens inside `batch()`: one transaction, all of it or nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = open_writer(path)
        self._days: set[int] = set()
        self._article_days: set[int] = set()
        self._unindexed: set[int] = set()
        self._renamed_organisations: set[str] = set()
        self._renamed_initiatives: set[str] = set()
        self._db = Database(self._connection, recursive_triggers=True, execute_plugins=False)

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the database go."""
        self._connection.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction that takes the write lock at once and first brings the schema up to date; an exception undoes
        all of it, in a new file the schema too."""
        with translated(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                if migrations().pending(self._db):
                    migrations().apply(self._db)
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def has_article(self, sha256: str) -> bool:
        """Whether an article of these bytes is stored."""
        with translated(self._path):
            return bool(self._rows("SELECT 1 FROM articles WHERE sha256 = ?", sha256))

    def add_article(self, findings: Findings, instruments: Sequence[str]) -> None:
        """Stores an article with all that was found in it; an article of the same bytes is left as it is.

        `instruments` names, report by report, the group in which reports of one agreement meet.
        Raises BrokenEvidenceError when a span does not lie within the text.
        """
        if self.has_article(findings.sha256):
            self.note_place(findings.sha256, findings.name, findings.source)
            return
        check_spans(findings)
        day = day_of(parse_edtf(findings.published) if findings.published else None)
        key = self._free_key("articles", day)
        self._article_days.add(day)
        self._db.table("articles").insert(article_row(key, findings))
        self._renamed_organisations |= store_organisations(self._connection, findings.organisations)
        self._renamed_initiatives |= store_initiatives(self._connection, findings.initiatives)
        self._db.table("mentions").insert_all(mention_rows(key, findings))
        claims = [claim_row(key, claim, organisation=o.id) for o in findings.organisations for claim in o.claims]
        claims += [claim_row(key, claim, initiative=i.id) for i in findings.initiatives for claim in i.claims]
        for position, (report, instrument) in enumerate(zip(findings.reports, instruments, strict=True), 1):
            row = {"article": key, "position": position, "instrument": instrument}
            number = self._db.table("reports").insert(row).last_pk
            claims += [claim_row(key, claim, report=number) for claim in report.claims]
        self._db.table("claims").insert_all(claims)

    def note_place(self, sha256: str, name: str, source: str) -> None:
        """Of the places where an article of these bytes was found, the first in the alphabet is kept."""
        self._connection.execute(
            "UPDATE articles SET name = :name, source = :source "
            "WHERE sha256 = :sha256 AND (name, source) > (:name, :source)",
            {"name": name, "source": source, "sha256": sha256},
        )

    def reports_of(self, instrument: str) -> tuple[StoredReport, ...]:
        """Every report stored in a group, whichever article it comes from, in an order that does not depend on when."""
        rows = self._rows(
            """
            SELECT r.id, t.sha256, t.published, t.publisher, c.id, c.attribute, c.value, c.start, c.end, c.rule,
                   c.basis, c.role, c.of_organisation
            FROM reports AS r JOIN articles AS t ON t.key = r.article JOIN claims AS c ON c.report = r.id
            WHERE r.instrument = ? ORDER BY t.sha256, r.position, c.id
            """,
            instrument,
        )
        reports: dict[int, tuple[Any, list[StoredClaim]]] = {}
        for row in rows:
            claim = StoredClaim(row[4], FoundClaim(*row[5:]))
            reports.setdefault(row[0], (row[1:4], []))[1].append(claim)
        return tuple(
            StoredReport(sha256, published, publisher, tuple(claims))
            for (sha256, published, publisher), claims in reports.values()
        )

    def ranks(self, organisations: Iterable[str]) -> dict[str, int]:
        """The rank of each organisation, by id."""
        return {
            row[0]: row[1]
            for organisation in dict.fromkeys(organisations)
            for row in self._rows("SELECT id, rank FROM organisations WHERE id = ?", organisation)
        }

    def taken_by_others(self, ids: Iterable[str], instrument: str) -> set[str]:
        """Those of `ids` that agreements of another group bear."""
        sql = (
            "SELECT 1 FROM agreements AS a JOIN reports AS r ON r.agreement = a.key "
            "WHERE a.id = ? AND r.instrument <> ? LIMIT 1"
        )
        return {number for number in ids if self._rows(sql, number, instrument)}

    def count_agreements(self, instruments: Iterable[str]) -> int:
        """How many agreements the reports of some groups tell of."""
        return sum(len(self._agreements_of(instrument)) for instrument in instruments)

    def replace_agreements(self, instrument: str, agreements: Sequence[NewAgreement]) -> None:
        """Puts `agreements` in the place of all that the group's reports told of before."""
        for key, _ in self._agreements_of(instrument):
            self._connection.execute("DELETE FROM agreements_fts WHERE rowid = ?", (key,))
            self._connection.execute("DELETE FROM agreements WHERE key = ?", (key,))
            self._unindexed.discard(key)
        for agreement in agreements:
            self._add_agreement(agreement)

    def finish(self) -> None:
        """Brings up to date what depends on many articles: order within a day, indexed names, links. Call it last."""
        fill_parents(self._connection)
        for day in sorted(self._article_days):
            self._order_day("articles", "sha256", day)
        stale = self._unindexed | agreements_naming(
            self._connection, self._renamed_organisations, self._renamed_initiatives
        )
        for day in sorted(self._days):
            moves = self._order_day("agreements", "id", day)
            self._connection.executemany("DELETE FROM agreements_fts WHERE rowid = ?", [(old,) for _, old in moves])
            stale = (stale - {old for _, old in moves}) | {new for new, _ in moves}
        for key in sorted(stale):
            self._connection.execute("DELETE FROM agreements_fts WHERE rowid = ?", (key,))
            indexing.index_agreement(self._connection, key)
        indexing.resolve_links(self._connection)
        for days in (self._days, self._article_days, self._unindexed):
            days.clear()
        self._renamed_organisations.clear()
        self._renamed_initiatives.clear()

    def _agreements_of(self, instrument: str) -> list[tuple[int, str]]:
        return self._rows(
            "SELECT DISTINCT a.key, a.id FROM reports AS r JOIN agreements AS a ON a.key = r.agreement "
            "WHERE r.instrument = ? ORDER BY a.key",
            instrument,
        )

    def _add_agreement(self, agreement: NewAgreement) -> None:
        resolved = agreement.resolved
        date = parse_edtf(resolved.date) if resolved.date else None
        key = self._free_key("agreements", day_of(date))
        self._days.add(day_of(date))
        row: Row = {"key": key, "id": agreement.id, "date_precision": date.precision if date else None}
        for column in ("title", "kind", "status", "date", "date_basis", "place", "duration", "expires"):
            row[column] = getattr(resolved, column)
        self._db.table("agreements").insert(row)
        self._add_parts(key, "parties", ("organisation", "role"), resolved.parties)
        self._add_parts(key, "signatories", ("name", "role", "organisation"), resolved.signatories)
        self._add_parts(key, "topics", ("topic",), [(topic,) for topic in resolved.topics])
        self._add_parts(key, "provisions", ("provision",), [(provision,) for provision in resolved.provisions])
        self._add_parts(key, "agreement_initiatives", ("initiative",), [(i,) for i in resolved.initiatives])
        self._add_parts(key, "links", ("relation", "words"), resolved.links)
        self._attach_reports(key, agreement)
        self._unindexed.add(key)

    def _add_parts(self, key: int, table: str, columns: Sequence[str], parts: Iterable[Sequence[str | None]]) -> None:
        rows = [
            {"agreement": key, "position": position, **dict(zip(columns, part, strict=True))}
            for position, part in enumerate(parts, 1)
        ]
        self._db.table(table).insert_all(rows, pk=("agreement", "position"))

    def _attach_reports(self, key: int, agreement: NewAgreement) -> None:
        chosen = agreement.resolved.chosen
        reasons = dict(agreement.resolved.reasons)
        marks = [(int(c.id in chosen), reasons.get(c.id), c.id) for report in agreement.reports for c in report.claims]
        self._connection.executemany("UPDATE claims SET chosen = ?, reason = ? WHERE id = ?", marks)
        self._connection.executemany(
            "UPDATE reports SET agreement = ? WHERE id = (SELECT report FROM claims WHERE id = ?)",
            [(key, report.claims[0].id) for report in agreement.reports],
        )

    def _order_day(self, table: str, order: str, day: int) -> list[tuple[int, int]]:
        """Gives one day's rows keys in the order of a column, so that any order of import ends the same; the moves."""
        rows = self._rows(
            f"SELECT key FROM {table} WHERE key BETWEEN ? AND ? ORDER BY {order} DESC",
            first_key(day),
            first_key(day) | MOST_PER_DAY,
        )
        moves = [(first_key(day) + n, row[0]) for n, row in enumerate(rows, 1) if first_key(day) + n != row[0]]
        update = f"UPDATE {table} SET key = ? WHERE key = ?"
        self._connection.executemany(update, [(-new, old) for new, old in moves])
        self._connection.executemany(update, [(new, -new) for new, _ in moves])
        return moves

    def _free_key(self, table: str, day: int) -> int:
        last = self._rows(
            f"SELECT max(key) FROM {table} WHERE key BETWEEN ? AND ?",
            first_key(day),
            first_key(day) | MOST_PER_DAY,
        )[0][0]
        key = first_key(day) + 1 if last is None else int(last) + 1
        if day_of_key(key) != day:
            raise OverflowError(f"more than {MOST_PER_DAY} rows on one day")
        return key

    def _rows(self, sql: str, *parameters: object) -> list[Any]:
        return self._connection.execute(sql, parameters).fetchall()
