"""What a database holds, apart from how: numbers that only count rows, and the time when a schema was made."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Reports and claims are numbered as they come. What refers to one by its number is told by where that one stands.
WITHOUT_NUMBERS = {
    "reports": "SELECT article, position, instrument, facets, agreement FROM reports",
    "claims": """
        SELECT c.article, r.position, c.organisation, c.initiative, c.chosen, c.reason, c.attribute, c.value, c.role,
               c.of_organisation, c.start, c.end, c.rule, c.basis
        FROM claims AS c LEFT JOIN reports AS r ON r.id = c.report
    """,
    "_sqlite_migrations": "SELECT migration_set, name FROM _sqlite_migrations",
}
# Names of organisations are indexed in the order in which they come; words stay when what they stood in goes.
INDEXED = {
    "agreements_fts": "instance",
    "articles_fts": "instance",
    "names_fts": "row",
}
GROWING = "words"
# What makes one article whole, whichever others there are.
OF_AN_ARTICLE = """
    SELECT a.content, 'article', a.title, a.publisher, a.published, a.language, a.url, a.text, a.text_sha256, '', ''
    FROM articles AS a
    UNION ALL SELECT a.content, 'mention', m.start, m.end, m.organisation, m.initiative, '', '', '', '', ''
    FROM mentions AS m JOIN articles AS a ON a.key = m.article
    UNION ALL SELECT a.content, 'report', r.position, r.instrument, r.facets, '', '', '', '', '', ''
    FROM reports AS r JOIN articles AS a ON a.key = r.article
    UNION ALL SELECT a.content, 'claim', c.attribute, c.value, c.start, c.end, c.rule, c.basis, c.role,
                     coalesce(c.organisation, c.initiative), c.of_organisation
    FROM claims AS c JOIN articles AS a ON a.key = c.article
"""


def contents(path: Path) -> dict[str, str]:
    """A digest of each table and of what each index holds. Two databases that differ in none hold the same."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        shadows = tuple(f"{index}_" for index in INDEXED)
        found = {"schema": _digest(connection.execute("SELECT type, name, sql FROM sqlite_master"))}
        for table in tables:
            if table not in (*INDEXED, GROWING, "sqlite_sequence") and not table.startswith((*shadows, "sqlite_stat")):
                found[table] = _digest(connection.execute(WITHOUT_NUMBERS.get(table, f"SELECT * FROM {table}")))
        for index, kind in INDEXED.items():
            if index not in tables:  # of an older schema
                continue
            connection.execute(f"CREATE VIRTUAL TABLE temp.held_{index} USING fts5vocab (main, {index}, {kind})")
            found[index] = _digest(connection.execute(f"SELECT * FROM temp.held_{index}"))
        if "agreements_fts" in tables:
            found["agreements_fts, its entries"] = _digest(connection.execute("SELECT rowid, * FROM agreements_fts"))
        return found


def differences(path: Path, wanted: dict[str, str]) -> list[str]:
    """The tables and indexes of a database that hold something else."""
    found = contents(path)
    return sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))


def whole_articles(path: Path) -> dict[str, str]:
    """A digest of all that is stored of each article, by its content."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        gathered: dict[str, list[tuple[object, ...]]] = {}
        for content, *row in connection.execute(OF_AN_ARTICLE):
            gathered.setdefault(content, []).append(tuple(row))
    return {content: _digest(rows) for content, rows in gathered.items()}


def sources(path: Path) -> dict[str, int]:
    """The versions that are known of each place."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return dict(connection.execute("SELECT source, max(version) FROM places GROUP BY source"))


def _digest(rows: Iterable[tuple[object, ...]]) -> str:
    return hashlib.sha256("\n".join(_sorted(rows)).encode("utf-8", "surrogatepass")).hexdigest()


def _sorted(rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    return iter(sorted(map(repr, rows)))
