"""The first look at a database: what is damaged is seen, and a file that is known costs nothing."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from db import first_look
from db.first_look import is_known, look_first, mark_of, remember

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 10.0


@pytest.fixture
def kept(tmp_path: Path) -> str:
    return str(tmp_path / "state" / "known-databases")


def damage(path: Path) -> None:
    """Zeroes the page that holds the organisations, and keeps the time of change."""
    data = path.read_bytes()
    place = data.index(b"International Criminal Police") // 4096 * 4096
    path.write_bytes(data[:place] + bytes(4096) + data[place + 4096 :])


def test_a_sound_file_is_looked_at_once(database: Path, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_known(database, kept)
    assert look_first(database, kept, SECONDS) is None
    assert is_known(database, kept)
    monkeypatch.setattr(first_look, "_first_fault", lambda *_: pytest.fail("it was looked at again"))
    assert look_first(database, kept, SECONDS) is None


def test_a_damaged_file_is_told_each_time(database: Path, kept: str) -> None:
    damage(database)
    for _ in range(2):
        assert look_first(database, kept, SECONDS) is not None
    assert not is_known(database, kept)


def test_a_known_file_that_changed_is_looked_at_again_after_a_day(
    database: Path, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_first(database, kept, SECONDS)
    os.utime(database, ns=(1, 1))
    assert is_known(database, kept)
    later = time.time() + first_look.A_DAY + 5
    monkeypatch.setattr(first_look.time, "time", lambda: later)
    assert not is_known(database, kept)


def test_another_file_in_its_place_is_not_known(database: Path, kept: str) -> None:
    look_first(database, kept, SECONDS)
    other = database.with_name("other.db")
    other.write_bytes(database.read_bytes())
    other.replace(database)
    assert not is_known(database, kept)


def test_a_look_without_time_finds_nothing(database: Path, kept: str) -> None:
    damage(database)
    assert look_first(database, kept, 0.0) is None


@pytest.mark.parametrize("content", [b"", b"\xff\xfe noise\n1 2 3\n", b"9" * 5000, b"1 2 3 4 5 6 7\n" * 9])
def test_a_file_of_known_ones_that_means_nothing_is_no_harm(database: Path, kept: str, content: bytes) -> None:
    os.makedirs(os.path.dirname(kept))  # noqa: PTH103, PTH120
    with open(kept, "wb") as file:  # noqa: PTH123
        file.write(content)
    assert not is_known(database, kept)
    assert look_first(database, kept, SECONDS) is None
    assert is_known(database, kept)


def test_where_nothing_can_be_kept_nothing_is(database: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for nowhere in ("", str(tmp_path / "file" / "known"), str(tmp_path)):
        assert look_first(database, nowhere, SECONDS) is None
        assert not is_known(database, nowhere)


def test_only_so_many_are_kept(database: Path, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_look, "MOST_KEPT", 3)
    mark = mark_of(database)
    assert mark is not None
    for number in range(5):
        remember((mark[0], number, *mark[2:]), kept)
    remember(mark, kept)
    with open(kept, encoding="ascii") as file:  # noqa: PTH123
        assert len(file.readlines()) == 3
    assert is_known(database, kept)
