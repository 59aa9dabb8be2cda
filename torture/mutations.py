"""Database files changed to do harm: the n-th is the same each time, and each says in words what was done to it."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from itertools import count
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from torture.mutated_rows import FIELDS_FIRST, change_objects, change_schema, change_shadows, change_values
from torture.mutated_sidecars import beside_it

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEED = 6
HEADER = 100
EDGES = (0, 1, 2, 3, 4, 7, 8, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
STEP, MOST_STEPS = 100_000, 300  # of SQLite's machine: what was changed before may make the next change endless
NO_ANSWER = (
    UnicodeDecodeError,
    TypeError,
    LookupError,
    MemoryError,
)  # what a change meets where another came before it
TELLING = (0, 1, 7, 8, 9, 0x0C, 0x0D, 0x7F, 0x80, 0x81, 0xFF)  # lengths, and types of values: no value, 0, 1, text
LEAVES, BRANCHES = (10, 13), (2, 5)
FORMAT = {  # offset and length of what the header says (SQLite documentation, Database File Format, section 1.3)
    "page size": (16, 2), "write version": (18, 1), "read version": (19, 1), "reserved bytes": (20, 1),
    "payload fractions": (21, 3), "change counter": (24, 4), "pages": (28, 4), "first free page": (32, 4),
    "free pages": (36, 4), "schema cookie": (40, 4), "schema format": (44, 4), "cache size": (48, 4),
    "largest root": (52, 4), "encoding": (56, 4), "user version": (60, 4), "vacuum mode": (64, 4),
    "application id": (68, 4), "reserved": (72, 20), "valid for": (92, 4), "written by": (96, 4),
}  # fmt: skip


class Mutant(NamedTuple):
    """A changed file: its number, what was done to it, its bytes, and files to lay beside it by the end of their
    names."""

    number: int
    words: str
    data: bytes
    beside: dict[str, bytes]


class Base:
    """A sound database that mutants are made from; `scratch` is a path that may be written to, `victim` a file that
    journals may name."""

    def __init__(self, path: Path, scratch: Path, victim: Path) -> None:
        self.path = path
        self.data = path.read_bytes()
        self.victim = victim
        self._scratch = scratch
        self.page_size = struct.unpack(">H", self.data[16:18])[0]
        self.pages = len(self.data) // self.page_size
        self.trees = [page for page in range(1, self.pages + 1) if self.data[self.start(page)] in (*LEAVES, *BRANCHES)]

    def start(self, page: int) -> int:
        """Where the tree of a page begins: on the first page after the file's header."""
        return HEADER if page == 1 else (page - 1) * self.page_size

    def changed(self, data: bytes, change: Callable[[sqlite3.Connection], str]) -> tuple[bytes, str]:
        """The bytes after SQL was let loose on them, and what it did. What SQLite refuses is left undone."""
        self._scratch.write_bytes(data)
        with closing(sqlite3.connect(self._scratch, isolation_level=None)) as connection:
            steps = count()
            connection.set_progress_handler(lambda: next(steps) >= MOST_STEPS, STEP)
            try:
                for pragma in ("journal_mode = off", "synchronous = off", "ignore_check_constraints = on"):
                    connection.execute(f"PRAGMA {pragma}")
                words = change(connection)
            except (sqlite3.Error, *NO_ANSWER) as error:
                words = f"nothing more, for it met {type(error).__name__}: {error}"
        return self._scratch.read_bytes(), words


def mutant(base: Base, number: int) -> Mutant:
    """The mutant of a number: mostly one change, now and then several."""
    rng = Random(f"{SEED}:{number}")
    data, told = base.data, []
    for _ in range(rng.choice((1, 1, 1, 1, 2, 3))):
        kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
        data, words = kind(base, data, rng)
        told.append(words)
    beside, words = beside_it(base.data, base.victim, rng) if rng.random() < 0.06 else ({}, "")
    return Mutant(number, "; ".join(filter(None, (*told, words))), data, beside)


def _header(base: Base, data: bytes, rng: Random) -> tuple[bytes, str]:  # noqa: ARG001
    field = rng.choice(list(FORMAT))
    offset, length = FORMAT[field]
    value = rng.choice((*EDGES, rng.getrandbits(8 * length))) % (1 << 8 * length)
    return _put(data, offset, value.to_bytes(length, "big")), f"{field} in the header is {value}"


def _bytes(base: Base, data: bytes, rng: Random) -> tuple[bytes, str]:
    changed = bytearray(data)
    page = rng.randrange(base.pages)
    places = [page * base.page_size + rng.randrange(base.page_size) for _ in range(rng.choice((1, 1, 4, 32)))]
    for place in places:
        if place < len(changed):
            changed[place] = rng.choice((0, 0xFF, changed[place] ^ 1 << rng.randrange(8), rng.randrange(256)))
    return bytes(changed), f"bytes {places[:4]} of {len(places)} changed"


def _tree(base: Base, data: bytes, rng: Random) -> tuple[bytes, str]:
    """The header of a tree's page: its kind, first free block, number of cells, where they begin, right child."""
    page = rng.choice(base.trees)
    offset, length = rng.choice(((0, 1), (1, 2), (3, 2), (5, 2), (7, 1), (8, 4)))
    value = rng.choice((*EDGES, 2, 5, 10, 13, rng.randrange(base.page_size), rng.randrange(1, base.pages + 1)))
    value %= 1 << 8 * length
    place = base.start(page) + offset
    return _put(data, place, value.to_bytes(length, "big")), f"header of page {page}, byte {offset}, is {value}"


def _pointer(base: Base, data: bytes, rng: Random) -> tuple[bytes, str]:
    """A pointer to a cell leads elsewhere: out of the page, into the header, to another cell."""
    page, pointers = _cells(base, data, rng)
    if not pointers:
        return _bytes(base, data, rng)
    place = rng.choice(pointers)
    others = [data[each : each + 2] for each in pointers]
    value = rng.choice((*others, *(struct.pack(">H", each & 0xFFFF) for each in (*EDGES, rng.getrandbits(16)))))
    return _put(data, place, value), f"the pointer at {place}, page {page}, is {value.hex()}"


def _cell(base: Base, data: bytes, rng: Random) -> tuple[bytes, str]:
    """The first bytes of a cell: its length, key, the types of its values, the page it goes on at."""
    page, pointers = _cells(base, data, rng)
    if not pointers:
        return _bytes(base, data, rng)
    pointer = rng.choice(pointers)
    place = (page - 1) * base.page_size + struct.unpack(">H", data[pointer : pointer + 2])[0] + rng.randrange(16)
    value = bytes(rng.choice(TELLING) for _ in range(rng.choice((1, 1, 2, 9))))
    return _put(data, place, value), f"the cell at {place}, page {page}, has {value.hex()}"


def _free(base: Base, data: bytes, rng: Random) -> tuple[bytes, str]:
    """A list of free pages that holds pages in use, itself, or pages that there are not."""
    trunk = rng.randrange(1, base.pages + 1)
    following = rng.choice((0, trunk, rng.randrange(1, base.pages + 1), base.pages + 9))
    count = rng.choice((0, 1, 5, 2_000, 0xFFFFFFFF))
    leaves = [rng.choice((rng.randrange(1, base.pages + 1), trunk, 0, base.pages + 3)) for _ in range(min(count, 5))]
    data = _put(data, 32, struct.pack(">II", trunk, rng.choice((1, count & 0xFFFF, 0x7FFFFFFF))))
    if rng.random() < 0.7:
        data = _put(data, (trunk - 1) * base.page_size, struct.pack(f">II{len(leaves)}I", following, count, *leaves))
    return data, f"free pages begin at {trunk}, go on at {following}, {count} of them {leaves}"


def _pages(base: Base, data: bytes, rng: Random) -> tuple[bytes, str]:
    """Pages zeroed, swapped, copied over others, lost, or more than the header tells of."""
    size = base.page_size
    one, other = (rng.randrange(1, base.pages) * size for _ in range(2))
    what = rng.choice(("zeroed", "copied", "swapped", "cut", "longer", "filled"))
    if what == "zeroed":
        data = _put(data, one, bytes(size))
    elif what == "copied":
        data = _put(data, one, data[other : other + size])
    elif what == "swapped":
        data = _put(_put(data, one, data[other : other + size]), other, data[one : one + size])
    elif what == "cut":
        data = data[: rng.choice((one, one + 7, rng.randrange(len(data) + 1)))]
    elif what == "longer":
        data += rng.randbytes(rng.choice((1, size, 3 * size + 5)))
    else:
        data = _put(data, one, rng.randbytes(size))
    return data, f"page {one // size + 1} {what} ({other // size + 1})"


def _cells(base: Base, data: bytes, rng: Random) -> tuple[int, list[int]]:
    """A page of a tree, and where in the file its pointers to cells stand."""
    page = rng.choice(base.trees)
    start = base.start(page)
    if start + 12 > len(data):
        return page, []
    count = struct.unpack(">H", data[start + 3 : start + 5])[0]
    first = start + (12 if data[start] in BRANCHES else 8)
    return page, [place for place in range(first, first + 2 * min(count, 400), 2) if place + 2 <= len(data)]


def _put(data: bytes, place: int, value: bytes) -> bytes:
    return data[:place] + value + data[place + len(value) :] if place < len(data) else data


def _by_sql(change: Callable[[sqlite3.Connection, Random], str]) -> Callable[[Base, bytes, Random], tuple[bytes, str]]:
    return lambda base, data, rng: base.changed(data, lambda connection: change(connection, rng))


def _fields(base: Base, data: bytes, rng: Random) -> tuple[bytes, str]:
    """A field of a table's row, found by what stands in it, overwritten where it lies."""
    words = rng.choice(FIELDS_FIRST)
    place = data.find(words, rng.randrange(len(data)))
    if place < 0:
        return _cell(base, data, rng)
    value = rng.choice((b"\0" * 4, b"\xff\xfe\x9b[", b"\x1b]0;", b"\xed\xa0\x80", rng.randbytes(6)))
    return _put(data, place, value), f"{words!r} at {place} is {value.hex()}"


KINDS: dict[Callable[[Base, bytes, Random], tuple[bytes, str]], int] = {
    _header: 8,
    _bytes: 12,
    _tree: 8,
    _pointer: 7,
    _cell: 11,
    _free: 3,
    _pages: 7,
    _fields: 3,
    _by_sql(change_schema): 8,
    _by_sql(change_objects): 7,
    _by_sql(change_shadows): 11,
    _by_sql(change_values): 15,
}
