"""Why one claim is shown and another is not: what each is weighed by, and the words for what decided. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.edtf import dates_agree, parse_edtf
from db.errors import BadDateError
from db.vocabulary import DATED_ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.findings import FoundClaim, StoredReport

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
DATE_ORDER = ("signed", *(status for status in STATUS_ORDER if status != "signed"))  # the day of signature dates it
PRECISIONS = ("day", "month", "year")
GENERAL_NAME = "general-name"  # the rule of a kind that a text calls "agreement"
UMBRELLA = "cooperation agreement"  # what texts call many an instrument that has another name
LAST = "9999"
FAR = 10_000_000  # days, where a distance in time is not known

ONLY = "only statement"
ALIKE = "all statements agree"
PRECISE = "most precise"


class Weight(NamedTuple):
    """What a claim is weighed by, the least first: the first in which two differ decides between them.

    `distance` is in days, from the article to the event; it is 0 until the claim is `measured`. `gap` is in days, from
    the article to the date that the claim gives, and tells apart only what stands in one article.
    """

    older: bool
    basis: int
    naming: int
    stage: int
    coarseness: int
    foreign: bool
    distance: int
    published: str
    article: str
    gap: int
    start: int
    end: int
    value: str


class Weighed(NamedTuple):
    """A claim with its weight, its number, and the standing of its report."""

    weight: Weight
    id: int
    claim: FoundClaim
    status: str
    publisher: str | None


def weigh(report: StoredReport, primary: bool) -> list[Weighed]:
    """The claims of a report, not measured yet. `primary` when its publisher is a party."""
    statuses = [item.claim.value for item in report.claims if item.claim.attribute == "status"]
    status = min(statuses, key=lambda value: order_in(STATUS_ORDER, value), default="referred")
    return [
        Weighed(
            Weight(
                report.replaced_by is not None,
                order_in(BASIS_ORDER, item.claim.basis),
                _naming(item.claim),
                _stage(item.claim, status),
                _coarseness(item.claim),
                not primary,
                0,
                report.published or LAST,
                report.article_sha256,
                _distance(report.published, item.claim.value) if item.claim.attribute == "date" else 0,
                item.claim.start,
                item.claim.end,
                item.claim.value,
            ),
            item.id,
            item.claim,
            status,
            report.publisher,
        )
        for item in report.claims
    ]


def measured(weighed: Iterable[Weighed], point: str) -> list[Weighed]:
    """The claims, each with the distance of its article to one point in time, the one that weighs most first."""
    found = [item._replace(weight=item.weight._replace(distance=_from(item, point))) for item in weighed]
    return sorted(found, key=lambda item: item.weight)


def told_first(dates: Sequence[Weighed]) -> str:
    """The earliest of the dates that no weight tells apart yet; at least one, the one that weighs most first.

    No claim is measured against what it says itself: the one that says the latest day would be the nearest.
    """
    at = Weight._fields.index("distance")
    rivals = [item.claim.value for item in dates if item.weight[:at] == dates[0].weight[:at]]
    return min(rivals, key=_last_day)


def steps(weighed: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """Of the claims of an attribute the one that weighs most, and what makes it precise; the last is shown.

    Dates that contain one another don't disagree, so each step is the weightiest date within the one before.
    There must be at least one claim.
    """
    found = [weighed[0]]
    while finer := next((item for item in weighed if _makes_precise(item, found[-1])), None):
        found.append(finer)
    return tuple(found)


def order_in(names: Sequence[str], name: str) -> int:
    """The place of a name in a list, one past its end for a name that is not there."""
    return names.index(name) if name in names else len(names)


def reason(way: Sequence[Weighed], others: Sequence[Weighed]) -> str:
    """Why the last of `way`, which `steps` gave, is shown and no other; `others` in the order of their weight."""
    best = way[-1]
    rivals = [item for item in others if item.claim.value != best.claim.value]
    if not rivals:
        return ONLY if len(others) == 1 else ALIKE
    if best.claim.attribute not in DATED_ATTRIBUTES:
        return _deciding(best, rivals)
    opposed = [item for item in rivals if not _agree(best, item)]
    if not opposed:
        finer = [item for item in rivals if item.weight.coarseness < best.weight.coarseness]
        return _deciding(best, finer) if finer else PRECISE
    step = next(item for item in way if not _agree(item, opposed[0]))
    why = _deciding(step, opposed)
    return why if step is best else f"{PRECISE}; for {parse_edtf(step.claim.value).in_words()}: {why}"


def _agree(one: Weighed, other: Weighed) -> bool:
    return dates_agree(one.claim.value, other.claim.value)


def _makes_precise(item: Weighed, coarse: Weighed) -> bool:
    """Whether `item` is a more precise date of the same event, in a text that is as new."""
    if item.claim.attribute not in DATED_ATTRIBUTES or item.weight.coarseness >= coarse.weight.coarseness:
        return False
    if item.weight.older > coarse.weight.older or not _agree(item, coarse):
        return False
    # The day of an announcement says nothing of the day within the year of signature; "the memorandum of 9 May" does.
    told_as = item.weight.stage <= coarse.weight.stage or {item.status, coarse.status} <= {"signed", "referred"}
    return item.claim.attribute != "date" or told_as


def _deciding(best: Weighed, rivals: Sequence[Weighed]) -> str:
    """The words for the first part of its weight in which `best` is before the first rival."""
    rival = rivals[0]
    part = next((name for name in Weight._fields if getattr(best.weight, name) < getattr(rival.weight, name)), "value")
    if part == "basis":
        counted = "stated; others are counted from an article's date"
        return "set by a person" if best.claim.basis == "curated" else counted
    if part == "stage" and best.claim.attribute == "status":
        return "the furthest that it is said to have come"
    if part in {"distance", "published"} and rival.weight.published == LAST:
        return "its article says when it was published"
    if part in {"distance", "published"} and all(best.weight.published < item.weight.published for item in rivals):
        return "published first"
    return {
        "older": "stands in the newest version of its article",
        "naming": "the most particular name; others only say “agreement”",
        "stage": f"stands where it is {best.status}; elsewhere it is {rival.status}",
        "coarseness": PRECISE,
        "foreign": f"{best.publisher} is a party and says so itself",
        "distance": "published nearest in time",
        "published": "published earlier",
        "article": "nothing tells them apart; always the same article comes first",
        "gap": "nearest to the day of its article",
    }.get(part, "stands first in its article")


def _naming(claim: FoundClaim) -> int:
    if claim.attribute != "kind":
        return 0
    return 2 if claim.rule == GENERAL_NAME else int(claim.value == UMBRELLA)


def _stage(claim: FoundClaim, status: str) -> int:
    if claim.attribute == "status":
        return order_in(STATUS_ORDER, claim.value)
    return order_in(DATE_ORDER if claim.attribute == "date" else STATUS_ORDER, status)


def _coarseness(claim: FoundClaim) -> int:
    if claim.attribute not in DATED_ATTRIBUTES:
        return 0
    try:
        return PRECISIONS.index(parse_edtf(claim.value).precision)
    except BadDateError:
        return len(PRECISIONS)


def _from(item: Weighed, point: str) -> int:
    return _distance(None if item.weight.published == LAST else item.weight.published, point)


def _distance(published: str | None, event: str) -> int:
    """Days between an article and the event that it tells of."""
    try:
        told, happened = parse_edtf(published or ""), parse_edtf(event)
    except BadDateError:
        return FAR
    return max(0, (told.first_day - happened.last_day).days, (happened.first_day - told.last_day).days)


def _last_day(value: str) -> tuple[str, str]:
    """Orders dates by the last day that each may mean; what is no date stands last."""
    try:
        return parse_edtf(value).last_day.isoformat(), value
    except BadDateError:
        return LAST, value
