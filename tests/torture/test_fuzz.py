"""A little of what `python -m torture fuzz` does, and that it would notice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from seed.lexicon import load_lexicon
from torture import articles, dates, folders, fuzz, patterns, queries
from torture.figures import Figure


def holds(figure: Figure) -> None:
    assert figure.holds, "\n".join(figure.failures)


AGREEMENTS = 30


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("library")


def test_queries(folder: Path) -> None:
    for figure in fuzz.of_queries(folder, count=200, words=200, agreements=AGREEMENTS):
        holds(figure)


def test_a_slow_question_and_a_word_that_is_not_found_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = fuzz.library(AGREEMENTS, folder).path
    assert queries.ask_all(database, ["piracy"], 0.0).failures
    monkeypatch.setattr(queries, "WRITINGS", ("{}qqq",))
    assert queries.ask_for_words(database, 20, 1).failures


def test_dates() -> None:
    for figure in fuzz.of_dates(2_000):
        holds(figure)


def test_a_date_that_is_read_otherwise_than_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = load_lexicon()
    monkeypatch.setitem(dates.NEVER_INVENTED, "5 May 2020", ())
    assert dates.invented(lexicon)
    found = dates.find_stated("5 May 2020", lexicon)[0]
    assert not list(dates._problems("5 May 2020", found, lexicon))
    assert len(list(dates._problems("6 Mai 2021", found, lexicon))) == 2


def test_articles() -> None:
    stock = articles.Stock(generated=10)
    found = articles.read_all(range(60), stock, load_lexicon())
    assert not found.failures
    assert found.read > 45
    assert found.agreements > 5


def test_patterns() -> None:
    found = patterns.patterns()
    assert len(found) > 300
    assert {"lexicon.grammar.parties.link", "seed.sentences.STOP", "db.pieces.WORD"} <= set(found)
    holds_up = patterns.attack({name: found[name] for name in sorted(found)[::90]}, 0.4, size=20_000)
    assert not holds_up.failures


def test_a_pattern_that_takes_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "PATIENCE", 0.05)
    assert patterns.attack({"bad": re.compile(r"(\w+\s?)+$")}, 0.02, size=5_000).failures


def test_hostile_records(tmp_path: Path) -> None:
    found = folders.import_hostile(tmp_path, ("records",))
    assert not found.failures
    assert 1_000_000 < found.memory < folders.MOST_MEMORY


def test_an_honest_file_that_is_not_read_is_told(tmp_path: Path) -> None:
    assert folders._kept(tmp_path / "none.db", ["missing.txt"], tmp_path) == ["nothing was read"]
