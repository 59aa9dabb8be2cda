"""What a hostile query, file or text may take, where that is measured by the clock: it runs while nothing else does."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench.library import library
from seed.lexicon import load_lexicon
from torture import articles, folders, heavy, patterns
from torture.figures import Figure, counted, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = "python -m torture pace"
SEED = 8
AGREEMENTS = 20_000  # of the database that is asked
SECONDS = 1.1  # for any one question
CANCELLED = 0.3
ROUNDS = 4  # of cancelling each hostile query, at other moments
PATTERN = 0.2
REPEATED, SIZE = 24, 10_000  # articles, and characters of each before it is made four times as long


def in_full() -> Iterator[Figure]:
    """All figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from of_heavy_queries(folder, AGREEMENTS, ROUNDS)
        yield from of_files(folder)
    yield of_growth(REPEATED, SIZE)
    yield of_patterns(patterns.LARGE, PATTERN)


def of_heavy_queries(folder: Path, agreements: int, rounds: int) -> Iterator[Figure]:
    """The worst of fifty hostile queries, and of the keys that end them."""
    database = library(agreements, folder).path
    asked = heavy.hostile_queries(heavy.common_words(database))
    took = heavy.time_each(database, asked)
    size = f"{agreements:,} articles"
    yield _worst(f"worst of {len(asked)} hostile queries on {size}", took, SECONDS)
    took = heavy.time_to_cancel(database, asked * rounds, SEED)
    yield _worst(f"a new key while one of them is on its way, worst of {len(took.times)}", took, CANCELLED)


def _worst(what: str, took: heavy.Slow, most: float) -> Figure:
    seconds, words = took.times[0]
    figure = timed(9, what, seconds, most, COMMAND)
    late = () if figure.holds else (f"{seconds:.2f} s: {words}",)
    return Figure(
        9, what, figure.seen, figure.goal, figure.holds and not took.failures, COMMAND, (*late, *took.failures)
    )


def of_files(folder: Path) -> Iterator[Figure]:
    """Files that cost too much or keep honest ones from being read; what is no file but looks like one."""
    for name in ("hostile", "special"):
        (folder / name).mkdir()
    found = folders.import_hostile(folder / "hostile")
    most = f"{folders.MOST_SECONDS:g} s, {folders.MOST_MEMORY // 1_000_000} MB"
    told = f"slowest {found.slowest[0]:.1f} s, at most {found.memory // 1_000_000} MB"
    figure = counted(
        19, f"hostile files that need over {most}, or cost an honest one", found.tried, found.failures, COMMAND, 60
    )
    yield replace(figure, seen=f"{figure.seen}; {told}")
    found = folders.import_special(folder / "special")
    yield counted(
        20, "pipes, devices, sockets and links that block, or lead elsewhere", found.tried, found.failures, COMMAND, 6
    )


def of_growth(repeated: int, size: int) -> Figure:
    """Articles that take more than in keeping with their size."""
    slow = list(articles.growths(repeated, size, articles.Stock(), load_lexicon()))
    what = f"articles of {4 * size:,} characters that take over {articles.GROWTH:g} times as long as a quarter"
    return counted(0, what, repeated, slow, COMMAND)


def of_patterns(size: int, most: float) -> Figure:
    """The slowest of all patterns on texts made for them."""
    found = patterns.attack(patterns.patterns(), most, size)
    what = f"patterns on {found.tried:,} texts of {size // 1000} kB made to keep them busy, the slowest"
    return Figure(
        22, what, f"{found.seconds:.2f} s", f"< {most:g} s", not found.failures, COMMAND, tuple(found.failures)
    )
