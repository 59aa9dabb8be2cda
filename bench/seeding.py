"""Seeding: how fast articles are read and written, what more processes bring, and what a large database costs."""

from __future__ import annotations

import gc
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.corpus import Corpus
from db import schema, search_schema
from db.writer import Writer
from seed import grouping
from seed.bodies import bodies_of
from seed.grouping import renew_agreements
from seed.intake import Reader, lexicon_with
from seed.load import BATCH
from seed.sources import DEFAULT_LIMITS, RawArticle

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.table import Table
    from db.rows_of_findings import ArticleRows

MANY = 100_000
FEW = 1_000
JOBS_ARTICLES = 3_000
TURNS = 3
MEMORY = 300


def measure(table: Table, many: int = MANY) -> None:
    corpus, row = Corpus(), table.row
    table.heading(f"generated articles of 2 to 3 KB, SQLite {sqlite3.sqlite_version}")
    rows, rate = _extraction(corpus)
    row("extraction, one process, by processor time", f"{rate:.0f} a second", ">= 300", rate >= 300)
    ours, plain = _writing(rows)
    ratio = plain / ours
    times = f"{ratio:.2f} ({ours / len(rows) * 1e3:.2f}/{plain / len(rows) * 1e3:.2f} ms)"
    row("writing, speed against the same rows by executemany", times, ">= 0.6", ratio >= 0.6)
    with tempfile.TemporaryDirectory() as folder:
        _more_jobs(table, corpus.write(Path(folder) / "some", JOBS_ARTICLES), Path(folder))
        _growth(table, corpus, many, Path(folder))


def _extraction(corpus: Corpus) -> tuple[list[ArticleRows], float]:
    """The rows of some thousand articles, and how many were read a second of processor time: from bytes to rows ready
    to be written."""
    raws = [RawArticle(f"{n}.txt", f"made/{n}.txt", corpus.article(n)) for n in range(4 * FEW)]
    rows: list[ArticleRows] = []
    best = 0.0
    with Reader(DEFAULT_LIMITS) as reader:
        for start in range(0, len(raws), FEW):
            begin = time.process_time()
            rows += [found for raw in raws[start : start + FEW] for found in reader.read(raw)]  # type: ignore[misc]
            best = max(best, FEW / (time.process_time() - begin))
    return rows, best


def _writing(rows: list[ArticleRows]) -> tuple[float, float]:
    """Seconds of processor time that the writer takes for articles that were read, without deciding what they tell of
    together; and for just the rows that come of it, by plain `executemany`, a table at a time in one transaction."""
    gc.collect()
    gc.freeze()  # the rows that wait here would not be there in a run
    times = []
    for _ in range(TURNS):
        with tempfile.TemporaryDirectory() as folder:
            database = Path(folder) / "ours.db"
            ours = _write(rows, database)
            times.append((ours, _write_plainly(database, Path(folder) / "plain.db")))
    return min(ours for ours, _ in times), min(plain for _, plain in times)


def _write(rows: list[ArticleRows], database: Path) -> float:
    bodies = bodies_of(lexicon_with(None))
    decided = _Stopwatch()
    names = ("part", "resolve", "agreement_ids", "stem")
    pure = {name: getattr(grouping, name) for name in names}
    for name in names:
        setattr(grouping, name, decided.around(pure[name]))
    begin = time.process_time()
    try:
        with Writer(database) as writer:
            for start in range(0, len(rows), BATCH):
                with writer.batch():
                    writer.add_articles(rows[start : start + BATCH])
                    renew_agreements(writer, bodies)
                    writer.finish()
        return time.process_time() - begin - decided.seconds
    finally:
        for name in names:
            setattr(grouping, name, pure[name])


class _Stopwatch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def around(self, function: Callable[..., object]) -> Callable[..., object]:
        def timed(*words: object) -> object:
            begin = time.process_time()
            try:
                return function(*words)
            finally:
                self.seconds += time.process_time() - begin

        return timed


def _write_plainly(source: Path, target: Path) -> float:
    """Seconds to write all rows of a database into an empty one of the same schema."""
    connection = sqlite3.connect(source)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    ours = [name for name in names if "_fts" not in name and not name.startswith(("sqlite_", "_sqlite_"))]
    ours.remove("agreements_vocabulary")  # shows what the index holds
    tables = {}
    for name in [*ours, "agreements_fts"]:
        key = "rowid, " if name == "agreements_fts" else ""
        found = connection.execute(f"SELECT {key}* FROM {name}")
        tables[name] = [column[0] for column in found.description], found.fetchall()
    connection.close()
    plain = sqlite3.connect(target, isolation_level=None)
    for statement in (*schema.TABLES, *schema.SEALS, *schema.VIEWS, *search_schema.SEARCH, *search_schema.FULL_TEXT):
        plain.execute(statement)
    begin = time.process_time()
    plain.execute("BEGIN")
    for name, (columns, data) in tables.items():
        marks = ", ".join("?" for _ in columns)
        plain.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", data)
    plain.execute("COMMIT")
    seconds = time.process_time() - begin
    plain.close()
    return seconds


def _more_jobs(table: Table, articles: Path, folder: Path) -> None:
    times: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(TURNS):
        for jobs, kept in times.items():
            (folder / "jobs.db").unlink(missing_ok=True)
            begin = time.perf_counter()
            _seed(articles, folder / "jobs.db", jobs)
            kept.append(time.perf_counter() - begin)
    one, two = min(times[1]), min(times[2])
    told = f"{one / two:.2f} ({JOBS_ARTICLES / one:.0f}, {JOBS_ARTICLES / two:.0f}/s)"
    table.row(f"seeding {JOBS_ARTICLES:,}, --jobs 2 against --jobs 1", told, ">= 1.7 times", one / two >= 1.7)


def _growth(table: Table, corpus: Corpus, many: int, folder: Path) -> None:
    few = _seed(corpus.write(folder / "few", FEW), folder / "few.db", 2)["steps"][-1]
    found = _seed(corpus.write(folder / "many", many), folder / "many.db", 2)
    steps = found["steps"]
    peak, half = found["peak"], max(mib for done, _, mib in steps if done <= many / 2)
    told = f"{peak:.0f} MiB (half way {half:.0f})"
    table.row(f"seeding {many:,}, peak memory of the parent", told, f"<= {MEMORY} MiB", peak <= MEMORY)
    done, seconds, _ = steps[-1]
    each, first = seconds / done, few[1] / few[0]
    told = f"{each / first:.2f} ({first * 1e3:.2f}, {each * 1e3:.2f} ms)"
    table.row(f"time an article, of {many:,} against of {FEW:,}", told, "<= 1.5 times", each / first <= 1.5)
    begin = next(step for step in steps if step[0] >= 0.9 * many)
    last = (seconds - begin[1]) / max(1, done - begin[0])
    table.row("  its last tenth against the same", f"{last / first:.2f} ({last * 1e3:.2f} ms)", "", True)
    size = (folder / "many.db").stat().st_size
    table.row("  the database, for each article", f"{size / many / 1000:.1f} kB", "", True)


def _seed(articles: Path, database: Path, jobs: int) -> dict[str, list[tuple[int, float, float]]]:
    command = [sys.executable, "-m", "bench.steps", str(articles), str(database), str(jobs)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
