"""Why a place can't be written, as it is told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from db.causes import cause_of

if TYPE_CHECKING:
    from pathlib import Path

READ_ONLY, CLOSED = "attempt to write a readonly database", "unable to open database file"


def test_a_folder_or_a_file_that_is_gone(tmp_path: Path) -> None:
    assert "there is no folder" in cause_of(READ_ONLY, tmp_path / "gone" / "x.db")
    assert "moved or deleted" in cause_of(READ_ONLY, tmp_path / "x.db")


def test_another_file_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"x")
    assert "another file was put in its place" in cause_of(READ_ONLY, tmp_path / "x.db")


@pytest.mark.parametrize(
    ("words", "said"), [("database or disk is full", "no room left"), ("disk I/O error", "a quota is used up")]
)
def test_a_disk_that_fails(tmp_path: Path, words: str, said: str) -> None:
    (tmp_path / "x.db").write_bytes(b"x")
    assert said in cause_of(words, tmp_path / "x.db")
    assert "same command again" in cause_of(words, tmp_path / "x.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="rights mean nothing to root; the torture takes them away from it")
def test_rights(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"x")
    path.chmod(0o444)
    assert "you may not write" in cause_of(READ_ONLY, path)
    path.chmod(0o644)
    tmp_path.chmod(0o555)
    assert "where a journal has to stand" in cause_of(CLOSED, path)
    tmp_path.chmod(0o755)
