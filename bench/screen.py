"""The screen and the shell: how soon they answer. What they send is in `terminal.py`."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.table import Table


HERE = Path(__file__).resolve().parent
BIN = Path(sys.executable).parent
EXPLORER = str(BIN / "explorer")
RUNS = 7


def probe(
    ready: str,
    command: list[str],
    steps: tuple[str, ...] = (),
    env: tuple[str, ...] = (),
    runs: int = RUNS,
    least: int = RUNS,
    options: tuple[str, ...] = (),
) -> dict[str, float]:
    """Medians over some runs in a terminal of 80x24 and 256 colours: start_s, start_bytes, stepN_s, stepN_bytes,
    peak_mib. `options` are those of ttyprobe.

    Raises CalledProcessError when fewer than `least` of the runs went as the steps say."""
    given = [f"--{name}={value}" for name, values in (("step", steps), ("env", env)) for value in values]
    given += ["--runs", str(runs), "--ready", ready, *options]
    call = [sys.executable, str(HERE / "ttyprobe.py"), "--json", *given, "--"]
    done = subprocess.run([*call, *command], capture_output=True, text=True, check=False)
    found: dict[str, float] = json.loads(done.stdout)
    if found["runs"] < min(least, runs):
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return found


def own_files(folder: Path) -> tuple[str, ...]:
    """An environment in which the person's own files, those of an earlier run among them, are not touched."""
    return (f"HOME={folder}", *(f"XDG_{kind}_HOME=" for kind in ("CONFIG", "DATA", "STATE")))


def paired(first: list[str], second: list[str], folder: Path | None = None) -> tuple[float, float]:
    """Median seconds of two commands run in turn, in a folder."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS * 2 + 1):
        for command, kept in zip((first, second), times, strict=True):
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True, cwd=folder)
            kept.append(time.perf_counter() - start)
    return statistics.median(times[0][1:]), statistics.median(times[1][1:])


def measure(table: Table) -> None:
    heading, row = table.heading, table.row
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "bench.db")
        subprocess.run([EXPLORER, "seed", "--db", database], check=True, capture_output=True)
        steps = ("down", "down", "j", "slash e u r o => uro")
        app = probe("Agreements", [EXPLORER, "browse", "--fresh", "--db", database], steps, own_files(Path(folder)))
        search, bare = paired(
            [EXPLORER, "search", "--db", database, "europol"], [sys.executable, "-c", "import click, sqlite3"]
        )
    heading("80x24, 256 colours")
    step_ms = app["step2_s"] * 1000
    row("one step down, detail following, time", f"{step_ms:.1f} ms", "<= 15 ms", step_ms <= 15)
    row("typing four letters of a search, last one drawn", f"{app['step4_s'] * 1000:.1f} ms", "", True)
    row("peak memory of the explorer", f"{app['peak_mib']:.1f} MiB", "<= 50 MiB", app["peak_mib"] <= 50)
    ratio = search / bare
    times = f"{ratio:.2f} ({search * 1000:.0f}/{bare * 1000:.0f} ms)"
    row("explorer search europol, against importing click, sqlite3", times, "<= 1.6 times", ratio <= 1.6)
