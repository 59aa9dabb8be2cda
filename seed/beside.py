"""Sentences that name several instruments, each with a partner of its own: which words tell of which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.joined import after_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seed.cues import Cue
    from seed.dates import FoundDate
    from seed.document import Document
    from seed.lexicon import Lexicon
    from seed.mentions import Mention
    from seed.phrases import PhraseHit

NEAR = 40  # characters between a verb and the instrument's name


@dataclass(frozen=True, slots=True)
class Beside:
    """An instrument's place among those of its sentence; `partners` are the bodies that stand with the others.

    `clause` is where its own clause begins, when that has a subject of its own.
    """

    cue: Cue
    first: int
    before: int | None
    following: int | None
    partners: frozenset[Mention]
    clause: int | None

    def tells(self, text: str, hit: PhraseHit) -> bool:
        """Whether the word may tell of this instrument: not what follows another one's name."""
        if self.following is not None and hit.start >= self.following:
            return False
        if self.clause is not None and hit.start < self.clause:
            return False
        if self.before is None or not self.first <= hit.start < self.cue.start:
            return True
        gap = text[hit.end : self.cue.start]
        return len(gap) <= NEAR and not any(char.isdigit() or char in ",;:" for char in gap)

    def dates(self, document: Document, found: Sequence[FoundDate], lexicon: Lexicon) -> list[FoundDate]:
        """The dates that may be this instrument's: those after its name, else those that all of them share."""
        end = len(document.text) if self.following is None else self.following
        own = [date for date in found if self.cue.start <= date.start < end]
        if own:
            return own
        return [
            date
            for date in found
            if (date.start < self.first and self.clause is None)
            or (date.start >= end and self._shares(document, self.cue.end, date.start, lexicon))
        ]

    @staticmethod
    def _shares(document: Document, start: int, end: int, lexicon: Lexicon) -> bool:
        return not document.find_all(lexicon.statuses.statuses, start, end)


def find_beside(
    text: str, cue: Cue, cues: Sequence[Cue], mentions: Sequence[Mention], lexicon: Lexicon
) -> Beside | None:
    """None unless the cue and another one of the sentence each have a partner of their own."""
    patterns = lexicon.grammar.parties
    following_ones = [*(other.start for other in cues[1:]), len(text)]
    partners = {
        other: after_with(text, other.end, end, mentions, patterns)
        for other, end in zip(cues, following_ones, strict=True)
    }
    partnered = [other for other in cues if partners[other]]
    if cue not in partnered or len(partnered) < 2:
        return None
    place = partnered.index(cue)
    own = {mention.id for mention in partners[cue]}
    left = partners[partnered[place - 1]][-1].end if place else 0
    subject = any(left <= mention.start < cue.start for mention in mentions) or patterns.which.match(text, left)
    return Beside(
        cue,
        partnered[0].start,
        partnered[place - 1].start if place else None,
        partnered[place + 1].start if place + 1 < len(partnered) else None,
        frozenset(
            mention
            for other in partnered
            if other is not cue
            for mention in partners[other]
            if mention.id not in own and not (mention.end < cue.start and patterns.which.match(text, mention.end))
        ),
        left if place and subject else None,
    )
