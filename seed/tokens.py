"""Words with their places, folded for comparison: the ground that all word lists are matched on."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from types import MappingProxyType

from seed.tables import read_table

WORD = re.compile(r"[^\W_]+")
SPELLINGS: MappingProxyType[str, str] = MappingProxyType(read_table("spellings")["folded"])


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text: their folded forms, and where each starts and ends."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def first_at(self, position: int) -> int:
        """The index of the first word that starts at or after `position`."""
        return bisect_left(self.starts, position)


def fold(word: str) -> str:
    """One word without case, accents and British spelling."""
    folded = word.casefold()
    if not folded.isascii():
        parts = unicodedata.normalize("NFKD", folded)
        folded = "".join(char for char in parts if not unicodedata.combining(char))
    return SPELLINGS.get(folded, folded)


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a short text, folded, without their places."""
    return tuple(fold(word) for word in WORD.findall(text))


def tokenize(text: str) -> Tokens:
    """All words of `text`, in order."""
    seen: dict[str, str] = {}
    words, starts, ends = [], [], []
    for match in WORD.finditer(text):
        word = match.group()
        folded = seen.get(word)
        if folded is None:
            folded = seen[word] = fold(word)
        words.append(folded)
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(tuple(words), tuple(starts), tuple(ends))
