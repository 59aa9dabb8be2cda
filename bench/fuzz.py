"""Queries that nobody would type: each gets an answer, or the one error that says it took too long."""

from __future__ import annotations

import random
import time
from collections import Counter
from typing import TYPE_CHECKING

from bench.library import library
from bench.typed import queries
from db.catalogue import SECONDS_PER_QUESTION, Catalogue
from db.errors import BadQueryError, SlowQueryError
from db.parsing import parse
from db.vocabulary import SORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bench.table import Table

DATABASE = 20_000
SEED = 7
FIELDS = (
    *(
        "org",
        "with",
        "only",
        "family",
        "kind",
        "status",
        "topic",
        "provision",
        "place",
        "person",
        "source",
        "lang",
        "id",
    ),
    *(
        "year",
        "date",
        "before",
        "after",
        "undated",
        "has",
        "missing",
        "conflict",
        "in",
        "nonsense",
        "ORG",
        "rowid",
        "facets",
    ),
)
PIECES = (
    *(
        "AND",
        "OR",
        "NOT",
        "and",
        "or",
        "not",
        "NEAR",
        "NEAR(",
        "(",
        ")",
        "((",
        "))",
        '"',
        "'",
        "-",
        "--",
        "*",
        "**",
        "^",
        "+",
        ":",
    ),
    *(
        "::",
        ",",
        ";",
        "{",
        "}",
        "{title} :",
        "\\",
        "/",
        "%",
        "_",
        "?",
        "#",
        "..",
        "...",
        "2011..",
        "..2011",
        "2011-10",
        "2011-13-99",
    ),
    *(
        "99999",
        "0",
        "-1",
        "1e9",
        "NULL",
        "' OR 1=1 --",
        "\0",
        "\x1b[31m",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\ud800",
        "é",
        "e\u0301",
    ),
    *(
        "ß",
        "İ",
        "ı",
        "北京",
        "協定",
        "اتفاق",
        "עברית",
        "🤝",
        "👩‍👩‍👧‍👦",
        "ﬁ",
        "Ⅷ",
        "½",
        "\t",
        "\n",
        "\u2028",
        "“",
        "”",
        "«",
        "–",
        "—",
        "organisation",
    ),
    *(
        "europol",
        "interpol",
        "a",
        "s",
        "th",
        "signed",
        "mou",
        "piracy",
        "xyzzy",
        "co-operation",
        "anti-fraud",
        "o_interpol",
    ),
)
LONG = (200, 500, 501, 2_000, 10_000)
FACETS_EVERY, ADVICE_EVERY, SORTS_EVERY = 20, 20, 20


def measure(table: Table, count: int = 100_000, folder: Path | None = None) -> None:
    """Asks everything that the screen asks, for so many queries."""
    made = library(DATABASE, folder)
    table.heading(f"{count:,} random and mutated queries, {DATABASE:,} agreements")
    begin = time.perf_counter()
    asked: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    slowest: dict[str, tuple[float, str]] = {}
    with Catalogue(made.path) as catalogue:
        for text in generated(count):
            for name, question in _questions(catalogue, text, asked["parse"]):
                start = time.perf_counter()
                asked[name] += 1
                try:
                    question()
                except BadQueryError:
                    asked["told to be nested too deep"] += 1
                except SlowQueryError:
                    failures[f"{name}: too slow"] += 1
                except Exception as error:
                    failures[f"{name}: {type(error).__name__} {error} for {text!r}"[:200]] += 1
                slowest[name] = max(slowest.get(name, (0.0, "")), (time.perf_counter() - start, text))
    seconds = time.perf_counter() - begin
    table.row("questions asked", f"{sum(asked.values()):,} in {seconds:.0f} s")
    errors = sum(times for words, times in failures.items() if not words.endswith("too slow"))
    table.row("errors", f"{errors:,}", "0", not errors)
    slow = sum(failures.values()) - errors
    table.row("questions ended as too slow", f"{slow:,}", "0", not slow)
    for name, (longest, text) in slowest.items():
        told = f"slowest {name} ({text[:24]!r})"
        table.row(
            told, f"{longest * 1e3:.0f} ms", f"<= {SECONDS_PER_QUESTION:g} s", longest <= SECONDS_PER_QUESTION + 0.1
        )
    for words, times in failures.most_common(10):
        print(f"  {times:,} times {words}", flush=True)


def _questions(catalogue: Catalogue, text: str, number: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """What the screen asks for a text; the slower ones for some texts only."""
    dice = random.Random(number)
    query = parse("")

    def read() -> None:
        nonlocal query
        query = parse(text, typing=dice.random() < 0.5)

    yield "parse", read
    yield "page", lambda: catalogue.page(query, limit=96)
    yield "count", lambda: catalogue.tally(query)
    if number % FACETS_EVERY == 0:
        yield "facets", lambda: catalogue.facets(query)
    if number % ADVICE_EVERY == 1:
        yield "suggestions", lambda: catalogue.suggestions(query)
    if number % SORTS_EVERY == 2:
        yield "page in another order", lambda: catalogue.page(query, dice.choice(SORTS), dice.choice((0, 50)), 96)
    if number % SORTS_EVERY == 3:
        yield "articles", lambda: catalogue.articles(query, 3)


def generated(count: int) -> Iterator[str]:
    """So many texts, the same each time."""
    dice = random.Random(SEED)
    seeds = queries()
    makers = (_mutated, _mutated, _pieces, _fields, _characters, _nested)
    for _ in range(count):
        text = dice.choice(makers)(dice, seeds)
        if dice.random() < 0.01:
            text = (text or "x") * (dice.choice(LONG) // max(1, len(text)) + 1)
        yield text


def _mutated(dice: random.Random, seeds: list[str]) -> str:
    text = list(dice.choice(seeds))
    for _ in range(dice.randint(1, 4)):
        place = dice.randint(0, len(text))
        change = dice.random()
        if change < 0.4:
            text[place:place] = dice.choice(PIECES)
        elif change < 0.7:
            del text[place : place + dice.randint(1, 3)]
        elif change < 0.85:
            text[place : place + 1] = chr(dice.choice((dice.randint(32, 126), dice.randint(160, 0x2FFF))))
        else:
            text += [" ", *dice.choice(seeds)]
    return "".join(text)


def _pieces(dice: random.Random, seeds: list[str]) -> str:
    parts = [dice.choice(PIECES) if dice.random() < 0.8 else dice.choice(seeds) for _ in range(dice.randint(1, 12))]
    return dice.choice((" ", "", " ")).join(parts)


def _fields(dice: random.Random, seeds: list[str]) -> str:
    values = (dice.choice(PIECES), dice.choice(seeds), f'"{dice.choice(seeds)}"', str(dice.randint(0, 3000)), "")
    return " ".join(
        f"{dice.choice(('', '-', 'NOT ', '('))}{dice.choice(FIELDS)}:{dice.choice(values)}"
        for _ in range(dice.randint(1, 6))
    )


def _characters(dice: random.Random, _: list[str]) -> str:
    ranges = ((0, 127), (32, 126), (128, 0x7FF), (0x800, 0xD7FF), (0xD800, 0xDFFF), (0x1F300, 0x1FAFF))
    return "".join(chr(dice.randint(*dice.choice(ranges))) for _ in range(dice.randint(0, 40)))


def _nested(dice: random.Random, seeds: list[str]) -> str:
    text = dice.choice(seeds)
    for _ in range(dice.randint(1, 40)):
        text = dice.choice(("({})", "NOT ({})", "-({})", "({}) OR a", "a AND ({})", '"{}', "({}")).format(text)
    return text
