"""Whether a file's tables, indexes, triggers and views are the ones that we make, and no others.

Views and triggers are programs of whoever wrote the file: they run when others read or write. So a file is neither read
nor written before its schema was seen to be ours, letter by letter.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db.schema import SEALS, TABLES, VIEWS
from db.search_schema import FULL_TEXT, SEARCH

if TYPE_CHECKING:
    from collections.abc import Iterator

    Objects = dict[tuple[str, str], tuple[str, str]]  # (type, name): (the table it belongs to, the text that made it)

STATEMENTS = (*TABLES, *SEALS, *SEARCH, *FULL_TEXT, *VIEWS)
LISTING = "SELECT type, name, tbl_name, sql FROM sqlite_master"
INSIDES = {  # the tables that FTS5 makes for an index (SQLite documentation, FTS5, section 9)
    "data": "id INTEGER PRIMARY KEY, block BLOB",
    "idx": "segid, term, pgno, PRIMARY KEY(segid, term)",
    "content": "id INTEGER PRIMARY KEY, {columns}",
    "docsize": "id INTEGER PRIMARY KEY, sz BLOB",
    "config": "k PRIMARY KEY, v",
}
ROWIDLESS = ("idx", "config")
# What SQLite makes itself, for what is UNIQUE or on ANALYZE, and sqlite-utils for its migrations. None of it can
# compute anything: there are names and types in it, and no expressions.
OF_SQLITE = ("CREATE TABLE sqlite_stat1(tbl,idx,stat)", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)")
OF_MIGRATIONS = (
    'CREATE TABLE "_sqlite_migrations" (',
    'CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"\n',
)
MISSING = " is missing"
OTHERS = " is none of ours"
AUTOMATIC = "sqlite_autoindex_"


def compare_schema(connection: sqlite3.Connection) -> Iterator[str | None]:
    """For each object that is there or should be: what is wrong with it in words, or None."""
    wanted, found = wanted_objects(), _objects(connection)
    if wanted != found:  # this SQLite may write the tables within an index in another way
        wanted = _made_here()
    for kind, name in sorted(wanted.keys() | found.keys()):
        if (kind, name) not in found:
            yield f"the {kind} {name}{MISSING}"
        elif (kind, name) not in wanted:
            yield f"the {kind} {name}{OTHERS}"
        else:
            same = wanted[kind, name] == found[kind, name]
            yield None if same else f"the {kind} {name} is not as we made it"


def what_is_altered(connection: sqlite3.Connection) -> str | None:
    """The first thing in the schema that is not ours, or is missing; None where all is as we made it. Quick: the texts
    are compared with ours, and nothing is made for that where they are the same."""
    if wanted_objects() == _objects(connection):
        return None
    faults = [fault for fault in compare_schema(connection) if fault]
    return min(faults, key=lambda fault: fault.endswith(MISSING), default=None)


def what_may_run(connection: sqlite3.Connection) -> str | None:
    """The first trigger or view that we never made, in the schema of an earlier release; None where there is none."""
    ours = wanted_objects()
    for key, made in _objects(connection).items():
        if key[0] in {"trigger", "view"} and ours.get(key) != made:
            return f"the {key[0]} {key[1]}{OTHERS}"
    return None


def wanted_objects() -> Objects:
    """What a database of ours consists of, told from the statements that make it."""
    wanted: Objects = {}
    for statement in STATEMENTS:
        sql = statement.strip()
        words = sql.split()
        place = 2 if words[1] == "VIRTUAL" else 1
        kind, name = words[place].lower(), words[place + 1]
        table = words[words.index("ON") + 1] if kind in {"index", "trigger"} else name
        wanted[kind, name] = (table, sql)
        if "fts5" in words:
            wanted.update(_insides(name, sql))
    return wanted


def _insides(index: str, sql: str) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    named = sql.partition("fts5 (")[2].partition(" = ")[0]  # the columns, and the first setting
    columns = ", ".join(f"c{place}" for place in range(named.count(",")))
    for part, inside in INSIDES.items():
        if part == "content" and " content = " in sql:
            continue  # it is the table that the index is of
        name = f"{index}_{part}"
        body = inside.format(columns=columns)
        yield ("table", name), (name, f"CREATE TABLE '{name}'({body}){' WITHOUT ROWID' if part in ROWIDLESS else ''}")


def _made_here() -> Objects:
    """The same as this SQLite writes it."""
    fresh = sqlite3.connect(":memory:")
    try:
        for statement in STATEMENTS:
            fresh.execute(statement)
        return _objects(fresh)
    finally:
        fresh.close()


def _objects(connection: sqlite3.Connection) -> Objects:
    """What the schema holds, without what SQLite and sqlite-utils keep in it for themselves."""
    found: Objects = {}
    for kind, name, table, sql in connection.execute(LISTING).fetchall():
        if not _is_harmless(kind, name, sql):
            key = str(kind), str(name)
            text = sql.rstrip() if isinstance(sql, str) else sql
            found[key if key not in found else (key[0], f"{name} once more")] = (table, text)
    return found


def _is_harmless(kind: object, name: object, sql: object) -> bool:
    if sql is None:
        return kind == "index" and isinstance(name, str) and name.startswith(AUTOMATIC)
    if kind not in {"table", "index"} or not isinstance(sql, str):
        return False
    return sql in OF_SQLITE or (sql.startswith(OF_MIGRATIONS) and sql.count("(") == 1)
