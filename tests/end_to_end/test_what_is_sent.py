"""How much goes over the link, in bytes: a slow one is waited for."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

import pytest
from terminal import Terminal

EXPLORER = str(Path(sys.executable).parent / "explorer")
SETTLED = 0.4


def started(database: Path, term: str) -> Terminal:
    terminal = Terminal([EXPLORER, "browse", "--db", str(database)], TERM=term)
    terminal.wait_for("1 of 12,")
    terminal.read_for(SETTLED)
    return terminal


def sent(terminal: Terminal, keys: str, shows: str) -> int:
    """The bytes from sending keys until the screen shows what it should, and all that follows has come."""
    before = len(terminal.raw)
    terminal.send(keys)
    terminal.wait_for(shows)
    terminal.read_for(SETTLED)
    return len(terminal.raw) - before


@pytest.mark.parametrize(("term", "most"), [("xterm-256color", 9 * 1024), ("xterm", 8 * 1024)])
def test_a_start(seeded: Path, term: str, most: int) -> None:
    with started(seeded, term) as terminal:
        assert 1000 < len(terminal.raw) < most


def test_steps_the_focus_and_nothing_while_nothing_is_pressed(seeded: Path) -> None:
    with started(seeded, "xterm-256color") as terminal:
        following = [sent(terminal, "j", f" {row} of 12,") for row in range(2, 8)]
        assert median(following) <= 650, following
        assert max(sent(terminal, key, "Agreement") for key in "3152/") <= 800
        sent(terminal, "\x1b", "Agreement")
        sent(terminal, "z", r"(?s)\A(?!.*3 Agreement )")
        hidden = [sent(terminal, "k", f" {row} of 12,") for row in range(6, 1, -1)]
        assert max(hidden) <= 350, hidden
        before = len(terminal.raw)
        terminal.read_for(3)
        assert len(terminal.raw) == before
