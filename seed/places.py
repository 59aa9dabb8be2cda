"""Where an instrument was signed, if its sentences say so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seed.dates import FoundDate
    from seed.document import Document, Sentence
    from seed.lexicon import Lexicon
    from seed.mentions import Mention

DATELINE = re.compile(r"\A([A-ZÀ-Þ][A-ZÀ-Þ .’'-]{2,40})(?:, [^\W\d_][\w .’'-]{2,40})? ?(?:\([^)]{1,40}\) ?)?[–—-]")
SEARCHED = 50_000  # characters in which an event's place is looked for


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place as written, its words, and how it was come by."""

    name: str
    start: int
    end: int
    basis: str
    rule: str


def find_place(document: Document, sentences: Iterable[Sentence], lexicon: Lexicon) -> FoundPlace | None:
    """The place of signature that these sentences, which tell of one instrument, state."""
    own, patterns = list(sentences), lexicon.grammar.places
    for sentence in own:
        for pattern, rule in ((patterns.signed_in, "signed-in"), (patterns.event_in, "event-in")):
            for match in pattern.finditer(document.text, sentence.start, sentence.end):
                place = _place(match, match.lastindex or 1, "stated", rule, lexicon)
                if place:
                    return place
    for sentence in own:
        event = patterns.at_event.search(document.text, sentence.start, sentence.end)
        if event:
            return _of_event(document, event[1], lexicon) or _of_dateline(document, sentence, lexicon)
    return None


def find_place_beside(
    document: Document, day: FoundDate, bodies: Iterable[Mention], lexicon: Lexicon
) -> FoundPlace | None:
    """The place that stands right beside the day of signature: "with Northpol in Oslo on 3 May 2019".

    Before the day it counts only after a body's name, as it may be the place of what stands before it.
    """
    text, patterns = document.text, lexicon.grammar.places
    after = patterns.after_day.match(text, day.end)
    if after:
        return _place(after, 1, "stated", "beside-the-day", lexicon)
    for body in bodies:
        before = patterns.before_day.match(text, body.end, day.start) if body.end < day.start else None
        if before and not lexicon.countries.find(text, document.tokens, *before.span(1)):
            return _place(before, 1, "stated", "beside-the-day", lexicon)
    return None


def _place(match: re.Match[str], group: int, basis: str, rule: str, lexicon: Lexicon) -> FoundPlace | None:
    if fold(match[group]) in lexicon.calendar.months or match[group].isupper():
        return None
    return FoundPlace(match[group], match.start(group), match.end(group), basis, rule)


def _of_event(document: Document, event: str, lexicon: Lexicon) -> FoundPlace | None:
    """Where another sentence says that the event was held."""
    for match in lexicon.grammar.places.event_in.finditer(document.text, 0, SEARCHED):
        if match[1] == event:
            return _place(match, 2, "stated", "event-held-in", lexicon)
    return None


def _of_dateline(document: Document, sentence: Sentence, lexicon: Lexicon) -> FoundPlace | None:
    """The city that the article is dated from, when the instrument was signed on the margins of an event."""
    patterns = lexicon.grammar.places
    if not patterns.margin.search(document.text, sentence.start, sentence.end):
        return None
    for first in document.sentences[:20]:
        match = DATELINE.match(document.text[first.start : first.end])
        if match:
            name = patterns.capitals.sub(lambda word: word[0].lower(), match[1].strip().title())
            return FoundPlace(name, first.start, first.start + len(match[1].rstrip()), "resolved", "dateline")
    return None
