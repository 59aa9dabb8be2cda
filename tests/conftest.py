"""What the tests of several wings share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from torture.processes import hear_signals

settings.register_profile("explorer", deadline=None)  # a busy machine is no fault of what is tested
settings.load_profile("explorer")

hear_signals()
sys.path += [str(Path(__file__).parent / wing) for wing in ("db", "tui")]


class Result(NamedTuple):
    """What a command gave."""

    status: int
    out: str
    err: str


@pytest.fixture(scope="session", autouse=True)
def known_databases(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the tests look at is not kept among what a person did."""
    os.environ["EXPLORER_KNOWN"] = str(tmp_path_factory.mktemp("known") / "known-databases")


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the bundled articles. Shared: not to be written to."""
    from seed.load import seed_database
    from seed.sources import bundled

    path = tmp_path_factory.mktemp("seeded") / "explorer.db"
    seed_database(path, bundled(), lambda _: None)
    return path


@pytest.fixture
def explorer(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command of the shell in this process."""
    from shell.cli import cli
    from shell.failures import run
    from shell.options import guarded

    monkeypatch.delenv("EXPLORER_DB", raising=False)

    def runner(*words: object) -> Result:
        capsys.readouterr()
        status = run(lambda: cli.main(guarded([str(w) for w in words]), prog_name="explorer", standalone_mode=False))
        out, err = capsys.readouterr()
        return Result(status, out, err)

    return runner
