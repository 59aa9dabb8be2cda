"""Who stands for whom among the parties of agreements: units for their bodies, ministries for their states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.identifiers import slug
from seed.tables import read_table
from seed.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seed.lexicon import Lexicon
    from seed.phrases import PhraseIndex

LONGEST_STATE = 6  # words of a state's name
NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Bodies:
    """What resolving knows of the parties beyond their ids; by itself, nothing."""

    units: Mapping[str, str]
    states: Mapping[str, str]
    government: frozenset[str]
    names: PhraseIndex | None = None

    def stand_in(self, party: str) -> str:
        """The id that a party shares with those that act for it: its body's, its state's, else its own."""
        party = self.units.get(party, party)
        words = party.split("-")
        if words[0] not in self.government:
            return party
        ends = ("-".join(words[-length:]) for length in range(min(LONGEST_STATE, len(words) - 1), 0, -1))
        return next((self.states[end] for end in ends if end in self.states), party)

    def publishes(self, publisher: str, party: str) -> bool:
        """Whether `publisher`, as an article names it, is that party."""
        if slug(publisher, NAME_LENGTH) == party:
            return True
        if self.names is None:
            return False
        hits = self.names.find_all(publisher, tokenize(publisher))
        return any(hit.label == party and (hit.start, hit.end) == (0, len(publisher)) for hit in hits)


STRANGERS = Bodies({}, {}, frozenset())


def bodies_of(lexicon: Lexicon) -> Bodies:
    """What the lexicon tells."""
    known = lexicon.organisations.values()
    names = [
        (slug(name, NAME_LENGTH), id_) for id_, state in lexicon.states.items() for name in (state.name, *state.aliases)
    ]
    return Bodies(
        units={item.id: item.parent for item in known if item.kind == "unit" and item.parent},
        states={**dict(names), **{id_: id_ for id_ in lexicon.states}},
        government=frozenset(read_table("links")["governments"]["heads"]),
        names=lexicon.organisation_names,
    )
