"""The lines of the agreement list, read for the keys of a window."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from db.rows import AgreementRow

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_VARIABLES = 480
STEP = 24  # keys: a question with as many marks as another is prepared already

PARTIES = """
    SELECT p.agreement, coalesce(o.acronym, o.name) FROM parties AS p JOIN organisations AS o ON o.id = p.organisation
    WHERE p.agreement IN ({}) ORDER BY 1, p.position
"""
# Most agreements have one report, which the index alone tells; only of several the articles are compared.
ROWS = """
    SELECT key, id, title, kind, status, date, place,
           CASE (SELECT count(*) FROM reports WHERE agreement = key) WHEN 1 THEN 1
           ELSE (SELECT count(DISTINCT article) FROM reports WHERE agreement = key) END
    FROM agreements WHERE key IN ({})
"""


def agreement_rows(connection: sqlite3.Connection, keys: list[int]) -> tuple[AgreementRow, ...]:
    """The lines of the list for some keys, in their order; as many at once as any SQLite takes variables for."""
    return tuple(
        row
        for start in range(0, len(keys), MOST_VARIABLES)
        for row in _some_rows(connection, keys[start : start + MOST_VARIABLES])
    )


def _some_rows(connection: sqlite3.Connection, keys: list[int]) -> Iterator[AgreementRow]:
    wanted = [*keys, *keys[-1:] * (-len(keys) % STEP)]
    marks = ", ".join("?" * len(wanted))
    parties: dict[int, list[str]] = {key: [] for key in keys}
    for key, name in _fetched(connection, PARTIES.format(marks), wanted):
        parties[key].append(name)
    rows = {row[0]: row for row in _fetched(connection, ROWS.format(marks), wanted)}
    for key in keys:
        _, number, title, kind, status, date, place, sources = rows[key]
        yield AgreementRow(number, title, kind, status, date, place, tuple(parties[key]), sources)


def _fetched(connection: sqlite3.Connection, sql: str, parameters: list[int]) -> list[Any]:
    """All rows of a question. Their texts are decoded as `str` does it, which takes no call for each; where one is not
    UTF-8, as the connection does it."""
    decode = connection.text_factory
    connection.text_factory = str
    try:
        return connection.execute(sql, parameters).fetchall()
    except sqlite3.OperationalError as error:
        if "decode" not in str(error):
            raise
    finally:
        connection.text_factory = decode
    return connection.execute(sql, parameters).fetchall()
