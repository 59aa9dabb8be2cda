"""Filters on a database: what is not stated, how many articles tell, where they are from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import finding

from db.catalogue import Catalogue
from db.compile import Meanings, compile_query
from db.parsing import parse
from db.tokens import EVERY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from db.findings import Findings


def ids(path: Path, text: str) -> set[str]:
    with Catalogue(path) as catalogue:
        return {row.id for row in catalogue.page(parse(text)).rows}


def titles(path: Path, text: str) -> list[str | None]:
    with Catalogue(path) as catalogue:
        return [row.article.title for row in catalogue.hits(parse(text)).rows]


@pytest.mark.parametrize(
    "text", ["missing:expiry", "conflict:no", "sources:1..", "sources:..3", "sources:1", "missing:link,expiry"]
)
def test_of_articles_what_is_missing_is_asked_of_an_agreement_that_they_tell_of(
    database: Path, store_articles: Callable[..., None], text: str
) -> None:
    bare = replace(finding(["wco", "europol"], extra=" More."), reports=(), title="Tells of none")
    store_articles(database, bare)
    assert len(ids(database, text)) == 5
    assert len(titles(database, "in:articles")) == 6
    found = titles(database, f"in:articles {text}")
    assert len(found) == 5
    assert "Tells of none" not in found
    assert titles(database, f"in:articles -{text}") == ["Tells of none"]


def test_what_is_not_stated_and_how_many_articles_tell(database: Path) -> None:
    undated = {"interpol-wco-mou"}
    assert ids(database, "undated:") == ids(database, "missing:date") == ids(database, "-undated:no") == undated
    assert ids(database, "undated: OR topic:customs") == {*undated, "wco-europol-mou-2016"}
    assert len(ids(database, "-undated:")) == len(ids(database, "undated:no")) == 4
    assert len(ids(database, "missing:duration -missing:place")) == 5
    assert ids(database, "missing:place") == ids(database, "missing:p") == ids(database, "sources:2..") == set()
    assert len(ids(database, "-sources:2..9999")) == 5
    assert len(titles(database, "in:articles (undated: OR org:nobody)")) == len(
        titles(database, "in:articles undated:")
    )


def test_dated_and_undated_are_bounds_on_the_key() -> None:
    undated, dated = (compile_query(parse(text), Meanings()) for text in ("undated:", "-undated:"))
    assert undated.match is dated.match is None
    assert (undated.low, undated.high + 1) == (-1, dated.low)


def test_a_range_of_numbers_is_those_that_there_are() -> None:
    def match(text: str) -> str | None:
        return compile_query(parse(text), Meanings(sources=(1, 2, 5, 12))).match

    assert match("sources:2..") == '("____n_2" OR "____n_5" OR "____n_12")'
    assert match("sources:..2") == '("____n_1" OR "____n_2")'
    assert match("sources:3..5") == match("sources:05") == '"____n_5"'
    assert match("sources:100") == '"____n_100"'
    assert match("-sources:2..5") == f'("{EVERY}") NOT (("____n_2" OR "____n_5"))'
    assert compile_query(parse("sources:6..9"), Meanings(sources=(1, 12))).impossible


def test_words_of_a_source_are_those_of_one_in_a_row(build: Callable[..., Path]) -> None:
    def from_(publisher: str, name: str, topic: str) -> Findings:
        return replace(finding(["interpol", "europol"], topic=topic), publisher=publisher, name=name)

    path = build(
        ("one", from_("The Police Times", "daily news.txt", "piracy")),
        ("two", from_("Times of Police", "zebra.txt", "customs")),
    )
    for text, found in {
        'source:"police times"': {"one"},
        "source:police-ti": {"one"},
        'source:"police ti"': set(),
        'source:"times of police"': {"two"},
        'source:"times daily"': set(),
        'source:"daily news"': {"one"},
        'source:"police zebra"': set(),
        "source:police": {"one", "two"},
        'source:"times police"': set(),
    }.items():
        assert ids(path, text) == found, text
        topics = {"one": "piracy", "two": "customs"}
        told = {number for number, topic in topics.items() if titles(path, f"in:articles {text} topic:{topic}")}
        assert told == found, text


@pytest.mark.parametrize(
    ("text", "limit"),
    [("a " * 65, "64 words and filters"), ("( ) " * 300, "512 words, filters, operators and parentheses")],
)
def test_which_limit_was_met_is_said(text: str, limit: str) -> None:
    assert f"only the beginning was read: {limit} are the most" in parse(text).problems
