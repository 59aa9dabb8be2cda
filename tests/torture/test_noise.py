"""A little of what `python -m torture noise` does, and that it would notice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from torture import kinds, noise, windows
from torture.figures import Figure

# Shows a list, and then hears nothing.
DEAF = ("sh", "-c", "echo '1 of 1'; trap '' HUP; sleep 9")


@pytest.fixture
def command(seeded: Path, tmp_path: Path) -> tuple[str, ...]:
    return noise.browsing(Path(shutil.copy(seeded, tmp_path / "explorer.db")))


def holds(figure: Figure) -> None:
    assert not figure.failures, "\n".join(figure.failures)


def test_a_window_of_one_cell(command: tuple[str, ...]) -> None:
    holds(noise.of_sizes(command, ((1, 1),)))


def test_sizes_while_one_types(command: tuple[str, ...]) -> None:
    screen, processor = noise.of_storm(command, 30)  # a start alone may cost what so few sizes may
    holds(screen)
    assert processor.number == 27


def test_a_terminal_that_nobody_knows_and_no_letters_but_ascii(command: tuple[str, ...]) -> None:
    holds(noise.of_kinds(command, ("unknown-nosuch",), ("ASCII, strict",)))


def test_streams_that_lead_elsewhere(command: tuple[str, ...], tmp_path: Path) -> None:
    holds(noise.of_streams(command, ("stdin closed", "stderr to a file"), tmp_path))


def test_noise(command: tuple[str, ...]) -> None:
    holds(noise.of_noise(command, ("what is on the clipboard",)))


def test_what_hears_nothing_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(kinds, "PATIENCE", 0.3)
    monkeypatch.setattr(windows, "PATIENCE", 0.3)
    assert noise.of_noise(DEAF, ("noughts",)).failures
    assert noise.of_sizes(DEAF, ((80, 24),)).failures[0].startswith("80x24: ")
    assert noise.of_kinds(DEAF, ("xterm",), ("C",)).failures
    assert noise.of_streams(("sleep", "5"), ("stdin closed",), tmp_path).failures
