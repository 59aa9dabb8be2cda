"""Imports whose articles were read before: what is left to do is to write them, so that they can be disturbed often."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from seed.intake import Reader
from seed.load import BATCH, Run, seed_database
from seed.readers.articles import digest
from seed.sources import DEFAULT_LIMITS, RawArticle, gather

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from seed.intake import Outcome

STOPPED = 1


class Read:
    """Readings of articles, each made once."""

    def __init__(self) -> None:
        self._reader = Reader(DEFAULT_LIMITS)
        self.lexicon = self._reader._lexicon
        self._found: dict[tuple[str, str], tuple[Outcome, ...]] = {}

    def take(self, raws: Iterable[RawArticle]) -> None:
        """Reads articles."""
        with self._reader as reader:
            for raw in raws:
                name = raw.source, digest(raw.data)
                if name not in self._found:
                    self._found[name] = reader.read(raw)

    def __enter__(self) -> Read:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held."""

    def read(self, raw: RawArticle) -> tuple[Outcome, ...]:
        """What was read in an article."""
        return self._found[raw.source, digest(raw.data)]

    def use(self) -> None:
        """From now on this process reads nothing anew. For copies of this process only."""
        import seed.load
        import seed.workers

        vars(seed.workers)["Reader"] = lambda *_: self
        vars(seed.load)["lexicon_with"] = lambda _: self.lexicon


@dataclass(frozen=True, slots=True)
class Import:
    """An import of a folder into a database, in batches of so many, of articles that were read before; with `most` it
    stops after so many batches."""

    folder: Path
    database: Path
    read: Read
    batch: int = BATCH
    most: int = 0

    def __call__(self, acknowledge: int | None = None) -> int:
        """Runs it. What it says it keeps is written to a file descriptor, a line each time."""
        self.read.use()

        count = 0

        def kept(done: int) -> None:
            nonlocal count
            count += 1
            if acknowledge is not None:
                os.write(acknowledge, f"{done}\n".encode())

        run = Run(batch=self.batch, kept=kept, stop=lambda: 0 < self.most <= count)
        report = seed_database(self.database, gather([self.folder], DEFAULT_LIMITS), _nothing, run=run)
        return STOPPED if report.is_stopped or report.skipped else 0


def raws_in(folder: Path) -> Iterator[RawArticle]:
    """The articles of a folder, in the order in which they are read."""
    for source in gather([folder], DEFAULT_LIMITS):
        if isinstance(source, RawArticle):
            yield source


def batched(
    work: Callable[[], int], batch: int, read: Read, after: Callable[[], object] | None = None
) -> Callable[[], int]:
    """A command of the program that reads articles in batches of so many, which were read before; `after` the first
    something happens to the place."""

    def small() -> int:
        import shell.seeding

        read.use()
        waiting = [after] if after else []

        def made(**words: Any) -> Run:
            kept = words.pop("kept")

            def told(done: int) -> None:
                kept(done)
                for happens in waiting:
                    happens()
                waiting.clear()

            return Run(**words, batch=batch, kept=told)

        vars(shell.seeding)["Run"] = made
        return work()

    return small


def _nothing(_: str) -> None:
    return
