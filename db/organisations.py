"""Questions about organisations: which a name may mean, and how many agreements each is party to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.rows import Organisation

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from db.compile import Compiled

MOST_MEANT = 64
LONGEST_NAME = 300
COLUMNS = "o.id, o.name, o.acronym, o.kind, o.seat, o.parent, o.known"


def ids_named(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """The ids that `name` may mean: the organisations of just that id, acronym, name or alias; else those whose
    acronym, alias, name or a later word of it begins so. Case counts for nothing in ASCII."""
    name = name[:LONGEST_NAME]
    exact = _ids(
        connection,
        "id = :name COLLATE NOCASE OR acronym = :name COLLATE NOCASE OR name = :name COLLATE NOCASE "
        "OR id IN (SELECT organisation FROM aliases WHERE alias = :name COLLATE NOCASE)",
        {"name": name},
    )
    if exact:
        return exact
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return _ids(
        connection,
        "id LIKE :start ESCAPE '\\' OR acronym LIKE :start ESCAPE '\\' OR name LIKE :start ESCAPE '\\' "
        "OR name LIKE :word ESCAPE '\\' OR id IN ("
        "SELECT organisation FROM aliases WHERE alias LIKE :start ESCAPE '\\' OR alias LIKE :word ESCAPE '\\')",
        {"start": f"{escaped}%", "word": f"% {escaped}%"},
    )


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
    within, parameters = "", []
    if compiled.match is not None:
        matching = "SELECT rowid FROM agreements_fts WHERE rowid BETWEEN ? AND ? AND agreements_fts MATCH ?"
        within = f"WHERE agreement IN ({matching})"
        parameters = [compiled.low, compiled.high, compiled.match]
    elif compiled.low >= 0:
        within, parameters = "WHERE agreement BETWEEN ? AND ?", [compiled.low, compiled.high]
    rows = connection.execute(
        f"""
        WITH counted (id, agreements) AS (
            SELECT organisation, count(DISTINCT agreement) FROM parties {within} GROUP BY 1),
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
