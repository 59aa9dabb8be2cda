"""Stopped and brought back by a shell: every line of the screen is right again, and the shell had its terminal."""

from __future__ import annotations

import os
import signal
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from torture.ends import SETTLED
from torture.jobs import EXPLORER, ROOT
from torture.modes import left_behind
from torture.terminal import PATIENCE, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SHELL = ("bash", "--norc", "--noprofile", "--noediting", "-i")
CTRL_Z, CTRL_C = b"\x1a", b"\x03"
SCRIBBLES = b"clear; seq 100; printf '\\e[?7h\\e[32m'\n"  # what one does meanwhile
STATES = {
    "idle": b"",
    "some agreements further": b"jjj",
    "typing a search": b"/euro",
    "in the palette": b"\x10the",
    "in the help": b"?",
    "reading an article": b"e",
    "with the list alone": b"z",
}
Stop = signal.Signals | None  # None for Ctrl-Z
WAYS: tuple[Stop, ...] = (None, signal.SIGTSTP, signal.SIGSTOP)


class Shell(Terminal):
    """A terminal whose modes are looked at."""

    def __enter__(self) -> Shell:
        return self

    @property
    def device(self) -> int:
        """Its outer side."""
        return self._fd


class Stopped(NamedTuple):
    """What went wrong, and the lines that were right of those there were."""

    failures: tuple[str, ...]
    right: int
    lines: int


def stopped(database: Path, cases: Iterable[tuple[str, Stop]]) -> list[Stopped]:
    """The explorer in these states, stopped in these ways: by Ctrl-Z, by SIGTSTP, or by SIGSTOP, which does not ask."""
    return [_stopped(database, state, how) for state, how in cases]


def _stopped(database: Path, state: str, how: Stop) -> Stopped:
    name = f"{how.name if how else 'Ctrl-Z'} {state}"
    program = f"{EXPLORER[0]} -c '{EXPLORER[2]}' browse --db {database}\n"
    with Shell(SHELL, environ={"PS1": "prompt: ", "HISTFILE": "", "PYTHONPATH": str(ROOT)}) as shell:
        shell.wait_for("prompt:")
        modes = termios.tcgetattr(shell.device)
        shell.send(program.encode())
        shell.wait_for("12 of 12 agreements")
        shell.settle(SETTLED)
        first = shell.lines
        shell.send(STATES[state])
        _wait(lambda: not STATES[state] or shell.lines != first, shell, most=5.0)
        shell.settle(SETTLED)
        before = shell.lines
        job = int(Path(f"/proc/{shell.pid}/task/{shell.pid}/children").read_text())
        if how is None:
            shell.send(CTRL_Z)
        else:
            os.kill(job, how)
        _wait(lambda: b"Stopped" in shell.raw, shell)
        left = left_behind(bytes(shell.raw)) if how != signal.SIGSTOP else set()
        is_device_right = termios.tcgetattr(shell.device) == modes or how == signal.SIGSTOP
        shell.send(SCRIBBLES)
        shell.settle(SETTLED)
        shell.send(b"fg\n")
        _wait(lambda: shell.lines == before, shell, most=5.0)
        after = shell.lines
        shell.send(CTRL_C)
        _wait(lambda: not Path(f"/proc/{job}").exists(), shell, most=5.0)
        checks = (
            (not left, f"the shell was left with {', '.join(sorted(left))}"),
            (is_device_right, "the shell was left with other modes of the device"),
            (after == before, f"lines differ: {_differing(before, after)}"),
            (termios.tcgetattr(shell.device) == modes, "at the end the modes of the device differ"),
            (not left_behind(bytes(shell.raw)) - {"style"}, "at the end the terminal is not as it was"),
        )
        failures = tuple(f"{name}: {words}" for holds, words in checks if not holds)
        right = sum(one == other for one, other in zip(before, after, strict=True))
        return Stopped(failures, right, len(before))


def _differing(before: list[str], after: list[str]) -> str:
    pairs = enumerate(zip(before, after, strict=True), 1)
    return "; ".join(
        f"{number}: {one.rstrip()!r} became {two.rstrip()!r}" for number, (one, two) in pairs if one != two
    )


def _wait(reached: Callable[[], object], shell: Shell, most: float = PATIENCE) -> None:
    """Takes in what comes until something is so, or it took too long: the checks tell."""
    end = time.monotonic() + most
    while not reached() and time.monotonic() < end:
        shell.settle(0.05, 0.1)
