"""A second importer: it is told at once who is writing, and can write when they are gone."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from torture.places import PROGRAM, ROOT, surroundings
from torture.processes import ready

if TYPE_CHECKING:
    from pathlib import Path

QUICKLY = 3.0  # seconds in which a second importer is to be told
CLAIMS = "import sys; from db.locking import claim; held = claim(sys.argv[1]); print(1, flush=True); input()"
WRITES = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE"); print(1, flush=True); input()
"""


def second_importer(database: Path, foreign: bool = True) -> list[str]:
    """What is wrong with what a second importer is told of the first, ours, and if `foreign` of another program."""
    words = [*PROGRAM, "seed", "--db", str(database)]
    with ready([sys.executable, "-c", CLAIMS, str(database)], surroundings(), ROOT) as first:
        faults = _untold(words, rf"process {first.pid} \(.+ on .+\) is writing since \d\d:\d\d; try again", QUICKLY)
    if foreign:
        with ready([sys.executable, "-c", WRITES, str(database)], surroundings(), ROOT) as other:
            faults += _untold(words, rf"process {other.pid} \(.+\) is writing; try again", 3 * QUICKLY)
    if not faults and subprocess.run(words, capture_output=True, check=False, env=surroundings()).returncode:
        faults.append("when both were gone the database could not be written")
    return faults


def _untold(words: list[str], pattern: str, most: float) -> list[str]:
    begun_at = time.monotonic()
    ended = subprocess.run(words, capture_output=True, text=True, check=False, env=surroundings())
    seconds = time.monotonic() - begun_at
    lines = ended.stderr.splitlines()
    if ended.returncode == 3 and len(lines) == 1 and re.search(pattern, lines[0]) and seconds <= most:
        return []
    return [f"exit status {ended.returncode} after {seconds:.1f} s, and said: {ended.stderr.strip()!r}"]
