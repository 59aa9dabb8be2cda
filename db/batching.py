"""The rows of one batch on their way into the tables, and what they make stale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db import keys
from db.arranging import Arranger
from db.edtf import parse_edtf

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from db.findings import NewAgreement
    from db.rows_of_findings import ArticleRows, ClaimRow

    Rows = list[tuple[Any, ...]]

COLUMNS = {
    "reports": ("id", "article", "position", "instrument", "facets"),
    "mentions": ("article", "start", "end", "organisation", "initiative"),
    "claims": (
        *("article", "report", "organisation", "initiative", "chosen"),
        *("attribute", "value", "role", "of_organisation", "start", "end", "rule", "basis"),
    ),
    "agreements": (
        *("key", "id", "title", "kind", "status", "date", "date_precision", "date_basis"),
        *("place", "duration", "expires"),
    ),
    "parties": ("agreement", "position", "organisation", "role"),
    "signatories": ("agreement", "position", "name", "role", "organisation"),
    "topics": ("agreement", "position", "topic"),
    "provisions": ("agreement", "position", "provision"),
    "agreement_initiatives": ("agreement", "position", "initiative"),
    "links": ("agreement", "position", "relation", "words"),
}
FINDINGS = ("reports", "mentions", "claims")
PARTS = ("parties", "signatories", "topics", "provisions", "agreement_initiatives", "links")


class Batch:
    """What one transaction gathers. Rows wait until `write_findings` and `write_agreements` insert them at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: dict[str, Rows] = {table: [] for table in COLUMNS}
        self._marks: list[tuple[str | None, int]] = []
        self._unmarks: list[tuple[int]] = []
        self._reports: list[tuple[int, int]] = []
        self._last_report = -1
        self.articles = Arranger(connection, "articles", "content", keys.ARTICLES, keys.article_key)
        self.agreements = Arranger(connection, "agreements", "id", keys.AGREEMENTS, keys.agreement_key)
        self.stale: set[str] = set()  # groups of reports
        self.changed_articles: set[str] = set()  # contents; other versions of them became present
        self.with_parents: set[str] = set()  # organisations of which an article may state the parent
        self.renamed_organisations: set[str] = set()
        self.renamed_initiatives: set[str] = set()
        self.unindexed: set[int] = set()  # agreements
        self.changed: set[tuple[str, ...]] = set()  # the parties of agreements that came, went or became others

    def add_findings(self, key: int, rows: ArticleRows) -> None:
        """Takes in what was found in an article that is stored under `key`."""
        self._rows["mentions"] += [(key, *mention) for mention in rows.mentions]
        claims = [_claim(key, claim, organisation=number) for number, claim in rows.organisation_claims]
        claims += [_claim(key, claim, initiative=number) for number, claim in rows.initiative_claims]
        for position, report in enumerate(rows.reports, 1):
            number = self._next_report()
            self._rows["reports"].append((number, key, position, report.instrument, report.facets))
            claims += [_claim(key, claim, report=number) for claim in report.claims]
            self.stale.add(report.instrument)
        self._rows["claims"] += claims
        self.with_parents.update(number for number, _ in rows.organisation_claims)

    def write_findings(self) -> None:
        """Inserts what `add_findings` took in."""
        self._insert(FINDINGS)

    def add_agreement(self, agreement: NewAgreement) -> None:
        """Takes in an agreement, and what it means for the claims of its reports."""
        found = agreement.resolved
        date = parse_edtf(found.date) if found.date else None
        key = self.agreements.give(keys.agreement_key(keys.day_of(date), agreement.id))
        precision = date.precision if date else None
        self._rows["agreements"].append(
            (
                *(key, agreement.id, found.title, found.kind, found.status, found.date, precision, found.date_basis),
                *(found.place, found.duration, found.expires),
            )
        )
        self._add_parts("parties", key, found.parties)
        self._add_parts("signatories", key, found.signatories)
        self._add_parts("topics", key, ((topic,) for topic in found.topics))
        self._add_parts("provisions", key, ((provision,) for provision in found.provisions))
        self._add_parts("agreement_initiatives", key, ((initiative,) for initiative in found.initiatives))
        self._add_parts("links", key, found.links)
        reasons = dict(found.reasons)
        for report in agreement.reports:
            self._reports.append((key, report.id))
            self._marks += [(reasons.get(c.id), c.id) for c in report.claims if c.id in found.chosen]
            self._unmarks += [(claim.id,) for claim in report.claims if claim.id not in found.chosen]
        self.unindexed.add(key)
        self.changed.add(tuple(sorted({party for party, _ in found.parties})))

    def write_agreements(self) -> None:
        """Inserts what `add_agreement` took in, and marks the claims."""
        self._insert(("agreements", *PARTS))
        execute = self._connection.executemany
        execute("UPDATE reports SET agreement = ? WHERE id = ?", self._reports)
        execute("UPDATE claims SET chosen = 1, reason = ? WHERE id = ?", self._marks)
        execute("UPDATE claims SET chosen = 0, reason = NULL WHERE id = ? AND chosen", self._unmarks)
        for waiting in (self._reports, self._marks, self._unmarks):
            waiting.clear()

    def _add_parts(self, table: str, key: int, parts: Iterable[tuple[str | None, ...]]) -> None:
        self._rows[table] += [(key, position, *part) for position, part in enumerate(parts, 1)]

    def _insert(self, tables: Iterable[str]) -> None:
        for table in tables:
            columns = COLUMNS[table]
            sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES (?{', ?' * (len(columns) - 1)})"
            self._connection.executemany(sql, self._rows[table])
            self._rows[table].clear()

    def _next_report(self) -> int:
        if self._last_report < 0:
            self._last_report = self._connection.execute("SELECT coalesce(max(id), 0) FROM reports").fetchone()[0]
        self._last_report += 1
        return self._last_report


def _claim(
    article: int,
    claim: ClaimRow,
    report: int | None = None,
    organisation: str | None = None,
    initiative: str | None = None,
) -> tuple[object, ...]:
    """A claim about a report's agreement, an organisation or an initiative. What is said of the latter two is shown."""
    return (article, report, organisation, initiative, int(report is None), *claim)
