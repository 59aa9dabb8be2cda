"""Databases that are hard to get at: each is read as it is, or one line says what to do; and no reader makes a file.

Ten cases, in several shapes each: a folder and a mount that can't be written, a live writer, what a crash left,
WAL mode, files of others, a full disk, a disk without locks, links, odd names.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from torture.figures import Figure, counted
from torture.places import (
    OF_SOMEBODY,
    PROGRAM,
    full,
    missing,
    read_only,
    surroundings,
    without_locks,
    without_rights,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Ended = subprocess.CompletedProcess[bytes]

COMMAND = "python -m torture reach"
CASES = 10
LONGEST = 20.0  # seconds a command may take
AGREEMENT = "interpol-osce-action-plan-2017"
ASKED: tuple[tuple[str, ...], ...] = (
    ("search", "--json", "--limit", "0"),
    ("show", "--json", AGREEMENT),
    ("orgs", "--json"),
    ("articles", "--json"),
    ("check",),
)
WRITE = "UPDATE articles SET text = text || hex(zeroblob(40000))"
CHANGE = "UPDATE agreements SET title = title"
HOLDS = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
for words in sys.argv[2:]:
    held.execute(words).fetchall()
print(1, flush=True)
input()
"""
READ = ""  # the answer is that of the database anywhere else


class Shape(NamedTuple):
    """One shape of a case: what is made in a folder that holds a database, giving the path to name; what the command is
    run under; and what is expected, `READ` or a pattern of the one line that is said instead."""

    case: int
    name: str
    make: Callable[[Path], Path]
    under: Callable[[Path], list[str]]
    expected: str = READ
    notice: str = ""
    writer: tuple[str, ...] = ()


def in_full() -> Iterator[Figure]:
    """Every shape of every case, with five commands."""
    with tempfile.TemporaryDirectory() as folder:
        database = seeded(Path(folder))
        why = missing()
        if why:
            yield Figure(10, "databases hard to get at", why, "0", False, COMMAND, (why,))
            return
        wanted = usual(database, ASKED)
        failures: list[str] = []
        tried = 0
        for shape in SHAPES:
            tried += len(ASKED)
            failures += faults_of(shape, database, Path(folder), wanted)
    cases = len({shape.case for shape in SHAPES})
    what = (
        f"commands on databases hard to get at, {cases} cases in {len(SHAPES)} shapes: not answered, or not explained"
    )
    yield counted(10, what, tried, failures, COMMAND, at_least=CASES * len(ASKED))


def seeded(folder: Path) -> Path:
    """The database of the bundled articles."""
    from seed.load import seed_database
    from seed.sources import bundled

    path = folder / "seeded.db"
    seed_database(path, bundled(), lambda _: None)
    return path


def usual(database: Path, asked: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], Ended]:
    """What commands give on a database that stands as usual."""
    return {words: _run([*PROGRAM, words[0], "--db", str(database), *words[1:]]) for words in asked}


def faults_of(shape: Shape, database: Path, folder: Path, wanted: Mapping[tuple[str, ...], Ended]) -> list[str]:
    """What went wrong, in words, where these commands are run on one shape. `wanted` is what they give elsewhere."""
    faults = []
    place = folder / f"shape{shape.case}"
    for words, usual in wanted.items():
        place.mkdir()
        shutil.copyfile(database, place / "x.db")
        try:
            fault = _fault_of(shape, place, words, usual)
        finally:
            place.chmod(0o755)
            shutil.rmtree(place)
        if fault:
            faults.append(f"case {shape.case}, {shape.name}, {' '.join(words)}: {fault}")
    return faults


def _fault_of(shape: Shape, place: Path, words: Sequence[str], usual: Ended) -> str:
    named = shape.make(place)
    writer = _writing(place / "x.db", shape.writer) if shape.writer else None
    during = _state(place)
    try:
        ended = _run([*shape.under(place), *PROGRAM, words[0], "--db", os.fspath(named), *words[1:]])
        if _state(place) != during:
            return f"files changed from {sorted(during)} to {sorted(_state(place))}"
    except subprocess.TimeoutExpired:
        return f"not done after {LONGEST:g} s"
    finally:
        if writer is not None:
            writer.send_signal(signal.SIGKILL)
            writer.communicate()
    if shape.expected:
        return _unexplained(shape, ended)
    if (ended.returncode, ended.stdout) != (usual.returncode, usual.stdout):
        return f"exit status {ended.returncode}, and said: {_said(ended)}"
    extra = ended.stderr.decode().removesuffix(usual.stderr.decode())
    notice = "" if words[0] == "check" else shape.notice  # it looks at the file, whatever way it has to
    if bool(extra) != bool(notice) or not re.search(notice, extra):
        return f"said beside the answer: {extra!r}"
    return ""


def _unexplained(shape: Shape, ended: Ended) -> str:
    lines = ended.stderr.decode(errors="replace").splitlines()
    if ended.returncode != 3 or ended.stdout or len(lines) != 1 or not re.search(shape.expected, lines[0]):
        return f"exit status {ended.returncode}, and said: {_said(ended)}"
    return ""


def _said(ended: Ended) -> str:
    return repr(ended.stderr.decode(errors="replace")[-300:])


def _run(command: Sequence[str]) -> Ended:
    return subprocess.run(
        command, capture_output=True, stdin=subprocess.DEVNULL, timeout=LONGEST, check=False, env=surroundings()
    )


def _state(place: Path) -> dict[str, object]:
    """The files of a folder with their contents; of an index in shared memory only that it is there."""
    return {
        path.name: path.read_bytes() if path.is_file() and path.suffix != ".db-shm" else None
        for path in place.iterdir()
    }


def _writing(path: Path, statements: Sequence[str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(path), *statements], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def _plain(place: Path) -> Path:
    return place / "x.db"


def _closed(place: Path) -> Path:
    """A folder and a file that nobody may write."""
    (place / "x.db").chmod(0o444)
    place.chmod(0o555)
    return place / "x.db"


def _half_written(place: Path) -> Path:
    """A file half written, and its journal, as a crash leaves them."""
    path, copy = place / "x.db", place / "copy"
    journals = [Path(f"{each}-journal") for each in (path, copy)]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(WRITE)
        shutil.copyfile(path, copy)
        shutil.copyfile(*journals)
        connection.execute("ROLLBACK")
    copy.replace(path)
    journals[1].replace(journals[0])
    return path


def _wal(place: Path) -> Path:
    """In WAL mode, and closed in order."""
    path = place / "x.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = wal")
    return path


def _wal_left(place: Path, *endings: str) -> Path:
    """In WAL mode, and left by a crash with some of its files. What waits in them changes no answer."""
    path = _wal(place)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE agreements SET title = title")
        for ending in ("", *endings):
            shutil.copyfile(f"{path}{ending}", f"{path}{ending}.copy")
    for ending in ("", *endings):
        Path(f"{path}{ending}.copy").replace(f"{path}{ending}")
    return path


def _of_somebody(place: Path, mode: int, name: str = "x.db") -> Path:
    (place / name).chmod(mode)
    os.chown(place / name, OF_SOMEBODY, OF_SOMEBODY)
    return place / "x.db"


def _link(place: Path, *targets: str) -> Path:
    """Links that lead one to the next: to these, the first is what is named."""
    names = [place / f"link{number}" for number in range(len(targets))]
    for name, target in zip(names, targets, strict=True):
        name.symlink_to(target)
    return names[0]


def _called(place: Path, name: bytes) -> Path:
    return (place / "x.db").rename(place / os.fsdecode(name))


def _nothing(_: Path) -> list[str]:
    return without_rights()


def _mounted(place: Path) -> list[str]:
    return [*read_only(place), *without_rights()]


def _filled(place: Path) -> list[str]:
    spare = place.with_name("spare")
    shutil.rmtree(spare, ignore_errors=True)
    spare.mkdir()
    return full(place, spare, 4_000_000)


def _unlocked(_: Path) -> list[str]:
    return without_locks()


BOTH = ("-wal", "-shm")
NAMES = (b"a?b#c.db", b"mode=rw&x?.db", b"a%20b c.db", b"\xff\x9b31m.db", b"line\nline.db", b"file:x.db", b"-x.db")
SHAPES: tuple[Shape, ...] = (
    Shape(1, "a folder that can't be written", _closed, _nothing),
    Shape(2, "a mount that can't be written", _plain, _mounted),
    Shape(3, "a writer within a batch", _plain, _nothing, writer=("BEGIN IMMEDIATE", CHANGE)),
    Shape(
        3, "a writer that keeps it", _plain, _nothing, r"process \d+ \(.*\) is writing; try again",
        writer=("BEGIN EXCLUSIVE",),
    ),
    Shape(4, "half written, on a disk that can't be", _half_written, _mounted, "copy it and x.db-journal"),
    Shape(5, "WAL mode beside its writer", _wal, _nothing, writer=(CHANGE, "BEGIN IMMEDIATE", CHANGE)),
    Shape(
        5, "WAL mode beside a writer that has written nothing", _wal, _nothing, notice="explorer upgrade",
        writer=("BEGIN IMMEDIATE", CHANGE),
    ),
    Shape(5, "WAL mode, on a disk that can't be written", _wal, _mounted, notice="explorer upgrade"),
    Shape(5, "WAL mode, in a folder that can", _wal, _nothing, notice="explorer upgrade"),
    Shape(5, "WAL files on a disk that can't be written", lambda p: _wal_left(p, *BOTH), _mounted),
    Shape(5, "WAL files where one may write", lambda p: _wal_left(p, *BOTH), _nothing),
    Shape(5, "WAL without its index", lambda p: _wal_left(p, "-wal"), _mounted, "explorer upgrade --db .* copy both"),
    Shape(
        5, "an index of somebody's",
        lambda p: (_wal_left(p, *BOTH), _of_somebody(p, 0o644), _of_somebody(p, 0o600, "x.db-shm"))[0],
        _nothing, "explorer upgrade --db .* copy both",
    ),
    Shape(6, "somebody's, who lets it be read", lambda p: _of_somebody(p, 0o644), _nothing),
    Shape(6, "somebody's, who does not", lambda p: _of_somebody(p, 0o600), _nothing, "may not read .* ask its owner"),
    Shape(7, "a full disk", _plain, _filled),
    Shape(8, "a disk without locks", _plain, _unlocked, notice="can't be locked"),
    Shape(8, "a disk without locks, half written", _half_written, _unlocked, "can't be locked .* copy it and x.db-j"),
    Shape(9, "a link", lambda p: _link(p, "x.db"), _nothing),
    Shape(9, "links in a row", lambda p: _link(p, "link1", "link2", "x.db"), _mounted),
    Shape(9, "a link to nothing", lambda p: _link(p, "none"), _nothing, "there is no database at .* explorer seed"),
    Shape(9, "a link to itself", lambda p: _link(p, "link0"), _nothing, "can't be looked at: Too many levels"),
    Shape(9, "a link to a folder", lambda p: _link(p, "."), _nothing, "is not a file; name a database"),
    *(Shape(10, f"the name {name!r}", lambda p, n=name: _called(p, n), _nothing) for name in NAMES),  # type: ignore[misc]
)  # fmt: skip
