"""Queries made to be slow, asked of 20,000 agreements and articles as the screen asks; and the key that ends one."""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from db.catalogue import Catalogue
from db.parsing import parse
from db.query import Query
from torture.queries import WORD
from tui.loader import Loader, catalogue_opener
from tui.requests import Channel, ListingRequest, TallyRequest

if TYPE_CHECKING:
    from pathlib import Path

    from tui.loader import Reply
    from tui.state import Sort

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
PATIENCE = 10.0
SORTS: tuple[Sort, ...] = ("newest", "oldest", "best match", "title", "kind", "sources")


class Slow(NamedTuple):
    """How long each question took, the longest first, with what it was; and what went wrong."""

    times: list[tuple[float, str]]
    failures: list[str]


def common_words(database: Path, articles: int = 300) -> list[str]:
    """The words that most articles hold, the most common first."""
    seen: Counter[str] = Counter()
    with Catalogue(database) as catalogue:
        for hit in catalogue.hits(Query(), limit=articles).rows:
            seen.update({word.lower() for word in WORD.findall(catalogue.article(hit.article.id).text)})
    return sorted(seen, key=lambda word: (-seen[word], word))[:600]


def hostile_queries(words: list[str]) -> list[tuple[str, Sort]]:
    """Fifty of them, each with an order to list in. `words` are common ones, at least fifty."""
    many = (words * 20)[:495]
    shapes = {
        "either of many": " OR ".join(many),
        "either of 64": " OR ".join(words[:64]),
        "every word": " ".join(words[:40]),
        "beginnings of one letter": " OR ".join(f"{letter}*" for letter in LETTERS),
        "beginnings of two letters": " OR ".join(f"{one}{other}*" for one in LETTERS[:20] for other in "aeiou"),
        "a long phrase": f'"{" ".join((words * 8)[:300])}"',
        "phrases of common words": " OR ".join(f'"{one} {other}"' for one, other in itertools.pairwise(words[:50])),
        "all but many": " ".join(f"-{word}" for word in words[:60]),
        "neither nor, nested": "NOT (" * 30 + words[0] + ")" * 30,
        "either of pairs": " OR ".join(f"({one} {other})" for one in words[:14] for other in words[:14]),
        "pairs of beginnings": " ".join(f"({one[:2]}* OR {one[:3]}*)" for one in words[:30]),
        "filters and words": " OR ".join(f"(kind:mou {word} -status:planned)" for word in words[:60]),
        "many organisations": " OR ".join(f"org:{word}" for word in words[:80]),
        "years and words": " OR ".join(f"(date:{year}..{year + 3} {words[year % 50]})" for year in range(1950, 2030)),
        "other writings": " OR ".join(
            ("organisation", "centre", "programme", "co-operation", "anti-fraud", "labour") * 20
        ),
        "one word again and again": " ".join([words[0]] * 450),
    }
    made: list[tuple[str, Sort]] = []
    for number, text in enumerate(shapes.values()):
        made += [(text, "best match"), (f"in:articles {text}", "newest"), (text, SORTS[number % len(SORTS)])]
    made += [(" ".join(many), "best match"), (f"in:articles {' OR '.join(many)}", "best match")]
    return made


def time_each(database: Path, queries: list[tuple[str, Sort]]) -> Slow:
    """How long the list, and after it the count, take for each."""
    times, failures = [], []
    with Catalogue(database) as catalogue:
        for text, sort in queries:
            query = parse(text)
            for request in (ListingRequest(query, sort, 0), TallyRequest(query)):
                begun = time.perf_counter()
                name = f"{type(request).__name__} by {sort} of {text[:50]!a}, {len(text)} characters"
                try:
                    request.answer(catalogue)
                except Exception as error:
                    failures.append(f"{name}: {type(error).__name__}: {error}")
                times.append((time.perf_counter() - begun, name))
    return Slow(sorted(times, reverse=True), failures)


def time_to_cancel(database: Path, queries: list[tuple[str, Sort]], seed: int) -> Slow:
    """How long the list of a plain query takes that is asked for while that of another is on its way."""
    dice = random.Random(seed)
    times: list[tuple[float, str]] = []
    failures: list[str] = []
    came = threading.Condition()
    replies: list[Reply] = []

    def take(reply: Reply) -> None:
        with came:
            replies.append(reply)
            came.notify()

    loader = Loader(catalogue_opener(database))
    loader.listen(Channel.LISTING, take)
    try:
        for text, sort in queries:
            delay = dice.choice((0.001, 0.005, 0.02, 0.06, 0.15, 0.4))
            name = f"{1e3 * delay:.0f} ms after {text[:50]!a}, {len(text)} characters, by {sort}"
            loader.ask(ListingRequest(parse(text), sort, 0))
            time.sleep(delay)
            begun = time.perf_counter()
            token = loader.ask(ListingRequest(parse("europol"), "newest", 0))
            with came:
                is_there = came.wait_for(lambda: any(reply.token == token for reply in replies), PATIENCE)  # noqa: B023
                found = [reply for reply in replies if reply.token == token]
                replies.clear()
            if not is_there or found[0].answer is None:
                failures.append(f"no answer {name}: {found[0].error if found else 'nothing came'}")
            times.append((time.perf_counter() - begun, name))
    finally:
        loader.close()
    return Slow(sorted(times, reverse=True), failures)
