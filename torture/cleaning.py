"""Random texts through the cleaning of what is shown: nothing that harms comes out, and once is as good as twice."""

from __future__ import annotations

import random
import unicodedata
from itertools import chain

from db.printable import printable
from seed.clean import clean_text
from torture.payloads import payloads
from torture.stream import is_hazard

SEED = 6
LONGEST = 60
HONEST = (
    "plain [AFP] 5 < 6 & 7 > 3 \\ {x} $y", "café naïve — “quote” … €", "cafe\u0301", "Tiếng Việt",
    "ქართული Ελληνικά Հայերեն",
    "مرحبا", "می\u200cخواهم", "שלום", "שָׁלוֹם", "नमस्ते", "क्\u200dष", "กำลังใจ", "漢字かな", "한글",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "❤\ufe0f \U0001f1eb\U0001f1f7 1\ufe0f\u20e3",
)  # fmt: skip
# What random characters seldom are: marks, signs of direction, joiners, selectors, tags, fillers, letters beside them.
TELLING = (
    "abZ9 \n\t\r\x00\x07\x1b\x7f\x85\x9b\xad\u0301\u034f\u061c\u0628\u05d0\u0915\u094d\u0e01\u0e33\u115f\u1780"
    "\u17b4\u180e"
    "\u200b\u200c\u200d\u200e\u200f\u2028\u202a\u202e\u2060\u2064\u2066\u2069\u206a\u20e3\u2764\u3164\u6f22\ud800\udc9b"
    "\ue000\ufdd0\ufe00\ufe0f\ufeff\uffa0\ufff9\ufffd\uffff\U0001f1eb\U0001f3f4\U0001f468\U000e0041\U000e0100\U000f0000"
)


def random_text(dice: random.Random) -> str:
    """A text of letters of any script, signs that are telling, and parts of hostile texts."""
    parts = []
    for _ in range(dice.randint(0, LONGEST)):
        kind = dice.random()
        parts.append(dice.choice(TELLING) if kind < 0.7 else chr(dice.randrange(0x110000)))
    if dice.random() < 0.2:
        parts.insert(dice.randint(0, len(parts)), dice.choice(payloads()).text[:LONGEST])
    return "".join(parts)


def faults(count: int, seed: int = SEED) -> list[str]:
    """What is wrong with the cleaning of so many random texts and of the honest ones, in words."""
    dice = random.Random(seed)
    found: list[str] = []
    for number, text in enumerate(chain((random_text(dice) for _ in range(count)), (p.text for p in payloads()))):
        found += [f"text {number} of seed {seed}, {text!a}: {what}" for what in _faults_of(text)]
    return found + [f"honest {text!a} came out as {printable(text)!a}" for text in HONEST if not _is_kept(text)]


def _is_kept(text: str) -> bool:
    return printable(text) == printable(text, lines=True) == clean_text(text) == text


def _faults_of(text: str) -> list[str]:
    """What is wrong with one text, on one line, on several and as it is kept."""
    found = []
    for name, cleaned, again in (
        ("on one line", printable(text), printable),
        ("on lines", printable(text, lines=True), lambda each: printable(each, lines=True)),
        ("frozen", clean_text(text), clean_text),
    ):
        hazards = {char for char in cleaned if _is_hazard(char) and not (char == "\n" and name != "on one line")}
        if hazards:
            found.append(f"{name} it holds {sorted(hazards)!a}")
        if again(cleaned) != cleaned:
            found.append(f"{name} it is not the same when cleaned again")
        if _most_marks(cleaned) > 4:
            found.append(f"{name} it piles up marks")
    if printable(clean_text(text), lines=True) != clean_text(text):
        found.append("what is frozen is altered when it is shown")
    return found


def _is_hazard(char: str) -> bool:
    return is_hazard(char) or unicodedata.category(char) == "Cc"


def _most_marks(text: str) -> int:
    """The most marks on one base; one that begins the text has none."""
    most = here = 0
    for place, char in enumerate(text):
        is_mark = unicodedata.category(char) in {"Mn", "Me", "Mc"}
        here = (here + 1 if place else 5) if is_mark else 0
        most = max(most, here)
    return most
