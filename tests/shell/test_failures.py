"""One clear line and the right exit status, whatever goes wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest

from db.errors import BadQueryError, DatabaseError, NothingFoundError
from shell.failures import run
from shell.seeding import seed_with_progress


def raiser(error: BaseException):
    def command() -> None:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NothingFoundError("nothing"), 1),
        (BadQueryError("no such year"), 2),
        (DatabaseError("damaged"), 3),
        (click.UsageError("no such option"), 2),
        (KeyboardInterrupt(), 130),
        (KeyboardInterrupt("stopped within a batch; the first 400 are kept"), 130),
        (OSError(28, "No space left on device", "x.db"), 74),
        (ValueError("boom"), 70),
    ],
)
def test_every_failure_is_one_line(error: BaseException, status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(raiser(error)) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("explorer: ")
    assert err.count("\n") == 1


def test_outside_text_in_a_message_is_cleaned(capsys: pytest.CaptureFixture[str]) -> None:
    run(raiser(NothingFoundError("a\x1b[31m\x9b\nb")))
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert "\x9b" not in err
    assert err.count("\n") == 1


def test_the_status_of_a_command_is_kept() -> None:
    assert run(lambda: 1) == 1
    assert run(lambda: None) == 0


def test_a_debug_run_shows_where(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("EXPLORER_DEBUG", "1")
    assert run(raiser(ValueError("bo\x1b]0;om\x9b\n" + 5000 * "x"))) == 70
    err = capsys.readouterr().err
    assert "in command" in err
    assert not set(err) & {"\x1b", "\x9b"}
    assert max(map(len, err.splitlines())) < 700


@pytest.mark.parametrize(
    ("batches", "line"),
    [
        ((400, 800), "stopped within a batch; the first 800 are kept, and the same command goes on from there"),
        ((), "stopped within a batch; nothing was read yet"),
    ],
)
def test_a_second_ctrl_c_says_what_is_kept(
    batches: tuple[int, ...], line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*given: Any) -> None:
        for done in batches:
            given[-1].kept(done)
        raise KeyboardInterrupt

    monkeypatch.setattr("shell.seeding.seed_database", stopped)
    assert run(lambda: seed_with_progress(Path("x.db"), [])) == 130
    assert capsys.readouterr().err == f"explorer: {line}\n"


def test_a_command_that_keeps_nothing_only_says_that_it_stopped(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(raiser(KeyboardInterrupt())) == 130
    assert capsys.readouterr().err == "explorer: stopped\n"
