"""What a connection is kept from, as a file may be made to harm whoever opens it: code and SQL of the file's own,
values and questions beyond all measure. After "Defense Against The Dark Arts" in SQLite's documentation."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_VALUE = 12_000_000  # bytes of one value; as text it may take four times as much memory
LARGEST_TEXT = 10_000_000  # bytes of the text of an article
PRAGMAS = ("PRAGMA cell_size_check = on", "PRAGMA mmap_size = 0")
# Not for the writer: our own triggers fill the indexes, which SQLite before 3.44 takes for unsafe then. That no others
# are there is seen before it writes.
UNTRUSTING = "PRAGMA trusted_schema = off"
# By the end of their names: more than anything we ask takes.
LIMITS = {
    "LENGTH": LARGEST_VALUE,
    "SQL_LENGTH": 1_000_000,
    "COLUMN": 100,
    "COMPOUND_SELECT": 20,
    "VDBE_OP": 1_000_000,
    "FUNCTION_ARG": 20,
    "LIKE_PATTERN_LENGTH": 5_000,
    "TRIGGER_DEPTH": 20,
}
DEFENSIVE = {"DEFENSIVE": True}
ONLY_READS = {"ENABLE_TRIGGER": False, "ENABLE_VIEW": False}


def defend(connection: sqlite3.Connection, only_reads: bool) -> None:
    """Sets a new connection's defences, as many as this Python has; those of one that `only_reads` are stricter."""
    for pragma in (*PRAGMAS, UNTRUSTING) if only_reads else PRAGMAS:
        connection.execute(pragma)
    setlimit = getattr(connection, "setlimit", None)  # from Python 3.11
    if setlimit is not None:
        for name, most in LIMITS.items():
            setlimit(getattr(sqlite3, f"SQLITE_LIMIT_{name}"), most)
    _configure(connection, DEFENSIVE | ONLY_READS if only_reads else DEFENSIVE)


def let_copy(connection: sqlite3.Connection) -> None:
    """Lets a connection write into the tables within an index: in one that it makes for itself, in a temporary file."""
    _configure(connection, {"DEFENSIVE": False})


def _configure(connection: sqlite3.Connection, settings: Mapping[str, bool]) -> None:
    setconfig = getattr(connection, "setconfig", None)  # from Python 3.12
    if setconfig is not None:
        for name, value in settings.items():
            setconfig(getattr(sqlite3, f"SQLITE_DBCONFIG_{name}"), value)
