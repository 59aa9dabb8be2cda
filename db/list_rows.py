"""The lines of the agreement list, read for the keys of a window."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from db.kinds import UnsoundError, few, require_texts, require_texts_or_none
from db.rows import AgreementRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_VARIABLES = 480
MOST_NAMES = 4_000  # of organisations that are kept
MOST_FETCHED = 100_000  # parties of a window
STEP = 24  # keys: a question with as many marks as another is prepared already

PARTIES = "SELECT agreement, organisation FROM parties WHERE agreement IN ({}) ORDER BY agreement, position"
NAMES = "SELECT id, coalesce(acronym, name) FROM organisations WHERE id IN ({})"
# Most agreements have one report, which the index alone tells; only of several the articles are compared.
ROWS = """
    SELECT key, id, title, kind, status, date, place,
           CASE (SELECT count(*) FROM reports WHERE agreement = key) WHEN 1 THEN 1
           ELSE (SELECT count(DISTINCT article) FROM reports WHERE agreement = key) END
    FROM agreements WHERE key IN ({})
"""


class ListRows:
    """Reads the lines of the list. The names of their parties are kept while the database stays as it is: the same
    organisations stand in window after window."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: dict[str, str] = {}
        self._version = -1

    def of(self, keys: Sequence[int]) -> tuple[AgreementRow, ...]:
        """The lines for some keys, in their order; as many at once as any SQLite takes variables for."""
        return tuple(
            row
            for start in range(0, len(keys), MOST_VARIABLES)
            for row in self._some(keys[start : start + MOST_VARIABLES])
        )

    def _some(self, keys: Sequence[int]) -> Iterator[AgreementRow]:
        found = self._fetched(PARTIES, keys)
        names = self._named({organisation for _, organisation in found})
        parties: dict[int, list[str]] = {key: [] for key in keys}
        for key, organisation in found:
            if key not in parties:
                raise UnsoundError("the index of parties leads to those of other agreements")
            if organisation in names:
                parties[key].append(names[organisation])
        rows = {row[0]: row for row in self._fetched(ROWS, keys)}
        for key in keys:
            if key not in rows:
                raise UnsoundError(f"agreement {key} stands in an index, and is not there")
            _, number, title, kind, status, date, place, sources = rows[key]
            require_texts(number, title, kind, status, *parties[key])
            require_texts_or_none(date, place)
            yield AgreementRow(number, title, kind, status, date, place, tuple(parties[key]), sources)

    def _named(self, ids: set[str]) -> dict[str, str]:
        """The short names of organisations, those of `ids` among them."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version or len(self._names) > MOST_NAMES:
            self._names, self._version = {}, version
        missing = [each for each in ids if each not in self._names]
        for start in range(0, len(missing), MOST_VARIABLES):
            self._names.update(self._fetched(NAMES, missing[start : start + MOST_VARIABLES]))
        return self._names

    def _fetched(self, sql: str, wanted: Sequence[Any]) -> list[Any]:
        """All rows of a question about at most MOST_VARIABLES. Their texts are decoded as `str` does it, which takes no
        call for each; where one is not UTF-8, as the connection does it."""
        parameters = [*wanted, *[wanted[-1]] * (-len(wanted) % STEP)]
        sql = sql.format(", ".join("?" * len(parameters)))
        connection = self._connection
        decode = connection.text_factory
        connection.text_factory = str
        try:
            return few(connection.execute(sql, parameters), MOST_FETCHED)
        except sqlite3.OperationalError as error:
            if "decode" not in str(error):
                raise
        finally:
            connection.text_factory = decode
        return few(connection.execute(sql, parameters), MOST_FETCHED)
