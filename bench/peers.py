"""Other programs with the same agreements, in the same run and terminal; only those that are installed."""

from __future__ import annotations

import importlib.util
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.library import library
from bench.screen import probe
from bench.wordstock import read_toml
from db.catalogue import Catalogue
from db.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.table import Table

FEWEST = 100_000  # agreements from which there is something to see
TOP = 50
WRITING = 256 << 20  # bytes that tantivy may gather before it writes
LIST = "CREATE TABLE list AS SELECT date, kind, status, place, title FROM whole.agreements ORDER BY key DESC"
LETTERS = "interpol"
AGREEMENT_TEXT = (
    "SELECT rowid, title || ' ' || parties || ' ' || people || ' ' || place || ' ' || topics || ' ' || provisions "
    "|| ' ' || initiatives || ' ' || evidence FROM agreements_fts"
)


def measure(table: Table, sizes: Sequence[int] = (FEWEST,), folder: Path | None = None) -> None:
    """The figures of each that is there, for the databases that are large enough."""
    for size in sorted(size for size in sizes if size >= FEWEST) or [FEWEST]:
        database = library(size, folder).path
        table.heading(f"others, {size:,} agreements, 80x24")
        with tempfile.TemporaryDirectory() as place:
            rows, lines = _as_list(database, Path(place))
            _in_terminal(table, "fzf", lambda lines=lines, size=size: _fzf(table, lines, size))
            _in_terminal(table, "vd", lambda rows=rows: _visidata(table, rows))
            _in_terminal(table, "harlequin", lambda rows=rows: _harlequin(table, rows))
        if importlib.util.find_spec("tantivy") is None:
            table.row("tantivy", "not installed")
        else:
            _tantivy(table, database)


def _as_list(database: Path, folder: Path) -> tuple[Path, Path]:
    """The rows of the list as a database of one table, and as lines: what reads whole files gets no more than this."""
    rows, lines = folder / "agreements.db", folder / "agreements.txt"
    connection = sqlite3.connect(rows)
    connection.execute("ATTACH ? AS whole", (str(database),))
    connection.execute(LIST)
    connection.commit()
    with lines.open("w", encoding="utf-8") as file:
        file.writelines(
            f"{date or 'undated':10}  {title}\n" for date, title in connection.execute("SELECT date, title FROM list")
        )
    connection.close()
    return rows, lines


def _in_terminal(table: Table, program: str, figures: Callable[[], None]) -> None:
    if shutil.which(program) is None:
        table.row(program, "not installed")
        return
    try:
        figures()
    except subprocess.CalledProcessError as error:
        table.row(program, f"gave up: {' '.join((error.stderr or '').split())[:40]}")


def _fzf(table: Table, lines: Path, size: int) -> None:
    keys = tuple(LETTERS)
    found = probe(f"{size}/{size}", ["sh", "-c", f"exec fzf < '{lines}'"], (*keys, "down"), runs=5, least=2)
    times = [found[f"step{place}_s"] * 1e3 for place in range(1, len(keys) + 1)]
    table.row("fzf: start until all titles are read", f"{found['start_s'] * 1e3:.0f} ms, {found['peak_mib']:.0f} MiB")
    told = f"{statistics.median(times):.0f} / {max(times):.0f} ms"
    table.row(f"fzf: each key of {LETTERS} until the list is still, median / worst", told)


def _visidata(table: Table, rows: Path) -> None:
    steps = ("enter => memorandum|cooperation", "down => .", "pagedown => .")
    found = probe("list", ["vd", str(rows)], steps, runs=5, least=2)
    start = (found["start_s"] + found["step1_s"]) * 1e3
    table.row("VisiData: start to first rows", f"{start:.0f} ms, {found['peak_mib']:.0f} MiB")
    told = f"{found['step2_s'] * 1e3:.0f} / {found['step3_s'] * 1e3:.0f} ms"
    table.row("VisiData: one key down / one page, first answer", told)


def _harlequin(table: Table, rows: Path) -> None:
    query = " ".join("select * from list".replace(" ", "§")).replace("§", "space")
    steps = (f"{query} => list", "ctrl+j => Records", "tab tab down", "down => .")
    found = probe("Run Query", ["harlequin", "-r", "-a", "sqlite", str(rows)], steps, runs=5, least=2)
    start = (found["start_s"] + found["step2_s"]) * 1e3
    told = f"{start:.0f} ms ({found['start_s'] * 1e3:.0f} to its screen), {found['peak_mib']:.0f} MiB"
    table.row("Harlequin: start and query to first rows", told)
    table.row("Harlequin: one key down, first answer", f"{found['step4_s'] * 1e3:.0f} ms")


def _tantivy(table: Table, database: Path) -> None:
    """The words of agreements and the texts of articles, as two indexes."""
    import tantivy

    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    groups = read_toml("queries.toml")
    texts = [text for name in ("common", "rare", "phrases") for text in groups[name] if text.count('"') % 2 == 0]
    with tempfile.TemporaryDirectory() as folder:
        indexes = {}
        for name, sql in (
            ("agreements", AGREEMENT_TEXT),
            ("articles", "SELECT key, title || ' ' || text FROM articles"),
        ):
            place = Path(folder) / name
            place.mkdir()
            begin = time.perf_counter()
            indexes[name] = _index_of(tantivy, connection, sql, place)
            seconds, size = time.perf_counter() - begin, sum(each.stat().st_size for each in place.iterdir())
            table.row(f"tantivy: index of {name}, all cores", f"{seconds:.1f} s, {size / 1e6:,.0f} MB")
        searcher = indexes["agreements"].searcher()
        queries = [indexes["agreements"].parse_query_lenient(text, ["words"])[0] for text in texts]
        theirs = [_least(lambda query=query: searcher.search(query, TOP).hits) for query in queries]
    connection.close()
    table.row(f"tantivy: best {TOP} of {len(texts)} queries of words, median / worst", _spread(theirs))
    with Catalogue(database) as catalogue:
        for sort in ("newest", "best match"):
            asked = [parse(text) for text in texts]
            ours = [_least(lambda query=query, sort=sort: catalogue.page(query, sort, limit=TOP)) for query in asked]
            table.row(f"ours: the same, {sort}, rows as shown", _spread(ours))


def _index_of(tantivy: object, connection: sqlite3.Connection, sql: str, folder: Path) -> object:
    builder = tantivy.SchemaBuilder()  # type: ignore[attr-defined]
    builder.add_text_field("words")
    builder.add_integer_field("key", stored=True, fast=True)
    index = tantivy.Index(builder.build(), path=str(folder))  # type: ignore[attr-defined]
    writer = index.writer(WRITING)
    for key, words in connection.execute(sql):
        writer.add_document(tantivy.Document(key=key, words=words))  # type: ignore[attr-defined]
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _least(question: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        question()
        times.append(time.perf_counter() - begin)
    return min(times)


def _spread(times: Sequence[float]) -> str:
    return f"{statistics.median(times) * 1e3:.2f} / {max(times) * 1e3:.1f} ms"
