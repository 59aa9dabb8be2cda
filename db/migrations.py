"""The steps that lead from an empty file to the present schema, each named, each in its own transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

from db import schema

if TYPE_CHECKING:
    from sqlite_utils.db import Database


def migrations() -> Migrations:
    """The named migrations in their order. A step, once released, is never edited."""
    steps = Migrations("agreement-explorer")

    @steps()
    def m001_articles_agreements_claims(db: Database) -> None:
        for statement in (*schema.TABLES, *schema.FULL_TEXT, *schema.VIEWS):
            db.conn.execute(statement)
        db.conn.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db.conn.execute("PRAGMA user_version = 1")

    return steps
