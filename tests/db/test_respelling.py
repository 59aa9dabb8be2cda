"""Likely spellings of words that nothing has, anywhere in a query."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import finding

from db.catalogue import Catalogue
from db.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def meant(path: Path, text: str) -> list[str]:
    with Catalogue(path) as catalogue:
        query = parse(text)
        assert catalogue.tally(query).total == 0
        found = [each for each in catalogue.suggestions(query) if each.is_spelling]
        assert all(catalogue.tally(parse(each.text)).total == each.agreements > 0 for each in found)
        return [each.text.strip() for each in found]


@pytest.fixture
def path(build: Callable[..., Path]) -> Path:
    first = finding(["interpol", "wco"], topic="maritime piracy")
    return build(
        ("one", replace(first, publisher="The Police Times", name="zebra.txt")),
        ("two", finding(["europol", "wco"], "joint action plan", topic="customs fraud")),
    )


@pytest.mark.parametrize(
    ("typed", "likely"),
    [
        ("piracxy", "piracy"),
        ("piracxy* org:wco", "piracy* org:wco"),
        ("org:interpoll", "org:interpol"),
        ('org:"world custms" fraud', 'org:"world customs" fraud'),
        ("with:wco,europl", "with:wco,europol"),
        ("place:lyom", "place:lyon"),
        ("topic:piarcy", "topic:piracy"),
        ("person:directer", "person:director"),
        ('source:"police tymes"', 'source:"police times"'),
        ("provision:infrmation", "provision:information"),
        ("kind:memorandun", "kind:memorandum"),
        ("lang:englsh", "lang:english"),
        ('"maritime piracxy"', '"maritime piracy"'),
        ("(zzzz OR piracxy) org:interpol", "(zzzz OR piracy) org:interpol"),
        ("org:interpoll piracxy", "org:interpol piracy"),
        ("in:articles piracxy", "in:articles piracy"),
        ("in:articles org:interpoll", "in:articles org:interpol"),
    ],
)
def test_a_word_that_nothing_has_is_proposed_as_one_like_it(path: Path, typed: str, likely: str) -> None:
    assert likely in meant(path, typed)


@pytest.mark.parametrize("typed", ["qqqqqqq", "org:qqqqqqq", "kind:zeppelin", "-piracy -fraud", "piracy fraud",
                                   "year:soon", "id:interpoll", "___ zzzz:____", "in:articles qqqqqqq"])  # fmt: skip
def test_nothing_is_proposed_for_what_is_like_nothing(path: Path, typed: str) -> None:
    assert meant(path, typed) == []
