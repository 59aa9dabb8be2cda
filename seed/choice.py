"""Why one claim is shown and another is not: what each is weighed by, and the words for what decided. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.edtf import dates_agree, parse_edtf
from db.errors import BadDateError
from db.vocabulary import DATED_ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Sequence

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


class Weight(NamedTuple):
    """What a claim is weighed by, the least first: the first in which two differ decides between them."""

    older: bool
    basis: int
    naming: int
    stage: int
    coarseness: int
    foreign: bool
    distance: int
    published: str
    article: str
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


def weigh(report: StoredReport, primary: bool, event: str | None) -> list[Weighed]:
    """The claims of a report. `primary` when its publisher is a party; `event` is the agreement's date, if known."""
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
                _distance(report.published, item.claim.value if item.claim.attribute == "date" else event),
                report.published or LAST,
                report.article_sha256,
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


def order_in(names: Sequence[str], name: str) -> int:
    """The place of a name in a list, one past its end for a name that is not there."""
    return names.index(name) if name in names else len(names)


def reason(best: Weighed, others: Sequence[Weighed]) -> str:
    """Why `best` is shown and not the next of `others` that says something else; both in the order of their weight."""
    attribute = best.claim.attribute
    rivals = [item for item in others if item.claim.value != best.claim.value]
    if not rivals:
        return ONLY if len(others) == 1 else ALIKE
    opposed = [item for item in rivals if not (attribute in DATED_ATTRIBUTES and _agree(best, item))]
    return _deciding(best, (opposed or rivals)[0])


def _agree(one: Weighed, other: Weighed) -> bool:
    return dates_agree(one.claim.value, other.claim.value)


def _deciding(best: Weighed, rival: Weighed) -> str:
    """The words for the first part of their weights that differs."""
    part = next((name for name in Weight._fields if getattr(best.weight, name) != getattr(rival.weight, name)), "value")
    if part == "basis":
        counted = "stated; others are counted from an article's date"
        return "set by a person" if best.claim.basis == "curated" else counted
    if part == "stage" and best.claim.attribute == "status":
        return "the furthest that it is said to have come"
    return {
        "older": "stands in the newest version of its article",
        "naming": "the most particular name; others only say “agreement”",
        "stage": f"stands where it is {best.status}; elsewhere it is {rival.status}",
        "coarseness": "most precise",
        "foreign": f"{best.publisher} is a party and says so itself",
        "distance": "published nearest to the event",
        "published": "published first",
        "article": "nothing tells them apart; always the same article comes first",
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


def _distance(published: str | None, event: str | None) -> int:
    """Days between an article and the event that it tells of."""
    if event is None:
        return 0
    try:
        told, happened = parse_edtf(published or ""), parse_edtf(event)
    except BadDateError:
        return FAR
    return max(0, (told.first_day - happened.last_day).days, (happened.first_day - told.last_day).days)
