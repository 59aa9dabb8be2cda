"""Signals to the commands that change the terminal or write the database: what is left of either."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from torture.ends import BROKEN, job_reads
from torture.jobs import EXPLORER, ROOT, Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ARTICLES = 700
BATCH_SECONDS = 6.0  # within which an import ends at a batch: it may have begun one that is large
AT_ONCE = 0.5
FILLER = "Participants discussed practical obstacles, among them slow requests for assistance. " * 20
ASKING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Command(NamedTuple):
    """A command in the middle of something: what it is called with, what it has sent by then, what is typed then."""

    name: str
    words: Sequence[str]
    sent: str
    keys: bytes = b""
    program: Sequence[str] = EXPLORER


COMMANDS = (
    Command("the line mode at its prompt", ("--lines",), "Agreement Explorer, line mode"),
    Command("the line mode while it answers", ("--lines",), "line mode", b"/osce\r", (*BROKEN, "slow_answer")),
    Command("terminal, while it asks the terminal", ("terminal",), "\x1b[6n"),
    Command("terminal, while it shows keys", ("terminal", "--ascii"), "q ends this"),
)


def commands_ended(database: Path, cases: Iterable[tuple[Command, signal.Signals]]) -> list[str]:
    """What went wrong when these commands got these signals. In the line mode Ctrl-C ends an answer alone."""
    return [words for command, number in cases for words in _ended(database, command, number)]


def cases(numbers: Iterable[signal.Signals]) -> list[tuple[Command, signal.Signals]]:
    """Each command with each of these signals that ends it."""
    return [
        (command, number)
        for command, number in itertools.product(COMMANDS, numbers)
        if not (command.keys and number == signal.SIGINT)
    ]


def _ended(database: Path, command: Command, number: signal.Signals) -> list[str]:
    environ = {"EXPLORER_DB": str(database)}
    with Job([*command.program, *command.words], environ) as job:
        job.wait_until(lambda: command.sent.encode() in job.raw, f"{command.name} to be there")
        if command.keys:
            job_reads(job, 0.2)
            job.send(command.keys)
        job_reads(job, 0.2)
        os.kill(job.pid, number)
        seconds = job.seconds_to_end(5.0)
        left = job.left_changed()
        checks: tuple[tuple[Callable[[], object], str], ...] = (
            (lambda: seconds <= AT_ONCE, f"took {seconds:.2f} s"),
            (lambda: job.status == 128 + number, f"ended with {job.status}"),
            (lambda: not left, f"left changed: {', '.join(sorted(left))}"),
            (lambda: b"Traceback" not in job.raw, "a traceback came"),
            (lambda: not job.alive(), "processes are left"),
        )
        return [f"{number.name} in {command.name}: {words}" for holds, words in checks if not holds()]


def articles(folder: Path, count: int = ARTICLES) -> Path:
    """A folder with articles that tell of agreements."""
    folder.mkdir()
    for number in range(count):
        day = f"{1 + number % 28} May {1990 + number % 30}"
        words = (
            f"INTERPOL and the WCO signed a memorandum of understanding on {day} in Lyon. Note {number}.\n\n{FILLER}"
        )
        (folder / f"{number:04}.txt").write_text(words, encoding="utf-8")
    return folder


def imports_ended(cases: Iterable[signal.Signals], count: int = ARTICLES, jobs: int = 2) -> list[str]:
    """What went wrong when an import in progress got these signals, each twice as often as it is named: once alone,
    and once again at once, which ends it in the middle of a batch."""
    place = Path(tempfile.mkdtemp(prefix="explorer-"))
    try:
        folder = articles(place / "articles", count)
        found = []
        for nth, (number, is_twice) in enumerate(itertools.product(cases, (False, True))):
            database = place / f"{nth}.db"
            found += [f"{number.name} in an import{', twice' if is_twice else ''}: {words}"
                      for words in _import_ended(database, folder, number, is_twice, jobs)]  # fmt: skip
        return found
    finally:
        shutil.rmtree(place)


def _import_ended(database: Path, folder: Path, number: signal.Signals, is_twice: bool, jobs: int) -> list[str]:
    with Job([*EXPLORER, "seed", "--db", str(database), "--jobs", str(jobs), str(folder)]) as job:
        job.wait_until(lambda: b"0 of " in job.raw, "articles to be read")
        job_reads(job, 0.3)
        os.kill(job.pid, number)
        if is_twice and number in ASKING:
            job_reads(job, 0.05)
            os.kill(job.pid, number)
        seconds = job.seconds_to_end(BATCH_SECONDS)
        left, alive = job.left_changed(), job.alive()
        checks: tuple[tuple[Callable[[], object], str], ...] = (
            (lambda: seconds <= BATCH_SECONDS, "it does not end"),
            (lambda: job.status == 128 + number, f"ended with {job.status}"),
            (lambda: not left, f"left changed: {', '.join(sorted(left))}"),
            (lambda: b"Traceback" not in job.raw, "a traceback came"),
            (lambda: not alive, f"{len(alive)} processes are left"),
            (lambda: is_sound(database), "the database is not sound"),
            (lambda: not _others(database), f"files are left beside it: {_others(database)}"),
        )
        return [words for holds, words in checks if not holds()]


def is_sound(database: Path) -> bool:
    """Whether it is whole, by our check and by SQLite's; where nothing was kept there is none."""
    if not database.exists():
        return True
    command = [sys.executable, "-c", "import explorer; explorer.main()", "check", "--db", str(database)]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    with closing(sqlite3.connect(database)) as connection:
        return checked.returncode == 0 and connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _others(database: Path) -> list[str]:
    return sorted(path.name for path in database.parent.glob(f"*{database.name}*") if path != database)
