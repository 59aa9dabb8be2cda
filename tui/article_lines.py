"""The lines of an article, with the words that are evidence marked in the margin and by tone. Pure."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from db.printable import printable
from tui.lines import MARK, Line, Span, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.records import ArticleRow, Claim

MARGIN = 4
MOST_PLACES = 3


def text_line(text: str, start: int, end: int, shown: Claim | None, others: Sequence[Claim], margin: int) -> Line:
    """One line of the text. The evidence being shown is strongly marked, other evidence of the agreement lightly: its
    words by tone, whole sentences in the margin alone."""
    spans = [(claim.start, claim.end, "other") for claim in others if claim.attribute != "agreement"]
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


def touching(claims: Sequence[Claim], start: int, end: int) -> list[Claim]:
    """The claims whose words stand at least partly between two places."""
    return [claim for claim in claims if claim.start < end and start < claim.end]


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
