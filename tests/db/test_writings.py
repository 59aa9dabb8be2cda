"""Words in their other spellings: several in a row, names of organisations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import finding

from db.catalogue import Catalogue
from db.parsing import parse
from db.query import Words
from db.spelling import Spelling
from db.writings import MOST_WRITINGS, writings, writings_of_a_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling()


def test_of_a_long_phrase_each_word_is_tried_in_its_other_spellings(spelling: Spelling) -> None:
    text = "organisation of the defence centre for labour programmes in treaty form"
    found = [written for written, _ in writings(Words(text), spelling)]
    assert found[0] == text
    assert "organization of the defense center for labor programs in treaty form" in found
    assert len(found) == len(set(found)) <= MOST_WRITINGS
    for place, word in enumerate(text.split()):
        others = {written.split()[place] for written in found if len(written.split()) == len(text.split())}
        assert others & {*spelling.variants(word)} or not spelling.variants(word), word


def test_all_words_american_and_no_other_change(spelling: Spelling) -> None:
    assert writings(Words("defence programmes centre"), spelling)[:2] == (
        ("defence programmes centre", False),
        ("defense programs center", False),
    )


def test_the_last_word_of_a_phrase_that_goes_on_is_varied_too(spelling: Spelling) -> None:
    assert ("customs organiz", True) in writings(Words("customs organis", prefix=True), spelling)
    assert ("the cooperation", True) in writings(Words("the co operation", prefix=True), spelling)
    assert writings(Words("zz zz"), spelling) == (("zz zz", False),)
    assert ("world customs organization", True) in writings_of_a_name("world customs organisation", spelling)
    assert ("world treaties", False) in writings_of_a_name("world treaty", spelling)


def test_sixty_four_words_are_written_soon(spelling: Spelling) -> None:
    assert len(writings(Words(" ".join(["organisation"] * 64)), spelling)) == MOST_WRITINGS


@pytest.mark.parametrize(
    "name",
    ["world cooperation organisation", "world co-operation organisation", "World Co-operation Organiz",
     "world cooperations", "co-operation organization"],
)  # fmt: skip
def test_an_organisation_is_found_by_its_name_in_the_other_spelling(build: Callable[..., Path], name: str) -> None:
    base = finding(["zenith", "europol"])
    zenith = replace(base.organisations[0], name="World Co-operation Organization")
    path = build(("one", replace(base, organisations=(zenith, *base.organisations[1:]))))
    with Catalogue(path) as catalogue:
        assert [row.id for row in catalogue.page(parse(f'org:"{name}"')).rows] == ["one"]
        assert [each.id for each in catalogue.organisations_named(name)] == ["zenith"]
        assert [row.id for row in catalogue.page(parse(f'only:"{name}",europol')).rows] == ["one"]
