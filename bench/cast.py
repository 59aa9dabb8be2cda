"""Who and what the generated agreements are about: organisations, states, people, places, initiatives, publishers."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.wordstock import LANGUAGES, Choice, WordStock, composed, read_toml
from seed.bodies import bodies_of
from seed.identifiers import slug
from seed.lexicon import load_lexicon
from seed.tables import read_table
from seed.unknown import ID_LENGTH, RANK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seed.lexicon import KnownOrganisation

UNKNOWN = 5_000
MADE_PLACES = 3_000
WITH_PARENT = 0.04  # share of the organisations that only texts name
# How often the r-th of the known, of the states and of the unknown is drawn: times, and what is added to r, and a power
OFTEN = {"known": (1.0, 1, 0.9), "states": (0.5, 4, 0.9), "unknown": (0.08, 50, 0.6)}


class Body(NamedTuple):
    """An organisation or state. `named` are the ways in which texts name it, `party` the one whose place it takes."""

    id: str
    name: str
    acronym: str | None
    kind: str | None
    seat: str | None
    parent: str | None
    known: int
    rank: int
    aliases: tuple[str, ...]
    named: tuple[str, ...]
    slug: str
    party: str

    @property
    def short(self) -> str:
        """The acronym where there is one, else the name."""
        return self.acronym or self.name


class Initiative(NamedTuple):
    """A programme, system or centre, and the place among the bodies of the one that runs it."""

    id: str
    name: str
    kind: str
    owner: int


class Cast:
    """All that is named. The same on every machine."""

    def __init__(self) -> None:
        dice = random.Random(20111011)
        self.tables: dict[str, Any] = read_toml("library.toml")
        self.corpus: dict[str, Any] = read_toml("corpus.toml")
        made = self.tables["made"]
        self.stock = WordStock(dice, made, {code: self.tables[code]["common"] for code in LANGUAGES})
        towns = [*self.corpus["words"]["cities"], *composed(made["places"], dice)[:MADE_PLACES]]
        self.bodies = self._bodies(dice, towns)
        self.by_id = {body.id: body for body in self.bodies.things}
        seats = [body.seat for body in self.bodies.things if body.seat and body.known]
        self.places = Choice(dict.fromkeys([*towns[:16], *seats, *towns[16:]]), skew=0.8)
        first = self.corpus["words"]["first"]
        self.first_names = Choice([*first, *self.stock.names.things[:300]], skew=0.7)
        self.roles = Choice(self.tables["unknown"]["roles"])
        self.publishers = Choice(self._publishers(dice), skew=0.8)
        self.initiatives = Choice(self._initiatives(dice), skew=0.7)
        self.topics = self._phrases("topics")
        self.provisions = self._phrases("provisions")

    def _bodies(self, dice: random.Random, towns: list[str]) -> Choice:
        lexicon = load_lexicon()
        who = bodies_of(lexicon)
        groups = {"known": [_known(each, who.stand_in(each.id)) for each in lexicon.organisations.values()]}
        groups["states"] = [_known(each, each.id) for each in lexicon.states.values()]
        dice.shuffle(groups["states"])
        taken = {body.id for group in groups.values() for body in group}
        groups["unknown"] = list(self._unknown(dice, towns, taken, [body.id for body in groups["known"]]))
        weights = [
            int(10**9 * times / (rank + more) ** power)
            for name, (times, more, power) in OFTEN.items()
            for rank in range(len(groups[name]))
        ]
        return Choice([body for group in groups.values() for body in group], weights)

    def _unknown(self, dice: random.Random, towns: list[str], taken: set[str], known: list[str]) -> Iterator[Body]:
        table = self.tables["unknown"]
        count = 0
        while count < UNKNOWN:
            pattern = dice.choice(table["names"])
            name = pattern.format(
                r=dice.choice(table["rulers"]),
                o=dice.choice(table["fields"]),
                k=dice.choice(table["kinds"]),
                p=dice.choice(towns[:1000]),
                f=self.stock.names.draw(dice),
            )
            id_ = slug(name, ID_LENGTH)
            if id_ in taken:
                continue
            taken.add(id_)
            count += 1
            parent = dice.choice(known[:200]) if dice.random() < WITH_PARENT else None
            yield Body(id_, name, None, None, None, parent, 0, RANK, (), (name,), slug(id_), id_)

    def _publishers(self, dice: random.Random) -> list[str]:
        ends = ("Times", "Post", "Gazette", "News", "Herald", "Wire", "Journal", "Bulletin")
        count = self.tables["unknown"]["publishers"]
        return [f"{name} {dice.choice(ends)}" for name in self.stock.names.things[1000 : 1000 + count]]

    def _initiatives(self, dice: random.Random) -> Iterator[Initiative]:
        count = self.tables["unknown"]["initiatives"]
        for number, name in enumerate(self.stock.names.things[2000 : 2000 + count]):
            head, kind = dice.choice((("Programme", "programme"), ("System", "system"), ("Centre", "centre")))
            field = dice.choice(self.tables["unknown"]["fields"])
            full = f"{name} {field} {head}" if number % 2 else f"{field} {head} {name}"
            yield Initiative(slug(full, ID_LENGTH), full, kind, dice.randrange(100))

    @staticmethod
    def _phrases(table: str) -> dict[str, Choice]:
        """For each language what there is, as pairs of a value and the words that texts have for it."""
        return {
            code: Choice(
                [
                    (value, *_whole(lists[code]["phrases"]))
                    for value, lists in read_table(table).items()
                    if lists.get(code, {}).get("phrases")
                ],
                skew=0.75,
            )
            for code in LANGUAGES
        }


def _known(known: KnownOrganisation, party: str) -> Body:
    short = known.acronym or known.name
    named = (short, short, short, known.name, *known.aliases[:6])
    return Body(
        *(known.id, known.name, known.acronym, known.kind, known.seat, known.parent, 1, known.rank),
        *(known.aliases, named, slug(known.id), party),
    )


def _whole(phrases: list[str]) -> list[str]:
    """The first phrases that end in whole words."""
    return [phrase for phrase in phrases if "*" not in phrase][:3] or [phrases[0].replace("*", "")]
