"""From sentences to drafts of agreements: what is one instrument, who its parties are, and where the text speaks of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from seed.cues import Cue, find_cues, find_references
from seed.parties import Context, chain, find_parties
from seed.people import Person, find_people
from seed.statuses import FoundStatus, find_status
from seed.when import date_of_piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seed.dates import FoundDate
    from seed.document import Document, Sentence
    from seed.lexicon import Lexicon
    from seed.mentions import Mention, Mentions
    from seed.spans import Spanned

Part = Literal["main", "back", "on"]

PLANS = frozenset({"joint action plan", "joint declaration", "strategic partnership"})
UMBRELLA = "cooperation agreement"  # what a heading calls any instrument
GOES_ON = re.compile(
    r"\A[“\"]?(?:The two|Both (?:organi|bodies|agencies|sides|institutions|parties)|They |It (?:will|is designed|covers|aims|opens"
    r"|provides|foresees|allows|closes|also)|The partners|The parties|Under it|In practical terms|Key areas|(?:The )?[Aa]reas (?:of|for)"
    r"|Put broadly|Use of)"
)
QUESTION = re.compile(r"\bwhether\b|\bif\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence's part in telling of an instrument.

    `part`: "main" names it with its parties, "back" points to it, "on" goes on about it. `start` and `end` bound the
    words that name it; `date` is what this sentence dates it with.
    """

    sentence: int
    part: Part
    start: int
    end: int
    status: FoundStatus | None = None
    date: FoundDate | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An instrument as far as it is known; `soft` while only a general word ("the agreement") names it."""

    kind: str
    soft: bool
    parties: tuple[Mention, ...]
    pieces: tuple[Piece, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The parties' ids."""
        return frozenset(mention.id for mention in self.parties)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the earlier stages found, sentence by sentence."""

    document: Document
    lexicon: Lexicon
    mentions: tuple[tuple[Mention, ...], ...]
    people: tuple[tuple[Person, ...], ...]
    dates: tuple[tuple[FoundDate, ...], ...]
    lead: str | None


def make_reading(document: Document, lexicon: Lexicon, mentions: Mentions, dates: Sequence[FoundDate]) -> Reading:
    """Everything found so far, laid beside the sentences it stands in."""
    spoken = [place.id for place in mentions.places]
    counts = {id_: spoken.count(id_) for id_ in dict.fromkeys(spoken[:1000])}
    by_sentence = tuple(_within(mentions.places, document.sentences))
    people = tuple(
        tuple(find_people(document, sentence, found, lexicon)) if _short(sentence) else ()
        for sentence, found in zip(document.sentences, by_sentence, strict=True)
    )
    lead = max(counts, key=lambda id_: counts[id_]) if counts else None
    return Reading(document, lexicon, by_sentence, people, tuple(_within(dates, document.sentences)), lead)


def find_agreements(reading: Reading) -> list[Draft]:
    """The instruments of an article, in the order in which it first names them."""
    drafts: list[Draft] = []
    context = Context((), reading.lead)
    last_kind: str | None = None
    focus: int | None = None
    for index, sentence in enumerate(reading.document.sentences):
        if not _short(sentence):
            continue
        cues = find_cues(reading.document, sentence, reading.lexicon)
        touched: list[int] = []
        for cue in cues:
            named = replace(cue, kind=last_kind, general=False) if cue.like_last and last_kind else cue
            last_kind = last_kind if named.general else named.kind
            touched += _read_cue(reading, index, named, context, drafts, focus)
            focus = touched[-1] if touched else focus
        if not touched:
            touched = _read_reference(reading, index, drafts, focus)
        if not touched and not cues:
            touched = _read_on(reading, index, drafts, focus)
        focus = touched[-1] if touched else focus
        context = _next_context(reading, index, drafts, touched, context)
    return drafts


def _short(sentence: Sentence) -> bool:
    return sentence.end - sentence.start <= 1500


def _read_cue(
    reading: Reading, index: int, cue: Cue, context: Context, drafts: list[Draft], focus: int | None
) -> list[int]:
    """Puts what the cue tells into `drafts`; gives the places of the drafts it tells of."""
    text, sentence = reading.document.text, reading.document.sentences[index]
    mentions, people = reading.mentions[index], reading.people[index]
    groups = find_parties(text, sentence, cue, mentions, people, context)
    status = find_status(reading.document, sentence, cue, reading.lexicon.statuses)
    date = date_of_piece(text, cue, status, reading.dates[index])
    if not groups:
        return _point_back(index, cue, status, date, drafts, focus)
    if cue.reach == "new" and QUESTION.search(text, sentence.start, cue.start):
        return []
    piece = Piece(index, "main", cue.start, cue.end, status, date, None if cue.general else cue.kind)
    soft = (cue.general and cue.reach != "new") or (sentence.form == "heading" and cue.kind == UMBRELLA)
    return [_place(Draft(cue.kind, soft, parties, (piece,)), drafts) for parties in groups]


def _place(draft: Draft, drafts: list[Draft]) -> int:
    """Joins `draft` to the one it is, or adds it; gives its place."""
    same = [place for place, other in enumerate(drafts) if other.ids == draft.ids and _one_date(other, draft)]
    if draft.soft:
        fitting = [place for place in same if drafts[place].kind not in PLANS]
    else:
        exact = [place for place in same if drafts[place].kind == draft.kind and not drafts[place].soft]
        open_ones = [place for place in same if drafts[place].soft and draft.kind not in PLANS]
        fitting = exact or open_ones
    if not fitting:
        drafts.append(draft)
        return len(drafts) - 1
    place = fitting[-1]
    other = drafts[place]
    kind, soft = (other.kind, other.soft) if draft.soft else (draft.kind, False)
    drafts[place] = Draft(kind, soft, other.parties, (*other.pieces, *draft.pieces))
    return place


def _one_date(left: Draft, right: Draft) -> bool:
    """Whether no two dates of the drafts exclude one another."""
    return all(
        one.date.contains(other.date) or other.date.contains(one.date)
        for one in _dates(left)
        for other in _dates(right)
    )


def _dates(draft: Draft) -> list[FoundDate]:
    return [piece.date for piece in draft.pieces if piece.date and piece.part == "main"]


def _point_back(
    index: int, cue: Cue, status: FoundStatus, date: FoundDate | None, drafts: list[Draft], focus: int | None
) -> list[int]:
    """"the agreement", "this memorandum": the last one it can mean."""
    if cue.reach == "new" or focus is None or (cue.reach == "bare" and cue.general):
        return []
    if cue.general:
        places = [place for place, draft in enumerate(drafts) if draft.kind not in PLANS]
        place = focus if focus in places or not places else places[-1]
    else:
        places = [place for place, draft in enumerate(drafts) if draft.kind == cue.kind]
        if not places:
            return []
        place = focus if focus in places else places[-1]
    _add(drafts, place, Piece(index, "back", cue.start, cue.end, _telling(status), date))
    return [place]


def _read_reference(reading: Reading, index: int, drafts: list[Draft], focus: int | None) -> list[int]:
    """"the three-year plan", "the pact"."""
    if focus is None:
        return []
    sentence, text = reading.document.sentences[index], reading.document.text
    for start, end, word in find_references(text, sentence):
        plans = [place for place, draft in enumerate(drafts) if draft.kind == "joint action plan"]
        if word == "plan" and not plans:
            continue
        place = focus if word != "plan" or focus in plans else plans[-1]
        cue = Cue(start, end, drafts[place].kind, True, "back", False, False)
        status = find_status(reading.document, sentence, cue, reading.lexicon.statuses)
        date = date_of_piece(text, cue, status, reading.dates[index])
        telling = _telling(status)
        part: Part = "main" if telling and word == "plan" else "back"
        _add(drafts, place, Piece(index, part, start, end, telling, date))
        return [place]
    return []


def _read_on(reading: Reading, index: int, drafts: list[Draft], focus: int | None) -> list[int]:
    """The next sentence goes on about the same instrument when it begins as such sentences do."""
    if focus is None or drafts[focus].pieces[-1].sentence != index - 1:
        return []
    sentence, text = reading.document.sentences[index], reading.document.text
    if not GOES_ON.match(text[sentence.start : sentence.end]):
        return []
    _add(drafts, focus, Piece(index, "on", sentence.start, sentence.start))
    return [focus]


def _telling(status: FoundStatus) -> FoundStatus | None:
    return status if status.value in {"signed", "approved", "in force", "expired", "suspended"} else None


def _add(drafts: list[Draft], place: int, piece: Piece) -> None:
    drafts[place] = replace(drafts[place], pieces=(*drafts[place].pieces, piece))


def _next_context(
    reading: Reading, index: int, drafts: Sequence[Draft], touched: Sequence[int], context: Context
) -> Context:
    """The bodies last joined: the parties just named, or two that the sentence links by "and"."""
    for place in touched:
        if len(drafts[place].ids) == 2 and drafts[place].pieces[-1].part == "main":
            return replace(context, pair=tuple(mention.id for mention in drafts[place].parties))
    mentions = reading.mentions[index]
    for first in range(len(mentions)):
        ids = dict.fromkeys(mention.id for mention in chain(reading.document.text, mentions, first))
        if len(ids) == 2 and not touched:
            return replace(context, pair=tuple(ids))
    return context


def _within(items: Sequence[Spanned], sentences: Sequence[Sentence]) -> list[tuple[Spanned, ...]]:
    """The items of each sentence; both are in order, so one pass is enough."""
    found: list[tuple[Spanned, ...]] = []
    place = 0
    for sentence in sentences:
        while place < len(items) and items[place].start < sentence.start:
            place += 1
        first = place
        while place < len(items) and items[place].end <= sentence.end:
            place += 1
        found.append(tuple(items[first:place]))
    return found
