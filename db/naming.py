"""Storing organisations and initiatives. What is kept of one does not depend on which article came first: the lexicon's
words where it knows them, else the first in the alphabet of all that were written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from db.findings import FoundInitiative, FoundOrganisation


def store_organisations(connection: sqlite3.Connection, organisations: Iterable[FoundOrganisation]) -> set[str]:
    """Stores or merges them; the ids of those that are new or not as they were."""
    changed: set[str] = set()
    for found in organisations:
        before = _organisation(connection, found.id)
        values = (
            *(found.id, found.name, found.acronym, found.kind, found.seat, found.parent),
            *(int(found.known), found.rank),
        )
        connection.execute(ORGANISATION, values)
        aliases = [(found.id, alias) for alias in dict.fromkeys(found.aliases)]
        connection.executemany("INSERT OR IGNORE INTO aliases (organisation, alias) VALUES (?, ?)", aliases)
        if _organisation(connection, found.id) != before:
            changed.add(found.id)
    return changed


def store_initiatives(connection: sqlite3.Connection, initiatives: Iterable[FoundInitiative]) -> set[str]:
    """Stores or merges them; the ids of those that are new or not as they were."""
    changed: set[str] = set()
    for found in initiatives:
        before = _initiative(connection, found.id)
        connection.execute(INITIATIVE, (found.id, found.name, found.acronym, found.kind))
        if _initiative(connection, found.id) != before:
            changed.add(found.id)
    return changed


def fill_parents(connection: sqlite3.Connection) -> None:
    """An organisation that the lexicon gives no parent has the one that an article states."""
    connection.execute(
        """
        UPDATE organisations SET parent = (
            SELECT min(value) FROM claims WHERE organisation = organisations.id AND attribute = 'parent')
        WHERE NOT known AND id IN (SELECT organisation FROM claims WHERE attribute = 'parent')
        """
    )


def agreements_naming(
    connection: sqlite3.Connection, organisations: Iterable[str], initiatives: Iterable[str]
) -> set[int]:
    """The keys of the agreements that are indexed under the names of these."""
    keys: set[int] = set()
    for organisation in organisations:
        keys.update(_column(connection, "SELECT agreement FROM parties WHERE organisation = ?", organisation))
    for initiative in initiatives:
        keys.update(_column(connection, "SELECT agreement FROM agreement_initiatives WHERE initiative = ?", initiative))
    return keys


def _least(column: str) -> str:
    """SQL for the smaller of the stored and the new value, NULL only when both are."""
    return f"coalesce(min({column}, excluded.{column}), {column}, excluded.{column})"


def _kept(column: str) -> str:
    """SQL for the value to keep: the known organisation's, else the smaller."""
    return (
        f"{column} = CASE WHEN excluded.known THEN excluded.{column} WHEN known THEN {column} ELSE {_least(column)} END"
    )


ORGANISATION = f"""
    INSERT INTO organisations (id, name, acronym, kind, seat, parent, known, rank) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
        {", ".join(_kept(column) for column in ("name", "acronym", "kind", "seat", "parent"))},
        known = max(known, excluded.known), rank = min(rank, excluded.rank)
"""
INITIATIVE = f"""
    INSERT INTO initiatives (id, name, acronym, kind) VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET {", ".join(f"{column} = {_least(column)}" for column in ("name", "acronym", "kind"))}
"""


def _organisation(connection: sqlite3.Connection, number: str) -> Any:
    row = connection.execute("SELECT * FROM organisations WHERE id = ?", (number,)).fetchone()
    return row, _column(connection, "SELECT alias FROM aliases WHERE organisation = ? ORDER BY alias", number)


def _initiative(connection: sqlite3.Connection, number: str) -> Any:
    return connection.execute("SELECT * FROM initiatives WHERE id = ?", (number,)).fetchone()


def _column(connection: sqlite3.Connection, sql: str, parameter: str) -> list[Any]:
    return [row[0] for row in connection.execute(sql, (parameter,)).fetchall()]
