"""Which date of a sentence is an instrument's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seed.cues import Cue
    from seed.dates import FoundDate
    from seed.grammar import Grammar
    from seed.statuses import FoundStatus

UNDATED = frozenset({"proposed", "negotiating"})
BESIDE_VERB = 30  # characters
AFTER_NAME = 45  # characters between an older instrument's name and its year


def date_of_piece(
    text: str, cue: Cue, status: FoundStatus, dates: Sequence[FoundDate], grammar: Grammar
) -> FoundDate | None:
    """The date that a sentence gives the instrument, or None. Plans have none: what is only foreseen has no day yet."""
    for date in dates:
        if grammar.common.owns_before.fullmatch(text[date.end : cue.start]):  # "Tuesday's agreement"
            return date
    if status.value in UNDATED or status.rule == "in-force-ahead":
        return None
    own = years_of_name(text, cue, dates)
    fitting = [date for date in dates if not own or own[0].date.contains(date.date)]
    fitting = [date for date in fitting if _fits(text, cue, date, grammar)]
    if status.value == "referred":
        told = (cue.end, status.end + BESIDE_VERB) if status.start > cue.end else (0, 0)  # "which both signed in 2012"
        fitting = [date for date in fitting if _of_older(text, cue, date, grammar) or told[0] <= date.start < told[1]]
    if not fitting:
        return None
    precise = ("year", "month", "day")
    return min(fitting, key=lambda date: (-precise.index(date.date.precision), abs(date.start - status.start)))


def years_of_name(text: str, cue: Cue, dates: Sequence[FoundDate]) -> list[FoundDate]:
    """ "its 2015 agreement"."""
    return [date for date in dates if date.rule == "year" and text[date.end : cue.start].isspace()]


def earlier_date(text: str, cue: Cue, dates: Sequence[FoundDate]) -> FoundDate | None:
    """When the instrument that is renewed was made: "its 2015 memorandum", "the memorandum of May 2015"."""
    after = [date for date in dates if 0 <= date.start - cue.end <= AFTER_NAME and date.date.precision != "day"]
    return next(iter([*years_of_name(text, cue, dates), *after]), None)


def _fits(text: str, cue: Cue, date: FoundDate, grammar: Grammar) -> bool:
    before = text[max(0, date.start - 24) : date.start]
    if grammar.when.elsewhere.search(before):
        return False
    if date.rule == "year" and grammar.when.the_year.search(before):
        return 0 <= cue.start - date.end <= 30
    return True


def _of_older(text: str, cue: Cue, date: FoundDate, grammar: Grammar) -> bool:
    if 0 <= date.start - cue.end <= AFTER_NAME or 0 <= cue.start - date.end <= 30:
        return True
    return bool(grammar.when.since.search(text[max(0, date.start - 12) : date.start]))
