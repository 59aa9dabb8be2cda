"""A record of JSON Lines: an object with `text`, and `title`, `publisher`, `published` and `url` where known."""

from __future__ import annotations

import json

from db.errors import UnreadableSourceError
from seed.readers.articles import Metadata
from seed.readers.text import decode


def read_record(data: bytes) -> tuple[str, Metadata]:
    """The record's text and what it says of it. Raises UnreadableSourceError, in words, when it is no such record."""
    try:
        record = json.loads(decode(data).text)
    except (ValueError, RecursionError):
        raise UnreadableSourceError("not JSON") from None
    if not isinstance(record, dict):
        raise UnreadableSourceError("not a JSON object")
    text = record.get("text")
    if not isinstance(text, str):
        raise UnreadableSourceError("a record without text" if text is None else "its text is no string")
    if not text.strip():
        raise UnreadableSourceError("empty")
    fields = (record.get(name) for name in ("title", "publisher", "published", "url"))
    return text, Metadata(*(value if isinstance(value, str) else None for value in fields))
