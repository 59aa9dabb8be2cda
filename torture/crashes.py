"""Errors that nobody foresaw, in each part of the screen: what a person sees of them, and what is kept."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from torture.breakages import RAISING, SECRET
from torture.ends import BROKEN, SETTLED, job_reads
from torture.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

UNFORESEEN = 70
MOST_SECONDS = 3.0
REPORT = ".local/state/agreement-explorer/crash.txt"
NAMES = tuple(breakage.__name__ for breakage in RAISING)


def broken(database: Path, names: Iterable[str] = NAMES) -> list[str]:
    """What went wrong, in words, when these parts of the program raised."""
    return [words for name in names for words in _broken(database, name)]


def _broken(database: Path, name: str) -> list[str]:
    home = Path(tempfile.mkdtemp(prefix="explorer-"))
    keys = next(keys for breakage, keys in RAISING.items() if breakage.__name__ == name)
    environ = {"HOME": str(home), "EXPLORER_HISTORY": str(home / "history")}
    try:
        with Job([*BROKEN, name, "browse", "--db", str(database)], environ) as job:
            if name != "start":
                job.wait_for("12 of 12 agreements")
                job_reads(job, SETTLED)
                job.send(keys)
            return [f"{name}: {words}" for words in _seen(job, home / REPORT)]
    finally:
        shutil.rmtree(home)


def _seen(job: Job, report: Path) -> list[str]:
    seconds = job.seconds_to_end(MOST_SECONDS)
    told = bytes(job.raw).rpartition(b"\x1b[?1004l")[2].partition(b"explorer: ")[2]
    left = job.left_changed()
    kept = report.read_text(encoding="utf-8") if report.exists() else ""
    checks: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: seconds <= MOST_SECONDS, "it does not end"),
        (lambda: job.status == UNFORESEEN, f"ended with {job.status}"),
        (lambda: not left, f"left changed: {', '.join(sorted(left))}"),
        (lambda: told.count(b"\n") == 1 and told.endswith(b"crash.txt\r\n"), f"what is said: {told!r}"),
        (lambda: b"\x1b" not in told and b"\x07" not in told, f"what is said is not clean: {told!r}"),
        (lambda: b"Traceback" not in job.raw, "a traceback came"),
        (lambda: "ValueError" in kept and " _raise\n" in kept, f"the report: {kept!r}"),
        (lambda: SECRET[4:-1] not in kept and str(report.parents[3]) not in kept, "the report holds what it must not"),
        (lambda: not job.alive(), "processes are left"),
    )
    return [words for holds, words in checks if not holds()]
