"""The rows of one batch on their way into the tables, and what they make stale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db import keys
from db.arranging import Arranger
from db.disagreements import disagree
from db.edtf import parse_edtf
from db.findings import FoundClaim, StoredClaim
from db.seals import PARTS, seal_of_agreement

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from db.findings import NewAgreement
    from db.rows_of_findings import ArticleRows, ClaimRow

    Rows = list[tuple[Any, ...]]

COLUMNS = {
    "reports": ("id", "article", "position", "instrument", "facets"),
    "mentions": ("article", "start", "end", "organisation", "initiative"),
    "claims": (
        *("id", "article", "report", "organisation", "initiative", "chosen", "reason"),
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
    "conflicts": ("agreement",),
    "agreement_seals": ("agreement", "seal"),
}
FINDINGS = ("reports", "mentions", "claims")
Claims = tuple[int, int, "tuple[ClaimRow, ...]"]  # the article, the number before that of the first, and the claims
OF_AGREEMENTS = ("agreements", *PARTS, "conflicts", "agreement_seals", "claims")


class Batch:
    """What one transaction gathers. Rows wait until `write_findings` and `write_agreements` insert them at once.

    The claims of a report wait until it is known which of them are shown, so that none is written twice.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: dict[str, Rows] = {table: [] for table in COLUMNS}
        self._marks: list[tuple[str | None, int]] = []
        self._unmarks: list[tuple[int]] = []
        self._reports: list[tuple[int, int]] = []
        self._fresh: dict[int, Claims] = {}
        self._last = {"reports": -1, "claims": -1}
        self.articles = Arranger(connection, "articles", "content", keys.ARTICLES, keys.article_key)
        self.agreements = Arranger(connection, "agreements", "id", keys.AGREEMENTS, keys.agreement_key)
        self.stale: set[str] = set()  # groups of reports
        self.changed_articles: set[str] = set()  # contents; other versions of them became present
        self.with_parents: set[str] = set()  # organisations of which an article may state the parent
        self.renamed_organisations: set[str] = set()
        self.renamed_initiatives: set[str] = set()
        self.named_organisations: set[str] = set()  # of which something may be stored that was not
        self.unindexed: set[int] = set()  # agreements
        self.unnamed: set[int] = set()  # agreements that are told of at a place that their entries don't name yet
        self.changed: set[tuple[str, ...]] = set()  # the parties of agreements that came, went or became others

    def add_findings(self, key: int, rows: ArticleRows) -> None:
        """Takes in what was found in an article that is stored under `key`."""
        self._rows["mentions"] += [(key, *mention) for mention in rows.mentions]
        about: list[tuple[str | None, str | None, ClaimRow]] = []
        about += [(number, None, claim) for number, claim in rows.organisation_claims]
        about += [(None, number, claim) for number, claim in rows.initiative_claims]
        first = self._take_numbers("claims", len(about))
        self._rows["claims"] += [
            (first + place, key, None, organisation, initiative, 1, None, *claim)
            for place, (organisation, initiative, claim) in enumerate(about)
        ]
        for position, report in enumerate(rows.reports, 1):
            number = self._take_numbers("reports", 1)
            self._rows["reports"].append((number, key, position, report.instrument, report.facets))
            self._fresh[number] = key, self._take_numbers("claims", len(report.claims)), report.claims
            self.stale.add(report.instrument)
        self.with_parents.update(number for number, _ in rows.organisation_claims)

    def write_findings(self) -> None:
        """Inserts what `add_findings` took in."""
        self._insert(FINDINGS)

    def claims_of(self, report: int) -> tuple[StoredClaim, ...] | None:
        """The claims of a report that wait to be inserted; None when they are in the table."""
        if report not in self._fresh:
            return None
        _, first, claims = self._fresh[report]
        return tuple(
            StoredClaim(number, FoundClaim(attribute, value, start, end, rule, basis, role, organisation))
            for number, (attribute, value, role, organisation, start, end, rule, basis) in enumerate(claims, first)
        )

    def write_claims(self) -> None:
        """Inserts the claims that still wait, of reports of which no agreement was made."""
        for report in list(self._fresh):
            self._settle(report, frozenset(), {})
        self._insert(["claims"])

    def _settle(self, report: int, chosen: Collection[int], reasons: Mapping[int, str]) -> None:
        article, first, claims = self._fresh.pop(report)
        self._rows["claims"] += [
            (number, article, report, None, None, int(number in chosen), reasons.get(number), *claim)
            for number, claim in enumerate(claims, first)
        ]

    def add_agreement(self, agreement: NewAgreement) -> None:
        """Takes in an agreement, and what it means for the claims of its reports."""
        found = agreement.resolved
        date = parse_edtf(found.date) if found.date else None
        key = self.agreements.give(keys.agreement_key(keys.day_of(date), agreement.id))
        precision = date.precision if date else None
        row = (
            *(agreement.id, found.title, found.kind, found.status, found.date, precision, found.date_basis),
            *(found.place, found.duration, found.expires),
        )
        singles = [[(value,) for value in values] for values in (found.topics, found.provisions, found.initiatives)]
        parts: list[Sequence[tuple[str | None, ...]]] = [found.parties, found.signatories, *singles, found.links]
        self._rows["agreements"].append((key, *row))
        for table, rows in zip(PARTS, parts, strict=True):
            self._rows[table] += [(key, position, *part) for position, part in enumerate(rows, 1)]
        self._rows["agreement_seals"].append((key, seal_of_agreement(row, parts, agreement)))
        claims = (claim for report in agreement.reports for claim in report.claims)
        if disagree((c.claim.attribute, c.claim.value, c.id in found.chosen) for c in claims):
            self._rows["conflicts"].append((key,))
        reasons = dict(found.reasons)
        for report in agreement.reports:
            self._reports.append((key, report.id))
            if report.id in self._fresh:
                self._settle(report.id, found.chosen, reasons)
                continue
            self._marks += [(reasons.get(c.id), c.id) for c in report.claims if c.id in found.chosen]
            self._unmarks += [(claim.id,) for claim in report.claims if claim.id not in found.chosen]
        self.unindexed.add(key)
        self.changed.add(tuple(sorted({party for party, _ in found.parties})))

    def write_agreements(self) -> None:
        """Inserts what `add_agreement` took in, and marks the claims."""
        self._insert(OF_AGREEMENTS)
        execute = self._connection.executemany
        execute("UPDATE reports SET agreement = ? WHERE id = ?", self._reports)
        execute("UPDATE claims SET chosen = 1, reason = ? WHERE id = ?", self._marks)
        execute("UPDATE claims SET chosen = 0, reason = NULL WHERE id = ? AND chosen", self._unmarks)
        for waiting in (self._reports, self._marks, self._unmarks):
            waiting.clear()

    def _insert(self, tables: Iterable[str]) -> None:
        for table in tables:
            columns = COLUMNS[table]
            sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES (?{', ?' * (len(columns) - 1)})"
            self._connection.executemany(sql, self._rows[table])
            self._rows[table].clear()

    def _take_numbers(self, table: str, count: int) -> int:
        """The first of some ids that no row has yet."""
        if self._last[table] < 0:
            self._last[table] = self._connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
        first = self._last[table] + 1
        self._last[table] += count
        return first
