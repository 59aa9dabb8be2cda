"""The database by itself: our pages against the same expressions run bare, and what smaller indexes cost."""

from __future__ import annotations

import re
import sqlite3
import statistics
import string
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from db.catalogue import Catalogue
from db.connection import open_reader
from db.errors import SlowQueryError
from db.parsing import parse
from tui.requests import WINDOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from db.query import Query

TURNS = 3
BARE = "SELECT rowid FROM agreements_fts WHERE agreements_fts MATCH ?{bounds} ORDER BY rowid DESC LIMIT ?"
JOINED = (
    "SELECT a.key, a.id, a.title, a.kind, a.status, a.date, a.place FROM agreements_fts AS f JOIN agreements AS a "
    "ON a.key = f.rowid WHERE f.agreements_fts MATCH ?{bounds} ORDER BY f.rowid DESC LIMIT ?"
)
PREFIXES = ("1 2 3", "2 3", "3", "")


class Compared(NamedTuple):
    """Seconds for each of some texts: our page, its expression bare, and bare with the rows' own columns."""

    page: list[float]
    bare: list[float]
    joined: list[float]


class Smaller(NamedTuple):
    """An index with some lengths of prefixes: its bytes, and median seconds of the first window of prefixes with one,
    two and three letters."""

    prefixes: str
    bytes: int
    seconds: tuple[float, float, float]


def compare(database: Path, texts: Iterable[str]) -> Compared:
    """Each text as it is typed, key by key, the least of some turns; those that need no expression are left out."""
    typed = dict.fromkeys(text[:end] for text in texts for end in range(1, len(text) + 1))
    found = Compared([], [], [])
    plain = open_reader(database)
    with Catalogue(database) as catalogue:
        for text in typed:
            query = parse(text, typing=True)
            compiled = catalogue.compiled(query)
            if compiled.match is None or compiled.impossible:
                continue
            bounds = " AND f.rowid BETWEEN ? AND ?" if compiled.is_bounded else ""
            parameters = [compiled.match, *([compiled.low, compiled.high] if bounds else []), WINDOW]
            statements = BARE.format(bounds=bounds.replace("f.", "")), JOINED.format(bounds=bounds)
            times = [
                _least(lambda query=query: catalogue.page(query, limit=WINDOW)),
                *(_least(lambda sql=sql, by=parameters: plain.execute(sql, by).fetchall()) for sql in statements),
            ]
            for kept, seconds in zip(found, times, strict=True):
                kept.append(seconds)
    plain.close()
    return found


def _least(question: Callable[[], object]) -> float:
    times = []
    for _ in range(TURNS):
        begin = time.perf_counter()
        question()
        times.append(time.perf_counter() - begin)
    return min(times)


class Followed(NamedTuple):
    """Seconds of each question that follows the list, once for each text, and for how many the time ran out."""

    seconds: list[float]
    ended: int


def follow(database: Path, texts: Iterable[str]) -> dict[str, Followed]:
    """What the screen asks when the rows are there: how many there are, and what they have in common."""
    found = {name: Followed([], 0) for name in ("count", "facets")}
    with Catalogue(database) as catalogue:
        ask: dict[str, Callable[[Query], object]] = {"count": catalogue.tally, "facets": catalogue.facets}
        for text in texts:
            query = parse(text, typing=True)
            for name, question in ask.items():
                begin = time.perf_counter()
                try:
                    question(query)
                except SlowQueryError:
                    found[name] = found[name]._replace(ended=found[name].ended + 1)
                found[name].seconds.append(time.perf_counter() - begin)
    return found


def smaller(database: Path) -> list[tuple[str, list[Smaller]]]:
    """For the index of agreements and that of articles: what it is with fewer lengths of prefixes."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "small.db", isolation_level=None)
        connection.execute("PRAGMA journal_mode = off")
        connection.execute("PRAGMA synchronous = off")
        connection.execute("ATTACH ? AS whole", (str(database),))
        for table, source in (("agreements_fts", "agreements_fts"), ("articles_fts", "articles")):
            found.append((table, [_variant(connection, table, source, prefixes) for prefixes in PREFIXES]))
        connection.close()
    return found


def _variant(connection: sqlite3.Connection, table: str, source: str, prefixes: str) -> Smaller:
    """The same index with other prefixes, in a database of its own."""
    (sql,) = connection.execute("SELECT sql FROM whole.sqlite_master WHERE name = ?", (table,)).fetchone()
    sql = re.sub(r"prefix = '[^']*'", f"prefix = '{prefixes}'" if prefixes else "detail = full", sql)
    sql = sql.replace(f"VIRTUAL TABLE {table}", "VIRTUAL TABLE main.small").replace(
        "content = 'articles', content_rowid = 'key'", "content = ''"
    )
    connection.execute(sql)
    columns = [row[1] for row in connection.execute("PRAGMA main.table_info(small)").fetchall()]
    names, key = ", ".join(columns), "key" if source == "articles" else "rowid"
    connection.execute("BEGIN")
    connection.execute(f"INSERT INTO main.small (rowid, {names}) SELECT {key}, {names} FROM whole.{source} ORDER BY 1")
    connection.execute("INSERT INTO main.small (small) VALUES ('optimize')")
    connection.execute("COMMIT")
    (size,) = connection.execute("SELECT sum(length(block)) FROM main.small_data").fetchone()
    medians = tuple(_prefix_seconds(connection, beginnings) for beginnings in _beginnings())
    connection.execute("DROP TABLE main.small")
    return Smaller(prefixes, size, medians)


def _beginnings() -> Sequence[list[str]]:
    ones = list(string.ascii_lowercase)
    return (
        ones,
        [f"{first}{second}" for first in ones for second in "aeiort"][::3],
        ["con", "int", "pol", "mar", "cyb", "tra", "sig", "eur", "com", "sec", "dis", "uni", "org", "kra", "vol"],
    )


def _prefix_seconds(connection: sqlite3.Connection, beginnings: Iterable[str]) -> float:
    sql = "SELECT rowid FROM main.small WHERE small MATCH ? ORDER BY rowid DESC LIMIT ?"
    return statistics.median(
        _least(lambda by=(f'"{each}" *', WINDOW): connection.execute(sql, by).fetchall()) for each in beginnings
    )
