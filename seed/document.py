"""What the stages pass on: one article with its frozen text, words and sentences."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
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
class Document:
    """An article ready to be read. Nothing in it changes from here on."""

    text: str
    tokens: Tokens
    sentences: tuple[Sentence, ...]

    def words(self, start: int, end: int) -> list[str]:
        """The folded words between two places."""
        first = self.tokens.first_at(start)
        last = self.tokens.first_at(end)
        return list(self.tokens.words[first:last])

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds the character at `position`."""
        place = bisect_right([sentence.start for sentence in self.sentences], position) - 1
        if place < 0 or position >= self.sentences[place].end:
            return None
        return self.sentences[place]
