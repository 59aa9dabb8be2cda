"""Where the database and the person's own files are."""

from __future__ import annotations

import os
import pwd
from pathlib import Path
from types import SimpleNamespace

import pytest

import shell.places
from db.errors import UnwritableDatabaseError
from shell.places import (
    database_location,
    history_location,
    make_folder,
    own_database_path,
    searches_location,
    temporary_path,
)


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EXPLORER_DB", "EXPLORER_SEARCHES", "EXPLORER_HISTORY", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: int) -> pwd.struct_passwd:
        raise KeyError

    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)


def test_without_a_home_no_file_of_ones_own_is_used(homeless: None) -> None:
    assert (searches_location(None), history_location()) == ("", "")
    assert searches_location("mine.toml") == "mine.toml"


def test_without_a_home_no_folder_is_made(homeless: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert database_location(None) == "~/.local/share/agreement-explorer/explorer.db"
    with pytest.raises(OSError, match="no home"):
        make_folder(own_database_path(None))
    assert not list(tmp_path.iterdir())


def test_without_a_home_saved_searches_say_so(homeless: None, explorer) -> None:
    for words in (["searches"], ["searches", "add", "A", "europol"], ["search", "--saved", "A"]):
        result = explorer(*words)
        assert result.status == 2
        assert result.err == (
            "explorer: there is no home folder to keep saved searches in; name a file with --searches\n"
        )


def test_the_database_beside_the_one_file_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside, own = tmp_path / "agreements.db", tmp_path / "data/agreement-explorer/explorer.db"
    archive = SimpleNamespace(loader=SimpleNamespace(archive=str(tmp_path / "explorer.pyz")))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    beside.touch()
    assert database_location(None) == str(own)
    monkeypatch.setattr(shell.places, "__spec__", archive)
    assert database_location(None) == str(beside)
    assert own_database_path(None) == own
    own.parent.mkdir(parents=True)
    own.touch()
    assert database_location(None) == str(own)
    own.unlink()
    beside.unlink()
    assert database_location(None) == str(own)


def test_a_temporary_database_goes_where_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(prefix: str, dir: str | None) -> str:  # noqa: A002
        if dir != os.environ["XDG_RUNTIME_DIR"]:
            raise FileNotFoundError
        return f"{dir}/{prefix}1"

    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    assert temporary_path() == tmp_path / "explorer-1" / "explorer.db"
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    with pytest.raises(UnwritableDatabaseError, match="--db"):
        temporary_path()


@pytest.mark.parametrize(
    "command", [("search", "x"), ("seed",), ("check",), ("check", "--repair"), ("backup", "copy.db")]
)
def test_an_option_that_names_nothing_does_not_mean_the_usual_database(explorer, command: tuple[str, ...]) -> None:
    result = explorer(*command, "--db", "")
    assert (result.status, result.out) == (2, "")
    assert "it names no database" in result.err
