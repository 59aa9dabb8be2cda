"""Random queries, dates and articles: no exception, and nothing invented."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.library import library
from seed.lexicon import load_lexicon
from torture import articles, dates, queries
from torture.figures import Figure, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = "python -m torture fuzz"
MANY = 100_000
SEED = 8
AGREEMENTS = 300  # of the database that is asked
SECONDS = 1.1  # of the processor, for any one question
WORDS = 20_000


def in_full() -> Iterator[Figure]:
    """All figures."""
    with tempfile.TemporaryDirectory() as name:
        yield from of_queries(Path(name), MANY, WORDS, AGREEMENTS)
    yield from of_dates(MANY)
    yield of_articles(MANY)


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


def of_articles(count: int) -> Figure:
    """Articles that raise or have claims outside of their text."""
    lexicon, stock = load_lexicon(), articles.Stock()
    found = articles.read_all(range(count), stock, lexicon)
    told = found.failures
    if min(found.read, 20 * found.agreements) < count // 2:
        told = [f"only {found.read} of {count} are read, with {found.agreements} agreements", *told]
    return counted(
        0, "random articles that raise, or have a claim outside of their text", found.tried, told, COMMAND, count
    )
