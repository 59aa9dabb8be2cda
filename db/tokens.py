"""Words of the full-text index that no text holds: each stands for a filter, so that one expression finds text and
filters together. They begin alike with more underscores than any prefix index has letters; texts are indexed without
underscores. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAD = "____"
EVERY = f"{LEAD}a"  # stands in the entry of every agreement
BETWEEN = f"{LEAD}b"  # stands between two sources, so that no words in a row are of both
LETTERS = {
    "kind": "k", "status": "s", "organisation": "o", "topic": "t", "provision": "v", "language": "l", "has": "h",
    "lacks": "w", "conflict": "x", "sources": "n", "parties": "p", "identifier": "i", "source word": "f",
    "decade": "e", "year": "y", "month": "m", "day": "d", "coarse": "c",
}  # fmt: skip
TALLIED = ("kind", "status", "organisation", "topic", "sources", "decade")
WORD = re.compile(r"[^\W_]+")
HOST = re.compile(r"[a-z]{1,9}://([^/\s]{1,253})", re.IGNORECASE)
FOREIGN = re.compile(r"[^a-z0-9]")


def token(field: str, value: str) -> str:
    """The word that stands for a value of a field, such as `____o_interpol`."""
    return f"{LEAD}{LETTERS[field]}_{_folded(value)}"


def word_tokens(field: str, text: str) -> str:
    """The words that stand for each word of a text, parted by blanks."""
    begin = f"{LEAD}{LETTERS[field]}_"
    return " ".join([begin + word for word in plain_words(text)])


def plain_words(text: str) -> list[str]:
    """The words of a text in ASCII, without case and accents, as the index folds them."""
    if text.isascii():
        return WORD.findall(text.lower())
    return [_plain(word) for word in WORD.findall(text)]


def host(url: str | None) -> str:
    """The name of the machine in a link; empty for none."""
    match = HOST.match(url) if url else None
    return match[1] if match else ""


def _folded(text: str) -> str:
    """A value as ASCII letters, digits and single underscores; the same for the index's own folding of it."""
    if text.isascii():
        return "_".join(WORD.findall(text.lower()))
    return "_".join(_plain(word) for word in WORD.findall(text))


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return FOREIGN.sub(lambda match: f"u{ord(match[0]):x}", bare)


def date_tokens(value: str | None) -> str:
    """The words for a date, as EDTF: its decade, year, month and day as far as they are known, and how coarse it is."""
    if not value:
        return ""
    year, *rest = value.split("-")
    found = [token("decade", year[:3]), token("year", year)]
    if not rest:
        return " ".join([*found, token("coarse", year)])
    month = f"{year}_{rest[0]}"
    found.append(token("month", month))
    found.append(token("coarse", month) if len(rest) == 1 else token("day", f"{month}_{rest[1]}"))
    return " ".join(found)


def tokens_between(first: date | None, last: date | None, decades: Iterable[int]) -> list[str]:
    """The words of which a date has one if it may lie between two days, both included; None is open.

    `decades` are those, as first years, in which there is any date: nothing is looked for elsewhere.
    """
    low, high = first or date.min, last or date.max
    found: list[str] = []
    for decade in sorted(decades):
        start, end = max(1, decade), min(decade + 9, 9999)
        if date(end, 12, 31) < low or date(start, 1, 1) > high:
            continue
        if low <= date(start, 1, 1) and date(end, 12, 31) <= high:
            found.append(token("decade", f"{decade // 10:03d}"))
            continue
        for year in range(start, end + 1):
            found += _tokens_of_year(year, low, high)
    return found


def _tokens_of_year(year: int, low: date, high: date) -> list[str]:
    start, end = date(year, 1, 1), date(year, 12, 31)
    if end < low or start > high:
        return []
    if low <= start and end <= high:
        return [token("year", f"{year:04d}")]
    found = [token("coarse", f"{year:04d}")]
    for month in range(1, 13):
        start = date(year, month, 1)
        end = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
        name = f"{year:04d}_{month:02d}"
        if low <= start and end <= high:
            found.append(token("month", name))
        elif start <= high and end >= low:
            found.append(token("coarse", name))
            days = range(max(start, low).day, min(end, high).day + 1)
            found += [token("day", f"{name}_{day:02d}") for day in days]
    return found
