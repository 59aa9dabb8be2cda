"""Generated articles: varied, in six languages, 2 to 3 KB, the same on every machine."""

from __future__ import annotations

import random
import sys
from bisect import bisect
from itertools import accumulate
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).resolve().parent
SIZE = (2_000, 3_000)  # bytes
PER_FOLDER = 1_000
WITHOUT = 0.25  # share of articles that tell of no signature
FIRST_YEAR, LAST_YEAR = 1996, 2025
SKEW = 0.8  # the second organisation is named 2 ** -SKEW times as often as the first


class Corpus:
    """Article number n is always the same, whatever the size of the corpus."""

    def __init__(self) -> None:
        from seed.lexicon import load_lexicon

        lexicon = load_lexicon()
        bodies = [known.acronym or known.name for known in lexicon.organisations.values()]
        states = [f"the Ministry of Interior of {state.name}" for state in lexicon.states.values()]
        self._names = [name for pair in zip(bodies, states, strict=False) for name in pair]
        self._weights = list(accumulate((place + 1) ** -SKEW for place in range(len(self._names))))
        tables = tomllib.loads((HERE / "corpus.toml").read_text(encoding="utf-8"))
        self._words = tables.pop("words")
        self._languages = list(tables.values())
        self._shares = [language["share"] for language in self._languages]

    def write(self, folder: Path, count: int, first: int = 0) -> Path:
        """Writes articles as files, a thousand to a folder; the folder."""
        for number in range(first, first + count):
            path = folder / f"{number // PER_FOLDER:04}" / f"{number:06}.txt"
            if number % PER_FOLDER == 0 or number == first:
                path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.article(number))
        return folder

    def article(self, number: int) -> bytes:
        """One article."""
        dice = random.Random(number)
        (language,) = dice.choices(self._languages, self._shares)
        fill = self._slots(dice, language)
        wanted = dice.randint(*SIZE)
        day, month, year = dice.randint(1, 28), dice.randint(1, 12), dice.randint(FIRST_YEAR, LAST_YEAR)
        date = language["date"].format(day=day, month=language["months"][month - 1], year=year)
        fill |= {"d": date, "y": str(year - dice.randint(1, 15))}
        body = [dice.choice(language["filler"])]
        if dice.random() > WITHOUT:
            body.insert(0, dice.choice(language["signed"]))
            if dice.random() < 0.4:
                body.append(dice.choice(language["recalled"]))
        lines = [dice.choice(language["titles"]).format(**fill), "", date, ""]
        lines += [sentence.format(**fill) for sentence in body]
        while sum(len(line.encode()) + 1 for line in lines) < wanted:
            aside = self._slots(dice, language) | {"d": date, "y": fill["y"]}
            sentences = [dice.choice(language["filler"]).format(**aside) for _ in range(dice.randint(2, 3))]
            lines += ["", " ".join(sentences)]
        return "\n".join(lines).encode()

    def _slots(self, dice: random.Random, language: dict[str, list[str]]) -> dict[str, str]:
        words = self._words
        person = [f"{dice.choice(words['first'])} {dice.choice(words['last'])}" for _ in range(2)]
        unknown = "The {} {} {}".format(*(dice.choice(words[f"unknown_{part}"]) for part in ("first", "of", "kind")))
        return {
            "a": self._name(dice), "b": self._name(dice), "p": person[0], "q": person[1],
            "c": dice.choice(words["cities"]), "t": dice.choice(language["topics"]),
            "k": dice.choice(language["kinds"]), "x": unknown.replace("The ", "the "),
        }  # fmt: skip

    def _name(self, dice: random.Random) -> str:
        return self._names[bisect(self._weights, dice.random() * self._weights[-1])]


if __name__ == "__main__":
    folder = Corpus().write(Path(sys.argv[1]), int(sys.argv[2]))
    print(folder)
