"""Questions about organisations: which a name may mean, and how many agreements each is party to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.rows import Organisation
from db.tokens import LEAD, WORD

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from db.compile import Compiled

MOST_MEANT = 64
LONGEST_NAME = 300
FAMILY = """
    WITH RECURSIVE arms (id) AS (
        VALUES (:id) UNION SELECT o.id FROM arms JOIN organisations AS o ON o.parent = arms.id),
    parents (id) AS (
        VALUES (:id) UNION SELECT o.parent FROM parents JOIN organisations AS o ON o.id = parents.id
        WHERE o.parent IS NOT NULL)
    SELECT id FROM arms UNION SELECT p.id FROM parents AS p JOIN organisations AS o ON o.id = p.id
"""
COLUMNS = "o.id, o.name, o.acronym, o.kind, o.seat, o.parent, o.known"


def ids_named(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """The ids that `name` may mean: the organisation of just that id; else those of just that acronym, name or alias;
    else those whose acronym, alias, name or a later word of it begins so. Case counts for nothing in ASCII."""
    name = name[:LONGEST_NAME]
    if by_id := _ids(connection, "id = :name", {"name": name.lower()}):
        return by_id
    exact = _ids(
        connection,
        "acronym = :name COLLATE NOCASE OR name = :name COLLATE NOCASE "
        "OR id IN (SELECT organisation FROM aliases WHERE alias = :name COLLATE NOCASE)",
        {"name": name},
    )
    if exact:
        return exact
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    words = " ".join(WORD.findall(name))
    return _ids(
        connection,
        "id LIKE :start ESCAPE '\\' OR acronym LIKE :start ESCAPE '\\' OR name LIKE :start ESCAPE '\\' "
        "OR name LIKE :word ESCAPE '\\'"
        + (" OR id IN (SELECT organisation FROM names_fts WHERE names_fts MATCH :match)" if words else ""),
        {"start": f"{escaped}%", "word": f"% {escaped}%", "match": f'"{words}" *'},
    )


def families(connection: sqlite3.Connection, ids: Iterable[str]) -> tuple[str, ...]:
    """Organisations with their arms, the arms of these, and their parents."""
    found: dict[str, None] = {}
    for number in ids:
        rows = connection.execute(FAMILY, {"id": number}).fetchall()
        found |= dict.fromkeys(row[0] for row in rows)
    return tuple(found)


def short_names(connection: sqlite3.Connection, ids: Iterable[str]) -> tuple[str, ...]:
    """The acronym, or the name, of each organisation."""
    sql = "SELECT coalesce(acronym, name) FROM organisations WHERE id = ?"
    return tuple(row[0] for number in ids for row in connection.execute(sql, (number,)).fetchall())


def named(connection: sqlite3.Connection, name: str) -> tuple[Organisation, ...]:
    """The organisations that `name` may mean, with all their agreements counted; every one for an empty name."""
    ids = ids_named(connection, name) if name else None
    chosen = "" if ids is None else f"WHERE o.id IN ({', '.join('?' for _ in ids)})"
    rows = connection.execute(
        f"""
        SELECT {COLUMNS}, (SELECT count(DISTINCT agreement) FROM parties WHERE organisation = o.id),
               (SELECT group_concat(alias, char(10))
                FROM (SELECT alias FROM aliases WHERE organisation = o.id ORDER BY alias))
        FROM organisations AS o {chosen}
        """,
        ids or (),
    ).fetchall()
    return _records(rows)


def with_counts(connection: sqlite3.Connection, compiled: Compiled) -> tuple[Organisation, ...]:
    """The parties of the agreements that match, with the number of those agreements; with their parents, and the arms
    that an article names, which may count nothing themselves. Aliases are left out."""
    if compiled.impossible:
        return ()
    parameters: list[Any] = []
    if compiled.match is None and not compiled.is_bounded:
        counted = (
            f"SELECT o.id, t.agreements FROM organisations AS o "
            f"JOIN tallies AS t ON t.facet = '{LEAD}o_' || replace(o.id, '-', '_')"
        )
    else:
        matching = "SELECT rowid FROM agreements_fts WHERE rowid BETWEEN ? AND ? AND agreements_fts MATCH ?"
        parameters = [compiled.low, compiled.high, compiled.match]
        if compiled.match is None:
            matching, parameters = "SELECT key FROM agreements WHERE key BETWEEN ? AND ?", parameters[:2]
        counted = (
            f"SELECT organisation, count(DISTINCT agreement) FROM parties WHERE agreement IN ({matching}) GROUP BY 1"
        )
    rows = connection.execute(
        f"""
        WITH counted (id, agreements) AS ({counted}),
        shown (id) AS (
            SELECT id FROM counted
            UNION SELECT o.parent FROM counted AS c JOIN organisations AS o ON o.id = c.id
            UNION SELECT organisation FROM claims
                  WHERE organisation IS NOT NULL AND attribute = 'parent' AND value IN (SELECT id FROM counted))
        SELECT {COLUMNS}, coalesce(c.agreements, 0), NULL
        FROM shown JOIN organisations AS o ON o.id = shown.id LEFT JOIN counted AS c ON c.id = o.id
        """,
        parameters,
    ).fetchall()
    return _records(rows)


def _ids(
    connection: sqlite3.Connection, condition: str, names: dict[str, Any], most: int = MOST_MEANT
) -> tuple[str, ...]:
    rows = connection.execute(
        f"SELECT id FROM organisations WHERE {condition} ORDER BY rank, id LIMIT {most}",
        names,
    )
    return tuple(row[0] for row in rows.fetchall())


def _records(rows: Iterable[Any]) -> tuple[Organisation, ...]:
    """Organisations of rows of COLUMNS, a count, and aliases parted by line ends; most agreements first."""
    found: list[Organisation] = []
    for number, name, acronym, kind, seat, parent, known, agreements, aliases in rows:
        names = tuple(aliases.split("\n")) if aliases else ()
        found.append(Organisation(number, name, acronym, kind, seat, parent, bool(known), names, agreements))
    return tuple(sorted(found, key=lambda o: (-o.agreements, o.short.casefold(), o.id)))
