"""What the stages pass on: one article with its frozen text, words and sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from seed.spans import longest_then_earliest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seed.phrases import PhraseHit, PhraseIndex
    from seed.tokens import Tokens

LONGEST = 1500  # characters

Form = Literal["sentence", "heading", "bullet"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a heading (or caption without a full stop) or a list item; `block` numbers its paragraph."""

    start: int
    end: int
    form: Form
    block: int

    @property
    def readable(self) -> bool:
        """Whether it is short enough to be a sentence at all, rather than a table or a page of code."""
        return self.end - self.start <= LONGEST


@dataclass(frozen=True, slots=True)
class Found:
    """The phrases of one list in a text, by where they start, and where that is."""

    hits: Sequence[PhraseHit]
    starts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Document:
    """An article ready to be read. Nothing in it changes from here on.

    `found` keeps what was looked up: each list is sought in the text once, however many sentences are asked about.
    """

    text: str
    tokens: Tokens
    sentences: tuple[Sentence, ...]
    found: dict[PhraseIndex, Found] = field(default_factory=dict, repr=False, compare=False)

    def find(self, phrases: PhraseIndex, start: int, end: int) -> list[PhraseHit]:
        """The phrases between two places; where they overlap, the longest, then the earliest."""
        hits = self.find_all(phrases, start, end)
        return longest_then_earliest(hits) if len(hits) > 1 else hits

    def find_all(self, phrases: PhraseIndex, start: int, end: int) -> list[PhraseHit]:
        """The phrases between two places, by where they start, those that overlap included."""
        found = self.found.get(phrases)
        if found is None:
            hits = sorted(phrases.find_all(self.text, self.tokens), key=lambda hit: hit.start)
            found = self.found[phrases] = Found(hits, [hit.start for hit in hits])
        first = bisect_left(found.starts, start)
        last = bisect_left(found.starts, end, first)
        if first == last:
            return []
        return [hit for hit in found.hits[first:last] if hit.end <= end]

    def words(self, start: int, end: int) -> list[str]:
        """The folded words between two places."""
        first = self.tokens.first_at(start)
        last = self.tokens.first_at(end)
        return list(self.tokens.words[first:last])

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds the character at `position`."""
        place = self.place_at(position)
        return None if place is None else self.sentences[place]

    def place_at(self, position: int) -> int | None:
        """The number of that sentence."""
        place = bisect_right(self.sentences, position, key=lambda sentence: sentence.start) - 1
        return None if place < 0 or position >= self.sentences[place].end else place
