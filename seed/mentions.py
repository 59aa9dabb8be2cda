"""Where organisations are named: by the lexicon, by an acronym that the text introduces, or by the shape of a name.

An organisation that the lexicon does not know keeps its name as written and is never taken for a known one.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seed.countries import find_states
from seed.identifiers import slug
from seed.introduced import find_introduced
from seed.known_names import find_known, fits
from seed.language import guess_language
from seed.phrases import build_index
from seed.shapes import find_shaped, with_state
from seed.spans import cover, longest_then_earliest
from seed.tokens import folded_words, tokenize
from seed.unknown import describe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from seed.document import Document
    from seed.introduced import Introduced
    from seed.lexicon import KnownOrganisation, Lexicon
    from seed.phrases import PhraseHit
    from seed.spans import Cover
    from seed.unknown import Unknown


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an organisation, or a state that may be a party, is named, by its id."""

    start: int
    end: int
    id: str
    state: bool = False


@dataclass(frozen=True, slots=True)
class Mentions:
    """The organisations of an article, by id, and every place where one is named, in order; and the states' names."""

    organisations: Mapping[str, KnownOrganisation]
    places: tuple[Mention, ...]
    starts: tuple[int, ...]
    states: tuple[PhraseHit, ...] = ()

    def within(self, start: int, end: int) -> list[Mention]:
        """The places between two positions."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [place for place in self.places[first:last] if place.end <= end]


@dataclass(frozen=True, slots=True)
class Stage:
    """What the steps share: the article, the word lists, and the states named, with where they begin."""

    document: Document
    lexicon: Lexicon
    states: tuple[PhraseHit, ...]
    starts: tuple[int, ...]

    def unknown(self, start: int, end: int, acronym: str | None = None) -> Unknown:
        """The body whose name stands there."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        state = self.states[last - 1] if last > first else None
        return describe(self.document, start, end, state, self.lexicon, acronym)


def find_mentions(document: Document, lexicon: Lexicon) -> Mentions:
    """All organisations that the article names."""
    states = find_states(document, lexicon)
    stage = Stage(document, lexicon, states, tuple(state.start for state in states))
    places = [Mention(hit.start, hit.end, hit.label) for hit in find_known(document, lexicon)]
    introduced = _introduced(stage, places)
    places = _without_lent(document, places, introduced, lexicon)
    unknown = {item.id: item for item in introduced if item.id not in lexicon.organisations}
    places = longest_then_earliest([*places, *_named_again(document, introduced)])
    shaped, found = _by_shape(stage, cover(places))
    unknown.update(shaped)
    found += _named_again(document, [item for item in shaped.values() if item.acronym], acronyms_only=True)
    for start, end in _partners(stage, cover([*places, *found, *states])):
        item = stage.unknown(start, end).body
        unknown.setdefault(item.id, item)
        found.append(Mention(start, end, item.id))
    places = longest_then_earliest([*places, *found])
    kept = {place.id: None for place in places}
    named_here = {id_: unknown.get(id_) or lexicon.organisations[id_] for id_ in kept}
    return Mentions(named_here, tuple(places), tuple(place.start for place in places), states)


def _named_again(document: Document, items: Iterable[KnownOrganisation], acronyms_only: bool = False) -> list[Mention]:
    """Every place where one of the names or acronyms that the article introduces stands."""
    names = [(name, item.id) for item in items for name in (item.name, item.acronym or item.name)]
    if acronyms_only:
        names = [(item.acronym, item.id) for item in items if item.acronym]
    if not names:
        return []
    one = dict(sorted(names, reverse=True))  # what several share is the first one's, or ten thousand would each have it
    hits = build_index(one.items()).find_all(document.text, document.tokens)
    return [Mention(hit.start, hit.end, hit.label) for hit in hits if fits(document, hit)]


def _introduced(stage: Stage, places: Sequence[Mention]) -> list[KnownOrganisation]:
    """Names that an acronym stands beside. One whose acronym and words are a known body's is that body.

    A name that shares only the acronym is another body's: "Osiris Customs Network (OLAF)" is no Anti-Fraud Office.
    """
    document, lexicon = stage.document, stage.lexicon
    taken = {position for place in places for position in (place.start, place.end)}
    found: dict[str, KnownOrganisation] = {}
    for item in find_introduced(document, lexicon):
        if item.end in taken or _no_body(item.name, lexicon) or _owned(document.text, item, lexicon):
            continue
        likely = lexicon.by_acronym.get(item.acronym, ())
        known = next((body for body in likely if not _is_another(item.name, body, document, lexicon)), None)
        if known:
            body = replace(known, name=item.name, acronym=item.acronym)
        else:
            body = stage.unknown(item.start, item.end, item.acronym).body
        found.setdefault(body.id, body)
    return list(found.values())


def _is_another(name: str, known: KnownOrganisation, document: Document, lexicon: Lexicon) -> bool:
    """Whether no name of the known body has most of the name's telling words; only told of names in English."""
    if slug(known.name).startswith(slug(name)[:20]):
        return False
    if guess_language(document.tokens, lexicon.languages) not in {None, "en"}:
        return False
    words = _telling_words(name, lexicon)
    return all(2 * len(words & _telling_words(other, lexicon)) <= len(words) for other in (known.name, *known.aliases))


def _telling_words(name: str, lexicon: Lexicon) -> frozenset[str]:
    """The capitalised words, but for those that only say that it is a body: "Office", "Agency"."""
    patterns = lexicon.grammar.mentions
    parts = [word for word in name.replace("-", "").split(" ") if word[:1].isupper()]
    return frozenset(
        folded
        for word in parts
        if not patterns.body_word.fullmatch(word) and not patterns.too_general.fullmatch(word)
        for folded in folded_words(word)
    )


def _without_lent(
    document: Document, places: Sequence[Mention], introduced: Iterable[KnownOrganisation], lexicon: Lexicon
) -> list[Mention]:
    """The places of known bodies, without those where only an acronym stands that the article gives to another."""
    lent = {item.acronym for item in introduced if item.id not in lexicon.organisations}
    return [place for place in places if document.text[place.start : place.end] not in lent] if lent else list(places)


def _owned(text: str, item: Introduced, lexicon: Lexicon) -> bool:
    """ "Northpol's Data Centre (NDC)" is a centre of that body, not a body."""
    owner = lexicon.grammar.common.owns_before.search(text[max(0, item.start - 3) : item.start])
    return bool(owner and lexicon.grammar.mentions.owned_centre.search(item.name))


def _no_body(name: str, lexicon: Lexicon) -> bool:
    """Whether the name is an instrument's, or that of a system or of something that a body owns."""
    patterns = lexicon.grammar.mentions
    if lexicon.kinds.find_all(name, tokenize(name)) or patterns.owned_by_name.match(name):
        return True
    return bool(patterns.owned_thing.search(name))


def _by_shape(stage: Stage, taken: Cover) -> tuple[dict[str, KnownOrganisation], list[Mention]]:
    """Bodies by the shape of their names, by id; one named without its state is the only one named with it."""
    text, lexicon = stage.document.text, stage.lexicon
    found: list[tuple[int, int, Unknown]] = []
    whole = {(state.start, state.end) for state in stage.states}  # "Russian Federation" is a state, not a federation
    for shaped in find_shaped(stage.document, lexicon, taken):
        if (shaped.start, shaped.end) in whole:
            continue
        place, state = with_state(text, shaped, stage.states, stage.starts, lexicon)
        after = lexicon.grammar.mentions.acronym_right_after.match(text, place.end)
        acronym = after[1] if after and _made_of(after[1], text[place.start : place.end]) else None
        item = describe(stage.document, place.start, place.end, state, lexicon, acronym)
        if item.state or not place.weak:
            found.append((place.start, place.end, item))
    national: dict[str, dict[str, KnownOrganisation]] = {}
    for _, _, item in found:
        if item.state:
            national.setdefault(item.core, {}).setdefault(item.body.id, item.body)
    items: dict[str, KnownOrganisation] = {}
    places: list[Mention] = []
    for start, end, item in found:
        same = national.get(item.core, {}) if item.state is None else {}
        body = next(iter(same.values())) if len(same) == 1 else item.body
        if body.id not in items or (item.body.acronym and not items[body.id].acronym):
            items[body.id] = replace(body, acronym=item.body.acronym or body.acronym)
        places.append(Mention(start, end, body.id))
    return items, places


def _made_of(acronym: str, name: str) -> bool:
    """Whether the acronym's letters begin words of the name, in any order: MACC, the Commission of Malaysia."""
    letters = [word[0] for word in folded_words(name)]
    for letter in acronym.casefold():
        if letter not in letters:
            return False
        letters.remove(letter)
    return len(acronym) > 1


def _partners(stage: Stage, taken: Cover) -> Iterable[tuple[int, int]]:
    """Names that stand where a partner does: "a memorandum was signed with Alder Point"."""
    document, lexicon = stage.document, stage.lexicon
    for cue in document.find(lexicon.kinds, 0, len(document.text)):
        sentence = document.sentence_at(cue.start)
        if sentence is None or not sentence.readable:
            continue
        match = lexicon.grammar.mentions.partner.match(document.text, cue.end, sentence.end)
        if match and not taken.meets(*match.span(1)):
            yield match.span(1)
