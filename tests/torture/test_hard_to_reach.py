"""Databases that are hard to get at, a few shapes of them; all stand in `torture.reach`."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from torture.places import missing, without_locks
from torture.reach import ASKED, SHAPES, faults_of, usual

if TYPE_CHECKING:
    from pathlib import Path

    from torture.reach import Ended, Shape

FREE = ("WAL mode, in a folder that can", "a disk without locks, half written")
FOR_ROOT = ("half written, on a disk that can't be", "WAL without its index", "somebody's, who does not")


@pytest.fixture(scope="module")
def answers(seeded: Path) -> dict[tuple[str, ...], Ended]:
    return usual(seeded, ASKED[:1])


def shape_called(name: str) -> Shape:
    return next(shape for shape in SHAPES if shape.name == name)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel has other filters")
@pytest.mark.parametrize("name", FREE)
def test_it_is_read_or_explained(
    seeded: Path, tmp_path: Path, answers: dict[tuple[str, ...], Ended], name: str
) -> None:
    assert faults_of(shape_called(name), seeded, tmp_path, answers) == []


@pytest.mark.skipif(bool(missing()), reason=missing())
@pytest.mark.parametrize("name", FOR_ROOT)
def test_it_is_read_or_explained_to_root_without_its_rights(
    seeded: Path, tmp_path: Path, answers: dict[tuple[str, ...], Ended], name: str
) -> None:
    assert faults_of(shape_called(name), seeded, tmp_path, answers) == []


def test_a_file_that_a_reader_makes_is_seen(
    seeded: Path, tmp_path: Path, answers: dict[tuple[str, ...], Ended]
) -> None:
    shape = SHAPES[0]._replace(under=lambda place: ["sh", "-c", f'touch "{place}/made" && exec "$@"', "sh"])
    assert "made" in faults_of(shape._replace(make=lambda place: place / "x.db"), seeded, tmp_path, answers)[0]


def test_what_can_make_no_answer_is_seen(seeded: Path, tmp_path: Path, answers: dict[tuple[str, ...], Ended]) -> None:
    shape = SHAPES[0]._replace(make=lambda place: place / "none.db")
    assert "exit status 3" in faults_of(shape, seeded, tmp_path, answers)[0]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel has other filters")
def test_without_locks_nothing_can_be_locked(tmp_path: Path) -> None:
    code = "import fcntl; fcntl.lockf(open('file', 'w'), fcntl.LOCK_EX)"
    for under in ([], without_locks()):
        command = [*under, sys.executable, "-c", code]
        environment = {**os.environ, "PYTHONPATH": os.getcwd()}  # noqa: PTH109
        ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment)
        assert ("No locks available" in ended.stderr) == bool(under)
