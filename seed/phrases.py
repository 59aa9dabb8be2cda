"""Finding many fixed phrases in a text at once, by its words: time grows with the text, not with the list."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from seed.spans import longest_then_earliest
from seed.tokens import HEAD, WORD, Tokens, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Words = tuple[str, ...]

GAP = re.compile(r"[ \n\-’'`´‘&/–,]{1,3}|\.")
SHORTENED = re.compile(r"([A-Z])(?:[a-z]|\1)?")  # before a full stop that ends no sentence: "St. Lucia", "EE. UU."
ENDING = "*"  # a phrase that ends in * also stands for longer last words: `traffick*`


class PhraseHit(NamedTuple):
    """A phrase found in a text, and the label that its list gives it; a tuple, as every article makes very many."""

    start: int
    end: int
    label: str
    phrase: str


@dataclass(frozen=True, slots=True, eq=False)
class PhraseIndex:
    """Phrases, looked up by their words.

    `by_first` has, for each first word, how many further words its phrases have; `whole` each phrase's (label, phrase)
    by all its words, `pairs` the first two of each. `open_ends` are those whose last word is only a beginning, by their
    first word, with the words in between and that beginning; `stems` those of one such word, by its first letters.
    """

    by_first: Mapping[str, tuple[int, ...]]
    whole: Mapping[Words, tuple[tuple[str, str], ...]]
    pairs: frozenset[Words]
    open_ends: Mapping[str, tuple[tuple[Words, str, str, str], ...]]
    stems: Mapping[str, tuple[tuple[str, str, str], ...]]

    def find(self, text: str, tokens: Tokens, start: int = 0, end: int | None = None) -> list[PhraseHit]:
        """The phrases between `start` and `end`; where they overlap, the longest, then the earliest."""
        return longest_then_earliest(self.find_all(text, tokens, start, end))

    def find_all(self, text: str, tokens: Tokens, start: int = 0, end: int | None = None) -> list[PhraseHit]:
        """The phrases between `start` and `end`, those that overlap included."""
        first = tokens.first_at(start)
        last = len(tokens.words) if end is None else bisect_right(tokens.ends, end)
        words, heads = tokens.words, tokens.heads
        if first or last < len(words):
            words, heads = words[first:last], heads[first:last]
        hits: list[PhraseHit] = []
        if self.stems and not self.stems.keys().isdisjoint(heads):
            places = compress(range(first, last), map(self.stems.__contains__, heads))
            hits += [hit for index in places for hit in self._stems_at(tokens, index)]
        if not self.by_first.keys().isdisjoint(words):
            places = compress(range(first, last), map(self.by_first.__contains__, words))
            hits += [hit for index in places for hit in self._at(text, tokens, index, last)]
        return hits

    def _stems_at(self, tokens: Tokens, index: int) -> Iterator[PhraseHit]:
        for stem, label, phrase in self.stems[tokens.heads[index]]:
            if tokens.words[index].startswith(stem):
                yield PhraseHit(tokens.starts[index], tokens.ends[index], label, phrase)

    def _at(self, text: str, tokens: Tokens, index: int, last: int) -> Iterator[PhraseHit]:
        words = tokens.words
        lengths = self.by_first[words[index]]
        if words[index : index + 2] not in self.pairs:  # most words; quickly told
            lengths = lengths[: lengths[:1] == (0,)]
        for more in lengths:
            end = index + more + 1
            if end > last:
                break
            found = self.whole.get(words[index:end])
            if found and _joined(text, tokens, index, end):
                for label, phrase in found:
                    yield PhraseHit(tokens.starts[index], tokens.ends[end - 1], label, phrase)
        for between, stem, label, phrase in self.open_ends.get(words[index], ()):
            end = index + len(between) + 2
            fits = end <= last and words[end - 1].startswith(stem) and words[index + 1 : end - 1] == between
            if fits and _joined(text, tokens, index, end):
                yield PhraseHit(tokens.starts[index], tokens.ends[end - 1], label, phrase)


class _Folded(dict[str, str]):
    """Words with their folded forms, each folded once: the same words stand in many phrases."""

    def __missing__(self, word: str) -> str:
        self[word] = folded = fold(word)
        return folded


def build_index(phrases: Iterable[tuple[str, str]]) -> PhraseIndex:
    """An index of (phrase, label) pairs. The same phrase may have several labels.

    Raises ValueError for one word's beginning that is too short to be looked up.
    """
    whole: dict[Words, list[tuple[str, str]]] = {}
    open_ends: dict[str, list[tuple[Words, str, str, str]]] = {}
    stems: dict[str, list[tuple[str, str, str]]] = {}
    folded = _Folded()
    for phrase, label in phrases:
        words: Words = tuple(map(folded.__getitem__, WORD.findall(phrase)))
        if not phrase.endswith(ENDING):
            if words:
                whole.setdefault(words, []).append((label, phrase))
        elif len(words) == 1:
            if len(words[0]) < HEAD:
                raise ValueError(f"{phrase!r} is too short a beginning of a word")
            stems.setdefault(words[0][:HEAD], []).append((words[0], label, phrase))
        elif words:
            open_ends.setdefault(words[0], []).append((words[1:-1], words[-1], label, phrase))
    by_first: dict[str, set[int]] = {first: set() for first in open_ends}
    for words in whole:
        by_first.setdefault(words[0], set()).add(len(words) - 1)
    return PhraseIndex(
        {first: tuple(sorted(lengths)) for first, lengths in by_first.items()},
        {words: tuple(sorted(found) if len(found) > 1 else found) for words, found in whole.items()},
        frozenset(words[:2] for words in whole if len(words) > 1),
        {first: tuple(sorted(found)) for first, found in open_ends.items()},
        {head: tuple(sorted(found)) for head, found in stems.items()},
    )


def _joined(text: str, tokens: Tokens, index: int, end: int) -> bool:
    """Whether nothing but a blank or a small sign parts these words."""
    for place in range(index + 1, end):
        left, right = tokens.ends[place - 1], tokens.starts[place]
        gap = text[left:right]
        if gap == " " or GAP.fullmatch(gap):
            continue
        if gap != ". " or not SHORTENED.fullmatch(text, tokens.starts[place - 1], left):
            return False
    return True
