"""Where an instrument was signed, if its sentences say so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.tokens import WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seed.dates import FoundDate
    from seed.document import Document, Sentence
    from seed.drafts import Piece
    from seed.grammar import PlacesPatterns
    from seed.lexicon import Lexicon
    from seed.mentions import Mention
    from seed.reading import Reading

DATELINE = re.compile(
    r"\A([A-ZÀ-Þ][A-ZÀ-Þ .’'-]{2,40})(?:, [^\W\d_][\w .’'-]{2,40})?(?:,? [\w .]{4,20})? ?(?:\([^)]{1,40}\) ?)?[–—-]"
)
SCENES = 20  # sentences of one instrument that are asked where it was signed
SEARCHED = 50_000  # characters in which an event's place is looked for
CAPTION = 90  # characters before what a picture shows
FAR = 240  # characters between what was done and the place
GOVERNOR = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[ ,)\d(]*\Z")  # the last word before a place


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place as written, its words, and how it was come by."""

    name: str
    start: int
    end: int
    basis: str
    rule: str


def find_place(reading: Reading, signed: Sequence[Piece], beside: Iterable[int]) -> FoundPlace | None:
    """The place of signature that these parts of one instrument state, or the sentences `beside` them.

    A city goes before a state, what is stated before what follows from an event, and a hall without its city is last.
    """
    sentences = reading.document.sentences
    own = [(sentences[piece.sentence], (piece,)) for piece in signed[:SCENES]]
    scenes = [*own, *((sentences[index], ()) for index in beside if sentences[index].readable)]
    stated = [place for sentence, pieces in scenes for place in _stated(reading, sentence, pieces)]
    if stated:
        return min(stated, key=lambda ranked: ranked[0])[1]
    for sentence, _ in scenes:
        place = _under_picture(reading, sentence) or _resolved(reading, sentence)
        if place:
            return place
    return next(filter(None, (_venue(reading, sentence) for sentence, _ in own)), None)


def find_place_beside(
    document: Document, day: FoundDate, bodies: Iterable[Mention], lexicon: Lexicon
) -> FoundPlace | None:
    """The place that stands right beside the day of signature: "with Northpol in Oslo on 3 May 2019".

    Before the day it counts only after a body's name, as it may be the place of what stands before it.
    """
    text, patterns = document.text, lexicon.grammar.places
    after = patterns.after_day.match(text, day.end)
    if after and _may_be_place(document, *after.span(1), lexicon):
        return _place(text, *after.span(1), "beside-the-day")
    for body in bodies:
        before = patterns.before_day.match(text, body.end, day.start) if body.end < day.start else None
        if before and not document.find_all(lexicon.countries, *before.span(1)):
            return _place(text, *before.span(1), "beside-the-day")
    return None


def _place(text: str, start: int, end: int, rule: str, basis: str = "stated") -> FoundPlace:
    return FoundPlace(text[start:end], start, end, basis, rule)


def _may_be_place(document: Document, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the words may name a place: no month, language, instrument or meeting, and not a line of capitals."""
    name = document.text[start:end]
    if name.isupper():
        return False
    words = WORD.findall(name)
    return not _is_when(words[0], lexicon) and not any(_is_no_place(word, lexicon) for word in words)


def _is_when(word: str, lexicon: Lexicon) -> bool:
    """Whether it is a month, a weekday or a word such as "today"."""
    folded, calendar = fold(word), lexicon.calendar
    return folded in calendar.months or folded in calendar.weekdays.by_first or folded in calendar.days_back.by_first


def _is_no_place(word: str, lexicon: Lexicon) -> bool:
    patterns = lexicon.grammar.places
    if patterns.no_place.fullmatch(word):
        return True
    return fold(word) in lexicon.not_names and not patterns.placed.fullmatch(word)


def _is_moment(words: str, lexicon: Lexicon) -> bool:
    """Whether the words only say when."""
    moment = lexicon.grammar.places.moment
    return all(word.isdigit() or moment.fullmatch(word) or _is_when(word, lexicon) for word in WORD.findall(words))


def _stated(
    reading: Reading, sentence: Sentence, pieces: Sequence[Piece]
) -> Iterator[tuple[tuple[bool, int, int], FoundPlace]]:
    """The places of a sentence that what was done there governs, each with its rank, the surest first."""
    document, lexicon, text = reading.document, reading.lexicon, reading.document.text
    patterns = lexicon.grammar.places
    for match in patterns.scene.finditer(text, sentence.start, sentence.end):
        span = match.span(match.lastindex or 1)
        if _may_be_place(document, *span, lexicon) and not reading.names.meets(*span):
            yield (False, 0, match.start()), _place(text, *span, "scene-of-the-signature")
    deeds = _deeds(reading, sentence, pieces)
    if not deeds:
        return
    for match in patterns.at.finditer(text, sentence.start, sentence.end):
        start, end = match.span(1)
        body = reading.names.meets(start, end) and not reading.names.meets(match.start() - 2, match.start())
        if body or not _may_be_place(document, start, end, lexicon):
            continue
        rank = _rank(text, sentence, deeds, match, lexicon)
        country = bool(document.find_all(lexicon.countries, start, end))
        if rank is not None and not (country and _beside_body(reading, sentence, match.start())):
            yield (country, rank, start), _place(text, start, end, ("signed-in", "event-in", "before-signing")[rank])


def _deeds(reading: Reading, sentence: Sentence, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Where the sentence tells of the signature: the verb that tells the status, words of signing, a ceremony."""
    told = [(item.status.start, item.status.end) for item in pieces if item.status and item.status.value == "signed"]
    here = (span for span in told if sentence.start <= span[0] and span[1] <= sentence.end)
    return sorted({*reading.deeds_in(sentence), *here})


def _beside_body(reading: Reading, sentence: Sentence, place: int) -> bool:
    """Whether a body's name ends right before: "the Academy in Austria" tells where that body is."""
    near = reading.document.text[max(sentence.start, place - 14) : place].rstrip(" ,)(")
    end = max(sentence.start, place - 14) + len(near)
    return reading.names.meets(end - 1, end)


def _rank(
    text: str, sentence: Sentence, deeds: Sequence[tuple[int, int]], match: re.Match[str], lexicon: Lexicon
) -> int | None:
    """How a deed governs the place: right before it (0), with its circumstances between (1), or after it (2)."""
    patterns = lexicon.grammar.places
    before = [deed for deed in deeds if deed[1] <= match.start() + 1]
    if before:
        path = text[before[-1][1] : match.start()]
        if len(path) <= FAR and _is_moment(path, lexicon):
            return 0
        if len(path) <= FAR and not patterns.broken.search(path) and _leads_on(path, patterns):
            return 1
    after = [deed for deed in deeds if deed[0] >= match.end()]
    if after and after[0][0] - match.end() <= FAR and not patterns.parted.search(text, match.end(), after[0][0]):
        front = text[sentence.start : match.start()]
        if not front.strip() or _opens(front, lexicon):
            return 2
    return None


def _leads_on(path: str, patterns: PlacesPatterns) -> bool:
    """Whether the place is not that of a thing or of people named right before it: "an office in Oslo".

    A venue is another matter: "at Northpol's headquarters in Oslo".
    """
    governor = GOVERNOR.search(path)
    if governor is None or not patterns.dwelling.fullmatch(governor[1]):
        return True
    return patterns.venue_before.search(path) is not None


def _opens(front: str, lexicon: Lexicon) -> bool:
    """Whether a sentence may begin so before the place where it happened: a day, a meeting, a venue, a comma."""
    governor = GOVERNOR.search(front)
    return lexicon.grammar.places.opening.search(front) is not None or bool(governor and _is_when(governor[1], lexicon))


def _under_picture(reading: Reading, sentence: Sentence) -> FoundPlace | None:
    """ "Photo: Oslo, 3 May 2019. Ann Bell and José Ruiz sign ...": where a picture of the signature was taken."""
    text, patterns = reading.document.text, reading.lexicon.grammar.places
    start = max(text.rfind("\n", 0, sentence.start) + 1, sentence.start - CAPTION)
    match = patterns.caption.fullmatch(text, start, sentence.start)
    return _place(text, *match.span(1), "under-a-picture") if match else None


def _resolved(reading: Reading, sentence: Sentence) -> FoundPlace | None:
    """The city of the event, or of the headquarters, at which the sentence says it was signed."""
    document, lexicon = reading.document, reading.lexicon
    event = lexicon.grammar.places.at_event.search(document.text, sentence.start, sentence.end)
    if event:
        return _of_event(document, event[1], lexicon) or _of_dateline(document, sentence, lexicon)
    return _of_seat(reading, sentence) if _deeds(reading, sentence, ()) else None


def _of_event(document: Document, event: str, lexicon: Lexicon) -> FoundPlace | None:
    """Where another sentence says that the event was held."""
    patterns = lexicon.grammar.places
    for pattern, place, name in ((patterns.event_in, 2, 1), (patterns.to_event, 1, 2)):
        for match in pattern.finditer(document.text, 0, SEARCHED):
            if fold(match[name]) == fold(event) and _may_be_place(document, *match.span(place), lexicon):
                return _place(document.text, *match.span(place), "event-held-in")
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


def _of_seat(reading: Reading, sentence: Sentence) -> FoundPlace | None:
    """ "at Northpol's headquarters": the city of its seat, if the article names that city anywhere."""
    text, known = reading.document.text, reading.lexicon.organisations
    at = reading.document.place_at(sentence.start)
    for mention in reading.mentions[at] if at is not None else ():
        seat = known[mention.id].seat if mention.id in known else None
        if seat and reading.lexicon.grammar.places.headquarters.match(text, mention.end, sentence.end):
            start = text.find(seat, 0, SEARCHED)
            if start >= 0:
                return _place(text, start, start + len(seat), "seat-of-the-host", "resolved")
    return None


def _venue(reading: Reading, sentence: Sentence) -> FoundPlace | None:
    """The hall or house where it was signed, when no city is named."""
    text, patterns = reading.document.text, reading.lexicon.grammar.places
    for deed in _deeds(reading, sentence, ()):
        for match in patterns.venue.finditer(text, deed[1], sentence.end):
            if match.start() - deed[1] <= FAR and not patterns.broken.search(text[deed[1] : match.start()]):
                return _place(text, *match.span(1), "signed-at")
    return None
