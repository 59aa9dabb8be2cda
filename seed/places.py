"""Where an instrument was signed, if its sentences say so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seed.document import Document, Sentence

NAME = (
    r"((?:The |San |Los |Las |New |St\.? |Le |La )?[A-ZÀ-Þ][\w’'-]{2,24}"
    r"(?:(?: im| am| de| del)? [A-ZÀ-Þ][\w’'-]{2,24}){0,2})"
)
WHEN = r"(?: (?:today|yesterday|here|last week|this week|on \w{6,9}|hoy|aujourd’hui|hier|ayer))?"
IN = r"(?: in| at| à| en| em)"
SIGNED_IN = re.compile(
    r"\b(?:signed|concluded|signature|ceremony|held|met|signé|firmad[oa]|firmaron|unterzeichnet|assinad[oa])"
    rf"{WHEN}{IN} {NAME}"
)
EVENT = r"(?:General Assembly|Assembly|Conference|Meeting|Summit|Congress|Forum|General Meeting)"
EVENT_IN = re.compile(rf"\b({EVENT})(?:,? which met| held)?(?: in [A-Z]\w+)?{WHEN} in {NAME}")
AT_EVENT = re.compile(
    rf"\b(?:on the (?:margins|sidelines|edge|fringes) of|during|at) (?:the )?(?:[\w’'`]{{1,20}} ){{0,6}}({EVENT})\b"
)
MARGIN = re.compile(rf"\bon the (?:margins|sidelines|edge|fringes) of (?:the )?(?:[\w’'`]{{1,20}} ){{0,6}}{EVENT}\b")
DATELINE = re.compile(r"\A([A-ZÀ-Þ][A-ZÀ-Þ .’'-]{2,40})(?:, [^\W\d_][\w .’'-]{2,40})? ?(?:\([^)]{1,40}\) ?)?[–—-]")
SEARCHED = 50_000  # characters in which an event's place is looked for
MONTHS = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place as written, its words, and how it was come by."""

    name: str
    start: int
    end: int
    basis: str
    rule: str


def find_place(document: Document, sentences: Iterable[Sentence]) -> FoundPlace | None:
    """The place of signature that these sentences, which tell of one instrument, state."""
    own = list(sentences)
    for sentence in own:
        for pattern, rule in ((SIGNED_IN, "signed-in"), (EVENT_IN, "event-in")):
            for match in pattern.finditer(document.text, sentence.start, sentence.end):
                place = _place(match, match.lastindex or 1, "stated", rule)
                if place:
                    return place
    for sentence in own:
        event = AT_EVENT.search(document.text, sentence.start, sentence.end)
        if event:
            return _of_event(document, event[1]) or _of_dateline(document, sentence)
    return None


def _place(match: re.Match[str], group: int, basis: str, rule: str) -> FoundPlace | None:
    if match[group] in MONTHS or match[group].isupper():
        return None
    return FoundPlace(match[group], match.start(group), match.end(group), basis, rule)


def _of_event(document: Document, event: str) -> FoundPlace | None:
    """Where another sentence says that the event was held."""
    for match in EVENT_IN.finditer(document.text, 0, SEARCHED):
        if match[1] == event:
            return _place(match, 2, "stated", "event-held-in")
    return None


def _of_dateline(document: Document, sentence: Sentence) -> FoundPlace | None:
    """The city that the article is dated from, when the instrument was signed on the margins of an event."""
    if not MARGIN.search(document.text, sentence.start, sentence.end):
        return None
    for first in document.sentences[:20]:
        match = DATELINE.match(document.text[first.start : first.end])
        if match:
            name = re.sub(r" (Im|Am|De|Of|La) ", lambda word: word[0].lower(), match[1].strip().title())
            return FoundPlace(name, first.start, first.start + len(match[1].rstrip()), "resolved", "dateline")
    return None
