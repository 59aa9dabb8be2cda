"""What is derived from stored rows: an agreement's entry in the full-text index, and the ends of links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

YEAR = re.compile(r"[12][0-9]{3}")


def facet(field: str, value: str) -> str:
    """The word that stands for a filter in the index's `facets` column, such as `o_interpol`."""
    return f"{field}_{re.sub(r'[^a-z0-9]+', '_', value.lower())}"


def index_agreement(connection: sqlite3.Connection, key: int) -> None:
    """Writes the agreement's entry; there must be none."""
    words = agreement_words(connection, key)
    columns = ", ".join(words)
    marks = ", ".join("?" for _ in words)
    connection.execute(
        f"INSERT INTO agreements_fts (rowid, {columns}) VALUES (?, {marks})",
        (key, *words.values()),
    )


def agreement_words(connection: sqlite3.Connection, key: int) -> dict[str, str]:
    """The words under which an agreement is found, by column of the index."""
    title, kind, status, place = connection.execute(
        "SELECT title, kind, status, place FROM agreements WHERE key = ?", (key,)
    ).fetchone()

    def column(sql: str) -> list[str]:
        return [row[0] for row in connection.execute(sql, (key,)) if row[0]]

    organisations = column("SELECT organisation FROM parties WHERE agreement = ? ORDER BY position")
    facets = [facet("k", kind), facet("s", status), *(facet("o", o) for o in dict.fromkeys(organisations))]
    names = column(
        "SELECT o.name || ' ' || coalesce(o.acronym, '') || ' ' || coalesce((SELECT group_concat(alias, ' ') FROM "
        "(SELECT alias FROM aliases WHERE organisation = o.id ORDER BY alias)), '') FROM parties AS p "
        "JOIN organisations AS o ON o.id = p.organisation WHERE p.agreement = ? ORDER BY p.position"
    )
    people = column("SELECT name || ' ' || coalesce(role, '') FROM signatories WHERE agreement = ? ORDER BY position")
    initiatives = column(
        "SELECT i.name || ' ' || coalesce(i.acronym, '') FROM agreement_initiatives AS a "
        "JOIN initiatives AS i ON i.id = a.initiative WHERE a.agreement = ? ORDER BY a.position"
    )
    evidence = column(
        "SELECT DISTINCT substr(t.text, c.start + 1, c.end - c.start) FROM reports AS r "
        "JOIN claims AS c ON c.report = r.id JOIN articles AS t ON t.key = r.article "
        "WHERE r.agreement = ? AND c.attribute = 'agreement' ORDER BY t.sha256, c.start"
    )
    return {
        "title": f"{title} {kind} {status}",
        "parties": " ".join(names),
        "people": " ".join(people),
        "place": place or "",
        "topics": " ".join(column("SELECT topic FROM topics WHERE agreement = ? ORDER BY position")),
        "provisions": " ".join(column("SELECT provision FROM provisions WHERE agreement = ? ORDER BY position")),
        "initiatives": " ".join(initiatives),
        "evidence": "\n".join(evidence),
        "facets": " ".join(facets),
    }


def resolve_links(connection: sqlite3.Connection) -> None:
    """Points each link at the one other agreement of the same parties that its words can mean, if there is just one."""
    links = connection.execute("SELECT agreement, position, words, target FROM links").fetchall()
    for agreement, position, words, before in links:
        meant = _agreements_meant(connection, agreement, words)
        target = meant[0] if len(meant) == 1 else None
        if target != before:
            connection.execute(
                "UPDATE links SET target = ? WHERE agreement = ? AND position = ?", (target, agreement, position)
            )


def _agreements_meant(connection: sqlite3.Connection, own: int, words: str) -> list[int]:
    """Agreements with all parties of `own`, whose kind stands in the words, and whose year does if any year does."""
    parties = [
        row[0] for row in connection.execute("SELECT DISTINCT organisation FROM parties WHERE agreement = ?", (own,))
    ]
    shared: set[int] | None = None
    for party in parties:
        of_party = {
            row[0] for row in connection.execute("SELECT agreement FROM parties WHERE organisation = ?", (party,))
        }
        shared = of_party if shared is None else shared & of_party
    years = YEAR.findall(words)
    meant = []
    for key in sorted((shared or set()) - {own}):
        kind, date = connection.execute("SELECT kind, date FROM agreements WHERE key = ?", (key,)).fetchone()
        if kind in words.lower() and (date is None or not years or date[:4] in years):
            meant.append(key)
    return meant
