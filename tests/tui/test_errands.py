"""Work on files, off the screen's thread."""

from __future__ import annotations

import threading
from pathlib import Path

from db.searches import SavedSearch
from tui.errands import Errands
from tui.history import History
from tui.own_files import OwnFiles


def test_errands_are_done_in_their_order_in_one_other_thread() -> None:
    errands, done, gate = Errands(), [], threading.Event()
    errands.run(lambda: gate.wait(5), lambda _: done.append(threading.current_thread()))
    for number in range(20):
        errands.run(lambda number=number: number, done.append)  # type: ignore[misc]
    assert done == []
    assert not errands.wait_idle(0.01)
    gate.set()
    assert errands.wait_idle(5)
    assert done[1:] == list(range(20))
    assert done[0] is not threading.current_thread()
    assert done[0].daemon


def test_an_error_is_handed_over_and_the_next_errand_is_done() -> None:
    errands, done = Errands(), []
    errands.run(lambda: 1 / 0, done.append)
    errands.run(lambda: "next", done.append)
    assert errands.wait_idle(5)
    assert isinstance(done[0], ZeroDivisionError)
    assert done[1] == "next"


def test_after_the_end_nobody_is_told_and_nobody_waits_for_what_hangs() -> None:
    errands, done, gate = Errands(), [], threading.Event()
    errands.run(lambda: gate.wait(5), done.append)
    errands.close(0.01)
    gate.set()
    assert errands.wait_idle(5)
    assert done == []


def test_what_is_written_as_one_leaves_is_written(tmp_path: Path) -> None:
    path = tmp_path / "history"
    files = OwnFiles(None, path)
    for number in range(10):
        files.keep_line(f"n{number}", lambda _: None)
    files.close()
    assert len(path.read_text().splitlines()) == 10


def test_without_files_nothing_is_kept_and_it_is_said() -> None:
    files, done = OwnFiles(), []
    files.keep_line("a", done.append)
    files.read_history(done.append)
    files.save("a", "b", None, done.append)
    files.read_searches(done.append)
    assert files.wait_idle(5)
    assert done[0] == History()
    assert all("--searches FILE" in str(error) for error in done[1:])
    assert len(done) == 3


def test_a_search_is_saved_and_read_with_what_is_wrong_with_it(tmp_path: Path) -> None:
    files, done = OwnFiles(tmp_path / "searches.toml"), []
    files.save("a", "year:soon", "oldest", done.append)
    files.read_searches(done.append)
    assert files.wait_idle(5)
    assert done[0] == SavedSearch("a", "year:soon", "oldest")
    assert [(entry.search, "no year" in entry.problem) for entry in done[1]] == [(done[0], True)]
