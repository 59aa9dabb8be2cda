"""Where organisations are named: by the lexicon, by an acronym that the text introduces, or by the shape of a name.

An organisation that the lexicon does not know keeps its name as written and is never taken for a known one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.identifiers import slug
from seed.lexicon import KnownOrganisation
from seed.phrases import PhraseHit, build_index
from seed.spans import cover, longest_then_earliest
from seed.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from seed.document import Document
    from seed.lexicon import Lexicon
    from seed.spans import Cover

UNKNOWN_RANK = 1_000_000
ID_LENGTH = 120
GENERIC = frozenset(
    ("Regional", "National", "Central", "General", "Executive", "Joint", "Annual", "Local", "Federal", "Main")
)
OWNED_THING = re.compile(
    r"\b(?:System|Programmes?|Programs?|Project|Centers|Centres|Complex|Initiative|Application|Taskforce)\b"
)
EXACT_LENGTH = 4  # acronyms this short are only read as they are written
# A name in capitals, then its acronym: "Pacific Islands Forum Fisheries Agency (FFA)".
INTRODUCED = re.compile(
    r"\b([A-Z][\w’'&-]{1,30}"
    r"(?: (?:of|for|and|on|the|against|in|to|de|des|du|del|la|et|y|für|und|[A-Z][\w’'&,-]{0,30})){1,14})"
    r" \(([A-Z][A-Za-z0-9-]{1,11})\)"
)
# The words that make a capitalised name an organisation's, at its end or its beginning.
HEAD = (
    r"(?:Police(?: Force| Service)?|Agency|Authority|Bureau|Commission|Council|Academy|Ministry|Organi[sz]ation"
    r"|Federation"
    r"|Foundation|Secretariat|University|Institute|Tribunal|Office|Corporation|Department|Directorate|Service)"
)
LINKED = r"(?: (?:of|for|and|on|the|against|in) (?:the )?[A-Z][\w’'-]{1,30}| [A-Z][\w’'-]{1,30})"
BY_SHAPE = re.compile(rf"\b(?:[A-Z][\w’-]{{1,30}} ){{1,5}}{HEAD}\b(?: of (?:the )?[A-Z][\w’-]{{1,30}}){{0,2}}")
PARTNER = re.compile(
    r"(?: \([^)]{1,20}\))?(?: (?!with\b)[a-z]{2,12}){0,4} with (?:the )?(?:company |firm )?"
    r"([A-Z][\w&-]{2,25}(?: [A-Z][\w&-]{1,25}){0,3})"
)
HEAD_FIRST = re.compile(rf"\b{HEAD} (?:of|for)(?: the)?(?: [A-Z][\w’-]{{1,30}}){LINKED}{{0,5}}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an organisation, or a state that may be a party, is named, by its id."""

    start: int
    end: int
    id: str
    state: bool = False


@dataclass(frozen=True, slots=True)
class Mentions:
    """The organisations of an article, by id, and every place where one is named, in order."""

    organisations: Mapping[str, KnownOrganisation]
    places: tuple[Mention, ...]
    starts: tuple[int, ...]

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
    unknown = {item.id: item for item in introduced if item.id not in lexicon.organisations}
    names = build_index((name, item.id) for item in introduced for name in (item.name, item.acronym or item.name))
    more = [hit for hit in names.find_all(document.text, document.tokens) if _fits(document, hit)]
    places = longest_then_earliest([*places, *(Mention(hit.start, hit.end, hit.label) for hit in more)])
    shaped, found = _by_shape(document, lexicon, cover(places))
    unknown.update({item.id: item for item in shaped})
    countries = lexicon.countries.find(document.text, document.tokens)
    for start, end in _partners(document, lexicon, cover([*places, *found, *countries])):
        item = _unknown(document.text[start:end], lexicon)
        unknown.setdefault(item.id, item)
        found.append(Mention(start, end, item.id))
    places = longest_then_earliest([*places, *found])
    known = organisations | {item.id: lexicon.organisations[item.id] for item in introduced if item.id not in unknown}
    kept = {place.id for place in places}
    named_here = {id_: item for id_, item in (known | unknown).items() if id_ in kept}
    return Mentions(named_here, tuple(places), tuple(place.start for place in places))


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
    """Names that an acronym in brackets follows. One whose acronym and first words are a known body's is that body."""
    taken = {position for place in places for position in (place.start, place.end)}
    by_acronym = {known.acronym: known for known in lexicon.organisations.values() if known.acronym}
    found: dict[str, KnownOrganisation] = {}
    for match in INTRODUCED.finditer(document.text):
        name, acronym = _fitting_name(match.group(1), match.group(2)), match.group(2)
        if name is None or match.end(1) in taken or _no_body(name, lexicon) or _owned(document.text, match, name):
            continue
        known = by_acronym.get(acronym)
        if known and slug(known.name).startswith(slug(name)[:20]):
            item = KnownOrganisation(known.id, name, acronym, None, None, None, (), known.rank)
        else:
            item = _unknown(name, lexicon, acronym)
        if known is None or item.id == known.id:
            found.setdefault(item.id, item)
    return list(found.values())


def _unknown(name: str, lexicon: Lexicon, acronym: str | None = None) -> KnownOrganisation:
    """A body that only the text names; its id is never one of the lexicon's."""
    id_ = slug(name, ID_LENGTH)
    if id_ in lexicon.organisations or id_ in lexicon.states:
        id_ = f"{id_}-as-written"
    return KnownOrganisation(id_, name, acronym, None, None, None, (), UNKNOWN_RANK, known=False)


def _owned(text: str, match: re.Match[str], name: str) -> bool:
    """ "Northpol's Data Centre (NDC)" is a centre of that body, not a body."""
    start = match.end(1) - len(name)
    return bool(re.search(r"\bCent(?:re|er)\b", name)) and bool(
        re.search(r"['’`]s \Z", text[max(0, start - 3) : start])
    )


def _no_body(name: str, lexicon: Lexicon) -> bool:
    """Whether the name is an instrument's, or that of a system or of something that a body owns."""
    words = tokenize(name)
    if lexicon.kinds.find_all(name, words) or re.match(r"[\w-]{2,20}['’`]s ", name):
        return True
    return bool(OWNED_THING.search(name))


def _fitting_name(words: str, acronym: str) -> str | None:
    """The end of `words` that begins with the acronym's first letter and has about as many words as it has letters."""
    parts = words.split(" ")
    capitals = [place for place, word in enumerate(parts) if word[:1].isupper()]
    for place in capitals:
        if parts[place][0].casefold() == acronym[0].casefold() and len([at for at in capitals if at >= place]) >= 2:
            initials = [parts[at][0].casefold() for at in capitals if at >= place]
            if abs(len(initials) - len(acronym)) <= 3:
                return " ".join(parts[place:])
    return None


def _by_shape(document: Document, lexicon: Lexicon, taken: Cover) -> tuple[list[KnownOrganisation], list[Mention]]:
    items: dict[str, KnownOrganisation] = {}
    found: list[Mention] = []
    for sentence in document.sentences:
        if not sentence.readable:
            continue
        for pattern in (BY_SHAPE, HEAD_FIRST):
            for match in pattern.finditer(document.text, sentence.start, sentence.end):
                start, end = _without_article(document.text, *match.span())
                name = document.text[start:end]
                if not taken.meets(start, end) and not name.isupper() and _particular(name):
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
            match = PARTNER.match(text, cue.end, sentence.end)
            if match and not taken.meets(*match.span(1)):
                yield match.span(1)


def _particular(name: str) -> bool:
    """ "National Central Bureau" names no body of its own."""
    words = name.split(" ")
    return len(words) >= 2 and any(word not in GENERIC for word in words[:-1])


def _without_article(text: str, start: int, end: int) -> tuple[int, int]:
    for article in ("The ", "A ", "An ", "In ", "On ", "At ", "By ", "From ", "With "):
        if text.startswith(article, start):
            return start + len(article), end
    return start, end
