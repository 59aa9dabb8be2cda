"""Where temporary files would not fit, what is sorted is sorted in memory."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from db import sorting
from db.checks import check_database
from db.index_copies import compare_indexes

if TYPE_CHECKING:
    from pathlib import Path

MEMORY, FILE = 2, 1  # as SQLite numbers them


def place(path: Path) -> tuple[bool, int]:
    with closing(sqlite3.connect(path)) as connection:
        has_room = sorting.sort_on_disk(connection)
        return has_room, connection.execute("PRAGMA temp_store").fetchone()[0]


def test_with_room_it_is_a_file(database: Path) -> None:
    assert place(database) == (True, FILE)


def test_without_room_it_is_memory(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "_room", lambda: 1000)
    assert place(database) == (True, MEMORY)
    assert not [result for result in check_database(database) if result.faults]


def test_a_copy_that_is_too_large_for_memory_is_told(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "_room", lambda: 1000)
    monkeypatch.setattr(sorting, "MUCH", 1000)
    assert place(database) == (False, MEMORY)
    assert all("no room" in str(fault) for fault in compare_indexes(database))


def test_no_folder_that_may_be_written_is_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "USUAL", ())
    monkeypatch.setattr(sorting, "NAMED", ("NONE_AT_ALL",))
    assert sorting._room() == -1
    monkeypatch.setenv("NONE_AT_ALL", str(tmp_path))
    assert sorting._room() > 0
    monkeypatch.setenv("NONE_AT_ALL", str(tmp_path / "missing"))
    assert sorting._room() == -1


def test_what_was_set_is_set_again(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA temp_store = memory")
        with sorting.sorting_on_disk(connection):
            assert connection.execute("PRAGMA temp_store").fetchone() == (FILE,)
        assert connection.execute("PRAGMA temp_store").fetchone() == (MEMORY,)
