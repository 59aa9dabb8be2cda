"""Databases that are read in another way than the usual one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from db.catalogue import Catalogue
from db.connection import Reached, reach
from db.errors import LockedDatabaseError
from db.parsing import parse
from db.reaching import Guard, another_way, why_no_locks
from db.writer import Writer
from shell.upgrading import upgrade_database

if TYPE_CHECKING:
    from pathlib import Path


def in_wal(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = wal")
    return path


def mode_of(path: Path) -> str:
    return "wal" if path.read_bytes()[18] == 2 else "rollback"


def test_wal_mode_is_read_without_a_file_being_made_and_said(database: Path) -> None:
    in_wal(database)
    before = sorted(os.listdir(database.parent))  # noqa: PTH208
    with Catalogue(database) as catalogue:
        assert catalogue.page(parse("")).total == 5
        assert "explorer upgrade" in catalogue.notice
    assert sorted(os.listdir(database.parent)) == before  # noqa: PTH208


def test_what_came_while_nothing_kept_writers_away_is_not_mixed_in(database: Path) -> None:
    in_wal(database)
    with Catalogue(database) as catalogue:
        catalogue.page(parse(""))
        with closing(sqlite3.connect(database)) as other:
            other.execute("UPDATE agreements SET title = 'other'")
            other.commit()
        with pytest.raises(LockedDatabaseError, match="written while it was read"):
            catalogue.page(parse(""))


def test_an_upgrade_leaves_wal_mode_and_what_waits_is_kept(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    in_wal(database)
    with closing(sqlite3.connect(database)) as other:
        other.execute("UPDATE agreements SET title = 'kept'")
        other.commit()
    assert upgrade_database(str(database)) == 0
    assert "is up to date now" in capsys.readouterr().err
    assert mode_of(database) == "rollback"
    with Catalogue(database) as catalogue:
        assert {row.title for row in catalogue.page(parse("")).rows} == {"kept"}
        assert catalogue.notice == ""


def test_an_upgrade_beside_someone_who_holds_it_says_so(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    in_wal(database)
    with closing(sqlite3.connect(database)) as other:
        other.execute("SELECT count(*) FROM claims").fetchone()
        assert upgrade_database(str(database)) == 0
        assert "stays in WAL mode" in capsys.readouterr().err
    assert mode_of(database) == "wal"


def test_a_database_as_our_writer_leaves_it_is_read_as_usual(database: Path) -> None:
    found = reach(database)
    assert found == Reached(found.connection)
    found.connection.close()


def test_a_guard_sees_a_write_once(database: Path) -> None:
    guard = Guard(database)
    assert not guard.has_changed()
    with Writer(database) as writer, writer.batch():
        writer._connection.execute("UPDATE agreements SET title = 'x'")
    assert guard.has_changed()
    assert not guard.has_changed()


def test_where_locks_work_the_usual_way_is_tried_again(database: Path) -> None:
    assert why_no_locks(database) == ""
    assert another_way(database, "database is locked").parameters == "mode=ro"
    assert another_way(database, "disk i/o error").parameters == "mode=ro"
    assert another_way(database, "malformed").parameters == "mode=ro"


def test_all_that_is_asked_at_one_moment_is_of_one_state(database: Path) -> None:
    with Catalogue(database) as catalogue, closing(sqlite3.connect(database, timeout=0)) as other:
        with catalogue.at_one_moment():
            before = catalogue.page(parse("")).rows
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("UPDATE agreements SET title = 'other'").connection.commit()
            assert catalogue.page(parse("")).rows == before
        other.commit()
        assert {row.title for row in catalogue.page(parse("")).rows} == {"other"}
