"""Words with their places, folded for comparison: the ground that all word lists are matched on."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from types import MappingProxyType

from seed.tables import read_table

WORD = re.compile(r"[^\W_]+")
HEAD = 3  # letters by which beginnings of words are looked up
SPELLINGS: MappingProxyType[str, str] = MappingProxyType(read_table("spellings")["folded"])


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text: their folded forms, the first letters of these, and where each starts and ends."""

    words: tuple[str, ...]
    heads: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def first_at(self, position: int) -> int:
        """The index of the first word that starts at or after `position`."""
        return bisect_left(self.starts, position)


def fold(word: str) -> str:
    """One word without case, accents and British spelling."""
    if word.isascii():
        folded = word.lower()
    else:
        folded = word.casefold()
        parts = unicodedata.normalize("NFKD", folded)
        folded = "".join(char for char in parts if not unicodedata.combining(char))
    return SPELLINGS.get(folded, folded)


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a short text, folded, without their places."""
    return tuple(fold(word) for word in WORD.findall(text))


def tokenize(text: str) -> Tokens:
    """All words of `text`, in order."""
    written = WORD.findall(text)
    folded = {word: fold(word) for word in set(written)}
    heads = {word: plain[:HEAD] for word, plain in folded.items()}
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    for word in written:  # each begins at the first letter that is left
        place = text.index(word, place)
        starts.append(place)
        place += len(word)
        ends.append(place)
    return Tokens(
        tuple(map(folded.__getitem__, written)), tuple(map(heads.__getitem__, written)), tuple(starts), tuple(ends)
    )
