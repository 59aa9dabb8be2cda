"""Where the articles of one agreement disagree: what is shown, why, and what else is said. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.edtf import dates_agree
from db.vocabulary import DATED_ATTRIBUTES, SINGLE_ATTRIBUTES

if TYPE_CHECKING:
    from db.records import Agreement, Claim


@dataclass(frozen=True, slots=True)
class Said:
    """A value and the claims that state it, at least one."""

    value: str
    claims: tuple[Claim, ...]

    @property
    def articles(self) -> tuple[int, ...]:
        """The numbers of the articles that say so."""
        return tuple(dict.fromkeys(claim.article for claim in self.claims))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An attribute for which more than one value is stated. `reason` is why `shown` is, in words, where it is known."""

    attribute: str
    shown: Said
    reason: str | None
    others: tuple[Said, ...]

    @property
    def articles(self) -> tuple[int, ...]:
        """The numbers of all articles involved."""
        return tuple(dict.fromkeys(number for said in (self.shown, *self.others) for number in said.articles))


def disagreements(agreement: Agreement) -> tuple[Disagreement, ...]:
    """Those about attributes of which an agreement has one, in the order of the record."""
    return tuple(found for name in SINGLE_ATTRIBUTES if (found := disagreement(agreement, name)))


def disagreement(agreement: Agreement, attribute: str) -> Disagreement | None:
    """What is said of an attribute, when it can't all be true; a date that is only less precise can be."""
    claims = agreement.claims_of(attribute)
    chosen = tuple(claim for claim in claims if claim.chosen)
    if not chosen:
        return None
    rivals: dict[str, list[Claim]] = {}
    for claim in claims:
        if not claim.chosen and not any(_agree(claim, other) for other in chosen):
            rivals.setdefault(claim.value, []).append(claim)
    if not rivals:
        return None
    reason = next((claim.reason for claim in chosen if claim.reason), None)
    others = tuple(Said(value, tuple(found)) for value, found in rivals.items())
    return Disagreement(attribute, Said(chosen[0].value, chosen), reason, others)


def _agree(one: Claim, other: Claim) -> bool:
    return one.value == other.value or (one.attribute in DATED_ATTRIBUTES and dates_agree(one.value, other.value))
