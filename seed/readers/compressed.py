"""Gzip: bounded, so that a bomb is never inflated."""

from __future__ import annotations

import gzip
import io
import zlib

from db.errors import UnreadableSourceError

MAGIC = b"\x1f\x8b"


def decompress(data: bytes, most: int) -> bytes:
    """What `data` holds, if that is no more than `most` bytes. Raises UnreadableSourceError if not, or when broken."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            found = file.read(most + 1)
    except (OSError, EOFError, zlib.error):
        raise UnreadableSourceError("broken compressed data") from None
    if len(found) > most:
        raise UnreadableSourceError("larger than it may be when decompressed")
    return found
