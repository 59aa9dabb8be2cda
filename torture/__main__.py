"""`python -m torture [NAME ...]`: every torture in full, or those named; exit status 1 when a figure is missed.

Three at a time, for two cores, as half of the time is waiting for a screen; after them those that bear fewer beside.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from torture.lanes import Run, run_suite
from torture.page import renew
from torture.processes import family, kill_family
from torture.suites import SUITES, Suite

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path("docs/reliability.md")


def main(names: list[str]) -> int:
    """Runs the suites of these names, all when there are none. `--write` renews the page of figures as each ends."""
    writes = "--write" in names
    wanted = [name for name in names if name != "--write"]
    unknown = sorted(set(wanted) - {suite.name for suite in SUITES})
    if unknown:
        sys.stderr.write(f"torture: no {', '.join(unknown)}; there are {', '.join(s.name for s in SUITES)}\n")
        return 2
    begun = time.monotonic()
    suites = [suite for suite in SUITES if not wanted or suite.name in wanted]
    runs = _runs(suites, _Telling(writes))
    sys.stdout.write(f"{time.monotonic() - begun:.0f} s in all\n")
    return 0 if all(run.holds for run in runs) else 1


def _runs(suites: list[Suite], tell: Callable[[Suite], Run]) -> list[Run]:
    """The runs, in the order of the suites. Those that bear most others come first, of these the longest."""
    found: dict[str, Run] = {}
    for others in sorted({suite.others for suite in suites}, reverse=True):
        order = sorted((suite for suite in suites if suite.others == others), key=lambda suite: -suite.seconds)
        with ThreadPoolExecutor(others + 1) as lanes:
            try:
                found |= {run.suite.name: run for run in lanes.map(tell, order)}
            except KeyboardInterrupt:  # the suites have sessions of their own, which Ctrl-C does not reach
                for pid in family(os.getpid())[1:]:
                    kill_family(pid)
                raise
    return [found[suite.name] for suite in suites]


class _Telling:
    """Runs a suite in a process of its own and prints what came of it; renews the page where it `writes`."""

    def __init__(self, writes: bool) -> None:
        self._writes = writes
        self._turn = threading.Lock()

    def __call__(self, suite: Suite) -> Run:
        run = run_suite(suite)
        with self._turn:
            sys.stdout.write("\n".join(_lines(run)) + "\n")
            sys.stdout.flush()
            if self._writes:
                PAGE.write_text(renew(PAGE.read_text(encoding="utf-8"), [run]), encoding="utf-8")
        return run


def _lines(run: Run) -> list[str]:
    lines = [f"{run.suite.name}: {run.seconds:.0f} s"]
    for figure in run.figures:
        lines.append(f"  {'ok  ' if figure.holds else 'MISS'} {figure.what}: {figure.seen}; to reach {figure.goal}")
        lines += [f"         {failure}" for failure in figure.failures]
    if run.error:
        lines.append(f"  MISS it ended early: {run.error}")
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
