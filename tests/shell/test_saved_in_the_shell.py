"""Saved searches in the shell, and where the person's own files are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from db.searches import SavedSearch, read_searches
from shell.places import history_location, searches_location

FILE = """[[search]]
name = "Memoranda"
query = "kind:mou"
sort = "oldest"

[[search]]
name = "Soon"
query = "year:soon"

[[search]]
name = "None"
query = "zeppelin"
"""


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("EXPLORER_SEARCHES", raising=False)
    return tmp_path / "config" / "agreement-explorer" / "searches.toml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "shared.toml"
    path.write_text(FILE)
    return path


def one_line(text: str, *words: str) -> None:
    assert text.startswith("explorer: ")
    assert text.count("\n") == 1
    assert all(word in text for word in words)


def test_each_has_its_name_its_count_and_its_query(explorer, seeded: Path, path: Path) -> None:
    result = explorer("searches", "--db", seeded, "--searches", path)
    memoranda = len(explorer("search", "--db", seeded, "kind:mou").out.splitlines())
    assert result.status == 0
    assert result.out.splitlines() == [f"Memoranda\t{memoranda}\tkind:mou", "Soon\t–\tyear:soon", "None\t0\tzeppelin"]
    assert result.err.startswith("Soon: year:soon is no year")
    document = json.loads(explorer("searches", "--json", "--db", seeded, "--searches", path).out)
    assert document[0] == {
        "name": "Memoranda", "query": "kind:mou", "sort": "oldest", "agreements": memoranda, "problems": [],
    }  # fmt: skip
    assert document[1]["agreements"] is None
    assert "no year" in document[1]["problems"][0]


def test_one_with_a_mere_remark_is_counted(explorer, seeded: Path, path: Path) -> None:
    path.write_text('[[search]]\nname = "Half"\nquery = "kind:mou (kind:plan OR kind:mou OR kind:soon"\n')
    result = explorer("searches", "--db", seeded, "--searches", path)
    memoranda = len(explorer("search", "--db", seeded, "kind:mou").out.splitlines())
    assert result.out.split("\t")[:2] == ["Half", str(memoranda)]
    assert "kind:soon is no kind" in result.err


def test_none_is_nothing_found_and_says_how_to_add_one(explorer, seeded: Path, config: Path) -> None:
    result = explorer("searches", "--db", seeded)
    assert (result.status, result.out) == (1, "")
    assert str(config) in result.err
    assert "explorer searches add NAME QUERY" in result.err
    assert explorer("searches", "--json", "--db", seeded).out.strip() == "[]"


def test_adding_and_running_by_name(explorer, seeded: Path, config: Path) -> None:
    for name, *query in [("Sea", "maritime", "piracy"), ("Sea", "ships"), ("Sea", "maritime", "piracy")]:
        result = explorer("searches", "add", name, *query)
        assert (result.status, result.out) == (0, "")
        assert str(config) in result.err
    explorer("searches", "add", "--sort", "oldest", "Others", "--", "kind:mou", '"secure communications"')
    assert read_searches(config) == (
        SavedSearch("Sea", "maritime piracy"),
        SavedSearch("Sea (2)", "ships"),
        SavedSearch("Others", 'kind:mou "secure communications"', "oldest"),
    )
    assert explorer("search", "--db", seeded, "--saved", "sea").out == explorer("search", "--db", seeded, "piracy").out


def test_a_saved_search_comes_in_its_own_order_unless_another_is_asked_for(explorer, seeded: Path, path: Path) -> None:
    saved = explorer("search", "--db", seeded, "--searches", path, "--saved", "Memoranda").out
    assert saved == explorer("search", "--db", seeded, "--sort", "oldest", "kind:mou").out
    newest = explorer("search", "--db", seeded, "--searches", path, "--saved", "Memoranda", "--sort", "newest").out
    assert newest == explorer("search", "--db", seeded, "kind:mou").out
    assert newest != saved


def test_a_name_that_is_not_there_and_words_beside_one(explorer, seeded: Path, path: Path) -> None:
    result = explorer("search", "--db", seeded, "--searches", path, "--saved", "memorandum")
    assert (result.status, result.out) == (1, "")
    one_line(result.err, "no search called memorandum", "but there is Memoranda")
    result = explorer("search", "--db", seeded, "--searches", path, "--saved", "Memoranda", "piracy")
    assert (result.status, result.out) == (2, "")
    one_line(result.err, "--saved stands for the whole query")
    result = explorer("search", "--db", seeded, "--searches", path, "--saved", "Soon")
    assert result.status == 2
    one_line(result.err, "no year")


@pytest.mark.parametrize("words", [
    ["searches"], ["searches", "add", "new", "words"], ["search", "--saved", "a"],
])  # fmt: skip
def test_a_file_with_an_error_is_one_line_and_stays(
    explorer, seeded: Path, path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    broken = FILE + "[[search]\n"
    path.write_text(broken)
    monkeypatch.setenv("EXPLORER_SEARCHES", str(path))
    monkeypatch.setenv("EXPLORER_DB", str(seeded))
    result = explorer(*words)
    assert (result.status, result.out) == (2, "")
    one_line(result.err, f"{path}, line 13:")
    assert path.read_text() == broken


@pytest.mark.parametrize(("words", "said"), [
    (["a", "year:soon"], "no year"), ([" ", "b"], "no name"), (["n" * 201, "b"], "longer than 200"),
    (["a"], "Missing argument"), (["--sort", "shiny", "a", "b"], "shiny"),
])  # fmt: skip
def test_what_can_not_be_saved_is_said_and_writes_nothing(explorer, config: Path, words: list[str], said: str) -> None:
    result = explorer("searches", "add", *words)
    assert (result.status, result.out) == (2, "")
    one_line(result.err, said)
    assert not config.parent.exists()


def test_a_folder_that_cannot_be_made_is_said_with_a_way_out(explorer, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("no folder")
    result = explorer("searches", "add", "a", "b")
    assert (result.status, result.out) == (2, "")
    one_line(result.err, "can't write", "--searches FILE or EXPLORER_SEARCHES")
    assert explorer("searches", "add", "--searches", tmp_path / "here.toml", "a", "b").status == 0
    assert explorer("searches", "--searches", tmp_path / "there.toml", "add", "a", "b").status == 0
    assert (tmp_path / "here.toml").read_bytes() == (tmp_path / "there.toml").read_bytes()


def test_hostile_names_are_printed_clean(explorer, seeded: Path, path: Path) -> None:
    path.write_text('[[search]]\nname = "a\\u001b[31m\\tb"\nquery = "[red]\\nosce\\u0007"\n')
    result = explorer("searches", "--db", seeded, "--searches", path)
    assert result.out.startswith("a␛[31m b\t")
    assert not [char for char in result.out + result.err if char < " " and char not in "\n\t"]
    assert explorer("search", "--db", seeded, "--searches", path, "--saved", "\x1b[31m").err.count("\x1b") == 0


def test_where_the_files_are(monkeypatch: pytest.MonkeyPatch, config: Path) -> None:
    monkeypatch.setenv("HOME", "/home/someone")
    monkeypatch.delenv("EXPLORER_HISTORY", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    assert searches_location(None) == str(config)
    assert history_location() == "/home/someone/.local/state/agreement-explorer/history"
    monkeypatch.setenv("XDG_STATE_HOME", "/state")
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("EXPLORER_SEARCHES", "")
    assert searches_location(None) == "/home/someone/.config/agreement-explorer/searches.toml"
    assert history_location() == "/state/agreement-explorer/history"
    monkeypatch.setenv("EXPLORER_SEARCHES", "mine.toml")
    monkeypatch.setenv("EXPLORER_HISTORY", "")
    assert (searches_location(None), searches_location("other.toml")) == ("mine.toml", "other.toml")
    assert history_location() == ""
    monkeypatch.setenv("EXPLORER_HISTORY", "lines")
    assert history_location() == "lines"
