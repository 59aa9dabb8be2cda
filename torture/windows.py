"""Windows of any size, and windows that change it all the time."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from torture.modes import left_behind
from torture.processes import seconds_of
from torture.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

Size = tuple[int, int]
SIZES: tuple[Size, ...] = (
    (1, 1), (2, 2), (10, 3), (0, 0), (1, 500), (500, 1), (80, 24), (500, 200), (1000, 1000),
)  # fmt: skip
LEAST = (40, 10)  # in which something can be read
FINAL = (120, 40)
PATIENCE = 40.0
TYPED = "/europol"


def opened(command: Sequence[str], size: Size) -> list[str]:
    """What goes wrong when the window has this size from the start; then it gets one that can be read, and back."""
    columns, rows = size
    with Terminal(command, columns, rows) as terminal:
        is_readable = columns >= LEAST[0] and rows >= LEAST[1]
        if is_readable and not terminal.wait_for("1 of ", PATIENCE):
            return [f"{columns}x{rows}: no list"]
        terminal.settle(0.3, PATIENCE, first=min(5.0, PATIENCE))
        terminal.resize(*FINAL)
        if not terminal.wait_for("1 of ", PATIENCE):
            return [f"{columns}x{rows}, then {FINAL[0]}x{FINAL[1]}: no list, status {terminal.status}"]
        terminal.resize(columns, rows)
        terminal.settle(0.3)
        terminal.send(b"q")
        status = terminal.wait_end(PATIENCE)
        left = left_behind(bytes(terminal.raw))
        return [f"{columns}x{rows}: left with {status}, {sorted(left)}"] if status != 0 or left else []


def shaken(command: Sequence[str], resizes: int, seed: int) -> tuple[list[str], float]:
    """What went wrong with so many random sizes while a search is typed, and the seconds of the processor it took."""
    dice = random.Random(seed)
    expected = _shown(command)
    with Terminal(command, *FINAL) as terminal:
        if not terminal.wait_for("1 of ", PATIENCE):
            return ["it did not start"], 0.0
        used = seconds_of(terminal.pid)
        moments = dict(zip(sorted(dice.sample(range(resizes), len(TYPED))), TYPED, strict=True))
        for number in range(resizes):
            terminal.resize(dice.randint(1, 200), dice.randint(1, 60))
            if number in moments:  # in a window that is too small only the key that leaves is heard
                terminal.resize(dice.randint(LEAST[0], 200), dice.randint(LEAST[1], 60))
                terminal.settle(0.05, first=0.3)
                terminal.wait_for("Agreements", PATIENCE)
                terminal.send(moments[number].encode())
                terminal.settle(0.02, first=0.3)
            terminal.settle(dice.choice((0.0, 0.0, 0.004, 0.01)), 0.05)
            if terminal.status is not None:
                return [f"it ended with {terminal.status} after {number} sizes (seed {seed})"], 0.0
        terminal.resize(*FINAL)
        end = time.monotonic() + PATIENCE
        while terminal.lines != expected and time.monotonic() < end:
            terminal.settle(0.1, first=0.1)
        took = seconds_of(terminal.pid) - used
        wrong = (
            []
            if terminal.lines == expected
            else [f"another screen at the end (seed {seed}): {_differing(terminal, expected)}"]
        )
        terminal.send(b"\x1b[27uq")
        status = terminal.wait_end(PATIENCE)
        return [*wrong, *([f"left with {status} (seed {seed})"] if status != 0 else [])], took


def _shown(command: Sequence[str]) -> list[str]:
    """What a window that never changed shows after the same keys."""
    with Terminal(command, *FINAL) as terminal:
        terminal.wait_for("1 of ", PATIENCE)
        terminal.send(TYPED.encode())
        terminal.settle(1.0, first=2.0)
        return terminal.lines


def _differing(terminal: Terminal, expected: list[str]) -> str:
    pairs = zip(terminal.lines, expected, strict=False)
    return next((f"{one!a}, not {other!a}" for one, other in pairs if one != other), f"{len(terminal.lines)} rows")
