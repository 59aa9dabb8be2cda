"""The lines of an article, with words that are evidence, or were found, marked in the margin and by tone. Pure."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from db.printable import printable
from tui.lines import MARK, Line, Span, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.rows import ArticleRow

MARGIN = 4
MOST_PLACES = 3


class Marked(NamedTuple):
    """Words of a text that are marked, from `start` up to `end`. Those that `only_in_margin` are longer stretches, of
    which the words themselves look like any others."""

    start: int
    end: int
    only_in_margin: bool = False


def text_line(text: str, start: int, end: int, shown: Marked | None, others: Sequence[Marked], margin: int) -> Line:
    """One line of the text. The words being shown are strongly marked, others that it touches lightly: by tone, and in
    the margin."""
    spans = [(mark.start, mark.end, "other") for mark in others if not mark.only_in_margin]
    if shown is not None:
        spans.append((shown.start, shown.end, "match"))
    cuts = sorted({start, end, *(place for a, b, _ in spans for place in (a, b) if start < place < end)})
    pieces: list[Span] = []
    strongest: Tone = "other" if others else "plain"
    for piece_start, piece_end in itertools.pairwise(cuts):
        tone = _tone(piece_start, piece_end, spans)
        pieces.append((printable(text[piece_start:piece_end]), tone))
        if tone == "match":
            strongest = tone
    sign: Span = {"match": (MARK, "title"), "other": ("·", "accent")}.get(strongest, (" ", "plain"))  # type: ignore[assignment]
    return ((" " * (margin - 2), "plain"), sign, (" ", "plain"), *pieces)


def _tone(start: int, end: int, spans: Sequence[tuple[int, int, str]]) -> Tone:
    tones = {tone for a, b, tone in spans if a <= start and end <= b}
    return "match" if "match" in tones else "other" if tones else "plain"


class Marks:
    """Marked words in their order, many of them, and those that stand on a line."""

    def __init__(self, marks: Iterable[Marked] = ()) -> None:
        self._marks = sorted(marks)
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)

    def touching(self, start: int, end: int) -> list[Marked]:
        """Those whose words stand at least partly between two places."""
        first = bisect_left(self._marks, (start - self._longest,))
        last = bisect_left(self._marks, (end,))
        return [mark for mark in self._marks[first:last] if start < mark.end]


def heading_lines(row: ArticleRow, margin: int) -> list[Line]:
    """Publisher, date and source of an article, and what else is to be known of where it stands; its title stands in
    the line above."""
    published = f"published {row.published.in_words()}" if row.published else "publication date not stated"
    facts = ", ".join(part for part in (printable(row.publisher or ""), published, printable(row.source)) if part)
    pad: Span = (" " * margin, "plain")
    return [(), *((pad, (printable(line), "quiet")) for line in (facts, *_about_places(row))), ()]


def _about_places(row: ArticleRow) -> list[str]:
    """Further places of the same text, that it is an older version, and what was doubtful in reading it."""
    lines = [f"also at {place.source}" for place in row.places[1:] if place.is_present][:MOST_PLACES]
    more = sum(place.is_present for place in row.places[1:]) - len(lines)
    if more > 0:
        lines.append(f"and at {more} more")
    if row.replaced_by is not None:
        lines.append(f"older version of {row.source}, where another text stands now")
    return [*lines, *row.places[0].notes] if row.places else lines
