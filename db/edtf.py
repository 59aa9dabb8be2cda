"""Dates as precise as they are known: the calendar dates of EDTF level 0 (ISO 8601-2:2019, annex A)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Literal

from db.errors import BadDateError

Precision = Literal["year", "month", "day"]

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@total_ordering
@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A year, a month or a day. Ordered by first day, the less precise one first."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise BadDateError("a day needs a month")
        try:
            date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)
        except ValueError as error:
            raise BadDateError(f"{self.year}-{self.month}-{self.day} is not in the calendar") from error

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def first_day(self) -> date:
        """The first day that the date may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day that the date may mean."""
        month = self.month or 12
        if self.day is not None or month == 12:
            return date(self.year, month, self.day or 31)
        return date(self.year, month + 1, 1) - timedelta(days=1)

    def contains(self, other: EdtfDate) -> bool:
        """Whether every day that `other` may mean is one that this date may mean."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day

    def in_words(self) -> str:
        """The date as a person writes it: `11 October 2011`, `May 2017`, `2014`."""
        if self.month is None:
            return f"{self.year:04d}"
        words = f"{MONTHS[self.month - 1]} {self.year:04d}"
        return words if self.day is None else f"{self.day} {words}"

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def __lt__(self, other: EdtfDate) -> bool:
        return self.sort_key < other.sort_key

    @property
    def sort_key(self) -> tuple[date, int]:
        """The first day, then the precision, coarse before fine."""
        return self.first_day, ("year", "month", "day").index(self.precision)


def parse_edtf(text: str) -> EdtfDate:
    """The date that `text` writes in EDTF. Raises BadDateError for anything else, 30 February included."""
    match = FORM.fullmatch(text)
    if match is None:
        raise BadDateError(f"{text!r} is not a date such as 2011-10-11, 2016-11 or 2014")
    year, month, day = match.groups()
    return EdtfDate(int(year), int(month) if month else None, int(day) if day else None)


def dates_agree(one: str, other: str) -> bool:
    """Whether two dates, as EDTF, can both be true: the same, or one only less precise; False for what is no date."""
    try:
        first, second = parse_edtf(one), parse_edtf(other)
    except BadDateError:
        return one == other
    return first.contains(second) or second.contains(first)
