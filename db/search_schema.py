"""What is derived from the tables to find things by, as SQL: full-text indexes, counts, vocabularies.

`agreements_fts` has beside the words of an agreement a word for each of its facets (see `tokens`), `tallies` how many
agreements have a facet, `words` what stands in the index, for beginnings of words and for likely spellings.
"""

from __future__ import annotations

SEARCH = (
    "CREATE INDEX agreements_by_title ON agreements (title COLLATE NOCASE, key DESC)",
    "CREATE INDEX articles_by_language ON articles (language) WHERE language IS NOT NULL",
    "CREATE INDEX articles_by_publisher ON articles (publisher) WHERE publisher IS NOT NULL",
    "CREATE INDEX articles_by_url ON articles (url) WHERE url IS NOT NULL",
    """
    CREATE INDEX claims_of_parents ON claims (organisation, value)
    WHERE organisation IS NOT NULL AND attribute = 'parent'
    """,
    "CREATE INDEX mentions_by_organisation ON mentions (organisation, article) WHERE organisation IS NOT NULL",
    """
    CREATE TABLE conflicts (
        agreement INTEGER PRIMARY KEY REFERENCES agreements (key) ON DELETE CASCADE ON UPDATE CASCADE
    )
    """,
    "CREATE TABLE tallies (facet TEXT NOT NULL PRIMARY KEY, agreements INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE words (word TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
)

AGREEMENT_WORDS = ("title", "parties", "people", "place", "topics", "provisions", "initiatives", "evidence")

AGREEMENT_TOKENS = "unicode61 remove_diacritics 2 tokenchars '_'"
ARTICLE_TOKENS = "unicode61 remove_diacritics 2"
PREFIXES = (1, 2, 3)  # letters; what begins with more is looked up in `words`

FULL_TEXT = (
    f"""
    CREATE VIRTUAL TABLE agreements_fts USING fts5 (
        {", ".join(AGREEMENT_WORDS)}, facets,
        tokenize = "{AGREEMENT_TOKENS}", prefix = '{" ".join(map(str, PREFIXES))}'
    )
    """,
    "CREATE VIRTUAL TABLE agreements_vocabulary USING fts5vocab (agreements_fts, 'row')",
    """
    CREATE VIRTUAL TABLE names_fts USING fts5 (
        organisation UNINDEXED, own UNINDEXED, name, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
    )
    """,
    """
    CREATE TRIGGER aliases_ai AFTER INSERT ON aliases BEGIN
        INSERT INTO names_fts (organisation, own, name) VALUES (new.organisation, 0, new.alias);
    END
    """,
    """
    CREATE TRIGGER aliases_ad AFTER DELETE ON aliases BEGIN
        DELETE FROM names_fts WHERE organisation = old.organisation AND name = old.alias AND NOT own;
    END
    """,
    """
    CREATE TRIGGER organisations_ai AFTER INSERT ON organisations BEGIN
        INSERT INTO names_fts (organisation, own, name)
        VALUES (new.id, 1, new.name || coalesce(char(10) || new.acronym, ''));
    END
    """,
    """
    CREATE TRIGGER organisations_ad AFTER DELETE ON organisations BEGIN
        DELETE FROM names_fts WHERE organisation = old.id AND own;
    END
    """,
    """
    CREATE TRIGGER organisations_au AFTER UPDATE OF name, acronym ON organisations
    WHEN old.name <> new.name OR old.acronym IS NOT new.acronym BEGIN
        DELETE FROM names_fts WHERE organisation = old.id AND own;
        INSERT INTO names_fts (organisation, own, name)
        VALUES (new.id, 1, new.name || coalesce(char(10) || new.acronym, ''));
    END
    """,
    f"""
    CREATE VIRTUAL TABLE articles_fts USING fts5 (
        title, text, content = 'articles', content_rowid = 'key',
        tokenize = "{ARTICLE_TOKENS}", prefix = '1 2 3'
    )
    """,
    """
    CREATE TRIGGER articles_ai AFTER INSERT ON articles BEGIN
        INSERT INTO articles_fts (rowid, title, text) VALUES (new.key, new.title, new.text);
    END
    """,
    """
    CREATE TRIGGER articles_ad AFTER DELETE ON articles BEGIN
        INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);
    END
    """,
    """
    CREATE TRIGGER articles_au AFTER UPDATE ON articles BEGIN
        INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);
        INSERT INTO articles_fts (rowid, title, text) VALUES (new.key, new.title, new.text);
    END
    """,
)
