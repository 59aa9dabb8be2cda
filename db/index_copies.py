"""FTS5's own comparison of the full-text indexes with what they are made from.

It is put as an insert, which a connection that can't write refuses. So it is made over copies: of an index only what it
looks words up in, in a temporary file, one index at a time; texts are read where they stand. Memory stays small,
whatever the size of the database.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from db.connection import open_reader
from db.defences import let_copy
from db.search_schema import FULL_TEXT
from db.sorting import sort_on_disk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INDEX = re.compile(r"CREATE VIRTUAL TABLE (\w+) USING fts5 \(")
OUTSIDE = re.compile(r"content = '(\w+)', content_rowid = '(\w+)',")
NO_ROOM = " is not compared: there is no room for a copy of it in the folder of temporary files"
LOOKED_UP = ("data", "idx", "docsize", "config")  # the tables below an index, other than its texts


def compare_indexes(path: Path) -> Iterator[str | None]:
    """For each index what is wrong with it, or None. Raises a DatabaseError when the file can't be opened."""
    for statement in FULL_TEXT:
        match = INDEX.search(statement)
        if match is not None:
            with closing(open_reader(path)) as connection:
                let_copy(connection)
                yield _fault(connection, match[1], statement)


def _fault(connection: sqlite3.Connection, index: str, statement: str) -> str | None:
    if not sort_on_disk(connection):
        return f"{index}{NO_ROOM}"
    connection.execute("PRAGMA query_only = off")  # for what is temporary; the file itself is opened for reading only
    try:
        connection.execute("BEGIN")
        _copy(connection, index, statement)
        connection.execute("INSERT INTO temp.compared (compared, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if "full" in str(error):
            return f"{index}{NO_ROOM}"
        return f"{index}: {error}"
    return None


def _copy(connection: sqlite3.Connection, index: str, statement: str) -> None:
    """The index again as `temp.compared`, over a view of its texts."""
    names = [row[1] for row in connection.execute(f"PRAGMA main.table_info({index})")]
    outside = OUTSIDE.search(statement)
    texts = f"SELECT {outside[2]} AS id, {', '.join(names)} FROM main.{outside[1]}" if outside else (
        f"SELECT id, {', '.join(f'c{n} AS {name}' for n, name in enumerate(names))} FROM main.{index}_content"
    )  # fmt: skip
    connection.execute(f"CREATE TEMP VIEW texts AS {texts}")
    alike = OUTSIDE.sub("", statement).replace(f"VIRTUAL TABLE {index}", "VIRTUAL TABLE temp.compared")
    connection.execute(alike.replace("tokenize =", "content = 'texts', content_rowid = 'id', tokenize ="))
    for table in LOOKED_UP:
        connection.execute(f"DELETE FROM temp.compared_{table}")
        connection.execute(f"INSERT INTO temp.compared_{table} SELECT * FROM main.{index}_{table}")
