"""Other ways to write a word that are to be found alike: British and American, singular and plural, together and apart.

The words and rules are data, `spelling.toml`. Case and accents need none of it: the index folds them.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from importlib import import_module, resources
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

TOML = "tomllib" if sys.version_info >= (3, 11) else "tomli"
MOST = 8
LEAST_LETTERS = 4
MOST_LETTERS = 40
LEAST_BEGUN = 3  # letters that a beginning may lack of a stem that it stands for
LETTERS = re.compile(r"[a-z]+")
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
        table = import_module(TOML).loads((resources.files("db") / "spelling.toml").read_text(encoding="utf-8"))
        stems = tuple(_stems(table))
        self._stems = (*stems, *(Stem(other, one, endings) for one, other, endings in stems))
        self._written: dict[str, str] = {}
        for one, other, endings in self._stems:
            self._written |= {one + ending: other + ending for ending in endings}
        rule = table["ise"]
        self._endings: tuple[str, ...] = tuple(rule["endings"])
        self._ise = re.compile(rf"([a-z]{{{rule['least']},}}i)([sz])({'|'.join(self._endings)})")
        self._ise_begun = re.compile(rf"([a-z]{{{rule['least']},}}i)([sz])([a-z]*)")
        self._one_way = frozenset((*rule["only_s"], *rule["only_z"]))
        self._plurals, self._singulars = _irregular(table["plurals"]["irregular"])
        self._alone = frozenset(table["plurals"]["alone"])
        self._in_ie = frozenset(table["plurals"]["in_ie"])
        apart = [tuple(words.split(" ", 1)) for words in table["compounds"]["begins"]]
        self._compounds = {first + rest: first for first, rest in apart}
        self._apart = re.compile(rf"\b(?:{'|'.join(f'{first} (?={rest})' for first, rest in apart)})")

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
        for stem in self._stems:
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
        return self._apart.sub(lambda match: match[0].rstrip(), words.lower())

    def _other_spelling(self, word: str) -> tuple[str, ...]:
        """British for American, and the other way."""
        if word in self._written:
            return (self._written[word],)
        match = self._ise.fullmatch(word)
        return (self._swapped(match),) if match and match[1] + match[2] not in self._one_way else ()

    def _other_ise(self, beginning: str) -> tuple[str, ...]:
        """The same with z for s or s for z, where an ending of the rule begins after it."""
        match = self._ise_begun.fullmatch(beginning)
        if match is None or match[1] + match[2] in self._one_way or beginning in self._plurals:
            return ()
        return (self._swapped(match),) if any(ending.startswith(match[3]) for ending in self._endings) else ()

    def _swapped(self, match: re.Match[str]) -> str:
        return f"{match[1]}{'z' if match[2] == 's' else 's'}{match[3]}"

    def _parted(self, word: str) -> tuple[str, ...]:
        """A compound as two words."""
        parts = ((first, word[len(first) :]) for whole, first in self._compounds.items() if word.startswith(whole))
        return tuple(f"{first} {rest}" for first, rest in parts)

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
    return word if LEAST_LETTERS <= len(word) <= MOST_LETTERS and LETTERS.fullmatch(word) else ""


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


def _stems(table: Any) -> Iterable[Stem]:
    for family in table["families"]:
        for begin in family["begins"]:
            yield Stem(begin + family["british"], begin + family["american"], tuple(family["endings"]))
    for pairs in table["pairs"]:
        for british, american in pairs["words"]:
            yield Stem(british, american, tuple(pairs["endings"]))


def _irregular(words: Iterable[list[str]]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The plurals of each singular, and the singulars of each plural."""
    plurals = {singular: tuple(others) for singular, *others in words}
    singulars: dict[str, tuple[str, ...]] = {}
    for singular, others in plurals.items():
        for plural in others:
            singulars[plural] = (*singulars.get(plural, ()), singular)
    return plurals, singulars
