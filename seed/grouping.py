"""From stored reports to the agreements that they tell of: which belong together, what is shown, under which ids."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from db.findings import NewAgreement, ResolvedAgreement, StoredClaim, StoredReport
from db.rows_of_findings import Meeting
from seed.identifiers import agreement_ids, stem
from seed.instruments import group_key, split_instruments
from seed.resolve import resolve
from seed.sameness import facets_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from db.findings import Report, StoredAgreement
    from db.writer import Writer
    from seed.bodies import Bodies


def meeting_of(report: Report, published: str | None, bodies: Bodies) -> Meeting:
    """Where a report meets those that may tell of the same agreement, its parties, and what it is told from them by."""
    claims = tuple(StoredClaim(number, claim) for number, claim in enumerate(report.claims))
    stored = StoredReport("", published, None, claims)
    return Meeting("|".join(group_key(stored, bodies)), facets_text(stored))


def renew_agreements(writer: Writer, bodies: Bodies) -> None:
    """Puts what the stale groups of a batch tell of now in the place of what they told of before.

    An agreement is left as it is when the same reports tell of it as before. Groups whose agreements would bear the
    same ids are named together, so that it does not matter which came first.
    """
    told: dict[str, list[_Told]] = {}
    ranks: dict[str, int] = {}
    gone: set[int] = set()
    waiting = set(writer.stale_instruments)
    while waiting:
        stems: set[str] = set()
        for instrument in sorted(waiting):
            before = writer.agreements_of(instrument)
            gone |= before.keys()
            told[instrument] = _tell(writer, writer.reports_of(instrument), before, bodies)
            parties = {party for each in told[instrument] for party, _ in each.agreement.parties}
            ranks |= writer.ranks(parties - ranks.keys())
            different = {(each.agreement.kind, each.agreement.parties): each.agreement for each in told[instrument]}
            stems |= {stem(agreement, ranks) for agreement in different.values()}
        waiting = {other for each in stems for other in writer.instruments_with_ids(each)} - told.keys()
    every = [each for instrument in sorted(told) for each in told[instrument]]
    ids = agreement_ids([(each.agreement, min(r.article_sha256 for r in each.reports)) for each in every], ranks)
    renewed: list[NewAgreement] = []
    for number, each in zip(ids, every, strict=True):
        if isinstance(each.agreement, ResolvedAgreement):
            renewed.append(NewAgreement(number, each.agreement, each.reports))
        elif number != each.agreement.id:
            reports = writer.with_claims(each.reports)
            renewed.append(NewAgreement(number, resolve(reports, bodies), reports))
        else:
            gone.discard(each.agreement.key)
    writer.remove_agreements(sorted(gone))
    writer.add_agreements(renewed)


class _Told(NamedTuple):
    """An agreement with the reports that tell of it; a stored one when nothing has changed for it."""

    agreement: ResolvedAgreement | StoredAgreement
    reports: tuple[StoredReport, ...]


def _tell(
    writer: Writer, reports: Sequence[StoredReport], stored: Mapping[int, StoredAgreement], bodies: Bodies
) -> list[_Told]:
    """The agreements that the reports of one group tell of."""
    counts = Counter(report.agreement for report in reports)
    changed = writer.changed_articles
    found: list[_Told] = []
    for group in part(reports, bodies):
        before = {None if report.article_sha256 in changed else report.agreement for report in group}
        key = before.pop()
        if key is not None and not before and counts[key] == len(group):
            found.append(_Told(stored[key], tuple(group)))
        else:
            full = writer.with_claims(group)
            found.append(_Told(resolve(full, bodies), full))
    return found


def part(reports: Sequence[StoredReport], bodies: Bodies) -> list[list[StoredReport]]:
    """The reports of one group, parted by instrument.

    A report in an older version of an article belongs to the instrument of which the newer version tells in this
    group, whatever date was corrected, if that is just one; else it is parted like any other.
    """
    newer = [report for report in reports if report.replaced_by is None]
    groups = split_instruments(newer, bodies) if newer else []
    free: list[StoredReport] = []
    joined: list[tuple[str, StoredReport]] = []
    for report in reports:
        if report.replaced_by is None:
            continue
        successors = [each for each in newer if each.article_sha256 == report.replaced_by]
        if len(successors) == 1:
            joined.append((report.replaced_by, report))
        else:
            free.append(report)
    if free:
        groups = split_instruments([*newer, *free], bodies)
    for successor, report in joined:
        next(group for group in groups if _holds(group, successor)).append(report)
    return groups


def _holds(group: Iterable[StoredReport], article: str) -> bool:
    return any(report.article_sha256 == article for report in group)
