"""Words as texts have them: a few very often, most of them rarely. The same on every machine."""

from __future__ import annotations

import re
import sys
from itertools import accumulate, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seed.tables import read_table

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

HERE = Path(__file__).resolve().parent
LANGUAGES = ("en", "fr", "es", "de")
SKEW, FLAT = 1.05, 2.7  # Zipf and Mandelbrot: the word of rank r comes (r + FLAT) ** -SKEW times
SCALE = 10**12
WORD = re.compile(r"[^\W\d_]{2,}")
OF_NAMES = 0.25  # share of passages with a made-up name in them


def read_toml(name: str) -> dict[str, Any]:
    """A table beside this file."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


class Choice:
    """Things to draw, the first ones more often, as `weights` say: by default the r-th `1 / (r + flat) ** skew`."""

    def __init__(
        self, things: Iterable[Any], weights: Sequence[int] = (), skew: float = SKEW, flat: float = FLAT
    ) -> None:
        self.things = list(things)
        weights = weights or [int(SCALE / (rank + flat) ** skew) for rank in range(1, len(self.things) + 1)]
        self.sums = list(accumulate(weights))

    def draw(self, dice: random.Random) -> Any:
        """One of them."""
        return dice.choices(self.things, cum_weights=self.sums)[0]

    def several(self, dice: random.Random, count: int) -> list[Any]:
        """Some, which may be the same."""
        return dice.choices(self.things, cum_weights=self.sums, k=count)


def shares(table: dict[str, int]) -> Choice:
    """A choice by a table of shares."""
    return Choice(list(table), list(table.values()))


def composed(parts: Sequence[str], dice: random.Random) -> list[str]:
    """All words of a beginning, a middle and an end, in a mixed order, each once."""
    words = list(dict.fromkeys("".join(each) for each in product(*(part.split() for part in parts))))
    dice.shuffle(words)
    return words


class WordStock:
    """The words of each language: small ones, those of the word lists and templates, then composed ones."""

    def __init__(self, dice: random.Random, made: dict[str, list[str]], common: dict[str, str]) -> None:
        self._of = {code: Choice(self._words(code, made[code], common[code], dice)) for code in LANGUAGES}
        self.names = Choice([name.title() for name in composed(made["names"], dice)], skew=0.9)

    def _words(self, code: str, made: Sequence[str], common: str, dice: random.Random) -> list[str]:
        corpus = read_toml("corpus.toml")[code]
        passages = [*corpus["filler"], *corpus["recalled"], *corpus["topics"]]
        passages += [
            phrase.rstrip("*")
            for table in ("topics", "provisions")
            for lists in read_table(table).values()
            for phrase in lists.get(code, {}).get("phrases", ())
        ]
        own = list(dict.fromkeys(word.lower() for text in passages for word in WORD.findall(text)))
        dice.shuffle(own)
        return list(dict.fromkeys([*common.split(), *own, *composed(made, dice)]))

    def words(self, dice: random.Random, code: str, count: int) -> list[str]:
        """Some words of a language, now and then a name among them."""
        words = self._of[code].several(dice, count)
        if dice.random() < OF_NAMES:
            words[-1] = self.names.draw(dice)
        return words

    def sentence(self, dice: random.Random, code: str, count: int) -> str:
        """As many words, with a capital and a full stop."""
        words = self.words(dice, code, count)
        words[0] = words[0].capitalize()
        return " ".join(words) + "."
