"""kill -9 in the middle of writing: at any moment of a long import, and at each single thing asked of the disk.

What is looked at after each kill, and after each import that went on to its end, stands in `Witness`.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from db.checks import check_database
from db.connection import open_reader
from db.errors import DatabaseError, MissingDatabaseError
from torture.contents import contents, differences, sources, whole_articles
from torture.figures import Figure, counted, timed
from torture.forks import descendants, run, start, still_there, wait
from torture.imports import Import, Read, raws_in
from torture.releases import Releases
from torture.stages import KINDS, disturbed, prepare_all
from torture.storage import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = "python -m torture kills"
ARTICLES = 5_000
BEFORE = 2_000  # of the first edition, which stand in the database when the import begins
KILLS = 200
BY_COMMAND = 0.1  # share of kills of the whole program, which reads for itself, in two processes
LONGEST = 2.0  # seconds from the start to the kill
OF_COMMAND = 5.0  # the same where it has to start and to read
WITHIN_BATCH = 0.6  # seconds; half of the kills wait for a journal first
GONE = 2.0  # seconds within which the processes that it started have to end by themselves
EVERY_WRITE, WRITES_TRIED = 10, 200
WHILE_READING = (3.0, 4.5, 6.0)  # seconds from the start to the kill; each file takes longer to read
SEED = 6


@dataclass(slots=True)
class Witness:
    """What must hold of a database while an import is killed again and again, whoever looks.

    `whole`: what is stored of each article by an import that nobody disturbed; `end`: all that it ends in; `order`:
    the places that it changes, in their order, with the version that each then has.
    """

    whole: dict[str, str]
    end: dict[str, str]
    order: list[tuple[str, int]]
    failures: list[str] = field(default_factory=list)

    def after_a_kill(self, path: Path, where: str, acknowledged: int) -> int:
        """The database opens, its pages and all that `explorer check` looks at are sound, each article is there wholly
        or not at all, articles came in their order, and what was acknowledged is there. How many came."""
        try:
            with closing(open_reader(path)) as connection:
                lines = [line for (line,) in connection.execute("PRAGMA integrity_check").fetchall()]
        except MissingDatabaseError:
            return self._nothing_came(where, acknowledged)
        except DatabaseError as error:
            self.failures.append(f"{where}: it does not open: {error}")
            return acknowledged
        self.failures += [f"{where}: integrity_check: {line}" for line in lines if line != "ok"]
        for result in check_database(path):
            self.failures += [f"{where}: check: {result.name}: {fault}" for fault in result.faults[:1]]
        halves = [content for content, digest in whole_articles(path).items() if self.whole.get(content) != digest]
        self.failures += [f"{where}: half an article: {content}" for content in halves[:1]]
        versions = sources(path)
        came = [versions.get(source, 0) >= version for source, version in self.order]
        count = sum(came)
        if not all(came[:count]):
            self.failures.append(f"{where}: {count} places came, but not the first {count}")
        if count < acknowledged:
            self.failures.append(f"{where}: {acknowledged} were acknowledged, {count} are there")
        return count

    def _nothing_came(self, where: str, acknowledged: int) -> int:
        if acknowledged:
            self.failures.append(f"{where}: {acknowledged} were acknowledged, and there is no database")
        return 0

    def at_the_end(self, path: Path, where: str) -> None:
        """It holds the same as after an import that nobody disturbed, and nothing lies beside it."""
        self.failures += [f"{where}: other content in {name}" for name in differences(path, self.end)[:3]]
        left = sorted(each.name for each in path.parent.iterdir() if each.name not in (path.name, "seen"))
        self.failures += [f"{where}: left behind: {name}" for name in left]


def in_full() -> Iterator[Figure]:
    read = Read()
    with tempfile.TemporaryDirectory() as folder:
        tried, failures, slowest = kill_imports(Path(folder), read, KILLS, ARTICLES, BEFORE, BY_COMMAND)
    yield counted(13, "kill -9 at random moments of an import of 5,000 articles", tried, failures, COMMAND, KILLS)
    yield timed(13, "processes that a killed import had started: gone within", slowest, GONE, COMMAND)
    with tempfile.TemporaryDirectory() as folder:
        tried, failures = kill_at_writes(Path(folder), read, EVERY_WRITE)
    what = f"kill -9 at every {EVERY_WRITE}th write, sync, new or deleted file of imports, upgrades and repairs"
    yield counted(13, what, tried, failures, COMMAND, WRITES_TRIED)
    with tempfile.TemporaryDirectory() as folder:
        slowest = kill_while_reading(Path(folder))
    yield timed(
        13, "processes of an import killed while they read what takes long: gone within", slowest, GONE, COMMAND
    )


def kill_imports(
    folder: Path, read: Read, kills: int, articles: int, before: int, by_command: float, longest: float = LONGEST
) -> tuple[int, list[str], float]:
    """Kills imports at random moments and lets each go on until it is done; then the next begins, every second one in a
    database that has the first edition already. How often it was killed, what went wrong, and the seconds that the
    longest lived of the processes lived that it had started."""
    dice = random.Random(SEED)
    made = Releases(read.lexicon)
    files = made.write(folder / "articles", before)
    read.take(raws_in(files))
    first, last = folder / "first.db", folder / "last.db"
    _undisturbed(Import(files, first, read))
    made.write(files, articles, edition=2)
    read.take(raws_in(files))
    shutil.copyfile(first, last)
    _undisturbed(Import(files, last, read))
    alone = folder / "alone.db"
    _undisturbed(Import(files, alone, read))
    witnesses = {
        True: Witness(whole_articles(last), contents(last), _order(first, last)),
        False: Witness(whole_articles(alone), contents(alone), _order(None, alone)),
    }
    killed, slowest, rounds = 0, 0.0, 0
    while killed < kills:
        is_later = rounds % 2 == 0
        database = folder / "killed" / "explorer.db"
        database.parent.mkdir()
        if is_later:
            shutil.copyfile(first, database)
        killing = _Killing(Import(files, database, read), witnesses[is_later], dice, by_command, longest)
        more, seconds = killing.until_done(f"import {rounds}", kills - killed)
        killed, slowest, rounds = killed + more, max(slowest, seconds), rounds + 1
        shutil.rmtree(database.parent)
    return killed, [fault for witness in witnesses.values() for fault in witness.failures], slowest


def _undisturbed(work: Import) -> None:
    ended = run(work)
    if ended.status:
        raise RuntimeError(f"an import that nobody disturbed failed: {ended.status} {ended.err}")


def _order(before: Path | None, after: Path) -> list[tuple[str, int]]:
    known = sources(before) if before else {}
    return sorted((source, version) for source, version in sources(after).items() if known.get(source) != version)


@dataclass(slots=True)
class _Killing:
    work: Import
    witness: Witness
    dice: random.Random
    by_command: float
    longest: float

    def until_done(self, name: str, most: int) -> tuple[int, float]:
        """Starts the import again and again, killing it, until it ends by itself or was killed so often; then it is
        let go on to its end. How often it was killed, and how long its processes lived on."""
        database, killed, slowest, came = self.work.database, 0, 0.0, 0
        is_done = False
        while not is_done and killed < most:
            where = f"{name}, kill {killed} (seed {SEED})"
            is_done, acknowledged, seconds = self._started(came)
            slowest = max(slowest, seconds)
            if not is_done:
                killed += 1
                seen = self._seen()
                came = self.witness.after_a_kill(seen, where, max(came, acknowledged))
        ended = run(self.work)
        if ended.status:
            self.witness.failures.append(f"{name}: the next run fails: {ended.status} {ended.err}")
        self.witness.at_the_end(database, f"{name}, done")
        self.witness.after_a_kill(database, f"{name}, done", len(self.witness.order))
        return killed, slowest

    def _seen(self) -> Path:
        """What a reader looks at: the file itself, or a copy, so that the next run meets what was left half written."""
        database = self.work.database
        if self.dice.random() < 0.5:
            return database
        seen = database.parent / "seen" / database.name
        seen.parent.mkdir(exist_ok=True)
        for each in seen.parent.iterdir():
            each.unlink()
        for each in (database, _journal(database)):
            with suppress(FileNotFoundError):
                shutil.copyfile(each, seen.with_name(each.name))
        return seen

    def _started(self, came: int) -> tuple[bool, int, float]:
        """Starts it once and kills it: whether it ended before, what it acknowledged, how long its processes lived."""
        is_command = self.dice.random() < self.by_command
        delay = self.dice.uniform(0.0, OF_COMMAND if is_command else self.longest)
        waits_for_batch, is_group = self.dice.random() < 0.5, self.dice.random() < 0.5
        receives, sends = os.pipe()
        whole = partial(_whole_program, self.work.database, self.work.folder)
        pid = start(whole if is_command else lambda: self.work(sends))
        os.close(sends)
        status, seconds = self._killed(pid, delay, waits_for_batch, is_group)
        with open(receives) as lines:  # noqa: PTH123
            said = [int(line) for line in lines]
        done = self._changed(said[-1]) if said else 0
        if status >= 0:
            if status:
                self.witness.failures.append(f"it ended by itself with {status}")
            return True, done, seconds
        return False, max(came, done), seconds

    def _changed(self, sources_done: int) -> int:
        """How many places the first sources of the folder change."""
        names = sorted(each.name for each in self.work.folder.iterdir())[:sources_done]
        last = f"{self.work.folder}/{names[-1]}" if names else ""
        return sum(source <= last for source, _ in self.witness.order)

    def _killed(self, pid: int, delay: float, waits_for_batch: bool, is_group: bool) -> tuple[int, float]:
        due = time.monotonic() + delay
        while time.monotonic() < due and not _is_over(pid):
            if waits_for_batch and _journal(self.work.database).exists():
                time.sleep(self.dice.uniform(0.0, WITHIN_BATCH))
                break
            time.sleep(0.002)
        started = descendants(pid)
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL) if is_group else os.kill(pid, signal.SIGKILL)
        return wait(pid)[0], _outlived(started)


def _outlived(started: dict[int, str]) -> float:
    """The seconds until processes have ended by themselves; those that do not are ended."""
    begun = time.monotonic()
    while still_there(started) and time.monotonic() < begun + 10 * GONE:
        time.sleep(0.01)
    for left in still_there(started):
        os.kill(left, signal.SIGKILL)
    return time.monotonic() - begun


def _whole_program(database: Path, folder: Path) -> int:
    words = ["-m", "explorer", "seed", "--jobs", "2", "--db", str(database), str(folder)]
    os.execv(sys.executable, [sys.executable, *words])


def _is_over(pid: int) -> bool:
    """Whether a process of ours has ended; it is not taken leave of yet."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _journal(database: Path) -> Path:
    return database.with_name(f"{database.name}-journal")


def kill_at_writes(
    folder: Path, read: Read, every: int, first_at: int = 1, kinds: tuple[str, ...] = KINDS
) -> tuple[int, list[str]]:
    """Kills imports, upgrades and repairs at the first thing that each asks of the disk, at the one so many after it,
    and so on until it gets through. How often they were killed, and what went wrong."""
    tried = 0
    failures: list[str] = []
    for name, stage in prepare_all(folder, read, kinds):
        at = first_at
        while True:
            told, found = disturbed(stage, Fault(at, "kill"))
            if not told:
                break
            tried += 1
            failures += [f"{name}, {told}: {each}" for each in found]
            at += every
    return tried, failures


def kill_while_reading(folder: Path) -> float:
    """Kills imports whose processes read files that take long, web pages in a parser's process and texts in a reader's;
    the seconds that the longest lived of them lived on."""
    articles = folder / "articles"
    articles.mkdir()
    page = "<html><body><p " + " ".join(f"a{number}=1" for number in range(60_000)) + ">text</p>"
    text = "INTERPOL and Europol signed a memorandum of understanding on 3 May 2014. " * 30_000
    for number in range(20):
        (articles / f"{number:02}.html").write_text(page)
        (articles / f"{number:02}.txt").write_text(f"Note {number}. {text}")
    slowest = 0.0
    for seconds in WHILE_READING:
        pid = start(partial(_whole_program, folder / "explorer.db", articles))
        time.sleep(seconds)
        started = descendants(pid)
        os.kill(pid, signal.SIGKILL)
        wait(pid)
        if not started:
            raise RuntimeError(f"an import had started no process within {seconds} s")
        slowest = max(slowest, _outlived(started))
    return slowest
