"""What is typed, cut into pieces: words, phrases, filters with their values, operators and parentheses. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container

MOST_CHARACTERS = 10_000
MOST_WORDS = 64  # words and values of filters together
MOST_PIECES = 512  # with operators, parentheses and what holds no word
LONGEST_VALUE = 300

Sort = Literal["words", "filter", "nothing", "AND", "OR", "NOT", "(", ")"]

QUOTES = '"“”„‟«»'
# Straight quotation marks end with a straight one, so that between them the others are letters.
QUOTED = (
    r'"(?P<straight>[^"]*)(?P<straight_end>"\*?)?'
    r'|[“”„‟](?P<curly>[^“”„‟"]*)(?P<curly_end>[“”„‟"]\*?)?'
    r"|[«»](?P<angular>[^«»]*)(?P<angular_end>[«»]\*?)?"
)
MARKS = ("straight", "curly", "angular")
PIECE = re.compile(
    rf"""(?P<gap>[\s,;]+)
    |(?P<mark>[()]|-(?=[^\s,;)]))
    |{QUOTED}
    |(?P<field>[A-Za-z]+):(?!//)
    |(?P<run>[^\s,;(){QUOTES}]+)""",
    re.VERBOSE,
)
VALUE = re.compile(rf",*(?:{QUOTED}|(?P<run>[^\s,;(){QUOTES}]+))")
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")  # as the index cuts; accents may be apart from their letters
AFTER_WORDS = " .:!?'’"
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
UNSEEN = re.compile(r"[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
SURROGATES = re.compile(r"[\ud800-\udfff]")


class Value(NamedTuple):
    """A value of a filter: `quoted` when its quotation marks are closed, `is_open` where the text ends with it."""

    text: str
    quoted: bool = False
    starred: bool = False
    is_open: bool = False


class Piece(NamedTuple):
    """A piece, from `start` to `end` in the text. `words` are parted by a blank; `starred` and `is_open` as in a Value.
    `field` and `values` are those of a filter, known or not. `nothing` is what holds no word."""

    sort: Sort
    start: int
    end: int
    words: str = ""
    starred: bool = False
    is_open: bool = False
    field: str = ""
    values: tuple[Value, ...] = ()


class Pieces(NamedTuple):
    """All pieces of a text. They are not `whole` when it had more than are read; `limit` says how many these are."""

    found: tuple[Piece, ...]
    whole: bool
    limit: str = ""


def cleaned(text: str) -> str:
    """`text` without what can't be searched for: controls become blanks, what is not seen goes, half characters become
    signs."""
    if text.isprintable():
        return text
    return SURROGATES.sub("\ufffd", UNSEEN.sub("", CONTROLS.sub(" ", text)))


def words_of(text: str) -> str:
    """The words that the index knows, runs of letters and digits of any script, parted by blanks."""
    return " ".join(WORD.findall(composed(text)))


def composed(text: str) -> str:
    """The same characters, each in one piece where there is one. A long text stays: that may take long."""
    return text if text.isascii() or len(text) > LONGEST_VALUE else unicodedata.normalize("NFC", text)


def cut(text: str, fields: Container[str]) -> Pieces:
    """The pieces of a cleaned text, in their order. The name of a filter that is none of `fields` is a word as well."""
    found: list[Piece] = []
    at, room = 0, MOST_WORDS
    while at < len(text):
        match = PIECE.match(text, at)
        if match is None or match.lastgroup == "gap":
            at = match.end() if match else len(text)
            continue
        piece, size = _piece(text, match, room)
        size += piece.sort == "filter" and piece.field not in fields
        if size > room or len(found) == MOST_PIECES:
            if len(found) == MOST_PIECES:
                return Pieces(tuple(found), False, f"{MOST_PIECES} words, filters, operators and parentheses")
            found += [piece] if room and piece.words else []
            return Pieces(tuple(found), False, f"{MOST_WORDS} words and filters")
        found.append(piece)
        at, room = piece.end, room - size
    return Pieces(tuple(found), whole=True)


def _piece(text: str, match: re.Match[str], room: int) -> tuple[Piece, int]:
    """A piece and how many words and values it counts as; of words no more than there is room for."""
    start, end = match.span()
    if match.lastgroup == "mark":
        sign = match["mark"]
        return Piece("(" if sign == "(" else ")" if sign == ")" else "NOT", start, end), 0
    if match["field"]:
        return _filter(text, match)
    if match["run"] in {"AND", "OR", "NOT"}:
        operator: Sort = "AND" if match["run"] == "AND" else "OR" if match["run"] == "OR" else "NOT"
        return Piece(operator, start, end), 0
    return _words(text, match, room)


def _words(text: str, match: re.Match[str], room: int) -> tuple[Piece, int]:
    """The words of quotation marks, or those that stand without a blank between them, as in anti-fraud."""
    start, end = match.span()
    inner, begin, closing = _inner(match)
    last = 0
    words: list[str] = []
    for word in WORD.finditer(inner):
        if len(words) == room:
            return Piece("words", start, begin + last, composed(" ".join(words))), room + 1
        words.append(word[0])
        last = word.end()
    if not words:
        return Piece("nothing", start, end), 0
    starred = closing.endswith("*") or inner.rstrip(AFTER_WORDS).endswith("*")
    is_open = not closing and begin + last == len(text)
    return Piece("words", start, end, composed(" ".join(words)), starred, is_open), len(words)


def _filter(text: str, match: re.Match[str]) -> tuple[Piece, int]:
    """A field with its values, parted by commas."""
    values: list[Value] = []
    size = 0
    at = end = match.end()
    while size <= MOST_WORDS:
        value = VALUE.match(text, at)
        if value is None:
            break
        at = end = value.end()
        found = _value(value, is_open=end == len(text))
        if found.text:
            values.append(found)
            size += max(1, len(WORD.findall(found.text)))
        if not text.startswith(",", at):
            break
    return Piece("filter", match.start(), end, field=match["field"].lower(), values=tuple(values)), max(1, size)


def _value(match: re.Match[str], is_open: bool) -> Value:
    inner, _, closing = _inner(match)
    inner = inner.strip()
    starred = closing.endswith("*") or inner.endswith("*")
    text = composed(inner.rstrip("*").rstrip()[:LONGEST_VALUE])
    return Value(text, bool(closing), starred, is_open and not closing)


def _inner(match: re.Match[str]) -> tuple[str, int, str]:
    """What stands within quotation marks, or without them; where it begins; what closes it, with its star."""
    if match["run"] is not None:
        return match["run"], match.start("run"), ""
    marks = next(marks for marks in MARKS if match[marks] is not None)
    return match[marks], match.start(marks), match[f"{marks}_end"] or ""
