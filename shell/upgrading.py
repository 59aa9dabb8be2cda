"""The command that brings a database up to date, of an older Explorer or in a mode that another program chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.connection import reach
from db.errors import OlderDatabaseError, UnwritableDatabaseError
from shell.output import remark
from shell.places import own_database_path

if TYPE_CHECKING:
    from pathlib import Path


def upgrade_database(option: str | None) -> int:
    """Applies the steps that the database lacks, all or none of them, and leaves no other mode than the usual. Raises
    a DatabaseError where that fails."""
    path = own_database_path(option)
    if _is_usual(path):
        remark(f"{path} is up to date")
        return 0
    from db.writer import Writer

    with Writer(path) as writer, writer.batch():
        pass
    remark(f"{path} is up to date now" if _is_usual(path) else f"{path} is in use, and stays in WAL mode for now")
    return 0


def _is_usual(path: Path) -> bool:
    try:
        found = reach(path)
    except (OlderDatabaseError, UnwritableDatabaseError):
        return False
    found.connection.close()
    return found.is_usual
