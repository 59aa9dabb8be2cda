"""Where the words of a query stand in a text, and in which sentences.

FTS5 itself says where: pieces of the text go into a small index in memory, with the tokens of the index of articles, so
that a prefix, a phrase or an accent is marked as it matched. Pieces are short because FTS5 takes time that grows with
the square of what it marks in one value: 5 MB at once take seconds, in pieces 60 ms.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from db.context import REACH, SENTENCE_END
from db.search_schema import ARTICLE_TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PIECE = 32_768  # characters
OVERLAP = 300  # a phrase on the seam of two pieces stands whole in one of them
AT_ONCE = 8  # pieces in memory
MOST_APART = 6  # words that are told from one another; further ones count as one
MOST_MARKS = 10_000
MOST_PASSED = 20  # headings before the first sentence
START, STOP = "\x01", "\x02"
MARKER = re.compile(f"[{START}{STOP}]")
HAZARDS = {0: " ", ord(START): " ", ord(STOP): " "}  # none is in a frozen text; in one that another program wrote
LINE = re.compile(r"[^\n]+")
CLOSED = re.compile(r"[.!?:;…][\"”’')\]»]{0,3}[ ]*\Z")
UNFINISHED = re.compile(r"(?:,|[ ][a-z]{1,4})[ ]*\Z")  # a line that ends so is no heading: "signed by the"
WRAPPED = range(50, 140)  # characters of a line that was probably broken by hand


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that matched, from `start` up to `end`; `words` are the places of those of the query that they are."""

    start: int
    end: int
    words: frozenset[int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with marks in it, or the part of a long one around them: it `opens` and `ends` unless something was
    left out there."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    opens: bool = True
    ends: bool = True

    @property
    def variety(self) -> int:
        """How many different words of the query it holds."""
        return len(frozenset().union(*(mark.words for mark in self.marks)))


def marks_of_texts(texts: Sequence[str], words: Sequence[str]) -> list[tuple[Mark, ...]]:
    """For each short text the marks of `words`, each an FTS5 expression, in their order; none overlap."""
    if not words or not any(texts):
        return [() for _ in texts]
    found: list[list[tuple[int, int, int]]] = [[] for _ in texts]
    with closing(_index(texts)) as index:
        for place, expression in enumerate(_apart(words)):
            rows = index.execute(
                "SELECT rowid, highlight(pieces, 0, ?, ?) FROM pieces WHERE pieces MATCH ?", (START, STOP, expression)
            )
            for row, marked in rows:
                found[row].extend((start, end, place) for start, end in _places(marked))
    return [_merged(each) for each in found]


def marks_of(text: str, words: Sequence[str], most: int = MOST_MARKS) -> tuple[Mark, ...]:
    """The marks of a text of any length, the first `most`."""
    found: list[tuple[int, int, int]] = []
    bounds = list(_pieces(text))
    for first in range(0, len(bounds), AT_ONCE):
        some = bounds[first : first + AT_ONCE]
        for (start, _), marks in zip(some, marks_of_texts([text[a:b] for a, b in some], words), strict=True):
            found += [(start + mark.start, start + mark.end, word) for mark in marks for word in mark.words]
        if len(found) >= most:
            break
    return _merged(found)[:most]


def sentences(text: str, marks: Sequence[Mark]) -> Iterator[Sentence]:
    """The sentences that hold the marks, in their order."""
    left = list(reversed(marks))
    for start, end in _sentence_bounds(text):
        while left and left[-1].start < end:
            inside = [left.pop()]
            near = inside[0].start + REACH
            while left and left[-1].start < end and left[-1].end <= near:
                inside.append(left.pop())
            yield _around(text, start, max(end, inside[-1].end), tuple(inside))
        if not left:
            return


def first_sentence(text: str, title: str | None = None) -> Sentence:
    """The first sentence of a text, without marks: one that comes to an end and is not its title, if there is one near
    its beginning."""
    bounds = list(islice(_sentence_bounds(text), MOST_PASSED))
    told = ((a, b) for a, b in bounds if CLOSED.search(text, max(a, b - 8), b) and not is_title(text[a:b], title))
    start, end = next(told, bounds[0] if bounds else (0, 0))
    return _around(text, start, end, ())


def is_title(sentence: str, title: str | None) -> bool:
    """Whether a sentence only repeats the title."""
    return title is not None and sentence.split() == title.split()


def whole_words(text: str, most: int) -> str:
    """The beginning of a text of at most `most` characters, with no word cut where it can be helped."""
    return text if len(text) <= most else text[: _blank(text, most // 2, most)]


def _apart(words: Sequence[str]) -> list[str]:
    rest = words[MOST_APART - 1 :]
    return [*words[: MOST_APART - 1], " OR ".join(f"({each})" for each in rest)] if rest else list(words)


def _index(texts: Iterable[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(f'CREATE VIRTUAL TABLE pieces USING fts5 (text, columnsize = 0, tokenize = "{ARTICLE_TOKENS}")')
    connection.execute("BEGIN")
    rows = ((row, text.translate(HAZARDS)) for row, text in enumerate(texts))
    connection.executemany("INSERT INTO pieces (rowid, text) VALUES (?, ?)", rows)
    return connection


def _places(marked: str) -> Iterator[tuple[int, int]]:
    """Where the marked words stand once the markers are gone."""
    begun = None
    for count, marker in enumerate(MARKER.finditer(marked)):
        place = marker.start() - count
        if marker[0] == START:
            begun = place
        elif begun is not None and begun < place:
            yield begun, place
            begun = None


def _merged(found: Iterable[tuple[int, int, int]]) -> tuple[Mark, ...]:
    """Marks of (start, end, word), those that overlap as one."""
    marks: list[Mark] = []
    for start, end, word in sorted(found):
        last = marks[-1] if marks else None
        if last is not None and start < last.end:
            marks[-1] = Mark(last.start, max(last.end, end), last.words | {word})
        else:
            marks.append(Mark(start, end, frozenset((word,))))
    return tuple(marks)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Overlapping pieces of a text, parted at blanks where there are any."""
    start = 0
    while start < len(text):
        end = min(start + PIECE, len(text))
        if end == len(text):
            yield start, end
            return
        end = _blank(text, start + PIECE // 2, end)
        yield start, end
        start = _blank(text, end - 2 * OVERLAP, end - OVERLAP)


def _blank(text: str, least: int, most: int) -> int:
    """The last blank between two places, else the last place."""
    found = max(text.rfind(" ", least, most), text.rfind("\n", least, most))
    return found if found >= 0 else most


def _sentence_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; lines that were broken by hand are joined."""
    for start, end in _paragraphs(text):
        first = start
        for stop in SENTENCE_END.finditer(text, start, end):
            yield first, stop.end()
            first = stop.end()
        if first < end:
            yield first, end


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = end = -1
    for line in LINE.finditer(text):
        if not line[0].strip():
            continue
        if start >= 0 and line.start() == end + 1 and _goes_on(text, start, end, line[0].lstrip()):
            end = line.end()
            continue
        if start >= 0:
            yield start, end
        start, end = line.span()
    if start >= 0:
        yield start, end


def _goes_on(text: str, start: int, end: int, following: str) -> bool:
    """Whether the last line up to `end` was probably broken by hand within a sentence."""
    start = max(start, text.rfind("\n", max(start, end - WRAPPED.stop), end) + 1)
    if end - start not in WRAPPED or CLOSED.search(text, max(start, end - 8), end):
        return False
    return following[0].islower() or UNFINISHED.search(text, max(start, end - 8), end) is not None


def _around(text: str, start: int, end: int, marks: tuple[Mark, ...]) -> Sentence:
    """A sentence without blanks at its ends; of a long one what lies around its marks."""
    first, last = (marks[0].start, marks[-1].end) if marks else (start, start)
    opens, ends = first - start <= REACH, end - last <= REACH
    if not opens:
        start = text.find(" ", first - REACH, first) + 1 or first - REACH
    if not ends:
        blank = text.rfind(" ", last, last + REACH)
        end = blank if blank > last else last + REACH
    while start < first and text[start].isspace():
        start += 1
    while end > max(last, start) and text[end - 1].isspace():
        end -= 1
    return Sentence(start, end, marks, opens, ends)
