"""A file's bytes → the texts of its articles: the one place that decides which reader takes what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.errors import UnreadableSourceError
from seed.readers.articles import Metadata, TextArticle, digest
from seed.readers.compressed import MAGIC, decompress
from seed.readers.markdown import plain_markdown
from seed.readers.record import read_record
from seed.readers.text import decode
from seed.sources import UNKNOWN_KIND, RawArticle, Skipped, kind_of, size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seed.readers.parser import Parser
    from seed.sources import Limits

PARSED = frozenset({"html", "pdf", "mail"})
PAGE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--[^>]{0,500}-->\s{0,100})?"
                  rb"<(?:!doctype\s{1,9}html|html)\b", re.IGNORECASE)  # fmt: skip
DEPTH = 3  # mails within mails


def open_source(raw: RawArticle, limits: Limits, parser: Parser) -> Iterator[TextArticle | Skipped]:
    """The articles of one file: mostly one, more for a mail with attached files. What can't be read is told.

    A file is taken for what its first bytes show, else for what its name says, else for text.
    """
    return _open(raw, limits, parser, DEPTH)


def _open(raw: RawArticle, limits: Limits, parser: Parser, depth: int) -> Iterator[TextArticle | Skipped]:
    try:
        data = decompress(raw.data, limits.max_bytes) if raw.data.startswith(MAGIC) else raw.data
        kind = raw.kind or _kind_by_content(data) or kind_of(raw.name) or "text"
        if kind in PARSED:
            yield from _parsed(raw, kind, data, limits, parser, depth)
        else:
            yield _article(raw, kind, data, limits)
    except UnreadableSourceError as error:
        yield Skipped(raw.source, str(error))


def _kind_by_content(data: bytes) -> str | None:
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(MAGIC):
        raise UnreadableSourceError("compressed twice")
    return "html" if PAGE.match(data) else None


def _article(raw: RawArticle, kind: str, data: bytes, limits: Limits) -> TextArticle:
    if len(data) > limits.text_bytes:
        raise UnreadableSourceError(f"more than {size(limits.text_bytes)} of text")
    if kind == "record":
        text, metadata = read_record(data)
        return TextArticle(raw.name, raw.source, digest(raw.data), text, metadata)
    text, notes = decode(data)
    metadata = Metadata()
    if kind == "markdown":
        text, metadata = plain_markdown(text)
    return TextArticle(raw.name, raw.source, digest(raw.data), text, metadata, notes)


def _parsed(
    raw: RawArticle, kind: str, data: bytes, limits: Limits, parser: Parser, depth: int
) -> Iterator[TextArticle | Skipped]:
    found = parser.parse(kind, data)
    if found.text.strip():
        yield TextArticle(raw.name, raw.source, digest(raw.data), found.text, found.metadata, found.notes)
    elif not found.attached:
        yield Skipped(raw.source, "no text")
    for name, content in found.attached:
        attached = RawArticle(f"{raw.name}#{name}", f"{raw.source}#{name}", content)
        if not content.strip():
            yield Skipped(attached.source, "empty")
        elif depth == 0:
            yield Skipped(attached.source, "mails within mails, too deep")
        elif not (kind_of(name) or _kind_by_content(content)):
            yield Skipped(attached.source, UNKNOWN_KIND)
        else:
            yield from _open(attached, limits, parser, depth - 1)
