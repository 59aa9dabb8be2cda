"""From sentences to drafts of agreements: what is one instrument, who its parties are, where the text speaks of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from seed.beside import find_beside
from seed.cues import Cue, find_cues, find_references
from seed.dates import has_impossible
from seed.mentions import Mention
from seed.parties import Context, Place, chain, set_apart, find_owned_parties, find_parties, find_parties_before, find_tied_parties, named_bodies
from seed.people import Person, find_people
from seed.spans import cover
from seed.statuses import DENIED, FoundStatus, find_status
from seed.when import date_of_piece, years_of_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.edtf import EdtfDate
    from seed.beside import Beside
    from seed.dates import FoundDate
    from seed.document import Document, Sentence
    from seed.lexicon import Lexicon
    from seed.mentions import Mentions
    from seed.phrases import PhraseHit
    from seed.spans import Cover, Spanned

Part = Literal["main", "back", "on"]

PLANS = frozenset({"joint action plan", "joint declaration", "strategic partnership"})
NEWS = frozenset({"signed", "approved", "in force", "negotiating"})
UNTOLD = frozenset({"only-named", "in-heading"})
DIGIT = re.compile("[0-9]")
PIECES = 100  # sentences of one instrument, and
DRAFTS = 200  # instruments of one article: more than any article has, so that a hostile one ends soon
UMBRELLA = "cooperation agreement"  # what a heading calls any instrument


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence's part in telling of an instrument.

    `part`: "main" names it with its parties, "back" points to it, "on" goes on about it. `start` and `end` bound the
    words that name it; `date` is what this sentence dates it with. `misdated` when it holds a date that can't be.
    """

    sentence: int
    part: Part
    start: int
    end: int
    status: FoundStatus | None = None
    date: FoundDate | None = None
    kind: str | None = None
    misdated: bool = False


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
    names: Cover

    def in_name(self, item: PhraseHit) -> bool:
        """Whether the words are part of an organisation's name: the Office on Drugs is not about drugs."""
        return self.names.meets(item.start, item.end)

    def misdated(self, index: int) -> bool:
        """Whether the sentence holds a date that no calendar has."""
        sentence = self.document.sentences[index]
        text = self.document.text[sentence.start : sentence.end]
        return bool(DIGIT.search(text)) and has_impossible(text, self.lexicon)


def make_reading(document: Document, lexicon: Lexicon, mentions: Mentions, dates: Sequence[FoundDate]) -> Reading:
    """Everything found so far, laid beside the sentences it stands in."""
    spoken = [place.id for place in mentions.places]
    counts = {id_: spoken.count(id_) for id_ in dict.fromkeys(spoken[:1000])}
    places = sorted([*mentions.places, *_states(document, lexicon, mentions)], key=lambda place: place.start)
    by_sentence = tuple(_within(places, document.sentences))
    people = tuple(
        tuple(find_people(document, sentence, found, lexicon)) if sentence.readable else ()
        for sentence, found in zip(document.sentences, by_sentence, strict=True)
    )
    names = cover(mentions.places)
    lead = max(counts, key=lambda id_: counts[id_]) if counts else None
    return Reading(document, lexicon, by_sentence, people, tuple(_within(dates, document.sentences)), lead, names)


def _states(document: Document, lexicon: Lexicon, mentions: Mentions) -> list[Mention]:
    """States where they may be parties: not where they only say where something is."""
    taken = cover(mentions.places)
    hits, patterns = lexicon.countries.find(document.text, document.tokens), lexicon.grammar.agreements
    return [
        Mention(hit.start, hit.end, hit.label, state=True)
        for hit in hits
        if document.text[hit.start].isupper()
        and not taken.meets(hit.start, hit.end + 1)
        and not patterns.locating.search(document.text[max(0, hit.start - 16) : hit.start])
        and not patterns.adjective.match(document.text, hit.end)
    ]


def find_agreements(reading: Reading) -> list[Draft]:
    """The instruments of an article, in the order in which it first names them."""
    drafts: list[Draft] = []
    context = Context((), reading.lead)
    last_kind: str | None = None
    focus: int | None = None
    for index, sentence in enumerate(reading.document.sentences):
        if not sentence.readable or len(drafts) >= DRAFTS:
            continue
        cues = find_cues(reading.document, sentence, reading.lexicon)
        touched: list[int] = []
        for cue in cues:
            named = replace(cue, kind=last_kind, general=False) if cue.like_last and last_kind else cue
            last_kind = last_kind if named.general else named.kind
            beside = find_beside(reading.document.text, cue, cues, reading.mentions[index], reading.lexicon)
            touched += _read_cue(reading, index, named, _bounds(cue, cues, sentence), context, drafts, focus, beside)
            focus = touched[-1] if touched else focus
        if not touched:
            touched = _read_reference(reading, index, drafts, focus)
        if not touched and not cues:
            touched = _read_on(reading, index, drafts, focus)
        focus = touched[-1] if touched else focus
        context = _next_context(reading, index, drafts, touched, context)
    return drafts


def _bounds(cue: Cue, cues: Sequence[Cue], sentence: Sentence) -> tuple[int, int]:
    """Where the instruments named before and after this one leave off and begin."""
    first = max((other.end for other in cues if other.end <= cue.start), default=sentence.start)
    last = min((other.start for other in cues if other.start >= cue.end), default=sentence.end)
    return first, last


def _read_cue(
    reading: Reading,
    index: int,
    cue: Cue,
    bounds: tuple[int, int],
    context: Context,
    drafts: list[Draft],
    focus: int | None,
    beside: Beside | None,
) -> list[int]:
    """Puts what the cue tells into `drafts`; gives the places of the drafts it tells of."""
    text, sentence = reading.document.text, reading.document.sentences[index]
    lexicon, grammar = reading.lexicon, reading.lexicon.grammar
    status = find_status(reading.document, sentence, cue, lexicon, beside)
    if status.value == DENIED:
        return []
    misdated = reading.misdated(index)
    mentions = [item for item in reading.mentions[index] if beside is None or item not in beside.partners]
    dates = reading.dates[index] if beside is None else beside.dates(reading.document, reading.dates[index], lexicon)
    place = Place(text, sentence, cue, mentions, reading.people[index], grammar.parties, *bounds)
    pointing = cue.general and cue.reach == "back" and focus is not None
    groups = find_tied_parties(place) if pointing else find_parties(place, context)
    date = None if misdated else date_of_piece(text, cue, status, dates, grammar)
    meant = None if groups else _target(cue, drafts, focus)
    other = meant is not None and _other_matter(place, reading.dates[index], drafts[meant], reading)
    if other:
        groups = find_owned_parties(place)
    if not groups and other:
        return []
    if cue.weak and not (groups and status.value in NEWS and status.rule.endswith(("-before", "-after"))):
        return []
    if not groups and meant is None and (cue.reach == "back" or status.rule not in UNTOLD) and not cue.plural:
        groups = find_parties_before(place, context)
    if not groups:
        renewed = bool(grammar.agreements.renewed.search(text, sentence.start, sentence.end))
        piece = Piece(index, "back", cue.start, cue.end, status, date, misdated=misdated)
        return _point_back(piece, cue, renewed, drafts, focus)
    if grammar.common.question.search(text, sentence.start, cue.start):
        return []
    kind = None if cue.general else cue.kind
    piece = Piece(index, "main", cue.start, cue.end, status, date, kind, misdated)
    soft = (cue.general and cue.reach != "new") or (sentence.form == "heading" and cue.kind == UMBRELLA)
    return [_place(Draft(cue.kind, soft, _concluding(parties, reading), (piece,)), drafts) for parties in groups]


def _other_matter(place: Place, dates: Sequence[FoundDate], draft: Draft, reading: Reading) -> bool:
    """Whether the sentence is about another instrument than `draft`: of another body, or of another year."""
    bodies = named_bodies(place)
    if not {party.id for party in _concluding(tuple(bodies), reading)} <= draft.ids:
        return True
    years = years_of_name(place.text, place.cue, dates)
    return any(not (year.date.contains(date) or date.contains(year.date)) for year in years for date in _dates(draft))


def _concluding(parties: tuple[Mention, ...], reading: Reading) -> tuple[Mention, ...]:
    """The parties, a body in the place of its unit."""
    known = reading.lexicon.organisations
    return tuple(
        replace(party, id=known[party.id].parent or party.id)
        if party.id in known and known[party.id].kind == "unit"
        else party
        for party in parties
    )


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
    drafts[place] = Draft(kind, soft, other.parties, (*other.pieces, *draft.pieces)[:PIECES])
    return place


def _one_date(left: Draft, right: Draft) -> bool:
    """Whether no two dates of the drafts exclude one another."""
    return all(one.contains(other) or other.contains(one) for one in _dates(left) for other in _dates(right))


def _dates(draft: Draft) -> list[EdtfDate]:
    return [piece.date.date for piece in draft.pieces if piece.date and piece.part == "main"]


def _target(cue: Cue, drafts: Sequence[Draft], focus: int | None) -> int | None:
    """The place of the last instrument that the cue can point back to."""
    if cue.reach == "new" or focus is None or (cue.general and (cue.reach == "bare" or cue.plural)):
        return None
    places = [
        place
        for place, draft in enumerate(drafts)
        if (draft.kind not in PLANS if cue.general else draft.kind == cue.kind)
    ]
    if not places and not cue.general:
        return None
    return focus if focus in places or not places else places[-1]


def _point_back(piece: Piece, cue: Cue, renewed: bool, drafts: list[Draft], focus: int | None) -> list[int]:
    """ "the agreement", "this memorandum": the last one it can mean; a renewal of that one, with a date, is another."""
    place = _target(cue, drafts, focus)
    if place is None:
        return []
    if renewed and piece.date and piece.status:
        signed = replace(piece.status, value="signed", rule="renewal")
        draft = Draft(drafts[place].kind, False, drafts[place].parties, (replace(piece, part="main", status=signed),))
        if not _one_date(drafts[place], draft):
            drafts.append(draft)
            return [len(drafts) - 1]
    _add(drafts, place, replace(piece, status=_telling(piece.status)))
    return [place]


def _read_reference(reading: Reading, index: int, drafts: list[Draft], focus: int | None) -> list[int]:
    """ "the three-year plan", "the pact"."""
    if focus is None:
        return []
    sentence, text = reading.document.sentences[index], reading.document.text
    for start, end, to_plan in find_references(text, sentence, reading.lexicon):
        plans = [place for place, draft in enumerate(drafts) if draft.kind == "joint action plan"]
        if to_plan and not plans:
            continue
        place = focus if not to_plan or focus in plans else plans[-1]
        cue = Cue(start, end, drafts[place].kind, True, "back", False, False)
        status = find_status(reading.document, sentence, cue, reading.lexicon)
        patterns = reading.lexicon.grammar.parties
        named = Place(text, sentence, cue, reading.mentions[index], (), patterns, sentence.start, sentence.end)
        if status.value == DENIED or _other_matter(named, reading.dates[index], drafts[place], reading):
            continue
        misdated = reading.misdated(index)
        date = None if misdated else date_of_piece(text, cue, status, reading.dates[index], reading.lexicon.grammar)
        telling = _telling(status)
        part: Part = "main" if telling and to_plan else "back"
        _add(drafts, place, Piece(index, part, start, end, telling, date, misdated=misdated))
        return [place]
    return []


def _read_on(reading: Reading, index: int, drafts: list[Draft], focus: int | None) -> list[int]:
    """The next sentence goes on about the same instrument when it begins as such sentences do."""
    if focus is None or drafts[focus].pieces[-1].sentence != index - 1:
        return []
    sentence, text = reading.document.sentences[index], reading.document.text
    if not reading.lexicon.grammar.agreements.goes_on.match(text[sentence.start : sentence.end]):
        return []
    _add(drafts, focus, Piece(index, "on", sentence.start, sentence.start))
    return [focus]


def _telling(status: FoundStatus | None) -> FoundStatus | None:
    return status if status and status.value in {"signed", "approved", "in force", "expired", "suspended"} else None


def _add(drafts: list[Draft], place: int, piece: Piece) -> None:
    drafts[place] = replace(drafts[place], pieces=(*drafts[place].pieces, piece)[:PIECES])


def _near(reading: Reading, index: int, context: Context) -> tuple[Mention, ...]:
    """The bodies that the sentence names; those of the one before when it names none and follows it in its paragraph."""
    sentences, patterns = reading.document.sentences, reading.lexicon.grammar.parties
    if sentences[index].form == "heading":
        return ()
    bodies = reading.mentions[index]
    named = tuple(item for item in bodies if not set_apart(reading.document.text, item, patterns))
    if named or any(not item.state for item in bodies):
        return named
    kept = index > 0 and sentences[index - 1].block == sentences[index].block and context.near
    return context.near if kept and reading.mentions[index - 1] else ()


def _next_context(
    reading: Reading, index: int, drafts: Sequence[Draft], touched: Sequence[int], context: Context
) -> Context:
    """The bodies last joined: the parties just named, or two that the sentence links by "and"."""
    context = replace(context, near=_near(reading, index, context))
    named = {mention.id for mention in reading.mentions[index]}
    for place in touched:
        if len(drafts[place].ids) == 2 and drafts[place].pieces[-1].part == "main":
            pair = tuple(mention.id for mention in drafts[place].parties)
            return replace(context, pair=pair, sure=named <= set(pair))
    mentions, patterns = reading.mentions[index], reading.lexicon.grammar.parties
    for first in range(len(mentions)):
        ids = dict.fromkeys(mention.id for mention in chain(reading.document.text, mentions, first, patterns))
        if len(ids) == 2 and not touched:
            return replace(context, pair=tuple(ids), sure=named <= set(ids))
    return replace(context, sure=context.sure and named <= set(context.pair))


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
