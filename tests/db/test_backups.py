"""Copies of a database: whole, of one moment, over nothing that is there, and leaving nothing behind."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from test_migrations import unseal
from test_writer import content, rows

from db import backups
from db.backups import back_up
from db.checks import check_database
from db.errors import DamagedDatabaseError, ExplorerError, LockedDatabaseError, UnwritableDatabaseError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_copy_is_the_same_and_nothing_stands_beside_it(tmp_path: Path, database: Path) -> None:
    before = database.read_bytes()
    target = tmp_path / "copies" / "copy.db"
    target.parent.mkdir()
    database.chmod(0o640)
    kept = back_up(database, target)
    assert (kept.size, kept.agreements, kept.articles) == (target.stat().st_size, 5, 5)
    assert content(target) == content(database)
    assert [result.faults for result in check_database(target) if result.faults] == []
    assert [each.name for each in target.parent.iterdir()] == ["copy.db"]
    assert target.stat().st_mode & 0o777 == 0o640
    assert database.read_bytes() == before


def test_what_is_there_is_replaced_only_when_it_is_to_be(tmp_path: Path, database: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("mine")
    for replace in (False, True):
        with pytest.raises(UsageError, match="--replace"):
            back_up(database, target, replace)
        assert target.read_text() == "mine"
    target.write_bytes(database.read_bytes()[:5000])
    with pytest.raises(UsageError, match="--replace"):
        back_up(database, target)
    back_up(database, target, replace=True)
    assert content(target) == content(database)


@pytest.mark.parametrize("name", ["test.db", "link.db", "test.db-journal", "test.db-wal", "folder", "taken", "no/copy"])
def test_a_place_that_can_not_be_meant_is_refused(tmp_path: Path, database: Path, name: str) -> None:
    before = database.read_bytes()
    (tmp_path / "link.db").symlink_to(database)
    (tmp_path / "folder").mkdir()
    (tmp_path / "taken-journal").write_text("a journal of what stood there")
    names = {each.name for each in tmp_path.iterdir()}
    with pytest.raises(ExplorerError):
        back_up(database, tmp_path / name, replace=True)
    assert database.read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} == names


def test_one_that_an_earlier_release_wrote_is_copied_as_it_is(tmp_path: Path, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        unseal(connection)
        connection.commit()
    back_up(database, tmp_path / "copy.db")
    assert rows(tmp_path / "copy.db", "PRAGMA user_version") == [(3,)]


def test_who_stops_it_leaves_nothing(tmp_path: Path, database: Path) -> None:
    names = {each.name for each in tmp_path.iterdir()}
    with pytest.raises(KeyboardInterrupt):
        back_up(database, tmp_path / "copy.db", stop=lambda: True)
    assert {each.name for each in tmp_path.iterdir()} == names


def test_what_a_killed_one_left_is_taken_away_but_not_what_another_writes(tmp_path: Path, database: Path) -> None:
    import fcntl

    left, written = tmp_path / ".copy.db.1.part", tmp_path / ".copy.db.2.part"
    left.write_text("left")
    with written.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        back_up(database, tmp_path / "copy.db")
        assert not left.exists()
        assert written.exists()


def test_it_is_of_one_moment_however_often_others_write(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "PAGES", 8)
    written: list[int] = []
    refused: list[int] = []

    def write(_: str) -> None:
        """Two rows at once, of which no copy may have one."""
        number = len(written)
        with closing(sqlite3.connect(database, timeout=0)) as connection:
            try:
                connection.execute("INSERT INTO words VALUES (?)", (f"_a{number:04}" + "x" * 9000,))
                connection.execute("INSERT INTO words VALUES (?)", (f"_b{number:04}" + "x" * 9000,))
                connection.commit()
                written.append(number)
            except sqlite3.OperationalError:
                refused.append(number)

    back_up(database, tmp_path / "copy.db", tell=write)
    assert len(written) >= backups.MOST_BEGINNINGS
    assert refused  # at last it is held
    found = rows(tmp_path / "copy.db", "SELECT substr(word, 2, 5) FROM words WHERE word GLOB '_[ab]*'")
    held = {str(word)[1:] for (word,) in found}
    assert sorted(word for (word,) in found) == sorted(f"{letter}{number}" for letter in "ab" for number in held)
    assert len(held) in {len(written), len(written) - 1}  # the last came while the copy was looked at


def test_a_damaged_one_is_not_taken_for_a_copy(tmp_path: Path, database: Path) -> None:
    data = bytearray(database.read_bytes())
    data[20 * 4096 : 21 * 4096] = bytes(4096)
    database.write_bytes(data)
    with pytest.raises(DamagedDatabaseError, match="is damaged"):
        back_up(database, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_who_waits_too_long_for_a_lock_is_told(tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "PATIENCE", 0.1)

    def lock(_: str) -> None:
        if not held:
            held.append(sqlite3.connect(database, isolation_level=None))
            held[0].execute("BEGIN EXCLUSIVE")

    held: list[sqlite3.Connection] = []
    monkeypatch.setattr(backups, "PAGES", 8)
    with pytest.raises(LockedDatabaseError):
        back_up(database, tmp_path / "copy.db", tell=lock)
    held[0].close()
    assert not (tmp_path / "copy.db").exists()


def test_where_there_is_no_room_one_line_says_so_and_nothing_is_left(tmp_path: Path, database: Path) -> None:
    names = {each.name for each in tmp_path.iterdir()}
    child = os.fork()
    if not child:
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
            back_up(database, tmp_path / "copy.db")
        except UnwritableDatabaseError:
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    assert {each.name for each in tmp_path.iterdir()} == names
