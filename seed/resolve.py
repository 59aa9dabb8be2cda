"""From what the articles say of one agreement to what is shown of it. Pure, and blind to the order of the reports.

A claim wins by: set by a person, else stated before counted from another date; then by what its report says of the
status (a signature before a mention in passing); then the more precise date; then the earlier article; then the sha256.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.edtf import EdtfDate, parse_edtf
from db.errors import BadDateError
from db.findings import FoundClaim, ResolvedAgreement, StoredClaim, StoredReport
from db.vocabulary import LINK_RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


__all__ = ["ResolvedAgreement", "StoredClaim", "StoredReport", "group_key", "resolve", "split_instruments"]

BASIS_ORDER = ("curated", "stated", "resolved")
# The later in an instrument's life, the more it tells; `referred` tells least.
STATUS_ORDER = (
    "expired",
    "suspended",
    "in force",
    "signed",
    "approved",
    "announced",
    "negotiating",
    "proposed",
    "referred",
)
LAST = "9999"

Key = tuple[int, int, int, str, str, int, int, str]


@dataclass(frozen=True, slots=True)
class _Weighed:
    key: Key
    id: int
    claim: FoundClaim


def resolve(reports: Sequence[StoredReport]) -> ResolvedAgreement:
    """One agreement from all reports of it, at least one. The order of the reports makes no difference."""
    weighed = sorted((item for report in reports for item in _weigh(report)), key=lambda item: item.key)
    title, kind, status = (_first(weighed, name) for name in ("agreement", "kind", "status"))
    date, place = _first(weighed, "date"), _first(weighed, "place")
    duration, expires = _first(weighed, "duration"), _first(weighed, "expires")
    single = [item for item in (kind, status, date, place, duration, expires) if item]
    chosen = {item.id for item in weighed if any(_same(item.claim, best.claim) for best in single)}
    several = ("agreement", "party", "signatory", "topic", "provision", "initiative", *LINK_RELATIONS)
    chosen |= {item.id for item in weighed if item.claim.attribute in several}
    return ResolvedAgreement(
        title=_value(title) or "agreement",
        kind=_value(kind) or "other",
        status=_value(status) or "referred",
        date=_value(date),
        date_basis=date.claim.basis if date else None,
        place=_value(place),
        duration=_value(duration),
        expires=_value(expires),
        parties=_parties(reports, weighed),
        signatories=_signatories(weighed),
        topics=_values(weighed, "topic"),
        provisions=_values(weighed, "provision"),
        initiatives=_values(weighed, "initiative"),
        links=tuple((name, value) for name in LINK_RELATIONS for value in _values(weighed, name)),
        chosen=frozenset(chosen),
    )


def group_key(report: StoredReport) -> tuple[str, tuple[str, ...]]:
    """What the reports of one instrument share: its kind, and its parties' ids in order."""
    agreement = resolve([report])
    return agreement.kind, tuple(sorted({party for party, _ in agreement.parties}))


def split_instruments(reports: Sequence[StoredReport]) -> list[list[StoredReport]]:
    """The reports of one group (equal `group_key`), parted by instrument, whatever their order.

    Dates that agree, one perhaps less precise, are one instrument; a coarse date that fits several finer ones that
    differ stays an instrument of its own. Reports without a date join the only dated instrument; else they are one
    instrument together when there is none, and one more when there are several.
    """
    ordered = sorted(reports, key=_report_key)
    dated = [(date, report) for report in ordered if (date := _date_of(report))]
    undated = [report for report in ordered if _date_of(report) is None]
    groups = _by_date(dated)
    if not undated:
        return groups
    if len(groups) == 1:
        return [sorted([*groups[0], *undated], key=_report_key)]
    return [*groups, undated]


def _by_date(dated: Sequence[tuple[EdtfDate, StoredReport]]) -> list[list[StoredReport]]:
    dates = sorted({date for date, _ in dated}, key=lambda date: (date.sort_key, str(date)))
    finest = [date for date in dates if not any(date != other and date.contains(other) for other in dates)]
    groups: dict[str, list[StoredReport]] = {}
    for date, report in dated:
        fitting = [fine for fine in finest if date.contains(fine)]
        label = str(fitting[0]) if len(fitting) == 1 else str(date)
        groups.setdefault(label, []).append(report)
    return [groups[label] for label in sorted(groups)]


def _date_of(report: StoredReport) -> EdtfDate | None:
    value = resolve([report]).date
    return parse_edtf(value) if value else None


def _report_key(report: StoredReport) -> tuple[str, str, int, int]:
    first = min((item.claim.start, item.claim.end) for item in report.claims)
    return report.published or LAST, report.article_sha256, *first


def _weigh(report: StoredReport) -> list[_Weighed]:
    statuses = [item.claim.value for item in report.claims if item.claim.attribute == "status"]
    standing = min((_order(STATUS_ORDER, status) for status in statuses), default=len(STATUS_ORDER))
    return [
        _Weighed(
            (
                _order(BASIS_ORDER, item.claim.basis),
                _order(STATUS_ORDER, item.claim.value) if item.claim.attribute == "status" else standing,
                -_precision(item.claim),
                report.published or LAST,
                report.article_sha256,
                item.claim.start,
                item.claim.end,
                item.claim.value,
            ),
            item.id,
            item.claim,
        )
        for item in report.claims
    ]


def _order(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else len(names)


def _precision(claim: FoundClaim) -> int:
    if claim.attribute not in {"date", "expires"}:
        return 0
    try:
        return ("year", "month", "day").index(parse_edtf(claim.value).precision)
    except BadDateError:
        return -1


def _first(weighed: Iterable[_Weighed], attribute: str) -> _Weighed | None:
    return next((item for item in weighed if item.claim.attribute == attribute), None)


def _value(item: _Weighed | None) -> str | None:
    return item.claim.value if item else None


def _same(claim: FoundClaim, best: FoundClaim) -> bool:
    return claim.attribute == best.attribute and claim.value == best.value


def _values(weighed: Iterable[_Weighed], attribute: str) -> tuple[str, ...]:
    return tuple(sorted({item.claim.value for item in weighed if item.claim.attribute == attribute}))


def _parties(reports: Sequence[StoredReport], weighed: Iterable[_Weighed]) -> tuple[tuple[str, str | None], ...]:
    """The parties in the order in which the report that weighs most states them; those it leaves out follow, by id."""
    roles: dict[str, str | None] = {}
    for item in weighed:
        if item.claim.attribute == "party":
            roles[item.claim.value] = roles.get(item.claim.value) or item.claim.role
    first = min((stated for report in reports if (stated := _stated_parties(report))), default=None)
    order = {party: place for place, party in enumerate(first[1])} if first else {}
    return tuple(sorted(roles.items(), key=lambda pair: (order.get(pair[0], len(order)), pair[0])))


def _stated_parties(report: StoredReport) -> tuple[Key, tuple[str, ...]] | None:
    """The weight of what a report says of its parties, the least first, and the parties in the order of its claims."""
    claims = sorted((item for item in _weigh(report) if item.claim.attribute == "party"), key=lambda item: item.id)
    if not claims:
        return None
    return min(item.key for item in claims), tuple(dict.fromkeys(item.claim.value for item in claims))


def _signatories(weighed: Iterable[_Weighed]) -> tuple[tuple[str, str | None, str | None], ...]:
    people: dict[str, tuple[str | None, str | None]] = {}
    for item in weighed:
        if item.claim.attribute == "signatory":
            role, organisation = people.get(item.claim.value, (None, None))
            people[item.claim.value] = (role or item.claim.role, organisation or item.claim.organisation)
    return tuple((name, *people[name]) for name in sorted(people))
