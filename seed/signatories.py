"""Who signed. Being quoted, pictured or present is not signing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seed.document import Sentence
    from seed.people import Person

SIGNED_BY = re.compile(
    r"\b(?:signed|signature of|signatures of|signés?|firmad[oa]|assinad[oa]|unterzeichnet|firmaron|firme)"
    r"(?: (?!by\b)[\w’]{1,20}){0,6}?(?: by| par| por| pelo| von| da| del| de|,)? ",
    re.IGNORECASE,
)
SUBJECT_SIGNED = re.compile(
    r"\b(?:signed|have signed|sign|exchanged signatures|having signed|concluded|ont signé|hanno firmato)\b",
    re.IGNORECASE,
)
ONLOOKER = re.compile(
    r"\b(?:witness\w*|attend\w*|presence|present|looking on|watched|said|stressed|noted|added|guest|there as)\b",
    re.IGNORECASE,
)
JOINED = re.compile(
    r"(?:,? (?:and|et|y|e|und|ed)|,|;)?(?: (?:by|for|also|both|on behalf of|per|par|por|pelo|del))*"
    r"[^.;:()]{0,75}",
)
CLAUSE = re.compile(r", (?:the|which|who|a|an|will|identifies|as|in|on|abre|dans)\b|[;:(]")


def find_signatories(text: str, sentence: Sentence, people: Sequence[Person]) -> list[Person]:
    """The people of `sentence` who are said to have signed."""
    after = _after_signed(text, sentence, people)
    return after or _before_signed(text, sentence, people)


def _after_signed(text: str, sentence: Sentence, people: Sequence[Person]) -> list[Person]:
    for match in SIGNED_BY.finditer(text, sentence.start, sentence.end):
        following = [person for person in people if person.start >= match.start() + 6]
        if not following or not _reaches(text, match, following[0]):
            continue
        chosen = [following[0]]
        for person in following[1:]:
            between = text[chosen[-1].end : person.start]
            if (
                ONLOOKER.search(between)
                or not re.search(r"\b(?:and|et|y|e|und|ed)\b|,", between)
                or len(between) > 80
                or ";" in between
            ):
                break
            chosen.append(person)
        return chosen
    return []


def _reaches(text: str, match: re.Match[str], person: Person) -> bool:
    """Whether only an office and a body stand between "signed by" and the name."""
    between = text[match.start() : person.start]
    by = re.search(r"\b(?:by|signatures? of|par|por|pelo|pela|firme del|firme|firmaron|von)\b", between, re.IGNORECASE)
    return by is not None and len(between) - by.end() <= 75 and not CLAUSE.search(between[by.end() :])


def _before_signed(text: str, sentence: Sentence, people: Sequence[Person]) -> list[Person]:
    for match in SUBJECT_SIGNED.finditer(text, sentence.start, sentence.end):
        earlier = [person for person in people if person.end <= match.start()]
        if not earlier or match.start() - earlier[-1].end > 60 or ONLOOKER.search(text, earlier[-1].end, match.start()):
            continue
        chosen = [earlier[-1]]
        for person in reversed(earlier[:-1]):
            between = text[person.end : chosen[0].start]
            if len(between) > 80 or not re.search(r"\b(?:and|et|y|e|und|ed)\b", between) or ONLOOKER.search(between):
                break
            chosen.insert(0, person)
        return chosen
    return []
