"""Seals: SHA-256 digests of what is stored of each article, agreement, organisation and initiative.

They tell damage that leaves a database readable, a bit that flipped in a value. They keep nobody from writing another
value and another seal. A seal does not depend on keys and numbers of rows: the same articles give the same seals.
"""

from __future__ import annotations

import hashlib
import json
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from db.side_by_side import Reading

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from db.findings import NewAgreement
    from db.rows_of_findings import ClaimRow, MentionRow, ReportRows

    Row = tuple[Any, ...]

FOURTH = itemgetter(4)
AT_ONCE = 500  # seals written together
CLAIM = "attribute, value, role, of_organisation, start, end, rule, basis"
ARTICLES = "SELECT key, content, title, publisher, published, language, url, text_sha256 FROM articles ORDER BY key"
OF_ARTICLES = {  # each row begins with the key of its article, and they come in the order of these
    "mentions": """
        SELECT article, start, end, organisation, initiative FROM mentions INDEXED BY mentions_by_article
        ORDER BY article
    """,
    "claims": f"""
        SELECT article, id, report, organisation, initiative, chosen, reason, {CLAIM}
        FROM claims INDEXED BY claims_by_article ORDER BY article
    """,
    "reports": "SELECT article, id, instrument, facets, position FROM reports INDEXED BY reports_by_article "
    "ORDER BY article",
    "places": "SELECT article, source, version, name, sha256, present, notes FROM places INDEXED BY places_by_article "
    "ORDER BY article",
}
PLACES = "SELECT source, version, name, sha256, present, notes FROM places WHERE article = ? ORDER BY source, version"
AGREEMENT = "id, title, kind, status, date, date_precision, date_basis, place, duration, expires"
PARTS = {
    "parties": "position, organisation, role",
    "signatories": "position, name, role, organisation",
    "topics": "position, topic",
    "provisions": "position, provision",
    "agreement_initiatives": "position, initiative",
    "links": "position, relation, words",  # where they lead follows from the words
}
REPORTS = """
    SELECT r.agreement, t.content, r.id, c.id, c.attribute, c.start, c.end, c.reason
    FROM reports AS r INDEXED BY reports_by_agreement CROSS JOIN articles AS t ON t.key = r.article
    LEFT JOIN claims AS c ON c.report = r.id AND c.chosen
    WHERE r.agreement IS NOT NULL ORDER BY r.agreement
"""
ORGANISATION = "SELECT id, name, acronym, kind, seat, parent, known, rank FROM organisations"
INITIATIVE = "SELECT id, name, acronym, kind FROM initiatives"
ALIASES = "SELECT alias FROM aliases WHERE organisation = ? ORDER BY alias"
ARTICLE_SEAL = "INSERT INTO article_seals (article, findings, places) VALUES (?, ?, ?)"
AGREEMENT_SEAL = "INSERT INTO agreement_seals (agreement, seal) VALUES (?, ?)"
ORGANISATION_SEAL = "INSERT OR REPLACE INTO organisation_seals (organisation, seal) VALUES (?, ?)"
INITIATIVE_SEAL = "INSERT OR REPLACE INTO initiative_seals (initiative, seal) VALUES (?, ?)"


def seal_of_findings(
    article: Sequence[str | None],
    mentions: Iterable[MentionRow],
    organisation_claims: Iterable[tuple[str, ClaimRow]],
    initiative_claims: Iterable[tuple[str, ClaimRow]],
    reports: Iterable[ReportRows],
) -> bytes:
    """The seal of what was read in an article; `article` are the columns of its row but key and text."""
    about = [(number, None, 1, None, *claim) for number, claim in organisation_claims]
    about += [(None, number, 1, None, *claim) for number, claim in initiative_claims]  # type: ignore[misc]
    told = [(each.instrument, each.facets, place, each.claims) for place, each in enumerate(reports, 1)]
    return _seal(article, sorted(mentions, key=_in_text), about, told)


def seal_of_agreement(row: Sequence[object], parts: Sequence[Sequence[Row]], agreement: NewAgreement) -> bytes:
    """The seal of an agreement that is about to be stored: of its row but the key, of the rows of its parts, without
    their positions and in the order of PARTS, and of its reports with the claims that it rests on."""
    chosen, reasons = agreement.resolved.chosen, dict(agreement.resolved.reasons)
    reports = [
        (
            report.article_sha256,
            [
                (claim.attribute, claim.start, claim.end, reasons.get(number))
                for number, claim in ((each.id, each.claim) for each in report.claims)
                if number in chosen
            ],
        )
        for report in sorted(agreement.reports, key=lambda report: (report.article_sha256, report.id))
    ]
    return _seal(row, [[(place, *part) for place, part in enumerate(rows, 1)] for rows in parts], reports)


def article_seals(connection: sqlite3.Connection) -> Iterator[tuple[int, bytes, bytes]]:
    """The key of each article with the seals that its rows give, of what was read in it and of its places, in the
    order of the keys. Little memory, however many there are."""
    mentions, claims, reports, places = (Reading(connection.execute(sql)).of for sql in OF_ARTICLES.values())
    for key, *columns in connection.execute(ARTICLES):
        told: dict[int, tuple[str, str | None, int, list[Row]]] = {
            number: (instrument, facets, place, [])
            for _, number, instrument, facets, place in sorted(reports(key), key=FOURTH)
        }
        about: list[Row] = []
        for _, _, report, *claim in sorted(claims(key), key=itemgetter(1)):
            if report in told:
                told[report][-1].append(tuple(claim[4:]))
            else:
                about.append(tuple(claim))
        named = sorted((row[1:] for row in mentions(key)), key=_in_text)
        found = _seal(columns, named, about, list(told.values()))
        yield key, found, _seal(sorted((row[1:] for row in places(key)), key=itemgetter(0, 1)))


def agreement_seals(connection: sqlite3.Connection) -> Iterator[tuple[int, bytes]]:
    """The key of each agreement with the seal that its rows give, in the order of the keys, with little memory."""
    parts = [
        Reading(connection.execute(f"SELECT agreement, {columns} FROM {table} ORDER BY agreement, position")).of
        for table, columns in PARTS.items()
    ]
    claims = Reading(connection.execute(REPORTS)).of
    for key, *row in connection.execute(f"SELECT key, {AGREEMENT} FROM agreements ORDER BY key"):
        reports: dict[int, tuple[str, list[Row]]] = {}
        for _, content, report, number, *claim in sorted(claims(key), key=_in_report):
            _, chosen = reports.setdefault(report, (content, []))
            if number is not None:
                chosen.append(tuple(claim))
        yield key, _seal(row, [[each[1:] for each in rows(key)] for rows in parts], list(reports.values()))


def name_seals(connection: sqlite3.Connection) -> Iterator[tuple[str, str, bytes]]:
    """The table and the id of each organisation and initiative, with the seal that its rows give."""
    for (number,) in connection.execute("SELECT id FROM organisations"):
        yield "organisations", number, _seal_of_organisation(connection, number)
    for row in connection.execute(INITIATIVE):
        yield "initiatives", row[0], _seal(row)


def seal_articles(connection: sqlite3.Connection, new: Mapping[int, bytes], placed: Iterable[int]) -> None:
    """Seals articles that came, by key, with the seal of what was read in them, and the places of others."""
    connection.executemany(
        ARTICLE_SEAL, [(key, findings, _seal_of_places(connection, key)) for key, findings in new.items()]
    )
    connection.executemany(
        "UPDATE article_seals SET places = ? WHERE article = ?",
        [(_seal_of_places(connection, key), key) for key in placed],
    )


def seal_names(connection: sqlite3.Connection, organisations: Iterable[str], initiatives: Iterable[str]) -> None:
    """Seals organisations and initiatives as they are stored now."""
    connection.executemany(
        ORGANISATION_SEAL, [(number, _seal_of_organisation(connection, number)) for number in sorted(organisations)]
    )
    for number in initiatives:
        row = connection.execute(f"{INITIATIVE} WHERE id = ?", (number,)).fetchone()
        connection.execute(INITIATIVE_SEAL, (number, _seal(row)))


def seal_everything(connection: sqlite3.Connection) -> None:
    """Seals all that is stored, as it is now. For a database that has no seals yet."""
    for sql, seals in ((ARTICLE_SEAL, article_seals(connection)), (AGREEMENT_SEAL, agreement_seals(connection))):
        while rows := list(islice(seals, AT_ONCE)):
            connection.executemany(sql, rows)
    for table, number, seal in name_seals(connection):
        connection.execute(ORGANISATION_SEAL if table == "organisations" else INITIATIVE_SEAL, (number, seal))


def _seal_of_organisation(connection: sqlite3.Connection, number: str) -> bytes:
    row = connection.execute(f"{ORGANISATION} WHERE id = ?", (number,)).fetchone()
    return _seal(row, connection.execute(ALIASES, (number,)).fetchall())


def _seal_of_places(connection: sqlite3.Connection, article: int) -> bytes:
    return _seal(connection.execute(PLACES, (article,)).fetchall())


def _seal(*values: object) -> bytes:
    return hashlib.sha256(AS_TEXT(values).encode("ascii")).digest()


def _in_text(mention: MentionRow) -> Row:
    """The order of mentions, which are not numbered."""
    start, end, organisation, initiative = mention
    return start, end, organisation or "", initiative or ""


def _in_report(row: Row) -> Row:
    """The order of the claims of an agreement: by article, report and number."""
    return row[1], row[2], row[3] or 0


def _odd(value: object) -> object:
    """What no column of ours holds, but may stand in a damaged file."""
    return {"bytes": value.hex()} if isinstance(value, bytes) else repr(value)


# JSON with escapes is the same text with any Python; repr is not.
AS_TEXT = json.JSONEncoder(check_circular=False, separators=(",", ":"), default=_odd).encode
