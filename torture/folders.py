"""Folders of hostile files and of things that only look like files, imported by the program itself."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from db.catalogue import Catalogue
from db.query import Query
from seed.readers.opening import open_source
from seed.readers.parser import Parser
from seed.sources import DEFAULT_LIMITS, RawArticle, Skipped, read_file
from torture.processes import most_memory, processor_seconds
from torture.stalling_files import HONEST, KINDS, SECRET, files

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MOST_SECONDS = 10.0  # of the processor, for one file
BUSY = 4  # times that, where others keep the machine busy
MOST_MEMORY = 512_000_000  # bytes, of one process
SPECIAL = ("pipe.txt", "device.txt", "socket.txt", "loop", "self.txt", "outside.txt")
NEIGHBOURS = 5
PATIENCE = 300.0
SOME_NOT_READ, NOTHING_READ = 1, 3  # exit statuses


class Outcome(NamedTuple):
    """How many were tried, what went wrong in words, the longest of one in seconds with its name, and the most memory
    that a process needed, in bytes."""

    tried: int
    failures: list[str]
    slowest: tuple[float, str]
    memory: int


def import_hostile(folder: Path, kinds: Collection[str] = KINDS) -> Outcome:
    """Reads each hostile file by itself, and then the folder of them all with honest ones among them."""
    secret = folder / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    inside = folder / "in"
    inside.mkdir()
    made = files(str(secret), kinds)
    for name, data in made.items():
        (inside / name).write_bytes(data)
    honest = _neighbours(inside)
    failures, slowest = _each(sorted(made), inside)
    database = folder / "hostile.db"
    ended, memory = _seeded(database, [inside], PATIENCE)
    failures += ended + _kept(database, honest, inside)
    if memory > MOST_MEMORY:
        failures.append(f"a process of the import needed {memory // 1_000_000} MB")
    return Outcome(len(made), failures, slowest, memory)


def _each(names: Sequence[str], folder: Path) -> tuple[list[str], tuple[float, str]]:
    """Which take too long, or end otherwise than with articles or a reason; and the slowest."""
    failures, slowest = [], (0.0, "")
    with Parser(DEFAULT_LIMITS) as parser:
        for name in names:
            begun, used = time.monotonic(), processor_seconds()
            try:
                for raw in read_file(folder / name, DEFAULT_LIMITS):
                    for found in open_source(raw, DEFAULT_LIMITS, parser) if isinstance(raw, RawArticle) else [raw]:
                        told = f"{found.source} {found.reason}" if isinstance(found, Skipped) else found.source
                        if not told.isprintable():
                            failures.append(f"{name} is told as {told!a}")
                        if not isinstance(found, Skipped) and SECRET in found.text:
                            failures.append(f"{name} holds what stands in another file")
            except Exception as error:
                failures.append(f"{name}: {type(error).__name__}: {error!a:.100}")
            took, passed = processor_seconds() - used, time.monotonic() - begun
            slowest = max(slowest, (took, name))
            if took > MOST_SECONDS or passed > BUSY * MOST_SECONDS:
                failures.append(f"{name} took {took:.1f} s of the processor, {passed:.1f} s in all")
    return failures, slowest


def import_special(folder: Path) -> Outcome:
    """What is no file, in a folder with honest ones, and each named by itself: passed over at once."""
    outside = folder / "outside.txt"
    outside.write_bytes(HONEST % 999 + SECRET.encode())
    inside = folder / "in"
    inside.mkdir()
    honest = _neighbours(inside)
    os.mkfifo(inside / "pipe.txt")
    (inside / "device.txt").symlink_to("/dev/zero")
    (inside / "self.txt").symlink_to("self.txt")
    (inside / "loop").symlink_to(inside)
    (inside / "outside.txt").symlink_to(outside)
    failures: list[str] = []
    before = Path.cwd()
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(inside)  # the address of a socket must be short
        try:
            server.bind("socket.txt")
        finally:
            os.chdir(before)
        begun = time.monotonic()
        database = folder / "special.db"
        ended, memory = _seeded(database, [inside], BUSY * MOST_SECONDS)
        slowest = (time.monotonic() - begun, "the folder")
        failures += ended + _kept(database, honest, inside)
        for name in ("pipe.txt", "device.txt", "self.txt", "socket.txt"):
            ended, more = _seeded(folder / "none.db", [inside / name], BUSY * MOST_SECONDS)
            failures += [f"{name} by itself: {each}" for each in ended]
            memory = max(memory, more)
    return Outcome(len(SPECIAL), failures, slowest, memory)


def _neighbours(folder: Path) -> list[str]:
    """Honest articles between the others, first and last too."""
    names = [f"{letter}-honest.txt" for letter in "0amrz"][:NEIGHBOURS]
    for number, name in enumerate(names, 1):
        (folder / name).write_bytes(HONEST % number)
    return names


def _seeded(database: Path, paths: Sequence[Path], seconds: float) -> tuple[list[str], int]:
    """What is wrong with how an import ended, and the most memory that one of its processes needed."""
    command = [sys.executable, "-m", "explorer", "seed", "--db", str(database), "--jobs", "2", *map(str, paths)]
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
        memory = most_memory(process, seconds)
        if process.poll() is None:
            process.kill()
            process.wait()
            return [f"not ended after {seconds:.0f} s"], memory
        out.seek(0)
        said = out.read()
    wrong = ["a traceback"] if b"Traceback" in said or b"should not be" in said else []
    wrong += [f"exit status {process.returncode}"] if process.returncode not in {0, SOME_NOT_READ, NOTHING_READ} else []
    return wrong + (["control characters"] if b"\x1b" in said or b"\x9b" in said else []), memory


def _kept(database: Path, honest: Sequence[str], folder: Path) -> list[str]:
    """Honest articles that are not there, and what came from somewhere else."""
    if not database.exists():
        return ["nothing was read"]
    with Catalogue(database) as catalogue:
        rows = [hit.article for hit in catalogue.hits(Query(), limit=-1).rows]
        wrong = [
            f"{row.name} holds what stands in another file" for row in rows if SECRET in catalogue.article(row.id).text
        ]
    places = {row.source for row in rows}
    return wrong + [f"{name} is not read" for name in honest if str(folder / name) not in places]
