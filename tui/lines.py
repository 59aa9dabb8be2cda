"""Lines of the screen as plain values: pieces of clean text, each with a tone. Pure; knows widths, not colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterable

Tone = Literal["plain", "quiet", "strong", "accent", "title", "focus", "match", "other", "caret", "warning", "quote"]
Span = tuple[str, Tone]
Line = tuple[Span, ...]

UNDERLINED: tuple[Tone, ...] = ("caret", "match", "other")  # tones in which blanks can be seen
ELLIPSIS = "…"
MARK = "▌"
MOST_SIGNS = 6  # characters of one cell, with its marks
JOINTS = "-/_.,"  # where ids, paths and addresses are broken


def cells_of(text: str) -> int:
    """How many cells a text takes: of ASCII, as most is, one for each character."""
    return len(text) if text.isascii() and text.isprintable() else cell_len(text)


def width_of(line: Line) -> int:
    """How many cells a line takes."""
    return sum(cells_of(text) for text, _ in line)


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells; what is cut ends in an ellipsis."""
    if cells_of(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS if width > 0 else ""


def unjoined(text: str) -> str:
    """`text` without the signs that join characters into one or widen them: terminals differ on how many cells that
    takes, and a column would end where nobody knows."""
    return text if text.isascii() else text.replace("\u200d", "").replace("\ufe0f", "")


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells, set on the left."""
    short = cut(unjoined(text), width)
    return short + " " * (width - cells_of(short))


def right(text: str, width: int) -> str:
    """`text` in exactly `width` cells, set on the right."""
    short = cut(unjoined(text), width)
    return " " * (width - cells_of(short)) + short


def fit_line(line: Line, width: int) -> Line:
    """A line in exactly `width` cells."""
    fitted: list[Span] = []
    left = width
    for text, tone in line:
        size = cells_of(text)
        if size:
            fitted.append((text if size <= left else fit(text, left), tone))
        left -= min(size, left)
        if not left:
            break
    if left:
        fitted.append((" " * left, "plain"))
    return merged(fitted)


def fitted(spans: Iterable[Span], width: int) -> Line:
    """Spans in exactly `width` cells; what is cut ends in an ellipsis."""
    line = tuple(spans)
    if width_of(line) <= width:
        return fit_line(line, width)
    shown: list[Span] = []
    left = width
    for text, tone in line:
        if cells_of(text) >= left:
            return fit_line((*shown, (cut(text + ELLIPSIS * 2, left), tone)), width)
        shown.append((text, tone))
        left -= cells_of(text)
    return fit_line(tuple(shown), width)


def merged(spans: Iterable[Span]) -> Line:
    """The same to the eye in as few pieces as can be: each change of tone costs bytes on the link."""
    pieces: list[Span] = []
    for text, tone in spans:
        before = pieces[-1][1] if pieces else None
        is_blank = text.isspace() and tone != "caret"
        if before is not None and (before == tone or (is_blank and before not in UNDERLINED)):
            pieces[-1] = (pieces[-1][0] + text, before)
        elif is_blank and tone not in UNDERLINED:
            pieces.append((text, "plain"))
        elif before == "plain" and pieces[-1][0].isspace() and tone not in UNDERLINED:
            pieces[-1] = (pieces[-1][0] + text, tone)
        else:
            pieces.append((text, tone))
    return tuple(pieces)


def wrap(text: str, width: int) -> list[str]:
    """`text` broken between words into lines of at most `width` cells; a longer word is cut in pieces."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if cells_of(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *pieces, line = _pieces(word, width)
        lines += pieces
    return [*lines, line] if line or not lines else lines


def remark(words: str) -> str:
    """Words for a line of their own: they begin with a capital letter, and no stop ends them."""
    shown = words[:1].upper() + words[1:] if words[:1].islower() and words.partition(" ")[0].isalpha() else words
    return shown.removesuffix(".") if not shown.endswith("..") else shown


def sentence(words: str) -> str:
    """The same as a sentence, which a stop ends."""
    shown = remark(words)
    return shown if shown.endswith(("?", "!", "…", ":")) or not shown else shown + "."


def sentence_lines(width: int, *sentences: str) -> list[Line]:
    """What stands in an empty list: what is so, and below it what one may do."""
    lines: list[Line] = [()]
    for place, sentence in enumerate(sentences):
        tone: Tone = "accent" if place else "plain"
        lines += [(("  " + line, tone),) for line in wrap(sentence, max(8, width - 4))]
    return lines


def _pieces(word: str, width: int) -> list[str]:
    """A word in pieces of at most `width` cells, each ending in a hyphen or the like where there is one."""
    pieces: list[str] = []
    start, reach = 0, MOST_SIGNS * width
    while width > 1 and cells_of(word[start : start + reach]) > width:
        piece = set_cell_size(word[start : start + reach], width).rstrip()
        joint = max(piece.rfind(sign) for sign in JOINTS) + 1
        piece = piece[:joint] if joint > width // 3 else piece
        pieces.append(piece)
        start += max(1, len(piece))
    word = word[start:]
    return [*pieces, word]


def more_below(count: int) -> Line:
    """The mark in place of lines that there is no room for."""
    return ((f"  {ELLIPSIS} {count:,} more below", "quiet"),)


def hairline(title: Line, note: str, width: int, start: str = "─") -> Line:
    """A rule with a title and quiet words set into it. The words stand on the left: what changes there costs least."""
    room = width - cells_of(start) - width_of(title) - 5
    words = f"  {cut(note, room)}" if note and room > 3 else ""
    fill = max(0, width - cells_of(start) - width_of(title) - cells_of(words) - 2)
    return fit_line(((start + " ", "quiet"), *title, (words + " " + "─" * fill, "quiet")), width)
