"""Where organisations are named: by the lexicon, by an acronym that the text introduces, or by the shape of a name.

An organisation that the lexicon does not know keeps its name as written and is never taken for a known one.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.countries import find_states
from seed.identifiers import slug
from seed.language import guess_language
from seed.lexicon import KnownOrganisation
from seed.phrases import PhraseHit, build_index
from seed.spans import cover, longest_then_earliest
from seed.tokens import folded_words, tokenize

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping, Sequence

    from seed.document import Document
    from seed.grammar import MentionsPatterns
    from seed.lexicon import Lexicon
    from seed.spans import Cover

UNKNOWN_RANK = 1_000_000
ID_LENGTH = 120
EXACT_LENGTH = 4  # acronyms this short are only read as they are written


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


def find_mentions(document: Document, lexicon: Lexicon) -> Mentions:
    """All organisations that the article names."""
    named = [hit for hit in lexicon.organisation_names.find_all(document.text, document.tokens) if _fits(document, hit)]
    places = [Mention(hit.start, hit.end, hit.label) for hit in longest_then_earliest(named)]
    organisations = {place.id: lexicon.organisations[place.id] for place in places}
    introduced = _introduced(document, lexicon, places)
    places = _without_lent(document, places, introduced, lexicon)
    unknown = {item.id: item for item in introduced if item.id not in lexicon.organisations}
    names = build_index((name, item.id) for item in introduced for name in (item.name, item.acronym or item.name))
    more = [hit for hit in names.find_all(document.text, document.tokens) if _fits(document, hit)]
    places = longest_then_earliest([*places, *(Mention(hit.start, hit.end, hit.label) for hit in more)])
    shaped, found = _by_shape(document, lexicon, cover(places))
    unknown.update({item.id: item for item in shaped})
    states = find_states(document, lexicon)
    for start, end in _partners(document, lexicon, cover([*places, *found, *states])):
        item = _unknown(document.text[start:end], lexicon)
        unknown.setdefault(item.id, item)
        found.append(Mention(start, end, item.id))
    places = longest_then_earliest([*places, *found])
    known = organisations | {item.id: lexicon.organisations[item.id] for item in introduced if item.id not in unknown}
    kept = {place.id for place in places}
    named_here = {id_: item for id_, item in (known | unknown).items() if id_ in kept}
    return Mentions(named_here, tuple(places), tuple(place.start for place in places), states)


def _fits(document: Document, hit: PhraseHit) -> bool:
    """Case decides: a short acronym as written, a name by its capital, or anything in a line of capitals."""
    written = document.text[hit.start : hit.end]
    if written == hit.phrase:
        return True
    if " " not in hit.phrase and "-" not in hit.phrase:
        if hit.phrase.isupper() and len(hit.phrase) <= EXACT_LENGTH:
            return False
        return written.isupper() or (written[:1].isupper() and not hit.phrase.isupper())
    return written[:1].isupper() or written[:1] == hit.phrase[:1]


def _introduced(document: Document, lexicon: Lexicon, places: Iterable[Mention]) -> list[KnownOrganisation]:
    """Names that an acronym in brackets follows. One whose acronym and words are a known body's is that body.

    A name that shares only the acronym is another body's: "Osiris Customs Network (OLAF)" is no Anti-Fraud Office.
    """
    taken = {position for place in places for position in (place.start, place.end)}
    by_acronym = {known.acronym: known for known in lexicon.organisations.values() if known.acronym}
    found: dict[str, KnownOrganisation] = {}
    for match in lexicon.grammar.mentions.introduced.finditer(document.text):
        name, acronym = _fitting_name(match.group(1), match.group(2)), match.group(2)
        if (
            name is None
            or match.end(1) in taken
            or _no_body(name, lexicon)
            or _owned(document.text, match, name, lexicon)
        ):
            continue
        known = by_acronym.get(acronym)
        if known and not _is_another(name, known, document, lexicon):
            item = KnownOrganisation(known.id, name, acronym, None, None, None, (), known.rank)
        else:
            item = _unknown(name, lexicon, acronym)
        found.setdefault(item.id, item)
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
    lent &= {known.acronym for known in lexicon.organisations.values()}
    return [place for place in places if document.text[place.start : place.end] not in lent]


def _unknown(name: str, lexicon: Lexicon, acronym: str | None = None) -> KnownOrganisation:
    """A body that only the text names; its id is never one of the lexicon's."""
    id_ = slug(name, ID_LENGTH)
    if id_ in lexicon.organisations or id_ in lexicon.states:
        id_ = f"{id_}-as-written"
    return KnownOrganisation(id_, name, acronym, None, None, None, (), UNKNOWN_RANK, known=False)


def _owned(text: str, match: re.Match[str], name: str, lexicon: Lexicon) -> bool:
    """ "Northpol's Data Centre (NDC)" is a centre of that body, not a body."""
    start = match.end(1) - len(name)
    owner = lexicon.grammar.common.owns_before.search(text[max(0, start - 3) : start])
    return bool(owner and lexicon.grammar.mentions.owned_centre.search(name))


def _no_body(name: str, lexicon: Lexicon) -> bool:
    """Whether the name is an instrument's, or that of a system or of something that a body owns."""
    patterns = lexicon.grammar.mentions
    if lexicon.kinds.find_all(name, tokenize(name)) or patterns.owned_by_name.match(name):
        return True
    return bool(patterns.owned_thing.search(name))


def _fitting_name(words: str, acronym: str) -> str | None:
    """The end of `words` that begins with the acronym's first letter and has about as many words as it has letters."""
    parts = words.split(" ")
    capitals = [place for place, word in enumerate(parts) if word[:1].isupper()]
    for place in capitals:
        if parts[place][0].casefold() == acronym[0].casefold() and len([at for at in capitals if at >= place]) >= 2:
            initials = [parts[at][0].casefold() for at in capitals if at >= place]
            if abs(len(initials) - len(acronym)) <= 3 or not acronym.isupper():  # "Europol" is made of syllables
                return " ".join(parts[place:])
    return None


def _by_shape(document: Document, lexicon: Lexicon, taken: Cover) -> tuple[list[KnownOrganisation], list[Mention]]:
    patterns = lexicon.grammar.mentions
    items: dict[str, KnownOrganisation] = {}
    found: list[Mention] = []
    for sentence in document.sentences:
        if not sentence.readable:
            continue
        for pattern in (patterns.by_shape, patterns.head_first):
            for match in pattern.finditer(document.text, sentence.start, sentence.end):
                start, end = _without_article(document.text, *match.span(), patterns)
                name = document.text[start:end]
                if not taken.meets(start, end) and not name.isupper() and _particular(name, patterns):
                    item = _unknown(name, lexicon)
                    items.setdefault(item.id, item)
                    found.append(Mention(start, end, item.id))
    return list(items.values()), found


def _partners(document: Document, lexicon: Lexicon, taken: Cover) -> Iterable[tuple[int, int]]:
    """Names that stand where a partner does: "a memorandum was signed with Alder Point"."""
    for sentence in document.sentences:
        if not sentence.readable:
            continue
        text, tokens = document.text, document.tokens
        for cue in lexicon.kinds.find(text, tokens, sentence.start, sentence.end):
            match = lexicon.grammar.mentions.partner.match(text, cue.end, sentence.end)
            if match and not taken.meets(*match.span(1)):
                yield match.span(1)


def _particular(name: str, patterns: MentionsPatterns) -> bool:
    """ "National Central Bureau" names no body of its own."""
    words = name.split(" ")
    return len(words) >= 2 and any(not patterns.too_general.fullmatch(word) for word in words[:-1])


def _without_article(text: str, start: int, end: int, patterns: MentionsPatterns) -> tuple[int, int]:
    before = patterns.before_name.match(text, start)
    return before.end() if before else start, end
