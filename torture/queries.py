"""Queries that nobody would type, asked as the screen asks them: each gets an answer in time, and words find theirs."""

from __future__ import annotations

import random
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.fuzz import generated
from db.catalogue import Catalogue
from db.errors import BadQueryError
from db.parsing import parse
from db.query import Query
from db.vocabulary import SORTS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

EVERY_FEW = 16  # texts between two that are asked of what costs more
NOT_WORDS = {"and", "or", "not", "near"}
WORD = re.compile(r"(?<![\w’'-])[A-Za-z]{4,14}(?![\w’'-])")
# How a person may write a word that is to be found all the same, and a way to ask for all that lacks it.
WRITINGS = ("{}", "{} ", '"{}"', "({})", "{}*", "{},", "«{}»", "{} AND {}", "{} OR xyzzy", " \t{}", "NOT NOT {}", "{}?")
WITHOUT = ("-{}", "NOT {}", "-({})")


class Outcome(NamedTuple):
    """How many were tried, what went wrong in words, and the longest that one question took with its words."""

    tried: int
    failures: list[str]
    slowest: tuple[float, str]


def hostile_texts() -> list[str]:
    """The texts of searches.toml."""
    table = tomllib.loads(Path(__file__).with_name("searches.toml").read_text(encoding="utf-8"))
    lone = ["a\ud800b"]  # TOML can't hold it
    return [*table["texts"], *lone, *(text * times for text, times in table["repeated"])]


def ask_all(database: Path, texts: Iterable[str], seconds: float) -> Outcome:
    """Asks everything that the screen asks, for each text; no question may take longer than these seconds."""
    failures: list[str] = []
    slowest = (0.0, "")
    number = 0
    with Catalogue(database) as catalogue:
        for number, text in enumerate(texts, 1):
            for name, question in _questions(catalogue, text, number):
                begun = time.thread_time()  # the processor's: other tortures run beside it
                try:
                    question()
                except BadQueryError:
                    pass  # that it is nested too deep is an answer
                except Exception as error:
                    failures.append(f"{name}: {type(error).__name__} {error!s:.80} for {text[:200]!a} (text {number})")
                took = time.thread_time() - begun
                slowest = max(slowest, (took, f"{name} of {text[:60]!a}"))
                if took > seconds:
                    failures.append(f"{name} took {took:.2f} s for {text[:200]!a} (text {number})")
    return Outcome(number, failures, slowest)


def _questions(catalogue: Catalogue, text: str, number: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """What the screen asks for a text; what costs more for some texts only."""
    query = Query()

    def read() -> None:
        nonlocal query
        query = parse(text, typing=number % 2 == 0)
        plain = parse(text)
        again = parse(plain.written)
        if [part.node for part in again.parts] != [part.node for part in plain.parts]:
            raise AssertionError(f"written as {plain.written!a} it is another query")

    def listed() -> None:
        page, told = catalogue.page(query, limit=40), catalogue.tally(query)
        if query.target == "agreements" and page.total not in {None, told.total}:
            raise AssertionError(f"{page.total} in the list, {told.total} counted")

    yield "parse", read
    yield "list", listed
    if query.target == "articles" or number % 4 == 1:
        yield "articles", lambda: catalogue.hits(query, limit=20)
    step = number % EVERY_FEW
    if step == 0:
        yield "facets", lambda: catalogue.facets(query)
    elif step == 4:
        yield "suggestions", lambda: catalogue.suggestions(query)
    elif step == 8:
        yield "another order", lambda: catalogue.page(query, SORTS[number // EVERY_FEW % len(SORTS)], 20, 40)
    elif step == 12:
        yield "articles of agreements", lambda: catalogue.articles(query, 3)


def generated_texts(count: int) -> Iterator[str]:
    """So many texts: mutated queries, pieces of the grammar, letters of all kinds, now and then one of the list."""
    known = hostile_texts()
    for number, text in enumerate(generated(count)):
        yield known[number // 50 % len(known)] if number % 50 == 7 else text


def ask_for_words(database: Path, count: int, seed: int) -> Outcome:
    """Asks for words that stand in titles and texts: each finds the agreement or the article that has it, and asked for
    what lacks it does not."""
    dice = random.Random(seed)
    failures: list[str] = []
    slowest = (0.0, "")
    with Catalogue(database) as catalogue:
        rows = catalogue.page(Query(), limit=-1).rows
        hits = catalogue.hits(Query(), limit=400).rows
        for number in range(count):
            is_article = number % 3 == 2
            if is_article:
                hit = dice.choice(hits)
                words = WORD.findall(catalogue.article(hit.article.id).text[:20_000])
            else:
                row = dice.choice(rows)
                words = WORD.findall(row.title)
            words = [word for word in words if word.casefold() not in NOT_WORDS]
            if not words:
                continue
            is_without = dice.random() < 0.2
            writing = dice.choice(WITHOUT if is_without else WRITINGS)
            word = dice.choice((str.lower, str.upper, str))(dice.choice(words))
            text = ("in:articles " if is_article else "") + writing.format(word, word)
            begun = time.perf_counter()
            query = parse(text)
            place = catalogue.hit_position(query, "newest", hit.article.id) if is_article else (
                catalogue.position(query, "newest", row.id))  # fmt: skip
            slowest = max(slowest, (time.perf_counter() - begun, text))
            if (place is None) is not is_without:
                where = f"article {hit.article.id}" if is_article else row.id
                failures.append(f"{text!a} {'finds' if is_without else 'does not find'} {where} (word {number})")
    return Outcome(count, failures, slowest)
