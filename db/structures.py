"""Whether the full-text indexes say how they are built in a way that can be: FTS5 believes it before it looks, and
takes hundreds of megabytes for a few wrong bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

INDEXES = ("agreements_fts", "articles_fts", "names_fts")
STRUCTURE = 10  # the row of an index's data that says of which segments it consists
COOKIE = 4  # bytes that come first
OF_A_SEGMENT = 3  # numbers: its own, its first page, its last


def compare_structures(connection: sqlite3.Connection) -> Iterator[str | None]:
    """For each index what is wrong with its structure, or None."""
    for index in INDEXES:
        row = connection.execute(f"SELECT block FROM {index}_data WHERE id = ?", (STRUCTURE,)).fetchone()
        is_sound = row is not None and isinstance(row[0], bytes) and _can_be(row[0])
        yield None if is_sound else f"the index {index} does not say how it is built"


def _can_be(block: bytes) -> bool:
    """Whether there are as many segments as are announced, and not a number more or less than they take: levels,
    segments, a counter; for each level how many are being merged, how many there are, and these (`fts5_index.c`)."""
    numbers = list(_numbers(block[COOKIE:]))
    if len(numbers) < OF_A_SEGMENT:
        return False
    levels, segments = numbers[:2]
    place, found = 3, 0
    for _ in range(min(levels, len(numbers))):
        if place + 1 >= len(numbers):
            return False
        found += numbers[place + 1]
        place += 2 + OF_A_SEGMENT * numbers[place + 1]
    return place <= len(numbers) and found == segments


def _numbers(data: bytes) -> Iterator[int]:
    """SQLite's numbers of variable length, one after the other (Database File Format, section 1.6); the last is left
    out where it is cut off."""
    value = length = 0
    for byte in data:
        length += 1
        if length == 9:
            yield value << 8 | byte
            value = length = 0
            continue
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            yield value
            value = length = 0
