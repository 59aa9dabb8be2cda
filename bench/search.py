"""Search and lists at a million: what a person waits for at each key, and what the database takes of it."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench import bare, typed
from bench.emulated import ROOT
from bench.library import library
from bench.screen import paired
from bench.watched import EXPLORER, Expected, Watched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.library import Made
    from bench.table import Table
    from bench.typed import Measured

SIZES = (1_000, 100_000, 1_000_000)
GOALS = (0.015, 0.050, 0.150)  # seconds from a key to the rows: median, p95, worst
STEP, GROWTH, PART, START, MEMORY, INDEX = 0.015, 3.0, 1.5, 1.2, 80, 150
SHELL = "org:interpol kind:mou piracy"
RUNS = 9
SMALLER_OF = 100_000


def measure(table: Table, sizes: Sequence[int] = SIZES, folder: Path | None = None, most: int | None = None) -> None:
    """All figures of search, for databases of some sizes; `most` queries are typed, all without."""
    made = [library(size, folder) for size in sorted(sizes)]
    _tell_making(table, made)
    texts = typed.queries(most)
    told = []
    for each in made:
        table.heading(f"{len(texts)} queries typed, {each.agreements:,} agreements, 80x24")
        found = typed.measure(each.path, texts)
        told.append(found)
        _tell_typing(table, found)
    if len(made) > 1:
        ratio = told[-1].keys.median / told[0].keys.median
        sizes_told = f"{made[-1].agreements:,} against {made[0].agreements:,}"
        table.row(f"a key, {sizes_told}", f"{ratio:.2f}", f"<= {GROWTH:g} times", ratio <= GROWTH)
    largest = made[-1]
    table.heading(f"{largest.agreements:,} agreements")
    table.row(
        "peak memory of the explorer in all this",
        f"{told[-1].peak:.1f} MiB",
        f"<= {MEMORY} MiB",
        told[-1].peak <= MEMORY,
    )
    _tell_start(table, largest.path)
    _tell_shell(table, largest.path)
    _tell_database(table, largest.path, texts)
    _tell_smaller(table, next((each for each in reversed(made) if each.agreements <= SMALLER_OF), made[0]))


def _tell_making(table: Table, made: Sequence[Made]) -> None:
    table.heading("databases made")
    for each in made:
        count = each.agreements
        rows, index = each.rows_bytes / count, (each.all_bytes - each.rows_bytes) / count
        table.row(f"rows of {count:,} agreements and articles", f"{each.rows_seconds:.1f} s, {rows:,.0f} bytes each")
        is_goal = count >= 1_000_000
        goal, reached = (f"<= {INDEX} s", each.index_seconds <= INDEX) if is_goal else ("", True)
        table.row(
            f"search index from {count:,} loaded rows",
            f"{each.index_seconds:.1f} s, {index:,.0f} bytes each",
            goal,
            reached,
        )


def _tell_typing(table: Table, found: Measured) -> None:
    keys = found.keys
    goals = dict(zip(("median", "p95", "worst"), GOALS, strict=True))
    values = {"median": keys.median, "p95": keys.p95, "worst": keys.worst[0]}
    for name, seconds in values.items():
        what = f"key to the right rows, {name} of {len(keys.of):,}" + (f" ({keys.worst[1]})" if name == "worst" else "")
        table.row(what, f"{seconds * 1e3:.1f} ms", f"<= {goals[name] * 1e3:.0f} ms", seconds <= goals[name])
    table.row("last key of a burst: median / p95 / worst", found.bursts.words())
    for name, times in found.steps.items():
        if times.of:
            table.row(f"{name}: median / p95 / worst", times.words(), f"<= {STEP * 1e3:.0f} ms", times.median <= STEP)


def _tell_start(table: Table, database: Path) -> None:
    """Starts in turn with many agreements and with the bundled ones, until the list shows its rows."""
    with tempfile.TemporaryDirectory() as folder:
        few = Path(folder) / "few.db"
        subprocess.run([*EXPLORER, "seed", "--db", str(few)], check=True, capture_output=True, cwd=ROOT)
        paths = {"many": (database, Expected(database)), "few": (few, Expected(few))}
        times: dict[str, list[float]] = {"many": [], "few": []}
        for _ in range(RUNS + 1):
            for name, (path, expected) in paths.items():
                with Watched(path, expected) as explorer:
                    times[name].append(explorer.start)
    many, few_times = (statistics.median(times[name][1:]) for name in ("many", "few"))
    ratio = many / few_times
    told = f"{ratio:.2f} ({many * 1e3:.0f}/{few_times * 1e3:.0f} ms)"
    table.row("start to a screen with rows, against 12 agreements", told, f"<= {START:g} times", ratio <= START)


def _tell_shell(table: Table, database: Path) -> None:
    command = [*EXPLORER, "search", "--db", str(database), SHELL, "--json"]
    ours, bare_start = paired(command, [sys.executable, "-c", "import click, sqlite3"], ROOT)
    goal = 1.6 * bare_start + 0.050
    told = f"{ours * 1e3:.0f} ms ({bare_start * 1e3:.0f} ms)"
    table.row(f"explorer search '{SHELL}' --json (click, sqlite3)", told, f"<= {goal * 1e3:.0f} ms", ours <= goal)


def _tell_database(table: Table, database: Path, texts: Sequence[str]) -> None:
    found = bare.compare(database, texts)
    ratio = sum(found.page) / sum(found.bare)
    table.row(
        f"{len(found.page):,} pages of the reader, against their expressions bare, in all",
        f"{ratio:.2f} ({sum(found.page):.2f}/{sum(found.bare):.2f} s)", f"<= {PART:g} times", ratio <= PART,
    )  # fmt: skip
    ratio = sum(found.page) / sum(found.joined)
    table.row("  against the same with the columns of the rows", f"{ratio:.2f} ({sum(found.joined):.2f} s)")
    for name, each in bare.follow(database, texts).items():
        ordered = sorted(each.seconds)
        spread = [ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)], ordered[-1]]
        told = " / ".join(f"{seconds * 1e3:.0f}" for seconds in spread) + f" ms, {each.ended} ended"
        table.row(f"after the rows: {name}, median / p95 / worst", told)
    medians = [statistics.median(times) * 1e3 for times in found]
    table.row("  medians of page / bare / with columns", " / ".join(f"{median:.2f}" for median in medians) + " ms")


def _tell_smaller(table: Table, made: Made) -> None:
    table.heading(f"smaller indexes, {made.agreements:,} agreements: bytes each; first window of 1, 2, 3 letters")
    for name, variants in bare.smaller(made.path):
        for each in variants:
            prefixes = f"prefixes of {each.prefixes.replace(' ', ', ')}" if each.prefixes else "no prefixes"
            times = " / ".join(f"{seconds * 1e3:.2f}" for seconds in each.seconds)
            table.row(f"{name}, {prefixes}", f"{each.bytes / made.agreements:,.0f} bytes; {times} ms")
