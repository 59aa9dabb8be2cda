"""Articles that match, as the shell prints them: for pipes, for programs, for people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from db.catalogue import Catalogue
from db.parsing import parse

PHRASE = '"secure communication line"'
COLUMNS = 6


def test_a_pipe_gets_a_line_a_hit_with_the_words_in_braces_at_its_end(explorer, seeded: Path) -> None:
    result = explorer("articles", "--db", seeded, PHRASE)
    assert (result.status, result.err) == (0, "")
    (line,) = result.out.splitlines()
    date, publisher, title, agreements, file, sentence = line.split("\t")
    assert (date, publisher, agreements, file) == (
        "2011-10-12", "Europol", "3", "interpol-europol-joint-initiatives.txt"
    )  # fmt: skip
    assert "{" not in title
    assert "to establish a {secure communication line} between" in sentence


def test_search_in_articles_is_the_same(explorer, seeded: Path) -> None:
    for words in (PHRASE, "piracy", "organi kind:mou", "zeppelin"):
        for options in ((), ("--json",)):
            same = explorer("search", "--db", seeded, *options, f"in:articles {words}")
            result = explorer("articles", "--db", seeded, *options, words)
            assert (same.status, same.out) == (result.status, result.out)


def test_programs_get_the_sentence_and_the_places_of_the_words(explorer, seeded: Path) -> None:
    listed = {row["article"]: row for row in json.loads(explorer("articles", "--db", seeded, "--json").out)}
    found = json.loads(explorer("articles", "--db", seeded, "--json", "europol terrorism").out)
    assert found
    for row in found:
        assert {key: row[key] for key in listed[row["article"]]} == listed[row["article"]]
        with Catalogue(seeded) as catalogue:
            text = catalogue.article(row["article"]).text
        assert text[row["start"] : row["start"] + len(row["sentence"])] == row["sentence"]
        words = {row["sentence"][start:end].lower() for start, end in row["marks"]}
        assert words <= {"europol", "terrorism"}
        assert {row["title"][start:end].lower() for start, end in row["title_marks"]} <= {"europol", "terrorism"}


@pytest.mark.parametrize(
    ("query", "number"),
    [("year:2011..2016", 2), ("org:wco", 2), ("source:europol", 1), ("kind:mou", 4), ("piracy lang:de", 0)],
)
def test_filters_hold_for_articles(explorer, seeded: Path, query: str, number: int) -> None:
    result = explorer("articles", "--db", seeded, query)
    assert len(result.out.splitlines()) == number
    assert result.status == (0 if number else 1)
    assert all(line.count("\t") == COLUMNS - 1 for line in result.out.splitlines())


def test_a_filter_without_meaning_is_wrong_use(explorer, seeded: Path) -> None:
    result = explorer("articles", "--db", seeded, "year:soon")
    assert (result.status, result.out) == (2, "")


def test_for_people_the_words_are_marked_and_in_braces_where_there_is_no_colour(
    explorer, seeded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shell.output.for_people", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    plain = explorer("articles", "--db", seeded, PHRASE).out
    assert "{secure communication line}" in " ".join(plain.split())
    assert all(len(line) <= 80 for line in plain.splitlines())
    assert plain.startswith("2011-10-12  Europol · ")
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = explorer("articles", "--db", seeded, "piracy").out
    assert "\x1b[1;4mpiracy\x1b[0m" in coloured
    assert "{" not in coloured


def test_any_number_is_printed_page_by_page(explorer, seeded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = explorer("articles", "--db", seeded, "interpol").out
    monkeypatch.setattr("shell.finding.AT_ONCE", 2)
    assert explorer("articles", "--db", seeded, "interpol").out == whole
    some = explorer("search", "--db", seeded, "--limit", 3, "in:articles interpol")
    assert some.out.splitlines() == whole.splitlines()[:3]
    assert some.err == "the first 3 of 5; --limit 0 prints all\n"
    with Catalogue(seeded) as catalogue:
        assert catalogue.tally(parse("in:articles interpol")).total == 5
