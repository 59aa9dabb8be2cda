"""What is printed: plain lines, broken between words where the terminal would break them anyhow. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.printable import BLANKS, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = 10
MOST_ROWS = 1000
LEAST_ROWS = 3
LEAST_COLUMNS = 10
OPENS, CLOSES = ">>", "<<"


class Paper(NamedTuple):
    """How much fits: at most `rows` rows an answer, lines of `columns` characters and `height` lines in sight; None
    where nothing bounds them, as in a pipe."""

    rows: int = ROWS
    columns: int | None = None
    height: int | None = None

    def room(self, said: int) -> int | None:
        """How many lines rows may take when `said` others stand beside them, and the next prompt."""
        return None if self.height is None else max(LEAST_ROWS, self.height - said - 1)

    def broken(self, line: str) -> list[str]:
        """A line as the lines that it takes."""
        if self.columns is None or (len(line) < self.columns and line.isascii()):
            return [line]
        from tui.measure import broken_lines

        width = max(LEAST_COLUMNS, self.columns - 1)  # some terminals leave a line empty after a full one
        return [line[start:end] for start, end in broken_lines(line, width)] or [""]


def clean(text: str) -> str:
    """Text from outside as it may be printed: on one line, blanks in a row as one."""
    return BLANKS.sub(" ", printable(text)).strip()


def marked(pieces: Sequence[tuple[str, bool]]) -> str:
    """Pieces of clean text, those that are marked between `>>` and `<<`."""
    return "".join(f"{OPENS}{text}{CLOSES}" if is_marked and text.strip() else text for text, is_marked in pieces)


def count(number: int) -> str:
    """A count as people write it."""
    return f"{number:,}"


def several(number: int, word: str) -> str:
    """`1 agreement`, `3 agreements`."""
    return f"{count(number)} {word}{'' if number == 1 else 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    head, tail = ", ".join(words[:-1]), "".join(words[-1:])
    return f"{head} {last} {tail}" if head else tail


def sentence(text: str) -> str:
    """A text with a full stop at its end, and a capital at its beginning."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "”", ":")) else f"{text}."
