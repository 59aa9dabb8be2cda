"""Random queries, dates and articles, files made to harm, and patterns at their worst: no exception, nothing invented,
nothing that takes long."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench.library import library
from seed.lexicon import load_lexicon
from torture import articles, dates, folders, heavy, patterns, queries
from torture.figures import Figure, counted, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = "python -m torture fuzz"
MANY = 100_000
SEED = 8
AGREEMENTS, LARGE = 300, 20_000  # of the databases that are asked
SECONDS = 1.1  # for any one question
CANCELLED = 0.3
ROUNDS = 4  # of cancelling each hostile query, at other moments
PATTERN = 0.2
WORDS = 20_000


def in_full() -> Iterator[Figure]:
    """All figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from of_queries(folder, MANY, WORDS, AGREEMENTS)
        yield from of_heavy_queries(folder, LARGE, ROUNDS)
        yield from of_files(folder)
    yield from of_dates(MANY)
    yield from of_articles(MANY, 24, 10_000)
    yield of_patterns(patterns.LARGE, PATTERN)


def of_queries(folder: Path, count: int, words: int, agreements: int) -> Iterator[Figure]:
    """Strings that raise, random queries that do or take too long, words that don't find what holds them."""
    database = library(agreements, folder).path
    listed = queries.hostile_texts()
    found = queries.ask_all(database, listed, SECONDS)
    yield counted(8, "hostile search strings that raise", found.tried, found.failures, COMMAND, 38)
    found = queries.ask_all(database, queries.generated_texts(count), SECONDS)
    yield counted(8, "random queries that raise, or take too long", found.tried, found.failures, COMMAND, count)
    found = queries.ask_for_words(database, words, SEED)
    yield counted(0, "words that don't find what holds them", found.tried, found.failures, COMMAND, words)


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


def of_dates(count: int) -> Iterator[Figure]:
    """Dates that are invented, and dates read otherwise than they are written."""
    lexicon = load_lexicon()
    invented = dates.invented(lexicon)
    yield counted(21, "strings in which a date is invented", len(dates.NEVER_INVENTED), invented, COMMAND, 15)
    found = dates.read_all(count, SEED, lexicon)
    failures = (
        found.failures if found.read > count // 20 else [f"only {found.read} of {count} are read", *found.failures]
    )
    yield counted(0, "random dates read otherwise than written, or that raise", found.tried, failures, COMMAND, count)


def of_articles(count: int, repeated: int, size: int) -> Iterator[Figure]:
    """Articles that raise or have claims outside of their text, and those that take more than in keeping with size."""
    lexicon, stock = load_lexicon(), articles.Stock()
    found = articles.read_all(range(count), stock, lexicon)
    told = found.failures
    if min(found.read, 20 * found.agreements) < count // 2:
        told = [f"only {found.read} of {count} are read, with {found.agreements} agreements", *told]
    yield counted(
        0, "random articles that raise, or have a claim outside of their text", found.tried, told, COMMAND, count
    )
    slow = list(articles.growths(repeated, size, stock, lexicon))
    what = f"articles of {4 * size:,} characters that take over {articles.GROWTH:g} times as long as a quarter"
    yield counted(0, what, repeated, slow, COMMAND)


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


def of_patterns(size: int, most: float) -> Figure:
    """The slowest of all patterns on texts made for them."""
    found = patterns.attack(patterns.patterns(), most, size)
    what = f"patterns on {found.tried:,} texts of {size // 1000} kB made to keep them busy, the slowest"
    return Figure(
        22, what, f"{found.seconds:.2f} s", f"< {most:g} s", not found.failures, COMMAND, tuple(found.failures)
    )
