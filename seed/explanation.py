"""Why something was found in an article, or not: plain values, in the order of the text.

All places are character offsets into the article's frozen text, half open: `text[start:end]` is the quote.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

About = Literal["agreement", "organisation", "initiative"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a sentence that a rule rests on."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ExplainedClaim:
    """One claim: `shown` is its value as a person reads it, `means` its rule in words.

    `chosen` when what is shown of the agreement rests on it; `why` says what decided, where claims differ.
    """

    attribute: str
    value: str
    shown: str
    basis: str
    rule: str
    means: str
    start: int
    end: int
    quote: str
    chosen: bool = True
    why: str | None = None


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """A sentence that mattered: what it does (`part`), the words that fired, the claims that rest on it."""

    start: int
    end: int
    quote: str
    part: str
    marks: tuple[Mark, ...]
    claims: tuple[ExplainedClaim, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """One agreement, organisation or initiative with the sentences that tell of it, in the order of the text."""

    about: About
    title: str
    sentences: tuple[ExplainedSentence, ...]


@dataclass(frozen=True, slots=True)
class ExplainedMiss:
    """What was nearly taken for an instrument, a signatory or an agreement's date; `means` says what was lacking.

    `words` are those that looked like it; `start`, `end` and `quote` are of the sentence, the beginning of one that is
    too long to be read.
    """

    about: Literal["instrument", "signatory", "date"]
    words: str
    lacking: str
    means: str
    start: int
    end: int
    quote: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One article: what its head says, what was found in it and what was not."""

    file: str
    sha256: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    notes: tuple[str, ...]
    matters: tuple[Matter, ...]
    near_misses: tuple[ExplainedMiss, ...]
    text: str
