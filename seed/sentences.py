"""Frozen text to sentences, headings, captions and list items, with the gaps between them left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seed.document import Form, Sentence
from seed.spans import trimmed
from seed.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seed.lexicon.words import SentenceWords

LINE = re.compile(r"[^\n]+")
STOP = re.compile(r"[.!?…]+[\"”’')\]»]{0,3}")
BULLET = re.compile(r"[ ]{0,40}(?:[•▪◦‣·*–-]|\d{1,2}[.)])[ ]")
CLOSED = re.compile(r"[.!?:;…][\"”’')\]»]{0,3}[ ]*\Z")
ADDRESS = re.compile(r"[\w-]{1,40}\.[a-z]")
NEXT_WORD = re.compile(r"\s{0,3}([^\W\d_](?:[^\W\d_]|[\u0300-\u036f-]){1,40})")
NUMBER = re.compile(r"(?<![^\s(\-–])\d{1,2}\Z")
WORD_BEFORE = re.compile(r"([^\W\d_]{2,12})[ ]\Z")
LAST_WORD = re.compile(r"[^\W_]{1,20}\Z")
WRAPPED = range(50, 140)  # columns of a line that was probably broken by hand
TITLE_LENGTH = 220


def split_sentences(text: str, words: SentenceWords) -> tuple[Sentence, ...]:
    """All sentences of `text`, in order, without white space at their ends and without overlap."""
    found: list[Sentence] = []
    for block, (start, end) in enumerate(_blocks(text, words)):
        form = _form(text, start, end)
        for left, right in _pieces(text, words, start, end):
            first, last = trimmed(text, left, right)
            if any(char.isalnum() for char in text[first:last]):
                found.append(Sentence(first, last, form, block))
    return tuple(found)


def _blocks(text: str, words: SentenceWords) -> Iterator[tuple[int, int]]:
    """Lines, those that were broken by hand joined again."""
    start = end = -1
    for match in LINE.finditer(text):
        left, right = trimmed(text, *match.span())
        if left == right:
            continue
        if start >= 0 and _goes_on(text, words, start, end, left):
            end = right
            continue
        if start >= 0:
            yield start, end
        start, end = left, right
    if start >= 0:
        yield start, end


def _goes_on(text: str, words: SentenceWords, start: int, end: int, left: int) -> bool:
    if text.count("\n", end, left) != 1:
        return False
    begin = max(text.rfind("\n", start, end) + 1, start)
    if BULLET.match(text, left):
        return False
    if CLOSED.search(text, max(begin, end - 6), end):  # "am 5.", and in the next line "März"
        alone = text[begin : end - 1].isdigit()
        near = end - begin <= WRAPPED.stop and text[end - 1] == "."
        return near and not alone and _ordinal(text, words, begin, end - 1)
    if end - begin not in WRAPPED:
        return False
    last = LAST_WORD.search(text, max(begin, end - 20), end)
    return text[left].islower() or (last is not None and last.group() in words.unfinished)


def _form(text: str, start: int, end: int) -> Form:
    if BULLET.match(text, start):
        return "bullet"
    closed = CLOSED.search(text, max(start, end - 6), end)
    return "sentence" if closed or end - start > TITLE_LENGTH else "heading"


def _pieces(text: str, words: SentenceWords, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for stop in STOP.finditer(text, start, end):
        if _ends_sentence(text, words, left, stop, end):
            yield left, stop.end()
            left = stop.end()
    if left < end:
        yield left, end


def _ends_sentence(text: str, words: SentenceWords, left: int, stop: re.Match[str], end: int) -> bool:
    after = stop.end()
    if after >= end:
        return False
    following = text[after]
    if not following.isspace():
        return _glued(text, words, stop.start(), after, end)
    ahead = next((char for char in text[after : min(after + 8, end)] if not char.isspace()), "")
    if ahead.islower() or ahead in ",;:)":
        return False
    return text[stop.start()] != "." or not _abbreviated(text, words, left, stop.start())


def _glued(text: str, words: SentenceWords, stop: int, after: int, end: int) -> bool:
    """A sentence set against the next without a blank: a small letter, a stop, then a capital."""
    before = text[max(0, stop - 2) : stop]
    if _ordinal(text, words, 0, stop):
        return False
    closes = before[-1:].islower() or before[-1:] in tuple(')”"’0123456789') or (len(before) == 2 and before.isupper())
    if not closes:
        return False
    if not (text[after].isupper() or text[after] in '“"«'):
        return False
    word = re.split(r"\s", text[max(0, stop - 40) : stop])[-1]
    if word == "www" or any(sign in word for sign in "./@") or ADDRESS.match(text, after, end):
        return False
    return after + 1 < end and (text[after + 1].isalpha() or text[after + 1] in " ’'")


def _abbreviated(text: str, words: SentenceWords, left: int, stop: int) -> bool:
    match = LAST_WORD.search(text, max(left, stop - 20), stop)
    if match is None:
        return False
    word = match.group()
    if len(word) == 1 and word.isalpha():
        return word.isupper() or word in words.small
    if word.isdigit() and len(word) <= 2:
        return match.start() == left or _ordinal(text, words, left, stop)
    return word.casefold() in words.abbreviations and (word[0].isupper() or word in words.small)


def _ordinal(text: str, words: SentenceWords, left: int, stop: int) -> bool:
    """ "am 5. März", "im 21. Jahrhundert": before a month, or between an article and a noun."""
    number = NUMBER.search(text, max(left, stop - 20), stop)
    following = NEXT_WORD.match(text, stop + 1) if number else None
    if number is None or following is None:
        return False
    word = fold(following[1])
    if word in words.months:
        return True
    before = WORD_BEFORE.search(text, max(left, number.start() - 20), number.start())
    led = before is not None and fold(before[1]) in words.before_ordinal
    return led and text[stop + 1].isspace() and following[1][0].isupper() and word not in words.beginnings
