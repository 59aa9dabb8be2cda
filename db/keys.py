"""Row keys whose order is the order of dates: the ordinal day in the upper bits, a sequence within it below."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.edtf import EdtfDate

SEQUENCE_BITS = 24
MOST_PER_DAY = (1 << SEQUENCE_BITS) - 1
LAST_KEY = (date.max.toordinal() + 1) << SEQUENCE_BITS


def day_of(value: EdtfDate | None) -> int:
    """The ordinal of the date's first day, 0 for none; so undated rows come last when the newest come first."""
    return value.first_day.toordinal() if value is not None else 0


def first_key(day: int) -> int:
    """The lowest key of an ordinal day."""
    return day << SEQUENCE_BITS


def day_of_key(key: int) -> int:
    """The ordinal day of a key."""
    return key >> SEQUENCE_BITS


def key_bounds(first_year: int | None, last_year: int | None) -> tuple[int, int]:
    """Lowest and highest key of dated rows within years, both included; None is open. Undated rows lie outside."""
    low = first_key(date(_in_calendar(first_year), 1, 1).toordinal()) if first_year is not None else first_key(1)
    if last_year is None:
        return low, LAST_KEY
    return low, first_key(date(_in_calendar(last_year), 12, 31).toordinal()) | MOST_PER_DAY


def _in_calendar(year: int) -> int:
    return min(max(year, 1), 9999)
