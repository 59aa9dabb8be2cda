"""What is said when a question could not be answered, and when it is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import ExplorerError, LockedDatabaseError

if TYPE_CHECKING:
    from pathlib import Path

RETRY_AFTER = 2.0  # seconds between two questions to a database that another program holds
TRYING_AGAIN = "; trying again"
GROWN = "Someone writes the database: what is listed and what is counted are of two moments"


def failure_words(error: Exception, database: Path | None = None) -> str:
    """An error as one sentence; of a database that is held, who holds it. For a line with little room the folder of
    the `database` that one has opened is left out."""
    if isinstance(error, LockedDatabaseError):
        reason = f"Waiting: {error.who}" if error.who else _short(error, database).rpartition(";")[0] or str(error)
        return reason + TRYING_AGAIN
    if isinstance(error, ExplorerError):
        return _short(error, database)
    return f"Reading failed: {type(error).__name__}: {error}"


def _short(error: Exception, database: Path | None) -> str:
    return str(error).replace(f"{database.parent}/", "") if database else str(error)
