"""The steps that lead from an empty file to the present schema, each named, each in its own transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

from db import indexing, schema, seals
from db.arranging import rearrange_agreements

if TYPE_CHECKING:
    import sqlite3


def note_all(connection: sqlite3.Connection) -> None:
    """Notes in a database that was made in the present form at once that no step is to be taken."""
    steps, database = migrations(), Database(connection, execute_plugins=False)
    steps.ensure_migrations_table(database)
    connection.executemany(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, datetime('now'))",
        [(steps.name, step.name) for step in steps.pending(database)],
    )


def migrations() -> Migrations:
    """The named migrations in their order. A step, once released, is never edited."""
    steps = Migrations("agreement-explorer")

    @steps()
    def m001_articles_agreements_claims(db: Database) -> None:
        for statement in (*schema.TABLES, *schema.VIEWS):
            db.conn.execute(statement)
        db.conn.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")

    @steps()
    def m002_search(db: Database) -> None:
        for trigger in ("articles_ai", "articles_ad", "articles_au"):
            db.conn.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        for table in ("agreements_fts", "articles_fts"):
            db.conn.execute(f"DROP TABLE IF EXISTS {table}")
        indexing.make_search(db.conn)
        db.conn.execute("PRAGMA user_version = 2")

    @steps()
    def m003_shorter_keys(db: Database) -> None:
        if rearrange_agreements(db.conn):
            indexing.rebuild_agreements(db.conn)
        db.conn.execute("PRAGMA user_version = 3")

    @steps()
    def m004_seals(db: Database) -> None:
        for statement in schema.SEALS:
            db.conn.execute(statement)
        seals.seal_everything(db.conn)
        db.conn.execute("PRAGMA user_version = 4")

    return steps
