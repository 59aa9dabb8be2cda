"""From what the articles say of one agreement to what is shown of it. Pure, and blind to the order of the reports.

A claim wins by: a text that no newer version replaced; then set by a person, else stated before counted from another
date; for a kind, the most particular name; then by what its report says of the status (a signature before a mention in
passing); then the more precise date; then that of a party which publishes itself; then the article nearest in time to
the event, that is, among dates, to the earliest of those that disagree; then the earlier article; then the sha256.
That decides between what can't all be true. A date within another can: the most precise of them is shown, whatever its
basis. What decided is kept in words, beside the claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.findings import ResolvedAgreement, StoredClaim, StoredReport
from db.vocabulary import LINK_RELATIONS, SINGLE_ATTRIBUTES
from seed.bodies import STRANGERS
from seed.choice import measured, reason, steps, told_first, weigh

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seed.bodies import Bodies
    from seed.choice import Weighed, Weight

__all__ = ["ResolvedAgreement", "StoredClaim", "StoredReport", "resolve"]

SEVERAL = ("agreement", "signatory", "topic", "provision", "initiative", *LINK_RELATIONS)


def resolve(reports: Sequence[StoredReport], bodies: Bodies = STRANGERS) -> ResolvedAgreement:
    """One agreement from all reports of it, at least one. The order of the reports makes no difference."""
    weighed = _weighed(reports, bodies)
    parties = _parties(reports, weighed, bodies)
    shown = {party for party, _ in parties}
    ways = {name: steps(stated) for name in SINGLE_ATTRIBUTES if (stated := _about(weighed, name))}
    best = {name: way[-1] for name, way in ways.items()}
    values = {name: item.claim.value for name, item in best.items()}
    chosen = {item.id for item in weighed if values.get(item.claim.attribute) == item.claim.value}
    chosen |= {item.id for item in weighed if item.claim.attribute in SEVERAL}
    chosen |= {item.id for item in weighed if item.claim.attribute == "party" and item.claim.value in shown}
    return ResolvedAgreement(
        title=_title(reports, weighed, values.get("kind")),
        kind=values.get("kind", "other"),
        status=values.get("status", "referred"),
        date=values.get("date"),
        date_basis=best["date"].claim.basis if "date" in best else None,
        place=values.get("place"),
        duration=values.get("duration"),
        expires=values.get("expires"),
        parties=parties,
        signatories=_signatories(weighed),
        topics=_values(weighed, "topic"),
        provisions=_values(weighed, "provision"),
        initiatives=_values(weighed, "initiative"),
        links=tuple((name, value) for name in LINK_RELATIONS for value in _values(weighed, name)),
        chosen=frozenset(chosen),
        reasons=tuple((way[-1].id, reason(way, _about(weighed, name))) for name, way in ways.items()),
    )


def _weighed(reports: Sequence[StoredReport], bodies: Bodies) -> list[Weighed]:
    """The claims of all reports, the one that weighs most first."""
    parties = {item.claim.value for report in reports for item in report.claims if item.claim.attribute == "party"}
    publishers = {report.publisher for report in reports if report.publisher} if len(reports) > 1 else set()
    primary = {name for name in publishers if any(bodies.publishes(name, party) for party in parties)}
    found = [item for report in reports for item in weigh(report, report.publisher in primary)]
    found.sort(key=lambda item: item.weight)
    dates = _about(found, "date")
    if not dates or len(reports) == 1:
        return found
    dates = measured(dates, told_first(dates))
    event = steps(dates)[-1].claim.value
    rest = measured((item for item in found if item.claim.attribute != "date"), event)
    return sorted([*dates, *rest], key=lambda item: item.weight)


def _about(weighed: Iterable[Weighed], attribute: str) -> list[Weighed]:
    return [item for item in weighed if item.claim.attribute == attribute]


def _title(reports: Sequence[StoredReport], weighed: Iterable[Weighed], kind: str | None) -> str:
    """The title that a report of the kind shown gives, else any."""
    fitting = {
        item.id
        for report in reports
        if kind is None or any((item.claim.attribute, item.claim.value) == ("kind", kind) for item in report.claims)
        for item in report.claims
    }
    titles = sorted(_about(weighed, "agreement"), key=lambda item: item.id not in fitting)
    return titles[0].claim.value if titles else "agreement"


def _values(weighed: Iterable[Weighed], attribute: str) -> tuple[str, ...]:
    return tuple(sorted({item.claim.value for item in weighed if item.claim.attribute == attribute}))


def _parties(
    reports: Sequence[StoredReport], weighed: Iterable[Weighed], bodies: Bodies
) -> tuple[tuple[str, str | None], ...]:
    """The parties in the order in which the report that weighs most states them; those it leaves out follow, by id.

    Of a state and its ministry, of a body and its unit, those are shown that the weightiest report of either names.
    """
    roles: dict[str, str | None] = {}
    for item in weighed:
        if item.claim.attribute == "party":
            roles[item.claim.value] = roles.get(item.claim.value) or item.claim.role
    stated = sorted(filter(None, (_stated_parties(report) for report in reports)))
    spoken_for: dict[str, frozenset[str]] = {}
    for _, named in stated:
        for stand_in in dict.fromkeys(map(bodies.stand_in, named)):
            spoken_for.setdefault(stand_in, frozenset(p for p in named if bodies.stand_in(p) == stand_in))
    order = {party: place for place, party in enumerate(stated[0][1])} if stated else {}
    kept = [pair for pair in roles.items() if pair[0] in spoken_for[bodies.stand_in(pair[0])]]
    return tuple(sorted(kept, key=lambda pair: (order.get(pair[0], len(order)), pair[0])))


def _stated_parties(report: StoredReport) -> tuple[Weight, tuple[str, ...]] | None:
    """The weight of what a report says of its parties, the least first, and the parties in the order of its claims."""
    claims = sorted(_about(weigh(report, False), "party"), key=lambda item: item.id)
    if not claims:
        return None
    return min(item.weight for item in claims), tuple(dict.fromkeys(item.claim.value for item in claims))


def _signatories(weighed: Iterable[Weighed]) -> tuple[tuple[str, str | None, str | None], ...]:
    people: dict[str, tuple[str | None, str | None]] = {}
    for item in weighed:
        if item.claim.attribute == "signatory":
            role, organisation = people.get(item.claim.value, (None, None))
            people[item.claim.value] = (role or item.claim.role, organisation or item.claim.organisation)
    return tuple((name, *people[name]) for name in sorted(people))
