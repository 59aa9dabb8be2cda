"""Why a file could not be read or written, in words: SQLite says little, so it is looked at again."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    Location = str | PathLike[str]

LITTLE = 5_000_000  # bytes; with less than that a disk is as good as full
PLACE = "name a place you may write with --db"


def cause_of(words: str, path: Location) -> str:
    """One line: what is wrong with the place of a database, when SQLite says these words of it, and what to do."""
    file = os.path.abspath(path)  # noqa: PTH100
    folder = os.path.dirname(os.path.realpath(file))  # noqa: PTH120
    if not os.path.isdir(folder):  # noqa: PTH112
        return f"there is no folder {folder}; make it, or name another place with --db"
    if not os.path.exists(file) and "unable to open" not in words:  # noqa: PTH110
        return f"{path} was moved or deleted while it was in use; put it back, or name another place with --db"
    if "full" in words:
        return f"no room left to write {path} ({_room(folder)}); make room, and run the same command again"
    if "disk I/O" in words:
        room = f", {_room(folder)}" if _free(folder) < LITTLE else ""
        return (
            f"{path} can't be read or written ({words}{room}): the disk fails, a quota is used up, or a connection is "
            "lost; when that is mended, run the same command again"
        )
    if _is_read_only(folder):
        return f"{path} stands on a disk that is read-only; {PLACE}"
    if os.path.exists(file) and not os.access(file, os.R_OK):  # noqa: PTH110
        return f"you may not read {path}; ask its owner, or name another database with --db"
    if os.path.exists(file) and not os.access(file, os.W_OK):  # noqa: PTH110
        return f"you may not write {path}; {PLACE}"
    if not os.access(folder, os.W_OK):
        return f"you may not write in {folder}, where a journal has to stand beside {path}; {PLACE}"
    if _has_no_files_left(folder):
        return f"there is no room for one more file in {folder}, where a journal has to stand beside {path}; make room"
    if "readonly" in words:
        return f"{path} was moved or another file was put in its place while it was in use; run the same command again"
    return f"{path} can't be opened or written ({words}); {PLACE}"


def _is_read_only(folder: str) -> bool:
    try:
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def _has_no_files_left(folder: str) -> bool:
    try:
        found = os.statvfs(folder)
    except OSError:
        return False
    return bool(found.f_files) and not found.f_favail


def _free(folder: str) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return LITTLE


def _room(folder: str) -> str:
    free = _free(folder)
    return f"{free // 1_000_000:,} MB are free" if free >= LITTLE else f"{free // 1000:,} kB are free"
