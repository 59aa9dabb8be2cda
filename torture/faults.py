"""Disks that fail: at each single thing asked of them, for writers and for readers; that are full, read-only or gone.

After each failure: one line, the exit status of a database that can't be used, the database as it was after a whole
batch, nothing beside it; and the same command, with the disk mended, ends in the same content as if nothing had been.
"""

from __future__ import annotations

import random
import re
import shutil
import tempfile
from bisect import bisect
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from db.checks import check_database
from db.connection import open_reader
from db.errors import DatabaseError, MissingDatabaseError
from torture.contents import contents, differences
from torture.figures import Figure, counted
from torture.forks import Ended, command, run
from torture.imports import Import, Read, batched, raws_in
from torture.releases import Releases
from torture.storage import Fault, How, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COMMAND = "python -m torture faults"
REFUSED = 3  # exit status of a database that can't be used
HOWS: tuple[How, ...] = ("EIO", "ENOSPC", "EDQUOT", "torn", "late")
BATCH = 8
BATCHES = 2
READ: tuple[Kind, ...] = ("read",)
QUESTIONS = (
    ("search",), ("search", "memorandum"), ("search", "--json", "is:signed"), ("orgs",), ("articles",),
    ("show", "{}"), ("show", "--json", "{}"), ("check",), ("check", "--json"), ("seed", "{articles}"),
    ("--lines",),
)  # fmt: skip
KEPT = re.compile(r"the first ([0-9,]+) are kept")
SEED = 6


def in_full() -> Iterator[Figure]:
    read = Read()
    with tempfile.TemporaryDirectory() as folder:
        tried, failures = fail_writes(Path(folder), read)
    what = "the n-th write, sync, truncation, new or deleted file fails, n = 1 until the import is through"
    yield counted(14, what, tried, failures, COMMAND, 300)
    with tempfile.TemporaryDirectory() as folder:
        tried, failures = fail_reads(Path(folder), read)
    yield counted(14, "the n-th read fails, for each command", tried, failures, COMMAND, 100)


@dataclass(frozen=True, slots=True)
class Stage:
    """An import of a few articles, what the database holds before it and after each of its batches, how many places
    are then done with, and the database that it ends in."""

    folder: Path
    articles: Path
    read: Read
    base: Path | None
    states: tuple[dict[str, str], ...]
    kept: tuple[int, ...]
    whole: Path

    def put(self, name: str) -> Path:
        """The database as it is before the import, in a folder of its own."""
        database = self.folder / name / "explorer.db"
        database.parent.mkdir()
        if self.base:
            shutil.copyfile(self.base, database)
        return database

    def command(self, database: Path) -> Callable[[], int]:
        """The command that imports."""
        return batched(command("seed", "--jobs", "1", "--db", database, self.articles), BATCH, self.read)

    def state_of(self, database: Path) -> int:
        """How many batches it holds; -1 for none of these states. Raises DatabaseError."""
        try:
            open_reader(database).close()
        except MissingDatabaseError:
            return 0
        found = contents(database)
        return self.states.index(found) if found in self.states else -1


def prepare(folder: Path, read: Read, has_base: bool, batches: int = BATCHES) -> Stage:
    """The stage of an import into a new database, or into one that has the first edition of its articles."""
    folder.mkdir(exist_ok=True)
    made = Releases(read.lexicon)
    files = made.write(folder / "articles", BATCH)
    read.take(raws_in(files))
    base = folder / "base.db" if has_base else None
    if base:
        _well(run(Import(files, base, read)))
    made.write(files, BATCH * (batches + 1), edition=2)
    read.take(raws_in(files))
    database = folder / "whole.db"
    if base:
        shutil.copyfile(base, database)
    states, kept = [contents(base) if base else {}], [0]
    while True:
        ended = run(partial(Import(files, database, read, BATCH, most=1), 1))
        if contents(database) == states[-1]:
            return Stage(folder, files, read, base, tuple(states), tuple(kept), database)
        states.append(contents(database))
        kept.append(int(ended.out.split()[-1]))


def _well(ended: Ended) -> Ended:
    if ended.status:
        raise RuntimeError(f"what nobody disturbed failed: {ended}")
    return ended


def fail_writes(folder: Path, read: Read, every: int = 1, first_at: int = 1, seed: int = SEED) -> tuple[int, list[str]]:
    """Fails each thing that an import asks of the disk to write, one in `every`, once or from then on. How often it
    failed, and what went wrong."""
    dice = random.Random(seed)
    tried = 0
    failures: list[str] = []
    for has_base in (True, False):
        stage = prepare(folder / ("later" if has_base else "first"), read, has_base)
        at = first_at
        while True:
            fault = Fault(at, dice.choice(HOWS), lasts=dice.random() < 0.5)
            found = _failed_write(stage, fault)
            if found is None:
                break
            tried += 1
            failures += [f"{'later' if has_base else 'first'} import, {fault}: {each}" for each in found]
            at += every
    return tried, failures


def _failed_write(stage: Stage, fault: Fault) -> list[str] | None:
    """What went wrong after a failure; None when the import never came so far."""
    database = stage.put("failing")
    work = stage.command(database)
    ended = run(work, fault)
    try:
        if not ended.told:
            return None
        failures = told_wrong(ended, allows=(0,))
        failures += state_wrong(stage, database, ended, fault)
        again = run(work)
        if again.status:
            failures.append(f"the next run fails with {again.status}: {again.err.strip()}")
        elif stage.state_of(database) != len(stage.states) - 1:
            failures.append(f"the next run ends in other content: {differences(database, stage.states[-1])}")
        failures += [f"check: {r.name}: {r.faults[0]}" for r in check_database(database) if r.faults]
        return [f"{ended.told}: {failure}" for failure in failures + lying_about(database)]
    finally:
        shutil.rmtree(database.parent)


def told_wrong(ended: Ended, allows: tuple[int, ...] = ()) -> list[str]:
    """What is wrong with what a command said of a database that it can't use."""
    if ended.is_late:
        return ["it hangs"]
    if ended.status in allows:
        return []
    lines = ended.err.splitlines()
    failures = [] if ended.status == REFUSED else [f"exit status {ended.status}"]
    if len(lines) != 1 or not lines[0].startswith("explorer: ") or "Traceback" in ended.out + ended.err:
        failures.append(f"not one line: {ended.err!r}")
    elif "should not be" in ended.err or "SQLite database" in ended.err or "damaged" in ended.err:
        failures.append(f"not the right line: {ended.err!r}")
    return failures


def state_wrong(stage: Stage, database: Path, ended: Ended, fault: Fault) -> list[str]:
    """What is wrong with the database after a failure: it may hold whole batches, and has all that were said to be
    kept. What came of the batch in hand is not known where its very end failed."""
    left = [] if fault.lasts else lying_about(database)
    try:
        state = stage.state_of(database)
    except DatabaseError as error:
        return [*left, f"it does not open: {error}"]
    kept = KEPT.search(ended.err)
    said = bisect(stage.kept, int(kept[1].replace(",", ""))) - 1 if kept else 0
    if ended.status == 0:
        said = len(stage.states) - 1
    if state < 0:
        return [*left, f"it holds half a batch: {differences(database, stage.states[said])}"]
    if state < said or state > said + 1:
        left.append(f"{said} batches were said to be kept, {state} are there")
    return left


def lying_about(database: Path) -> list[str]:
    left = sorted(each.name for each in database.parent.iterdir() if each != database)
    if database.exists() and database.stat().st_size == 0:
        left.append(f"{database.name}, empty")
    return [f"left behind: {name}" for name in left]


def fail_reads(
    folder: Path, read: Read, every: int = 1, questions: tuple[tuple[str, ...], ...] = QUESTIONS
) -> tuple[int, list[str]]:
    """Fails each read of each command, one in `every`, once or from then on. How often it failed, and what went wrong:
    it is told, or what is printed is the same as ever."""
    stage = prepare(folder / "reading", read, has_base=True)
    assert stage.base
    with closing(open_reader(stage.base)) as connection:
        number = connection.execute("SELECT id FROM agreements ORDER BY key").fetchone()[0]
    before = stage.base.read_bytes()
    tried = 0
    failures: list[str] = []
    for words in questions:
        line = [word.format(number, articles=stage.articles) for word in words]
        database = stage.put("seeding") if "seed" in words else stage.base
        work = batched(command(*line, "--db", database), BATCH, stage.read)
        usual = None if "seed" in words else run(work)
        at = 1
        while True:
            fault = Fault(at, "EIO", lasts=tried % 2 == 0, kinds=READ)
            ended = run(work, fault)
            if not ended.told:
                break
            tried += 1
            where = f"{' '.join(words)}, read {at} ({ended.told}) fails"
            if ended.status == 0 and usual is None:
                shutil.copyfile(stage.base, database)  # what could not be undone was undone at the next step
            elif usual is not None and replace(ended, told="", calls=0) == usual:
                pass  # it was asked again
            elif "check" not in words or not _is_told_by_check(ended):
                failures += [f"{where}: {each}" for each in told_wrong(ended)]
            at += every
        if stage.base.read_bytes() != before:
            failures.append(f"{' '.join(words)}: the file was changed")
    return tried, failures


def _is_told_by_check(ended: Ended) -> bool:
    """Whether `explorer check` names what it could not read among what it found wrong."""
    has_faults = " wrong" in ended.out or '"faults": [\n' in ended.out
    return ended.status == REFUSED and has_faults and "Traceback" not in ended.err
