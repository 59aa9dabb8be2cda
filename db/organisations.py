"""Questions about organisations: which a name may mean, and how many agreements each is party to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.rows import Organisation

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from db.compile import Compiled

MOST_MEANT = 64
COLUMNS = "o.id, o.name, o.acronym, o.kind, o.seat, o.parent, o.known"


def ids_named(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """The ids that `name` may mean: the organisations of just that id, acronym, name or alias; else those whose
    acronym, alias, name or a later word of it begins so. Case counts for nothing."""
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
    ids = ids_named(connection, name) if name else _ids(connection, "1", {}, most=-1)
    return _records(connection, dict(_counts(connection, ids)), ids)


def with_counts(connection: sqlite3.Connection, compiled: Compiled) -> tuple[Organisation, ...]:
    """The parties of the agreements that match, with the number of those agreements, and the parents of the parties."""
    if compiled.impossible:
        return ()
    if compiled.match is None and compiled.low < 0:
        rows = connection.execute("SELECT organisation, count(DISTINCT agreement) FROM parties GROUP BY 1").fetchall()
    else:
        table, key = ("agreements", "key") if compiled.match is None else ("agreements_fts", "rowid")
        match = "" if compiled.match is None else "AND agreements_fts MATCH ?"
        rows = connection.execute(
            f"SELECT organisation, count(DISTINCT agreement) FROM parties WHERE agreement IN "
            f"(SELECT {key} FROM {table} WHERE {key} BETWEEN ? AND ? {match}) GROUP BY 1",
            [compiled.low, compiled.high, *([compiled.match] if compiled.match else [])],
        ).fetchall()
    counts: dict[str, int] = dict(rows)
    return _records(connection, counts, _with_relatives(connection, counts))


def _ids(
    connection: sqlite3.Connection, condition: str, names: dict[str, Any], most: int = MOST_MEANT
) -> tuple[str, ...]:
    rows = connection.execute(
        f"SELECT id FROM organisations WHERE {condition} ORDER BY rank, id LIMIT {most}",
        names,
    )
    return tuple(row[0] for row in rows.fetchall())


def _counts(connection: sqlite3.Connection, ids: Iterable[str]) -> list[tuple[str, int]]:
    return [
        (
            organisation,
            connection.execute(
                "SELECT count(DISTINCT agreement) FROM parties WHERE organisation = ?", (organisation,)
            ).fetchone()[0],
        )
        for organisation in ids
    ]


def _with_relatives(connection: sqlite3.Connection, counts: dict[str, int]) -> tuple[str, ...]:
    """The counted organisations, their parents, and the arms that an article names, which count nothing themselves."""
    marks = ", ".join("?" for _ in counts)
    rows = connection.execute(
        f"SELECT id FROM organisations WHERE id IN ({marks}) "
        f"UNION SELECT parent FROM organisations WHERE id IN ({marks}) AND parent IN (SELECT id FROM organisations) "
        f"UNION SELECT organisation FROM claims WHERE organisation IS NOT NULL AND attribute = 'parent' "
        f"AND value IN ({marks})",
        [*counts, *counts, *counts],
    )
    return tuple(row[0] for row in rows.fetchall())


def _records(connection: sqlite3.Connection, counts: dict[str, int], ids: Iterable[str]) -> tuple[Organisation, ...]:
    found: list[Organisation] = []
    for organisation in dict.fromkeys(ids):
        row: Any = connection.execute(
            f"SELECT {COLUMNS} FROM organisations AS o WHERE id = ?",
            (organisation,),
        ).fetchone()
        aliases = connection.execute(
            "SELECT alias FROM aliases WHERE organisation = ? ORDER BY alias", (organisation,)
        ).fetchall()
        number, name, acronym, kind, seat, parent, known = row
        names = tuple(alias[0] for alias in aliases)
        count = counts.get(organisation, 0)
        found.append(Organisation(number, name, acronym, kind, seat, parent, bool(known), names, count))
    return tuple(sorted(found, key=lambda o: (-o.agreements, o.short.casefold(), o.id)))
