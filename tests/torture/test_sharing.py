"""Readers beside an importer, for a moment; for minutes in `torture.sharing`."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from torture.reading import Asker
from torture.second import second_importer
from torture.sharing import Crowd, beside

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def database(seeded: Path, tmp_path: Path) -> Path:
    return shutil.copyfile(seeded, tmp_path / "x.db")


def test_readers_beside_an_importer_neither_fail_nor_see_two_states(database: Path) -> None:
    seen = beside(database, Crowd(2), 1.0, articles=120)
    assert seen.faults == []
    assert seen.lost == []
    assert seen.asked >= 2
    assert seen.kept == 120


def test_a_second_importer_is_told_who_writes(database: Path) -> None:
    assert second_importer(database, foreign=False) == []


def test_an_answer_that_does_not_add_up_is_seen(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE tallies SET agreements = agreements + 1 WHERE facet LIKE '%k_%'")
        connection.commit()
    asker = Asker(str(database), 1)
    for _ in range(8):
        asker.ask()
    asker.close()
    assert "have" in asker.faults[0]


def test_a_reader_that_is_refused_is_seen(tmp_path: Path) -> None:
    asker = Asker(str(tmp_path / "none.db"), 1)
    asker.ask()
    assert "MissingDatabaseError" in asker.faults[0]
