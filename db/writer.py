"""The writer: takes findings in, keeps every index in step, and refuses evidence that does not hold."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlite_utils.db import Database

from db import indexing
from db.connection import open_writer, translated
from db.edtf import parse_edtf
from db.errors import BrokenEvidenceError
from db.findings import FoundClaim, StoredClaim, StoredReport
from db.keys import MOST_PER_DAY, day_of, day_of_key, first_key
from db.migrations import migrations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from db.findings import Findings, FoundInitiative, FoundOrganisation, NewAgreement

Row = dict[str, Any]


class Writer:
    """The one door through which a database is written. Use it as a context manager.

    Everything happens inside `batch()`: one transaction, all of it or nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = open_writer(path)
        self._days: set[int] = set()
        try:
            with translated(path):
                self._db = Database(self._connection, recursive_triggers=True, execute_plugins=False)
                migrations().apply(self._db)
        except BaseException:
            self._connection.close()
            raise

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
        """One transaction that takes the write lock at once; an exception undoes all of it."""
        with translated(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

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
            return
        _check_spans(findings)
        key = self._free_key("articles", day_of(parse_edtf(findings.published) if findings.published else None))
        self._db.table("articles").insert(_article_row(key, findings))
        self._add_organisations(findings.organisations)
        self._add_initiatives(findings.initiatives)
        self._db.table("mentions").insert_all(_mention_rows(key, findings))
        claims = [_claim_row(key, claim, organisation=o.id) for o in findings.organisations for claim in o.claims]
        claims += [_claim_row(key, claim, initiative=i.id) for i in findings.initiatives for claim in i.claims]
        for position, (report, instrument) in enumerate(zip(findings.reports, instruments, strict=True), 1):
            row = {"article": key, "position": position, "instrument": instrument}
            number = self._db.table("reports").insert(row).last_pk
            claims += [_claim_row(key, claim, report=number) for claim in report.claims]
        self._db.table("claims").insert_all(claims)
        self._fill_parents()

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
        for agreement in agreements:
            self._add_agreement(agreement)

    def finish(self) -> None:
        """Brings what depends on many agreements up to date: their order within a day, links between them."""
        for day in sorted(self._days):
            self._order_day(day)
        self._days.clear()
        indexing.resolve_links(self._connection)

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
        indexing.index_agreement(self._connection, key)

    def _add_parts(self, key: int, table: str, columns: Sequence[str], parts: Iterable[Sequence[str | None]]) -> None:
        rows = [
            {"agreement": key, "position": position, **dict(zip(columns, part, strict=True))}
            for position, part in enumerate(parts, 1)
        ]
        self._db.table(table).insert_all(rows, pk=("agreement", "position"))

    def _attach_reports(self, key: int, agreement: NewAgreement) -> None:
        chosen = agreement.resolved.chosen
        marks = [(int(c.id in chosen), c.id) for report in agreement.reports for c in report.claims]
        self._connection.executemany("UPDATE claims SET chosen = ? WHERE id = ?", marks)
        self._connection.executemany(
            "UPDATE reports SET agreement = ? WHERE id = (SELECT report FROM claims WHERE id = ?)",
            [(key, report.claims[0].id) for report in agreement.reports],
        )

    def _add_organisations(self, organisations: Iterable[FoundOrganisation]) -> None:
        """Keeps what the lexicon knows; of names as written, the first in the alphabet, whatever came first in time."""
        for found in organisations:
            self._connection.execute(
                """
                INSERT INTO organisations (id, name, acronym, kind, seat, parent, known, rank)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                    name = CASE WHEN excluded.known OR (NOT known AND excluded.name < name)
                                THEN excluded.name ELSE name END,
                    acronym = CASE WHEN excluded.known THEN excluded.acronym
                                   WHEN known THEN acronym ELSE coalesce(min(acronym, excluded.acronym),
                                                                          acronym, excluded.acronym) END,
                    kind = coalesce(excluded.kind, kind), seat = coalesce(excluded.seat, seat),
                    parent = coalesce(excluded.parent, parent),
                    known = max(known, excluded.known), rank = min(rank, excluded.rank)
                """,
                (
                    found.id, found.name, found.acronym, found.kind, found.seat, found.parent, int(found.known),
                    found.rank,
                ),
            )  # fmt: skip
            aliases = [{"organisation": found.id, "alias": alias} for alias in dict.fromkeys(found.aliases)]
            self._db.table("aliases").insert_all(aliases, pk=("organisation", "alias"), ignore=True)

    def _add_initiatives(self, initiatives: Iterable[FoundInitiative]) -> None:
        rows = [{"id": i.id, "name": i.name, "acronym": i.acronym, "kind": i.kind} for i in initiatives]
        self._db.table("initiatives").insert_all(rows, pk="id", ignore=True)

    def _fill_parents(self) -> None:
        """An organisation that the lexicon gives no parent has the one that an article states."""
        self._connection.execute(
            """
            UPDATE organisations SET parent = (
                SELECT min(value) FROM claims WHERE organisation = organisations.id AND attribute = 'parent')
            WHERE parent IS NULL AND id IN (SELECT organisation FROM claims WHERE attribute = 'parent')
            """
        )

    def _order_day(self, day: int) -> None:
        """Gives one day's agreements keys in the order of their ids, so that any order of import ends the same."""
        rows = self._rows(
            "SELECT key FROM agreements WHERE key BETWEEN ? AND ? ORDER BY id DESC",
            first_key(day),
            first_key(day) | MOST_PER_DAY,
        )
        wanted = [(first_key(day) + place, row[0]) for place, row in enumerate(rows, 1)]
        moves = [(new, old) for new, old in wanted if new != old]
        self._connection.executemany("DELETE FROM agreements_fts WHERE rowid = ?", [(old,) for _, old in moves])
        self._connection.executemany("UPDATE agreements SET key = ? WHERE key = ?", [(-new, old) for new, old in moves])
        self._connection.executemany("UPDATE agreements SET key = ? WHERE key = ?", [(new, -new) for new, _ in moves])
        for new, _ in moves:
            indexing.index_agreement(self._connection, new)

    def _free_key(self, table: str, day: int) -> int:
        last = self._rows(
            f"SELECT max(key) FROM {table} WHERE key BETWEEN ? AND ?",  # noqa: S608
            first_key(day),
            first_key(day) | MOST_PER_DAY,
        )[0][0]
        key = first_key(day) + 1 if last is None else int(last) + 1
        if day_of_key(key) != day:
            raise OverflowError(f"more than {MOST_PER_DAY} rows on one day")
        return key

    def _rows(self, sql: str, *parameters: object) -> list[Any]:
        return self._connection.execute(sql, parameters).fetchall()


def _article_row(key: int, findings: Findings) -> Row:
    columns = ("sha256", "name", "source", "title", "publisher", "published", "language", "text")
    row: Row = {"key": key, **{column: getattr(findings, column) for column in columns}}
    return row | {"text_sha256": hashlib.sha256(findings.text.encode()).hexdigest()}


def _mention_rows(key: int, findings: Findings) -> list[Row]:
    rows = [
        {"article": key, "start": m.start, "end": m.end, "organisation": o.id, "initiative": None}
        for o in findings.organisations
        for m in o.mentions
    ]
    rows += [
        {"article": key, "start": m.start, "end": m.end, "organisation": None, "initiative": i.id}
        for i in findings.initiatives
        for m in i.mentions
    ]
    return sorted(rows, key=lambda row: (row["start"], row["end"]))


def _claim_row(
    article: int,
    claim: FoundClaim,
    report: int | None = None,
    organisation: str | None = None,
    initiative: str | None = None,
) -> Row:
    return {
        "article": article,
        "report": report,
        "organisation": organisation,
        "initiative": initiative,
        "attribute": claim.attribute,
        "value": claim.value,
        "role": claim.role,
        "of_organisation": claim.organisation,
        "start": claim.start,
        "end": claim.end,
        "rule": claim.rule,
        "basis": claim.basis,
        "chosen": int(report is None),
    }


def _check_spans(findings: Findings) -> None:
    """Raises BrokenEvidenceError unless every claim and every mention lies within the text."""
    subjects: list[FoundOrganisation | FoundInitiative] = [*findings.organisations, *findings.initiatives]
    spans = [(m.start, m.end, "mention") for subject in subjects for m in subject.mentions]
    claims = [claim for holder in (*subjects, *findings.reports) for claim in holder.claims]
    spans += [(claim.start, claim.end, claim.attribute) for claim in claims]
    length = len(findings.text)
    for start, end, what in spans:
        if not 0 <= start < end <= length:
            raise BrokenEvidenceError(
                f"{findings.name}: the {what} at {start} to {end} lies outside the text of {length} characters"
            )
