"""Databases full of hostile texts: made of articles that hold them, and overwritten by another program."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from torture.payloads import Payload

PARTNERS = ("Europol", "WCO", "UNODC", "OSCE", "Frontex", "Eurojust", "Ameripol", "Aseanapol", "UNESCO", "WHO")
SYLLABLES = ("ba", "lo", "mi", "ru", "te", "vo")  # of names that no two articles share
FIRST_DAY = date(2001, 1, 1)
TEXT = """{title}

LYON, {day}: {hostile}. INTERPOL and {partner} signed a memorandum of understanding in {hostile} on {day}, which
provides for the exchange of information on {hostile} and training.

The agreement was signed by INTERPOL Secretary General Anna {hostile} and by Ben Berg, Director of the {hostile} Agency.

INTERPOL also signed a cooperation agreement with the {hostile} Institute on {day} at {hostile}, and another one with
the {name} Institute on {day}.

“{hostile}”, said Anna {hostile}. The {hostile} Agency ({hostile}) and UNESCO plan a joint action plan on {hostile}.
"""
PAGE = """<html><head><title>{title}</title><meta property="og:site_name" content="{hostile}">
<meta name="author" content="{hostile}"><link rel="canonical" href="https://news.example/{hostile}"></head>
<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"""
FAR_FROM_NAMES = "\x00/"  # what no file's name can hold
NAME_BYTES = 200


def hostile_files(folder: Path, texts: Iterable[Payload]) -> list[Path]:
    """Writes articles that hold each text in title, body, names, persons, places, publisher, address and the file's
    name: as text, as a web page, as a mail and as a record of JSON Lines. Gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    records: list[bytes] = []
    for number, payload in enumerate(texts):
        title, text = _article(number, payload.text)
        paragraphs = "".join(f"<p>{_escaped(part)}</p>" for part in text.split("\n\n"))
        hostile = _escaped(payload.text)
        page = PAGE.format(title=_escaped(title), hostile=hostile, paragraphs=paragraphs)
        mail = (
            f"From: {payload.text.splitlines()[:1]} <press@interpol.int>\nSubject: {title.splitlines()[:1]}\n\n{text}"
        )
        name = os.fsencode(f"{number:03} ") + _name(payload.text)
        for ending, content in ((".txt", text), (".html", page), (".eml", mail)):
            path = os.fsencode(folder) + b"/" + name + ending.encode()
            with open(path, "wb") as file:  # noqa: PTH123 - the name need not be text
                file.write(content.encode("utf-8", "surrogatepass"))
        record = {"title": title, "publisher": payload.text, "published": "2020-05-05", "text": text}
        records.append(json.dumps({**record, "url": f"https://news.example/{payload.text}"}).encode("ascii"))
    (folder / "records.jsonl").write_bytes(b"\n".join(records) + b"\n")
    return sorted(folder.iterdir())


def seeded(folder: Path, texts: Iterable[Payload]) -> Path:
    """A database that was seeded from such articles, in `folder`."""
    from seed.load import seed_database
    from seed.sources import DEFAULT_LIMITS, gather

    database = folder / "hostile.db"
    seed_database(database, gather(hostile_files(folder / "articles", texts), DEFAULT_LIMITS), lambda _: None)
    return database


class Column(NamedTuple):
    """A column that holds text."""

    table: str
    name: str


# What is no free text. Each of these alone can make a database unreadable, which is to be said in one line.
DATES = frozenset({"published", "date", "expires"})
CODES = frozenset({"content", "sha256", "text_sha256", "date_precision", "date_basis", "basis", "language", "facets"})
ATTRIBUTE = Column("claims", "attribute")  # it ties a claim to a fact
WORDS = Column("articles", "text")  # of which claims are parts
IDS = (Column("organisations", "id"), Column("initiatives", "id"))
DERIVED = frozenset({"tallies", "reports", "seals"})  # what the lists go by, and seals
REFERENCES = frozenset({"organisation", "initiative", "of_organisation", "parent"})
UNIQUE = frozenset({"id", "content", "source", "facet", "word", "alias"})
# The agreement that a row is about: within it a claim's value stays the same as the fact's.
SCOPES = {
    "agreements": "key",
    "claims": "(SELECT agreement FROM reports WHERE id = report)",
    **dict.fromkeys(("parties", "signatories", "topics", "provisions", "links", "agreement_initiatives"), "agreement"),
}


def text_columns(connection: sqlite3.Connection) -> tuple[Column, ...]:
    """Each column of type TEXT of each table of ours, those that belong to a full-text index apart."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
        "AND name NOT GLOB '*_fts_*' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_sqlite_*' ORDER BY name"
    ).fetchall()
    return tuple(
        Column(table, name)
        for (table,) in tables
        for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall()
        if kind == "TEXT"
    )


def free(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Those that hold words: with them overwritten a database can be read as before."""
    return tuple(
        each for each in columns if each.name not in DATES | CODES and each != ATTRIBUTE and each.table not in DERIVED
    )


def words(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Those of the `free` ones that are no ids: by ids the values beside the list find their names."""
    return tuple(each for each in free(columns) if each not in IDS and each.name not in REFERENCES)


def with_hostile_words(source: Path, target: Path, texts: Sequence[Payload]) -> Path:
    """A copy in which another program has overwritten all words, and no id."""
    with closing(sqlite3.connect(source)) as connection:
        columns = words(text_columns(connection))
    return overwritten(source, target, texts, columns)


def overwritten(
    source: Path, target: Path, texts: Sequence[Payload], columns: Collection[Column] | None = None
) -> Path:
    """A copy of the database in which another program has overwritten these columns, all that are `free` when none are
    given: row after row with one text after the other. Ids that rows refer to one another by still do, and what a
    claim says of an agreement is still what the agreement says.

    The full-text indexes of titles, texts and names follow by their triggers; that of agreements is as it was.
    """
    shutil.copyfile(source, target)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = off")
        connection.execute("PRAGMA ignore_check_constraints = on")
        connection.execute("BEGIN")
        wanted = free(text_columns(connection)) if columns is None else columns
        new = _Texts(texts)
        found = [_rows(connection, column) for column in wanted]
        for column, rows in sorted(zip(wanted, found, strict=True), key=lambda each: _turn(connection, each[0])):
            new.next_column()
            where = " AND ".join(f"{key} = ?" for key in _keys(connection, column.table))
            connection.executemany(
                f"UPDATE OR IGNORE {column.table} SET {column.name} = CAST(? AS TEXT) WHERE {where}",
                [(new.instead_of(old, scope, column), *key) for scope, old, *key in rows],
            )
        connection.execute("COMMIT")
    return target


def _keys(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The columns that a row is known by: of a table without rowids its primary key."""
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    if "WITHOUT ROWID" not in sql:
        return ("rowid",)
    return tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})").fetchall() if row[5])


def _turn(connection: sqlite3.Connection, column: Column) -> int:
    """Ids first, as others refer to them; what rows are known by last."""
    return 0 if column in IDS else 2 if column.name in _keys(connection, column.table) else 1


def _rows(connection: sqlite3.Connection, column: Column) -> list[tuple[Any, ...]]:
    """Of each row: the agreement that it is about, the text, the key. Where no reference is, none is made."""
    connection.text_factory = lambda value: value.decode("utf-8", "surrogateescape")
    keys = ", ".join(_keys(connection, column.table))
    where = f"WHERE {column.name} IS NOT NULL" if column.name in REFERENCES else ""
    return connection.execute(
        f"SELECT {SCOPES.get(column.table, 'NULL')}, {column.name}, {keys} FROM {column.table} {where} ORDER BY {keys}"
    ).fetchall()


class _Texts:
    """What stands in place of what: the texts in turn, for each column from another one on."""

    def __init__(self, texts: Sequence[Payload]) -> None:
        self._texts = texts
        self._known: dict[tuple[int | None, str], bytes] = {}
        self._ids: dict[str, bytes] = {}
        self._columns = self._next = 0

    def next_column(self) -> None:
        """Begin with another text."""
        self._columns += 1
        self._next = 7 * self._columns

    def instead_of(self, old: str | None, scope: int | None, column: Column) -> bytes:
        """The bytes of the text that is to stand there."""
        if old is not None and old in self._ids:
            return self._ids[old]
        if old is not None and scope is not None and (scope, old) in self._known:
            return self._known[scope, old]
        text = self._texts[self._next % len(self._texts)].text
        self._next += 1
        if column.name in UNIQUE:
            text = f"{text} {self._next}"
        if old is not None and column == WORDS:
            # As long as before, so that quotes out of it are not empty; in characters that SQLite counts as we do:
            # neither zeros nor what is not UTF-8, which make a file a damaged one.
            text = text.replace("\x00", "").encode("utf-8", "replace").decode() or " "
            text = (f"{text} " * (len(old) // (len(text) + 1) + 1))[: len(old)]
        data = text.encode("utf-8", "surrogatepass")
        if old is not None:
            self._known[scope, old] = data
            if column in IDS:
                self._ids[old] = data
        return data


def _article(number: int, hostile: str) -> tuple[str, str]:
    """Title and text; other partners and days for each number, so that no two tell of one agreement."""
    day = FIRST_DAY + timedelta(days=number * 11)
    partner = PARTNERS[number % len(PARTNERS)]
    title = f"{hostile} INTERPOL and {partner} sign agreement {hostile}"
    name = "".join(SYLLABLES[number // len(SYLLABLES) ** power % len(SYLLABLES)] for power in range(3)).capitalize()
    told = f"{day:%d %B %Y}".lstrip("0")
    return title, TEXT.format(title=title, day=told, partner=partner, hostile=hostile, name=name)


def _name(text: str) -> bytes:
    kept = "".join(char for char in text if char not in FAR_FROM_NAMES)
    return kept.encode("utf-8", "surrogateescape" if _is_escaped(kept) else "surrogatepass")[:NAME_BYTES]


def _is_escaped(text: str) -> bool:
    return all("\udc80" <= char <= "\udcff" for char in text if "\ud800" <= char <= "\udfff")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
