"""The command that reads articles into the database."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import DamagedDatabaseError, DatabaseError, UnwritableDatabaseError, UsageError
from seed.load import Run, seed_database
from seed.sources import DEFAULT_LIMITS, STANDARD_INPUT, Limits, bundled, gather
from shell.looking import refuse_damaged, remember_written
from shell.places import make_folder, own_database_path
from shell.progress import showing
from shell.seed_report import tell, tell_known_before, write_unknown
from shell.stopping import stoppable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seed.tally import SeedReport

SOME_SKIPPED = 1
NOTHING_WRITTEN = 3
MOST_JOBS = 4


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to seed, as it was asked for: in how many processes, with which further lexicon, and where to write the
    organisations that none knows."""

    limits: Limits = DEFAULT_LIMITS
    jobs: int = 1
    lexicon: Path | None = None
    unknown: str | None = None


def default_jobs() -> int:
    """As many processes as this one may have processors, few though."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST_JOBS)


def seed_from(option: str | None, paths: Sequence[str], wishes: Wishes) -> int:
    """Reads the articles at `paths`, or the bundled ones, and prints totals; the exit status."""
    path = own_database_path(option)
    try:
        make_folder(path)
    except OSError as error:
        raise UnwritableDatabaseError(
            f"{path.parent} can't be made ({error.strerror or error}); name a place you may write with --db"
        ) from error
    report, signal_number = seed_with_progress(path, [_in_full(name) for name in paths], wishes)
    tell(report, path)
    if wishes.lexicon and report.known:
        tell_known_before(report)
    if wishes.unknown:
        try:
            write_unknown(report, Path(wishes.unknown))
        except OSError as error:
            raise UsageError(f"--unknown {wishes.unknown}: {error.strerror or error}") from error
    if signal_number is not None:
        return 128 + signal_number
    if report.is_nothing:
        return NOTHING_WRITTEN
    return SOME_SKIPPED if report.skipped else 0


def seed_with_progress(
    path: Path, paths: Sequence[Path], wishes: Wishes | None = None
) -> tuple[SeedReport, int | None]:
    """Reads into `path`, showing how far it has come; what came of it, and the signal that stopped it if one did."""
    wishes = wishes or Wishes()
    if path.exists():
        _refuse_what_is_damaged(path)
    kept = _Kept(path)
    with stoppable() as stop, showing(paths, stop) as show:
        sources = gather(paths, wishes.limits) if paths else bundled()
        run = Run(jobs=wishes.jobs, lexicon=wishes.lexicon, stop=stop, kept=kept.note, waits=show.waits)
        try:
            report = seed_database(path, sources, show.done, wishes.limits, run)
            remember_written(path)
            return report, stop.number
        except KeyboardInterrupt:
            so_far = f"{kept.words}, and the same command goes on from there" if kept.words else "nothing was read yet"
            raise KeyboardInterrupt(f"stopped within a batch; {so_far}") from None
        except DatabaseError as error:
            if kept.words:
                raise type(error)(f"{error}; {kept.words}, and it goes on from there") from error
            raise


class _Kept:
    """How many sources are done with, for as long as the file that keeps them is where it was."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._count = 0
        self._file = (0, 0)

    def note(self, count: int) -> None:
        """So many are done with now."""
        self._count, self._file = count, self._seen()

    @property
    def words(self) -> str:
        """What to tell of them; empty where there is nothing to tell."""
        return f"the first {self._count:,} are kept" if self._count and self._file == self._seen() else ""

    def _seen(self) -> tuple[int, int]:
        try:
            found = self._path.stat()
        except OSError:
            return 0, 0
        return found.st_dev, found.st_ino


def _refuse_what_is_damaged(path: Path) -> None:
    """Nothing is added to a file that is damaged. What else is wrong with it the writer says."""
    try:
        refuse_damaged(path)
    except DamagedDatabaseError:
        raise
    except DatabaseError:
        return


def _in_full(name: str) -> Path:
    """A path that means the same wherever one stands: by it a file is known again."""
    return Path(name if name == STANDARD_INPUT else os.path.abspath(name))  # noqa: PTH100  # never follows a link
