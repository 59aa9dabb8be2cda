"""Finding many fixed phrases in a text at once, by its words: time grows with the text, not with the list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.spans import longest_then_earliest
from seed.tokens import Tokens, folded_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GAP = re.compile(r"[ \n\-’'`´‘&/–,]{1,3}|\.")
ENDING = "*"  # a phrase that ends in * also stands for longer last words: `traffick*`


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """A phrase found in a text, and the label that its list gives it."""

    start: int
    end: int
    label: str
    phrase: str


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """Phrases by their first word, each with its further words, label and whether its last word is only a beginning."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], bool, str, str], ...]]
    stems: Mapping[str, tuple[tuple[str, str, str], ...]]

    def find(self, text: str, tokens: Tokens, start: int = 0, end: int | None = None) -> list[PhraseHit]:
        """The phrases between `start` and `end`; where they overlap, the longest, then the earliest."""
        return longest_then_earliest(self.find_all(text, tokens, start, end))

    def find_all(self, text: str, tokens: Tokens, start: int = 0, end: int | None = None) -> list[PhraseHit]:
        """The phrases between `start` and `end`, those that overlap included."""
        hits: list[PhraseHit] = []
        stop = len(text) if end is None else end
        index = tokens.first_at(start)
        while index < len(tokens.words) and tokens.ends[index] <= stop:
            hits.extend(self._at(text, tokens, index, stop))
            index += 1
        return hits

    def _at(self, text: str, tokens: Tokens, index: int, stop: int) -> Iterable[PhraseHit]:
        word = tokens.words[index]
        for stem, label, phrase in self.stems.get(word[:4], ()):
            if word.startswith(stem):
                yield PhraseHit(tokens.starts[index], tokens.ends[index], label, phrase)
        for rest, open_end, label, phrase in self.by_first.get(word, ()):
            last = index + len(rest)
            if last < len(tokens.words) and tokens.ends[last] <= stop and _follows(text, tokens, index, rest, open_end):
                yield PhraseHit(tokens.starts[index], tokens.ends[last], label, phrase)


def build_index(phrases: Iterable[tuple[str, str]]) -> PhraseIndex:
    """An index of (phrase, label) pairs. The same phrase may have several labels."""
    by_first: dict[str, list[tuple[tuple[str, ...], bool, str, str]]] = {}
    stems: dict[str, list[tuple[str, str, str]]] = {}
    for phrase, label in phrases:
        words = folded_words(phrase)
        open_end = phrase.endswith(ENDING)
        if open_end and len(words) == 1:
            stems.setdefault(words[0][:4], []).append((words[0], label, phrase))
        elif words:
            by_first.setdefault(words[0], []).append((words[1:], open_end, label, phrase))
    return PhraseIndex(
        {first: tuple(sorted(rest)) for first, rest in by_first.items()},
        {head: tuple(sorted(rest)) for head, rest in stems.items()},
    )


def _follows(text: str, tokens: Tokens, index: int, rest: tuple[str, ...], open_end: bool) -> bool:
    for step, want in enumerate(rest, start=1):
        place = index + step
        have = tokens.words[place]
        if have != want and not (open_end and step == len(rest) and have.startswith(want)):
            return False
        if not GAP.fullmatch(text, tokens.ends[place - 1], tokens.starts[place]):
            return False
    return True
