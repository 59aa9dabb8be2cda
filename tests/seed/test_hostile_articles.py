"""The whole chain on long texts that are no articles: it ends within seconds, and grows with the text, not faster."""

from __future__ import annotations

import string
import time
from collections.abc import Callable

import pytest
from stages import LEXICON, article

from seed.pipeline import read_article

SIZE = 400_000
FEWER = 100_000  # of sentences that are read closely, so that the test ends soon as well
LIMIT = 6.0  # seconds of processor; the slowest takes half of it on a slow machine
GROWTH = 8  # times for four times the text: what is quadratic takes sixteen times
SHORT = 1.0  # seconds that are too few to tell of growth
MONTHS = ("January", "March", "May", "July")


def word(number: int) -> str:
    """Another name for each number."""
    letters = string.ascii_lowercase[:20]
    left, made = number + 400, ""
    while left:
        left, digit = divmod(left, 20)
        made += letters[digit]
    return made.capitalize()


def signed(number: int) -> str:
    """An agreement of one of two hundred days."""
    day = f"{number % 28 + 1} {MONTHS[number % 4]} {1950 + number % 70}"
    return f"INTERPOL and Europol signed a cooperation agreement on {day}"


def repeated(words: str) -> Callable[[int], str]:
    return lambda size: (words * (size // len(words) + 1))[:size]


def counted(make: Callable[[int], str]) -> Callable[[int], str]:
    def text(size: int) -> str:
        parts: list[str] = []
        length = 0
        while length < size:
            parts.append(make(len(parts)))
            length += len(parts[-1])
        return "".join(parts)

    return text


def dense(words: str) -> Callable[[int], str]:
    """Sentences as long as sentences may be, full of `words`."""
    return repeated("It said " + words * (1400 // len(words)) + "and more.\n")


def halves(first: Callable[[int], str], then: Callable[[int], str]) -> Callable[[int], str]:
    return lambda size: first(size // 2) + "\n\n" + then(size // 2)


TEXTS: dict[str, Callable[[int], str]] = {
    "one line": repeated("the police and the customs of the region work with one another and "),
    "one word": repeated("A"),
    "commas": repeated(","),
    "words and commas": repeated("Abc, "),
    "capitals": repeated("POLICE AND CUSTOMS SERVICE OF THE "),
    "words that are acronyms too": repeated("WHO SIGNED WHAT AND THE ACCORD AU SOMMET "),
    "nested brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "names in a list": counted(lambda number: f"the {word(number)} Police Agency, "),
    "agreement": repeated("agreement "),
    "agreements": repeated("The agreement. "),
    "dates": counted(lambda number: f"on {number % 28 + 1} May {1950 + number % 70}, "),
    "headings": repeated("A Cooperation Agreement\n"),
    "list items": lambda size: "The Assembly approved:\n" + repeated("- a proposed agreement with Europol;\n")(size),
    "right to left": repeated("\u202e\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd. "),
    "combining marks": lambda size: "Oslo e" + "\u0301" * size,
    "emoji": repeated("Oslo \U0001f468\u200d\U0001f469\u200d\U0001f467 "),
}
SENTENCES: dict[str, Callable[[int], str]] = {
    "the same sentence": repeated("INTERPOL and Europol signed a memorandum of understanding on 5 May 2020 in Oslo. "),
    "headings, then agreements": halves(repeated("INTERPOL at work\n\n"), counted(lambda n: signed(n) + ".\n\n")),
    "one acronym for thousands": counted(
        lambda number: f"The {word(number)} Police Agency ({word(number)[0]}PA) met. ".replace("  ", " ")
    ),
    "acronyms": counted(lambda number: f"The Osiris {word(number)} Organisation (O{word(number).upper()}O) met. "),
    "programmes": counted(
        lambda number: f"The {word(number)} programme, part of Project {word(number)}, is led by INTERPOL. "
    ),
    "centres of one acronym": counted(lambda number: f"The {word(number)} Data Centre (GDC) is led by INTERPOL. "),
    "people": counted(lambda number: f"{signed(number)}, signed by Mr {word(number)} and Ann {word(number + 7)}. "),
    "an event": halves(
        counted(lambda n: signed(n) + " on the margins of the INTERPOL General Assembly. "),
        repeated("The General Assembly was held in the room. "),
    ),
    "sentences full of bodies": dense("INTERPOL, Europol, agreement, "),
    "sentences full of one body": dense("INTERPOL, "),
    "sentences full of signatures": dense("INTERPOL and Europol signed an agreement, "),
    "sentences full of people": dense("Mr Ann Bell signed the agreement with Director Jo Ito of Europol, "),
}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_so_much_of_it_is_read_within_seconds(name: str) -> None:
    _ends(TEXTS[name], SIZE)


@pytest.mark.parametrize("name", sorted(SENTENCES))
def test_so_many_sentences_are_read_within_seconds(name: str) -> None:
    _ends(SENTENCES[name], FEWER)


def _ends(text: Callable[[int], str], size: int) -> None:
    whole = seconds(text(size))
    assert whole < LIMIT
    if whole > SHORT and whole > GROWTH * seconds(text(size // 4)):
        assert seconds(text(size)) < GROWTH * seconds(text(size // 4))  # once more: the machine may have stood still


def seconds(text: str) -> float:
    """How long the whole chain takes."""
    start = time.process_time()
    assert read_article(article("x " + text), LEXICON).text
    return time.process_time() - start
