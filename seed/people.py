"""People with their offices and organisations, read within one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seed.document import Document, Sentence
    from seed.grammar import PeoplePatterns
    from seed.lexicon import Lexicon
    from seed.mentions import Mention
    from seed.phrases import PhraseHit

BEFORE_NAME = re.compile(r",? ?(?:[A-Z][a-z]{0,9}\.? ){0,2}")
MASK = "\x00"  # no text holds it once it is cleaned


@dataclass(frozen=True, slots=True)
class Person:
    """A person that a sentence names; `organisation` is an organisation id."""

    start: int
    end: int
    name: str
    role: str | None
    organisation: str | None


def find_people(document: Document, sentence: Sentence, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Person]:
    """The people named in a sentence, in order; those without an office or an organisation beside them too."""
    text, start, end, patterns = document.text, sentence.start, sentence.end, lexicon.grammar.people
    roles = lexicon.roles.find(text, document.tokens, start, end)
    roles = [role for role in roles if text[role.start].isupper() or role.phrase[0].islower()]
    masked = _masked(text[start:end], start, [*roles, *mentions])
    people = []
    for match in patterns.name.finditer(masked):
        name, left = _without_courtesy(match.group(), match.start(), lexicon)
        right = left + len(name)
        if len(name.split()) >= 2 and not any(
            fold(word) in lexicon.not_names or patterns.owned_word.search(word) for word in name.split()
        ):
            role = _role(text, start + left, start + right, roles, patterns)
            organisation = _organisation(text, start + left, start + right, role, mentions, patterns)
            office = text[role.start : role.end] if role else None
            people.append(Person(start + left, start + right, name, office, organisation))
    return people


def _masked(sentence: str, offset: int, spans: Iterable[PhraseHit | Mention]) -> str:
    chars = list(sentence)
    for span in spans:
        chars[span.start - offset : span.end - offset] = MASK * (span.end - span.start)
    return "".join(chars)


def _no_part(word: str, lexicon: Lexicon) -> bool:
    """A courtesy title, a month or weekday, or a small word that begins a sentence."""
    folded = fold(word.rstrip("."))
    calendar = lexicon.calendar
    if lexicon.grammar.people.before_name.fullmatch(word):
        return True
    return folded in lexicon.courtesies or folded in calendar.months or folded in calendar.weekdays.by_first


def _without_courtesy(name: str, start: int, lexicon: Lexicon) -> tuple[str, int]:
    words = name.split(" ")
    while words and _no_part(words[0], lexicon):
        start += len(words[0]) + 1
        words = words[1:]
    while words and lexicon.grammar.people.particle.fullmatch(words[-1]):
        words = words[:-1]
    return " ".join(words), start


def _role(text: str, start: int, end: int, roles: Sequence[PhraseHit], patterns: PeoplePatterns) -> PhraseHit | None:
    """The office right before the name, or after it and a comma."""
    for role in roles:
        between = text[role.end : start]
        if role.end <= start and len(between) <= 12 and BEFORE_NAME.fullmatch(between):
            return role
    for role in roles:
        if end <= role.start <= end + 30 and patterns.after_name.fullmatch(text, end, role.start):
            return role
    return _role_of(text, start, roles, patterns)


def _role_of(text: str, start: int, roles: Sequence[PhraseHit], patterns: PeoplePatterns) -> PhraseHit | None:
    """ "the Secretary General of the Customs Union, Ann Bell": the office, its body, then the name."""
    for role in reversed(roles):
        between = text[role.end : start]
        if role.end <= start and len(between) <= 120 and patterns.body_between.fullmatch(between):
            return role
    return None


def _organisation(
    text: str, start: int, end: int, role: PhraseHit | None, mentions: Sequence[Mention], patterns: PeoplePatterns
) -> str | None:
    """The body beside the office or the name: "Northpol Director Ann Bell", "Ann Bell of Northpol"."""
    left = min(start, role.start) if role else start
    right = max(end, role.end) if role else end
    for mention in mentions:
        if mention.end <= left and patterns.body_before.fullmatch(text[mention.end : left]):
            return mention.id
    for place in (role.end if role else end, right, end):
        for mention in mentions:
            between = text[place : mention.start] if mention.start >= place else None
            if between is not None and patterns.body_after.fullmatch(between):
                return mention.id
    return None
