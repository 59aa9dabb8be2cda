"""`explorer extract --explain`: to read, in a pipe, and as JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TEXT = (
    "Europol and Frontex signed a working arrangement on 3 May 2015. Both hope that it will help their officers.\n\n"
    "Europol and Eurojust did not sign a memorandum of understanding.\n"
)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shell.output.for_people", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")


def test_in_a_pipe_each_entry_is_a_line_of_name_words_and_rule(explorer, note: Path) -> None:
    result = explorer("extract", "--explain", note)
    rows = [line.split("\t") for line in result.out.splitlines()]
    assert result.status == 0
    assert ["agreement 1", "Europol – Frontex working arrangement"] in rows
    assert ["names it", "“{Europol} and {Frontex} {signed} a {working arrangement} on {3 May 2015}.”"] in rows
    assert ["date", "2015-05-03: “3 May 2015”", "a full date, day first (day-month-year)"] in rows
    denied = "“Europol and Eurojust did {not sign} a {memorandum of understanding}.”"
    assert ["instrument", denied, "the text denies it: not done, not yet, refused or called off (denied)"] in rows


def test_on_a_terminal_of_80_columns_it_is_wrapped_and_set_in_columns(explorer, note: Path, for_people: None) -> None:
    lines = explorer("extract", "--explain", note).out.splitlines()
    assert max(map(len, lines)) <= 80
    assert any(line.startswith("near misses") for line in lines)
    (at,) = [place for place, line in enumerate(lines) if line.startswith("  party")]
    assert lines[at].split() == ["party", "Europol"]
    assert lines[at + 1].strip() == "Frontex"
    assert lines[at + 2].strip().startswith("the name stands where a party stands")
    assert lines[at + 1].index("Frontex") == lines[at].index("Europol")


def test_json_lines_hold_the_same(explorer, note: Path) -> None:
    result = explorer("extract", "--explain", "--json", note, note)
    found, again = (json.loads(line) for line in result.out.splitlines())
    assert found == again
    (matter,) = found["matters"]
    (sentence,) = [item for item in matter["sentences"] if item["part"] == "names it"]
    for place in (sentence, *sentence["claims"], *found["near_misses"]):
        assert found["text"][place["start"] : place["end"]] == place["quote"]
    assert {claim["rule"] for claim in sentence["claims"]} >= {"signed-before", "party", "day-month-year"}
    assert [(miss["about"], miss["lacking"]) for miss in found["near_misses"]] == [("instrument", "denied")]


def test_an_article_without_agreements_says_so(explorer, tmp_path: Path) -> None:
    path = tmp_path / "rain.txt"
    path.write_text("It rained all day.")
    out = explorer("extract", "--explain", path).out
    assert "agreement\tnone found" in out
    assert "near misses\tnone" in out


def test_what_can_not_be_read_is_told_and_the_rest_is_explained(explorer, note: Path, tmp_path: Path) -> None:
    result = explorer("extract", "--explain", tmp_path / "none.txt", note)
    assert result.status == 1
    assert len(result.err.splitlines()) == 1
    assert "agreement 1\t" in result.out


@pytest.mark.usefixtures("for_people")
def test_nothing_of_an_article_is_obeyed_by_the_terminal(explorer, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text("INTERPOL and the WCO \x1b[31msigned [bold]a Memorandum of Understanding\x9b on 3 May\t2015.")
    out = explorer("extract", "--explain", path).out
    assert "[bold]" in out
    assert not any(sign in out for sign in "\x1b\x9b\t")
