"""Files that one may be given in place of a database: hostile ones, newer ones, other programs', none."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from db.schema import APPLICATION_ID, SCHEMA_VERSION
from torture.mutated_rows import ENDLESS, MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Maker = Callable[[Path, bytes], object]  # makes the file at a path, from the bytes of a sound database


def _altered(*statements: str) -> Maker:
    """A sound database after some statements, which may do what SQLite allows only to whoever insists."""

    def make(path: Path, sound: bytes) -> None:
        path.write_bytes(sound)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for pragma in ("writable_schema = on", "ignore_check_constraints = on", "legacy_alter_table = on",
                           "foreign_keys = off", "synchronous = off"):  # fmt: skip
                connection.execute(f"PRAGMA {pragma}")
            for name in ("holds", "host"):
                connection.create_function(name, -1, lambda *_: "ran42", deterministic=True)
            for statement in statements:
                connection.execute(statement)

    return make


def _patched(**places: bytes) -> Maker:
    """A sound database with other bytes at some places of its header, each named `at_` and the place."""

    def make(path: Path, sound: bytes) -> None:
        data = bytearray(sound)
        for name, value in places.items():
            place = int(name.removeprefix("at_"))
            data[place : place + len(value)] = value
        path.write_bytes(bytes(data))

    return make


def _holding(data: bytes) -> Maker:
    return lambda path, _: path.write_bytes(data)


def _database(*statements: str) -> Maker:
    def make(path: Path, _: bytes) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)

    return make


TITLE = "UPDATE agreements SET title = "
REPLACED = "DROP TABLE {0}", "CREATE VIEW {0} AS {1}"


def _replaced(table: str, select: str) -> Maker:
    return _altered(*(each.format(table, select) for each in REPLACED))


PARTIES = "agreement, position, organisation, role"
HOSTILE: Mapping[str, Maker] = {  # figure 17
    "a view that calls our functions in place of a table": _replaced(
        "agreements",
        "SELECT 1 AS key, 'x' AS id, holds(7, 7) AS title, host(7) AS kind, 's' AS status, NULL AS date, NULL AS "
        "date_precision, NULL AS date_basis, NULL AS place, NULL AS duration, NULL AS expires",
    ),
    "a trigger that calls our functions": _altered(
        "CREATE TRIGGER spy AFTER INSERT ON articles BEGIN SELECT holds(new.key, 1); END"
    ),
    "a trigger that deletes": _altered("CREATE TRIGGER spy AFTER INSERT ON articles BEGIN DELETE FROM claims; END"),
    "a trigger with the name of an inside of an index": _altered(
        "CREATE TRIGGER names_fts_data2 AFTER INSERT ON organisations BEGIN DELETE FROM claims; END"
    ),
    "an endless view in place of a table": _replaced("words", f"{ENDLESS} SELECT i AS word FROM r"),
    "an endless view in place of an inside of an index": _replaced(
        "agreements_fts_content", f"{ENDLESS} SELECT i AS id, {', '.join(f'i AS c{n}' for n in range(9))} FROM r"
    ),
    "a value of 900 MB from a view": _replaced(
        "topics", "SELECT key AS agreement, 0 AS position, CAST(zeroblob(900000000) AS TEXT) AS topic FROM agreements"
    ),
    "a value of 60 MB in a row": _altered(
        f"{TITLE} CAST(zeroblob(60000000) AS TEXT) WHERE key IN (SELECT max(key) FROM agreements)"
    ),
    "texts of 11 MB with wide letters": _altered(
        "UPDATE articles SET text = replace(hex(zeroblob(5500000)), '00', 'ab') || char(128512)"
    ),
    "a blob and bytes that are no text for titles": _altered(
        f"{TITLE} CAST(x'ff9b33316d' AS TEXT)", "UPDATE articles SET title = x'00ff'"
    ),
    "names with what a terminal obeys": _altered('CREATE TABLE "art\x1b]0;x\x07icles" ("ti""tle;--", "[x]")'),
    "columns computed by the file": _altered(f"ALTER TABLE articles ADD COLUMN made TEXT AS ({MARK})"),
    "an index on what the file computes": _altered(f"CREATE INDEX quick ON agreements (id || {MARK})"),
    "another module's table": _altered("CREATE VIRTUAL TABLE terms USING fts5vocab ('articles_fts', 'instance')"),
    "a view that loads code": _altered("CREATE VIEW v AS SELECT load_extension('/tmp/x.so')"),
    "200,000 parties of one agreement": _altered(
        "DELETE FROM parties",
        f"INSERT INTO parties ({PARTIES}) {ENDLESS} SELECT (SELECT max(key) FROM agreements), i, "
        "(SELECT id FROM organisations), NULL FROM (SELECT i FROM r LIMIT 200000)",
    ),
    "200,000 claims with quotes as long as the article": _altered(
        f"INSERT INTO claims (article, report, attribute, value, start, end, rule, basis) {ENDLESS} SELECT article, "
        "id, 'topic', 'x' || i, 0, 2000, 'rule', 'stated' FROM (SELECT i FROM r LIMIT 200000), "
        "(SELECT id, article FROM reports ORDER BY agreement DESC LIMIT 1)",
    ),
    "dates, kinds and counts that can't be": _altered(
        "UPDATE agreements SET date = '2011-99-99', kind = 'no such kind', status = '', place = char(27) || '[2J'",
        "UPDATE tallies SET agreements = -7",
    ),
}
FOREIGN: Mapping[str, Maker] = {  # figure 18
    "a schema newer by one": _altered(f"PRAGMA user_version = {SCHEMA_VERSION + 1}"),
    "a schema of an older release": _altered("PRAGMA user_version = 1"),
    "another program's number": _altered("PRAGMA application_id = 1234"),
    "a write version of 3": _patched(at_18=b"\3"),
    "a read version of 3": _patched(at_19=b"\3"),
    "a schema format of 9": _patched(at_44=b"\0\0\0\x09"),
    "UTF-16": _patched(at_56=b"\0\0\0\2"),
    "other letters at the beginning": _patched(at_0=b"SQLite format 4"),
    "another program's tables": _database("CREATE TABLE articles (id, title)", "INSERT INTO articles VALUES (1, 'x')"),
    "a database without tables": _database("VACUUM"),
    "our number, and no tables": _database(
        f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {SCHEMA_VERSION}"
    ),
    "an empty file": _holding(b""),
    "one letter": _holding(b"S"),
    "nothing but a header": lambda path, sound: path.write_bytes(sound[:100]),
    "a text": _holding(b"hello world\n" * 500),
    "an archive": _holding(b"PK\x03\x04" + bytes(3000)),
    "zeros": _holding(bytes(8192)),
    "a folder": lambda path, _: path.mkdir(),
    "a pipe": lambda path, _: os.mkfifo(path),
    "a device that never ends": lambda path, _: path.symlink_to("/dev/zero"),
    "a link that leads nowhere": lambda path, _: path.symlink_to(path.with_name("nowhere")),
    "a link to itself": lambda path, _: path.symlink_to(path),
}
# What seeding may go on in, or begin anew in: only what stands in rows is odd, or nothing was there.
WRITABLE = (
    "a value of 60 MB in a row", "texts of 11 MB with wide letters", "a blob and bytes that are no text for titles",
    "200,000 parties of one agreement", "200,000 claims with quotes as long as the article",
    "dates, kinds and counts that can't be", "a schema of an older release", "an empty file",
    "a link that leads nowhere", "our number, and no tables",
)  # fmt: skip
