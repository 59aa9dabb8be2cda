"""Disks that fail: at each single thing asked of them, for writers and for readers; that are full, read-only or gone.

After each failure: one line, the exit status of a database that can't be used, the database as it was after a whole
transaction, nothing beside it; and the same command, with the disk mended, ends in the same content as if nothing had
been.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from db.connection import open_reader
from torture.apart import lacking
from torture.disks import fail_places, fail_temporary
from torture.figures import Figure, counted
from torture.forks import Ended, command, run
from torture.imports import Read, batched
from torture.stages import BATCH, KINDS, REFUSED, Stage, disturbed, prepare_all, prepare_import, told_wrong
from torture.storage import Fault, How, Kind, UnreachableError, library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COMMAND = "python -m torture faults"
HOWS: tuple[How, ...] = ("EIO", "ENOSPC", "EDQUOT", "torn", "late")
READ: tuple[Kind, ...] = ("read",)
QUESTIONS = (
    ("search",), ("search", "memorandum"), ("search", "--json", "status:signed"), ("orgs",), ("articles",),
    ("show", "{}"), ("show", "--json", "{}"), ("check",), ("check", "--json"), ("seed", "{articles}"),
    ("--lines",),
)  # fmt: skip
WRITES_TRIED, OTHERS_TRIED, READS_TRIED, PLACES_TRIED, TEMPORARY_TRIED = 300, 100, 100, 15, 9
EVERY_READ = 4
EVERY_WRITE_OF_OTHERS = 8
EVERY_READ_OF_SCREEN = 3
KEYS = ("down", "enter", "escape", "o")
ON_SCREEN = ("can't be read", "can't be searched", "trying again")
SEED = 6


def in_full() -> Iterator[Figure]:
    read = Read()
    with tempfile.TemporaryDirectory() as folder:
        try:
            library()
            yield from _calls_that_fail(Path(folder), read)
        except UnreachableError as error:
            yield counted(14, "calls of the disk that fail", 0, [str(error)], COMMAND, WRITES_TRIED)
    with tempfile.TemporaryDirectory() as folder:
        yield from _places_that_fail(Path(folder), read)


def _calls_that_fail(folder: Path, read: Read) -> Iterator[Figure]:
    tried, failures = fail_writes(folder, read, kinds=KINDS[:1])
    what = "the n-th write, sync, truncation, new or deleted file fails, n = 1, 2, 3 ... until an import is through"
    yield counted(14, what, tried, failures, COMMAND, WRITES_TRIED)
    tried, failures = fail_writes(folder, read, EVERY_WRITE_OF_OTHERS, kinds=KINDS[1:])
    what = f"the same for first imports, upgrades and repairs, every {EVERY_WRITE_OF_OTHERS}th of them"
    yield counted(14, what, tried, failures, COMMAND, OTHERS_TRIED)
    tried, failures = fail_reads(folder, read, EVERY_READ)
    more, of_screen = fail_reads_of_screen(folder, read, EVERY_READ_OF_SCREEN)
    what = "the n-th read of a command or of the screen fails"
    yield counted(14, what, tried + more, failures + of_screen, COMMAND, READS_TRIED)


def _places_that_fail(folder: Path, read: Read) -> Iterator[Figure]:
    lacks = lacking()
    tried, failures = (0, [lacks]) if lacks else fail_places(folder, read)
    what = "imports on disks that are full, limited, read-only, moved or gone"
    yield counted(15, what, tried, failures, COMMAND, PLACES_TRIED)
    tried, failures = (0, [lacks]) if lacks else fail_temporary(folder, read)
    what = "imports, upgrades and checks with the folder of temporary files full, read-only or none"
    yield counted(15, what, tried, failures, COMMAND, TEMPORARY_TRIED)


def fail_writes(
    folder: Path, read: Read, every: int = 1, first_at: int = 1, kinds: tuple[str, ...] = KINDS
) -> tuple[int, list[str]]:
    """Fails each thing that imports, upgrades and repairs ask of the disk to write, one in `every`, once or from then
    on. How often it failed, and what went wrong."""
    dice = random.Random(SEED)
    tried = 0
    failures: list[str] = []
    for name, stage in prepare_all(folder, read, kinds):
        at = first_at
        while True:
            fault = Fault(at, dice.choice(HOWS), lasts=dice.random() < 0.5)
            told, found = disturbed(stage, fault)
            if not told:
                break
            tried += 1
            lasts = " and all that follow" if fault.lasts else ""
            failures += [f"{name}, {fault.how} at {at} ({told}){lasts}: {each}" for each in found]
            at += every
    return tried, failures


def fail_reads(
    folder: Path, read: Read, every: int = 1, questions: tuple[tuple[str, ...], ...] = QUESTIONS
) -> tuple[int, list[str]]:
    """Fails each read of each command, one in `every`, once or from then on. How often it failed, and what went wrong:
    it is told, or what is printed is the same as ever."""
    stage = prepare_import(folder / "reading", read, has_base=True)
    assert stage.base
    with closing(open_reader(stage.base)) as connection:
        number = connection.execute("SELECT id FROM agreements ORDER BY key").fetchone()[0]
    before = stage.base.read_bytes()
    tried = 0
    failures: list[str] = []
    for words in questions:
        more, found = _fail_reads_of(stage, words, number, every)
        tried += more
        failures += found
        if stage.base.read_bytes() != before:
            failures.append(f"{' '.join(words)}: the file was changed")
    return tried, failures


def _fail_reads_of(stage: Stage, words: tuple[str, ...], number: str, every: int) -> tuple[int, list[str]]:
    assert stage.base
    line = [word.format(number, articles=stage.folder / "articles") for word in words]
    database = stage.put("seeding") if "seed" in words else stage.base
    work = batched(command(*line, "--db", database), BATCH, stage.read)
    usual = None if "seed" in words else run(work)
    tried = 0
    failures: list[str] = []
    for where, ended in _with_failing_reads(work, " ".join(words), every):
        tried += 1
        if ended.status == 0 and usual is None:
            shutil.copyfile(stage.base, database)  # what could not be undone was undone at the next step
        elif usual is not None and replace(ended, told="", calls=0) == usual:
            pass  # it was asked again
        elif words == ("--lines",) and ended.status == 0 and "can't be read" in ended.out:
            pass  # a line of the conversation, which goes on
        elif "check" not in words or not _is_told_by_check(ended):
            failures += [f"{where}: {each}" for each in told_wrong(ended)]
    return tried, failures


def _with_failing_reads(work: Callable[[], int], name: str, every: int) -> Iterator[tuple[str, Ended]]:
    """Work of which one read fails, in turn from then on or once, until it has no further; in words, and its end."""
    lasts = True
    for at in count(1, every):
        ended = run(work, Fault(at, "EIO", lasts=lasts, kinds=READ))
        if not ended.told:
            return
        yield f"{name}, read {at} ({ended.told}) fails", ended
        lasts = not lasts


def fail_reads_of_screen(folder: Path, read: Read, every: int) -> tuple[int, list[str]]:
    """Fails reads while the explorer is used, one in `every`, once or from then on. How often it failed, and what went
    wrong: it is told in a line instead of the screen, or on it, or all that is shown is the same as ever."""
    from torture.headless import screen

    stage = prepare_import(folder / "screen", read, has_base=True)
    door = screen("", KEYS)

    def work() -> int:
        assert stage.base
        status, out, err = door(stage.base)
        print(out)
        sys.stderr.write(err)
        return status

    usual = run(work)
    tried = 0
    failures: list[str] = []
    for where, ended in _with_failing_reads(work, "the screen", every):
        tried += 1
        if ended.status == REFUSED:
            failures += [f"{where}: {each}" for each in told_wrong(ended)]
        elif ended.status or not (ended.out == usual.out or any(sign in ended.out for sign in ON_SCREEN)):
            failures.append(f"{where}: {ended.status} {ended.err[:300]} {ended.out[-600:]}")
    return tried, failures


def _is_told_by_check(ended: Ended) -> bool:
    """Whether `explorer check` names what it could not read among what it found wrong."""
    has_faults = " wrong" in ended.out or '"faults": [\n' in ended.out
    return ended.status == REFUSED and has_faults and "Traceback" not in ended.err
