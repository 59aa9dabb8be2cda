"""The lines of the agreement list, read for the keys of a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.edtf import parse_edtf
from db.rows import AgreementRow

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

MOST_VARIABLES = 500


def agreement_rows(connection: sqlite3.Connection, keys: list[int]) -> tuple[AgreementRow, ...]:
    """The lines of the list for some keys, in their order; as many at once as any SQLite takes variables for."""
    return tuple(
        row
        for start in range(0, len(keys), MOST_VARIABLES)
        for row in _some_rows(connection, keys[start : start + MOST_VARIABLES])
    )


def _some_rows(connection: sqlite3.Connection, keys: list[int]) -> Iterator[AgreementRow]:
    marks = ", ".join("?" for _ in keys)
    parties: dict[int, list[str]] = {key: [] for key in keys}
    for key, name in connection.execute(
        f"SELECT p.agreement, coalesce(o.acronym, o.name) FROM parties AS p "
        f"JOIN organisations AS o ON o.id = p.organisation WHERE p.agreement IN ({marks}) ORDER BY 1, p.position",
        keys,
    ).fetchall():
        parties[key].append(name)
    rows = {
        row[0]: row[1:]
        for row in connection.execute(
            "SELECT key, id, title, kind, status, date, place, "
            "(SELECT count(DISTINCT article) FROM reports WHERE agreement = key) "
            f"FROM agreements WHERE key IN ({marks})",
            keys,
        ).fetchall()
    }
    for key in keys:
        number, title, kind, status, date, place, sources = rows[key]
        when = parse_edtf(date) if date else None
        yield AgreementRow(number, title, kind, status, when, place, tuple(parties[key]), sources)
