"""Text files: bytes to text. UTF-8, or UTF-16 that says so by its byte order mark; no other encoding is guessed."""

from __future__ import annotations

import codecs

from db.errors import UnreadableSourceError


def decode(data: bytes) -> str:
    """The text of `data`. Raises UnreadableSourceError when it is in another encoding, or holds no text."""
    try:
        text = _decode(data)
    except UnicodeDecodeError:
        raise UnreadableSourceError("not UTF-8 text; convert it to UTF-8 and try again") from None
    if not text.strip():
        raise UnreadableSourceError("empty")
    if "\0" in text:
        raise UnreadableSourceError("binary, not text")
    return text


def _decode(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    return data.decode("utf-8")
