"""What was searched before: its lines, going through them, and the file that keeps them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.history import LARGEST, MOST_LINES, History, Recall, keep_line, read_history


def walked(history: History, typed: str, *steps: int) -> list[str]:
    recall, seen = Recall(typed), []
    for step in steps:
        recall, text = recall.stepped(history, step)
        seen.append(text)
    return seen


def test_the_newest_comes_first_and_each_once() -> None:
    history = History().with_line("a").with_line("b").with_line(" a").with_line("").with_line("x" * 5000)
    assert history.lines == ("a", "b")
    assert History(("a", "c")).over(History(("b", "a"))).lines == ("a", "c", "b")
    many = History()
    for number in range(MOST_LINES + 5):
        many = many.with_line(f"n{number}")
    assert (len(many.lines), many.lines[-1]) == (MOST_LINES, "n5")


def test_a_blank_at_the_end_stays_where_it_makes_the_last_word_a_whole_one(tmp_path: Path) -> None:
    history = History().with_line("pira").with_line("pira  ").with_line("kind:mou ").with_line(" ")
    assert history.lines == ("kind:mou", "pira ", "pira")
    keep_line(tmp_path / "history", "pira ")
    assert read_history(tmp_path / "history").lines == ("pira ",)
    assert walked(history, "kind:mou ", 1, 1) == ["pira ", "pira"]


def test_up_and_down_go_through_it_and_end_in_what_was_typed() -> None:
    history = History(("c", "b", "a"))
    assert walked(history, "new", 1, 1, 1, 1, -1, -1, -1, -1) == ["c", "b", "a", "a", "b", "c", "new", "new"]
    assert walked(history, "c", 1, -1) == ["b", "c"]
    assert walked(history, "a", 1, 1, 1) == ["c", "b", "b"]
    assert walked(History(), "new", 1, -1) == ["new", "new"]


@given(st.lists(st.text(max_size=5)), st.text(max_size=5), st.lists(st.sampled_from([1, -1])))
def test_going_through_it_never_leaves_it(lines: list[str], typed: str, steps: list[int]) -> None:
    history = History()
    for line in lines:
        history = history.with_line(line)
    assert set(walked(history, typed, *steps)) <= {typed, *history.lines}
    assert walked(history, typed, *[-1] * 3) == [typed] * 3


def test_the_file_has_a_line_for_each_and_is_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "state" / "explorer" / "history"
    assert read_history(path) == History()
    for line in ("first", "second", "first", "  ", "third"):
        keep_line(path, line)
    assert path.read_text() == "second\nfirst\nthird\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_history(path).lines == ("third", "first", "second")


def test_at_most_five_hundred_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "history"
    path.write_text("".join(f"n{number}\n" for number in range(900)))
    keep_line(path, "new")
    lines = path.read_text().splitlines()
    assert (len(lines), lines[0], lines[-1]) == (MOST_LINES, "n401", "new")


def test_hostile_lines_are_cleaned(tmp_path: Path) -> None:
    path = tmp_path / "history"
    path.write_bytes(b"a\x1b[31mred\n\n\xff\xfe\n" + b"x" * 3000 + b"\nb\x00\xe2\x80\xaec\n")
    assert read_history(path).lines == ("b␀\ufffdc", "\ufffd\ufffd", "a␛[31mred")


@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_history(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("history") / "history"
    path.write_bytes(data)
    before = read_history(path)
    keep_line(path, "new")
    assert read_history(path) == before.with_line("new")


@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "too large"])
def test_what_is_no_history_is_left_alone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "history"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/null")
    else:
        path.write_bytes(b"x\n" * LARGEST)
    assert read_history(path) == History()
    with pytest.raises(OSError, match=r"no regular file|too large"):
        keep_line(path, "new")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["history"]
