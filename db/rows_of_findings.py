"""Findings as rows of the tables, and the check that every span lies in its text. Pure.

This is done by the process that reads an article; what it hands to the one that writes are tuples, quick to pass on.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from db.edtf import parse_edtf
from db.errors import BrokenEvidenceError
from db.keys import day_of
from db.seals import seal_of_findings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.findings import Findings, FoundClaim, FoundInitiative, FoundOrganisation

    # attribute, value, role, of_organisation, start, end, rule, basis
    ClaimRow = tuple[str, str, str | None, str | None, int, int, str, str]
    # start, end, organisation, initiative
    MentionRow = tuple[int, int, str | None, str | None]
    # id, name, acronym, kind, seat, parent, known, rank
    OrganisationRow = tuple[str, str, str | None, str | None, str | None, str | None, int, int]
    InitiativeRow = tuple[str, str, str | None, str]


class Meeting(NamedTuple):
    """The group in which reports of one agreement meet, and what this one is told from the others by, as text."""

    instrument: str
    facets: str | None = None


class ReportRows(NamedTuple):
    """A report: where it meets others, and its claims."""

    instrument: str
    facets: str | None
    claims: tuple[ClaimRow, ...]


class ArticleRows(NamedTuple):
    """One article, ready to be written. `day` is the ordinal day of its publication, 0 when that is not stated.

    `article` are the columns of the table after the key; claims of organisations and initiatives come with their id.
    `seal` is that of all this but the place (see `seals`).
    """

    source: str
    name: str
    sha256: str
    notes: tuple[str, ...]
    content: str
    day: int
    article: tuple[str | None, ...]
    organisations: tuple[tuple[OrganisationRow, tuple[str, ...]], ...]
    initiatives: tuple[InitiativeRow, ...]
    mentions: tuple[MentionRow, ...]
    organisation_claims: tuple[tuple[str, ClaimRow], ...]
    initiative_claims: tuple[tuple[str, ClaimRow], ...]
    reports: tuple[ReportRows, ...]
    seal: bytes

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return len(self.article[-2] or "") + 500 * (len(self.mentions) + sum(len(r.claims) for r in self.reports))


ARTICLE_COLUMNS = ("content", "title", "publisher", "published", "language", "url", "text", "text_sha256")


def rows_of(findings: Findings, meetings: Sequence[Meeting]) -> ArticleRows:
    """The rows of an article. `meetings` tells, report by report, where it meets the others of its agreement.

    Raises BrokenEvidenceError when a span does not lie within the text.
    """
    check_spans(findings)
    published = findings.published
    columns: list[str | None] = [findings.content, findings.title, findings.publisher, published, findings.language]
    text_sha256 = hashlib.sha256(findings.text.encode()).hexdigest()
    article = (*columns, findings.url, findings.text, text_sha256)
    mentions = _mention_rows(findings)
    of_organisations = tuple((o.id, _claim_row(claim)) for o in findings.organisations for claim in o.claims)
    of_initiatives = tuple((i.id, _claim_row(claim)) for i in findings.initiatives for claim in i.claims)
    reports = tuple(
        ReportRows(*meeting, tuple(_claim_row(claim) for claim in report.claims))
        for report, meeting in zip(findings.reports, meetings, strict=True)
    )
    sealed = (*columns, findings.url, text_sha256)
    return ArticleRows(
        source=findings.source,
        name=findings.name,
        sha256=findings.sha256,
        notes=findings.notes,
        content=findings.content,
        day=day_of(parse_edtf(published) if published else None),
        article=article,
        organisations=tuple((_organisation_row(o), tuple(dict.fromkeys(o.aliases))) for o in findings.organisations),
        initiatives=tuple((i.id, i.name, i.acronym, i.kind) for i in findings.initiatives),
        mentions=mentions,
        organisation_claims=of_organisations,
        initiative_claims=of_initiatives,
        reports=reports,
        seal=seal_of_findings(sealed, mentions, of_organisations, of_initiatives, reports),
    )


def _organisation_row(found: FoundOrganisation) -> OrganisationRow:
    return (
        *(found.id, found.name, found.acronym, found.kind, found.seat, found.parent),
        *(int(found.known), found.rank),
    )


def _mention_rows(findings: Findings) -> tuple[MentionRow, ...]:
    """Where the article names organisations and initiatives, in the order of the text."""
    rows: list[MentionRow] = [(m.start, m.end, o.id, None) for o in findings.organisations for m in o.mentions]
    rows += [(m.start, m.end, None, i.id) for i in findings.initiatives for m in i.mentions]
    return tuple(sorted(rows, key=lambda row: row[:2]))


def _claim_row(claim: FoundClaim) -> ClaimRow:
    return (
        *(claim.attribute, claim.value, claim.role, claim.organisation),
        *(claim.start, claim.end, claim.rule, claim.basis),
    )


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
