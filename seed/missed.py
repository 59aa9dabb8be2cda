"""What was nearly found, from what the reader did: instruments, people beside a signature, dates in its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from seed.signing import signing_sentences
from seed.when import UNDATED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seed.drafts import Piece
    from seed.pipeline import CloseReading

Span = tuple[int, int]
NO_PARTIES = "no-parties"


@dataclass(frozen=True, slots=True)
class Missed:
    """Words of a sentence that looked like `about`, what was lacking (a name of `rules.toml`), the words against it."""

    sentence: int
    start: int
    end: int
    about: Literal["instrument", "signatory", "date"]
    lacking: str
    words: tuple[Span, ...] = ()


def find_misses(close: CloseReading) -> list[Missed]:
    """All near misses of an article, each once, in the order of the text."""
    found = [
        *_instruments(close),
        *_people(close),
        *(miss for draft in close.drafts for piece in draft.pieces for miss in _dates(close, piece)),
    ]
    return sorted(dict.fromkeys(found), key=lambda miss: (miss.start, miss.end, miss.about, miss.lacking))


def _instruments(close: CloseReading) -> Iterator[Missed]:
    for miss in close.misses:
        words = (miss.words,) if miss.words else ()
        lacking = _of_parties(close, miss.sentence) if miss.lacking == NO_PARTIES else miss.lacking
        yield Missed(miss.sentence, miss.start, miss.end, "instrument", lacking, words)


def _of_parties(close: CloseReading, index: int) -> str:
    """Whether an instrument without parties stands beside no body, one, or several that are no parties there."""
    bodies = {mention.id for mention in close.reading.mentions[index]}
    return NO_PARTIES if len(bodies) > 1 else "one-party" if bodies else "no-party-named"


def _people(close: CloseReading) -> Iterator[Missed]:
    """People with an office or a body who are named near a signature, or stand for a party, and did not sign."""
    signed = [
        draft
        for draft in close.drafts
        if any(piece.status and piece.status.value == "signed" for piece in draft.pieces)
    ]
    if not signed:
        return
    signers = {
        claim.value.split()[-1].casefold()
        for report in close.findings.reports
        for claim in report.claims
        if claim.attribute == "signatory"
    }
    looked_at = {index for draft in signed for index in signing_sentences(close.reading, draft)}
    parties = {id_ for draft in signed for id_ in draft.ids}
    told: set[str] = set()
    for index in range(len(close.reading.document.sentences)):
        for person in close.reading.people(index, always=True):
            name = person.name.split()[-1].casefold()
            near = index in looked_at
            if name in signers | told or not (near or person.organisation in parties):
                continue
            if not (person.role or person.organisation or person.titled):  # may be the name of anything
                continue
            told.add(name)
            yield Missed(index, person.start, person.end, "signatory", "did-not-sign" if near else "signing-not-told")


def _dates(close: CloseReading, piece: Piece) -> Iterator[Missed]:
    """Dates in a sentence that names an instrument, or points to it, and that are not given as its own."""
    if piece.part == "on":
        return
    if piece.misdated:
        yield Missed(piece.sentence, piece.start, piece.end, "date", "impossible-date")
    if close.findings.published is None:
        for start, end in _to_be_counted(close, piece.sentence):
            yield Missed(piece.sentence, start, end, "date", "undated-article")
    claimed = {
        (claim.start, claim.end)
        for report in close.findings.reports
        for claim in report.claims
        if claim.attribute in {"date", "expires"}
    }
    for date in close.reading.dates[piece.sentence]:
        if (date.start, date.end) in claimed:
            continue
        plan = piece.status is not None and piece.status.value in UNDATED
        lacking = "plan-without-day" if plan else "weaker-date" if date == piece.date else "date-of-something-else"
        yield Missed(piece.sentence, date.start, date.end, "date", lacking)


def _to_be_counted(close: CloseReading, index: int) -> Iterator[Span]:
    """Words such as "last Tuesday", which only an article with a date of its own makes a date."""
    document, words = close.reading.document, close.reading.lexicon.calendar
    sentence = document.sentences[index]
    for phrases in (words.days_back, words.weekdays, words.weeks_back, words.months_back):
        for hit in phrases.find(document.text, document.tokens, sentence.start, sentence.end):
            yield hit.start, hit.end
