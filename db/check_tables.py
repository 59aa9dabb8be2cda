"""What must hold between the rows of the tables: for each thing what is wrong with it, or None."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from db import keys as row_keys
from db.edtf import parse_edtf
from db.linking import targets
from db.schema import SCHEMA_VERSION
from db.sealed import name_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


MIGRATIONS = "SELECT name FROM _sqlite_migrations ORDER BY name"
OTHERS = r"SELECT type, name FROM sqlite_master WHERE name LIKE 'sqlite\_%' ESCAPE '\' AND type <> 'index'"


def pages(connection: sqlite3.Connection) -> Iterator[str | None]:
    """SQLite's own look at pages, conditions and the indexes of columns, and what refers to what is not there."""
    for (line,) in connection.execute("PRAGMA integrity_check"):
        yield None if line == "ok" else str(line)
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"a row of {table} refers to a row of {parent} that is not there"


def settings(connection: sqlite3.Connection) -> Iterator[str | None]:
    """What the file says of itself: letters, steps that led to its schema, and nothing that misleads SQLite's plans."""
    encoding = connection.execute("PRAGMA encoding").fetchone()[0]
    yield None if encoding == "UTF-8" else f"texts are in {encoding}"
    steps = [name[:4] for (name,) in connection.execute(MIGRATIONS)]
    wanted = [f"m{number:03}" for number in range(1, SCHEMA_VERSION + 1)]
    yield None if steps == wanted else f"the steps that led to its schema are not {', '.join(wanted)}"
    for kind, name in connection.execute(OTHERS):
        yield f"the {kind} {name} is none of ours"


def texts(connection: sqlite3.Connection) -> Iterator[str | None]:
    """Each text is the one that was frozen."""
    for key, text, digest in connection.execute("SELECT key, text, text_sha256 FROM articles"):
        same = hashlib.sha256(text.encode()).hexdigest() == digest
        yield None if same else f"the text of {name_of(connection, key)} is not the one that was read"


def spans(connection: sqlite3.Connection) -> Iterator[str | None]:
    """Each claim and each mention has its words in its article."""
    claims = "SELECT id, attribute, start, end, article FROM claims"
    mentions = "SELECT 0, '', start, end, article FROM mentions"
    last, length = None, -1
    for number, attribute, start, end, article in connection.execute(f"{claims} UNION ALL {mentions}"):
        if article != last:  # those of one article stand together
            found = connection.execute("SELECT length(text) FROM articles WHERE key = ?", (article,)).fetchone()
            last, length = article, found[0] if found else -1
        if 0 <= start < end <= length:
            yield None
        else:
            what = f"claim {number} ({attribute})" if attribute else "mention"
            yield f"{what} at {start} to {end} lies outside its article {name_of(connection, article)}"


def facts(connection: sqlite3.Connection) -> Iterator[str | None]:
    """Kind, status, date, place and each party of an agreement rest on a chosen claim of that value."""
    rows = connection.execute(
        """
        WITH facts (key, id, attribute, value) AS (
            SELECT key, id, 'kind', kind FROM agreements
            UNION ALL SELECT key, id, 'status', status FROM agreements
            UNION ALL SELECT key, id, 'date', date FROM agreements WHERE date IS NOT NULL
            UNION ALL SELECT key, id, 'place', place FROM agreements WHERE place IS NOT NULL
            UNION ALL SELECT a.key, a.id, 'party', p.organisation FROM parties AS p
            JOIN agreements AS a ON a.key = p.agreement
        )
        SELECT f.id, f.attribute, f.value, EXISTS (
            SELECT 1 FROM reports AS r JOIN claims AS c ON c.report = r.id
            WHERE r.agreement = f.key AND c.attribute = f.attribute AND c.value = f.value AND c.chosen)
        FROM facts AS f
        """
    )
    for number, attribute, value, supported in rows:
        yield None if supported else f"no claim supports the {attribute} {value} of {number}"


def orphans(connection: sqlite3.Connection) -> Iterator[str | None]:
    """Each agreement has parties and reports, each report an agreement."""
    for number, reports, parties in connection.execute(
        "SELECT id, (SELECT count(*) FROM reports WHERE agreement = key), "
        "(SELECT count(*) FROM parties WHERE agreement = key) FROM agreements"
    ):
        yield None if reports and parties else f"the agreement {number} has no {'report' if parties else 'party'}"
    for position, article, agreement in connection.execute("SELECT position, article, agreement FROM reports"):
        holds = agreement is not None
        yield None if holds else f"report {position} of {name_of(connection, article)} belongs to no agreement"


def places(connection: sqlite3.Connection) -> Iterator[str | None]:
    """Each article has a place, and the last version at a place is the present one, and the only one."""
    for key, places in connection.execute(
        "SELECT key, EXISTS (SELECT 1 FROM places WHERE article = key) FROM articles"
    ):
        yield None if places else f"article {key} was found nowhere"
    for source, count, first, last, present, versions in connection.execute(
        "SELECT source, count(*), min(version), max(version), sum(present), "
        "sum(CASE WHEN present THEN version ELSE 0 END) FROM places GROUP BY source"
    ):
        holds = (first, count, present, versions) == (1, last, 1, last)
        yield None if holds else f"the versions at {source} are not in order"


def keys(connection: sqlite3.Connection) -> Iterator[str | None]:
    """Each article and each agreement stands where its date puts it in the lists."""
    of_articles, of_agreements = ("articles", "content", "published"), ("agreements", "id", "date")
    for (table, name, date), space in ((of_articles, row_keys.ARTICLES), (of_agreements, row_keys.AGREEMENTS)):
        for key, said, value in connection.execute(f"SELECT key, {name}, {date} FROM {table}"):
            holds = space.day(key) == row_keys.day_of(parse_edtf(value) if value else None)
            yield None if holds else f"{said} of {table} stands at another date than its own"


def links(connection: sqlite3.Connection) -> Iterator[str | None]:
    """Each link leads to the one agreement that its words can mean."""
    for (owner,) in connection.execute("SELECT DISTINCT agreement FROM links").fetchall():
        for position, target, stored in targets(connection, owner):
            yield None if target == stored else f"link {position} of agreement {owner} leads to another agreement"
