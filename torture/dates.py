"""Dates as nobody writes them: read as they stand there, or not at all."""

from __future__ import annotations

import contextlib
import random
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from db.edtf import EdtfDate, parse_edtf
from db.errors import BadDateError
from seed.dates import FoundDate, find_dates, find_stated
from seed.tokens import fold, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seed.lexicon import Lexicon

OWN = EdtfDate(2011, 10, 12)
# What date readers have taken for dates, with what may be read in it: nothing, or just that.
NEVER_INVENTED = {
    "1" * 20_000: (),
    "1" * 5_000: (),
    "1/" * 20_000: (),
    "a " * 50_000: (),
    "1000000000-01-01": (),
    "0" * 5_000 + "1": (),
    "nan": (),
    "Infinity": (),
    "2024-01-01T00:00:00+99:99": ("2024-01-01",),
    "(" * 20_000: (),
    "": (),
    "10": (),
    "sat": (),
    "2024\0-01-01": (),
    "\u0662\u0660\u0662\u0664-\u0660\u0661-\u0660\u0662": (),
}
SIGNS = "0123456789 .-/,:()\u00a0\u2013T\n'\u0661\u00b2\u2460"
NUMBER, WORD = re.compile(r"[0-9]+"), re.compile(r"[^\W\d_]+\.?")
YEAR_AFTER = re.compile(r"\.?,? (?:de )?[0-9]{4}")
FORMS = ("{d} {m} {y}", "{d}{th} {m} {y}", "{m} {d}, {y}", "{y}-{n:02}-{d:02}", "{d:02}.{n:02}.{y}", "{m} {y}",
         "in {y}", "{d}/{n}/{y}", "{n}/{d}/{y}", "{d}. {m} {y}", "{d} de {m} de {y}", "{d} {m}", "{m} {d}",
         "{d}-{d} {m} {y}")  # fmt: skip


class Outcome(NamedTuple):
    """How many were tried, in how many a date was read, and what went wrong in words."""

    tried: int
    read: int
    failures: list[str]


def invented(lexicon: Lexicon) -> list[str]:
    """Of the 15 strings those in which a date is read that does not stand there."""
    failures = []
    for text, right in NEVER_INVENTED.items():
        for is_day_first in (True, False):
            found = [str(each.date) for each in find_stated(text, lexicon, is_day_first)]
            if not set(found) <= set(right):
                failures.append(f"{text[:40]!a}, {len(text)} characters: {found[:3]}")
        counted = find_dates(text, tokenize(text), lexicon, None)
        failures += [f"{text[:40]!a}: {each.date} in the text" for each in counted if str(each.date) not in right]
        with contextlib.suppress(BadDateError):
            failures.append(f"{text[:40]!a} is stored as {parse_edtf(text)}")
    return failures


def read_all(count: int, seed: int, lexicon: Lexicon) -> Outcome:
    """Reads so many strings, half of them as stored dates are read, half as those in texts are."""
    dice = random.Random(seed)
    months = sorted(lexicon.calendar.months)
    failures: list[str] = []
    read = 0
    for number in range(count):
        text = _text(dice, months)
        try:
            if number % 2:
                problems, found = _in_text(text, lexicon, dice.random() < 0.5)
            else:
                problems, found = _stored(text)
        except Exception as error:
            problems, found = [f"{type(error).__name__}: {error}"], 0
        read += bool(found)
        failures += [f"{problem} in {text[:200]!a} (date {number})" for problem in problems]
    return Outcome(count, read, failures)


def _text(dice: random.Random, months: list[str]) -> str:
    """A date in one of its forms, perhaps altered; or signs of which dates are made."""
    if dice.random() < 0.3:
        return "".join(
            dice.choice(SIGNS) if dice.random() < 0.8 else dice.choice(months) for _ in range(dice.randint(0, 40))
        )
    day = date(1850, 1, 1) + timedelta(days=dice.randint(0, 110_000))
    values = {"d": day.day, "n": day.month, "m": dice.choice(months), "y": day.year}
    if dice.random() < 0.3:
        values |= {
            "d": dice.choice((0, 29, 30, 31, 32, 99)),
            "n": dice.choice((0, 2, 12, 13, 99)),
            "y": dice.randint(0, 30_000),
        }
    text = dice.choice(FORMS).format(th=dice.choice(("st", "nd", "rd", "th", "er")), **values)
    if dice.random() < 0.4:
        letters = list(text)
        for _ in range(dice.randint(1, 3)):
            place = dice.randrange(len(letters) + 1)
            letters[place : place + dice.randint(0, 2)] = dice.choice(
                (dice.choice(SIGNS), chr(dice.randint(0, 0x2FFF)))
            )
        text = "".join(letters)
    return dice.choice(("{}", "signed on {} in Oslo", "{}\n{}", "No {}/", "({})", "on Tuesday {}, today")).format(
        text, text
    )


def _stored(text: str) -> tuple[list[str], int]:
    """What is wrong with the date read from all of the text, as one is stored."""
    try:
        found = parse_edtf(text)
    except BadDateError:
        return [], 0
    wrong = [] if str(found) == text else [f"read as {found}"]
    try:
        date.fromisoformat(f"{text}-01-01"[:10] if len(text) < 10 else text)
    except ValueError:
        wrong.append("no calendar has it, but it is read")
    if not found.first_day <= found.last_day or found.precision != ("year", "month", "day")[text.count("-")]:
        wrong.append(f"{found} from {found.first_day} to {found.last_day}")
    return wrong, 1


def _in_text(text: str, lexicon: Lexicon, is_day_first: bool) -> tuple[list[str], int]:
    """What is wrong with the dates found within the text."""
    found = find_dates(text, tokenize(text), lexicon, OWN, is_day_first)
    places = [(each.start, each.end) for each in found]
    wrong = [] if places == sorted(places) else [f"places {places}"]
    return [*wrong, *(problem for each in found for problem in _problems(text, each, lexicon))], len(found)


def _problems(text: str, found: FoundDate, lexicon: Lexicon) -> Iterator[str]:
    """What the words of a date don't say of it."""
    if not 0 <= found.start < found.end <= len(text):
        yield f"{found.date} at {found.start} to {found.end}"
        return
    quote, stated = text[found.start : found.end], found.date
    numbers = [int(digits) for digits in NUMBER.findall(quote)]
    named = {lexicon.calendar.months.get(fold(word.rstrip("."))) for word in WORD.findall(quote)}
    named |= {lexicon.calendar.months.get(fold(word)) for word in WORD.findall(quote)}
    is_counted = found.basis == "resolved"
    if is_counted and (stated.last_day - OWN.last_day).days > 31:
        yield f"{stated} for {quote!a}, after its article"
    if found.rule in {"weekday", "day-counted", "week", "month-counted"}:
        return
    if is_counted and YEAR_AFTER.match(text, found.end):
        yield f"{stated} for {quote!a}, which another year follows"
    if not is_counted and stated.year not in numbers:
        yield f"the year of {stated} for {quote!a}"
    if stated.month is not None and stated.month not in {*numbers, *named}:
        yield f"the month of {stated} for {quote!a}"
    if stated.day is not None and stated.day not in numbers:
        yield f"the day of {stated} for {quote!a}"
