"""What is said when a question could not be answered, and when it is asked again."""

from __future__ import annotations

from db.errors import ExplorerError, LockedDatabaseError

RETRY_AFTER = 2.0  # seconds between two questions to a database that another program holds
TRYING_AGAIN = "; trying again"
GROWN = "Someone writes the database: what is listed and what is counted are of two moments"


def failure_words(error: Exception) -> str:
    """An error as one sentence for the status line; of a database that is held, who holds it."""
    if isinstance(error, LockedDatabaseError):
        reason = f"Waiting: {error.who}" if error.who else str(error).rpartition(";")[0] or str(error)
        return reason + TRYING_AGAIN
    if isinstance(error, ExplorerError):
        return str(error)
    return f"Reading failed: {type(error).__name__}: {error}"
