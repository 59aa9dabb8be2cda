"""The tables, their indexes and the views of a database, as SQL; `search_schema` has what is derived from them.

Keys of articles and agreements begin with the day, 0 for undated ones; the rest of them follows from what the row is
(see `keys`). So the order of keys is the order of dates, newest first is a backward scan, and a range of dates is a
range of keys, in the tables and in their full-text indexes alike.

An article is its content; `places` tells where it was found. At one place texts may follow one another: each is a
version, the last one is present. An article that is present nowhere is an older version, kept for its evidence.
"""

from __future__ import annotations

APPLICATION_ID = 0x41677245  # "AgrE"
SCHEMA_VERSION = 4

TABLES = (
    """
    CREATE TABLE articles (
        key INTEGER PRIMARY KEY,
        content TEXT NOT NULL UNIQUE,
        title TEXT,
        publisher TEXT,
        published TEXT,
        language TEXT,
        url TEXT,
        text TEXT NOT NULL,
        text_sha256 TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE places (
        source TEXT NOT NULL,
        version INTEGER NOT NULL,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE ON UPDATE CASCADE,
        present INTEGER NOT NULL,
        notes TEXT NOT NULL,
        PRIMARY KEY (source, version)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX places_by_article ON places (article, present DESC, name, source)",
    """
    CREATE TABLE organisations (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        acronym TEXT,
        kind TEXT,
        seat TEXT,
        parent TEXT,
        known INTEGER NOT NULL,
        rank INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE aliases (
        organisation TEXT NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
        alias TEXT NOT NULL,
        PRIMARY KEY (organisation, alias)
    )
    """,
    """
    CREATE TABLE initiatives (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        acronym TEXT,
        kind TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE agreements (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        date TEXT,
        date_precision TEXT,
        date_basis TEXT,
        place TEXT,
        duration TEXT,
        expires TEXT
    )
    """,
    """
    CREATE TABLE parties (
        agreement INTEGER NOT NULL REFERENCES agreements (key) ON DELETE CASCADE ON UPDATE CASCADE,
        position INTEGER NOT NULL,
        organisation TEXT NOT NULL REFERENCES organisations (id),
        role TEXT,
        PRIMARY KEY (agreement, position)
    )
    """,
    "CREATE INDEX parties_by_organisation ON parties (organisation, agreement)",
    """
    CREATE TABLE signatories (
        agreement INTEGER NOT NULL REFERENCES agreements (key) ON DELETE CASCADE ON UPDATE CASCADE,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        role TEXT,
        organisation TEXT,
        PRIMARY KEY (agreement, position)
    )
    """,
    """
    CREATE TABLE topics (
        agreement INTEGER NOT NULL REFERENCES agreements (key) ON DELETE CASCADE ON UPDATE CASCADE,
        position INTEGER NOT NULL,
        topic TEXT NOT NULL,
        PRIMARY KEY (agreement, position)
    )
    """,
    """
    CREATE TABLE provisions (
        agreement INTEGER NOT NULL REFERENCES agreements (key) ON DELETE CASCADE ON UPDATE CASCADE,
        position INTEGER NOT NULL,
        provision TEXT NOT NULL,
        PRIMARY KEY (agreement, position)
    )
    """,
    """
    CREATE TABLE agreement_initiatives (
        agreement INTEGER NOT NULL REFERENCES agreements (key) ON DELETE CASCADE ON UPDATE CASCADE,
        position INTEGER NOT NULL,
        initiative TEXT NOT NULL REFERENCES initiatives (id),
        PRIMARY KEY (agreement, position)
    )
    """,
    """
    CREATE TABLE links (
        agreement INTEGER NOT NULL REFERENCES agreements (key) ON DELETE CASCADE ON UPDATE CASCADE,
        position INTEGER NOT NULL,
        relation TEXT NOT NULL,
        target INTEGER REFERENCES agreements (key) ON DELETE SET NULL ON UPDATE CASCADE,
        words TEXT NOT NULL,
        PRIMARY KEY (agreement, position)
    )
    """,
    "CREATE INDEX links_by_target ON links (target)",
    """
    CREATE TABLE reports (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE ON UPDATE CASCADE,
        position INTEGER NOT NULL,
        instrument TEXT NOT NULL,
        facets TEXT,
        agreement INTEGER REFERENCES agreements (key) ON DELETE SET NULL ON UPDATE CASCADE
    )
    """,
    "CREATE INDEX reports_by_article ON reports (article)",
    "CREATE INDEX reports_by_instrument ON reports (instrument)",
    "CREATE INDEX reports_by_agreement ON reports (agreement)",
    """
    CREATE TABLE mentions (
        article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE ON UPDATE CASCADE,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        organisation TEXT REFERENCES organisations (id),
        initiative TEXT REFERENCES initiatives (id),
        CHECK (0 <= start AND start < end),
        CHECK ((organisation IS NULL) <> (initiative IS NULL))
    )
    """,
    "CREATE INDEX mentions_by_article ON mentions (article)",
    "CREATE INDEX mentions_by_initiative ON mentions (initiative, article, start) WHERE initiative IS NOT NULL",
    """
    CREATE TABLE claims (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE ON UPDATE CASCADE,
        report INTEGER REFERENCES reports (id) ON DELETE CASCADE,
        organisation TEXT REFERENCES organisations (id),
        initiative TEXT REFERENCES initiatives (id),
        attribute TEXT NOT NULL,
        value TEXT NOT NULL,
        role TEXT,
        of_organisation TEXT,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        rule TEXT NOT NULL,
        basis TEXT NOT NULL CHECK (basis IN ('stated', 'resolved', 'curated')),
        chosen INTEGER NOT NULL DEFAULT 0,
        reason TEXT,
        CHECK (0 <= start AND start < end),
        CHECK ((report IS NOT NULL) + (organisation IS NOT NULL) + (initiative IS NOT NULL) = 1)
    )
    """,
    "CREATE INDEX claims_by_article ON claims (article, start)",
    "CREATE INDEX claims_by_report ON claims (report) WHERE report IS NOT NULL",
    "CREATE INDEX claims_by_organisation ON claims (organisation) WHERE organisation IS NOT NULL",
    "CREATE INDEX claims_by_initiative ON claims (initiative) WHERE initiative IS NOT NULL",
)

# What each row was when it was stored, as a digest (see `seals`).
SEALS = (
    """
    CREATE TABLE article_seals (
        article INTEGER PRIMARY KEY REFERENCES articles (key) ON DELETE CASCADE ON UPDATE CASCADE,
        findings BLOB NOT NULL,
        places BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE agreement_seals (
        agreement INTEGER PRIMARY KEY REFERENCES agreements (key) ON DELETE CASCADE ON UPDATE CASCADE,
        seal BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE organisation_seals (
        organisation TEXT NOT NULL PRIMARY KEY REFERENCES organisations (id) ON DELETE CASCADE,
        seal BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE initiative_seals (
        initiative TEXT NOT NULL PRIMARY KEY REFERENCES initiatives (id) ON DELETE CASCADE,
        seal BLOB NOT NULL
    ) WITHOUT ROWID
    """,
)

VIEWS = (
    """
    CREATE VIEW v_agreements AS
    SELECT a.id, a.title, a.kind, a.status, a.date, a.date_precision, a.date_basis, a.place, a.duration, a.expires,
           (SELECT group_concat(name, ' · ') FROM (
                SELECT coalesce(o.acronym, o.name) AS name FROM parties AS p
                JOIN organisations AS o ON o.id = p.organisation
                WHERE p.agreement = a.key ORDER BY p.position)) AS parties,
           (SELECT count(DISTINCT r.article) FROM reports AS r WHERE r.agreement = a.key) AS articles
    FROM agreements AS a ORDER BY a.key DESC
    """,
    """
    CREATE VIEW v_parties AS
    SELECT a.id AS agreement, p.position, o.id AS organisation, o.name, o.acronym, o.kind, o.seat, o.parent, p.role
    FROM parties AS p
    JOIN agreements AS a ON a.key = p.agreement
    JOIN organisations AS o ON o.id = p.organisation
    ORDER BY a.key DESC, p.position
    """,
    """
    CREATE VIEW v_evidence AS
    SELECT a.id AS agreement, c.organisation, c.initiative, c.attribute, c.value, c.role,
           c.of_organisation, substr(t.text, c.start + 1, c.end - c.start) AS quote, c.start, c.end, c.rule, c.basis,
           c.chosen, c.reason, p.name AS article, t.title AS article_title, t.publisher, t.published, p.source,
           p.sha256, p.present
    FROM claims AS c
    JOIN articles AS t ON t.key = c.article
    JOIN places AS p ON (p.source, p.version) = (
        SELECT source, version FROM places WHERE article = t.key ORDER BY present DESC, name, source, version LIMIT 1)
    LEFT JOIN reports AS r ON r.id = c.report
    LEFT JOIN agreements AS a ON a.key = r.agreement
    ORDER BY t.key DESC, c.start
    """,
)
