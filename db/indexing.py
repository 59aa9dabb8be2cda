"""What is derived from stored rows: an agreement's entry in the full-text index, and the ends of links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.schema import AGREEMENT_WORDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

RARE = 1000  # agreements; up to there it is worth knowing which party has fewer
PARTS = """
    SELECT 'organisations', position, organisation FROM parties WHERE agreement = :key
    UNION ALL SELECT 'people', position, name || ' ' || coalesce(role, '') FROM signatories WHERE agreement = :key
    UNION ALL SELECT 'topics', position, topic FROM topics WHERE agreement = :key
    UNION ALL SELECT 'provisions', position, provision FROM provisions WHERE agreement = :key
    UNION ALL SELECT 'initiatives', a.position, i.name || ' ' || coalesce(i.acronym, '')
    FROM agreement_initiatives AS a JOIN initiatives AS i ON i.id = a.initiative WHERE a.agreement = :key
"""
NAMES = """
    SELECT o.name || ' ' || coalesce(o.acronym, '') || ' ' || coalesce((SELECT group_concat(alias, ' ') FROM
           (SELECT alias FROM aliases WHERE organisation = o.id ORDER BY alias)), '')
    FROM organisations AS o WHERE o.id = ?
"""
EVIDENCE = """
    SELECT DISTINCT substr(t.text, c.start + 1, c.end - c.start) FROM reports AS r
    JOIN claims AS c ON c.report = r.id JOIN articles AS t ON t.key = r.article
    WHERE r.agreement = ? AND c.attribute = 'agreement' ORDER BY t.content, c.start
"""
YEAR = re.compile(r"[12][0-9]{3}")


def facet(field: str, value: str) -> str:
    """The word that stands for a filter in the index's `facets` column, such as `o_interpol`."""
    return f"{field}_{re.sub(r'[^a-z0-9]+', '_', value.lower())}"


def index_agreements(connection: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Writes the agreements' entries; there must be none."""
    names: dict[str, str] = {}
    entries = [(key, *agreement_words(connection, key, names).values()) for key in keys]
    columns = (*AGREEMENT_WORDS, "facets")
    marks = ", ?" * len(columns)
    connection.executemany(f"INSERT INTO agreements_fts (rowid, {', '.join(columns)}) VALUES (?{marks})", entries)


def agreement_words(connection: sqlite3.Connection, key: int, names: dict[str, str]) -> dict[str, str]:
    """The words under which an agreement is found, by column of the index in their order.

    `names` has those of organisations that were looked up before, and takes in others.
    """
    title, kind, status, place = connection.execute(
        "SELECT title, kind, status, place FROM agreements WHERE key = ?", (key,)
    ).fetchone()

    parts: dict[str, list[str]] = {}
    for part, _, words in sorted(connection.execute(PARTS, {"key": key}).fetchall()):
        parts.setdefault(part, []).append(words)
    organisations = parts.get("organisations", [])
    facets = [facet("k", kind), facet("s", status), *(facet("o", o) for o in dict.fromkeys(organisations))]
    for organisation in organisations:
        if organisation not in names:
            names[organisation] = " ".join(row[0] for row in connection.execute(NAMES, (organisation,)).fetchall())
    evidence = [row[0] for row in connection.execute(EVIDENCE, (key,)).fetchall() if row[0]]
    return {
        "title": f"{title} {kind} {status}",
        "parties": " ".join(names[organisation] for organisation in organisations),
        "people": " ".join(parts.get("people", ())),
        "place": place or "",
        "topics": " ".join(parts.get("topics", ())),
        "provisions": " ".join(parts.get("provisions", ())),
        "initiatives": " ".join(parts.get("initiatives", ())),
        "evidence": "\n".join(evidence),
        "facets": " ".join(facets),
    }


def resolve_links(connection: sqlite3.Connection, changed: Iterable[tuple[str, ...]], written: Iterable[int]) -> None:
    """Points links at the one other agreement of the same parties that their words can mean, if there is just one.

    Looks at the links of the agreements that were `written`, and at those that may mean an agreement whose parties are
    among `changed`.
    """
    owners = set(written)
    for parties in set(changed):
        owners |= _owners_within(connection, parties)
    for owner in sorted(owners):
        links = connection.execute("SELECT position, words, target FROM links WHERE agreement = ?", (owner,)).fetchall()
        if not links:
            continue
        candidates = _candidates(connection, owner)
        for position, words, before in links:
            meant = [key for key, kind, date in candidates if _can_mean(words, kind, date)]
            target = meant[0] if len(meant) == 1 else None
            if target != before:
                connection.execute(
                    "UPDATE links SET target = ? WHERE agreement = ? AND position = ?", (target, owner, position)
                )


def _can_mean(words: str, kind: str, date: str | None) -> bool:
    """Whether the kind stands in the words, and the year does if any year does."""
    years = YEAR.findall(words)
    return kind in words.lower() and (date is None or not years or date[:4] in years)


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


def _candidates(connection: sqlite3.Connection, own: int) -> list[tuple[int, str, str | None]]:
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
