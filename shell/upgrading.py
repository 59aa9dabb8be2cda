"""The command that brings a database of an older Explorer up to date."""

from __future__ import annotations

from db.connection import open_reader
from db.errors import OlderDatabaseError
from shell.output import remark
from shell.places import own_database_path


def upgrade_database(option: str | None) -> int:
    """Applies the steps that the database lacks, all or none of them. Raises a DatabaseError where that fails."""
    path = own_database_path(option)
    try:
        open_reader(path).close()
    except OlderDatabaseError:
        from db.writer import Writer

        with Writer(path) as writer, writer.batch():
            pass
        remark(f"{path} is up to date now")
    else:
        remark(f"{path} is up to date")
    return 0
