"""Bytes to text: UTF-8, UTF-16, else Windows-1252, which is marked. Nothing else is guessed."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from db.errors import UnreadableSourceError

SAMPLE = 4096  # bytes, enough to tell UTF-16 by its zero bytes


class Decoded(NamedTuple):
    """A text, and a note when its encoding was not certain."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`, in the encoding that it was `declared` to have where that holds.

    Bytes that are no text in it are read as Windows-1252, which the notes tell. Raises UnreadableSourceError when
    there is no text at all, or the data is binary.
    """
    found = _decode(data, declared)
    if not found.text.strip():
        raise UnreadableSourceError("empty")
    if "\0" in found.text:
        raise UnreadableSourceError("binary, not text")
    return found


def _decode(data: bytes, declared: str | None) -> Decoded:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _certain(data, "utf-16")
    if declared and not data.startswith(codecs.BOM_UTF8):
        try:
            return Decoded(data.decode(declared))
        except (LookupError, ValueError):  # no such encoding, or it does not hold
            pass
    try:
        if b"\0" not in data[:SAMPLE]:
            return Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Decoded(data.decode("cp1252", "replace"), ("not UTF-8, decoded as Windows-1252",))
    wide = _wide(data)
    return _certain(data, wide, ("no byte order mark, decoded as UTF-16",)) if wide else Decoded("\0")


def _certain(data: bytes, encoding: str, notes: tuple[str, ...] = ()) -> Decoded:
    try:
        return Decoded(data.decode(encoding), notes)
    except UnicodeDecodeError:
        return Decoded(data.decode(encoding, "replace"), (*notes, "some characters could not be decoded"))


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark has zeros at every other byte, in text of the Latin alphabet."""
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    most = len(sample) // 2
    if most >= 8 and min(even, odd) == 0 and max(even, odd) > 0.7 * most:
        return "utf-16-le" if odd else "utf-16-be"
    return None
