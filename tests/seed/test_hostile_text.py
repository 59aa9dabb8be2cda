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

SIZE = 100_000
ATTACKS = {
    "letters": "a" * SIZE,
    "capitals": "A" * SIZE,
    "names": "Abc " * (SIZE // 4),
    "acronyms": "ABC (ABC) " * (SIZE // 10),
    "digits": "1" * SIZE,
    "dates": "11 May " * (SIZE // 7),
    "blanks": " " * SIZE,
    "lines": "\n" * SIZE,
    "stops": "A. " * (SIZE // 3),
    "commas": "Abc, the Abc and " * (SIZE // 17),
    "brackets": "(" * SIZE,
    "signed": "signed by the " * (SIZE // 14),
    "the": "the two " * (SIZE // 8),
    "quotes": "’" * SIZE,
    "names of bodies": "Police Service of the " * (SIZE // 22),
    "bodies": "the two organisations of " * (SIZE // 25),
    "places": "held in The San " * (SIZE // 16),
    "events": "during the Abc’s General Assembly " * (SIZE // 34),
    "signatures": "put their names to it with Abc Abc, head of Abc, and by " * (SIZE // 57),
    "titles": "Mr. J.P. Abc de la " * (SIZE // 19),
    "venues": "at the Abc headquarters of the Abc in The San Abc today " * (SIZE // 55),
    "arms": "their law enforcement police " * (SIZE // 29),
    "links": "[a](b" * (SIZE // 5),
    "brackets within": "[" * (SIZE // 2) + "](" * (SIZE // 4),
    "tags": "<meta <!--" * (SIZE // 10),
    "stars": "**a* _b" * (SIZE // 7),
    "references": "[a]: \n# # >>" * (SIZE // 11),
    "years": "a ten-year abc for another " * (SIZE // 27),
}


QUICK = 0.4  # twice the figure to reach, for a busy machine; what is quadratic takes more than ten seconds


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


@pytest.mark.parametrize("name", sorted(ATTACKS))
def test_every_pattern_is_linear(name: str) -> None:
    slow = {}
    for label, pattern in patterns():
        text = ATTACKS[name].encode() if isinstance(pattern.pattern, bytes) else ATTACKS[name]
        for use in (pattern.match, pattern.fullmatch, lambda text, pattern=pattern: list(pattern.finditer(text))):
            spent = min(seconds(use, text) for _ in range(3)) if seconds(use, text) > QUICK else 0.0
            if spent > QUICK:
                slow[label] = round(spent, 2)
    assert not slow


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
