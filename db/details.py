"""One agreement with all that supports it, and one article with all that rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.context import REACH, context
from db.edtf import parse_edtf
from db.kinds import UnsoundError, few, measured, require_texts, require_texts_or_none, whole
from db.kinds import text as as_text
from db.records import Agreement, Article, ArticleRow, Claim, Initiative, Link, Party, Place, Signatory

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from db.edtf import EdtfDate

CLAIM = f"""
    SELECT c.id, c.attribute, c.value, c.role, c.of_organisation, c.article, c.start, c.end,
           substr(t.text, c.start + 1, c.end - c.start), c.rule, c.basis, c.chosen,
           substr(t.text, max(c.start - {REACH}, 0) + 1, min(c.start, {REACH})), substr(t.text, c.end + 1, {REACH}),
           c.reason
    FROM claims AS c JOIN articles AS t ON t.key = c.article
"""
NAMED = f"""
    SELECT -m.rowid, 'named', substr(t.text, m.start + 1, m.end - m.start), NULL, NULL, m.article, m.start, m.end,
           substr(t.text, m.start + 1, m.end - m.start), 'mention', 'stated', 1,
           substr(t.text, max(m.start - {REACH}, 0) + 1, min(m.start, {REACH})), substr(t.text, m.end + 1, {REACH}),
           NULL
    FROM mentions AS m JOIN articles AS t ON t.key = m.article
    WHERE m.start = (SELECT min(start) FROM mentions WHERE article = m.article AND initiative = m.initiative)
"""
MOST_PLACES = 1_000  # that are told of one article
RELATIONS = ("led by", "run by", "part of", "place")


def agreement(connection: sqlite3.Connection, key: int) -> Agreement:
    """The agreement of a key, which must exist."""
    row = connection.execute(
        "SELECT id, title, kind, status, date, date_basis, place, duration, expires FROM agreements WHERE key = ?",
        (key,),
    ).fetchone()
    number, title, kind, status, date, date_basis, place, duration, expires = row
    require_texts(number, title, kind, status)
    require_texts_or_none(date_basis, place, duration)
    articles = connection.execute(
        "SELECT DISTINCT article FROM reports WHERE agreement = ? ORDER BY article", (key,)
    ).fetchall()
    claims = connection.execute(
        CLAIM + "JOIN reports AS r ON r.id = c.report WHERE r.agreement = ?",
        (key,),
    )
    return Agreement(
        id=number,
        title=title,
        kind=kind,
        status=status,
        date=_date(date),
        date_basis=date_basis,
        place=place,
        duration=duration,
        expires=_date(expires),
        parties=_parties(connection, key),
        signatories=_signatories(connection, key),
        topics=_column(connection, "SELECT topic FROM topics WHERE agreement = ? ORDER BY position", key),
        provisions=_column(connection, "SELECT provision FROM provisions WHERE agreement = ? ORDER BY position", key),
        initiatives=_initiatives(connection, key),
        links=_links(connection, key),
        articles=article_rows(connection, [article[0] for article in articles]),
        claims=_claims(claims),
        also_named=_also_named(connection, key),
    )


def article(connection: sqlite3.Connection, number: int) -> Article | None:
    """The article of a number, or None when there is none."""
    rows = article_rows(connection, [number])
    if not rows:
        return None
    text = connection.execute("SELECT text FROM articles WHERE key = ?", (number,)).fetchone()[0]
    claims = connection.execute(CLAIM + "WHERE c.article = ?", (number,))
    return Article(rows[0], as_text(text), _claims(claims))


def article_rows(connection: sqlite3.Connection, numbers: Sequence[int]) -> tuple[ArticleRow, ...]:
    """The articles of some numbers, in their order; numbers that no article has are left out."""
    found: list[ArticleRow] = []
    for number in numbers:
        row = connection.execute(
            "SELECT title, publisher, published, language, url, "
            "(SELECT count(DISTINCT agreement) FROM reports WHERE article = key) FROM articles WHERE key = ?",
            (number,),
        ).fetchone()
        if row is not None:
            title, publisher, published, language, url, agreements = row
            require_texts_or_none(title, publisher, language, url)
            places = _places(connection, number)
            first = places[0]
            about = (title, publisher, _date(published), language, first.source, first.sha256, agreements, url)
            found.append(ArticleRow(number, first.name, *about, places, _replaced_by(connection, number, places)))
    return tuple(found)


def _places(connection: sqlite3.Connection, number: int) -> tuple[Place, ...]:
    """Where an article was found, the places where it still stands first, at most so many: the same record may stand
    ten thousand times in a file. Damage is shown as a place without a name."""
    rows = connection.execute(
        "SELECT source, name, sha256, version, present, notes FROM places WHERE article = ? "
        "ORDER BY present DESC, name, source, version LIMIT ?",
        (number, MOST_PLACES),
    )
    found: list[Place] = []
    for source, name, sha256, version, present, notes in few(rows):
        require_texts(source, name, sha256)
        found.append(Place(source, name, sha256, whole(version), bool(present), tuple(as_text(notes).splitlines())))
    return tuple(found) or (Place("", "", "", 0, True),)


def _replaced_by(connection: sqlite3.Connection, number: int, places: Sequence[Place]) -> int | None:
    """The article that stands where this one stood, when it stands nowhere any more."""
    if any(place.is_present for place in places):
        return None
    row = connection.execute(
        "SELECT q.article FROM places AS p JOIN places AS q ON q.source = p.source AND q.present = 1 "
        "WHERE p.article = ? ORDER BY p.source LIMIT 1",
        (number,),
    ).fetchone()
    return row[0] if row else None


def _date(value: object) -> EdtfDate | None:
    return parse_edtf(as_text(value)) if value else None


def _column(connection: sqlite3.Connection, sql: str, key: int) -> tuple[str, ...]:
    return tuple(as_text(row[0]) for row in few(connection.execute(sql, (key,))))


def _by_place(claim: Claim) -> tuple[int, ...]:
    return claim.article, claim.start, claim.end, claim.id


def _by_start(claim: Claim) -> tuple[int, ...]:
    return claim.article, claim.start, claim.id


def _claims(rows: Iterable[Any], order: Callable[[Claim], tuple[int, ...]] = _by_place) -> tuple[Claim, ...]:
    """Claims of rows that CLAIM selects, in the order of articles and of places in them: sorted here, as SQLite would
    keep all their words in memory for it. Raises UnsoundError for one whose words do not stand where it says."""
    return tuple(sorted(measured(map(_claim, rows)), key=order))


def _claim(row: Sequence[Any]) -> Claim:
    claim = Claim(*row)
    for words in (claim.attribute, claim.value, claim.quote, claim.rule, claim.basis, claim.before, claim.after):
        as_text(words)
    require_texts_or_none(claim.role, claim.organisation, claim.reason)
    if not 0 <= whole(claim.start) < whole(claim.end) or len(claim.quote) != claim.end - claim.start:
        raise UnsoundError(f"claim {claim.id} lies outside its article")
    before, after = context(claim.before, claim.quote, claim.after)
    return claim._replace(chosen=bool(claim.chosen), before=before, after=after)


def _parties(connection: sqlite3.Connection, key: int) -> tuple[Party, ...]:
    rows = connection.execute(
        "SELECT o.id, o.name, o.acronym, p.role FROM parties AS p JOIN organisations AS o ON o.id = p.organisation "
        "WHERE p.agreement = ? ORDER BY p.position",
        (key,),
    )
    return tuple(Party(*_named(row)) for row in few(rows))


def _named(row: Sequence[Any], needed: int = 2) -> Sequence[Any]:
    """A row of texts, the first `needed` of which have to be there. Raises UnsoundError."""
    require_texts(*row[:needed])
    require_texts_or_none(*row[needed:])
    return row


def _signatories(connection: sqlite3.Connection, key: int) -> tuple[Signatory, ...]:
    rows = connection.execute(
        "SELECT s.name, s.role, coalesce(o.acronym, o.name, s.organisation) FROM signatories AS s "
        "LEFT JOIN organisations AS o ON o.id = s.organisation WHERE s.agreement = ? ORDER BY s.position",
        (key,),
    )
    return tuple(Signatory(*_named(row, 1)) for row in few(rows))


def _initiatives(connection: sqlite3.Connection, key: int) -> tuple[Initiative, ...]:
    rows = connection.execute(
        "SELECT i.id, i.name, i.acronym, i.kind FROM agreement_initiatives AS a "
        "JOIN initiatives AS i ON i.id = a.initiative WHERE a.agreement = ? ORDER BY a.position",
        (key,),
    ).fetchall()
    return tuple(initiative(connection, *row) for row in rows)


def _also_named(connection: sqlite3.Connection, key: int) -> tuple[Initiative, ...]:
    """The initiatives that the agreement's articles name and that are not its own, by name."""
    rows = connection.execute(
        "SELECT DISTINCT i.id, i.name, i.acronym, i.kind FROM reports AS r "
        "JOIN mentions AS m ON m.article = r.article JOIN initiatives AS i ON i.id = m.initiative "
        "WHERE r.agreement = ? AND i.id NOT IN (SELECT initiative FROM agreement_initiatives WHERE agreement = ?) "
        "ORDER BY i.name, i.id",
        (key, key),
    ).fetchall()
    return tuple(initiative(connection, *row) for row in rows)


def initiative(connection: sqlite3.Connection, number: str, name: str, acronym: str | None, kind: str) -> Initiative:
    """An initiative with what articles say of it; last, where each of them names it first (`named`)."""
    require_texts(number, name, kind)
    require_texts_or_none(acronym)
    stated = connection.execute(CLAIM + "WHERE c.initiative = ?", (number,))
    named = connection.execute(NAMED + "AND m.initiative = ?", (number,))
    claims = (*_claims(stated, _by_start), *_claims(named, _by_start))
    relations = tuple(
        dict.fromkeys((c.attribute, _name(connection, c.value)) for c in claims if c.attribute in RELATIONS)
    )
    return Initiative(number, name, acronym, kind, relations, claims)


def claims_of_organisation(connection: sqlite3.Connection, number: str) -> tuple[Claim, ...]:
    """What articles say of an organisation itself."""
    return _claims(connection.execute(CLAIM + "WHERE c.organisation = ?", (number,)), _by_start)


def _name(connection: sqlite3.Connection, value: str) -> str:
    """The short name of the organisation or initiative of an id; the value itself when it is neither's."""
    row = connection.execute(
        "SELECT coalesce(acronym, name) FROM organisations WHERE id = :id "
        "UNION ALL SELECT coalesce(acronym, name) FROM initiatives WHERE id = :id LIMIT 1",
        {"id": value},
    ).fetchone()
    return as_text(row[0]) if row else value


def _links(connection: sqlite3.Connection, key: int) -> tuple[Link, ...]:
    rows = connection.execute(
        "SELECT l.relation, a.id, l.words FROM links AS l LEFT JOIN agreements AS a ON a.key = l.target "
        "WHERE l.agreement = ? ORDER BY l.position",
        (key,),
    )
    return tuple(Link(as_text(relation), target, as_text(words)) for relation, target, words in few(rows))
