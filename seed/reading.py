"""Everything that is found before instruments are looked for, laid beside the sentences it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seed.dates import has_impossible
from seed.mentions import Mention
from seed.people import Person, find_people
from seed.signatories import tells_of_signing
from seed.spans import cover
from seed.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seed.dates import FoundDate
    from seed.document import Document, Sentence
    from seed.lexicon import Lexicon
    from seed.mentions import Mentions
    from seed.spans import Cover, Spanned

DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the earlier stages found, sentence by sentence; `homes` are the states that bodies have in their names.

    `named`, `signing` and `deeds` keep what was found in the sentences that were asked about: several instruments may
    stand in one.
    """

    document: Document
    lexicon: Lexicon
    mentions: tuple[tuple[Mention, ...], ...]
    dates: tuple[tuple[FoundDate, ...], ...]
    lead: str | None
    names: Cover
    homes: Mapping[str, str]
    named: dict[int, list[Person]] = field(default_factory=dict, repr=False, compare=False)
    signing: dict[int, bool] = field(default_factory=dict, repr=False, compare=False)
    deeds: dict[int, tuple[tuple[int, int], ...]] = field(default_factory=dict, repr=False, compare=False)

    def people(self, index: int, always: bool = False) -> list[Person]:
        """The people of a sentence, if it tells of signing or `always`; nobody asks who the others name."""
        sentence = self.document.sentences[index]
        if not sentence.readable or not (always or self.tells_of_signing(index)):
            return []
        if index not in self.named:
            self.named[index] = find_people(self.document, sentence, self.mentions[index], self.lexicon)
        return self.named[index]

    def tells_of_signing(self, index: int) -> bool:
        """Whether a sentence holds any word of signing."""
        if index not in self.signing:
            self.signing[index] = tells_of_signing(self.document, self.document.sentences[index], self.lexicon)
        return self.signing[index]

    def deeds_in(self, sentence: Sentence) -> tuple[tuple[int, int], ...]:
        """Where a sentence has words for a signature, a ceremony."""
        if sentence.start not in self.deeds:
            found = self.lexicon.grammar.places.deed.finditer(self.document.text, sentence.start, sentence.end)
            self.deeds[sentence.start] = tuple(match.span() for match in found)
        return self.deeds[sentence.start]

    def misdated(self, index: int) -> bool:
        """Whether the sentence holds a date that no calendar has."""
        sentence = self.document.sentences[index]
        text = self.document.text[sentence.start : sentence.end]
        return bool(DIGIT.search(text)) and has_impossible(text, self.lexicon)


def make_reading(document: Document, lexicon: Lexicon, mentions: Mentions, dates: Sequence[FoundDate]) -> Reading:
    """Everything found so far, laid beside the sentences it stands in."""
    places = sorted([*mentions.places, *_states(document, lexicon, mentions)], key=lambda place: place.start)
    spoken = [place.id for place in mentions.places] or [place.id for place in places]
    counts = {id_: spoken.count(id_) for id_ in dict.fromkeys(spoken[:1000])}
    by_sentence = tuple(_within(places, document.sentences))
    names = cover(mentions.places)
    umbrellas = lexicon.articles.umbrellas
    lead = max(counts, key=lambda id_: (id_ not in umbrellas, counts[id_])) if counts else None
    return Reading(
        document,
        lexicon,
        by_sentence,
        tuple(_within(dates, document.sentences)),
        lead,
        names,
        _homes(mentions, lexicon),
    )


def _homes(mentions: Mentions, lexicon: Lexicon) -> dict[str, str]:
    """The state in whose name a body's name ends: the Federal Police of Brazil is Brazil's."""
    if not mentions.states:
        return {}
    found = {}
    for id_, body in mentions.organisations.items():
        states = lexicon.countries.find(body.name, tokenize(body.name))
        if states:
            found[id_] = states[-1].label
    return found


def _states(document: Document, lexicon: Lexicon, mentions: Mentions) -> list[Mention]:
    """States where they may be parties: not where they only say where something is."""
    taken = cover(mentions.places)
    patterns, text = lexicon.grammar.agreements, document.text
    found: list[Mention] = []
    for hit in mentions.states:
        if taken.meets(hit.start, hit.end + 1) or patterns.adjective.match(text, hit.end):
            continue
        before = text[max(0, hit.start - 40) : hit.start]
        listed = found and patterns.listed.fullmatch(text, found[-1].end, hit.start)
        if listed or patterns.governing.search(before) or not patterns.locating.search(before):
            found.append(Mention(hit.start, hit.end, hit.label, state=True))
    return found


def _within(items: Sequence[Spanned], sentences: Sequence[Sentence]) -> list[tuple[Spanned, ...]]:
    """The items of each sentence; both are in order, so one pass is enough."""
    found: list[tuple[Spanned, ...]] = []
    place = 0
    for sentence in sentences:
        while place < len(items) and items[place].start < sentence.start:
            place += 1
        first = place
        while place < len(items) and items[place].end <= sentence.end:
            place += 1
        found.append(tuple(items[first:place]))
    return found
