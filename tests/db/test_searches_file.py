"""The file of saved searches: what is written reads back, the rest stays as it was, what is wrong is one line."""

from __future__ import annotations

import os
import stat
import sys
import threading
import time
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import SearchesFileError
from db.printable import printable
from db.searches import (
    LONGEST_NAME,
    MOST,
    SavedSearch,
    add_search,
    named,
    numbered,
    read_searches,
    saved_search,
)
from db.toml_files import TOML, toml_string

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
EXAMPLE = '''# shared by the unit
title = "ours"

[[search]]
name = "INTERPOL since 2015"  # the usual
query = "org:interpol year:2015.."
note = 'left alone'

[[search]]
query = """piracy
"secure line" """
sort = 'oldest'
name = "Sea"
'''


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "searches.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_as_a_person_writes_it(tmp_path: Path) -> None:
    assert read_searches(written(tmp_path, EXAMPLE)) == (
        SavedSearch("INTERPOL since 2015", "org:interpol year:2015.."),
        SavedSearch("Sea", 'piracy "secure line" ', "oldest"),
    )


def test_a_blank_at_the_end_of_a_query_says_something_and_stays() -> None:
    assert [saved_search("a", query).query for query in ("euro", " euro", "euro \t ", "euro\n")] == [
        "euro", "euro", "euro ", "euro ",
    ]  # fmt: skip
    with pytest.raises(SearchesFileError, match="no query"):
        saved_search("a", " \n")


def test_no_file_is_no_search(tmp_path: Path) -> None:
    assert read_searches(tmp_path / "none" / "searches.toml") == ()
    assert read_searches(written(tmp_path, "")) == ()


@pytest.mark.parametrize("text", [EXAMPLE, EXAMPLE.rstrip("\n"), "", "\n\n# nothing yet", EXAMPLE.replace("\n", "\r\n"),
                                  "\ufeff" + EXAMPLE, "[other]\nkey = 1\n"])  # fmt: skip
def test_adding_leaves_every_byte_as_it_was(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    before, known = path.read_bytes(), read_searches(path)
    search = saved_search("Üb[er]", 'a "b" \\ c # d', "newest")
    assert add_search(path, search) == search
    assert path.read_bytes().startswith(before)
    assert read_searches(path) == (*known, search)
    assert [p.name for p in tmp_path.iterdir()] == ["searches.toml"]


@given(ANY_TEXT)
def test_a_string_of_toml_reads_back_as_it_was(text: str) -> None:
    written = toml_string(text)
    assert "\n" not in written
    assert import_module(TOML).loads(f"x = {written}")["x"] == text


@given(st.lists(st.tuples(st.text(max_size=LONGEST_NAME), st.text(max_size=300), st.none() | st.just("oldest"))))
def test_what_is_saved_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, str, str]]
) -> None:
    path = tmp_path_factory.mktemp("saved") / "new" / "searches.toml"
    expected: list[SavedSearch] = []
    for name, query, sort in entries:
        if not (printable(name).strip() and printable(query).strip()):
            with pytest.raises(SearchesFileError, match="not saved: the search"):
                saved_search(name, query, sort)
            continue
        search = saved_search(name, query, sort)
        added = add_search(path, search)
        assert (added.query, added.sort) == (search.query, search.sort)
        if added not in expected:
            expected.append(added)
        assert read_searches(path) == tuple(expected)


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"[[search]]\n{text}".encode("utf-8", "replace"))
)
def test_any_bytes_are_searches_or_one_line(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = written(tmp_path_factory.mktemp("any"), data)
    try:
        known = read_searches(path)
    except SearchesFileError:
        with pytest.raises(SearchesFileError):
            add_search(path, saved_search("a", "b"))
        assert path.read_bytes() == data
    else:
        add_search(path, saved_search("a", "b"))
        assert read_searches(path)[: len(known)] == known


@pytest.mark.parametrize(("text", "line", "words"), [
    ("[[search]]\nname = 'a\n", 2, "Expected"),
    ("[[search]]\nname = 'a'\nquery = ", 3, "value"),
    ("# a\n[[search]]\nname = 'a'\nquery = 'b'\n\n[[search]]\nname = 'c'\n", 6, "the search c has no query"),
    ("[[search]]\nquery = 'b'\n", 1, "has no name"),
    ("[[search]]\nname = ' '\nquery = 'b'\n", 1, "has no name"),
    ("[[search]]\nname = 3\nquery = 'b'\n", 1, "the name is no text"),
    ("[[search]]\nname = 'a'\nquery = ['b']\n", 1, "the query is no text"),
    ("[[search]]\nname = 'a'\nquery = 'b'\nsort = 1\n", 1, "the sort is no text"),
    ("[[search]]\nname = 'a'\nquery = 'b'\n[[search]]\nname = 'a'\nquery = 'c'\n", 4, "another search is called a"),
    ("[[search]]\nname = 'a'\nquery = 'b'\nsort = 'shiny'\n", 1, "none of newest, oldest, best match"),
    (f"[[search]]\nname = '{'n' * 201}'\nquery = 'b'\n", 1, "longer than 200"),
    (f"[[search]]\nname = 'a'\nquery = '{'q ' * 5001}'\n", 1, "longer than 10,000"),
    ("[search]\nname = 'a'\nquery = 'b'\n", None, "begins with [[search]]"),
    ("search = ['a']\n", None, "search 1: a search is a table"),
    ("[[search]]\nname = 'a'\nquery = 'b'\n" * (MOST + 1), None, "more than 1,000"),
    (b"[[search]]\nname = 'caf\xe9'\n", 2, "not UTF-8"),
    ("x = " + "[" * 5000, None, "nested"),
    ("x = 1\n" + "a." * 50_000 + "a = 1", 2, "dots"),
    ('x = {y = """a"""", ' + "a." * 50_000 + "a = 1}", 1, "dots"),
    ("x = 1" + "0" * 5000, None, ""),
    ("a" * 2_000_001, None, "larger than"),
])  # fmt: skip
def test_what_is_wrong_is_one_line_that_says_where(
    tmp_path: Path, text: str | bytes, line: int | None, words: str
) -> None:
    path = written(tmp_path, text)
    before = path.read_bytes()
    started = time.monotonic()
    with pytest.raises(SearchesFileError) as caught:
        read_searches(path)
    assert time.monotonic() - started < 5
    message = str(caught.value)
    assert message.startswith(f"{path}, line {line}: " if line else f"{path}")
    assert words in message
    assert "\n" not in message
    with pytest.raises(SearchesFileError):
        add_search(path, saved_search("new", "words"))
    assert path.read_bytes() == before


def test_dots_in_queries_and_remarks_are_no_keys(tmp_path: Path) -> None:
    dotted = "a." * 40
    path = written(tmp_path, f'# {dotted}\n[[search]]\nname = \'dots\'\nquery = """{dotted}\n{dotted}\\""""\n')
    assert read_searches(path)[0].query == f'{dotted} {dotted}"'


def test_a_table_of_searches_in_one_line_is_read_but_not_added_to(tmp_path: Path) -> None:
    path = written(tmp_path, "search = [{name = 'a', query = 'b'}]\n")
    assert read_searches(path) == (SavedSearch("a", "b"),)
    with pytest.raises(SearchesFileError, match=r"write each search as \[\[search\]\]"):
        add_search(path, saved_search("c", "d"))


def test_a_full_file_takes_no_more(tmp_path: Path) -> None:
    path = written(tmp_path, "".join(f"[[search]]\nname = 'n{n}'\nquery = 'q'\n" for n in range(MOST)))
    with pytest.raises(SearchesFileError, match="is full"):
        add_search(path, saved_search("one more", "q"))


def test_hostile_names_become_clean_lines(tmp_path: Path) -> None:
    path = written(tmp_path, '[[search]]\nname = "a\\u001b[31m\\nb\\u202e"\nquery = "x\\u0007 y\\r\\nz"\n')
    (search,) = read_searches(path)
    assert search.name == "a␛[31m b\ufffd"
    assert search.query == "x␇ y z"


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    path = tmp_path / "searches.toml"
    names = [add_search(path, saved_search(name, query)).name for name, query in
             [("Sea", "piracy"), ("sea", "ships"), ("Sea", "piracy"), ("SEA", "boats"), ("sea", "ships")]]  # fmt: skip
    assert names == ["Sea", "sea (2)", "Sea", "SEA (3)", "sea (2)"]
    assert len(read_searches(path)) == 3
    long = "n" * LONGEST_NAME
    assert numbered(SavedSearch(long, "b"), [SavedSearch(long, "a")]).name == "n" * (LONGEST_NAME - 4) + " (2)"


def test_a_search_is_found_by_its_name() -> None:
    searches = [SavedSearch("sea", "a"), SavedSearch("Sea", "b"), SavedSearch("Land", "c")]
    assert [named(searches, name) for name in ("Sea", "SEA", " land ", "air")] == [
        searches[1], searches[0], searches[2], None,
    ]  # fmt: skip


def test_mode_and_links_are_kept(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "mine.toml"
    real.parent.mkdir()
    real.write_text("# mine\n")
    real.chmod(0o640)
    link = tmp_path / "searches.toml"
    link.symlink_to(real)
    add_search(link, saved_search("a", "b"))
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert read_searches(real) == (SavedSearch("a", "b"),)


def test_a_new_file_and_its_folder_are_made(tmp_path: Path) -> None:
    path = tmp_path / "config" / "agreement-explorer" / "searches.toml"
    add_search(path, saved_search("a", "b"))
    assert path.read_text() == '[[search]]\nname = "a"\nquery = "b"\n'
    assert not stat.S_IMODE(path.stat().st_mode) & 0o111


@pytest.mark.parametrize("kind", ["folder", "pipe", "circle", "file as folder"])
def test_what_is_no_file_is_said(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "searches.toml"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "circle":
        path.symlink_to(path)
    else:
        path.write_text("")
        path = path / "searches.toml"
    for act in (lambda: read_searches(path), lambda: add_search(path, saved_search("a", "b"))):
        with pytest.raises(SearchesFileError, match=r"can't (read|write)"):
            act()


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said_with_a_way_out(tmp_path: Path) -> None:
    path = written(tmp_path, EXAMPLE)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(SearchesFileError, match=r"can't write .*Permission denied.*--searches FILE"):
            add_search(path, saved_search("a", "b"))
    finally:
        tmp_path.chmod(0o700)
    assert path.read_text() == EXAMPLE


def test_a_failed_write_leaves_the_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, EXAMPLE)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SearchesFileError, match="No space left"):
        add_search(path, saved_search("a", "b"))
    assert path.read_text() == EXAMPLE
    assert [p.name for p in tmp_path.iterdir()] == ["searches.toml"]


def test_two_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "searches.toml"
    threads = [threading.Thread(target=add_search, args=(path, saved_search(f"n{n}", "q"))) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {search.name for search in read_searches(path)} == {f"n{n}" for n in range(12)}
