"""Articles that were found as lines of the screen: two a hit in the list, and the detail of one. The words found are
marked by tone, and in braces where there is no colour. Pure."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from db.printable import pieces, printable
from db.vocabulary import SHORT_KINDS
from tui.lines import ELLIPSIS, MARK, Line, Span, Tone, cut, fit, fit_line, fitted, right, wrap
from tui.measure import broken_lines
from tui.present import DATE_WIDTH, ROOMY, agreements_word, count_words, date_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.rows import AgreementRow, ArticleRow, Hit, Passage
    from tui.hit_requests import HitReading

HITS_WIDTH = 14
HIT_HEIGHT = 2  # lines in the list
LABEL_WIDTH = 12
KIND_WIDTH = 12
MOST_LINES = 4  # of one sentence in the detail
LONGEST_LEAD = 3  # a third of the line, before the first mark


class Piece(NamedTuple):
    """Clean text on one line, and whether it is what was searched."""

    text: str
    is_match: bool = False


def pieces_of(text: str, marks: Sequence[tuple[int, int]], braces: bool) -> list[Piece]:
    """A text in pieces that can be drawn, its marks apart; with `braces` these stand in braces as well."""
    return [Piece(f"{{{part}}}" if braces and is_match else part, is_match) for part, is_match in pieces(text, marks)]


def passage_pieces(passage: Passage, braces: bool) -> list[Piece]:
    """A sentence in pieces; an ellipsis where it does not begin or end."""
    before = [] if passage.opens else [Piece(ELLIPSIS)]
    return [*before, *pieces_of(passage.text, passage.marks, braces), *([] if passage.ends else [Piece(ELLIPSIS)])]


def hit_lines(hit: Hit | None, width: int, cursor: Tone | None, braces: bool) -> tuple[Line, Line]:
    """The two lines of a hit: date, publisher and title, how many agreements; then the words in their sentence."""
    mark: Span = (MARK + " " if cursor else "  ", cursor or "plain")
    if hit is None:
        return fit_line((mark, ("…", "quiet")), width), fit_line((mark,), width)
    row = hit.article
    tone: Tone = "strong" if cursor == "title" else "plain"
    gap = "  " if width >= ROOMY else " "
    told = agreements_word(row.agreements) if width >= ROOMY else str(row.agreements)
    told_width = HITS_WIDTH if width >= ROOMY else 4
    room = width - 2 - DATE_WIDTH - len(gap) - told_width - 1
    date: Span = (fit(date_words(row.published), DATE_WIDTH) + gap, tone if row.published else "quiet")
    heading = fitted(_heading(hit, tone, braces), room)
    first: Line = (mark, date, *heading, (right(told, told_width) + " ", tone if row.agreements else "quiet"))
    indent = DATE_WIDTH + len(gap) if width >= ROOMY else 2
    return fit_line(first, width), fit_line(
        (mark, (" " * indent, "plain"), *_words(hit, width - 3 - indent, braces)), width
    )


def detail_lines(hit: Hit, width: int, braces: bool) -> list[Line]:
    """All that the detail says of a hit: title, where and when it was published, its sentences, its agreements."""
    row = hit.article
    room = max(8, width - 3)
    title = _spans(pieces_of(row.title or row.name, hit.title_marks, braces), "strong", "match")
    lines = [(("  ", "plain"), *line) for line in _wrapped(title, room)]
    for label, value in _facts(row):
        for place, text in enumerate(wrap(printable(value), max(8, room - LABEL_WIDTH))):
            lines.append((("  ", "plain"), (fit("" if place else label, LABEL_WIDTH), "quiet"), (text, "plain")))
    told = [passage for passage in hit.passages if passage.text.split() != (row.title or "").split()]
    for passage in sorted(told or hit.passages, key=lambda each: each.start):
        tone: Tone = "plain" if passage.marks else "quiet"
        spans = _spans(passage_pieces(passage, braces), tone, "match")
        lines += [(), *((("  ", "plain"), *line) for line in _around_mark(_wrapped(spans, room), MOST_LINES))]
    lines += [(("  " + text, "quiet"),) for remark in _remarks(hit) for text in wrap(remark, room)]
    lines += [(), (("  Tells of", "quiet"), (f" {agreements_word(row.agreements)}", "plain"))]
    lines += [agreement_line(each, width) for each in hit.told]
    more = row.agreements - len(hit.told)
    return [*lines, ((f"  and {more} more", "quiet"),)] if more > 0 and hit.told else lines


def agreement_line(row: AgreementRow, width: int) -> Line:
    """An agreement that an article tells of: date, kind, parties."""
    parties = cut(" · ".join(printable(party) for party in row.parties), max(0, width - DATE_WIDTH - KIND_WIDTH - 4))
    kind = SHORT_KINDS.get(row.kind, printable(row.kind))
    date: Span = ("  " + fit(date_words(row.date), DATE_WIDTH) + " ", "plain" if row.date else "quiet")
    return (
        date,
        (fit(kind, KIND_WIDTH), "plain"),
        (cut(parties, max(0, width - DATE_WIDTH - KIND_WIDTH - 4)), "plain"),
    )


def hit_note(found: HitReading | None, mark: int, place: int, total: int | None) -> str:
    """Which of the marked words one is at, in which article of the list."""
    article = f"article {count_words(place + 1)}" + (f" of {count_words(total)}" if total else "")
    if found is None or not found.marks:
        return article
    marks = count_words(len(found.marks)) + ("+" if found.is_capped else "")
    return f"words {count_words(mark + 1)} of {marks}, {article}"


def _heading(hit: Hit, tone: Tone, braces: bool) -> list[Span]:
    """Publisher and title, or the file where there is no title."""
    row = hit.article
    publisher: list[Span] = [(printable(row.publisher), tone), (" · ", "quiet")] if row.publisher else []
    older: list[Span] = [("older version: ", "quiet")] if row.replaced_by is not None else []
    return [*older, *publisher, *_spans(pieces_of(row.title or row.name, hit.title_marks, braces), tone, "match")]


def _words(hit: Hit, width: int, braces: bool) -> Line:
    """The sentence that holds the words, from a little before them, and how many more there are."""
    if not hit.passages:
        return ()
    passage = hit.passages[0]
    more = f"  +{hit.more}{'…' if hit.is_partial else ''}" if hit.more else ""
    room = width - len(more)
    shown = passage_pieces(passage, braces)
    first = next((place for place, piece in enumerate(shown) if piece.is_match), None)
    if first is not None:
        lead = "".join(piece.text for piece in shown[:first])
        needed = cell_len(lead) + cell_len(shown[first].text) + 1
        if needed > room:
            shown = [Piece(_end_of(lead, room // LONGEST_LEAD)), *shown[first:]]
    return (*fitted(_spans(shown, "quiet", "match"), room), (more, "quiet"))


def _end_of(text: str, width: int) -> str:
    """The last words of a text that fit, after an ellipsis."""
    kept: list[str] = []
    left = width - 2
    for word in reversed(text.split(" ")):
        left -= cell_len(word) + 1
        if left < 0:
            break
        kept.append(word)
    return f"{ELLIPSIS} {' '.join(reversed(kept))}" if any(kept) else ELLIPSIS


def _spans(found: Iterable[Piece], tone: Tone, match: Tone) -> list[Span]:
    return [(piece.text, match if piece.is_match else tone) for piece in found]


def _wrapped(spans: Sequence[Span], width: int) -> list[Line]:
    """Spans broken between words into lines of at most `width` cells."""
    text = "".join(part for part, _ in spans)
    ends = list(itertools.accumulate(len(part) for part, _ in spans))
    lines: list[Line] = []
    for start, end in broken_lines(text, width):
        cuts = sorted({start, end, *(place for place in ends if start < place < end)})
        lines.append(tuple((text[a:b], spans[_span_at(ends, a)][1]) for a, b in itertools.pairwise(cuts)))
    return lines


def _span_at(ends: Sequence[int], place: int) -> int:
    return next(number for number, end in enumerate(ends) if place < end)


def _around_mark(lines: list[Line], most: int) -> list[Line]:
    """At most some lines, those with the first mark among them."""
    marked = [place for place, line in enumerate(lines) if any(tone == "match" for _, tone in line)]
    first = marked[0] if marked else 0
    last = next((place for place in marked if place + 1 not in marked), first)
    top = 0 if last < most else max(0, first - 1)
    shown = lines[top : top + most]
    if top:
        shown[0] = ((ELLIPSIS + " ", "plain"), *shown[0])
    if top + most < len(lines):
        shown[-1] = (*shown[-1], (" " + ELLIPSIS, "plain"))
    return shown


def _facts(row: ArticleRow) -> list[tuple[str, str]]:
    facts = [
        ("Publisher", row.publisher),
        ("Published", row.published.in_words() if row.published else "not stated"),
        ("File", row.source or row.name),
        ("Website", row.url),
        ("Version", "older; another text stands there now" if row.replaced_by is not None else None),
    ]
    return [(label, value) for label, value in facts if value]


def _remarks(hit: Hit) -> list[str]:
    """How many more sentences there are, and that of a long text only the first part was looked at."""
    if not any(passage.marks for passage in hit.passages):
        return ["The words stand in the title."] if hit.title_marks else (
            ["The words stand further on in this long text."] if hit.is_partial else [])  # fmt: skip
    more = hit.more + 1 - len(hit.passages)
    least = "at least " if hit.is_partial else ""
    if more > 0:
        return [f"The words stand in {least}{more} more sentence{'' if more == 1 else 's'}."]
    return ["Only the first part of this long text was looked at."] if hit.is_partial else []
