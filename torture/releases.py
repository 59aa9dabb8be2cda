"""Made-up press releases for imports that are disturbed: small, varied, the same on every machine.

Some tell of what another told before, so that their agreements merge; some are found at two places; some are web pages;
and a later edition of the folder has other texts at some of the same places, which become versions.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from seed.sources import RawArticle

if TYPE_CHECKING:
    from pathlib import Path

    from seed.lexicon import Lexicon

KINDS = ("memorandum of understanding", "working arrangement", "cooperation agreement", "joint declaration")
TOPICS = ("cybercrime", "the exchange of information", "drug trafficking", "border security", "training")
CITIES = ("Lyon", "The Hague", "Vienna", "Brussels", "Geneva", "Warsaw")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "September", "October", "November")
PARTNERS = 30  # organisations of the lexicon that take part
AGAIN = 0.3  # share of articles that tell of what an earlier one told
TWICE = 0.03  # and of those that stand at a second place as well
PAGES = 0.002  # and of web pages
CHANGED = 0.3  # share of places that have another text in the second edition


class Releases:
    """Article `number` of an edition, 1 or 2, is always the same. The second edition has other texts at some places."""

    def __init__(self, lexicon: Lexicon, padding: int = 0) -> None:
        self._padding = padding  # words that no other article has
        known = [each.acronym for each in lexicon.organisations.values() if each.acronym]
        self._names = known[:PARTNERS]

    def article(self, number: int, edition: int = 1) -> RawArticle:
        """One article as it would be read from a folder."""
        name, data = self._file(number, edition)
        return RawArticle(name, f"releases/{name}", data)

    def write(self, folder: Path, count: int, edition: int = 1) -> Path:
        """Writes the first articles of an edition as files; the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(count):
            name, data = self._file(number, edition)
            (folder / name).write_bytes(data)
        return folder

    def _file(self, number: int, edition: int) -> tuple[str, bytes]:
        dice = random.Random(number)
        is_page, is_double, is_changed = dice.random() < PAGES, dice.random() < TWICE, dice.random() < CHANGED
        shown = number - 1 if is_double and number else number
        text = self._text(shown, edition if is_changed else 1)
        if not is_page:
            return f"{number:05}.txt", text.encode()
        title, _, body = text.partition("\n\n")
        parts = "".join(f"<p>{part}</p>" for part in body.split("\n\n"))
        page = (
            f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{parts}</article></body></html>"
        )
        return f"{number:05}.html", page.encode()

    def _text(self, number: int, edition: int) -> str:
        dice = random.Random(number * 2 + edition)
        told = dice.randrange(number) if number and dice.random() < AGAIN else number
        facts = random.Random(-1 - told)
        one, other = facts.sample(self._names, 2)
        kind, topic, city = facts.choice(KINDS), facts.choice(TOPICS), facts.choice(CITIES)
        day = f"{facts.randint(1, 28)} {facts.choice(MONTHS)} {facts.randint(1996, 2025)}"
        lines = [
            f"{one} and {other} work together, note {number} of edition {edition}",
            f"{one} and {other} signed a {kind} on {topic} in {city} on {day}.",
            f"Contacts were named on both sides, and a review is to follow after {dice.randint(1, 5)} years.",
        ]
        if dice.random() < 0.3:
            first, last = dice.choice(("Anna", "Jean", "Maria")), dice.choice(("Novak", "Keller", "Rossi"))
            lines.append(f"{first} {last}, Director of {one}, signed for {one}.")
        if dice.random() < 0.2:
            lines.append(f"The Institute of Matter {dice.randint(1, 40)} and {one} signed an agreement on {day}.")
        if self._padding:
            lines.append(" ".join(f"{dice.getrandbits(40):x}" for _ in range(self._padding)))
        return "\n\n".join(lines) + "\n"
