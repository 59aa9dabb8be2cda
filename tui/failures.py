"""What is said when a question could not be answered, and when it is asked again."""

from __future__ import annotations

from db.errors import ExplorerError, LockedDatabaseError

RETRY_AFTER = 2.0  # seconds between two questions to a database that another program holds
TRYING_AGAIN = "; trying again"


def failure_words(error: Exception) -> str:
    """An error as one sentence for the status line."""
    if isinstance(error, LockedDatabaseError):
        return (str(error).rpartition(";")[0] or str(error)) + TRYING_AGAIN
    if isinstance(error, ExplorerError):
        return str(error)
    return f"Reading failed: {type(error).__name__}: {error}"
