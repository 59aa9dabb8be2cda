"""Where articles come from: paths, folders, lists of paths and the bundled ones, as bytes with a name.

Nothing here decodes. A path that can't be an article is reported and passed over; the paths after it are still read.
Of a JSON Lines file each record is a source of its own, so that a file of any size is never held in memory.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from db.defences import LARGEST_TEXT
from db.errors import UnreadableSourceError
from seed.lines import RECORDS, Oversized, list_of_paths, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from io import BufferedReader

KINDS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".pdf": "pdf", ".eml": "mail",
    ".jsonl": RECORDS, ".ndjson": RECORDS,
}  # fmt: skip
COMPRESSED = ".gz"
STANDARD_INPUT = "-"
DEPTH = 40  # folders within folders
UNKNOWN_KIND = "not a kind of file that can be read (text, Markdown, HTML, PDF, mail, JSON Lines)"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: bytes read (and come out of it, when compressed), and seconds of a parser's work."""

    max_bytes: int = 20_000_000
    max_seconds: float = 9.0

    @property
    def text_bytes(self) -> int:
        """The most text that one article may hold, in bytes of UTF-8; pictures and layout take the rest of a file."""
        return min(self.max_bytes, max(5_000_000, self.max_bytes // 4), LARGEST_TEXT)


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class RawArticle:
    """The bytes of one file, or of one record of a JSON Lines file: `kind` is then "record", else None.

    `name` is the file's base name, `source` where it came from (`path#line` for a record), both as `spelled` and not
    yet safe for a terminal.
    """

    name: str
    source: str
    data: bytes
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source that was not read, and why, in words for a person."""

    source: str
    reason: str


def gather(paths: Iterable[Path], limits: Limits) -> Iterator[RawArticle | Skipped]:
    """The articles at `paths`, in the order given; a folder's in the order of their names, subfolders included.

    Inside a folder only files of the known kinds are read, others reported, and hidden ones left alone; a file that is
    named is tried whatever its name. The path "-" stands for the paths that standard input lists.
    """
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield from _listed(limits)
        else:
            yield from _one_path(path, limits)


def _listed(limits: Limits) -> Iterator[RawArticle | Skipped]:
    """The articles at the paths that standard input lists; a file named "-" is a file there."""
    try:
        for name in list_of_paths(sys.stdin.buffer) if sys.stdin else ():
            yield from _one_path(Path(os.path.abspath(name)), limits)  # noqa: PTH100  # by it a file is known again
    except (UnreadableSourceError, OSError) as error:
        reason = str(error) if isinstance(error, UnreadableSourceError) else _reason(error)
        yield Skipped("standard input", reason)


def _one_path(path: Path, limits: Limits) -> Iterator[RawArticle | Skipped]:
    return _folder(path, limits) if _is_folder(path) else read_file(path, limits)


def bundled() -> Iterator[RawArticle]:
    """The articles that come with the program, in the order of their names."""
    folder = resources.files("seed.articles")
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".txt"):
            yield RawArticle(item.name, f"bundled:{item.name}", item.read_bytes())


def kind_of(name: str) -> str | None:
    """What a file is by its name, without the ending of compressed ones; None when that tells nothing."""
    return KINDS.get(os.path.splitext(name.lower().removesuffix(COMPRESSED))[1])  # noqa: PTH122  # of a bare name


def read_file(path: Path, limits: Limits) -> Iterator[RawArticle | Skipped]:
    """What one regular file holds, or why it is not read. Never waits for a pipe or a device."""
    shown, name = spelled(str(path)), spelled(path.name)
    try:
        with _regular_file(path) as file:
            if kind_of(path.name) == RECORDS:
                yield from _records(file, path, limits)
            else:
                yield RawArticle(name, shown, _whole(file, limits))
    except UnreadableSourceError as error:
        yield Skipped(shown, str(error))
    except (OSError, ValueError) as error:
        yield Skipped(shown, _reason(error))


def spelled(path: str) -> str:
    """A path, or a part of one, as text that any database and file can hold, the same in every locale, and that leads
    back to just these bytes: as UTF-8 where it is that, else percent-encoded, a whole one as an address (RFC 8089)."""
    if path.isascii():
        return path
    data = os.fsencode(path)
    try:
        return data.decode()
    except UnicodeDecodeError:
        from urllib.parse import quote

        return f"file://{quote(data)}" if path.startswith("/") else quote(data)


def size(count: int) -> str:
    """A number of bytes for a person: 20 MB."""
    for unit, name in ((1_000_000, "MB"), (1_000, "kB")):
        if count >= unit:
            return f"{round(count / unit, 1):g} {name}"
    return f"{count} bytes"


@contextmanager
def _regular_file(path: Path) -> Iterator[BufferedReader]:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnreadableSourceError("not a regular file")
        yield file


def _whole(file: BufferedReader, limits: Limits) -> bytes:
    is_larger = os.fstat(file.fileno()).st_size > limits.max_bytes
    data = b"" if is_larger else file.read(limits.max_bytes + 1)
    if is_larger or len(data) > limits.max_bytes:
        raise UnreadableSourceError(f"larger than {size(limits.max_bytes)}")
    if not data.strip():
        raise UnreadableSourceError("empty")
    return data


def _records(file: BufferedReader, path: Path, limits: Limits) -> Iterator[RawArticle | Skipped]:
    found = False
    for number, line in records(file, limits.max_bytes):
        found = True
        source = f"{spelled(str(path))}#{number}"
        if isinstance(line, Oversized):
            yield Skipped(source, f"larger than {size(limits.max_bytes)}")
        else:
            yield RawArticle(f"{spelled(path.name)}#{number}", source, line, "record")
    if not found:
        raise UnreadableSourceError("empty")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _folder(path: Path, limits: Limits) -> Iterator[RawArticle | Skipped]:
    found = False
    for item in _walk(path, DEPTH, limits):
        found = found or isinstance(item, RawArticle)
        yield item
    if not found:
        yield Skipped(spelled(str(path)), "a folder without articles")


def _walk(path: Path, depth: int, limits: Limits) -> Iterator[RawArticle | Skipped]:
    """One order, by name, for files and folders. Links are not followed: no loops, nothing from outside."""
    try:
        entries = sorted(path.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Skipped(spelled(str(path)), _reason(error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        mode, shown = _mode(entry), spelled(str(entry))
        if stat.S_ISDIR(mode):
            if depth == 0:
                yield Skipped(shown, f"more than {DEPTH} folders deep")
            else:
                yield from _walk(entry, depth - 1, limits)
        elif kind_of(entry.name):
            yield from (
                [Skipped(shown, "a link; name the file itself")] if stat.S_ISLNK(mode) else read_file(entry, limits)
            )
        elif stat.S_ISREG(mode):
            yield Skipped(shown, UNKNOWN_KIND)


def _mode(path: Path) -> int:
    """What kind of thing stands there, a link being a link; 0 when nobody may know."""
    try:
        return path.lstat().st_mode
    except OSError:
        return 0


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
