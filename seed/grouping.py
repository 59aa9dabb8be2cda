"""From stored reports to the agreements that they tell of: which belong together, what is shown, under which ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.findings import NewAgreement, StoredClaim, StoredReport
from seed.identifiers import agreement_ids, stem
from seed.instruments import group_key, split_instruments
from seed.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.findings import Report, ResolvedAgreement
    from db.writer import Writer
    from seed.bodies import Bodies

    Told = tuple[ResolvedAgreement, list[StoredReport]]


def instrument_of(report: Report, bodies: Bodies) -> str:
    """The group in which a report meets those that may tell of the same agreement: its parties."""
    claims = tuple(StoredClaim(number, claim) for number, claim in enumerate(report.claims))
    return "|".join(group_key(StoredReport("", None, None, claims), bodies))


def renew_agreements(writer: Writer, bodies: Bodies) -> None:
    """Puts what the stale groups of a batch tell of now in the place of what they told of before.

    Groups whose agreements would bear the same ids are named together, so that it does not matter which came first.
    """
    told: dict[str, list[Told]] = {}
    ranks: dict[str, int] = {}
    waiting = set(writer.stale_instruments)
    while waiting:
        stems: set[str] = set()
        for instrument in sorted(waiting):
            groups = part(writer.reports_of(instrument), bodies)
            told[instrument] = [(resolve(group, bodies), group) for group in groups]
            parties = {party for agreement, _ in told[instrument] for party, _ in agreement.parties}
            ranks |= writer.ranks(parties - ranks.keys())
            stems |= {stem(agreement, ranks) for agreement, _ in told[instrument]}
        waiting = {other for each in stems for other in writer.instruments_with_ids(each)} - told.keys()
    agreements = [agreement for instrument in sorted(told) for agreement in told[instrument]]
    named = [(agreement, min(report.article_sha256 for report in group)) for agreement, group in agreements]
    ids = agreement_ids(named, ranks)
    writer.remove_agreements(told)
    writer.add_agreements(
        NewAgreement(number, agreement, tuple(group))
        for number, (agreement, group) in zip(ids, agreements, strict=True)
    )


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
