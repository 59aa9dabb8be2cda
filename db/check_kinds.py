"""Whether each stored value is of the kind that its column is for, and no larger than any that we write."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.errors import BadDateError
from db.kinds import UnsoundError
from db.schema import SEALS, TABLES
from db.search_schema import SEARCH

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

STORED = {"TEXT": "text", "INTEGER": "integer", "BLOB": "blob"}
IN_WORDS = {"text": "text", "integer": "whole number", "blob": "blob", "real": "number", "null": "nothing"}
TEXTS = ("articles", "text")
LARGEST = 1_000_000  # bytes of any other value
NAMES_KEPT = ("c0", "c1", "c2")  # the columns of the index of names
TOO_LARGE = "larger in some row than any that Explorer writes"
DAMAGE_MEETS = (TypeError, ValueError, AttributeError, LookupError, ArithmeticError)  # what comes of wrong values


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
    """For each column None, or in words in how many rows it has what is not of its kind, or that it is too large. One
    pass over each table where nothing is wrong."""
    for table in _tables():
        columns = _columns(connection, table)
        if _is_any(connection, table, " OR ".join(f"{each.is_wrong} OR {each.is_large}" for each in columns)):
            for column in columns:
                yield from _faults(connection, table, column)
        else:
            yield from (None for _ in columns)
    for name in NAMES_KEPT:
        yield from _too_large(connection, "names_fts_content", _Column(name, "text", is_needed=False))


def _faults(connection: sqlite3.Connection, table: str, column: _Column) -> Iterator[str | None]:
    sql = f"SELECT typeof({column.name}) FROM {table} WHERE {column.is_wrong}"  # SQLite groups by whole values
    rows = Counter(str(found) for (found,) in connection.execute(sql))
    for found, count in sorted(rows.items()):
        what, wanted = IN_WORDS.get(found, found), IN_WORDS[column.stored]
        yield f"{column.name} of {table} is {what}, not {wanted}, in {count} rows"
    if not rows:
        yield None
    yield from _too_large(connection, table, column)


def _too_large(connection: sqlite3.Connection, table: str, column: _Column) -> Iterator[str]:
    if _is_any(connection, table, column.is_large):
        yield f"{column.name} of {table} is {TOO_LARGE}"


def _is_any(connection: sqlite3.Connection, table: str, condition: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} WHERE {condition} LIMIT 1").fetchone() is not None


def _tables() -> Iterator[str]:
    for statement in (*TABLES, *SEALS, *SEARCH):
        words = statement.split()
        if words[1] == "TABLE":
            yield words[2]


def _columns(connection: sqlite3.Connection, table: str) -> list[_Column]:
    rows = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return [
        _Column(name, STORED[declared.upper()], bool(not_null or in_key), (table, name) == TEXTS)
        for _, name, declared, not_null, _, in_key in rows
    ]


@dataclass(frozen=True)
class _Column:
    """A column: its name, what is stored in it, whether something has to be, and whether that may be large."""

    name: str
    stored: str
    is_needed: bool
    may_be_large: bool = False

    @property
    def is_wrong(self) -> str:
        """The condition that a value of another kind meets."""
        allowed = self.stored if self.is_needed else f"{self.stored}', 'null"
        return f"typeof({self.name}) NOT IN ('{allowed}')"

    @property
    def is_large(self) -> str:
        """The condition that a value larger than any of ours meets."""
        return "0" if self.may_be_large else f"length(CAST({self.name} AS BLOB)) > {LARGEST}"
