"""One file, shared: readers beside an importer, readers that were stopped, and a second importer."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.corpus import Corpus
from torture.dropped import left_behind
from torture.figures import Figure, counted, timed
from torture.places import PROGRAM, ROOT, surroundings
from torture.second import second_importer

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = "python -m torture sharing"
FIRST = 1_000  # articles that are there when others begin to read
FEW = 3_000  # that take longer to read than a session lasts here
MANY = 1_000_000  # more than are read in any time that is given here
MINUTE = 60.0
STOPS = 100
SELDOM = 2.0  # seconds between two commands
PATIENCE = 60.0  # seconds until all readers are ready
FAST, PATIENT = 0.25, 1.0  # seconds that one may wait: of 4 readers, of 20
GROWTH = 1.5
ORDERS = (", oldest", ", by title", ", by kind", ", by sources", ", newest")
UNREAD = ("Waiting", "trying again", "failed", "damaged", "in use")


class Crowd(NamedTuple):
    """Who reads: processes that ask, commands one after the other, and explorers in a terminal."""

    askers: int
    commands: int = 0
    screens: int = 0


@dataclass(slots=True)
class Seen:
    """What came of readers beside an importer."""

    asked: int = 0
    slowest: float = 0.0
    who: str = ""
    faults: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    kept: int = 0

    def take(self, who: str, asked: int, slowest: float, faults: list[str]) -> None:
        """Adds what one reader saw."""
        self.asked += asked
        self.slowest, self.who = max((self.slowest, self.who), (slowest, who))
        self.faults += [f"{who}: {fault}" for fault in faults]


class Import:
    """An importer in a process of its own; `kept` and `waits` are what it says, `lost` what it should not have."""

    def __init__(self, database: Path, first: int, count: int, seconds: float) -> None:
        self._database, self._before = database, articles_in(database)
        command = [sys.executable, "-m", "torture.importing", str(database), str(first), str(count), str(seconds)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings(), cwd=ROOT)
        self.lines: list[str] = []
        self._heard = threading.Thread(target=self._hear, daemon=True)
        self._heard.start()

    def _hear(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.strip())

    @property
    def kept(self) -> int:
        """How many articles it said were kept."""
        return max((int(line.split()[1]) for line in self.lines if line.startswith("kept ")), default=0)

    def lost(self) -> list[str]:
        """Waits for its end; what of it was refused, and what it said was kept and is not there."""
        status = self.process.wait()
        self._heard.join()
        lost = [line for line in self.lines if line.startswith("failed")]
        if status and not lost:
            lost.append(f"the importer ended with {status}")
        stored = articles_in(self._database) - self._before
        return lost if stored == self.kept else [*lost, f"{self.kept} articles were kept, {stored} are there"]


def in_full() -> Iterator[Figure]:
    """Minutes of readers and an importer: 4, then 20; stopped ones; a second importer."""
    with tempfile.TemporaryDirectory() as folder:
        base = begun(Path(folder))
        seen = beside(copied(base, "four"), Crowd(4), MINUTE)
        yield from _figures(seen, "4 readers", FAST)
        seen = beside(copied(base, "twenty"), Crowd(14, 4, 2), MINUTE)
        yield from _figures(seen, "20 readers, of them 4 commands again and again and 2 explorers", PATIENT)
        yield from _figures_of_stops(copied(base, "stopped"), copied(base, "calm"))
        left = list(left_behind(copied(base, "dropped"), Corpus().write(Path(folder) / "articles", FEW)))
        faults = [f"{how}: {what}" for how, what in left if what]
        yield counted(25, "dropped sessions: locks or processes left on the database", len(left), faults, COMMAND, 7)
        faults = second_importer(copied(base, "second"))
        yield counted(0, "second importers: not told at once who is writing", 2, faults, COMMAND)


def _figures(seen: Seen, who: str, most: float) -> Iterator[Figure]:
    what = f"answers to {who} beside an import for {MINUTE:g} s: failed, or mixed from two states"
    yield counted(11, what, seen.asked, seen.faults, COMMAND, at_least=1_000 if who.startswith("20") else 400)
    yield timed(11, f"the slowest answer to {who} beside an import, to {seen.who}", seen.slowest, most, COMMAND)
    yield counted(11, f"articles that an import beside {who} said it kept: lost", seen.kept, seen.lost, COMMAND)


def _figures_of_stops(database: Path, calm: Path) -> Iterator[Figure]:
    seen = stopped(database, calm, MINUTE, STOPS)
    yield counted(
        12, "importers beside readers that were stopped: batches refused, articles lost", seen.kept, seen.lost, COMMAND
    )
    yield counted(12, "searches stopped at a moment and continued: failed", seen.asked, seen.faults, COMMAND, STOPS)
    growth = f"{seen.slowest:.2f} times"
    what = f"an explorer stopped for {MINUTE:g} s of import: the largest journal, by that without it"
    yield Figure(12, what, growth, f"<= {GROWTH:g} times", 0 < seen.slowest <= GROWTH, COMMAND)


def begun(folder: Path) -> Path:
    """A database of some made-up articles."""
    from seed.load import seed_database
    from torture.importing import made_up

    path = folder / "begun.db"
    seed_database(path, made_up(0, FIRST), lambda _: None)
    return path


def copied(database: Path, name: str) -> Path:
    """Another file of the same content."""
    return Path(shutil.copyfile(database, database.with_name(f"{name}.db")))


def articles_in(database: Path) -> int:
    """How many articles a database has, asked of SQLite itself."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=MINUTE)) as connection:
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def beside(database: Path, crowd: Crowd, seconds: float, articles: int | None = None) -> Seen:
    """Readers, and when all are ready an importer, for so long; the importer until it has read so many articles, if any
    are said."""
    seen = Seen()
    ready = threading.Barrier(sum(crowd) + 1, timeout=PATIENCE)
    doings = (_ask, _search, _look)
    readers = [
        threading.Thread(target=doing, args=(database, seconds, ready, seen, number), daemon=True)
        for doing, count in zip(doings, crowd, strict=True)
        for number in range(count)
    ]
    for reader in reversed(readers):  # those in a terminal first: it is a process that forks
        reader.start()
    try:
        ready.wait()
        importer = Import(database, FIRST, articles or MANY, PATIENCE if articles else seconds)
    except threading.BrokenBarrierError:
        seen.faults.append(f"not every reader was ready within {PATIENCE:g} s")
        return seen
    for reader in readers:
        reader.join()
    seen.lost += importer.lost()
    seen.kept = importer.kept
    return seen


def _ask(database: Path, seconds: float, ready: threading.Barrier, seen: Seen, seed: int) -> None:
    """A process that asks one question after the other."""
    command = [sys.executable, "-m", "torture.reading", str(database), str(seconds), str(seed)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings(), cwd=ROOT
    ) as asker:
        assert asker.stdout is not None
        asker.stdout.readline()
        ready.wait()
        out, err = asker.communicate(b"go\n")
    try:
        said = json.loads(out)
    except ValueError:
        seen.faults.append(f"reader {seed} ended with {asker.returncode}: {err.decode()[-300:]}")
    else:
        seen.take(f"reader {seed}", said["asked"], said["slowest"], said["faults"])


def _search(database: Path, seconds: float, ready: threading.Barrier, seen: Seen, _: int) -> None:
    """One command after the other. What a start takes without waiting for anybody is what the quickest took."""
    times, faults = [], []
    ready.wait()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        begun_at = time.monotonic()
        ended = subprocess.run(_searching(database), capture_output=True, text=True, check=False, env=surroundings())
        times.append(time.monotonic() - begun_at)
        if ended.returncode or not ended.stdout:
            faults.append(f"it ended with {ended.returncode}: {ended.stderr.strip()}")
        time.sleep(SELDOM)
    seen.take("a search", len(times), max(times, default=0) - min(times, default=0), faults)


def _look(database: Path, seconds: float, ready: threading.Barrier, seen: Seen, _: int) -> None:
    """An explorer in a terminal, in which the order of the list is changed again and again."""
    from torture.terminal import Terminal

    slowest, asked, faults = 0.0, 0, []
    with Terminal([*PROGRAM, "browse", "--db", str(database)], 120, 30, surroundings()) as terminal:
        if not terminal.wait_for("newest"):
            faults.append("it shows no list")
        terminal.settle()
        ready.wait()
        end = time.monotonic() + seconds
        while time.monotonic() < end and not faults:
            begun_at = time.monotonic()
            terminal.send(b"s")
            order = ORDERS[asked % len(ORDERS)]
            if not terminal.wait_for(order, 10 * PATIENT):
                faults.append(f"it does not show the order{order}")
            slowest = max(slowest, time.monotonic() - begun_at)
            asked += 1
            terminal.settle(0.5, 2.0)
            shown = "\n".join(terminal.lines)
            faults += [f"it says: {words}" for words in UNREAD if words in shown]
    seen.take("an explorer", asked, slowest, faults)


def _searching(database: Path) -> list[str]:
    return [*PROGRAM, "search", "--db", str(database), "--json", "--limit", "5", "interpol"]


def stopped(database: Path, calm: Path, seconds: float, stops: int) -> Seen:
    """An explorer that is stopped while one imports, searches that are stopped at some moment and go on, and the same
    import into another database without them. `slowest` is how many times as large the journal became."""
    from torture.terminal import Terminal

    seen = Seen()
    with Terminal([*PROGRAM, "browse", "--db", str(database)], 120, 30, surroundings()) as terminal:
        terminal.wait_for("newest")
        terminal.send(b"s")
        time.sleep(random.Random(1).uniform(0, 0.05))
        os.kill(terminal.pid, signal.SIGSTOP)
        imports = [Import(path, FIRST, MANY, seconds) for path in (database, calm)]
        largest = [Largest(path, imported.process) for path, imported in zip((database, calm), imports, strict=True)]
        _stop_searches(database, stops, seconds, seen)
        for imported in imports:
            seen.lost += imported.lost()
        seen.kept = imports[0].kept
        sizes = [each.size() for each in largest]
        seen.slowest = sizes[0] / sizes[1] if sizes[1] else 0.0
        os.kill(terminal.pid, signal.SIGCONT)
        if not terminal.wait_for(ORDERS[0]):
            seen.faults.append("the explorer that was stopped does not show its list")
    return seen


class Largest:
    """How large the journal of a database becomes while a process lives."""

    def __init__(self, database: Path, process: subprocess.Popen[str]) -> None:
        self._journal, self._process, self._size = f"{database}-journal", process, 0
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while self._process.poll() is None:
            with suppress(OSError):
                self._size = max(self._size, os.stat(self._journal).st_size)  # noqa: PTH116
            time.sleep(0.005)

    def size(self) -> int:
        """In bytes, once the process has ended."""
        self._thread.join()
        return self._size


def _stop_searches(database: Path, stops: int, seconds: float, seen: Seen) -> None:
    """Searches, each stopped after some time, for a while, and continued."""
    dice = random.Random(2)
    end = time.monotonic() + seconds
    for number in range(stops):
        search = subprocess.Popen(
            _searching(database), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=surroundings()
        )
        after = dice.uniform(0, 0.25)
        time.sleep(after)
        search.send_signal(signal.SIGSTOP)
        time.sleep(dice.uniform(0.05, seconds / stops / 2))
        search.send_signal(signal.SIGCONT)
        err = search.communicate()[1]
        if search.returncode:
            seen.faults.append(
                f"search {number}, stopped after {after:.3f} s, ended with {search.returncode}: {err.strip()}"
            )
        seen.asked += 1
        if time.monotonic() > end + seconds and number + 1 < stops:
            seen.faults.append(f"only {number + 1} searches could be stopped in {2 * seconds:g} s")
            break
