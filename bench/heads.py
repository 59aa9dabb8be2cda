"""What generated agreements are, without the articles that tell of them, in the order of their keys."""

from __future__ import annotations

from array import array
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from bench.wordstock import Choice, shares
from db import keys
from seed.identifiers import KIND_SLUGS, PARTIES_NAMED, stem
from seed.resolve import ResolvedAgreement

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from bench.cast import Body, Cast

NONE, YEAR, MONTH, DAY = range(4)
PRECISIONS = (None, "year", "month", "day")
RESOLVED = 0.15  # share of days that are counted from the date of an article
PLACED, LINKED, DIFFERENT = 0.45, 0.05, 0.12
RELATIONS = ("supplements", "implements", "replaces", "renews")
REMEMBERED = 400  # earlier agreements, one of which another may follow


class Link(NamedTuple):
    """To an earlier agreement."""

    relation: str
    target: int
    kind: str
    year: str | None


class Head(NamedTuple):
    """One agreement. `others` are the further articles that tell of it, each with what they tell differently: `status`,
    `place`, `date` or nothing. `day` is the ordinal of its date, 0 for none; `published` that of its first article."""

    key: int
    id: str
    title: str
    kind: str
    status: str
    date: str | None
    precision: str | None
    basis: str | None
    day: int
    published: int
    place: str | None
    parties: tuple[Body, ...]
    instrument: str
    link: Link | None
    others: tuple[str, ...]
    language: str


class Heads:
    """`all` gives them. `dice` decides everything; the cast is the same for any number of them."""

    def __init__(self, cast: Cast, dice: random.Random) -> None:
        self._cast, self._dice = cast, dice
        table = cast.tables["shares"]
        self._kinds, self._statuses = shares(table["kind"]), shares(table["status"])
        self._counts, self._others = shares(table["parties"]), shares(table["others"])
        self._precisions, self._languages = shares(table["precision"]), shares(table["language"])
        growth = cast.tables["growth"]
        self._first, self._last = growth["first_year"], growth["last_year"]
        years = range(self._first, self._last + 1)
        self._years = Choice(years, [int(10**6 * growth["each_year"] ** n) for n in range(len(years))])
        self._earlier: list[Head] = []
        self._used: dict[str, int] = {}
        self._year = ""

    def all(self, count: int) -> Iterator[Head]:
        """So many agreements, in the order of their keys."""
        dates = array("q", (self._date() for _ in range(count)))
        for day, group in groupby(sorted(dates), lambda packed: packed >> 2):
            heads = [self._head(day, packed & 3) for packed in group]
            heads.sort(key=lambda head: (head.key, head.id))
            for key, head in zip(keys.layout((head.key, head.id) for head in heads), heads, strict=True):
                placed = head if key == head.key else head._replace(key=key)
                self._remember(placed)
                yield placed

    def _date(self) -> int:
        """The ordinal of the first day, and the precision in the last two bits."""
        dice = self._dice
        precision = {"day": DAY, "month": MONTH, "year": YEAR, "none": NONE}[self._precisions.draw(dice)]
        if precision == NONE:
            return 0
        month = 1 + int(dice.random() * 12) if precision > YEAR else 1
        day = 1 + int(dice.random() * 28) if precision > MONTH else 1
        return date(self._years.draw(dice), month, day).toordinal() << 2 | precision

    def _head(self, day: int, precision: int) -> Head:
        dice = self._dice
        parties, link = self._parties()
        kind, status = self._kinds.draw(dice), self._statuses.draw(dice)
        when = date.fromordinal(day).isoformat()[: (0, 4, 7, 10)[precision]] if precision else None
        resolved = precision == DAY and dice.random() < RESOLVED
        number = self._free(_stem(parties, kind), when)
        language = self._languages.draw(dice)
        others = tuple(self._difference(status, precision) for _ in range(int(self._others.draw(dice))))
        names = " – ".join(party.short for party in sorted(parties, key=lambda body: (body.rank, body.id)))
        return Head(
            key=keys.agreement_key(day, number),
            id=number,
            title=f"{names} {kind if kind != 'other' else 'agreement'}",
            kind=kind,
            status=status,
            date=when,
            precision=PRECISIONS[precision],
            basis=("resolved" if resolved else "stated") if when else None,
            day=day,
            published=self._published(day, precision, resolved),
            place=self._cast.places.draw(dice) if dice.random() < PLACED or "place" in others else None,
            parties=parties,
            instrument="|".join(sorted({party.party for party in parties})),
            link=link,
            others=others,
            language=language,
        )

    def _parties(self) -> tuple[tuple[Body, ...], Link | None]:
        dice = self._dice
        if self._earlier and dice.random() < LINKED:
            older = self._earlier[int(dice.random() * len(self._earlier))]
            relation = RELATIONS[int(dice.random() * len(RELATIONS))]
            return older.parties, Link(relation, older.key, older.kind, older.date[:4] if older.date else None)
        count = int(self._counts.draw(dice))
        parties: dict[str, Body] = {}
        while len(parties) < count:
            for body in self._cast.bodies.several(dice, count - len(parties)):
                parties[body.id] = body
        return tuple(parties.values()), None

    def _difference(self, status: str, precision: int) -> str:
        dice = self._dice
        if dice.random() > DIFFERENT:
            return ""
        fitting = ["place"]
        fitting += ["status"] if status in {"signed", "in force"} else []
        fitting += ["date"] if precision == DAY else []
        return fitting[int(dice.random() * len(fitting))]

    def _published(self, day: int, precision: int, resolved: bool) -> int:
        """The day of the first article; 0 for those few that don't state it."""
        dice = self._dice
        if dice.random() < 0.04 and not resolved:
            return 0
        if precision == NONE:
            return date(self._years.draw(dice), 1 + int(dice.random() * 12), 1 + int(dice.random() * 28)).toordinal()
        later = int(dice.random() * 5) if precision == DAY else 31 + int(dice.random() * 60)
        return min(day + (later if precision > YEAR else 4 * later), date(self._last, 12, 31).toordinal())

    def _free(self, begin: str, when: str | None) -> str:
        """The shortest id that is not in use, as the product gives them; those in use all bear the same year."""
        if (when or "")[:4] != self._year:
            self._year, self._used = (when or "")[:4], {}
        used = self._used
        forms = [f"{begin}-{when[:length]}" for length in (4, 7, 10) if length <= len(when)] if when else [begin]
        for form in forms:
            if form not in used:
                used[form] = 1
                return form
        number = used[forms[-1]]
        while (form := f"{forms[-1]}-{number + 1}") in used:
            number += 1
        used[forms[-1]] = number + 1
        used[form] = 1
        return form

    def _remember(self, head: Head) -> None:
        if len(self._earlier) < REMEMBERED:
            self._earlier.append(head)
        elif len(head.parties) <= 3 and self._dice.random() < 0.2:
            self._earlier[int(self._dice.random() * REMEMBERED)] = head


def _stem(parties: Sequence[Body], kind: str) -> str:
    """As `seed.identifiers.stem` gives it, by which the longer ones are made."""
    ordered = sorted(parties, key=lambda body: (body.rank, body.id))
    if len(ordered) <= PARTIES_NAMED and all(body.slug == body.id for body in ordered):
        return "-".join([*(body.id for body in ordered), KIND_SLUGS[kind]])
    pairs = tuple((body.id, None) for body in ordered)
    named = ResolvedAgreement("", kind, "", None, None, None, None, None, pairs, (), (), (), (), (), frozenset())
    return stem(named, {body.id: body.rank for body in ordered})
