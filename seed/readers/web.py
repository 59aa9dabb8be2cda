"""Web pages: the article within, and what the page says of it. Runs in the child process only."""

from __future__ import annotations

import re

from trafilatura import bare_extraction

from db.errors import UnreadableSourceError
from seed.readers.articles import Metadata
from seed.readers.parser import Parsed
from seed.readers.text import decode

HEAD = 4096  # bytes in which a page declares its encoding
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w:.-]{2,40})", re.IGNORECASE)


def read(data: bytes) -> Parsed:
    """The page's article. Raises UnreadableSourceError when it holds none."""
    charset = CHARSET.search(data[:HEAD])
    text, notes = decode(data, charset[1].decode("ascii", "replace") if charset else None)
    found = bare_extraction(text, with_metadata=True, include_comments=False, include_tables=True)
    if found is None or isinstance(found, dict) or not found.text:
        raise UnreadableSourceError("a web page without an article")
    return Parsed(found.text, Metadata(found.title, found.sitename, found.date, found.url), notes)
