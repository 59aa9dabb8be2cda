"""The detail of one agreement as lines: facts with their marks, below them the words that support the marked one."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from db.printable import printable
from tui.facts import NOT_STATED, Fact, place_of
from tui.lines import ELLIPSIS, MARK, Line, Span, Tone, cut, fit, fit_line, fitted, wrap
from tui.measure import broken_lines, line_of
from tui.present import ROOMY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.records import Claim

LABEL_WIDTH = 12
CLOSE_LABEL_WIDTH = 10  # where there is less room
MOST_MARKS = 2
BLANKS = re.compile(r"\s+")


class FactLine(NamedTuple):
    """A line of the detail and the fact that it belongs to."""

    fact: int
    line: Line


def marks_words(fact: Fact, numbers: Mapping[tuple[int, int, int], int]) -> str:
    """The numbers of a fact's evidence: `[1]`, `[1][4]`, or `[1]+3` where there are more."""
    shown = list(dict.fromkeys(numbers[place_of(claim)] for claim in fact.claims))
    if len(shown) > MOST_MARKS:
        return f"[{shown[0]}]+{len(shown) - 1}"
    return "".join(f"[{number}]" for number in shown)


def fact_lines(
    facts: tuple[Fact, ...], numbers: Mapping[tuple[int, int, int], int], width: int, marked: int, cursor: Tone
) -> list[FactLine]:
    """All facts, wrapped to `width`. The marked one carries the cursor."""
    lines: list[FactLine] = []
    labels = LABEL_WIDTH if width >= ROOMY else CLOSE_LABEL_WIDTH
    for place, fact in enumerate(facts):
        tone: Tone | None = cursor if place == marked else None
        indent = 0 if place == 0 else labels
        room = max(8, width - 2 - indent - 1)
        weight: Tone = "strong" if place == 0 or tone == "title" else "warning" if fact.is_rival else "plain"
        marks = marks_words(fact, numbers)
        value_lines = _value_lines(fact, marks, room, weight, "accent" if tone == "title" else weight)
        if fact.brief and len(value_lines) > 1 and place != marked:
            value_lines = [((f"{cut(printable(fact.brief), room - len(marks) - 1)} {marks}", weight),)]
        mark: Span = (MARK + " " if tone else "  ", tone or "plain")
        stands_above = len(fact.label) >= indent > 0
        if stands_above:
            lines.append(FactLine(place, fit_line((mark, (fact.label, "quiet")), width)))
        for number, value in enumerate(value_lines):
            label: Span = (fit(fact.label if number == 0 and not stands_above else "", indent), "quiet")
            lines.append(FactLine(place, fit_line((mark, label, *value), width)))
    return lines


def _value_lines(fact: Fact, marks: str, room: int, tone: Tone, marks_tone: Tone) -> list[Line]:
    """The value with its marks, and its remark: on one line where they fit, else one below the other."""
    if fact.value is None:
        return [((NOT_STATED, "quiet"),)]
    value = wrap(f"{printable(fact.value)} {marks}".rstrip(), room)
    lines: list[Line] = [((text, tone),) for text in value[:-1]]
    last = value[-1].removesuffix(marks) if marks else value[-1]
    lines.append(((last, tone), (marks, marks_tone)))
    if not fact.note:
        return lines
    note = printable(fact.note)
    if cell_len(value[-1]) + 2 + cell_len(note) <= room:
        return [*lines[:-1], (*lines[-1], ("  " + note, "quiet"))]
    return [*lines, *(((text, "quiet"),) for text in wrap(note, room))]


def words_lines(fact: Fact | None, numbers: Mapping[tuple[int, int, int], int], width: int, most: int) -> list[Line]:
    """The words that support a fact, in their sentence, each with its number; at most `most` lines."""
    if fact is None or most <= 0:
        return []
    if not fact.claims:
        return [] if fact.value is not None else [(("  no article states it", "quiet"),)]
    places = {place_of(claim): claim for claim in fact.claims}
    lines: list[Line] = []
    shown = 0
    for place, claim in places.items():
        if len(lines) >= most:
            break
        shown += 1
        number = f"[{numbers[place]}] "
        sentence = _sentence_lines(claim, max(8, width - 3 - len(number)), most - len(lines))
        for row, line in enumerate(sentence):
            lines.append((("  " + (number if row == 0 else " " * len(number)), "plain"), *line))
    more = f"  +{len(places) - shown}"
    return [*lines[:-1], (*fitted(lines[-1], width - 1 - len(more)), (more, "quiet"))] if shown < len(places) else lines


def _sentence_lines(claim: Claim, width: int, most: int) -> list[Line]:
    """A quote within its sentence, the sentence in the quieter tone. The quote begins on the first line shown, unless
    all of it can be seen further down."""
    before, quote, after = (BLANKS.sub(" ", printable(text)) for text in (claim.before, claim.quote, claim.after))
    text = f"{before.lstrip()}{quote}{after.rstrip()}"
    start = len(before.lstrip())
    end = start + len(quote)
    lines = broken_lines(text, width)
    first, last = line_of(lines, start), line_of(lines, end - 1)
    top = 0 if last < most else min(first, len(lines) - 1)
    shown: list[Line] = []
    for place, (line_start, line_end) in enumerate(lines[top : top + most], top):
        cuts = sorted({line_start, line_end, *(p for p in (start, end) if line_start < p < line_end)})
        line: list[Span] = [
            (text[a:b], "quote" if start <= a and b <= end else "quiet") for a, b in itertools.pairwise(cuts)
        ]
        if place == top + most - 1 and place < len(lines) - 1 and line:
            used = sum(cell_len(part) for part, _ in line[:-1])
            line[-1] = (cut(line[-1][0] + " " + ELLIPSIS, width - used), line[-1][1])
        shown.append(tuple(line))
    return shown
