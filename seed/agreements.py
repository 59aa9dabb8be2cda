"""From sentences to drafts of agreements: what is one instrument, who its parties are, where the text speaks of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seed.cues import Cue, find_elliptic, find_references, read_cues
from seed.drafts import Draft, Drafts, Piece
from seed.joined import Context, chains, named_bodies, set_apart
from seed.parties import (
    find_loose_parties,
    find_owned_parties,
    find_parties,
    find_parties_before,
    find_tied_parties,
)
from seed.statuses import DENIED, FoundStatus, find_signing
from seed.telling import Told, piece_of, tell
from seed.when import earlier_date, years_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.edtf import EdtfDate
    from seed.mentions import Mention
    from seed.reading import Reading

PLANS_OF_PAST = frozenset({"signed", "approved", "in force", "expired", "suspended"})
NEWS = frozenset({"signed", "approved", "in force", "negotiating"})
UNTOLD = frozenset({"only-named", "in-heading"})
TIE = 12  # characters in which "between" follows the name
BEGINNING = 3  # characters before a name that begins its sentence
UMBRELLA = "cooperation agreement"  # what a heading calls any instrument
TOLD = 3000  # places in one article that name an instrument: more than any has, so that a hostile one ends soon
REACH = 3  # sentences after an instrument's last in which "it was signed by" still means it


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A place that looked like an instrument and was not taken for one, and what was lacking, in a rule's name."""

    sentence: int
    start: int
    end: int
    lacking: str
    words: tuple[int, int] | None = None  # those that stood against it, where it was words


def find_agreements(reading: Reading) -> list[Draft]:
    """The instruments of an article, in the order in which it first names them."""
    return read_agreements(reading)[0]


def read_agreements(reading: Reading) -> tuple[list[Draft], list[NearMiss]]:
    """The instruments of an article, and what was nearly taken for one."""
    reader = _Reader(reading)
    for index, sentence in enumerate(reading.document.sentences):
        if not sentence.readable:
            reader.misses.append(NearMiss(index, sentence.start, sentence.start, "too-long"))
        elif reader.full:
            reader.misses.append(NearMiss(index, sentence.start, sentence.start, "too-many"))
            break
        else:
            reader.read(index)
    return reader.drafts.items, reader.misses


class _Reader:
    """Reads an article sentence by sentence, keeping what was found and what the text spoke of last."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.lexicon = reading.lexicon
        self.grammar = reading.lexicon.grammar
        self.drafts = Drafts(reading.homes)
        self.misses: list[NearMiss] = []
        self.context = Context((), reading.lead)
        self.last_kind: str | None = None
        self.told = 0

    @property
    def full(self) -> bool:
        """Whether no more is taken in."""
        return self.drafts.full or self.told >= TOLD

    def read(self, index: int) -> None:
        """Takes in one sentence."""
        sentence = self.reading.document.sentences[index]
        cues, dropped = read_cues(self.reading.document, sentence, self.lexicon)
        self.misses += [NearMiss(index, item.start, item.end, item.lacking, item.words) for item in dropped]
        if not cues and self.last_kind:
            cues = find_elliptic(self.text, sentence, self.last_kind, self.lexicon)
        touched: list[int] = []
        for cue in cues:
            touched += self._read_cue(index, self._kind_of_last(cue), cues)
            self._focus(touched)
        touched += self._read_predecessor(index)
        touched = touched or self._read_reference(index) or self._read_signing(index)
        if not touched and not cues:
            touched = self._read_on(index) or self._miss_name(index)
        self._focus(touched)
        self._remember(index, touched)
        self.told += max(len(cues), bool(touched))

    def _focus(self, touched: Sequence[int]) -> None:
        if not touched:
            return
        place, focus = touched[-1], self.drafts.focus
        older = self.drafts.items[place].is_older
        if focus is not None and older and self.drafts.items[focus].ids == self.drafts.items[place].ids:
            place = place if self.drafts.items[focus].is_older else focus  # the news stays what the text is about
        self.drafts.focus = place

    def _kind_of_last(self, cue: Cue) -> Cue:
        """ "one such agreement" has the kind that was named last."""
        if cue.like_last and self.last_kind:
            return replace(cue, kind=self.last_kind, general=False)
        if not cue.general and not cue.weak:
            self.last_kind = cue.kind
        return cue

    def _miss(self, index: int, cue: Cue, lacking: str, words: tuple[int, int] | None = None) -> list[int]:
        self.misses.append(NearMiss(index, cue.start, cue.end, lacking, words))
        return []

    def _read_cue(self, index: int, cue: Cue, cues: Sequence[Cue]) -> list[int]:
        """Takes in what the sentence tells of the instrument it names there; the places of the drafts it tells of."""
        told = tell(self.reading, index, cue, cues)
        if told.status.value == DENIED:
            return self._miss(index, cue, "denied", (told.status.start, told.status.end))
        if cue.plural and cue.reach == "back" and (places := self._point_to_several(told)):
            return places
        tied = self.grammar.parties.between.search(self.text, cue.end, cue.end + TIE)  # "between the two"
        named = cue.reach == "back" and self.drafts.target(cue) is not None and not tied
        pointing = cue.general and cue.reach == "back" and self.drafts.focus is not None
        groups = find_tied_parties(told.place) if pointing else find_parties(told.place, self.context, named)
        meant = None if groups else self.drafts.target(cue)
        if meant is not None and self._other_matter(told, self.drafts.items[meant]):
            groups = find_owned_parties(told.place)
            if not groups:
                return self._miss(index, cue, "of-other-bodies")
        if not groups and meant is None and not cue.plural:
            groups = self._parties_from_before(told)
        if not groups and meant is None and cue.reach == "new" and told.status.rule not in UNTOLD:
            groups = find_loose_parties(told.place)
        same = self.drafts.target(cue) if groups else None
        if same is not None and self._only_named_again(told, groups, self.drafts.items[same]):
            return self._point_back(told)
        if cue.weak and not (groups and self._surely(told)):
            return self._miss(index, cue, "weak-word")
        if not groups:
            return self._point_back(told) or self._miss(index, cue, "no-parties")
        asked = self.grammar.common.question.search(self.text, told.sentence.start, cue.start)
        if asked:
            return self._miss(index, cue, "only-asked", asked.span())
        return [place for parties in groups for place in self._name(told, parties)]

    def _only_named_again(self, told: Told, groups: Sequence[tuple[Mention, ...]], draft: Draft) -> bool:
        """ "Under the memorandum the two bodies will ...": the news again, not an older instrument of its kind."""
        if told.cue.reach != "back" or told.status.value != "referred" or told.dates or draft.is_older:
            return False
        return len(groups) == 1 and {party.id for party in groups[0]} == draft.ids and told.cue.kind == draft.kind

    def _surely(self, told: Told) -> bool:
        """Whether a word that mostly means something else is an instrument's here."""
        cue, status = told.cue, told.status
        named = cue.reach == "new" or cue.plural or told.sentence.form == "heading"
        return named and status.value in NEWS and status.rule.endswith(("-before", "-after", "renewal"))

    def _parties_from_before(self, told: Told) -> list[tuple[Mention, ...]]:
        """The parties of an instrument that its sentence names without any."""
        cue, focus = told.cue, self.drafts.focus
        if cue.reach == "back" and focus is not None and not told.place.mentions and told.dates:
            return [self.drafts.items[focus].parties]  # "it follows the letter of intent of May 2015"
        begins = cue.start - told.sentence.start <= BEGINNING
        if cue.reach == "back" or told.status.rule not in UNTOLD or (cue.reach == "bare" and begins and told.dates):
            return find_parties_before(told.place, self.context)
        return []

    def _name(self, told: Told, parties: tuple[Mention, ...]) -> list[int]:
        """The sentence names the instrument with its parties."""
        cue, status = told.cue, told.status
        kind = None if cue.general else cue.kind
        soft = (cue.general and cue.reach != "new") or (told.sentence.form == "heading" and cue.kind == UMBRELLA)
        parties = _concluding(parties, self.reading)
        if status.rule != "renewal":
            piece = piece_of(self.reading, told, "main", status, kind)
            return [self.drafts.place(Draft(cue.kind, soft, parties, (piece,)))]
        return self._renew(told, Draft(cue.kind, False, parties, ()))

    def _renew(self, told: Told, renewed: Draft) -> list[int]:
        """A renewal is an instrument of its own; the one that it renews is another where the text dates it."""
        places = []
        before = earlier_date(self.text, told.cue, told.dates)
        if before:
            cue = told.cue
            passing = FoundStatus("referred", cue.start, cue.end, "renewed-instrument")
            piece = Piece(told.index, "main", cue.start, cue.end, passing, before, cue.kind)
            places.append(self.drafts.place(replace(renewed, pieces=(piece,))))
        now = replace(told, dates=[date for date in told.dates if date is not before])
        piece = piece_of(self.reading, now, "main", told.status, told.cue.kind)
        return [*places, self.drafts.place(replace(renewed, pieces=(piece,), renewal=True))]

    def _point_back(self, told: Told) -> list[int]:
        """ "the agreement", "this memorandum": the last one it can mean; its renewal, when dated, is another."""
        place = self.drafts.target(told.cue)
        if place is None:
            return []
        draft = self.drafts.items[place]
        piece = piece_of(self.reading, told, "back", told.status)
        if told.status.rule == "renewal" and not draft.renewal:
            renewed = replace(draft, soft=False, renewal=True, pieces=(replace(piece, part="main"),))
            if draft.dates and (piece.date is None or not renewed.fits(draft)):
                return [self.drafts.append(renewed)]
        self.drafts.add(place, replace(piece, status=_telling(told.status)))
        return [place]

    def _point_to_several(self, told: Told) -> list[int]:
        """ "the two agreements", "both memoranda": those that were named together."""
        places = self.drafts.family()
        members = frozenset(id_ for place in places for id_ in self.drafts.items[place].ids)
        bodies = _concluding(tuple(named_bodies(told.place)), self.reading)
        if len(places) < 2 or not {body.id for body in bodies} <= members:
            return []
        piece = piece_of(self.reading, told, "back", _telling(told.status))
        for place in places:
            self.drafts.add(place, piece)
        return places

    def _read_reference(self, index: int) -> list[int]:
        """ "the three-year plan", "the pact"."""
        if self.drafts.focus is None:
            return []
        sentence = self.reading.document.sentences[index]
        for start, end, to_plan in find_references(self.text, sentence, self.lexicon):
            place = self.drafts.last_plan() if to_plan else self.drafts.focus
            if place is None:
                continue
            draft = self.drafts.items[place]
            cue = Cue(start, end, draft.kind, True, "back", False, False)
            told = tell(self.reading, index, cue, ())
            if told.status.value == DENIED:
                self._miss(index, cue, "denied", (told.status.start, told.status.end))
                continue
            if self._other_matter(told, draft):
                self._miss(index, cue, "of-other-bodies")
                continue
            telling = _telling(told.status)
            self.drafts.add(place, piece_of(self.reading, told, "main" if telling and to_plan else "back", telling))
            return [place]
        return []

    def _read_predecessor(self, index: int) -> list[int]:
        """ "It takes the place of the one that both signed in 2012": an older instrument of the same parties."""
        focus, sentence = self.drafts.focus, self.reading.document.sentences[index]
        if focus is None or not self.reading.dates[index]:
            return []
        match = self.grammar.cues.predecessor.search(self.text, sentence.start, sentence.end)
        if match is None:
            return []
        dates = [date for date in self.reading.dates[index] if date.start >= match.end()]
        if not dates:
            return []
        draft, status = self.drafts.items[focus], FoundStatus("referred", *match.span(), "older-instrument")
        piece = Piece(index, "main", match.start(1), match.end(), status, dates[0], draft.kind)
        older = replace(draft, pieces=(piece,), renewal=False)
        if older.fits(draft) and draft.dates:
            return []
        self.drafts.append(older)
        return [focus]

    def _read_signing(self, index: int) -> list[int]:
        """ "Ann Bell signed it for Northpol", "both put their names to it": the instrument that was just named."""
        focus = self.drafts.focus
        if focus is None or index - self.drafts.items[focus].pieces[-1].sentence > REACH:
            return []
        sentence = self.reading.document.sentences[index]
        status = find_signing(self.reading.document, sentence, self.lexicon)
        if status is None:
            return []
        meant = self.grammar.agreements.it.match(self.text, sentence.start)
        if not meant and not self.reading.people(index):
            return []
        cue = Cue(status.start, status.end, self.drafts.items[focus].kind, True, "back", False, False)
        told = replace(tell(self.reading, index, cue, ()), status=status)
        if not meant and self._other_matter(told, self.drafts.items[focus]):
            return []
        places = self.drafts.family()
        for place in places:
            self.drafts.add(place, piece_of(self.reading, told, "back", status))
        return places

    def _miss_name(self, index: int) -> list[int]:
        """Two bodies and a word of signing make no instrument where none is named."""
        if len({mention.id for mention in self.reading.mentions[index] if not mention.state}) > 1:
            sentence = self.reading.document.sentences[index]
            signing = find_signing(self.reading.document, sentence, self.lexicon)
            if signing:
                self.misses.append(NearMiss(index, signing.start, signing.end, "no-name"))
        return []

    def _read_on(self, index: int) -> list[int]:
        """The next sentence goes on about the same instrument when it begins as such sentences do."""
        focus = self.drafts.focus
        if focus is None or self.drafts.items[focus].pieces[-1].sentence != index - 1:
            return []
        sentence = self.reading.document.sentences[index]
        if not self.grammar.agreements.goes_on.match(self.text[sentence.start : sentence.end]):
            return []
        self.drafts.add(focus, Piece(index, "on", sentence.start, sentence.start))
        return [focus]

    def _other_matter(self, told: Told, draft: Draft) -> bool:
        """Whether the sentence is about another instrument than `draft`: of another body, or of another year."""
        bodies = _concluding(tuple(named_bodies(told.place)), self.reading)
        if not {party.id for party in bodies} <= draft.ids:
            return True
        years = years_of_name(self.text, told.cue, self.reading.dates[told.index])
        return any(not _one(year.date, date) for year in years for date in draft.dates)

    def _remember(self, index: int, touched: Sequence[int]) -> None:
        """The bodies last joined: the parties just named, or two that the sentence links by "and"."""
        focus = self.drafts.focus
        agreed = tuple(self.drafts.items[focus].ids) if focus is not None else ()
        self.context = self.context._replace(near=self._near(index), agreed=tuple(sorted(agreed)))
        mentions = self.reading.mentions[index]
        named = {mention.id for mention in mentions}
        for place in touched:
            draft = self.drafts.items[place]
            if len(draft.ids) == 2 and draft.pieces[-1].part == "main":
                self._join((mention.id for mention in draft.parties), named)
                return
        for linked in chains(self.text, mentions, self.grammar.parties) if not touched else ():
            ids = dict.fromkeys(item.id for item in linked)
            if len(ids) == 2:
                self._join(ids, named)
                return
        self.context = self.context._replace(sure=self.context.sure and named <= set(self.context.pair))

    def _join(self, ids: Iterable[str], named: set[str]) -> None:
        pair = tuple(ids)
        self.context = self.context._replace(pair=pair, sure=named <= set(pair))

    def _near(self, index: int) -> tuple[Mention, ...]:
        """The bodies that the sentence names; when it names none, those of the one before it in its paragraph."""
        sentences = self.reading.document.sentences
        bodies = self.reading.mentions[index]
        if sentences[index].form == "heading":
            return bodies if len({item.id for item in bodies}) == 1 else ()
        named = tuple(item for item in bodies if not set_apart(self.text, item, self.grammar.parties))
        if named or any(not item.state for item in bodies):
            return named
        kept = index > 0 and sentences[index - 1].block == sentences[index].block
        return self.context.near if kept and self.reading.mentions[index - 1] else ()


def _concluding(parties: tuple[Mention, ...], reading: Reading) -> tuple[Mention, ...]:
    """The parties, a body in the place of its unit."""
    known = reading.lexicon.organisations
    return tuple(
        replace(party, id=known[party.id].parent or party.id)
        if party.id in known and known[party.id].kind == "unit"
        else party
        for party in parties
    )


def _one(left: EdtfDate, right: EdtfDate) -> bool:
    return left.contains(right) or right.contains(left)


def _telling(status: FoundStatus | None) -> FoundStatus | None:
    return status if status and status.value in PLANS_OF_PAST else None
