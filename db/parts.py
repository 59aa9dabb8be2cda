"""A file in the making, beside its place and under a name of its own: none is left when it is given up, and what one
that was killed left is taken away by the next."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def in_the_making(place: Path, mode: int) -> Iterator[tuple[Path, int]]:
    """An empty file that is to become the one at `place`, with its descriptor. It is gone at the end unless it has got
    another name by then. Takes away what makers of the same file left that were killed. Raises OSError."""
    _remove_left(place)
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    file = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield part, file
    finally:
        for ending in ("", "-journal"):
            with suppress(OSError):
                os.unlink(f"{part}{ending}")  # noqa: PTH108
        os.close(file)


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk, where the system can do that."""
    with suppress(OSError):
        file = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def _remove_left(place: Path) -> None:
    """Who still makes a file holds it locked."""
    for left in place.parent.glob(f".{_escaped(place.name)}.*.part"):
        with suppress(OSError):
            file = os.open(left, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink()
            finally:
                os.close(file)


def _escaped(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
