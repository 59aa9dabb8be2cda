"""What is typed of a time, as the days that it runs from and to. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from db.edtf import parse_edtf
from db.errors import BadDateError

RANGE = re.compile(r"\A(.*?)(?:\.{2,3}|…|/|–|—|(?<=\d{4})-(?=\d{4}))(.*)", re.ASCII | re.DOTALL)
OPEN_ENDS = " ./"
DECADE = re.compile(r"(\d{3})0s", re.ASCII)
UNFINISHED_YEAR = re.compile(r"\d{1,3}", re.ASCII)
UNFINISHED = re.compile(r"(\d{4}|\d{4}-\d{2})-\d?", re.ASCII)
DAY = timedelta(days=1)


class Period(NamedTuple):
    """From the first to the last day, both included; None is open, or not typed yet."""

    first: date | None
    last: date | None

    @property
    def is_open(self) -> bool:
        """Whether neither end is known."""
        return self.first is None and self.last is None


def period(text: str, typing: bool) -> Period | None:
    """The days of `2011`, `2011-10`, `2011-10-11`, `2010s`, or of a range of such with either end open, the ends in any
    order. None for what is no time, and for a range without an end.

    While it is being typed, `201` means the years that begin so, and an unfinished month or day is left out.
    """
    if typing and text.endswith(".") and not text.endswith(".."):
        text += "."
    ends = RANGE.fullmatch(text)
    if ends is None:
        return _one(text, typing) or (_years_begun(text) if typing else None)
    low, high = ends[1].strip(OPEN_ENDS), ends[2].strip(OPEN_ENDS)
    first = _one(low, typing) if low else Period(None, None)
    last = _one(high, typing) if high else Period(None, None)
    if last is None and typing and UNFINISHED_YEAR.fullmatch(high):
        last = Period(None, None)
    if first is None or last is None or not (low or high or typing):
        return None
    if first.first is not None and last.last is not None and last.last < first.first:
        first, last = last, first
    return Period(first.first, last.last)


def before(text: str, typing: bool) -> Period | None:
    """Until the day before a date begins; None for what is no date, and for the first day that there is."""
    found = _single(text, typing)
    if found is None or found.first is None:
        return found
    return Period(None, found.first - DAY) if found.first > date.min else None


def after(text: str, typing: bool) -> Period | None:
    """From the day after a date ends; None for what is no date, and for the last day that there is."""
    found = _single(text, typing)
    if found is None or found.last is None:
        return found
    return Period(found.last + DAY, None) if found.last < date.max else None


def _single(text: str, typing: bool) -> Period | None:
    """The days of one date; of one whose year is unfinished both ends are open."""
    found = _one(text, typing)
    return Period(None, None) if found is None and typing and UNFINISHED_YEAR.fullmatch(text) else found


def _one(text: str, typing: bool) -> Period | None:
    """The days of one date; while typing without its unfinished month or day."""
    if decade := DECADE.fullmatch(text):
        return _years(int(decade[1]) * 10, 10)
    if typing and (unfinished := UNFINISHED.fullmatch(text)):
        text = unfinished[1]
    try:
        found = parse_edtf(text)
    except BadDateError:
        return None
    return Period(found.first_day, found.last_day)


def _years_begun(text: str) -> Period | None:
    """The years that begin with one, two or three digits."""
    if not UNFINISHED_YEAR.fullmatch(text):
        return None
    scale = 10 ** (4 - len(text))
    return _years(int(text) * scale, scale)


def _years(first: int, number: int) -> Period | None:
    """A number of years from one on, of those that the calendar has."""
    last = first + number - 1
    return Period(date(max(first, 1), 1, 1), date(last, 12, 31)) if last >= 1 else None
