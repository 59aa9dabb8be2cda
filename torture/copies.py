"""Copies of a database that are taken while others import into it: each is to be whole, and of one moment."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

SEED = """
import sys
from pathlib import Path
from seed.load import Run, seed_database
from seed.sources import DEFAULT_LIMITS, gather
seed_database(Path(sys.argv[1]), gather([Path(sys.argv[2])], DEFAULT_LIMITS), lambda _: None, run=Run(batch=10))
"""
PAUSE = 0.05  # seconds between two copies


class Taken(NamedTuple):
    """How many copies were taken while the import ran, and what was wrong with any of them, or with the import."""

    copies: int
    failures: list[str]


def copies_while_importing(folder: Path, articles: int) -> Taken:
    """Imports generated articles in small batches, in another process, and copies the database again and again."""
    from bench.corpus import Corpus
    from db.backups import back_up
    from db.checks import check_database
    from db.errors import ExplorerError

    database, copy = folder / "imported.db", folder / "copy.db"
    sources = Corpus().write(folder / "imported", articles)
    importer = subprocess.Popen([sys.executable, "-c", SEED, str(database), str(sources)])
    taken, last, failures = 0, 0, []
    while importer.poll() is None:
        time.sleep(PAUSE)
        if not database.exists() or not database.stat().st_size:
            continue
        try:
            kept = back_up(database, copy, replace=True)
        except ExplorerError as error:
            if importer.poll() is None and taken:
                failures.append(f"copy {taken}: {error}")
            continue
        taken += 1
        faults = [f"{result.name}: {fault}" for result in check_database(copy) for fault in result.faults]
        failures += [f"copy {taken} of {kept.articles} articles: {fault}" for fault in faults[:1]]
        if kept.articles % 10 and kept.articles != articles:
            failures.append(f"copy {taken} has half a batch: {kept.articles} articles")
        if kept.articles < last:
            failures.append(f"copy {taken} has {kept.articles} articles, the one before had {last}")
        last = kept.articles
    if importer.returncode:
        failures.append(f"the import ended with status {importer.returncode}")
    return Taken(taken, failures)
