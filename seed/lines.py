"""Files that are lists, taken line by line: records of JSON Lines, paths on standard input. Memory stays flat."""

from __future__ import annotations

import gzip
import os
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.errors import UnreadableSourceError
from seed.readers.compressed import MAGIC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader
    from typing import BinaryIO

RECORDS = "records"
CHUNK = 65_536
IDLE = 20  # times the limit of a record: so much may be passed over between two records, then the file is given up


@dataclass(frozen=True, slots=True)
class Oversized:
    """A line that is longer than a record may be; it was passed over."""


def records(file: BufferedReader, limit: int) -> Iterator[tuple[int, bytes | Oversized]]:
    """The lines of `file` that are not blank, with their numbers from 1, each of at most `limit` bytes.

    The file may be compressed. Raises UnreadableSourceError when it then breaks off or has no record for long.
    """
    compressed = file.peek(2).startswith(MAGIC)
    lines: BinaryIO = gzip.GzipFile(fileobj=file) if compressed else file  # type: ignore[assignment]
    number, idle = 0, 0
    try:
        while line := lines.readline(limit + 1):
            number += 1
            if len(line) > limit and not line.endswith(b"\n"):
                idle += len(line) + _pass_over(lines, IDLE * limit if compressed else None)
                yield number, Oversized()
            elif line.strip():
                idle = 0
                yield number, line.strip()
            else:
                idle += len(line)
            if compressed and idle > IDLE * limit:
                raise UnreadableSourceError(f"no record for a long time after line {number:,}")
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise UnreadableSourceError(f"broken compressed data after line {number:,}") from None


def _pass_over(lines: BinaryIO, most: int | None) -> int:
    """Goes to the end of the line, or past `most` bytes, where the caller gives up; how many bytes that were."""
    passed = 0
    while (most is None or passed <= most) and (part := lines.readline(CHUNK)):
        passed += len(part)
        if part.endswith(b"\n"):
            break
    return passed


def list_of_paths(stream: BinaryIO) -> Iterator[str]:
    """The paths that `stream` lists, one a line, or parted by zero bytes when it begins so; as they come.

    Raises UnreadableSourceError when it is no list.
    """
    rest, parting = b"", b""
    read = getattr(stream, "read1", stream.read)  # what is there, without waiting for more
    while chunk := read(CHUNK):
        rest += chunk
        parting = parting or next((sign for sign in (b"\0", b"\n") if sign in rest), b"")
        if parting:
            *whole, rest = rest.split(parting)
            yield from (os.fsdecode(name) for name in whole if name)
        if len(rest) > CHUNK:
            raise UnreadableSourceError("no list of paths")
    if rest:
        yield os.fsdecode(rest)
