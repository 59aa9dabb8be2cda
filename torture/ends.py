"""Signals at the explorer's screen, wherever a person may be: what is left of the terminal, how long it takes."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from typing import TYPE_CHECKING, NamedTuple

from torture.jobs import EXPLORER, Job
from torture.modes import modes_taken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from random import Random

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
MORE_SIGNALS = (signal.SIGUSR1, signal.SIGALRM, signal.SIGXCPU)
MOST_SECONDS = 0.5
MODES = 9  # 1049, 25, 7, 1000, 1006, 2004, 1004, 2026, and kitty's keys
SETTLED = 0.25
BROKEN = (*EXPLORER[:1], "-m", "torture.breakages")


class State(NamedTuple):
    """Where a person is: the keys that lead there, and how the explorer is called, broken where it has to be slow."""

    name: str
    keys: bytes = b""
    command: Sequence[str] = EXPLORER


class Seen(NamedTuple):
    """What one signal did: what went wrong, in words, the modes that were taken and those of them given back, whether
    the device is as before, and how long it took."""

    failures: tuple[str, ...]
    taken: int
    returned: int
    is_device_right: bool
    seconds: float


STATES = (
    State("idle"),
    State("typing a search", b"/euro"),
    State("in the palette", b"\x10"),
    State("while a question takes long", b"/osce\r", (*BROKEN, "slow_query")),
)
MORE_STATES = (
    State("in the help", b"?"),
    State("reading an article", b"e"),
    State("while the screen's thread is busy", b"s", (*BROKEN, "busy_screen")),
)
LEAVING = State("leaving", b"q")


def at_the_screen(database: Path, cases: Iterable[tuple[State, signal.Signals]]) -> list[Seen]:
    """A signal in each of these states."""
    return [_in_state(database, state, number) for state, number in cases]


def while_starting(database: Path, cases: Iterable[signal.Signals], chance: Random, most: float = 0.7) -> list[Seen]:
    """Each of these signals at some moment of the start, before most of them could come from a person."""
    found = []
    for number in cases:
        # Before there is a line of ours Python itself answers Ctrl-C.
        delay = chance.uniform(0.15 if number == signal.SIGINT else 0.01, most)
        with _explorer(database, EXPLORER) as job:
            job_reads(job, delay)
            found.append(_ended(job, number, f"{number.name} {delay:.3f} s after the start"))
    return found


def while_leaving(database: Path, cases: Iterable[signal.Signals], chance: Random) -> list[Seen]:
    """Each of these signals at some moment after `q`; who has left already is not hit."""
    found = []
    for number in cases:
        delay = chance.uniform(0, 0.25)
        with _explorer(database, EXPLORER) as job:
            job.wait_for("12 of 12 agreements")
            job.send(LEAVING.keys)
            job_reads(job, delay)
            found.append(_ended(job, number, f"{number.name} {delay:.3f} s after q", (0, 128 + number)))
    return found


def job_reads(job: Job, seconds: float) -> None:
    """Reads for a time, or until it has ended."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and not job.has_ended():
        job.read(min(left, 0.05))


def _in_state(database: Path, state: State, number: signal.Signals) -> Seen:
    with _explorer(database, state.command) as job:
        job.wait_for("12 of 12 agreements")
        job_reads(job, SETTLED)
        if state.keys:
            job.send(state.keys)
            job_reads(job, SETTLED)
        return _ended(job, number, f"{number.name} {state.name}", needs=MODES)


def _explorer(database: Path, command: Sequence[str]) -> Job:
    return Job([*command, "browse", "--db", str(database), "--mouse"])


def _ended(
    job: Job, number: signal.Signals, told: str, statuses: Sequence[int] = (), needs: int = 0, most: float = 5.0
) -> Seen:
    """Sends a signal and looks at what is left."""
    expected = statuses or (128 + number,)
    with contextlib.suppress(ProcessLookupError):
        os.kill(job.pid, number)
    seconds = job.seconds_to_end(most)
    taken, left = modes_taken(bytes(job.raw)), job.left_changed()
    checks: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: seconds <= MOST_SECONDS, f"took {seconds:.2f} s"),
        (lambda: job.status in expected, f"ended with {job.status}"),
        (lambda: not left, f"left changed: {', '.join(sorted(left))}"),
        (lambda: len(taken) >= needs, f"only {', '.join(sorted(taken))} were ever taken"),
        (lambda: b"Traceback" not in job.raw, "a traceback came"),
        (lambda: not job.alive(), "processes are left"),
    )
    failures = tuple(f"{told}: {words}" for holds, words in checks if not holds())
    return Seen(failures, len(taken), len(taken - left), "modes of the device" not in left, seconds)
