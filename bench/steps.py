"""Seeds a folder as `explorer seed` does, and prints after each batch: sources done, seconds, MiB of this process."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from seed.load import Run, seed_database
from seed.sources import DEFAULT_LIMITS, gather


def resident(which: str = "VmRSS") -> float:
    """The memory of this process now, or at its most for VmHWM, in MiB."""
    for line in Path(f"/proc/{os.getpid()}/status").read_text().splitlines():
        if line.startswith(which):
            return int(line.split()[1]) / 1024
    return float("nan")


def main(folder: str, database: str, jobs: str) -> None:
    start = time.perf_counter()
    steps: list[tuple[int, float, float]] = []
    kept = lambda done: steps.append((done, time.perf_counter() - start, resident()))  # noqa: E731
    seed_database(
        Path(database), gather([Path(folder)], DEFAULT_LIMITS), lambda _: None, run=Run(jobs=int(jobs), kept=kept)
    )
    print(json.dumps({"steps": steps, "peak": resident("VmHWM")}))


if __name__ == "__main__":
    main(*sys.argv[1:])
