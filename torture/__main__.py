"""`python -m torture [NAME ...]`: every torture in full, or those named; exit status 1 when a figure is missed.

Two at a time, for two cores; what measures time runs alone, after the others.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from torture.lanes import Run, run_suite
from torture.page import renew
from torture.processes import family, kill_family
from torture.suites import SUITES, Suite

PAGE = Path("docs/reliability.md")
LANES = 2


def main(names: list[str]) -> int:
    """Runs the suites of these names, all when there are none. `--write` renews the page of figures."""
    writes = "--write" in names
    wanted = [name for name in names if name != "--write"]
    unknown = sorted(set(wanted) - {suite.name for suite in SUITES})
    if unknown:
        sys.stderr.write(f"torture: no {', '.join(unknown)}; there are {', '.join(s.name for s in SUITES)}\n")
        return 2
    begun = time.monotonic()
    suites = [suite for suite in SUITES if not wanted or suite.name in wanted]
    runs = _runs(suites)
    sys.stdout.write(f"{time.monotonic() - begun:.0f} s in all\n")
    if writes:
        PAGE.write_text(renew(PAGE.read_text(encoding="utf-8"), runs), encoding="utf-8")
    return 0 if all(run.holds for run in runs) else 1


def _runs(suites: list[Suite]) -> list[Run]:
    """The runs, in the order of the suites: the longest first among those side by side, then those that are alone."""
    order = sorted((suite for suite in suites if not suite.alone), key=lambda suite: -suite.seconds)
    with ThreadPoolExecutor(LANES) as lanes:
        try:
            together = list(lanes.map(_told, order))
        except KeyboardInterrupt:  # the suites have sessions of their own, which Ctrl-C does not reach
            for pid in family(os.getpid())[1:]:
                kill_family(pid)
            raise
    alone = [_told(suite) for suite in suites if suite.alone]
    found = {run.suite.name: run for run in (*together, *alone)}
    return [found[suite.name] for suite in suites]


def _told(suite: Suite) -> Run:
    """The run of one suite in a process of its own, printed when it is done."""
    run = run_suite(suite)
    lines = [f"{suite.name}: {run.seconds:.0f} s"]
    for figure in run.figures:
        lines.append(f"  {'ok  ' if figure.holds else 'MISS'} {figure.what}: {figure.seen}; to reach {figure.goal}")
        lines += [f"         {failure}" for failure in figure.failures]
    if run.error:
        lines.append(f"  MISS it ended early: {run.error}")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
    return run


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
