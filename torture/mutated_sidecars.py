"""Files that lie beside a database and that SQLite reads: journals of every kind, made to harm."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

MAGIC = bytes.fromhex("d9d505f920a163d7")
SECTOR = 512


def journal(data: bytes, pages: dict[int, bytes], named: str = "") -> bytes:
    """A journal that SQLite takes for that of a crash: `pages` are what it would put back, `named` a file that it would
    look for, and delete (SQLite documentation, Database File Format, section 3)."""
    size = struct.unpack(">H", data[16:18])[0]
    nonce = 42
    head = MAGIC + struct.pack(">IIIII", len(pages), nonce, len(data) // size, SECTOR, size)
    body = b"".join(
        struct.pack(">I", number) + page + struct.pack(">I", _checksum(page, nonce)) for number, page in pages.items()
    )
    name = named.encode()
    tail = b""
    if name:
        tail = struct.pack(">I", size and 0x40000000 // size + 1) + name
        tail += struct.pack(">II", len(name), sum(name) & 0xFFFFFFFF) + MAGIC
    return head.ljust(SECTOR, b"\0") + body + tail


def beside_it(data: bytes, victim: Path, rng: Random) -> tuple[dict[str, bytes], str]:
    """Files by the ends of their names, and what they are in words; `victim` is a file that one of them would have
    deleted."""
    size = struct.unpack(">H", data[16:18])[0]
    what = rng.choice(("journal", "named", "broken", "noise", "wal", "shm", "empty"))
    page = rng.randrange(2, len(data) // size)
    whole = journal(data, {page: rng.randbytes(size)}, str(victim) if what == "named" else "")
    if what in {"journal", "named"}:
        return {"-journal": whole}, f"a journal that puts back page {page}{' and names a file' * (what == 'named')}"
    if what == "broken":
        broken = bytearray(whole)
        for _ in range(rng.choice((1, 3))):
            broken[rng.randrange(64)] = rng.choice((0, 0xFF, rng.randrange(256)))
        return {"-journal": bytes(broken)}, "a broken journal"
    if what == "noise":
        return {"-journal": rng.randbytes(700)}, "noise for a journal"
    if what == "wal":
        return {"-wal": _wal(data, rng)}, "a log of writes"
    if what == "shm":
        return {"-wal": _wal(data, rng), "-shm": rng.randbytes(32768)}, "a log of writes with an index of noise"
    return {"-journal": b"", "-wal": b"", "-shm": b""}, "empty journals"


def _wal(data: bytes, rng: Random) -> bytes:
    size = struct.unpack(">H", data[16:18])[0]
    head = struct.pack(">IIIIII", 0x377F0682, 3007000, size, 1, 7, 9)
    frame = struct.pack(">IIII", rng.randrange(1, 9), len(data) // size, 7, 9)
    return head + rng.randbytes(8) + frame + rng.randbytes(8 + size)


def _checksum(page: bytes, nonce: int) -> int:
    return (nonce + sum(page[place] for place in range(len(page) - 200, 0, -200))) & 0xFFFFFFFF
