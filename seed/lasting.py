"""How long an instrument lasts, and when it ends."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from db.findings import FoundClaim
from seed.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.edtf import EdtfDate
    from seed.dates import FoundDate
    from seed.reading import Reading
    from seed.regions import Region

BEFORE = 120  # characters before a date in which it is said that something ends then
LONGEST = 99  # of years or months


def duration_claims(reading: Reading, regions: Sequence[Region]) -> list[FoundClaim]:
    """The first duration that the stretches about an instrument state: "3 years", "18 months"."""
    patterns, numbers = reading.lexicon.grammar.reports, reading.lexicon.calendar.numbers
    for region in _told(regions):
        if not reading.lexicon.durations.may_stand_in(reading.document.words(region.start, region.end)):
            continue
        for pattern, unit in ((patterns.duration, "year"), (patterns.months, "month")):
            match = pattern.search(reading.document.text, region.start, region.end)
            if match:
                number = next(group for group in match.groups() if group)
                many = int(number) if number.isdigit() else numbers[fold(number)]
                if 0 < many <= LONGEST:
                    value = f"{many} {unit}{'s' if many != 1 else ''}"
                    return [FoundClaim("duration", value, match.start(), match.end(), "time-it-lasts")]
    return []


def expiry_claims(reading: Reading, regions: Sequence[Region], published: EdtfDate | None) -> list[FoundClaim]:
    """The days, months or years in which it ends, by the stretches about an instrument: those after `published`."""
    text, expiry = reading.document.text, reading.lexicon.grammar.reports.expiry
    return [
        FoundClaim("expires", str(found.date), found.start, found.end, "ends-on", found.basis)
        for region in _told(regions)
        for found in _dates(reading, region)
        if expiry.search(text, max(region.start, found.start - BEFORE), found.start)
        and (published is None or found.date.sort_key > published.sort_key)
    ]


def _told(regions: Sequence[Region]) -> list[Region]:
    """The stretches that count: not those before the instrument is named, nor what someone says."""
    return [region for region in regions if region.part != "lead" and not region.quoted]


def _dates(reading: Reading, region: Region) -> Iterator[FoundDate]:
    sentences = reading.document.sentences
    place = bisect_right(sentences, region.start, key=lambda sentence: sentence.start) - 1
    yield from (date for date in reading.dates[place] if region.start <= date.start and date.end <= region.end)
