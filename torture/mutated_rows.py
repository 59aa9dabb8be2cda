"""What SQL can do to a database before it is handed over: its schema, its rows, what runs as it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from random import Random

RAN = "ran42"  # what the file's own SQL makes: shown anywhere, it was run
MARK = "'ran' || (6 * 7)"
INDEXES = ("agreements_fts", "articles_fts", "names_fts")
FIELDS_FIRST = (b"memorandum", b"signed", b"interpol", b"stated", b"20", b"Agreement")
ENDLESS = "WITH RECURSIVE r (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r)"
VALUES = (
    "NULL", "''", "x''", "x'00ff9b41'", "-1", "0", "9223372036854775807", "-9223372036854775808", "1e308", "-0.5",
    "'yes'", "CAST(x'ff9b33316d' AS TEXT)", "CAST(x'eda080' AS TEXT)", "'a' || char(0) || 'b'", "char(27) || ']0;x'",
    "'2011-99-99'", "'18999'", "'../../etc/passwd'", "'[red]' || char(10) || '[/]'", "hex(zeroblob(50000))",
    "zeroblob(3000000)", "replace(hex(zeroblob(400000)), '00', 'e' || char(769))", "'no such thing'", "1",
    "char(8238) || 'abc'", "'{\"a\":'", "'\"'",
)  # fmt: skip


def change_values(connection: sqlite3.Connection, rng: Random) -> str:
    """A column of one row, of some, or of all has what never stands there; its constraints are lifted for it."""
    table = rng.choice(_tables(connection))
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()]
    column, value = rng.choice(columns), rng.choice(VALUES)
    connection.create_function("one_in", 1, lambda many: not rng.randrange(many))
    which = rng.choice(("", f" WHERE one_in({rng.choice((2, 5, 20))})", _one(connection, table, rng)))
    if rng.random() < 0.12:
        return _multiplied(connection, table, columns, rng)
    kept = _relaxed(connection, table, column)
    words = f"UPDATE OR IGNORE {table} SET {column} = {value}{which}"
    try:
        connection.execute(words)
    finally:
        _restored(connection, kept)
    return words


def change_schema(connection: sqlite3.Connection, rng: Random) -> str:
    """The texts that make the tables, the pages they begin at, names and kinds of things."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master").fetchall()]
    name, other = rng.choice(names), rng.choice(names)
    changes = (
        f"UPDATE sqlite_master SET rootpage = {rng.choice((0, 1, 2, -1, 9999, 2147483647))} WHERE name = '{name}'",
        f"UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = '{other}') "
        f"WHERE name = '{name}'",
        f"UPDATE sqlite_master SET sql = substr(sql, 1, {rng.randrange(1, 90)}) WHERE name = '{name}'",
        f"UPDATE sqlite_master SET sql = {rng.choice(VALUES)} WHERE name = '{name}'",
        f"UPDATE sqlite_master SET name = {rng.choice(VALUES)} WHERE name = '{name}'",
        f"UPDATE sqlite_master SET type = {rng.choice(VALUES)} WHERE name = '{name}'",
        f"UPDATE sqlite_master SET type = '{rng.choice(('table', 'index', 'view', 'trigger'))}' WHERE name = '{name}'",
        f"UPDATE sqlite_master SET tbl_name = '{other}' WHERE name = '{name}'",
        f"DELETE FROM sqlite_master WHERE name = '{name}'",
        "INSERT INTO sqlite_master SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master "
        f"WHERE name = '{name}'",
        f"UPDATE sqlite_master SET sql = replace(sql, 'TEXT', 'BLOB DEFAULT ({MARK})')",
        f"UPDATE sqlite_master SET sql = replace(sql, 'title TEXT', 'title TEXT AS ({MARK})') WHERE name = '{name}'",
        f"UPDATE sqlite_master SET sql = replace(sql, 'key INTEGER PRIMARY KEY', 'key TEXT') WHERE name = '{name}'",
        f"INSERT INTO sqlite_master VALUES ('trigger', 'sqlite_x', 'articles', 0, 'CREATE TRIGGER x AFTER INSERT "
        f"ON articles BEGIN SELECT {MARK.replace(chr(39), chr(39) * 2)}; END')",
        "INSERT INTO sqlite_master VALUES ('view', 'sqlite_y', 'sqlite_y', 0, 'CREATE VIEW agreements AS SELECT 1')",
        "INSERT INTO sqlite_master VALUES ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING dbstat')",
        f"UPDATE sqlite_master SET sql = sql || {rng.choice(VALUES)} WHERE name = '{name}'",
        "UPDATE sqlite_master SET sql = replace(sql, 'unicode61', 'ascii')",
        "UPDATE sqlite_master SET sql = replace(sql, 'prefix', 'detail = none, prefix')",
        "UPDATE sqlite_master SET sql = replace(sql, 'articles', 'agreements_fts')",
    )
    words = rng.choice(changes)
    connection.execute("PRAGMA writable_schema = on")
    connection.execute(words)
    return words


def change_objects(connection: sqlite3.Connection, rng: Random) -> str:
    """Views, triggers, indexes and columns of the file's own, also in place of ours."""
    table = rng.choice(_tables(connection))
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()]
    column = rng.choice(columns)
    same = ", ".join(f"{MARK} AS {name}" for name in columns)
    endless = ", ".join(f"i AS {name}" for name in columns)
    replacing = (
        f"CREATE VIEW {table} AS SELECT {same}",
        f"CREATE VIEW {table} AS {ENDLESS} SELECT {endless} FROM r",
        f"CREATE VIEW {table} AS SELECT {', '.join(f'CAST(zeroblob(900000000) AS TEXT) AS {n}' for n in columns)}",
        f"CREATE TABLE {table} AS SELECT {same}",
        f"CREATE VIEW {table} AS SELECT * FROM {table}_gone",
        f"CREATE VIRTUAL TABLE {table} USING fts5 ({', '.join(columns)})",
        f"CREATE VIEW {table} AS SELECT {', '.join(f'holds(7, 7) AS {name}' for name in columns)}",
    )
    added = (
        f"CREATE TRIGGER evil AFTER INSERT ON {table} BEGIN DELETE FROM {table}; END",
        f"CREATE TRIGGER {rng.choice(INDEXES)}_data2 AFTER INSERT ON {table} BEGIN DELETE FROM {table}; END",
        f"CREATE VIEW {rng.choice(INDEXES)}_more AS SELECT load_extension('/tmp/x.so')",
        f"CREATE INDEX evil ON {table} (CASE WHEN {column} = 1 THEN {MARK} END)",
        f"CREATE INDEX sqlitely ON {table} ({column}) WHERE {column} > 1",
        "CREATE VIEW " + '"v' + "\x1b]0;x\x07" + '"' + " AS SELECT 1",
        f"ALTER TABLE {table} ADD COLUMN more TEXT DEFAULT 'x'",
        f"ALTER TABLE {table} ADD COLUMN made TEXT AS ({MARK}) VIRTUAL",
        "CREATE TABLE sqlite_stat AS SELECT 1" if rng.random() < 0.2 else "ANALYZE",
        "CREATE TEMP TABLE x (y)",
    )
    if rng.random() < 0.5:
        words = rng.choice(added)
        connection.execute(words)
        return words
    words = rng.choice(replacing)
    connection.execute("PRAGMA legacy_alter_table = on")
    connection.execute("PRAGMA foreign_keys = off")
    if rng.random() < 0.5:
        connection.execute(f"ALTER TABLE {table} RENAME TO {table}_real")
    else:
        connection.execute(f"DROP TABLE {table}")
    connection.create_function("holds", 2, lambda *_: None, deterministic=True)
    connection.execute(words)
    return f"{table} replaced by {words}"


def change_shadows(connection: sqlite3.Connection, rng: Random) -> str:
    """The tables inside the full-text indexes: blocks, where they begin, lengths of rows, settings."""
    index = rng.choice(INDEXES)
    what = rng.choice(("data", "data", "data", "data", "idx", "docsize", "config", "content", "structure", "averages"))
    if what in {"data", "structure", "averages"}:
        return _block(connection, index, what, rng)
    if what == "config":
        key = rng.choice(("'version'", "'pgsz'", "'rank'", "'automerge'", "'crisismerge'", "'hashsize'", "7"))
        value = rng.choice((*VALUES, "4", "5", "'bm25('", "'load_extension(''x'')'", "'rank'", "2147483648"))
        words = f"INSERT OR REPLACE INTO {index}_config VALUES ({key}, {value})"
    elif what == "content" and index != "articles_fts":
        words = f"UPDATE {index}_content SET c{rng.randrange(3)} = {rng.choice(VALUES)}"
    elif what == "docsize" or what == "content":
        words = rng.choice(
            (
                f"UPDATE {index}_docsize SET sz = {rng.choice(VALUES)}",
                f"UPDATE {index}_docsize SET sz = x'{rng.randbytes(rng.randrange(30)).hex()}'",
                f"DELETE FROM {index}_docsize",
                f"INSERT INTO {index}_docsize VALUES ({rng.getrandbits(62)}, x'01')",
            )
        )
    else:
        columns = ("segid", "term", "pgno")
        value = rng.choice((*VALUES, str(rng.getrandbits(20))))
        words = f"UPDATE OR IGNORE {index}_idx SET {rng.choice(columns)} = {value} WHERE abs(random()) % 2"
    connection.execute(words)
    return words


def _block(connection: sqlite3.Connection, index: str, what: str, rng: Random) -> str:
    numbers = [row[0] for row in connection.execute(f"SELECT id FROM {index}_data").fetchall()]
    number = {"averages": 1, "structure": 10}.get(what, rng.choice(numbers))
    kept = connection.execute(f"SELECT block FROM {index}_data WHERE id = ?", (number,)).fetchone()
    block = bytearray(kept[0] if kept else b"")
    how = rng.choice(("bytes", "bytes", "bytes", "cut", "other", "random", "empty", "gone", "long", "type"))
    value: object = None
    if how == "bytes" and block:
        for _ in range(rng.choice((1, 1, 2, 8))):
            place = rng.randrange(min(len(block), rng.choice((4, 16, len(block)))))
            block[place] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, block[place] ^ 1 << rng.randrange(8)))
        value = bytes(block)
    elif how == "cut":
        value = bytes(block[: rng.randrange(len(block) + 1)])
    elif how == "other":
        row = connection.execute(f"SELECT block FROM {index}_data WHERE id = ?", (rng.choice(numbers),)).fetchone()
        value = row[0]
    elif how == "long":
        value = bytes(block) + rng.randbytes(rng.choice((1, 5000)))
    elif how == "type":
        value = rng.choice((None, 7, 0.5, "text", "é" * 3000))
    else:
        value = rng.randbytes(rng.randrange(200)) if how == "random" else b""
    if how == "gone":
        connection.execute(f"DELETE FROM {index}_data WHERE id = ?", (number,))
    else:
        connection.execute(f"UPDATE {index}_data SET block = ? WHERE id = ?", (value, number))
    return f"block {number} of {index}: {how}"


def _tables(connection: sqlite3.Connection) -> list[str]:
    """Ours that hold rows, without the insides of the indexes."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")
    return [name for (name,) in names.fetchall() if "_fts" not in name and not name.startswith(("sqlite_", "_"))]


def _one(connection: sqlite3.Connection, table: str, rng: Random) -> str:
    """A condition that one row meets."""
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    keys = ", ".join(row[1] for row in columns if row[5]) or "rowid"
    count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    place = rng.randrange(max(1, count))
    return f" WHERE ({keys}) = (SELECT {keys} FROM {table} LIMIT 1 OFFSET {place})"


def _multiplied(connection: sqlite3.Connection, table: str, columns: list[str], rng: Random) -> str:
    """Some thousand rows like one that is there, told apart by their position."""
    count = rng.choice((300, 3_000))
    told = [name for name in columns if name in {"position", "id", "alias", "word", "start"}]
    same = ", ".join(f"{name} + i" if name in told else name for name in columns)
    words = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) {ENDLESS}, o AS (SELECT * FROM {table} LIMIT 1) "
    connection.execute(f"{words} SELECT {same} FROM o, (SELECT i FROM r LIMIT {count})")
    return f"{count} rows more of {table}"


def _relaxed(connection: sqlite3.Connection, table: str, column: str) -> tuple[str, str]:
    """Lifts the constraints of a column; gives the table and the text that has them."""
    sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    loose = re.sub(rf"(\b{column}) (TEXT|INTEGER)( NOT NULL)?", r"\1 BLOB", sql, count=1)
    if f"{column} INTEGER PRIMARY KEY" in sql:
        loose = sql
    _write(connection, table, loose)
    return table, sql


def _restored(connection: sqlite3.Connection, kept: tuple[str, str]) -> None:
    _write(connection, *kept)


def _write(connection: sqlite3.Connection, table: str, sql: str) -> None:
    connection.execute("PRAGMA writable_schema = on")
    connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, table))
    connection.execute("PRAGMA writable_schema = reset")
