"""Lines as they are set on a page → paragraphs: lines that were broken to fit the page are joined again."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = re.compile(r"[^\W\d_]{1,60}(?:-[^\W\d_]{1,60}){0,4}")
BROKEN = re.compile(r"([^\W\d_]{2,60})[-\u00ad\u2010]\Z")
CLOSED = re.compile(r"[.!?:;…][\"”’')\]»]{0,3}\Z")
BULLET = re.compile(r"(?:[•▪◦‣·●○■–*-]|\(?[0-9a-z]{1,2}[.)])\s")
FULL = 0.75  # of the width: so long a line was broken by the margin
SHORT = 0.6  # so short a line, without a stop, after a closed one, is a heading
APART = 1.35  # of the common distance of lines: so far apart stand paragraphs
SAME = 0.08  # how much the sizes of letters in one paragraph may differ
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


class Line(NamedTuple):
    """A line of a page, how high it stands and how large its letters are; zeros where that is not known."""

    text: str
    height: float = 0.0
    size: float = 0.0


class _Page(NamedTuple):
    """How long full lines are, in letters, and how far lines stand apart; 0 when the page does not tell."""

    width: int
    distance: float


def paragraphs(pages: Sequence[Sequence[Line]]) -> str:
    """The text of pages, given as their lines: a paragraph, a heading, a list item on a line of its own."""
    clean = [[line._replace(text=" ".join(line.text.translate(LIGATURES).split())) for line in page] for page in pages]
    words = {word for page in clean for line in page for word in WORD.findall(line.text.casefold())}
    made: list[str] = []
    for lines in clean:
        page = _measure(lines)
        before: Line | None = None
        for line in lines:
            if not line.text:
                continue
            if made and (_goes_on(before, line, page) if before else _crosses(made[-1], line.text)):
                made[-1] = _joined(made[-1], line.text, words)
            else:
                made.append(line.text)
            before = line
    return "\n".join(made)


def _measure(lines: Sequence[Line]) -> _Page:
    full = [line for line in lines if line.text]
    lengths = sorted(len(line.text) for line in full)
    distances = [a.height - b.height for a, b in pairwise(full) if a.height > b.height]
    return _Page(lengths[round(0.9 * (len(lengths) - 1))] if lengths else 0, median(distances) if distances else 0.0)


def _goes_on(before: Line, line: Line, page: _Page) -> bool:
    """Whether `line` belongs to the paragraph of the line before it."""
    if BULLET.match(line.text):
        return False
    apart = before.height - line.height
    is_known = page.distance > 0 and bool(before.size and line.size)
    if is_known and apart < 0:  # the next column
        return _crosses(before.text, line.text)
    if is_known and (apart > APART * page.distance or abs(before.size - line.size) > SAME * line.size):
        return False
    is_full = len(before.text) >= FULL * page.width
    if BROKEN.search(before.text) or not CLOSED.search(before.text):
        return is_full or line.text[0].islower()
    return is_full and (is_known or len(line.text) >= SHORT * page.width or bool(CLOSED.search(line.text)))


def _crosses(before: str, line: str) -> bool:
    """Whether a sentence goes on, on the next page or in the next column."""
    return line[0].islower() and not CLOSED.search(before) and not BULLET.match(line)


def _joined(before: str, line: str, words: set[str]) -> str:
    """A word that the margin broke is whole again, unless the text writes it with its hyphen elsewhere too."""
    broken, rest = BROKEN.search(before), WORD.match(line)
    if broken and rest and line[0].islower():
        with_hyphen = f"{broken[1]}-{rest[0]}".casefold()
        return before + line if with_hyphen in words else before[:-1] + line
    return f"{before} {line}"
