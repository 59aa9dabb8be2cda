"""The command that reads articles into the database."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import UnwritableDatabaseError
from db.printable import printable
from seed.load import SeedReport, seed_database
from seed.sources import DEFAULT_LIMITS, bundled, gather
from shell.output import remark, say
from shell.places import database_path, make_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from seed.sources import Limits

NONE_READ = 2
SOME_SKIPPED = 1


def seed_from(option: str | None, paths: Sequence[str], limits: Limits = DEFAULT_LIMITS) -> int:
    """Reads the articles at `paths`, or the bundled ones, and prints totals; the exit status."""
    path = database_path(option)
    try:
        make_folder(path)
    except OSError as error:
        raise UnwritableDatabaseError(
            f"{path.parent} can't be made ({error.strerror or error}); name a place you may write with --db"
        ) from error
    report = seed_with_progress(path, [Path(name) for name in paths], limits)
    tell(report, path)
    if not report.added and not report.known:
        return NONE_READ
    return SOME_SKIPPED if report.skipped else 0


def seed_with_progress(path: Path, paths: Sequence[Path], limits: Limits = DEFAULT_LIMITS) -> SeedReport:
    """Reads into `path`, showing on standard error what is being read when that is a terminal."""
    with _progress() as show:
        return seed_database(path, gather(paths, limits) if paths else bundled(), show, limits)


def tell(report: SeedReport, path: Path) -> None:
    """Prints the totals on standard output, and what was passed over on standard error."""
    for skipped in report.skipped:
        remark(f"explorer: passed over {printable(skipped.source)}: {skipped.reason}")
    known = f", {_count(report.known, 'article')} known before" if report.known else ""
    passed = f", {len(report.skipped)} passed over" if report.skipped else ""
    if not report.added and not report.known:
        say(f"no article read{passed}; nothing was changed")
        return
    read = f"{_count(report.added, 'article')} read, telling of {_count(report.agreements, 'agreement')}"
    say(printable(f"{read}{known}{passed}: {path}"))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    columns = (SpinnerColumn("line"), TextColumn("{task.completed} read", markup=False), TimeElapsedColumn())
    name = TextColumn("{task.description}", markup=False)
    with Progress(*columns, name, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda source: progress.update(task, advance=1, description=printable(source))
