"""Dates as they are written, and those that are counted from the article's own date. Strict: no date is guessed.

A day without a year, "today" or "on Tuesday" is a date only in an article that states its own. A stretch of days
("11-12 October") is no day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from db.edtf import EdtfDate
from db.errors import BadDateError
from seed.spans import longest_then_earliest
from seed.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seed.grammar import DatesPatterns
    from seed.lexicon import Lexicon
    from seed.tokens import Tokens

Parts = tuple[int, int, "int | None"]

MONTHS = 12
YEARS = range(1900, 2101)
ISO = re.compile(r"(?<![0-9-])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9-])")
DASHED = re.compile(r"(?<![0-9-])([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})(?![0-9-])")
SLASHED = re.compile(r"(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?![0-9/])")
YEAR = re.compile(r"[0-9][0-9]{3}")  # one digit first, as a search is quick that looks for one sign
NUMBER = re.compile(r"[0-9]{1,2}")
NEAR = 40  # characters of a day and month on either side of the day, and what must not stand beside them
BEFORE_YEAR = 80  # characters of a date before its year, and what must not stand before it
AFTER_YEAR = 12
DOTTED = re.compile(r"(?<![0-9.])([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?![0-9.])")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in the text: EDTF, how it was come by, and the rule's name."""

    start: int
    end: int
    date: EdtfDate
    basis: str
    rule: str


def find_dates(
    text: str, tokens: Tokens, lexicon: Lexicon, published: EdtfDate | None, day_first: bool = False
) -> list[FoundDate]:
    """Every date of `text`, in order; `published` is the article's own, to a day, or None.

    "3/5/2019" is a date only where `day_first` says which of its numbers is the day.
    """
    found = list(_stated(text, lexicon, day_first))
    if published and published.precision == "day":
        found.extend(_counted(text, tokens, lexicon, published.first_day))
        found.extend(_without_year(text, lexicon, published.first_day))
    return _beside(longest_then_earliest(found))


def find_stated(text: str, lexicon: Lexicon, day_first: bool = False) -> list[FoundDate]:
    """The dates that are written in full, in order."""
    return _beside(longest_then_earliest(_stated(text, lexicon, day_first))) if YEAR.search(text) else []


def make_date(year: int, month: int | None = None, day: int | None = None) -> EdtfDate | None:
    """The date, if it is in the calendar and from 1900 to 2100."""
    if year not in YEARS:
        return None
    try:
        return EdtfDate(year, month, day)
    except BadDateError:
        return None


def has_impossible(text: str, lexicon: Lexicon) -> bool:
    """Whether a date is written that no calendar has: "31 November 2014"."""
    return any(not _in_calendar(parts) for _, _, parts in _written(text, lexicon))


def _in_calendar(parts: Parts) -> bool:
    try:
        EdtfDate(*parts)
    except BadDateError:
        return False
    return True


def _stated(text: str, lexicon: Lexicon, day_first: bool) -> Iterator[FoundDate]:
    for match, rule, parts in _written(text, lexicon, day_first):
        made = make_date(*parts)
        if made:
            yield FoundDate(match.start(), match.end(), made, "stated", rule)
    for start, end in _near_years(text):
        for match in lexicon.grammar.dates.year.finditer(text, start, end):
            year = make_date(int(match[1]))
            if year:
                yield FoundDate(match.start(1), match.end(1), year, "stated", "year")


def _near_years(text: str) -> list[tuple[int, int]]:
    """The stretches in which all dates with a year stand; most of a text is none."""
    return _near(text, YEAR, BEFORE_YEAR, AFTER_YEAR)


def _near(text: str, number: re.Pattern[str], before: int, after: int) -> list[tuple[int, int]]:
    """The stretches around numbers, those that touch joined."""
    found: list[tuple[int, int]] = []
    for match in number.finditer(text):
        start, end = max(0, match.start() - before), min(len(text), match.end() + after)
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _written(text: str, lexicon: Lexicon, day_first: bool = False) -> Iterator[tuple[re.Match[str], str, Parts]]:
    """What is written as a date, with its rule and its year, month and perhaps day, in the calendar or not."""
    for start, end in _near_years(text):
        yield from _in_words(text, start, end, lexicon)
        yield from _in_numbers(text, start, end, day_first)


def _in_words(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[re.Match[str], str, Parts]]:
    months, patterns = lexicon.calendar.months, lexicon.grammar.dates
    for match in patterns.day_first.finditer(text, start, end):
        if month := months.get(fold(match[2])):
            day = None if _ends_stretch(text, match, patterns) else int(match[1])
            yield match, "day-month-year", (int(match[3]), month, day)
    for match in patterns.month_first.finditer(text, start, end):
        if month := months.get(fold(match[1])):
            yield match, "month-day-year", (int(match[3]), month, int(match[2]))
    for match in patterns.month_only.finditer(text, start, end):
        if month := months.get(fold(match[1])):
            yield match, "month-year", (int(match[2]), month, None)


def _in_numbers(text: str, start: int, end: int, day_first: bool) -> Iterator[tuple[re.Match[str], str, Parts]]:
    """Dates in figures; with slashes only where it is sure which is the day."""
    for match in ISO.finditer(text, start, end):
        yield match, "iso-date", (int(match[1]), int(match[2]), int(match[3]))
    for match in DOTTED.finditer(text, start, end):
        yield match, "dotted-date", (int(match[3]), int(match[2]), int(match[1]))
    for match in DASHED.finditer(text, start, end):
        yield match, "dashed-date", (int(match[3]), int(match[2]), int(match[1]))
    for match in SLASHED.finditer(text, start, end):
        first, second = int(match[1]), int(match[2])
        if first > MONTHS or first == second or (day_first and second <= MONTHS):
            yield match, "slashed-date", (int(match[3]), second, first)
        elif second > MONTHS:
            yield match, "slashed-date", (int(match[3]), first, second)


def _counted(text: str, tokens: Tokens, lexicon: Lexicon, own: date) -> Iterator[FoundDate]:
    words = lexicon.calendar
    for hit in words.days_back.find(text, tokens):
        yield _resolved(hit.start, hit.end, own - timedelta(days=int(hit.label)), "day-counted")
    for hit in words.weekdays.find(text, tokens):
        yield _resolved(hit.start, hit.end, own - timedelta(days=(own.weekday() - int(hit.label)) % 7), "weekday")
    for hit in words.weeks_back.find(text, tokens):
        monday = own - timedelta(days=own.weekday() + 7 * int(hit.label))
        sunday = monday + timedelta(days=6)
        if monday.month == sunday.month:  # a week has no EDTF of its own here; its month, when it lies in one
            yield FoundDate(hit.start, hit.end, EdtfDate(monday.year, monday.month), "resolved", "week")
    for hit in words.months_back.find(text, tokens):
        last = own.replace(day=1) - timedelta(days=1)
        month = EdtfDate(own.year, own.month) if hit.label == "0" else EdtfDate(last.year, last.month)
        yield FoundDate(hit.start, hit.end, month, "resolved", "month-counted")


def _without_year(text: str, lexicon: Lexicon, own: date) -> Iterator[FoundDate]:
    """A day and month, in either order: the latest such day that is not after the article's own."""
    patterns = lexicon.grammar.dates
    near = _near(text, NUMBER, NEAR, NEAR)
    written = [(match, match[2], match[1]) for span in near for match in patterns.day_only.finditer(text, *span)]
    written += [(match, match[1], match[2]) for span in near for match in patterns.day_after.finditer(text, *span)]
    for match, word, number in written:
        month = lexicon.calendar.months.get(fold(word))
        if month is None or _ends_stretch(text, match, patterns):
            continue
        days = (make_date(year, month, int(number)) for year in (own.year, own.year - 1))
        day = next((day.first_day for day in days if day and day.first_day <= own), None)
        if day:
            yield _resolved(match.start(), match.end(), day, "day-month")


def _ends_stretch(text: str, match: re.Match[str], patterns: DatesPatterns) -> bool:
    """ "11-12 October" """
    return bool(patterns.stretch.search(text, max(0, match.start() - 12), match.start()))


def _resolved(start: int, end: int, day: date, rule: str) -> FoundDate:
    return FoundDate(start, end, EdtfDate(day.year, day.month, day.day), "resolved", rule)


def _beside(found: list[FoundDate]) -> list[FoundDate]:
    """Without the weekdays that only stand before a full date: "Monday 26 March 2001"."""
    following_ones = [*found[1:], None][: len(found)]
    return [
        item
        for item, following in zip(found, following_ones, strict=True)
        if not (item.rule == "weekday" and following and following.start - item.end <= 3)
    ]
