"""Whether a file's tables, indexes, triggers and views are the ones that we make, and no others."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db.schema import SEALS, TABLES, VIEWS
from db.search_schema import FULL_TEXT, SEARCH

if TYPE_CHECKING:
    from collections.abc import Iterator

# The tables inside a full-text index are FTS5's own, and differ between releases of SQLite.
LISTING = r"""
    SELECT type, name, sql FROM sqlite_master
    WHERE tbl_name <> '_sqlite_migrations' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
      AND name NOT LIKE 'agreements\_fts\_%' ESCAPE '\' AND name NOT LIKE 'articles\_fts\_%' ESCAPE '\'
      AND name NOT LIKE 'names\_fts\_%' ESCAPE '\'
"""


def compare_schema(connection: sqlite3.Connection) -> Iterator[str | None]:
    """For each object that is there or should be: what is wrong with it in words, or None.

    Triggers and views run when others read or write, so a file with any beyond ours must not be written.
    """
    fresh = sqlite3.connect(":memory:")
    try:
        for statement in (*TABLES, *SEALS, *SEARCH, *FULL_TEXT, *VIEWS):
            fresh.execute(statement)
        wanted, found = (_objects(each) for each in (fresh, connection))
    finally:
        fresh.close()
    for kind, name in sorted(wanted.keys() | found.keys()):
        if (kind, name) not in found:
            yield f"the {kind} {name} is missing"
        elif (kind, name) not in wanted:
            yield f"the {kind} {name} is none of ours"
        else:
            same = wanted[kind, name] == found[kind, name]
            yield None if same else f"the {kind} {name} is not as we made it"


def _objects(connection: sqlite3.Connection) -> dict[tuple[str, str], str | None]:
    return {(kind, name): sql for kind, name, sql in connection.execute(LISTING).fetchall()}
