"""Names of bodies that no list holds, told by their shape: a word for a body, and what belongs to it on either side."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seed.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seed.document import Document, Sentence
    from seed.lexicon import Lexicon
    from seed.phrases import PhraseHit
    from seed.spans import Cover

WALK = 6  # words before the word for a body
NEXT_WORD = re.compile(r" ([A-Z][a-z]{1,20})\b")
NEAR = re.compile(r"[ ’'-]")


@dataclass(frozen=True, slots=True)
class Shaped:
    """A place where a body is named; `german` where the word for it is a compound.

    `weak` where the word is a body's only beside its state: "Border Committee of Ilyria".
    """

    start: int
    end: int
    german: bool = False
    weak: bool = False


def find_shaped(document: Document, lexicon: Lexicon, taken: Cover) -> list[Shaped]:
    """The names of bodies in order, where nothing of `taken` stands; none overlaps the one before."""
    found: list[Shaped] = []
    reach = 0
    for sentence, index in _candidates(document, lexicon):
        if document.tokens.starts[index] < reach:
            continue
        shaped = _shaped(document, sentence, index, lexicon, taken)
        if shaped and shaped.start >= reach:
            found.append(shaped)
            reach = shaped.end
    return found


def _candidates(document: Document, lexicon: Lexicon) -> Iterator[tuple[Sentence, int]]:
    """The words for bodies, each with its sentence."""
    bodies, tokens = lexicon.bodies, document.tokens
    sentences = [sentence for sentence in document.sentences if sentence.readable]
    starts = [sentence.start for sentence in sentences]
    for index, word in enumerate(tokens.words):
        if word in bodies.last or word in bodies.first or (len(word) > 8 and word.endswith(bodies.german)):
            place = bisect_left(starts, tokens.starts[index] + 1) - 1
            if place >= 0 and tokens.ends[index] <= sentences[place].end:
                yield sentences[place], index


def _shaped(document: Document, sentence: Sentence, index: int, lexicon: Lexicon, taken: Cover) -> Shaped | None:
    for read in (_english_joined, _english, _head_first, _compound):
        found = read(document, sentence, index, lexicon)
        kept = _apart(document.text, found, lexicon, taken) if found else None
        if kept:
            return kept
    return None


def _english_joined(document: Document, sentence: Sentence, index: int, lexicon: Lexicon) -> Shaped | None:
    """ "Customs and Border Protection Agency": one word before "and", after which the name would not begin."""
    found = _english(document, sentence, index, lexicon)
    tokens, text = document.tokens, document.text
    first = tokens.first_at(found.start) if found else 0
    if found is None or first < 2 or tokens.starts[first - 2] < sentence.start:
        return None
    left, right = tokens.starts[first - 2], tokens.ends[first - 2]
    joined = text[right : found.start]
    if joined[:1] + joined[-1:] != "  " or not lexicon.grammar.mentions.and_word.fullmatch(joined.strip()):
        return None
    follows = first > 2 and tokens.starts[first - 3] >= sentence.start and text[tokens.starts[first - 3]].isupper()
    follows = follows and tokens.words[first - 3] not in lexicon.bodies.articles
    alone = text[left].isupper() and not follows and tokens.words[first - 2] in lexicon.bodies.joined
    return replace(found, start=left) if alone else None


def _english(document: Document, sentence: Sentence, index: int, lexicon: Lexicon) -> Shaped | None:
    """ "Alder Valley Police Agency", "Ministry of Interior of Ilyria": from the first capital of the run on."""
    tokens, text, patterns = document.tokens, document.text, lexicon.grammar.mentions
    if tokens.words[index] not in lexicon.bodies.last or not text[tokens.starts[index]].isupper():
        return None
    first = _first_of_run(document, sentence, index, lexicon)
    for at in range(first, index + 1):
        for pattern in (patterns.by_shape, patterns.head_first, patterns.weak_shape):
            match = pattern.match(text, tokens.starts[at], sentence.end)
            if match and match.end() >= tokens.ends[index]:
                start = _without_article(text, match.start(), patterns.before_name)
                more = patterns.head_first.match(text, tokens.starts[index], sentence.end)
                end = max(match.end(), more.end() if more else 0)
                if _particular(text[start:end], lexicon) and not _goes_on(text, end, sentence, lexicon):
                    weak = pattern is patterns.weak_shape and not _names_force(tokens.words[at:index], lexicon)
                    return Shaped(start, end, weak=weak)
    return None


def _first_of_run(document: Document, sentence: Sentence, index: int, lexicon: Lexicon) -> int:
    """The first of the capitalised words that lead up to a word; after "Fiji’s", but not after "Prosecutor’s"."""
    tokens, text = document.tokens, document.text
    first = index
    while first > 0 and index - first < WALK and tokens.starts[first - 1] >= sentence.start:
        at = tokens.starts[first - 1]
        if not NEAR.fullmatch(text, tokens.ends[first - 1], tokens.starts[first]):
            break
        if at > 0 and text[at - 1] in "’'":
            owner = text[tokens.starts[first - 2] : tokens.ends[first - 1]] if first > 1 else ""
            if not lexicon.grammar.mentions.possessive.fullmatch(owner):
                break
        elif not text[at].isupper():
            break
        first -= 1
    return first


def _goes_on(text: str, end: int, sentence: Sentence, lexicon: Lexicon) -> bool:
    """ "Alder Police Community": the word that follows is another for a body, which the name is."""
    following = NEXT_WORD.match(text, end, sentence.end)
    return following is not None and fold(following[1]) in lexicon.bodies.inside


def _names_force(words: Sequence[str], lexicon: Lexicon) -> bool:
    """ "Independent Police Board": a word of the name is a body's already."""
    return any(word in lexicon.bodies.plain for word in words)


def _head_first(document: Document, sentence: Sentence, index: int, lexicon: Lexicon) -> Shaped | None:
    """ "Fiscalía General de la Nación", "ministère de l’Intérieur": from the word for the body on."""
    tokens, text, bodies = document.tokens, document.text, lexicon.bodies
    if tokens.words[index] not in bodies.first:
        return None
    match = lexicon.grammar.mentions.head_elsewhere.match(text, tokens.starts[index], sentence.end)
    match = match or lexicon.grammar.mentions.head_of_people.match(text, tokens.starts[index], sentence.end)
    if match is None:
        return None
    people = _people(document, match.end(), lexicon)
    if people:
        return Shaped(match.start(), people)
    words = [fold(word) for word in re.findall(r"[^\W_]+", match.group())]
    telling = [word for word in words[1:] if word not in bodies.general | bodies.articles | bodies.links]
    written = match.group().split(" ")
    named = telling or (words[0] in bodies.plain and any(part[:1].isupper() for part in written[1:]))
    weak = words[0] in bodies.plain and written[0].islower()  # "police du Sénégal", but not "police d’Afrique"
    return Shaped(*match.span(), weak=weak) if named and len(words) > 1 else None


def _people(document: Document, end: int, lexicon: Lexicon) -> int | None:
    """Where the adjective of nationality ends that follows: "policía colombiana"."""
    tokens = document.tokens
    at = tokens.first_at(end)
    if at >= len(tokens.words) or tokens.starts[at] != end + 1 or document.text[end] != " ":
        return None
    hits = document.find(lexicon.peoples, tokens.starts[at], tokens.ends[at])
    return hits[0].end if hits else None


def _compound(document: Document, sentence: Sentence, index: int, lexicon: Lexicon) -> Shaped | None:
    """ "Bundeskriminalamt", "Bundesministerium des Innern"."""
    tokens, text, bodies = document.tokens, document.text, lexicon.bodies
    word = tokens.words[index]
    if not word.endswith(bodies.german) or word in bodies.inside or not text[tokens.starts[index]].isupper():
        return None
    match = lexicon.grammar.mentions.compound.match(text, tokens.starts[index], sentence.end)
    return Shaped(*match.span(), german=True) if match else None


def _apart(text: str, found: Shaped, lexicon: Lexicon, taken: Cover) -> Shaped | None:
    """The name where no other is named in it: as far as "and", or not at all when it is a known body's unit."""
    if not taken.meets(found.start, found.end):
        owned = lexicon.grammar.common.owns_before.search(text, max(0, found.start - 3), found.start)
        return None if owned and taken.meets(found.start - 4, found.start - 2) else found
    cuts = [match.start() for match in lexicon.grammar.mentions.and_cut.finditer(text, found.start, found.end)]
    for cut in reversed(cuts):
        if not taken.meets(found.start, cut) and len(text[found.start : cut].split()) > 1:
            return replace(found, end=cut)
    return None


def _particular(name: str, lexicon: Lexicon) -> bool:
    """ "National Central Bureau" names no body of its own, "National Police" does."""
    patterns, words = lexicon.grammar.mentions, name.split(" ")
    if name.isupper() or len(words) < 2:
        return False
    if any(not patterns.too_general.fullmatch(word) for word in words[:-1]):
        return True
    return fold(words[-1]) in lexicon.bodies.plain


def _without_article(text: str, start: int, before_name: re.Pattern[str]) -> int:
    before = before_name.match(text, start)
    return before.end() if before else start


def with_state(
    text: str, found: Shaped, states: Sequence[PhraseHit], starts: Sequence[int], lexicon: Lexicon
) -> tuple[Shaped, PhraseHit | None]:
    """The name with its state's, "of the Republic of Peru"; and the state, be it that or the owner: "Peru’s".

    `starts` are those of `states`, which are in order.
    """
    patterns = lexicon.grammar.mentions
    link = patterns.state_link.match(text, found.end)
    after = bisect_left(starts, found.end)
    for state in states[max(after - 1, 0) : after + 2]:
        within = found.start < state.start < state.end <= found.end
        reached = found.start < state.start < found.end < state.end
        genitive = found.german and text[found.end : state.start] == " "
        if within and patterns.and_cut.match(text, state.end):  # another follows it
            return replace(found, end=state.end), state
        if within or reached or genitive or (link and state.start == link.end()):
            return replace(found, end=max(found.end, state.end)), state
    before = bisect_left(starts, found.start) - 1
    owner = before >= 0 and patterns.owned_by.fullmatch(text, states[before].end, found.start)
    return found, states[before] if owner else None
