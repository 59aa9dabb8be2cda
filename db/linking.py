"""Where links between agreements lead: to the one other agreement that their words can mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

RARE = 1000  # agreements; up to there it is worth knowing which party has fewer
LINKS = """
    SELECT l.position, l.words, (
        SELECT max(c.role) FROM reports AS r JOIN claims AS c ON c.report = r.id
        WHERE r.agreement = l.agreement AND c.attribute = l.relation AND c.value = l.words
    ), l.target
    FROM links AS l WHERE l.agreement = :owner
"""
Candidate = tuple[int, str, str | None]  # key, kind and date
YEAR = re.compile(r"[12][0-9]{3}")


def resolve_links(connection: sqlite3.Connection, changed: Iterable[tuple[str, ...]], written: Iterable[int]) -> None:
    """Points links at the one other agreement of the same parties that their words can mean, if there is just one.

    Looks at the links of the agreements that were `written`, and at those that may mean an agreement whose parties are
    among `changed`.
    """
    owners = set(written)
    for parties in set(changed):
        owners |= _owners_within(connection, parties)
    for owner in sorted(owners):
        for position, target, before in targets(connection, owner):
            if target != before:
                connection.execute(
                    "UPDATE links SET target = ? WHERE agreement = ? AND position = ?", (target, owner, position)
                )


def targets(connection: sqlite3.Connection, owner: int) -> list[tuple[int, int | None, int | None]]:
    """The position of each link of an agreement, the agreement that its words mean, and the one that is stored."""
    links = connection.execute(LINKS, {"owner": owner}).fetchall()
    if not links:
        return []
    candidates = _of_the_same_parties(connection, owner)
    date = connection.execute("SELECT date FROM agreements WHERE key = ?", (owner,)).fetchone()[0]
    return [(position, _meant(words, kind, date, candidates), before) for position, words, kind, before in links]


def _meant(words: str, kind: str | None, date: str | None, candidates: Iterable[Candidate]) -> int | None:
    """The one candidate that the words can mean: of the kind that they name, and of their year.

    Where they name no year it is an older one; where they name no kind, the year must say which.
    """
    years = YEAR.findall(words)
    fitting = [each for each in candidates if each[1] == kind or each[1] in words.lower() or (kind is None and years)]
    if years:
        dated = [each for each in fitting if each[2] and each[2][:4] in years]
        fitting = dated or [each for each in fitting if each[2] is None]
    else:
        fitting = [each for each in fitting if each[2] is None or date is None or each[2] < date]
    return fitting[0][0] if len(fitting) == 1 else None


def _owners_within(connection: sqlite3.Connection, parties: tuple[str, ...]) -> set[int]:
    """The agreements with links, and with no other parties than these."""
    searched = _rarest_first(connection, parties)
    # One of two or more parties of the owner is not the most frequent of these.
    found = {
        row[0]
        for party in (searched[:-1] or searched)
        for row in connection.execute(
            "SELECT p.agreement FROM parties AS p WHERE p.organisation = ? "
            "AND EXISTS (SELECT 1 FROM links WHERE agreement = p.agreement)",
            (party,),
        )
    }
    return {key for key in found if set(parties_of(connection, key)) <= set(parties)}


def _of_the_same_parties(connection: sqlite3.Connection, own: int) -> list[Candidate]:
    """Key, kind and date of the other agreements that have all parties of `own`; none when it has but one."""
    parties = _rarest_first(connection, parties_of(connection, own))
    if len(parties) < 2:
        return []
    joins = " ".join(
        f"JOIN parties AS p{n} ON p{n}.agreement = a.key AND p{n}.organisation = ?" for n in range(1, len(parties[:9]))
    )
    rows = connection.execute(
        f"SELECT DISTINCT a.key, a.kind, a.date FROM parties AS p CROSS JOIN agreements AS a ON a.key = p.agreement "
        f"{joins} WHERE p.organisation = ? AND a.key <> ? ORDER BY a.key",
        (*parties[1:9], parties[0], own),
    ).fetchall()
    return [row for row in rows if set(parties) <= set(parties_of(connection, row[0]))]


def parties_of(connection: sqlite3.Connection, key: int) -> tuple[str, ...]:
    """The ids of an agreement's parties, each once, in their order."""
    rows = connection.execute("SELECT DISTINCT organisation FROM parties WHERE agreement = ? ORDER BY 1", (key,))
    return tuple(row[0] for row in rows.fetchall())


def _rarest_first(connection: sqlite3.Connection, parties: Iterable[str]) -> list[str]:
    """Those in the fewest agreements first, as far as is worth counting."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM parties WHERE organisation = ? LIMIT {RARE})"
    counts = {party: connection.execute(sql, (party,)).fetchone()[0] for party in parties}
    return sorted(counts, key=lambda party: (counts[party], party))
