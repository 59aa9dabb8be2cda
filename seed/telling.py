"""What one sentence tells of one instrument that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.beside import find_beside
from seed.drafts import Piece
from seed.joined import Place
from seed.statuses import FoundStatus, find_status
from seed.when import AFTER_NAME, date_of_piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seed.beside import Beside
    from seed.cues import Cue
    from seed.dates import FoundDate
    from seed.document import Sentence
    from seed.drafts import Part
    from seed.reading import Reading

REFERRING = 40  # characters before an older instrument's name in which its relation stands
PARTED = re.compile("[,;:]")


@dataclass(frozen=True, slots=True)
class Told:
    """One instrument named in one sentence: what is said there of it."""

    index: int
    sentence: Sentence
    cue: Cue
    place: Place
    status: FoundStatus
    dates: Sequence[FoundDate]


def tell(reading: Reading, index: int, cue: Cue, cues: Sequence[Cue]) -> Told:
    """What the sentence at `index`, which names the instruments of `cues`, tells of the one of `cue`."""
    text, lexicon, sentence = reading.document.text, reading.lexicon, reading.document.sentences[index]
    beside = find_beside(text, cue, cues, reading.mentions[index], lexicon) if len(cues) > 1 else None
    status = find_status(reading.document, sentence, cue, lexicon, beside)
    status = _of_lead_in(reading, index, status)
    mentions = [item for item in reading.mentions[index] if beside is None or item not in beside.partners]
    dates = _own_dates(reading, index, beside)
    older = lexicon.grammar.cues.predecessor.search(text, sentence.start, sentence.end)
    dates = [date for date in dates if older is None or date.start < older.end()]
    dates = [date for date in dates if not _of_another(reading, sentence, cue, cues, date)]
    first, last = _bounds(cue, cues, sentence)
    people = reading.people(index)
    place = Place(text, sentence, cue, mentions, people, lexicon.grammar.parties, first, last)
    return Told(index, sentence, cue, place, status, dates)


def _of_lead_in(reading: Reading, index: int, status: FoundStatus) -> FoundStatus:
    """ "The Assembly approved: - an agreement with ...": what leads in a list tells what became of its items."""
    sentences = reading.document.sentences
    if sentences[index].form != "bullet" or status.value not in {"proposed", "referred", "announced"}:
        return status
    lead = next((at for at in range(index, max(-1, index - 30), -1) if sentences[at].form != "bullet"), None)
    if lead is None or not sentences[lead].readable:
        return status
    hits = reading.document.find(reading.lexicon.statuses.statuses, sentences[lead].start, sentences[lead].end)
    if hits and hits[-1].label == "approved":
        return FoundStatus("approved", hits[-1].start, hits[-1].end, "approved-list")
    return status


def piece_of(reading: Reading, told: Told, part: Part, status: FoundStatus | None, kind: str | None = None) -> Piece:
    """The sentence's part in telling of the instrument, with the `status` and `kind` that it counts for."""
    text, grammar, misdated = reading.document.text, reading.lexicon.grammar, reading.misdated(told.index)
    date = None if misdated else date_of_piece(text, told.cue, told.status, told.dates, grammar)
    return Piece(told.index, part, told.cue.start, told.cue.end, status, date, kind, misdated)


def _bounds(cue: Cue, cues: Sequence[Cue], sentence: Sentence) -> tuple[int, int]:
    """Where the instruments named before and after this one leave off and begin."""
    first = max((other.end for other in cues if other.end <= cue.start), default=sentence.start)
    last = min((other.start for other in cues if other.start >= cue.end), default=sentence.end)
    return first, last


def _own_dates(reading: Reading, index: int, beside: Beside | None) -> Sequence[FoundDate]:
    dates = reading.dates[index]
    return dates if beside is None else beside.dates(reading.document, dates, reading.lexicon)


def _of_another(reading: Reading, sentence: Sentence, cue: Cue, cues: Sequence[Cue], date: FoundDate) -> bool:
    """ "it replaces the agreement of 1998": whether the date stands right after the name of another, older one."""
    before = [other for other in cues if other.end <= date.start]
    if not before or before[-1] is cue or date.start - before[-1].end > AFTER_NAME:
        return False
    other, text = before[-1], reading.document.text
    start = max(sentence.start, other.start - REFERRING)
    hits = reading.document.find_all(reading.lexicon.statuses.before, start, other.start)
    return any(not PARTED.search(text, hit.end, other.start) for hit in hits)
