"""Which date of a sentence is an instrument's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seed.cues import Cue
    from seed.dates import FoundDate
    from seed.statuses import FoundStatus

UNDATED = frozenset({"proposed", "negotiating"})
AFTER_NAME = 45  # characters between an older instrument's name and its year
SINCE = re.compile(r"\b(?:since|depuis|desde|seit|dal|desde) \Z", re.IGNORECASE)
ARTICLE = re.compile(r"\b(?:the|le|el|del) \Z", re.IGNORECASE)
OWNS = re.compile(r"['’`]s \Z")
ELSEWHERE = re.compile(r"\b(?:until|before|by|expire\w*|announced|open\w*)(?: on| in| early| late)? \Z", re.IGNORECASE)


def date_of_piece(text: str, cue: Cue, status: FoundStatus, dates: Sequence[FoundDate]) -> FoundDate | None:
    """The date that a sentence gives the instrument, or None. Plans have none: what is only foreseen has no day yet."""
    for date in dates:
        if OWNS.fullmatch(text[date.end : cue.start]):  # "Tuesday's agreement"
            return date
    if status.value in UNDATED:
        return None
    fitting = [date for date in dates if _fits(text, cue, date)]
    if status.value == "referred":
        fitting = [date for date in fitting if _of_older(text, cue, date)]
    if not fitting:
        return None
    precise = ("year", "month", "day")
    return min(fitting, key=lambda date: (-precise.index(date.date.precision), abs(date.start - status.start)))


def _fits(text: str, cue: Cue, date: FoundDate) -> bool:
    before = text[max(0, date.start - 24) : date.start]
    if ELSEWHERE.search(before):
        return False
    if date.rule == "year" and ARTICLE.search(before):
        return 0 <= cue.start - date.end <= 30
    return True


def _of_older(text: str, cue: Cue, date: FoundDate) -> bool:
    if 0 <= date.start - cue.end <= AFTER_NAME or 0 <= cue.start - date.end <= 30:
        return True
    return bool(SINCE.search(text[max(0, date.start - 12) : date.start]))
