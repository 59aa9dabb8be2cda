"""An article as lines, page by page, with the words that are evidence or were found between marks. Pure."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from db.printable import printable
from shell.lines.paper import CLOSES, OPENS, clean, sentence
from shell.lines.questions import AgreementAsked, ArticleAsked
from shell.lines.state import Reading, Row, Sheet
from shell.lines.talk import ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.records import MarkedArticle
    from db.rows import ArticleRow
    from shell.lines.paper import Paper
    from shell.lines.questions import Window
    from shell.lines.state import ArticleSight
    from shell.lines.talk import Talk
    from tui.state import ViewState

    Span = tuple[int, int]

MOST_PLACES = 3


def article_sheet(
    view: ViewState, sight: ArticleSight, window: Window, paper: Paper, last: Reading | None
) -> Talk[Sheet]:
    """The text of an article from a line on; from the words at the sight's place on where one has not moved yet."""
    reading = yield from read(view, sight, paper, last)
    offset = window.offset
    if sight.offset is None:
        offset = _line_at(reading.lines, _shifted(sight.place or 0, reading.places))
    rows = tuple(Row(reading.text[start:end]) for start, end in reading.lines[offset : offset + window.limit])
    return Sheet(reading.head, rows, offset, len(reading.lines), reading=reading)


def read(view: ViewState, sight: ArticleSight, paper: Paper, last: Reading | None) -> Talk[Reading]:
    """An article made ready to be read: the last one, where it is that."""
    query = view.query if sight.agreement is None and view.in_articles else None
    key = (sight.article, sight.agreement, query, paper.columns)
    if last is not None and last.key == key:
        return last
    found = yield from ask(ArticleAsked(sight.article, query))
    marks = yield from _marks(sight, found)
    text, places = _with_marks(found.article.text, marks)
    lines = tuple(_lines(text, paper))
    marked = tuple(dict.fromkeys(_line_at(lines, _shifted(start, places)) for start, _ in marks))
    return Reading(key, _heading(found.article.row), text, lines, marked, tuple(places))


def _marks(sight: ArticleSight, found: MarkedArticle) -> Talk[list[Span]]:
    """The places that are marked, apart and in their order: evidence of the agreement, or the words found."""
    if sight.agreement is None:
        spans = list(found.marks)
    else:
        agreement = yield from ask(AgreementAsked(sight.agreement))
        initiatives = (*agreement.initiatives, *agreement.also_named)
        claims = [*agreement.claims, *(claim for each in initiatives for claim in each.claims)]
        spans = [(claim.start, claim.end) for claim in claims if claim.article == sight.article]
    return _merged(spans)


def _merged(spans: list[Span]) -> list[Span]:
    """Spans without those that hold others, as whole sentences do; what overlaps is one."""
    inner: list[Span] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        while inner and inner[-1][0] <= start and end <= inner[-1][1]:
            inner.pop()
        inner.append((start, end))
    merged: list[Span] = []
    for start, end in inner:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _with_marks(text: str, marks: Sequence[Span]) -> tuple[str, list[tuple[int, int]]]:
    """The text as it is printed, marks in it, and for places of the frozen text where they went: pairs in order."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    length = done = 0

    def add(piece: str) -> None:
        nonlocal length
        pieces.append(piece)
        length += len(piece)

    for start, end in marks:
        add(_printed(text[done:start]))
        places.append((start, length))
        add(OPENS)
        add(_printed(text[start:end]))
        add(CLOSES)
        done = end
        places.append((end, length))
    add(_printed(text[done:]))
    return "".join(pieces), places


def _printed(text: str) -> str:
    """A text as it may be printed, line by line: most lines are plain, and quickly seen to be."""
    return "\n".join(printable(line) for line in text.split("\n"))


def _shifted(place: int, places: Sequence[tuple[int, int]]) -> int:
    """Where a place of the frozen text stands in the printed one; nearly, where signs were replaced before it."""
    before = bisect_right(places, place, key=lambda pair: pair[0]) - 1
    if before < 0:
        return place
    old, new = places[before]
    return new + place - old


def _lines(text: str, paper: Paper) -> list[Span]:
    """The lines that are not empty, by their places in the text."""
    from tui.measure import broken_lines

    if paper.columns is not None:
        return [line for line in broken_lines(text, paper.columns - 1) if line[0] < line[1]]
    lines = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            lines.append((start, end))
        start = end + 1
    return lines


def _line_at(lines: Sequence[Span], place: int) -> int:
    return max(0, bisect_right(lines, place, key=lambda line: line[0]) - 1)


def _heading(row: ArticleRow) -> tuple[str, ...]:
    published = f"published {row.published.in_words()}" if row.published else "publication date not stated"
    older = "older version, another text stands there now" if row.replaced_by is not None else None
    facts = ", ".join(part for part in (row.publisher, published, row.url, row.source, older) if part)
    also = [f"also at {place.source}" for place in row.places[1:] if place.is_present][:MOST_PLACES]
    notes = row.places[0].notes if row.places else ()
    return tuple(sentence(clean(line)) for line in (row.title or row.name, facts, *also, *notes))
