"""Names that an article introduces together with an acronym: "Osiris Customs Network (OCN)", "OCN (Osiris ...)".

The acronym's letters must be found in the name, in order, so that what merely stands before brackets is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from seed.phrases import GAP
from seed.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seed.document import Document
    from seed.lexicon import Lexicon
    from seed.lexicon.bodies import BodyWords

LOOK_BACK = 18  # words before the brackets
SMALL = 3  # letters of a word that an acronym may leave out
LEFT_OUT = 3  # telling words in small letters
ONE_SIDE = re.compile(r"[\"”’»]?")
SEVERAL = re.compile(r"[A-Z]{2,10}s")  # "national central bureaus (NCBs)"
JOINS = re.compile(r", ?")


@dataclass(frozen=True, slots=True)
class Introduced:
    """A name with its place, and the acronym that stands for it."""

    start: int
    end: int
    name: str
    acronym: str


class Word(NamedTuple):
    """A word as written, with its place and its folded form."""

    start: int
    end: int
    written: str
    folded: str

    @property
    def tells(self) -> bool:
        """Whether it may give the acronym a letter that can't be left out."""
        return self.written[0].isupper() or len(self.written) > SMALL

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.written[0].isupper()


def find_introduced(document: Document, lexicon: Lexicon) -> list[Introduced]:
    """The names that acronyms are introduced for, in order, whether of known bodies or not."""
    patterns = lexicon.grammar.mentions
    found: list[Introduced] = []
    for match in patterns.acronym_after.finditer(document.text):
        if SEVERAL.fullmatch(match[1]):
            continue
        words = _words_before(document, match.start())
        start = _first_word(words, match[1], lexicon)
        if start is not None:
            found.append(_introduced(document, words[start].start, words[-1].end, match[1]))
    for match in patterns.acronym_aside.finditer(document.text):
        words = _words_before(document, match.start())
        fitting = [at for at in range(len(words) - 1) if _spells_all(words[at:], match[1], lexicon)]
        if fitting:
            found.append(_introduced(document, words[fitting[-1]].start, words[-1].end, match[1]))
    for match in patterns.acronym_first.finditer(document.text):
        words = _words_between(document, *match.span(2))
        if words and _spells(words, match[1], lexicon.bodies) and _may_be_body(words, lexicon):
            found.append(_introduced(document, words[0].start, words[-1].end, match[1]))
    return sorted(found, key=lambda item: item.start)


def _introduced(document: Document, start: int, end: int, acronym: str) -> Introduced:
    return Introduced(start, end, document.text[start:end], acronym)


def _words_before(document: Document, end: int) -> list[Word]:
    """The words that lead up to `end` within their sentence, as far as no stop or bracket parts them."""
    sentence = document.sentence_at(end)
    tokens = document.tokens
    last = tokens.first_at(end) - 1
    if sentence is None or last < 0 or not ONE_SIDE.fullmatch(document.text, tokens.ends[last], end):
        return []
    first = last
    while first > 0 and last - first < LOOK_BACK and tokens.starts[first - 1] >= sentence.start:
        if not _goes_on(document.text, tokens.ends[first - 1], tokens.starts[first]):
            break
        first -= 1
    return _words(document, first, last + 1)


def _words_between(document: Document, start: int, end: int) -> list[Word]:
    tokens = document.tokens
    first, last = tokens.first_at(start), tokens.first_at(end)
    if any(not _goes_on(document.text, tokens.ends[at - 1], tokens.starts[at]) for at in range(first + 1, last)):
        return []
    words = _words(document, first, last)
    while words and not words[0].capital:  # "OCN (the Osiris Customs Network)"
        words = words[1:]
    return words


def _goes_on(text: str, left: int, right: int) -> bool:
    return bool(GAP.fullmatch(text, left, right) or JOINS.fullmatch(text, left, right)) and text[left:right] != "."


def _words(document: Document, first: int, last: int) -> list[Word]:
    tokens, text = document.tokens, document.text
    return [
        Word(tokens.starts[at], tokens.ends[at], text[tokens.starts[at] : tokens.ends[at]], tokens.words[at])
        for at in range(first, last)
    ]


def _first_word(words: Sequence[Word], acronym: str, lexicon: Lexicon) -> int | None:
    """Where the name begins that the acronym is made of: the one that it spells best, then a title of as many words."""
    letter = fold(acronym[0])[:1]
    begin = [at for at, word in enumerate(words) if word.capital and word.folded not in lexicon.bodies.articles]
    starts = [at for at in begin if words[at].folded[:1] == letter]
    heads = [at for at in begin if words[at].folded in lexicon.bodies.first]
    fitting = [at for at in sorted({*starts, *heads}) if _spells(words[at:], acronym, lexicon.bodies)]
    fitting = [at for at in fitting if _may_be_body(words[at:], lexicon)]
    if fitting:
        return fitting[-1]
    for at in starts:
        capitals = [word for word in words[at:] if word.capital]
        about = abs(len(capitals) - len(acronym)) <= 3 or not acronym.isupper()  # "Europol" is made of syllables
        if len(capitals) >= 2 and about and _is_title(words[at:], lexicon) and _may_be_body(words[at:], lexicon):
            return at
    return None


def _spells_all(words: Sequence[Word], acronym: str, lexicon: Lexicon) -> bool:
    """Whether just the first letters of all capitalised words are the acronym: nothing else says that it is theirs."""
    capitals = [word.folded[:1] for word in words if word.capital]
    spelled = words[0].capital and "".join(capitals) == acronym.casefold()
    return spelled and _is_title(words, lexicon) and _may_be_body(words, lexicon)


def _is_title(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether all its words have capitals but those that join them."""
    joining = lexicon.grammar.mentions.joining
    return all(word.capital or joining.fullmatch(word.written) for word in words)


def _spells(words: Sequence[Word], acronym: str, bodies: BodyWords) -> bool:
    """Whether each letter of the acronym begins a word, or stands in one that the letter before began, in order.

    One telling word may be left out, as the Anti-Fraud Office leaves out the European; where the name begins with the
    word for a body, that and some more in small letters too: "Office central de lutte contre le trafic d’armes (OCTA)".
    """
    letters = [fold(char)[:1] for char in acronym if char.isalnum()]
    begins = words[0].folded in bodies.first and words[0].capital
    if len(words) < 2 or not (begins or words[0].folded[:1] == letters[0]):
        return False
    return any(_spelled(words, letters, begins, keep) for keep in (True, False))


def _spelled(words: Sequence[Word], letters: Sequence[str], begins: bool, keep: bool) -> bool:
    """`keep` leaves a letter to the word that begins with it, wherever an earlier one has it within."""
    at = left_out = small = 0
    for place, word in enumerate(words):
        if at < len(letters) and word.folded[:1] == letters[at]:
            later = [other.folded[:1] for other in words[place + 1 :] if other.tells]
            at = _used(word, later, letters, at, keep)
        elif begins and not (word.capital and place):
            small += word.tells
        elif word.tells:
            left_out += 1
    return at == len(letters) and left_out <= 1 and small <= LEFT_OUT


def _used(word: Word, later: Sequence[str], letters: Sequence[str], at: int, keep: bool) -> int:
    """How many letters are used up by `word`: its first, and those within it that no later word begins with."""
    at += 1
    rest = word.folded[1:]
    while at < len(letters) and letters[at] in rest and len(letters) - at > len(later):
        if keep and letters[at] in later:
            break
        rest = rest[rest.index(letters[at]) + 1 :]
        at += 1
    return at


def _may_be_body(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether the name is a body's by its words: not a law's, an event's or an office's."""
    bodies = lexicon.bodies
    head = _head(words, lexicon)
    link = lexicon.grammar.mentions.head_first_link  # "Système national d’alerte", "Ley de Puertos"
    first = words[0].folded if any(link.fullmatch(word.written) for word in words[1:]) else head
    if words[0].folded not in bodies.first and (head in bodies.not_bodies or first in bodies.not_bodies):
        return False
    if _is_title(words, lexicon):
        return True
    return any(_names_body(word.folded, bodies) for word in words)


def _names_body(word: str, bodies: BodyWords) -> bool:
    return word in bodies.first or word in bodies.inside or word.endswith(bodies.german)


def _head(words: Sequence[Word], lexicon: Lexicon) -> str:
    """The word that says what an English name is of: the last before "of" or "for", or the last."""
    for place, word in enumerate(words[1:], start=1):
        if lexicon.grammar.mentions.after_head.fullmatch(word.written):
            return words[place - 1].folded
    return words[-1].folded
