"""Row keys whose order is the order of dates: the ordinal day in the upper bits, a place within the day below.

The place is counted from what the row is, so that it does not depend on when the row came: for an article from its
content, for an agreement from its id, the first letters of which count most, so that a day's agreements stand in the
order of their first letters. Rows that would have one place stand one after the other, see `layout`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.edtf import EdtfDate

LETTERS = 3  # of an agreement's id, so that the list has an order within a day
LETTER_BITS = 5
ROOM = 1 << 16  # places at the end of a day that nothing is counted to, for those that stand after others


class Space(NamedTuple):
    """The keys of one table: how many bits the place within a day has."""

    bits: int

    def first(self, day: int) -> int:
        """The lowest key of an ordinal day."""
        return day << self.bits

    def last(self, day: int) -> int:
        """The highest key of an ordinal day."""
        return ((day + 1) << self.bits) - 1

    def day(self, key: int) -> int:
        """The ordinal day of a key."""
        return key >> self.bits

    def within(self, day: int, place: int) -> int:
        """The key of a place within a day, counted from 1."""
        room = min(ROOM, 1 << (self.bits - 1))
        return self.first(day) + 1 + place % ((1 << self.bits) - 1 - room)


# 22 bits are the day's. The number of an article is shown and given to programs: JSON keeps integers up to 53 bits.
ARTICLES = Space(31)
# Where a row of an index has a key of more than 56 bits, FTS5 (SQLite 3.40) that reads backwards loses its place in a
# long list, and with it rows: it takes the last byte of such a number for one of the next (`fts5DlidxLvlPrev`).
AGREEMENTS = Space(34)
LAST_KEY = AGREEMENTS.last(date.max.toordinal())


def article_key(day: int, content: str) -> int:
    """Where the article of a content (a sha256 in hexadecimal) stands on its day of publication."""
    return ARTICLES.within(day, int(content[:16], 16))


def agreement_key(day: int, number: str) -> int:
    """Where the agreement of an id stands on its day; the lists are read backwards, so the first letters come last."""
    import hashlib  # loads what a reader, which asks for no key, can do without

    letters = 0
    for char in number[:LETTERS].ljust(LETTERS):
        letters = letters << LETTER_BITS | (ord(char) - ord("a") + 1 if "a" <= char <= "z" else 0)
    below = AGREEMENTS.bits - LETTERS * LETTER_BITS
    place = ((1 << LETTERS * LETTER_BITS) - 1 - letters) << below if below > 0 else 0
    rest = int(hashlib.sha256(number.encode()).hexdigest()[:16], 16)
    return AGREEMENTS.within(day, place | rest % (1 << below) if below > 0 else rest)


def layout(wanted: Iterable[tuple[int, str]]) -> list[int]:
    """The keys of neighbours that want certain keys, in the order of (wanted key, name): the next free one for each."""
    keys: list[int] = []
    for key, _ in sorted(wanted):
        keys.append(max(key, keys[-1] + 1) if keys else key)
    return keys


def day_of(value: EdtfDate | None) -> int:
    """The ordinal of the date's first day, 0 for none; so undated rows come last when the newest come first."""
    return value.first_day.toordinal() if value is not None else 0


def first_key(day: int) -> int:
    """The lowest key of an agreement of an ordinal day."""
    return AGREEMENTS.first(day)
