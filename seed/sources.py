"""Where articles come from: paths, folders and the bundled ones, as bytes with a name. Nothing here decodes.

A path that can't be an article is reported and passed over; the paths after it are still read.
"""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from db.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

LIMIT = 5_000_000  # bytes; a long report with its annexes stays far below
SUFFIXES = frozenset({".txt", ".text", ".md"})
DEPTH = 40  # folders within folders


@dataclass(frozen=True, slots=True)
class RawArticle:
    """The bytes of one article. Printable: `name`, the file's base name, and `source`, where it came from."""

    name: str
    source: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that was not read, and why, in words for a person."""

    source: str
    reason: str


def gather(paths: Sequence[Path]) -> Iterator[RawArticle | Skipped]:
    """The articles at `paths`, in the order given; a folder's in the order of their names, subfolders included.

    Inside a folder only files that end in .txt, .text or .md are read, others reported, and hidden ones left alone; a
    file that is named is tried whatever its name.
    """
    for path in paths:
        if _is_folder(path):
            yield from _folder(path)
        else:
            yield read_file(path)


def bundled() -> Iterator[RawArticle]:
    """The articles that come with the program, in the order of their names."""
    folder = resources.files("seed.articles")
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".txt"):
            yield RawArticle(item.name, f"bundled:{item.name}", item.read_bytes())


def read_file(path: Path) -> RawArticle | Skipped:
    """The bytes of one regular file of at most LIMIT bytes, or why not. Never waits for a pipe or a device."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except (OSError, ValueError) as error:
        return Skipped(_shown(path), _reason(error))
    try:
        with os.fdopen(descriptor, "rb", closefd=True) as file:
            return _read_regular(path, file.fileno(), file.read)
    except OSError as error:
        return Skipped(_shown(path), _reason(error))


def _read_regular(path: Path, descriptor: int, read: Callable[[int], bytes]) -> RawArticle | Skipped:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        return Skipped(_shown(path), "not a regular file")
    data = b"" if status.st_size > LIMIT else read(LIMIT + 1)
    if status.st_size > LIMIT or len(data) > LIMIT:
        return Skipped(_shown(path), f"larger than {LIMIT // 1_000_000} MB")
    fault = _fault(data)
    return Skipped(_shown(path), fault) if fault else RawArticle(printable(path.name), _shown(path), data)


def _fault(data: bytes) -> str | None:
    if not data.strip():
        return "empty"
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # UTF-16 holds zero bytes by nature
    if b"\0" in data and not wide:
        return "binary, not text"
    return None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _folder(path: Path) -> Iterator[RawArticle | Skipped]:
    found = False
    for item in _walk(path, DEPTH):
        found = found or isinstance(item, RawArticle)
        yield item
    if not found:
        yield Skipped(_shown(path), "a folder without articles (.txt, .text or .md)")


def _walk(path: Path, depth: int) -> Iterator[RawArticle | Skipped]:
    """One order, by name, for files and folders. Links are not followed: no loops, nothing from outside."""
    try:
        entries = sorted(path.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Skipped(_shown(path), _reason(error))
        return
    for entry in _visible(entries):
        mode = _mode(entry)
        if stat.S_ISDIR(mode):
            if depth == 0:
                yield Skipped(_shown(entry), f"more than {DEPTH} folders deep")
            else:
                yield from _walk(entry, depth - 1)
        elif entry.suffix.lower() in SUFFIXES:
            yield Skipped(_shown(entry), "a link; name the file itself") if stat.S_ISLNK(mode) else read_file(entry)
        elif stat.S_ISREG(mode):
            yield Skipped(_shown(entry), "not a text file (.txt, .text or .md)")


def _shown(path: Path) -> str:
    """The path as it may be stored and drawn: names of files may hold bytes that are no text, and controls."""
    return printable(str(path))


def _mode(path: Path) -> int:
    """What kind of thing stands there, a link being a link; 0 when nobody may know."""
    try:
        return path.lstat().st_mode
    except OSError:
        return 0


def _visible(entries: Iterable[Path]) -> Iterator[Path]:
    return (entry for entry in entries if not entry.name.startswith("."))


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        known = {
            errno.ENOENT: "no such file",
            errno.EACCES: "no right to read it",
            errno.ELOOP: "a link that leads to itself",
            errno.ENXIO: "not a regular file",
            errno.ENAMETOOLONG: "no such file",
        }
        return known.get(error.errno or 0, "can't be read")
    return "not a usable path"
