"""What sentences are about, by word lists in several languages: phrases, and words that stand near one another.

One pass over the words of a text: time grows with the text, not with the lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from seed.phrases import GAP
from seed.spans import longest_then_earliest
from seed.tokens import HEAD, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seed.tokens import Tokens

WORD = re.compile(r"[^\W_]+\*?")
LONGER = "*"  # a word that ends in it stands for longer ones as well: `traffick*`
WITHIN = {"near": 6, "close": 2}  # words between the two of a pair
COMPOUNDS = "de"  # the language whose beginnings are names themselves: `Kokainschmuggel*`
RULES = frozenset({"counts", "yields_to"})  # what a table has beside its languages
MEMORY = 4  # places of a word that a later one may be paired with


class Wanted(NamedTuple):
    """A word of a phrase; `longer` when it stands for longer words as well."""

    word: str
    longer: bool


class Phrase(NamedTuple):
    """The words after the first one of a phrase, and what it tells."""

    rest: tuple[Wanted, ...]
    label: str


class Side(NamedTuple):
    """A word's place in a pair: which pair, and which of its two lists."""

    pair: int
    side: int


class Pair(NamedTuple):
    """What two words tell that stand in one clause with at most `within` others between them."""

    label: str
    within: int


class WordingHit(NamedTuple):
    """Words found in a text, and what they tell."""

    start: int
    end: int
    label: str
    phrase: bool = True


class Roles(NamedTuple):
    """What a word may begin, and in which pairs it may stand."""

    phrases: tuple[Phrase, ...] = ()
    sides: tuple[Side, ...] = ()


NONE = Roles()


class Lists(NamedTuple):
    """The lists of one language: roles by word, and by a word's first letters those of its beginnings."""

    words: Mapping[str, Roles]
    stems: Mapping[str, tuple[tuple[str, Roles], ...]]

    def roles(self, word: str) -> Roles:
        """All that a folded word may do."""
        whole = self.words.get(word, NONE)
        begun = [roles for stem, roles in self.stems.get(word[:HEAD], ()) if word.startswith(stem)]
        if not begun:
            return whole
        return Roles(
            whole.phrases + tuple(item for roles in begun for item in roles.phrases),
            whole.sides + tuple(item for roles in begun for item in roles.sides),
        )


@dataclass(frozen=True, slots=True)
class WordingIndex:
    """Phrases and pairs by their words, for each language.

    `names` are what each language calls a label; `worded` the phrases that are names themselves, by their folded words.
    `counts` and `yields_to` are the table's rules.
    """

    lists: Mapping[str, Lists]
    pairs: tuple[Pair, ...]
    names: Mapping[str, Mapping[str, str]]
    worded: Mapping[tuple[str, ...], str]
    counts: Mapping[str, str]
    yields_to: Mapping[str, frozenset[str]]

    def find(
        self,
        text: str,
        tokens: Tokens,
        language: str | None,
        apart: re.Pattern[str],
        stretches: Sequence[tuple[int, int]],
    ) -> list[WordingHit]:
        """What stands in the stretches of `text`, which do not overlap, in order of place.

        Where phrases overlap, the longest, then the earliest. `apart` is what separates the words of a pair. A
        `language` that is None, or that no list is in, stands for all of them.
        """
        own = self.lists.get(language or "")
        spoken = [own] if own else list(self.lists.values())
        phrases: list[WordingHit] = []
        pairs: list[WordingHit] = []
        for lists in spoken:
            search = _Search(text, tokens, lists, self.pairs, apart)
            for start, end in stretches:
                search.read(tokens.first_at(start), tokens.first_at(end), phrases, pairs)
        return sorted([*longest_then_earliest(phrases), *pairs], key=lambda hit: (hit.start, hit.end, hit.label))


@dataclass(slots=True)
class _Search:
    """One pass over a text with the lists of one language."""

    text: str
    tokens: Tokens
    lists: Lists
    pairs: tuple[Pair, ...]
    apart: re.Pattern[str]
    known: dict[str, Roles] = field(default_factory=dict)

    def read(self, first: int, last: int, phrases: list[WordingHit], pairs: list[WordingHit]) -> None:
        """Adds what the words from `first` up to `last` tell."""
        tokens, whole, begun = self.tokens, self.lists.words, self.lists.stems
        seen: dict[Side, list[int]] = {}
        words, heads = tokens.words, tokens.heads
        places = [at for at in range(first, last) if words[at] in whole or heads[at] in begun]
        for index in places:
            word = words[index]
            roles = self.known.get(word)
            if roles is None:
                roles = self.known[word] = self.lists.roles(word)
            following = words[index + 1] if index + 1 < last else ""
            for rest, label in roles.phrases:
                if rest and not following.startswith(rest[0].word):  # most phrases, quickly told
                    continue
                stop = index + len(rest)
                if stop < last and (not rest or _follows(self.text, tokens, index, rest)):
                    phrases.append(WordingHit(tokens.starts[index], tokens.ends[stop], label))
            if roles.sides:
                pairs.extend(self._paired(index, roles.sides, seen))

    def _paired(self, index: int, sides: Sequence[Side], seen: dict[Side, list[int]]) -> Iterator[WordingHit]:
        """The pairs that the word at `index` ends; notes in `seen` where it stands."""
        tokens = self.tokens
        for side in sides:
            label, within = self.pairs[side.pair]
            for before in reversed(seen.get(Side(side.pair, 1 - side.side), ())):
                if index - before - 1 > within:
                    break
                if before < index and not self.apart.search(self.text, tokens.ends[before], tokens.starts[index]):
                    yield WordingHit(tokens.starts[before], tokens.ends[index], label, phrase=False)
                    break
            places = seen.setdefault(side, [])
            places.append(index)
            del places[:-MEMORY]


def build_wording(table: Mapping[str, Mapping[str, Any]]) -> WordingIndex:
    """The index of a table: for each label and language, lists `phrases`, `signs`, `near` and `close`.

    Raises ValueError for a beginning that is too short to be looked up by, and for a pair of more than words.
    """
    pairs: list[Pair] = []
    names: dict[str, dict[str, str]] = {}
    worded: dict[tuple[str, ...], str] = {}
    roles: dict[str, dict[Wanted, tuple[list[Phrase], list[Side]]]] = {}
    for label, lists_of in table.items():
        for language, lists in lists_of.items():
            if language in RULES:
                continue
            own = roles.setdefault(language, {})
            _add_names(label, language, lists.get("phrases", ()), names.setdefault(language, {}), worded)
            for phrase in (*lists.get("phrases", ()), *lists.get("signs", ())):
                first, *rest = _wanted(phrase)
                own.setdefault(first, ([], []))[0].append(Phrase(tuple(rest), label))
            for kind, within in WITHIN.items():
                for sides in lists.get(kind, ()):
                    _add_pair(len(pairs), sides, own)
                    pairs.append(Pair(label, within))
    counts = {label: lists["counts"] for label, lists in table.items() if "counts" in lists}
    yields_to = {label: frozenset(lists["yields_to"]) for label, lists in table.items() if "yields_to" in lists}
    spoken = {language: _parted(own) for language, own in roles.items()}
    return WordingIndex(spoken, tuple(pairs), names, worded, counts, yields_to)


def _add_names(
    label: str, language: str, phrases: Sequence[str], names: dict[str, str], worded: dict[tuple[str, ...], str]
) -> None:
    if phrases:
        names[label] = phrases[0]
    for phrase in phrases:
        if LONGER not in phrase or language == COMPOUNDS:
            worded.setdefault(tuple(wanted.word for wanted in _wanted(phrase)), phrase.replace(LONGER, ""))


def _add_pair(
    number: int, sides: Sequence[Sequence[str]], roles: dict[Wanted, tuple[list[Phrase], list[Side]]]
) -> None:
    for side, words in enumerate(sides):
        for word in words:
            (wanted,) = _wanted(word)
            roles.setdefault(wanted, ([], []))[1].append(Side(number, side))


def _parted(roles: Mapping[Wanted, tuple[list[Phrase], list[Side]]]) -> Lists:
    """What whole words do, and what beginnings do, by their first letters."""
    words: dict[str, Roles] = {}
    stems: dict[str, list[tuple[str, Roles]]] = {}
    for wanted, (phrases, sides) in roles.items():
        item = Roles(tuple(phrases), tuple(sides))
        if wanted.longer:
            if len(wanted.word) < HEAD:
                raise ValueError(f"too short a beginning: {wanted.word}*")
            stems.setdefault(wanted.word[:HEAD], []).append((wanted.word, item))
        else:
            words[wanted.word] = item
    return Lists(words, {head: tuple(items) for head, items in stems.items()})


def _wanted(phrase: str) -> list[Wanted]:
    found = [(word.rstrip(LONGER), word.endswith(LONGER)) for word in WORD.findall(phrase)]
    return [Wanted(fold(word), longer) for word, longer in found]


def _follows(text: str, tokens: Tokens, index: int, rest: Sequence[Wanted]) -> bool:
    place = index
    for want, longer in rest:
        place += 1
        have = tokens.words[place]
        if have != want and not (longer and have.startswith(want)):
            return False
        if not GAP.fullmatch(text, tokens.ends[place - 1], tokens.starts[place]):
            return False
    return True
