"""What the tests of readers share: files as bytes, opened as the program opens them."""

from __future__ import annotations

from pathlib import Path

from seed.readers.articles import TextArticle
from seed.readers.opening import open_source
from seed.readers.parser import Parser
from seed.sources import Limits, RawArticle, Skipped, gather

LIMITS = Limits(max_bytes=20_000, max_seconds=5)


def open_bytes(name: str, data: bytes, limits: Limits = LIMITS) -> list[TextArticle | Skipped]:
    with Parser(limits) as parser:
        return list(open_source(RawArticle(name, f"in/{name}", data), limits, parser))


def article_of(name: str, data: bytes, limits: Limits = LIMITS) -> TextArticle:
    """The one article of a file."""
    (article,) = open_bytes(name, data, limits)
    assert isinstance(article, TextArticle), article
    return article


def reason_of(name: str, data: bytes, limits: Limits = LIMITS) -> str:
    """Why a file holds no article."""
    (skipped,) = open_bytes(name, data, limits)
    assert isinstance(skipped, Skipped), skipped
    assert skipped.reason.isprintable()
    return skipped.reason


def read_paths(*paths: Path, limits: Limits = LIMITS) -> list[TextArticle | Skipped]:
    with Parser(limits) as parser:
        return [
            item
            for raw in gather(paths, limits)
            for item in ([raw] if isinstance(raw, Skipped) else open_source(raw, limits, parser))
        ]
