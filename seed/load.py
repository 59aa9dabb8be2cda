"""The door of this wing: from sources to a database, and a report of what came of it."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.rows_of_findings import ArticleRows
from db.writer import Writer
from seed.batches import Batches, Turn
from seed.bodies import bodies_of
from seed.intake import lexicon_with
from seed.readers.articles import digest
from seed.sources import DEFAULT_LIMITS, Skipped
from seed.tally import SeedReport, Tally
from seed.workers import Known, read_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from seed.sources import Limits, RawArticle
    from seed.workers import Readings, Source

    Progress = Callable[[str], None]

__all__ = ["Run", "SeedReport", "seed_database"]

BATCH = 400  # articles; their writing is one transaction
BATCH_BYTES = 24_000_000


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Run:
    """How to seed: in how many processes, with which lexicon of the user's own, and in what batches.

    `stop` is asked after each source whether to end, the batch in hand being kept; `kept` is told after each batch how
    many sources are done with, for good; `waits` for whom it has to wait before a batch can be written.
    """

    jobs: int = 1
    lexicon: Path | None = None
    batch: int = BATCH
    stop: Callable[[], bool] = _never
    kept: Callable[[int], None] = lambda _: None
    waits: Callable[[str], None] = lambda _: None


def seed_database(
    path: Path,
    sources: Iterable[RawArticle | Skipped],
    progress: Progress,
    limits: Limits = DEFAULT_LIMITS,
    run: Run | None = None,
) -> SeedReport:
    """Reads `sources` into the database at `path`; `progress` gets the name of each source when it has been read.

    A batch of articles is one transaction: after each the database is whole, and whatever ends the run undoes no more
    than the batch in hand; the next run goes on from there. Where nothing was read no file is made.
    Raises a DatabaseError when the place can't be written or holds something else.
    """
    run = run or Run()
    is_new = not path.exists()
    try:
        with Writer(path) as writer:
            writer.require_writable()
            readings = read_all(_marked(sources, writer), limits, run.jobs, run.lexicon, run.stop)
            with closing(readings):
                return _load(writer, readings, progress, run)
    finally:
        if is_new:
            _remove_empty(path)


def _remove_empty(path: Path) -> None:
    with suppress(OSError):
        if path.stat().st_size == 0:
            path.unlink()


def _marked(sources: Iterable[RawArticle | Skipped], writer: Writer) -> Iterator[Source]:
    """The sources, those that are known and unchanged only by name."""
    for source in sources:
        if not isinstance(source, Skipped) and writer.knows(source.source, digest(source.data)):
            yield Known(source.source)
        else:
            yield source


def _load(writer: Writer, readings: Readings, progress: Progress, run: Run) -> SeedReport:
    bodies = bodies_of(lexicon_with(run.lexicon))
    tally = Tally()
    before = writer.last_report()
    batches = Batches(writer, bodies, tally, Turn(run.batch, run.stop, run.waits))
    waiting: list[ArticleRows] = []
    done = 0
    for done, (source, outcomes) in enumerate(readings, 1):
        if isinstance(source, Skipped):
            tally.skipped.append(source)
        elif isinstance(source, Known):
            tally.counts["known"] += 1
        tally.skipped += [outcome for outcome in outcomes if isinstance(outcome, Skipped)]
        waiting += [outcome for outcome in outcomes if isinstance(outcome, ArticleRows)]
        progress(source.source)
        is_full = len(waiting) >= batches.size or sum(rows.size for rows in waiting) > BATCH_BYTES
        if is_full and batches.write(waiting):
            run.kept(done)
    if batches.write(waiting):
        run.kept(done)
    return tally.report(writer.count_agreements(before), run.stop())
