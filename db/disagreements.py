"""Where the articles of one agreement disagree: what is shown, why, what else is said, and by whom. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.edtf import dates_agree
from db.vocabulary import DATED_ATTRIBUTES, SINGLE_ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.records import Agreement, ArticleRow, Claim

OLDER = " (older version)"


class Said(NamedTuple):
    """A value and the claims that state it, at least one."""

    value: str
    claims: tuple[Claim, ...]

    @property
    def articles(self) -> tuple[int, ...]:
        """The numbers of the articles that say so."""
        return tuple(dict.fromkeys(claim.article for claim in self.claims))


class Disagreement(NamedTuple):
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


def disagree(claims: Iterable[tuple[str, str, bool]]) -> bool:
    """Whether claims, as attribute, value and whether it is chosen, disagree on what an agreement has one of."""
    chosen: dict[str, list[str]] = {name: [] for name in SINGLE_ATTRIBUTES}
    others: list[tuple[str, str]] = []
    for attribute, value, is_chosen in claims:
        if attribute in chosen and is_chosen:
            chosen[attribute].append(value)
        elif attribute in chosen:
            others.append((attribute, value))
    return any(
        chosen[attribute] and not any(_same(attribute, value, shown) for shown in chosen[attribute])
        for attribute, value in others
    )


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


def sayers(
    found: Disagreement, said: Said, articles: Iterable[ArticleRow], longest: int | None = None
) -> tuple[str, ...]:
    """Who says so, each article once whatever its versions: by publisher, or by as much as tells those involved apart.

    `articles` are those of the agreement. What only a replaced version says is marked so. Names of more than
    `longest` characters are cut.
    """
    rows = {row.id: row for row in articles}
    involved = {_newest(rows[number]): rows[number] for number in found.articles if number in rows}
    standing = {_newest(rows[number]) for number in said.articles if number in rows and not _is_replaced(rows[number])}
    speaking = dict.fromkeys(_newest(rows[number]) for number in said.articles if number in rows)
    return tuple(
        _cut(_name(involved[number], [row for other, row in involved.items() if other != number]), longest)
        + ("" if number in standing else OLDER)
        for number in speaking
    )


def _newest(row: ArticleRow) -> int:
    """The number that the versions of an article have in common."""
    return row.id if row.replaced_by is None else row.replaced_by


def _is_replaced(row: ArticleRow) -> bool:
    return row.replaced_by is not None


def _name(row: ArticleRow, others: Iterable[ArticleRow]) -> str:
    """The shortest name that none of the others has too."""
    taken = {name for other in others for name in _names(other)}
    return next((name for name in _names(row) if name not in taken), f"article {row.id}")


def _cut(name: str, longest: int | None) -> str:
    if longest is None or len(name) <= longest:
        return name
    end = "…”" if name.startswith("“") else "…"
    return name[: longest - len(end)].rstrip() + end


def _names(row: ArticleRow) -> tuple[str, ...]:
    dated = f"{row.publisher}, {row.published.in_words()}" if row.publisher and row.published else None
    return tuple(name for name in (row.publisher, dated, f"“{row.title}”" if row.title else None, row.name) if name)


def _agree(one: Claim, other: Claim) -> bool:
    return _same(one.attribute, one.value, other.value)


def _same(attribute: str, one: str, other: str) -> bool:
    return one == other or (attribute in DATED_ATTRIBUTES and dates_agree(one, other))
