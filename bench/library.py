"""Databases of any number of agreements, with an article for each: made up, the same on every machine, and as the
product writes them, so that `explorer check` finds nothing.

    python -m bench.library 1000 100000 --folder somewhere
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import random
import sqlite3
import tempfile
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.cast import Cast
from bench.heads import Heads
from bench.loading import Rows
from bench.telling import Teller
from db import indexing
from db.writer import Writer

if TYPE_CHECKING:
    from bench.heads import Head

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
# What decides the rows, and what decides the schema and the index
MAKERS = ("library", "loading", "telling", "report_facets", "heads", "cast", "wordstock")
SCHEMA = ("schema.py", "migrations.py", "indexing.py", "entries.py", "tokens.py", "keys.py")
BATCH = 2_000  # articles
CACHE = 256  # MiB of pages
WAITING = 200  # agreements that later articles are still to tell of
LAST = 10  # agreements that no other article tells of
SEED = 4


class Made(NamedTuple):
    """A database, and how long its rows and its indexes took; bytes of the file before and after the indexes."""

    path: Path
    agreements: int
    rows_seconds: float
    index_seconds: float
    rows_bytes: int
    all_bytes: int


def default_folder() -> Path:
    """Where databases are kept between runs: the user's cache, else the folder for what is temporary."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "agreement-explorer" / "bench"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir())
    return folder if os.access(folder, os.W_OK) else Path(tempfile.gettempdir())


def library(count: int, folder: Path | None = None) -> Made:
    """The database of so many agreements: the one that is there when it was made by the same, else a new one."""
    folder = folder or default_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path, beside = folder / f"{count}.db", folder / f"{count}.json"
    wanted = fingerprint(count)
    if path.exists() and beside.exists():
        known = json.loads(beside.read_text(encoding="utf-8"))
        if known.pop("made_by") == wanted:
            return Made(path, **known)
    beside.unlink(missing_ok=True)
    made = make(path, count)
    known = {name: value for name, value in made._asdict().items() if name != "path"}
    beside.write_text(json.dumps(known | {"made_by": wanted}), encoding="utf-8")
    return made


def fingerprint(count: int) -> str:
    """What a database follows from."""
    digest = hashlib.sha256(str(count).encode())
    sources = [*(HERE / f"{name}.py" for name in MAKERS), HERE / "library.toml", HERE / "corpus.toml"]
    sources += [ROOT / "db" / name for name in SCHEMA]
    sources += sorted((ROOT / "seed" / "lexicon").rglob("*.toml"))
    for path in sources:
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def make(path: Path, count: int) -> Made:
    """Makes the database anew."""
    for old in (path, path.with_name(f"{path.name}-journal")):
        old.unlink(missing_ok=True)
    with Writer(path) as writer, writer.batch():
        pass
    connection = open_loader(path)
    begin = time.perf_counter()
    later = put_aside(connection)
    connection.execute("BEGIN")
    gc.disable()  # the rows on their way make no cycles, and looking for some takes a quarter of the time
    try:
        _load(connection, count)
    finally:
        gc.enable()
    for sql in later["index"]:
        connection.execute(sql)
    connection.execute("COMMIT")
    rows_seconds, rows_bytes = time.perf_counter() - begin, path.stat().st_size
    begin = time.perf_counter()
    connection.execute("BEGIN")
    indexing.rebuild(connection)
    for sql in later["trigger"]:
        connection.execute(sql)
    connection.execute("COMMIT")
    index_seconds = time.perf_counter() - begin
    connection.close()
    return Made(path, count, round(rows_seconds, 2), round(index_seconds, 2), rows_bytes, path.stat().st_size)


def open_loader(path: Path) -> sqlite3.Connection:
    """A connection that writes as fast as it can, to a file that is made anew should it end half way."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = off", "synchronous = off", "locking_mode = exclusive", "foreign_keys = off"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA temp_store = memory")
    connection.execute(f"PRAGMA cache_size = -{CACHE * 1024}")
    return connection


def put_aside(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Takes the indexes and triggers away; the SQL that makes them again, by what they are."""
    sql = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    found = connection.execute(sql).fetchall()
    for kind, name, _ in found:
        connection.execute(f"DROP {kind} {name}")
    return {wanted: [sql for kind, _, sql in found if kind == wanted] for wanted in ("index", "trigger")}


def _load(connection: sqlite3.Connection, count: int) -> None:
    cast, dice = Cast(), random.Random(SEED)
    teller, rows = Teller(cast, dice), Rows(connection, random.Random(SEED + 1))
    waiting: deque[tuple[Head, str]] = deque()
    for number, made in enumerate(Heads(cast, dice).all(count), 1):
        left = count - number
        head = made._replace(others=made.others[: 4 if left > 10 * LAST else 1 if left > LAST else 0])
        rows.add(teller.tell(head, _take(waiting, left)), head)
        waiting.extend((head, difference) for difference in head.others)
        waiting.rotate(int(dice.random() * 7))
        if number % BATCH == 0:
            rows.write()
    assert not waiting, "each agreement is told of as often as it was to be"
    rows.write()
    rows.add_names()
    rows.write()


def _take(waiting: deque[tuple[Head, str]], left: int) -> list[tuple[Head, str]]:
    """The earlier agreements that an article tells of, each once; towards the end more, so that none is left."""
    count = -(-len(waiting) // max(1, left)) if len(waiting) > left else min(2, len(waiting) // WAITING)
    taken: list[tuple[Head, str]] = []
    again: list[tuple[Head, str]] = []
    while waiting and len(taken) < count:
        each = waiting.popleft()
        (again if any(each[0].key == head.key for head, _ in taken) else taken).append(each)
    waiting.extend(again)
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.library", description=__doc__)
    parser.add_argument("counts", nargs="+", type=int, help="how many agreements")
    parser.add_argument("--folder", type=Path, default=None, help="where the databases are kept")
    options = parser.parse_args()
    for count in options.counts:
        made = library(count, options.folder)
        each = made.rows_bytes / count, (made.all_bytes - made.rows_bytes) / count
        print(
            f"{made.path}: rows {made.rows_seconds:.1f} s, {each[0]:,.0f} bytes an article; "
            f"indexes {made.index_seconds:.1f} s, {each[1]:,.0f} bytes an article",
            flush=True,
        )


if __name__ == "__main__":
    main()
