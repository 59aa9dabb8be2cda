"""Whether each value is of the kind that its column is for. A file that another program wrote, or that is damaged, may
have a number for a title or a blob for a date; SQLite takes it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from db.errors import BadDateError
from db.schema import SEALS, TABLES
from db.search_schema import SEARCH

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

Row = TypeVar("Row", bound="tuple[Any, ...]")

STORED = {"TEXT": "text", "INTEGER": "integer", "BLOB": "blob"}
IN_WORDS = {"text": "text", "integer": "whole number", "blob": "blob", "real": "number", "null": "nothing"}

TEXTS = ("articles", "text")
LARGEST = 1_000_000  # bytes of any other value
NAMES_KEPT = ("c0", "c1", "c2")  # the columns of the index of names
TOO_LARGE = "larger in some row than any that Explorer writes"
MOST_SIGNS = 20_000_000  # of the texts of one record, with all its evidence
SIGNS_OF_A_ROW = 200  # what a row takes beside its texts
MOST_ROWS = 10_000  # parties, signatories, topics of one agreement
DAMAGE_MEETS = (TypeError, ValueError, AttributeError, LookupError, ArithmeticError)  # what comes of such values


class UnsoundError(ValueError):
    """What is read can't be right: a value of another kind than its column is for, or a row that is not there."""


def text(value: object) -> str:
    """The value as the text that it should be. Raises UnsoundError."""
    if isinstance(value, str):
        return value
    raise UnsoundError(f"a {type(value).__name__} in place of a text")


def require_texts(*values: object) -> None:
    """Raises UnsoundError unless each is a text."""
    for value in values:
        text(value)


def require_texts_or_none(*values: object) -> None:
    """Raises UnsoundError unless each is a text or None."""
    for value in values:
        if value is not None:
            text(value)


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


def damage_in_words(connection: sqlite3.Connection, error: Exception) -> str | None:
    """What is wrong in the file that an error came of, in words; None where nothing is, and the mistake is ours."""
    if isinstance(error, UnsoundError | BadDateError):
        return str(error)
    fault = next((fault for fault in compare_kinds(connection) if fault), None)
    if fault is None:
        line = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        fault = None if line == "ok" else line.rpartition("***\n")[2]
    return fault


def compare_kinds(connection: sqlite3.Connection) -> Iterator[str | None]:
    """For each column None, or in words in how many rows it has what is not of its kind, or that it is too
    large."""
    for table in _tables():
        for name, stored, is_needed in _columns(connection, table):
            allowed = stored if is_needed else f"{stored}', 'null"
            sql = f"SELECT typeof({name}), count(*) FROM {table} WHERE typeof({name}) NOT IN ('{allowed}') GROUP BY 1"
            rows = connection.execute(sql).fetchall()
            for found, count in rows:
                what, wanted = IN_WORDS.get(found, found), IN_WORDS[stored]
                yield f"{name} of {table} is {what}, not {wanted}, in {count} rows"
            if not rows:
                yield None
            if (table, name) != TEXTS and stored != "integer":
                yield from _too_large(connection, table, name)
    for name in NAMES_KEPT:
        yield from _too_large(connection, "names_fts_content", name)


def _too_large(connection: sqlite3.Connection, table: str, name: str) -> Iterator[str]:
    sql = f"SELECT 1 FROM {table} WHERE length(CAST({name} AS BLOB)) > {LARGEST} LIMIT 1"
    if connection.execute(sql).fetchone():
        yield f"{name} of {table} is {TOO_LARGE}"


def _tables() -> Iterator[str]:
    for statement in (*TABLES, *SEALS, *SEARCH):
        words = statement.split()
        if words[1] == "TABLE":
            yield words[2]


def _columns(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str, bool]]:
    """The columns of a table: name, what is stored in it, and whether something has to be."""
    for _, name, declared, not_null, _, in_key in connection.execute(f"PRAGMA table_info({table})").fetchall():
        yield name, STORED[declared.upper()], bool(not_null or in_key)
