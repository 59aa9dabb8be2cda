"""Which sentences tell of an instrument's signature: its own, and those beside them that name no other instrument."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seed.cues import find_cues
from seed.signatories import find_signatories, first_listed, signs_again, tells_of_signing

if TYPE_CHECKING:
    from seed.drafts import Draft
    from seed.grammar import SignatoriesPatterns
    from seed.people import Person
    from seed.reading import Reading

AHEAD = frozenset({"negotiating", "proposed"})  # what these are told of has no signature yet
FOLLOWING = 3  # sentences after one that names the instrument


def signing_sentences(reading: Reading, draft: Draft) -> list[int]:
    """The numbers of the sentences, those that name the instrument before those beside them."""
    own = {piece.sentence: None for piece in draft.pieces if piece.status is None or piece.status.value not in AHEAD}
    beside: dict[int, None] = {}
    for index in own:
        beside.update(dict.fromkeys(_beside(reading, index)))
    return [*own, *(index for index in beside if index not in own)]


def _beside(reading: Reading, index: int) -> list[int]:
    """The sentences after this one, and the one before it, that tell of signing without naming an instrument."""
    sentences = reading.document.sentences
    near = [index - 1] if index and sentences[index - 1].block == sentences[index].block else []
    found = [other for other in near if _nameless(reading, other)]
    for other in range(index + 1, min(index + 1 + FOLLOWING, len(sentences))):
        if not _nameless(reading, other):
            break
        found.append(other)
    return [other for other in found if tells_of_signing(reading.document.text, sentences[other], _patterns(reading))]


def _nameless(reading: Reading, index: int) -> bool:
    return not find_cues(reading.document, reading.document.sentences[index], reading.lexicon)


def find_signers(reading: Reading, draft: Draft) -> list[Person]:
    """Who signed the instrument, by their fullest names, in the order of the text."""
    found: dict[int, Person] = {}
    for index in signing_sentences(reading, draft):
        for person in _signers_of(reading, index):
            found.setdefault(person.start, person)
    return [found[start] for start in sorted(found)]


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
