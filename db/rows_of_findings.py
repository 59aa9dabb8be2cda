"""Findings as rows of the tables, and the check that every span lies in its text. Pure."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from db.errors import BrokenEvidenceError

if TYPE_CHECKING:
    from db.findings import Findings, FoundClaim, FoundInitiative, FoundOrganisation

Row = dict[str, Any]


def article_row(key: int, findings: Findings) -> Row:
    """The article with its text and the hash of that text."""
    columns = ("sha256", "name", "source", "title", "publisher", "published", "language", "text")
    row: Row = {"key": key, **{column: getattr(findings, column) for column in columns}}
    return row | {"text_sha256": hashlib.sha256(findings.text.encode()).hexdigest()}


def mention_rows(key: int, findings: Findings) -> list[Row]:
    """Where the article names organisations and initiatives, in the order of the text."""
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


def claim_row(
    article: int,
    claim: FoundClaim,
    report: int | None = None,
    organisation: str | None = None,
    initiative: str | None = None,
) -> Row:
    """A claim about a report's agreement, an organisation or an initiative. What is said of the latter two is shown."""
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


def check_spans(findings: Findings) -> None:
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
