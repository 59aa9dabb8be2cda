"""A database that was not seen before is looked at once by any command that reads it, or writes into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db.first_look import is_known

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Explorer = Callable[..., Result]


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "state" / "known"
    monkeypatch.setenv("EXPLORER_KNOWN", str(path))
    return path


@pytest.fixture
def damaged(seeded: Path, tmp_path: Path) -> Path:
    data = seeded.read_bytes()
    path = tmp_path / "damaged.db"
    path.write_bytes(data[: len(data) - 4096] + bytes(4096))
    return path


@pytest.mark.parametrize("words", [("search",), ("show", "interpol"), ("orgs",), ("articles",), ("seed",)])
def test_what_is_damaged_is_refused_in_one_line(
    explorer: Explorer, damaged: Path, known: Path, words: tuple[str, ...]
) -> None:
    before = damaged.read_bytes()
    status, out, err = explorer(*words, "--db", damaged)
    assert (status, out, err.count("\n")) == (3, "", 1)
    assert "is damaged" in err
    assert "explorer check" in err
    assert damaged.read_bytes() == before
    assert not known.exists()


def test_what_was_searched_is_known(explorer: Explorer, seeded: Path, known: Path) -> None:
    assert explorer("search", "--db", seeded).status == 0
    assert is_known(seeded, str(known))


def test_what_was_checked_is_known_and_what_failed_is_not(
    explorer: Explorer, seeded: Path, damaged: Path, known: Path
) -> None:
    assert explorer("check", "--db", seeded).status == 0
    assert is_known(seeded, str(known))
    assert explorer("check", "--db", damaged).status == 3
    assert not is_known(damaged, str(known))


def test_what_was_seeded_is_known(explorer: Explorer, tmp_path: Path, known: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("INTERPOL and Europol signed a memorandum of understanding in Lyon on 11 October 2011.")
    path = tmp_path / "new.db"
    assert explorer("seed", "--db", path, article).status == 0
    assert is_known(path, str(known))
