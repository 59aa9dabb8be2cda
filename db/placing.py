"""Where articles were found: which stood there before, and which are only older versions now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import sqlite3

    from db.arranging import Arranger
    from db.rows_of_findings import ArticleRows

    Outcome = Literal["new", "known", "second place", "new version"]


class Placed(NamedTuple):
    """What became of an article: its key, whether its content came for the first time, and in what way it came."""

    article: int
    is_new_article: bool
    outcome: Outcome


class Touched(NamedTuple):
    """Articles, by content, with the groups of their reports and the organisations of which they say something; and the
    agreements of which articles tell that were found at one more place, or under another name. `placed` are the keys of
    all articles of which a place came or changed, the new ones too."""

    articles: set[str]
    instruments: set[str]
    organisations: set[str]
    agreements: set[int]
    placed: set[int]


class Placing:
    """Notes the places of a batch's articles: `place` each, write the new articles, then `write`."""

    def __init__(self, connection: sqlite3.Connection, keys: Arranger) -> None:
        self._connection = connection
        self._keys = keys
        self._articles: dict[str, int] = {}
        self._present: dict[str, tuple[int, int]] = {}
        self._rows: list[tuple[str, int, str, str, int, str]] = []
        self._renewed: list[tuple[str, str, str, str, int]] = []
        self._changed: dict[str, int] = {}
        self._met_again: set[int] = set()
        self._renamed: set[int] = set()

    def place(self, rows: ArticleRows, wanted: int) -> Placed:
        """Finds the article of this content, or gives a new one a key near `wanted`, and its version at its place."""
        key = self._article(rows.content)
        is_new = key is None
        if key is None:
            key = self._articles[rows.content] = self._keys.give(wanted)
        before = (
            self._present.get(rows.source)
            or self._connection.execute(
                "SELECT version, article FROM places WHERE source = ? AND present = 1", (rows.source,)
            ).fetchone()
        )
        notes = "\n".join(rows.notes)
        if before is not None and before[1] == key:
            self._renewed.append((rows.name, rows.sha256, notes, rows.source, before[0]))
            self._renamed.add(key)
            return Placed(key, is_new, "known")
        version = before[0] + 1 if before else 1
        self._present[rows.source] = (version, key)
        self._rows.append((rows.source, version, rows.name, rows.sha256, key, notes))
        if before:
            self._changed[rows.source] = version
        if not is_new:
            self._met_again.add(key)
            return Placed(key, is_new, "second place")
        return Placed(key, is_new, "new version" if before else "new")

    def write(self) -> Touched:
        """Writes the places. What is to be looked at anew: articles that became older versions, or are found again."""
        connection = self._connection
        restored = {key for key in self._met_again if not self._is_present(key)}
        connection.executemany(
            "INSERT INTO places (source, version, name, sha256, article, notes, present) VALUES (?, ?, ?, ?, ?, ?, 1)",
            self._rows,
        )
        connection.executemany(
            "UPDATE places SET name = ?, sha256 = ?, notes = ? WHERE source = ? AND version = ?", self._renewed
        )
        connection.executemany(
            "UPDATE places SET present = (version = ?) WHERE source = ?",
            [(version, source) for source, version in self._changed.items()],
        )
        touched = restored | {
            row[0]
            for source in self._changed
            for row in connection.execute("SELECT article FROM places WHERE source = ?", (source,)).fetchall()
        }
        return Touched(
            self._of("SELECT content FROM articles WHERE key = ?", touched),
            self._of("SELECT instrument FROM reports WHERE article = ?", touched),
            self._of("SELECT organisation FROM claims WHERE article = ? AND organisation IS NOT NULL", touched),
            self._told_of(self._met_again | self._renamed),
            touched | {row[4] for row in self._rows} | self._renamed,
        )

    def _told_of(self, articles: set[int]) -> set[int]:
        sql = "SELECT agreement FROM reports WHERE article = ? AND agreement IS NOT NULL"
        return {row[0] for key in articles for row in self._connection.execute(sql, (key,)).fetchall()}

    def _of(self, sql: str, articles: set[int]) -> set[str]:
        return {row[0] for key in articles for row in self._connection.execute(sql, (key,)).fetchall()}

    def _article(self, content: str) -> int | None:
        if content in self._articles:
            return self._articles[content]
        row = self._connection.execute("SELECT key FROM articles WHERE content = ?", (content,)).fetchone()
        return row[0] if row else None

    def _is_present(self, key: int) -> bool:
        sql = "SELECT 1 FROM places WHERE article = ? AND present = 1"
        return self._connection.execute(sql, (key,)).fetchone() is not None
