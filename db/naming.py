"""Storing organisations and initiatives. What is kept of one does not depend on which article came first: the lexicon's
words where it knows them, else the first in the alphabet of all that were written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from db.rows_of_findings import InitiativeRow, OrganisationRow

REMEMBERED = 20_000


class NamesStored:
    """What was stored last of organisations and initiatives, so that what every article says again costs nothing."""

    def __init__(self) -> None:
        self._seen: set[tuple[object, ...]] = set()

    def forget(self) -> None:
        """After an undone transaction, and when another program wrote."""
        self._seen.clear()

    def is_new(self, *row: object) -> bool:
        """Whether a row was not given before, or so long ago that it is forgotten."""
        if row in self._seen:
            return False
        if len(self._seen) >= REMEMBERED:
            self._seen.clear()
        self._seen.add(row)
        return True


def store_organisations(
    connection: sqlite3.Connection,
    organisations: Iterable[tuple[OrganisationRow, tuple[str, ...]]],
    stored: NamesStored,
) -> tuple[set[str], set[str]]:
    """Stores or merges them; the ids of those of which anything may be new, and of those whose names are new or not as
    they were. Aliases are looked up when one searches, so another of them makes no agreement's entry stale."""
    changed: set[str] = set()
    written: set[str] = set()
    for row, names in organisations:
        if not stored.is_new(row, names):
            continue
        before = _organisation(connection, row[0])
        connection.execute(ORGANISATION, row)
        aliases = [(row[0], alias) for alias in names]
        connection.executemany("INSERT OR IGNORE INTO aliases (organisation, alias) VALUES (?, ?)", aliases)
        written.add(row[0])
        if _organisation(connection, row[0]) != before:
            changed.add(row[0])
    return written, changed


def store_initiatives(
    connection: sqlite3.Connection, initiatives: Iterable[InitiativeRow], stored: NamesStored
) -> set[str]:
    """Stores or merges them; the ids of those that are new or not as they were."""
    changed: set[str] = set()
    for row in initiatives:
        if not stored.is_new(*row):
            continue
        before = _initiative(connection, row[0])
        connection.execute(INITIATIVE, row)
        if _initiative(connection, row[0]) != before:
            changed.add(row[0])
    return changed


def fill_parents(connection: sqlite3.Connection, organisations: Iterable[str]) -> None:
    """Of these, one that the lexicon gives no parent has the one that an article states, an older version last."""
    connection.executemany(
        """
        UPDATE organisations SET parent = (
            SELECT c.value FROM claims AS c WHERE c.organisation = organisations.id AND c.attribute = 'parent'
            ORDER BY NOT EXISTS (SELECT 1 FROM places WHERE article = c.article AND present), c.value LIMIT 1)
        WHERE id = ? AND NOT known
        """,
        [(organisation,) for organisation in sorted(organisations)],
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
    return connection.execute("SELECT name, acronym FROM organisations WHERE id = ?", (number,)).fetchone()


def _initiative(connection: sqlite3.Connection, number: str) -> Any:
    return connection.execute("SELECT * FROM initiatives WHERE id = ?", (number,)).fetchone()


def _column(connection: sqlite3.Connection, sql: str, parameter: str) -> list[Any]:
    return [row[0] for row in connection.execute(sql, (parameter,)).fetchall()]
