"""Whether what is stored bears its seals, and what is said of it where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.seals import agreement_seals, article_seals, name_seals
from db.side_by_side import Reading

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

SEALS_OF = {  # of organisations and initiatives, by the table that they are for
    "organisations": "SELECT seal FROM organisation_seals WHERE organisation = ?",
    "initiatives": "SELECT seal FROM initiative_seals WHERE initiative = ?",
}


def compare_articles(connection: sqlite3.Connection) -> Iterator[str | None]:
    """For each article what is wrong with what was read in it, or with its places; None when nothing is."""
    kept = Reading(connection.execute("SELECT article, findings, places FROM article_seals ORDER BY article")).of
    for key, findings, places in article_seals(connection):
        stored = kept(key)
        if not stored:
            yield f"the article {name_of(connection, key)} has no seal"
        elif stored[0][1] != findings:
            yield f"the article {name_of(connection, key)}, or what was found in it, is not what was stored"
        else:
            same = stored[0][2] == places
            yield None if same else f"the places of the article {name_of(connection, key)} are not what was stored"


def compare_agreements(connection: sqlite3.Connection) -> Iterator[str | None]:
    """For each agreement what is wrong with what is shown of it, or None."""
    kept = Reading(connection.execute("SELECT agreement, seal FROM agreement_seals ORDER BY agreement")).of
    for key, seal in agreement_seals(connection):
        stored = kept(key)
        if stored and stored[0][1] == seal:
            yield None
            continue
        number = connection.execute("SELECT id FROM agreements WHERE key = ?", (key,)).fetchone()
        said = "is not what was stored" if stored else "has no seal"
        yield f"the agreement {number[0] if number else key} {said}"


def compare_names(connection: sqlite3.Connection) -> Iterator[str | None]:
    """For each organisation and initiative what is wrong with it, or None."""
    for table, number, seal in name_seals(connection):
        stored = connection.execute(SEALS_OF[table], (number,)).fetchone()
        if stored and stored[0] == seal:
            yield None
        else:
            said = "is not what was stored" if stored else "has no seal"
            yield f"the {table[:-1]} {number} {said}"


def name_of(connection: sqlite3.Connection, article: int) -> str:
    """What the file of an article is called; empty for one that is not there."""
    sql = "SELECT name FROM places WHERE article = ? ORDER BY present DESC, name, source LIMIT 1"
    found = connection.execute(sql, (article,)).fetchone()
    return str(found[0]) if found else ""
