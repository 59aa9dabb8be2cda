"""Who signed. Being quoted, pictured or present is not signing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from seed.document import Sentence
    from seed.grammar import SignatoriesPatterns
    from seed.people import Person


def find_signatories(
    text: str, sentence: Sentence, people: Sequence[Person], patterns: SignatoriesPatterns
) -> list[Person]:
    """The people of `sentence` who are said to have signed."""
    after = _after_signed(text, sentence, people, patterns)
    return after or _before_signed(text, sentence, people, patterns)


def _after_signed(
    text: str, sentence: Sentence, people: Sequence[Person], patterns: SignatoriesPatterns
) -> list[Person]:
    for match in patterns.signed_by.finditer(text, sentence.start, sentence.end):
        following = [person for person in people if person.start >= match.start() + 6]
        if not following or not _reaches(text, match, following[0], patterns):
            continue
        chosen = [following[0]]
        for person in following[1:]:
            between = text[chosen[-1].end : person.start]
            if (
                patterns.onlooker.search(between)
                or not patterns.listed.search(between)
                or len(between) > 80
                or ";" in between
            ):
                break
            chosen.append(person)
        return chosen
    return []


def _reaches(text: str, match: re.Match[str], person: Person, patterns: SignatoriesPatterns) -> bool:
    """Whether only an office and a body stand between "signed by" and the name."""
    between = text[match.start() : person.start]
    by = patterns.by.search(between)
    return by is not None and len(between) - by.end() <= 75 and not patterns.clause.search(between[by.end() :])


def _before_signed(
    text: str, sentence: Sentence, people: Sequence[Person], patterns: SignatoriesPatterns
) -> list[Person]:
    for match in patterns.have_signed.finditer(text, sentence.start, sentence.end):
        earlier = [person for person in people if person.end <= match.start()]
        if (
            not earlier
            or match.start() - earlier[-1].end > 60
            or patterns.onlooker.search(text, earlier[-1].end, match.start())
        ):
            continue
        chosen = [earlier[-1]]
        for person in reversed(earlier[:-1]):
            between = text[person.end : chosen[0].start]
            if len(between) > 80 or not patterns.joined.search(between) or patterns.onlooker.search(between):
                break
            chosen.insert(0, person)
        return chosen
    return []
