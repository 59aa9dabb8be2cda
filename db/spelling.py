"""Other ways to write a word that are to be found alike: British and American, singular and plural, together and apart.

The words and rules are data, `spelling.toml`. Case and accents need none of it: the index folds them.
"""

from __future__ import annotations

import sys
import unicodedata
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from db.bundled import bundled_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TOML = "tomllib" if sys.version_info >= (3, 11) else "tomli"
LISTS = "spelling.toml"
MOST = 8
LEAST_LETTERS = 4
MOST_LETTERS = 40
LEAST_BEGUN = 3  # letters that a beginning may lack of a stem that it stands for
HISSING = ("ss", "us", "x", "ch", "sh")  # with -es in the plural
NEVER_WITH_E = ("ss", "x", "sh")  # houses is of house, processes of no processe
LEAST_PAST = 6  # letters: seed has a plural, signed has none


class Stem(NamedTuple):
    """Two stems that mean the same before the same endings."""

    one: str
    other: str
    endings: tuple[str, ...]


class Spelling:
    """What is written alike. Loads its data when it is made; keeps nothing of what it was asked."""

    def __init__(self) -> None:
        table = import_module(TOML).loads(bundled_text(__spec__, LISTS))
        stems = tuple(_stems(table))
        self._stems: dict[str, list[Stem]] = {}  # by their first letters
        self._written: dict[str, str] = {}
        for one, other, endings in (*stems, *(Stem(other, one, endings) for one, other, endings in stems)):
            self._stems.setdefault(one[:LEAST_LETTERS], []).append(Stem(one, other, endings))
            for ending in endings:
                self._written[one + ending] = other + ending
        rule, plurals = table["ise"], table["plurals"]
        self._least: int = rule["least"]
        self._endings: tuple[str, ...] = tuple(rule["endings"])
        self._one_way = frozenset((*rule["only_s"].split(), *rule["only_z"].split()))
        self._plurals, self._singulars = _irregular(_groups(plurals["irregular"]))
        self._alone = frozenset(plurals["alone"].split())
        self._in_ie = frozenset(plurals["in_ie"].split())
        self._compounds = tuple(_groups(table["compounds"]["begins"]))
        self._parts: dict[str, list[tuple[str, str]]] = {}  # the same by their first letters: both words, the first
        for first, rest in self._compounds:
            self._parts.setdefault((first + rest)[:LEAST_LETTERS], []).append((first + rest, first))

    def variants(self, word: str) -> tuple[str, ...]:
        """Other ways to write a whole word, at most MOST, folded; one may be two words, parted by a blank."""
        folded = _folded(word)
        if not folded:
            return ()
        written = (folded, *self._other_spelling(folded))
        numbers = chain.from_iterable(map(self._other_number, written))
        found = dict.fromkeys((*written, *numbers))
        found |= dict.fromkeys(chain.from_iterable(map(self._other_spelling, tuple(found))))
        found |= dict.fromkeys(chain.from_iterable(map(self._parted, tuple(found))))
        found.pop(folded)
        return tuple(found)[:MOST]

    def respelled(self, word: str) -> str:
        """A whole word in British for American spelling, or the other way; as it is where it has but one."""
        return next(iter(self._other_spelling(_folded(word))), word)

    def prefix_variants(self, beginning: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """For a word that may go on: other beginnings, and whole words that none of the beginnings leads to; at most
        MOST together."""
        folded = _folded(beginning)
        if not folded:
            return (), ()
        begun: dict[str, None] = dict.fromkeys(self._other_ise(folded))
        words: dict[str, None] = {}
        for stem in self._stems.get(folded[:LEAST_LETTERS], ()):
            longer, wholes = _begun(folded, stem)
            begun |= dict.fromkeys(longer)
            words |= dict.fromkeys(wholes)
        begun |= dict.fromkeys(chain.from_iterable(map(self._parted, (folded, *begun))))
        words |= dict.fromkeys(self.variants(folded))
        led = (folded, *begun)
        beginnings = tuple(each for each in begun if not any(each.startswith(o) for o in led if o != each))[:MOST]
        others = tuple(word for word in words if not word.startswith((folded, *beginnings)))
        return beginnings, others[: MOST - len(beginnings)]

    def together(self, words: str) -> str:
        """Words parted by blanks, those of one compound as one word: `co operation` as `cooperation`."""
        found: list[str] = []
        before = ""
        for word in words.lower().split(" "):
            is_one = any(before == first and word.startswith(rest) for first, rest in self._compounds)
            found.append(word if is_one or not found else f" {word}")
            before = word
        return "".join(found)

    def _other_spelling(self, word: str) -> tuple[str, ...]:
        """British for American, and the other way."""
        if word in self._written:
            return (self._written[word],)
        begin, sign, ending = self._by_ise(word)
        return (f"{begin}{sign}{ending}",) if ending in self._endings else ()

    def _other_ise(self, beginning: str) -> tuple[str, ...]:
        """The same with z for s or s for z, where an ending of the rule begins after it."""
        begin, sign, rest = self._by_ise(beginning)
        if not begin or beginning in self._plurals:
            return ()
        return (f"{begin}{sign}{rest}",) if any(ending.startswith(rest) for ending in self._endings) else ()

    def _by_ise(self, word: str) -> tuple[str, str, str]:
        """What stands before the s or z of a word by the rule, the other of these two, and what follows; empty where it
        has none."""
        place = max(word.rfind("is"), word.rfind("iz")) + 1
        if place <= self._least or word[: place + 1] in self._one_way:
            return "", "", ""
        return word[:place], "z" if word[place] == "s" else "s", word[place + 1 :]

    def _parted(self, word: str) -> tuple[str, ...]:
        """A compound as two words."""
        alike = self._parts.get(word[:LEAST_LETTERS], ())
        return tuple(f"{first} {word[len(first) :]}" for both, first in alike if word.startswith(both))

    def _other_number(self, word: str) -> tuple[str, ...]:
        """The plurals of a singular, the singulars that a plural may have."""
        if word in self._alone:
            return ()
        if word in self._plurals or word in self._singulars:
            singulars = self._singulars.get(word, ())
            plurals = (self._plurals[each] for each in singulars)
            return (*self._plurals.get(word, ()), *singulars, *chain.from_iterable(plurals))
        return (*self._singular(word), *self._plural(word))

    def _singular(self, word: str) -> tuple[str, ...]:
        if not word.endswith("s") or word.endswith(("ss", "us", "is")):
            return ()
        short = word[:-1]
        if word.endswith("ies"):
            return (short,) if short in self._in_ie or len(short) < LEAST_LETTERS else (f"{word[:-3]}y",)
        if word.endswith("es") and word[:-2].endswith((*HISSING, "o")):
            return (word[:-2],) if word[:-2].endswith(NEVER_WITH_E) else (word[:-2], short)
        return (short,)

    def _plural(self, word: str) -> tuple[str, ...]:
        if word.endswith(HISSING):
            return (f"{word}es",)
        if word.endswith("s") or (word.endswith("ed") and len(word) >= LEAST_PAST):
            return ()
        return (f"{word[:-1]}ies",) if word.endswith("y") and word[-2] not in "aeou" else (f"{word}s",)


def _folded(word: str) -> str:
    """A word in small letters without accents; empty when it is short, very long, or in other letters."""
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", word[: MOST_LETTERS + 1])
        word = "".join(char for char in apart if not unicodedata.combining(char))
    word = word.lower()
    return word if LEAST_LETTERS <= len(word) <= MOST_LETTERS and word.isascii() and word.isalpha() else ""


def _begun(beginning: str, stem: Stem) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a beginning of the words of one stem is with the other stem: a beginning, or, where that is shorter and so
    would lead to other words too, the words."""
    one, other, endings = stem
    rest = ""
    if beginning.startswith(one):
        rest = beginning[len(one) :]
        endings = tuple(ending for ending in endings if ending.startswith(rest))
    elif other.startswith(beginning) or not one.startswith(beginning) or len(beginning) < len(one) - LEAST_BEGUN:
        endings = ()
    if not endings:
        return (), ()
    if len(other) >= len(one):
        return (other + rest,), ()
    return (), tuple(other + ending for ending in endings)


def _groups(text: str) -> Iterator[list[str]]:
    """Words of a list that belong together."""
    return (group.split() for group in text.split(","))


def _stems(table: Any) -> Iterator[Stem]:
    for family in table["families"]:
        for begin in family["begins"].split():
            yield Stem(begin + family["british"], begin + family["american"], tuple(family["endings"]))
    for pairs in table["pairs"]:
        for british, american in _groups(pairs["words"]):
            yield Stem(british, american, tuple(pairs["endings"]))


def _irregular(words: Iterable[list[str]]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The plurals of each singular, and the singulars of each plural."""
    plurals = {singular: tuple(others) for singular, *others in words}
    singulars: dict[str, tuple[str, ...]] = {}
    for singular, others in plurals.items():
        for plural in others:
            singulars[plural] = (*singulars.get(plural, ()), singular)
    return plurals, singulars
