"""Named programmes, systems and centres, by the shape of their names, with who leads, runs or contains them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from db.findings import FoundClaim, FoundInitiative, FoundMention
from seed.identifiers import slug
from seed.joined import chain
from seed.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seed.document import Document, Sentence
    from seed.lexicon import Lexicon
    from seed.mentions import Mention, Mentions


ID_LENGTH = 80
IN_WORD = re.compile(r"\w")
MENTIONS = 200  # of one initiative in one article,
NAMINGS = 1000  # of all of them, and
INITIATIVES = 100  # of one article: more than any has, so that a hostile one ends soon


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where an initiative is named, with what the name shows."""

    start: int
    end: int
    name: str
    acronym: str | None
    kind: str
    owners: tuple[str, ...] = ()


def find_initiatives(document: Document, lexicon: Lexicon, mentions: Mentions) -> list[FoundInitiative]:
    """The initiatives of an article in the order of their first naming; ids are made from their names."""
    namings = [naming for sentence in document.sentences for naming in _named(document, sentence, lexicon, mentions)]
    namings += _described(document, lexicon, mentions)
    grouped: dict[str, list[Naming]] = {}
    for naming in sorted(namings, key=lambda item: item.start)[:NAMINGS]:
        words = " ".join((*naming.owners, _singular(naming.name, lexicon)))
        grouped.setdefault(slug(words, ID_LENGTH), []).append(naming)
    grouped = dict(list(grouped.items())[:INITIATIVES])
    ids = {naming.name: id_ for id_, group in grouped.items() for naming in group}
    places = {id_: _mentions(document, group) for id_, group in grouped.items()}
    claims = {id_: _claims(document, found, lexicon, mentions, ids) for id_, found in places.items()}
    return [
        FoundInitiative(
            id=id_,
            name=group[0].name,
            acronym=next((naming.acronym for naming in group if naming.acronym), None),
            kind=group[0].kind,
            mentions=tuple(places[id_]),
            claims=tuple(claims[id_]),
        )
        for id_, group in grouped.items()
    ]


def _singular(name: str, lexicon: Lexicon) -> str:
    single = lexicon.grammar.initiatives.several.sub(r"\1", name)
    for word, other in lexicon.initiatives.spelled.items():
        single = single.replace(word, other)
    return single


def _named(document: Document, sentence: Sentence, lexicon: Lexicon, mentions: Mentions) -> list[Naming]:
    if not sentence.readable or sentence.form == "heading":
        return []
    places = mentions.within(sentence.start, sentence.end)
    patterns = lexicon.grammar.initiatives
    found: list[Naming] = []
    headed = not lexicon.initiatives.telling.isdisjoint(document.words(sentence.start, sentence.end))
    for pattern in (patterns.named, patterns.complex, patterns.by_acronym) if headed else (patterns.complex,):
        for match in pattern.finditer(document.text, sentence.start, sentence.end):
            naming = _naming(document.text, match, lexicon, places)
            if naming and not any(naming.start < other.end and other.start < naming.end for other in found):
                found.append(naming)
    return found


def _naming(text: str, match: re.Match[str], lexicon: Lexicon, places: Sequence[Mention]) -> Naming | None:
    patterns = lexicon.grammar.initiatives
    start, end = match.span(1)
    for place in places:  # "Northpol Data Centre": the owner's name is none of the centre's
        if place.start <= start < place.end:
            between = patterns.owner_end.match(text, place.end, end)
            start = between.end() if between else end
    before = patterns.before_name.match(text, start, end)
    start = before.end() if before else start
    office = patterns.office.match(text, start, end)  # "Director of the Cargo Programme"
    start = office.end() if office else start
    name = text[start:end]
    if not name:  # "the Northpol project" has no name
        return None
    if match.re is patterns.by_acronym:
        inside = any(place.start <= start < place.end for place in places)
        return None if inside else Naming(start, end, name, None, "programme")
    if any(start < place.end and place.start < end for place in places) or len(name.split()) < 2:
        return None
    kind = "centre" if match.re is patterns.complex else lexicon.initiatives.heads.get(fold(name.split()[-1]))
    return Naming(start, end, name, match[2], kind) if kind else None


def _described(document: Document, lexicon: Lexicon, mentions: Mentions) -> list[Naming]:
    """A system without a name: as it is first described, and where the text comes back to it.

    The bodies named beside it are part of its id, so that the lines of other bodies are others.
    """
    words = lexicon.initiatives
    first = words.described.find(document.text, document.tokens)
    if not first:
        return []
    name = document.text[first[0].start : first[0].end].lower()
    sentence = document.sentence_at(first[0].start)
    beside = mentions.within(sentence.start, sentence.end) if sentence and sentence.readable else []
    owners = tuple(sorted({place.id for place in beside}))
    again = list(words.again.find(document.text, document.tokens, first[0].end))
    again = [hit for hit in again if not any(one.start < hit.end and hit.start < one.end for one in first)]
    return [Naming(hit.start, hit.end, name, None, "system", owners) for hit in [*first, *again]]


def _mentions(document: Document, group: Sequence[Naming]) -> list[FoundMention]:
    """Each naming, and each place where its acronym stands alone."""
    spans = {(naming.start, naming.end) for naming in group}
    for acronym in sorted({naming.acronym for naming in group if naming.acronym}):
        spans.update(islice(_words_like(document.text, acronym), MENTIONS))
    first = group[0]
    if first.kind == "programme" and first.name.isupper():
        spans.update(islice(_words_like(document.text, first.name), MENTIONS))
    return [FoundMention(start, end) for start, end in sorted(spans)[:MENTIONS]]


def _words_like(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where the name stands as a word of its own; by plain search, as there may be many names and a long text."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not IN_WORD.match(text[start - 1 : start]) and not IN_WORD.match(text, end):
            yield start, end
        start = text.find(name, end)


def _claims(
    document: Document, places: Sequence[FoundMention], lexicon: Lexicon, mentions: Mentions, ids: dict[str, str]
) -> list[FoundClaim]:
    claims: list[FoundClaim] = []
    for mention in places:
        sentence = document.sentence_at(mention.start)
        if sentence is None or not sentence.readable:
            continue
        bodies = mentions.within(sentence.start, sentence.end)
        claims += _owner(document.text, mention, bodies, lexicon)
        claims += _relations(document, mention, sentence, lexicon, bodies, ids)
        located = lexicon.grammar.initiatives.place.match(document.text, mention.end, sentence.end)
        if located:
            claims.append(FoundClaim("place", located[1], located.start(1), located.end(1), "initiative-in"))
    unique = {(claim.attribute, claim.value): claim for claim in reversed(claims)}
    return sorted(unique.values(), key=lambda claim: (claim.start, claim.attribute))


def _owner(text: str, mention: FoundMention, places: Sequence[Mention], lexicon: Lexicon) -> list[FoundClaim]:
    """ "Northpol's Data Centre", "the Northpol Data Centre"."""
    for place in places:
        if place.end < mention.start and lexicon.grammar.initiatives.owner.fullmatch(text, place.end, mention.start):
            return [FoundClaim("run by", place.id, place.start, mention.end, "owner-before-name")]
    return []


def _relations(
    document: Document,
    mention: FoundMention,
    sentence: Sentence,
    lexicon: Lexicon,
    places: Sequence[Mention],
    ids: dict[str, str],
) -> list[FoundClaim]:
    """ "is led by A, B and C", "part of the Southern Route Programme"; the relation must follow the name closely."""
    text, found = document.text, []
    for hit in document.find(lexicon.initiatives.relations, mention.end, sentence.end):
        if not lexicon.grammar.initiatives.related.fullmatch(text[mention.end : hit.start]):
            continue
        if hit.label == "part of":
            for name, id_ in sorted(ids.items()):
                at = text.find(name, hit.end, min(hit.end + 120, sentence.end))
                if at >= 0:
                    found.append(FoundClaim(hit.label, id_, hit.start, at + len(name), "part-of"))
            continue
        after = [place for place, item in enumerate(places) if hit.end <= item.start <= hit.end + 8]
        for item in chain(text, places, after[0], lexicon.grammar.parties) if after else ():
            found.append(FoundClaim(hit.label, item.id, hit.start, item.end, hit.label.replace(" ", "-")))
    return found
