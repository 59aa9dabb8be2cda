"""Places that fail an import as real ones do: full disks, quotas, lost rights, folders and files that vanish.

They are made in a namespace of a process of its own, so that what is mounted goes with it.
"""

from __future__ import annotations

import json
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from db import sorting
from torture.apart import apart, as_anybody, mount
from torture.forks import run
from torture.places import PROGRAM, surroundings, without_rights
from torture.stages import KEPT, Stage, lying_about, prepare_import, prepare_upgrade, state_wrong, told_wrong

if TYPE_CHECKING:
    from collections.abc import Callable

    from torture.forks import Ended
    from torture.imports import Read

PAGE = 4096
LARGE = "64m"
MANY, PADDING = 400, 800  # articles, words; their index does not fit in what SQLite keeps in memory of a temporary file


class Case(NamedTuple):
    """A place that fails: how the import is disturbed in it, what the line has to say, and whether what was kept is
    gone with the place."""

    name: str
    does: Callable[[Place], Ended]
    says: str
    mends: Callable[[Place], object]
    has_base: bool = True
    is_gone: bool = False


class Place(NamedTuple):
    """Where an import is disturbed: the folder of its database, which may be a disk of its own."""

    stage: Stage
    database: Path

    @property
    def folder(self) -> Path:
        """The folder of the database."""
        return self.database.parent

    def seed(self, after: Callable[[], object] | None = None) -> Callable[[], int]:
        """The command that imports; `after` the first batch something happens."""
        return self.stage.command(self.database, after)


def fail_places(folder: Path, read: Read) -> tuple[int, list[str]]:
    """Imports in each such place: how many there were, and what went wrong."""
    stages = {
        True: prepare_import(folder / "later", read, has_base=True, batches=4),
        False: prepare_import(folder / "first", read, has_base=False, batches=4),
    }
    failures = []
    for case in CASES:
        ended = run(partial(_in_namespace, case, stages[case.has_base]))
        if ended.status or ended.is_late:
            failures.append(f"{case.name}: {ended}")
        else:
            failures += [f"{case.name}: {each}" for each in json.loads(ended.out)]
    return len(CASES), failures


def _in_namespace(case: Case, stage: Stage) -> int:
    apart()
    folder = stage.folder / "place"
    folder.mkdir()
    database = folder / "disk" / "explorer.db"
    database.parent.mkdir()
    place = Place(stage, database)
    try:
        print(json.dumps(_tried(case, place)))
    finally:
        subprocess.run(["umount", "--quiet", "--lazy", str(place.folder)], check=False)
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _tried(case: Case, place: Place) -> list[str]:
    """What went wrong when an import was disturbed so, and gone on with when the place was mended."""
    if case.has_base and case.does not in (_full, _no_inode):
        _put(place)
    ended = case.does(place)
    failures = told_wrong(ended)
    if case.says not in ended.err:
        failures.append(f"it does not say {case.says!r}: {ended.err!r}")
    if place.folder.exists() and place.folder.stat().st_mode & stat.S_IWUSR:
        failures += lying_about(place.database)
    case.mends(place)
    if case.is_gone:
        failures += [f"it promises what is gone: {ended.err!r}"] if KEPT.search(ended.err) else []
    else:
        failures += state_wrong(place.stage, place.database, ended, is_clean=False)
    again = run(place.seed())
    if again.status:
        failures.append(f"the next run fails with {again.status}: {again.err.strip()}")
    elif not case.is_gone and place.stage.state_of(place.database) != place.stage.last:
        failures.append("the next run ends in other content")
    return failures + lying_about(place.database)


def _put(place: Place) -> None:
    if place.stage.base:
        shutil.copyfile(place.stage.base, place.database)


def _room(stage: Stage) -> int:
    """Bytes for the database as it is after about half of the batches, and for the journal that it needs then."""
    before = stage.base.stat().st_size if stage.base else 0
    return (before + stage.whole.stat().st_size) // 2


def _full(place: Place) -> Ended:
    size = (_room(place.stage) if place.stage.base else 100_000) // PAGE * PAGE
    mount("-t", "tmpfs", "-o", f"size={size}", "full", place.folder)
    _put(place)
    return run(place.seed())


def _larger(place: Place) -> None:
    mount("-o", f"remount,size={LARGE},nr_inodes=1000", place.folder)


def _no_inode(place: Place) -> Ended:
    mount("-t", "tmpfs", "-o", f"size={LARGE},nr_inodes=2", "full", place.folder)
    _put(place)
    return run(place.seed())


def _quota(place: Place) -> Ended:
    most = _room(place.stage)

    def limited() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        return place.seed()()

    return run(limited)


def _read_only_disk(place: Place) -> Ended:
    mount("--bind", place.folder, place.folder)
    mount("-o", "remount,bind,ro", place.folder)
    return run(place.seed())


def _writable_disk(place: Place) -> None:
    mount("-o", "remount,bind,rw", place.folder)


def _folder_without_rights(place: Place) -> Ended:
    place.folder.chmod(0o555)
    return run(partial(as_anybody, place.seed()))


def _rights_lost(place: Place) -> Ended:
    return run(partial(as_anybody, place.seed(lambda: place.folder.chmod(0o555))))


def _file_without_rights(place: Place) -> Ended:
    place.database.chmod(0o444)
    return run(partial(as_anybody, place.seed()))


def _right(place: Place) -> None:
    place.folder.chmod(0o755)
    if place.database.exists():
        place.database.chmod(0o644)


def _folder_moved(place: Place) -> Ended:
    return run(place.seed(lambda: place.folder.rename(place.folder.with_name("moved"))))


def _folder_back(place: Place) -> None:
    place.folder.with_name("moved").rename(place.folder)


def _folder_deleted(place: Place) -> Ended:
    return run(place.seed(lambda: shutil.rmtree(place.folder)))


def _file_deleted(place: Place) -> Ended:
    return run(place.seed(place.database.unlink))


def _file_replaced(place: Place) -> Ended:
    def replaced() -> None:
        copy = place.database.with_name("other")
        shutil.copyfile(place.stage.whole, copy)
        copy.replace(place.database)

    return run(place.seed(replaced))


def _nothing(_: Place) -> None:
    return


def fail_temporary(folder: Path, read: Read) -> tuple[int, list[str]]:
    """An import, an upgrade and a check of a database that is large enough to need temporary files, with the folder for
    them full, read-only, or none that one may write in. How many there were, and what went wrong."""
    stage = prepare_upgrade(folder / "many", read, MANY, PADDING)
    failures = []
    tried = 0
    for name, makes in (("full", _temporary_full), ("read-only", _temporary_read_only), ("none", _temporary_none)):
        for words in (("upgrade",), ("check",), ("seed", "--jobs", "1", str(stage.folder / "articles"))):
            tried += 1
            ended = run(partial(_with_temporary, stage, words, makes))
            if ended.status or ended.err:
                failures.append(f"{words[0]}, temporary folder {name}: {ended.err}")
    return tried, failures


def _with_temporary(stage: Stage, words: tuple[str, ...], makes: Callable[[Path], object]) -> int:
    apart()
    folder = stage.folder / "temporary"
    folder.mkdir(exist_ok=True)
    mount("-t", "tmpfs", "-o", f"size={LARGE}", "place", folder)
    database = folder / "explorer.db"
    source = stage.base if "upgrade" in words else stage.whole
    if source and "seed" not in words:
        shutil.copyfile(source, database)
    spare = folder / "tmp"
    spare.mkdir()
    makes(spare)
    # SQLite looks once, when a program starts, where temporary files go: it has to be another program.
    command = [*without_rights(), *PROGRAM, *words, "--db", str(database)]
    tempfile.tempdir = str(folder)
    ended = subprocess.run(
        command,
        env={**surroundings(), **_named(makes, spare)},
        cwd="/proc",
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode or "Traceback" in ended.stderr:
        sys.stderr.write(f"exit status {ended.returncode}: {ended.stderr.strip()}")
    elif stage.state_of(database) != stage.last:
        sys.stderr.write("it ends in other content")
    return 0


def _named(makes: Callable[[Path], object], folder: Path) -> dict[str, str]:
    return {"TMPDIR": str(folder)} if makes is not _temporary_none else {"SQLITE_TMPDIR": "/proc", "TMPDIR": "/proc"}


def _temporary_full(folder: Path) -> None:
    mount("-t", "tmpfs", "-o", "size=16k", "full", folder)
    with suppress(OSError):
        (folder / "filler").write_bytes(bytes(100_000))


def _temporary_read_only(folder: Path) -> None:
    mount("--bind", folder, folder)
    mount("-o", "remount,bind,ro", folder)


def _temporary_none(_: Path) -> None:
    """None of the folders that SQLite takes can be written."""
    for usual in (*map(Path, sorting.USUAL[:-1]), Path("/dev/shm")):
        if usual.is_dir():
            mount("--rbind", usual, usual)
            mount("-o", "remount,bind,ro", usual)


CASES = (
    Case("a full disk", _full, "no room left", _larger),
    Case("a full disk, a new database", _full, "no room left", _larger, has_base=False),
    Case("a disk without room for one more file", _no_inode, "no room for one more file", _larger),
    Case("a quota", _quota, "a quota is used up", _nothing),
    Case("a quota, a new database", _quota, "a quota is used up", _nothing, has_base=False),
    Case("a read-only disk", _read_only_disk, "read-only", _writable_disk),
    Case("a read-only disk, a new database", _read_only_disk, "read-only", _writable_disk, has_base=False),
    Case("a folder that one may not write in", _folder_without_rights, "you may not write in", _right),
    Case("the same, a new database", _folder_without_rights, "you may not write in", _right, has_base=False),
    Case("a folder that one may not write in any more", _rights_lost, "you may not write in", _right),
    Case("a file that one may not write", _file_without_rights, "you may not write", _right),
    Case("a folder that was moved away", _folder_moved, "there is no folder", _folder_back),
    Case("a folder that was deleted", _folder_deleted, "there is no folder", lambda p: p.folder.mkdir(), is_gone=True),
    Case("a file that was deleted", _file_deleted, "was moved or deleted", _nothing, is_gone=True),
    Case("a file that was replaced", _file_replaced, "another file was put in its place", _nothing, is_gone=True),
)
