"""What values have to be before they leave the reader. A file that another program wrote, or that is damaged, may have
a number for a title or a blob for a date; SQLite takes it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

Row = TypeVar("Row", bound="tuple[Any, ...]")

LONGEST = 100_000  # signs of a name, title or other value; what an article says may be longer
MOST_SIGNS = 20_000_000  # of the texts of one record, with all its evidence
SIGNS_OF_A_ROW = 200  # what a row takes beside its texts
MOST_ROWS = 10_000  # parties, signatories, topics of one agreement


class UnsoundError(ValueError):
    """What is read can't be right: a value of another kind than its column is for, or a row that is not there."""


def text(value: object) -> str:
    """The value as the text that it should be. Raises UnsoundError."""
    if isinstance(value, str):
        return value
    raise UnsoundError(f"a {type(value).__name__} in place of a text")


def require_texts(*values: object) -> None:
    """Raises UnsoundError unless each is a text, of a length to be shown in a line."""
    for value in values:
        if len(text(value)) > LONGEST:
            raise UnsoundError(f"a name or title of more than {LONGEST:,} signs")


def require_texts_or_none(*values: object) -> None:
    """Raises UnsoundError unless each is such a text or None."""
    for value in values:
        if value is not None:
            require_texts(value)


def whole(value: object) -> int:
    """The value as the whole number that it should be. Raises UnsoundError."""
    if isinstance(value, int):
        return value
    raise UnsoundError(f"a {type(value).__name__} in place of a whole number")


def measured(rows: Iterable[Row], most: int | None = None) -> Iterator[Row]:
    """The rows, unless their texts are longer together than those of any answer. Raises UnsoundError."""
    room = most = MOST_SIGNS if most is None else most
    for row in rows:
        room -= SIGNS_OF_A_ROW + sum(len(value) for value in row if isinstance(value, str | bytes))
        if room < 0:
            raise UnsoundError(f"more than {most:,} signs belong to one answer")
        yield row


def few(cursor: sqlite3.Cursor, most: int = MOST_ROWS) -> list[Any]:
    """All rows of a question that has few in any honest file. Raises UnsoundError where it has more than `most`."""
    rows = list(islice(measured(cursor), most + 1))
    if len(rows) > most:
        raise UnsoundError(f"more than {most:,} rows belong to one record")
    return rows
