"""Links that stall, and links that break: how soon the program ends, and what it takes of the machine until it does."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from torture.ends import MORE_STATES, SETTLED, STATES, State, job_reads
from torture.jobs import ENVIRONMENT, EXPLORER, ROOT, Job, cpu_seconds
from torture.ssh_server import SshServer, lacking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

GONE_AFTER = 3.0  # seconds
AT_MOST_BUSY = 0.3  # seconds of a processor between the break and the end: what leaving costs
STALLED_AT_MOST = 1.0
DROPPED = tuple(itertools.product((*STATES, *MORE_STATES), ((), (signal.SIGHUP,))))
AGAIN = b"\x0c"  # paints the whole screen


class Dropped(NamedTuple):
    """One break of a link: what went wrong, and the processor time that was used until the program had gone."""

    failures: tuple[str, ...]
    cpu: float


def stalled(database: Path, numbers: Sequence[signal.Signals]) -> list[str]:
    """What went wrong when these signals came to an explorer whose terminal takes nothing more."""
    return [words for number in numbers for words in _stalled(database, number)]


def _stalled(database: Path, number: signal.Signals) -> list[str]:
    with Job([*EXPLORER, "browse", "--db", str(database), "--mouse"]) as job:
        job.wait_for("12 of 12 agreements")
        _stall(job)
        os.kill(job.pid, number)
        seconds = job.seconds_to_end(10.0, is_read=False)
        while job.read(0.1):
            pass
        left = job.left_changed()
        checks: tuple[tuple[Callable[[], object], str], ...] = (
            (lambda: seconds <= STALLED_AT_MOST, f"took {seconds:.2f} s"),
            (lambda: job.status == 128 + number, f"ended with {job.status}"),
            (lambda: not left, f"left changed: {', '.join(sorted(left))}"),
        )
        return [f"{number.name} on a stalled link: {words}" for holds, words in checks if not holds()]


def _stall(job: Job) -> None:
    """Until the thread that writes is stuck: nobody reads, and whole screens are asked for."""
    end = time.monotonic() + 10
    while not _is_stuck(job.pid):
        assert time.monotonic() < end, "the link does not stall"
        job.send(AGAIN)
        time.sleep(0.03)


def _is_stuck(pid: int) -> bool:
    """Whether a thread of it waits within a write to the terminal."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            if (task / "wchan").read_text() in {"n_tty_write", "wait_woken"} and _is_writing(task):
                return True
    return False


def _is_writing(task: Path) -> bool:
    number, descriptor = (task / "syscall").read_text().split()[:2]
    return number != "0" and int(descriptor, 16) == 2


def dropped(database: Path, cases: Iterable[tuple[State, Sequence[signal.Signals]]] | None = None) -> list[Dropped]:
    """Links that break: nobody holds the terminal any more, in these states, while these signals are ignored."""
    return [_dropped(database, state, ignores) for state, ignores in cases or DROPPED]


def _dropped(database: Path, state: State, ignores: Sequence[signal.Signals]) -> Dropped:
    with Job([*state.command, "browse", "--db", str(database)], ignores=ignores) as job:
        job.wait_for("12 of 12 agreements")
        job.send(state.keys)
        job_reads(job, SETTLED)
        told = f"the terminal gone {state.name}{', SIGHUP ignored' if ignores else ''}"
        return _seen(told, [job.pid], job.drop, job.alive, is_busy="thread is busy" in state.name)


def stalled_and_dropped(database: Path) -> list[Dropped]:
    """A link that first stalls, then breaks, while SIGHUP is ignored."""
    with Job([*EXPLORER, "browse", "--db", str(database)], ignores=[signal.SIGHUP]) as job:
        job.wait_for("12 of 12 agreements")
        _stall(job)
        return [_seen("a stalled link that breaks, SIGHUP ignored", [job.pid], job.drop, job.alive)]


def import_dropped(place: Path, folder: Path) -> list[str]:
    """What went wrong when the terminal of an import went, with SIGHUP and ignoring it."""
    from torture.shell_ends import BATCH_SECONDS, is_sound

    found: list[str] = []
    cases: tuple[tuple[str, tuple[signal.Signals, ...], int], ...] = (
        ("", (), 128 + signal.SIGHUP),
        (", SIGHUP ignored", (signal.SIGHUP,), 74),  # what it read can be told nobody
    )
    for name, ignores, expected in cases:
        database = place / f"dropped{len(found)}{expected}.db"
        with Job([*EXPLORER, "seed", "--db", str(database), "--jobs", "2", str(folder)], ignores=ignores) as job:
            job.wait_for("0 of ")
            job.drop()
            seconds = _end_unread(job, 60 if ignores else BATCH_SECONDS)
            if seconds == float("inf"):
                found.append(f"an import whose terminal went{name}: it does not end")
            elif job.status != expected:
                found.append(f"an import whose terminal went{name}: ended with {job.status}")
            if job.alive():
                found.append(f"an import whose terminal went{name}: processes are left")
        if not is_sound(database):
            found.append(f"an import whose terminal went{name}: the database is not sound")
    return found


def _end_unread(job: Job, most: float) -> float:
    return job.seconds_to_end(most, is_read=False)


def over_ssh(database: Path) -> list[Dropped]:
    """The server's process for the session killed, and the client's; within tmux, tmux killed as well. Raises
    FileNotFoundError with what is lacking."""
    if lacking():
        raise FileNotFoundError(lacking())
    folder = Path(tempfile.mkdtemp(prefix="explorer-"))
    found = []
    try:
        keys = folder / "keys"
        keys.mkdir()
        told = {**ENVIRONMENT, "HOME": str(folder), "PYTHONPATH": str(ROOT), "SHELL": "/bin/sh"}
        called = f"{EXPLORER[0]} -c '{EXPLORER[2]}' browse --db {database}"
        tmux = f"tmux -S {folder / 'tmux'} -f /dev/null"
        with SshServer(keys, **told) as server:
            for name, command, victim in (
                ("the server of a session killed", called, "sshd"),
                ("the client killed", called, "ssh"),
                ("tmux killed", f"{tmux} new '{called.replace(chr(39), chr(34))}'", "tmux"),
            ):
                with Job(server.login(command)) as job:
                    job.wait_for("of 12 agreements")
                    job_reads(job, 0.3)
                    kill = partial(_kill, victim, job.pid, folder)
                    found.append(_seen(name, _explorers(database), kill, partial(_explorers, database)))
                subprocess.run(f"{tmux} kill-server", shell=True, capture_output=True, check=False)
    finally:
        shutil.rmtree(folder)
    return found


def _kill(victim: str, client: int, folder: Path) -> None:
    os.kill(next(_victims(victim, client, folder)), signal.SIGKILL)


def _victims(victim: str, client: int, folder: Path) -> Iterator[int]:
    """The process to kill: the client, that of the server which holds its terminal, or the server of tmux."""
    if victim == "ssh":
        yield client
        return
    for pid, words in _processes():
        is_session = victim == "sshd" and words[0].startswith("sshd") and "@pts/" in words[0]
        is_tmux = victim == "tmux" and words[0] == "tmux" and str(folder / "tmux") in words and not _has_terminal(pid)
        if is_session or is_tmux:
            yield pid


def _has_terminal(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[4] != "0"


def _explorers(database: Path) -> list[int]:
    return [pid for pid, words in _processes() if words[0] == EXPLORER[0] and str(database) in words]


def _processes() -> Iterator[tuple[int, list[str]]]:
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (place / "cmdline").read_bytes().decode(errors="replace").split("\0")
            if words[0]:
                yield int(place.name), words


def _seen(
    name: str, pids: Sequence[int], breaks: Callable[[], object], alive: Callable[[], list[int]], is_busy: bool = False
) -> Dropped:
    """Breaks a link and looks on until nothing of the program is left."""
    before = {pid: cpu_seconds(pid) or 0.0 for pid in pids}
    last = dict(before)
    breaks()
    end = time.monotonic() + GONE_AFTER
    while time.monotonic() < end and any(_noted(pid, last) for pid in pids):
        time.sleep(0.02)
    used = sum(last[pid] - before[pid] for pid in pids)
    failures = [f"{name}: {len(left)} processes are left after {GONE_AFTER:.0f} s"] if (left := _living(alive)) else []
    if used > AT_MOST_BUSY and not is_busy:
        failures.append(f"{name}: it used a processor for {used:.2f} s")
    return Dropped(tuple(failures), used)


def _noted(pid: int, last: dict[int, float]) -> bool:
    used = cpu_seconds(pid)
    if used is not None:
        last[pid] = used
    return used is not None


def _living(alive: Callable[[], list[int]]) -> list[int]:
    """Those that are no mere entries of a table, which wait to be taken note of."""
    return [pid for pid in alive() if cpu_seconds(pid) is not None]
