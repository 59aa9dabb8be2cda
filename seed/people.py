"""People with their offices and organisations, read within one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seed.document import Document, Sentence
    from seed.grammar import PeoplePatterns
    from seed.lexicon import Lexicon
    from seed.mentions import Mention
    from seed.phrases import PhraseHit

BEFORE_NAME = re.compile(r",? ?(?:[A-Z][a-z]{0,9}\.? ?|[A-Z]\.(?:[A-Z]\.)? ?){0,3}")
MASK = "\x00"  # no text holds it once it is cleaned
STATE = 20  # characters by which a state's name may be longer: "Antigua" and Barbuda
AROUND = 45  # characters between a name and the office after it


@dataclass(frozen=True, slots=True)
class Person:
    """A person that a sentence names; `organisation` is an organisation id.

    `left` and `right` bound the words that tell of the person: the name with its office and its body.
    `titled` when a courtesy title stands before it.
    """

    start: int
    end: int
    name: str
    role: str | None
    organisation: str | None
    left: int
    right: int
    titled: bool


def find_people(document: Document, sentence: Sentence, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Person]:
    """The people named in a sentence, in order; those without an office or an organisation beside them too.

    One name alone is a person's only after an office or a courtesy title: "Commissioner Bush", "Mr Ito".
    """
    text, start, end, patterns = document.text, sentence.start, sentence.end, lexicon.grammar.people
    roles = document.find(lexicon.roles, start, end)
    masked = _masked(text[start:end], start, [*roles, *mentions])
    people = []
    for match in patterns.name.finditer(masked):
        for words, left in _names(match.group(), start + match.start(), lexicon):
            right = left + len(" ".join(words))
            if _is_person(document, left, right, roles, lexicon):
                people.append(_person(text, left, right, roles, mentions, lexicon))
    return people


def _person(
    text: str, start: int, end: int, roles: Sequence[PhraseHit], mentions: Sequence[Mention], lexicon: Lexicon
) -> Person:
    patterns = lexicon.grammar.people
    rank = patterns.rank.search(text, max(0, start - AROUND), start)
    role = _role(text, start, end, roles, patterns)
    if rank and (role is None or role.start >= rank.start()):
        role = _office(text, rank.start(), end, roles, patterns) or role
    body = _organisation(text, start, end, role, mentions, patterns)
    titled = _courteous(text, start, lexicon)
    first = text.rfind(" ", 0, start - 1) + 1 if titled else start
    spans = [(first, end), *((item.start, item.end) for item in (role, body) if item)]
    return Person(
        start,
        end,
        _as_written(text[start:end]),
        text[role.start : role.end] if role else None,
        body.id if body else None,
        min(span[0] for span in spans),
        max(span[1] for span in spans),
        titled,
    )


def _as_written(name: str) -> str:
    """The name with its capitals as a reader writes them: "Jean NKUETE" is Jean Nkuete."""
    words = [word.title() if len(word) > 2 and word.isupper() and "." not in word else word for word in name.split()]
    return " ".join(words)


def _masked(sentence: str, offset: int, spans: Iterable[PhraseHit | Mention]) -> str:
    chars = list(sentence)
    for span in spans:
        chars[span.start - offset : span.end - offset] = MASK * (span.end - span.start)
    return "".join(chars)


def _names(words: str, start: int, lexicon: Lexicon) -> Iterator[tuple[list[str], int]]:
    """What may be a name among capitalised words: "Ann Bell of the Police" holds one, "Police Council Hall" none."""
    parts = words.split(" ")
    banned = [place for place, word in enumerate(parts) if _no_name(word, lexicon)]
    if not banned:
        yield from _trimmed(parts, start, lexicon)
        return
    before = parts[: banned[0]]
    if before and lexicon.grammar.people.particle.fullmatch(before[-1]):
        yield from _trimmed(before, start, lexicon)
    after = banned[-1] + 1
    yield from _trimmed(parts[after:], start + sum(len(part) + 1 for part in parts[:after]), lexicon)


def _no_name(word: str, lexicon: Lexicon) -> bool:
    return fold(word) in lexicon.not_names or lexicon.grammar.people.owned_word.search(word) is not None


def _trimmed(parts: list[str], start: int, lexicon: Lexicon) -> Iterator[tuple[list[str], int]]:
    """The words without titles, weekdays and small words at their beginning, and particles at their end."""
    while parts and _no_part(parts[0], lexicon):
        start += len(parts[0]) + 1
        parts = parts[1:]
    while parts and lexicon.grammar.people.particle.fullmatch(parts[-1]):
        parts = parts[:-1]
    if len(parts) > 2 and parts[0].count(".") > 1:  # "Gen. C.A. Anna Bell"
        start += len(parts[0]) + 1
        parts = parts[1:]
    if parts and any(len(part) > 2 or "." not in part for part in parts):
        yield parts, start


def _no_part(word: str, lexicon: Lexicon) -> bool:
    """A courtesy title, a month or weekday, a particle, or a small word that begins a sentence."""
    patterns, calendar = lexicon.grammar.people, lexicon.calendar
    if patterns.before_name.fullmatch(word) or (word[0].islower() and patterns.particle.fullmatch(word)):
        return True
    folded = fold(word.rstrip("."))
    return folded in lexicon.courtesies or folded in calendar.months or folded in calendar.weekdays.by_first


def _is_person(document: Document, start: int, end: int, roles: Sequence[PhraseHit], lexicon: Lexicon) -> bool:
    """Whether what stands before and in the words lets them be a person's name: "in Buenos Aires" is none."""
    text, patterns = document.text, lexicon.grammar.people
    name = text[start:end]
    if name.isupper() or patterns.before_where.search(text[max(0, start - 12) : start]):
        return False
    if any(hit.start < end for hit in document.find_all(lexicon.countries, start, end + STATE)):
        return False
    return " " in name or _titled(text, start, end, roles, lexicon)


def _titled(text: str, start: int, end: int, roles: Sequence[PhraseHit], lexicon: Lexicon) -> bool:
    """Whether an office or a courtesy title stands right before the one name, which no further words belong to."""
    if lexicon.grammar.people.goes_on.match(text, end):
        return False
    if any(role.end == start - 1 for role in roles):
        return True
    return _courteous(text, start, lexicon)


def _courteous(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether a courtesy title stands right before."""
    words = text[max(0, start - 14) : start].split()
    return bool(words) and text[start - 1] == " " and fold(words[-1].rstrip(".")) in lexicon.courtesies


def _role(text: str, start: int, end: int, roles: Sequence[PhraseHit], patterns: PeoplePatterns) -> PhraseHit | None:
    """The office right before the name, or after it and a comma."""
    for role in reversed(roles):  # the nearest
        if role.end <= start <= role.end + 24 and BEFORE_NAME.fullmatch(text, role.end, start):
            return role
    for role in roles:
        if end <= role.start <= end + AROUND and patterns.after_name.fullmatch(text, end, role.start):
            return role
    return _role_of(text, start, roles, patterns)


def _office(text: str, start: int, end: int, roles: Sequence[PhraseHit], patterns: PeoplePatterns) -> PhraseHit | None:
    """The office of one who has a rank too: "the Secretary of the Union, General Ann Bell". The rank begins at `start`.

    An office with a name right after it is the next one's.
    """
    others = [
        role
        for role in roles
        if role.end <= start or (role.start >= end and not patterns.name.match(text, role.end + 1))
    ]
    return _role(text, start, end, others, patterns)


def _role_of(text: str, start: int, roles: Sequence[PhraseHit], patterns: PeoplePatterns) -> PhraseHit | None:
    """ "the Secretary General of the Customs Union, Ann Bell": the office, its body, then the name."""
    for role in reversed(roles):
        between = text[role.end : start]
        if role.end <= start and len(between) <= 120 and patterns.body_between.fullmatch(between):
            return role
    return None


def _organisation(
    text: str, start: int, end: int, role: PhraseHit | None, mentions: Sequence[Mention], patterns: PeoplePatterns
) -> Mention | None:
    """The body beside the office or the name: "Northpol Director Ann Bell", "Ann Bell of Northpol"."""
    left = min(start, role.start) if role else start
    right = max(end, role.end) if role else end
    for mention in mentions:
        if mention.end <= left <= mention.end + AROUND and patterns.body_before.fullmatch(text, mention.end, left):
            return mention
    for mention in mentions:
        led = mention.end <= left <= mention.end + AROUND and patterns.led.fullmatch(text, mention.end, left)
        if led and patterns.speaking_for.search(text[max(0, mention.start - AROUND) : mention.start]):
            return mention
    for place in (role.end if role else end, right, end):
        for mention in mentions:
            if place <= mention.start <= place + AROUND and patterns.body_after.fullmatch(text, place, mention.start):
                return mention
    return None
