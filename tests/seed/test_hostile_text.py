"""Text from outside can't stall the reading: every pattern is linear, and the whole chain on megabytes ends soon."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from stages import article

import seed
from seed.lexicon import load_lexicon
from seed.pipeline import read_article

# What each hostile text repeats.
UNITS = {
    "letters": "a",
    "capitals": "A",
    "names": "Abc ",
    "acronyms": "ABC (ABC) ",
    "digits": "1",
    "dates": "11 May ",
    "blanks": " ",
    "lines": "\n",
    "stops": "A. ",
    "commas": "Abc, the Abc and ",
    "brackets": "(",
    "signed": "signed by the ",
    "the": "the two ",
    "quotes": "’",
    "names of bodies": "Police Service of the ",
    "bodies": "the two organisations of ",
    "places": "held in The San ",
    "events": "during the Abc’s General Assembly ",
    "signatures": "put their names to it with Abc Abc, head of Abc, and by ",
    "titles": "Mr. J.P. Abc de la ",
    "venues": "at the Abc headquarters of the Abc in The San Abc today ",
    "arms": "their law enforcement police ",
    "links": "[a](b",
    "tags": "<meta <!--",
    "stars": "**a* _b",
    "references": "[a]: \n# # >>",
    "years": "a ten-year abc for another ",
}
SMALL, LARGE, HUGE = 2_000, 40_000, 400_000  # characters
WORST = 1  # hostile texts that are tried at length, those that cost a pattern most at first; torture tries more
SHARES = 8  # of the patterns, so that several processes can try them
# Seconds of processor time, twice the figures to reach, for a busy machine; what is quadratic takes many times more.
QUICK, QUICK_HUGE = 0.16, 1.6
NOTICED = 0.008  # seconds; a pattern that looks at a text again at each place takes longer than this


def hostile(name: str, size: int) -> str:
    if name == "brackets within":
        return "[" * (size // 2) + "](" * (size // 4)
    return UNITS[name] * (size // len(UNITS[name]))


def patterns() -> list[tuple[str, re.Pattern[Any]]]:
    """Those that stand in modules, and those that are made of the lexicon's words."""
    grammar = load_lexicon().grammar._asdict().items()
    found = [(f"{stage}.{name}", value) for stage, held in grammar for name, value in held._asdict().items()]
    for module in pkgutil.walk_packages(seed.__path__, "seed."):
        values = vars(importlib.import_module(module.name)).items()
        found += [(f"{module.name}.{name}", value) for name, value in values if isinstance(value, re.Pattern)]
    return found


def test_the_patterns_are_those_of_the_modules_and_of_the_lexicon() -> None:
    labels = {label for label, _ in patterns()}
    assert {"parties.link", "reports.duration", "dates.year", "seed.sentences.STOP"} <= labels


@pytest.mark.parametrize("share", range(SHARES))
def test_every_pattern_takes_linear_time_in_its_worst_case(share: int) -> None:
    slow = {}
    for label, pattern in patterns()[share::SHARES]:
        ordered = sorted([*UNITS, "brackets within"], key=lambda name: spent(pattern, name, SMALL), reverse=True)
        took_longest = 0.0
        for name in ordered[:WORST]:
            took = least(pattern, name, LARGE, QUICK)
            took_longest = max(took, took_longest)
            if took > QUICK:
                slow[label, name] = round(took, 2)
        if NOTICED < took_longest <= QUICK:
            took = least(pattern, ordered[0], HUGE, QUICK_HUGE)
            if took > QUICK_HUGE:
                slow[label, ordered[0]] = round(took, 2)
    assert not slow


def least(pattern: re.Pattern[Any], name: str, size: int, enough: float) -> float:
    """The least time of up to three runs, as a busy machine may take longer than the pattern does."""
    took = spent(pattern, name, size)
    for _ in range(2):
        if took > enough:
            took = min(took, spent(pattern, name, size))
    return took


def spent(pattern: re.Pattern[Any], name: str, size: int) -> float:
    """The time of the dearest way in which a pattern is used."""
    text = hostile(name, size)
    given = text.encode() if isinstance(pattern.pattern, bytes) else text
    uses = (pattern.match, pattern.fullmatch, lambda text: list(pattern.finditer(text)))
    return max(seconds(use, given) for use in uses)


def seconds(use: Callable[[Any], object], text: str | bytes) -> float:
    start = time.process_time()
    use(text)
    return time.process_time() - start


BIG = 400_000
MEGABYTES = {
    "one line of names": "INTERPOL and Europol signed an agreement with Northpol Agency " * (BIG // 62),
    "sentences": "INTERPOL and Europol signed a memorandum of understanding on 5 May 2020 in Oslo. " * (BIG // 82),
    "noise": "\x1b]0;x\x07\u202e\u200b\u0301" * (BIG // 9),
    "lines": "A Cooperation Agreement\n" * (BIG // 24),
    "dots": "." * BIG,
    "blanks and tabs": " \t\u00a0" * (BIG // 3),
}


@pytest.mark.parametrize("name", sorted(MEGABYTES))
def test_a_long_hostile_text_is_read_in_seconds(name: str) -> None:
    start = time.process_time()
    findings = read_article(article("x" + MEGABYTES[name]), load_lexicon())
    assert time.process_time() - start < 8
    assert findings.text
