"""Seeding in a real terminal: how far it is, and how it is stopped."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import Terminal

from db.checks import check_database

PROGRAM = [sys.executable, "-m", "explorer"]
COUNT = 1200
FILLER = "Participants discussed practical obstacles, among them slow requests for assistance. " * 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles")
    for number in range(COUNT):
        day = f"{1 + number % 28} May {1990 + number % 30}"
        words = (
            f"INTERPOL and the WCO signed a memorandum of understanding on {day} in Lyon. Note {number}.\n\n{FILLER}"
        )
        (path / f"{number:04}.txt").write_text(words)
    return path


def sound(path: Path) -> bool:
    return not [result for result in check_database(path) if result.faults]


def seed(database: Path, folder: Path, jobs: int) -> list[str]:
    return [*PROGRAM, "seed", "--db", str(database), "--jobs", str(jobs), str(folder)]


def stored(database: Path) -> int:
    listing = [*PROGRAM, "articles", "--db", str(database)]
    return len(subprocess.run(listing, capture_output=True, text=True, check=True).stdout.splitlines())


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_stops_after_the_batch_and_the_next_run_goes_on(tmp_path: Path, folder: Path, jobs: int) -> None:
    database = tmp_path / "x.db"
    with Terminal(seed(database, folder, jobs), columns=100) as terminal:
        screen = terminal.wait_for(r"[1-9][0-9]+ of 1,200 done")
        assert re.search(r"[0-9]+/s", screen)
        assert re.search(r"[0-9]{4}\.txt", screen)
        terminal.send("\x03")
        assert terminal.wait_end() == 130
        assert "the same command goes on from there" in terminal.text
        assert b"Traceback" not in terminal.raw
        kept = int(re.search(r"([0-9,]+) articles? read", terminal.text)[1].replace(",", ""))
    assert 0 < kept < COUNT
    assert stored(database) == kept
    assert sound(database)
    with Terminal(seed(database, folder, jobs), columns=100) as terminal:
        assert terminal.wait_end() == 0
        assert f"{COUNT - kept:,} articles read" in terminal.text
        assert "known before" in terminal.text
    assert sound(database)


def test_a_second_ctrl_c_stops_at_once(tmp_path: Path, folder: Path) -> None:
    database = tmp_path / "x.db"
    with Terminal(seed(database, folder, 1), columns=100) as terminal:
        terminal.wait_for(r"[1-9][0-9]+ of 1,200 done")
        os.kill(terminal.pid, signal.SIGINT)
        os.kill(terminal.pid, signal.SIGINT)
        terminal.send("\x03\x03\x03")
        assert terminal.wait_end() == 130
        assert b"Traceback" not in terminal.raw
    assert not database.exists() or sound(database)


def test_sigterm_stops_as_ctrl_c_does(tmp_path: Path, folder: Path) -> None:
    database = tmp_path / "x.db"
    with Terminal(seed(database, folder, 2), columns=100) as terminal:
        terminal.wait_for(r"[1-9][0-9]+ of 1,200 done")
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait_end() == 128 + signal.SIGTERM
        assert "the same command goes on from there" in terminal.text
    assert sound(database)


def test_without_a_terminal_there_is_no_progress(tmp_path: Path, folder: Path) -> None:
    few = [str(path) for path in sorted(folder.iterdir())[:3]]
    command = [*PROGRAM, "seed", "--db", str(tmp_path / "x.db"), *few]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stderr == ""
    assert "3 articles read" in result.stdout
