"""What names of organisations become in a sentence: German ones in other cases, English ones with a part short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ENDINGS = ("e", "er", "es")


@dataclass(frozen=True, slots=True)
class Forms:
    """Ends of stems of German adjectives; ends of nouns with what they take in the genitive; parts with short ones."""

    adjectives: tuple[str, ...]
    nouns: Mapping[str, Sequence[str]]
    shortened: Mapping[str, Sequence[str]]

    def short(self, name: str) -> list[str]:
        """A longer name with a part of it short: "EU Drugs Agency"."""
        return [
            name.replace(part, short)
            for part, shorts in self.shortened.items()
            if part in name and part != name
            for short in shorts
        ]

    def german(self, name: str) -> list[str]:
        """What a name becomes after an article: "des Europäischen Rates"; without the name as it is."""
        words = name.split(" ")
        stems: list[str] = []
        while len(stems) < len(words) - 1 and (stem := self._stem(words[len(stems)])):
            stems.append(stem)
        head, rest = words[len(stems)], words[len(stems) + 1 :]
        weak, oblique = ([stem + ending for stem in stems] for ending in ("e", "en"))
        forms = [
            [*weak, head, *rest],
            [*oblique, head, *rest],
            *([*oblique, noun, *rest] for noun in self._genitives(head)),
        ]
        return [form for form in dict.fromkeys(" ".join(form) for form in forms) if form != name]

    def _stem(self, word: str) -> str | None:
        """The stem of an adjective, or None for another word."""
        for ending in ENDINGS:
            stem = word.removesuffix(ending)
            if stem != word and stem.lower().endswith(self.adjectives):
                return stem
        return None

    def _genitives(self, noun: str) -> list[str]:
        small = noun.lower()
        return [noun + ending for end, endings in self.nouns.items() if small.endswith(end) for ending in endings]


def read_forms() -> Forms:
    """The rules as they come with the program."""
    table = read_table("forms")
    return Forms(tuple(table["german"]["adjectives"]), table["german"]["nouns"], table["shortened"])
