"""Instruments as they take shape while an article is read, and which of them a sentence means."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.edtf import EdtfDate
    from seed.cues import Cue
    from seed.dates import FoundDate
    from seed.mentions import Mention
    from seed.statuses import FoundStatus

Part = Literal["main", "back", "on"]

PLANS = frozenset({"joint action plan", "joint declaration", "strategic partnership"})
SOON = timedelta(days=500)  # from signature to entry into force
PIECES = 100  # sentences of one instrument, and
DRAFTS = 200  # instruments of one article: more than any article has, so that a hostile one ends soon


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
    """An instrument as far as it is known; `soft` while only a general word ("the agreement") names it.

    `renewal` when it renews or extends another one, which then is an instrument of its own.
    """

    kind: str
    soft: bool
    parties: tuple[Mention, ...]
    pieces: tuple[Piece, ...]
    renewal: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """The parties' ids."""
        return frozenset(mention.id for mention in self.parties)

    @property
    def is_older(self) -> bool:
        """Whether the text only refers to it."""
        told = {piece.status.value for piece in self.pieces if piece.status}
        return not self.renewal and told <= {"referred"}

    @property
    def dates(self) -> list[EdtfDate]:
        """What the sentences that name it date it with."""
        return [piece.date.date for piece in self.pieces if piece.date and piece.part == "main"]

    def fits(self, other: Draft) -> bool:
        """Whether no two dates of the two exclude one another, or one is in force soon after the other was signed."""
        if all(one.contains(two) or two.contains(one) for one in self.dates for two in other.dates):
            return True
        signed, begun = (self, other) if other.in_force else (other, self)
        if signed.in_force or not begun.in_force:
            return False
        return all(
            timedelta(0) <= begin.first_day - date.first_day <= SOON for date in signed.dates for begin in begun.dates
        )

    @property
    def in_force(self) -> bool:
        """Whether all that is told of it is that it is in force."""
        told = {piece.status.value for piece in self.pieces if piece.status and piece.part == "main"}
        return told == {"in force"}


@dataclass(slots=True)
class Drafts:
    """The instruments of an article so far; `focus` is the place of the one that the text spoke of last.

    `homes` has the states of national bodies: a heading's "Northpol and Brazil" may be Northpol and Brazil's police.
    """

    homes: Mapping[str, str] = field(default_factory=dict)
    items: list[Draft] = field(default_factory=list)
    focus: int | None = None

    @property
    def full(self) -> bool:
        """Whether no more are taken."""
        return len(self.items) >= DRAFTS

    def place(self, draft: Draft) -> int:
        """Joins `draft` to the one it is, or adds it; gives its place."""
        same = [
            place
            for place, other in enumerate(self.items)
            if self._same_parties(other, draft) and other.renewal == draft.renewal and other.fits(draft)
        ]
        if draft.soft:
            fitting = [place for place in same if self.items[place].kind not in PLANS]
        else:
            exact = [place for place in same if self.items[place].kind == draft.kind and not self.items[place].soft]
            fitting = exact or [place for place in same if self.items[place].soft and draft.kind not in PLANS]
        if not fitting:
            return self.append(draft)
        place = fitting[-1]
        other = self.items[place]
        kind, soft = (other.kind, other.soft) if draft.soft else (draft.kind, False)
        pieces = (*other.pieces, *draft.pieces)[:PIECES]
        parties = draft.parties if any(item.state for item in other.parties) else other.parties
        self.items[place] = replace(other, kind=kind, soft=soft, parties=parties, pieces=pieces)
        return place

    def _same_parties(self, one: Draft, other: Draft) -> bool:
        """Whether the parties are the same, or a state stands in one for its body in the other."""
        if one.ids == other.ids:
            return True
        left, right = one.ids - other.ids, other.ids - one.ids
        if len(left) != len(right) or not one.ids & other.ids:
            return False
        states = {self.homes.get(id_, id_) for id_ in left}
        return states == {self.homes.get(id_, id_) for id_ in right}

    def append(self, draft: Draft) -> int:
        """Adds `draft` as one of its own; gives its place."""
        self.items.append(draft)
        return len(self.items) - 1

    def add(self, place: int, piece: Piece) -> None:
        """One more sentence that tells of the instrument at `place`."""
        self.items[place] = replace(self.items[place], pieces=(*self.items[place].pieces, piece)[:PIECES])

    def target(self, cue: Cue) -> int | None:
        """The place of the last instrument that the cue can point back to."""
        if cue.reach == "new" or self.focus is None or (cue.general and (cue.reach == "bare" or cue.plural)):
            return None
        if cue.reach == "bare" and cue.plural:  # "status agreements are concluded by ...": none in particular
            return None
        places = [
            place
            for place, draft in enumerate(self.items)
            if (draft.kind not in PLANS if cue.general else draft.kind == cue.kind)
        ]
        if not places and not cue.general:
            return None
        return self.focus if self.focus in places or not places else places[-1]

    def family(self) -> list[int]:
        """The places of the instrument in focus and of those that were named in one sentence with it."""
        if self.focus is None:
            return []
        first = self.items[self.focus].pieces[0].sentence
        return [place for place, draft in enumerate(self.items) if draft.pieces[0].sentence == first]

    def last_plan(self) -> int | None:
        """The place of the last action plan, the one in focus before others."""
        plans = [place for place, draft in enumerate(self.items) if draft.kind == "joint action plan"]
        return self.focus if self.focus in plans else plans[-1] if plans else None
