"""Which sentences tell of an instrument's signature: its own, and those beside them that name no other instrument."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from seed.cues import find_cues
from seed.signatories import find_signatories, first_listed, signs_again

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from seed.document import Document
    from seed.drafts import Draft, Piece
    from seed.grammar import SignatoriesPatterns
    from seed.people import Person
    from seed.reading import Reading

AHEAD = frozenset({"negotiating", "proposed"})  # what these are told of has no signature yet
SEARCHED = 8  # sentences in which the rest of a name is looked for
FOLLOWING = 3  # sentences after one that names the instrument


def signing_sentences(reading: Reading, draft: Draft) -> list[int]:
    """The numbers of the sentences, those that name the instrument before those beside them."""
    own = list(dict.fromkeys(piece.sentence for piece in _told(draft)))
    if draft.is_older:  # what stands beside its name is the news'
        return own
    near = [index for index in _beside(reading, own) if reading.tells_of_signing(index)]
    return [*own, *near]


def scene_sentences(reading: Reading, draft: Draft) -> list[int]:
    """The numbers of the sentences beside those that name the instrument, where the occasion may be told."""
    sentences = reading.document.sentences
    if draft.is_older:
        return []
    own = list(dict.fromkeys(piece.sentence for piece in _told(draft)))
    before = [own[0] - 1] if own and own[0] and sentences[own[0] - 1].form == "sentence" else []
    found = dict.fromkeys([*(index for index in before if _nameless(reading, index)), *_beside(reading, own)])
    return [index for index in found if index not in {piece.sentence for piece in draft.pieces}]


def _told(draft: Draft) -> list[Piece]:
    """The parts that may tell of its signature; all of them, once one does."""
    if any(piece.status and piece.status.value == "signed" for piece in draft.pieces):
        return list(draft.pieces)
    return [piece for piece in draft.pieces if piece.status is None or piece.status.value not in AHEAD]


def _beside(reading: Reading, own: Collection[int]) -> list[int]:
    """The sentences after these, and those before them in one paragraph, that name no instrument."""
    sentences = reading.document.sentences
    found: dict[int, None] = {}
    for index in own:
        if index and sentences[index - 1].block == sentences[index].block and _nameless(reading, index - 1):
            found[index - 1] = None
        for other in range(index + 1, min(index + 1 + FOLLOWING, len(sentences))):
            if other not in own and not _nameless(reading, other):
                break
            found[other] = None
    return [index for index in found if index not in own]


def _nameless(reading: Reading, index: int) -> bool:
    return not find_cues(reading.document, reading.document.sentences[index], reading.lexicon)


def find_signers(reading: Reading, draft: Draft, others: Collection[str]) -> list[Person]:
    """Who signed the instrument, by their fullest names, in the order of the text.

    Left out is who stands for one of the `others`, the parties of the article's other instruments, and who has no
    office, body or courtesy title anywhere, as have all whom the sentence lists: what it names may be no people.
    """
    found: dict[int, Person] = {}
    for index in signing_sentences(reading, draft):
        people = [_completed(reading, person) for person in _signers_of(reading, index)]
        if any(person.role or person.organisation or person.titled for person in people):
            for person in people:
                if not _stands_for(reading, person) & set(others):
                    found.setdefault(person.start, person)
    return _without_short(sorted(found.values(), key=lambda person: person.start))


def _stands_for(reading: Reading, person: Person) -> set[str]:
    """The ids of the person's body, and of the state that the office is of."""
    document, countries = reading.document, reading.lexicon.countries
    states = {hit.label for hit in document.find(countries, person.left, person.right)}
    return states | ({person.organisation} if person.organisation else set())


def _without_short(people: Sequence[Person]) -> list[Person]:
    """Without those whose names are parts of another's: "Ronald Noble" beside "Ronald K. Noble"."""
    names = [set(person.name.split()) for person in people]
    return [person for person, name in zip(people, names, strict=True) if not any(name < other for other in names)]


def _completed(reading: Reading, person: Person) -> Person:
    """The person with the full name, the office and the body that the article gives elsewhere."""
    if person.organisation and person.role and " " in person.name:
        return person
    last = person.name.split()[-1]
    for index in islice(_sentences_with(reading.document, last), SEARCHED):
        for other in reading.people(index, always=True):
            if _same(person, other):
                named = other.name if len(other.name) > len(person.name) and " " not in person.name else person.name
                person = replace(
                    person,
                    name=named,
                    role=person.role or other.role,
                    organisation=person.organisation or other.organisation,
                    titled=person.titled or other.titled,
                )
    return person


def _sentences_with(document: Document, word: str) -> Iterator[int]:
    """The numbers of the readable sentences that hold the word, in order."""
    at = document.text.find(word)
    while at >= 0:
        place, after = document.place_at(at), at + len(word)
        if place is not None:
            sentence = document.sentences[place]
            if sentence.readable and after <= sentence.end:
                yield place
                after = max(after, sentence.end)
            elif not sentence.readable:
                after = max(after, sentence.end)
        at = document.text.find(word, after)


def _same(person: Person, other: Person) -> bool:
    """Whether the names are one person's: the same last name, and no other first name."""
    mine, theirs = person.name.split(), other.name.split()
    return mine[-1] == theirs[-1] and (len(mine) == 1 or len(theirs) == 1 or mine[0] == theirs[0])


def _signers_of(reading: Reading, index: int) -> list[Person]:
    text, sentence, patterns = reading.document.text, reading.document.sentences[index], _patterns(reading)
    people = reading.people(index)
    named = find_signatories(text, sentence, people, patterns)
    if named or people or index == 0 or not signs_again(text, sentence, patterns):
        return named
    before = reading.document.sentences[index - 1]
    earlier = reading.people(index - 1, always=True)
    return find_signatories(text, before, earlier, patterns) or first_listed(text, before, earlier, patterns)


def _patterns(reading: Reading) -> SignatoriesPatterns:
    return reading.lexicon.grammar.signatories
