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
import re
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlite_utils.db import Database

from bench.loading import load
from db import indexing, linking, seals, writer
from db.migrations import migrations
from db.schema import SCHEMA_VERSION, SEALS, TABLES, VIEWS

if TYPE_CHECKING:
    from collections.abc import Sequence


ROOT = Path(__file__).resolve().parent.parent
MAKERS = ("loading", "telling", "sentences", "report_facets", "heads", "cast", "wordstock")
ROWS = (
    *(f"bench/{name}.py" for name in MAKERS), "bench/library.toml", "bench/corpus.toml",
    "db/keys.py", "seed/lexicon/**/*.toml",
)  # fmt: skip
SEARCHING = (
    *("schema", "search_schema", "migrations", "indexing", "entries", "tokens", "disagreements"),
    *("seals", "linking"),
)
INDEX = tuple(f"db/{name}.py" for name in SEARCHING)
CACHE = 256  # MiB of pages; the indexes are made with as many as the product has


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
    """The database of so many agreements: the one that is there when it was made by the same, else a new one.

    Where just the search is another, only what it needs is made anew."""
    folder = folder or default_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path, beside = folder / f"{count}.db", folder / f"{count}.json"
    by = {"rows_by": _digest(count, ROWS), "index_by": _digest(count, INDEX)}
    known = json.loads(beside.read_text(encoding="utf-8")) if path.exists() and beside.exists() else {}
    before = {name: known.pop(name, None) for name in by}
    if before == by:
        return Made(path, **known)
    beside.unlink(missing_ok=True)
    rows = known["rows_seconds"] if before["rows_by"] == by["rows_by"] else make_rows(path, count)
    made = make_index(path, count, rows)
    known = {name: value for name, value in made._asdict().items() if name != "path"}
    beside.write_text(json.dumps(known | by), encoding="utf-8")
    return made


def _digest(count: int, patterns: Sequence[str]) -> str:
    """Of all that something follows from."""
    digest = hashlib.sha256(f"{count} {TABLES}".encode())
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def make_rows(path: Path, count: int) -> float:
    """Makes the database anew, without what the search needs; the seconds that the rows took."""
    path.unlink(missing_ok=True)
    with writer.Writer(path) as made, made.batch():
        pass
    connection = open_loader(path)
    _drop(connection, keeping=re.compile("TABLE"))
    begin = time.perf_counter()
    connection.execute("BEGIN")
    gc.disable()  # the rows on their way make no cycles, and looking for some takes a quarter of the time
    try:
        load(connection, count)
    finally:
        gc.enable()
    for sql in TABLES:
        if _named(sql)[0] == "INDEX":
            connection.execute(sql)
    connection.execute("COMMIT")
    seconds = time.perf_counter() - begin
    connection.close()
    return round(seconds, 2)


def make_index(path: Path, count: int, rows_seconds: float) -> Made:
    """Makes all that the search needs anew from the rows, as bringing an older database up to date does."""
    connection = open_loader(path, writer.CACHE)
    connection.execute("BEGIN")
    _drop(connection, keeping=re.compile("TABLE|INDEX"))
    rows_bytes = _used(connection)
    begin = time.perf_counter()
    indexing.make_search(connection)
    seconds = time.perf_counter() - begin
    for sql in (*SEALS, *VIEWS):
        connection.execute(sql)
    owners = [key for (key,) in connection.execute("SELECT DISTINCT agreement FROM links").fetchall()]
    linking.resolve_links(connection, (), owners)
    seals.seal_everything(connection)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    steps = migrations()
    done = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, 'made anew')"
    connection.executemany(done, [(steps.name, step.name) for step in steps.pending(Database(connection))])
    connection.execute("COMMIT")
    made = Made(path, count, rows_seconds, round(seconds, 2), rows_bytes, _used(connection))
    connection.close()
    return made


def _drop(connection: sqlite3.Connection, keeping: re.Pattern[str]) -> None:
    """Drops all but those tables, or tables and indexes, of the schema that have rows of their own."""
    kept = {name for kind, name in map(_named, TABLES) if keeping.fullmatch(kind)}
    sql = (
        "SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name <> '_sqlite_migrations' AND {}"
        " AND name NOT LIKE 'sqlite%'"
    )
    for condition in ("type IN ('trigger', 'view')", "sql LIKE 'CREATE VIRTUAL%'", "type IN ('table', 'index')"):
        for kind, name in connection.execute(sql.format(condition)).fetchall():
            if name not in kept:
                connection.execute(f"DROP {kind} IF EXISTS {name}")


def _named(sql: str) -> tuple[str, str]:
    """What a statement of the schema makes: `TABLE` or `INDEX`, and its name."""
    _, kind, name = sql.split()[:3]
    return kind, name


def _used(connection: sqlite3.Connection) -> int:
    """Bytes of the pages that are in use."""
    count, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((count - free) * size)


def open_loader(path: Path, cache: int = CACHE) -> sqlite3.Connection:
    """A connection that writes as fast as it can, to a file that is made anew should it end half way."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = off", "synchronous = off", "locking_mode = exclusive", "foreign_keys = off"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA temp_store = memory")
    connection.execute(f"PRAGMA cache_size = -{cache * 1024}")
    return connection


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
