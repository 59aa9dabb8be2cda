"""Where the database is: as the command says, else as EXPLORER_DB says, else in the user's data folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

FILE_NAME = "explorer.db"


def database_path(option: str | None) -> Path:
    """The database to use. The folder need not exist."""
    given = option or os.environ.get("EXPLORER_DB")
    return Path(given) if given else default_path()


def default_path() -> Path:
    """The database in the user's data folder (XDG base directory specification)."""
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("agreement-explorer", appauthor=False) / FILE_NAME


def make_folder(path: Path) -> None:
    """Makes the folder of the default database; the folder of any other is the user's own affair. Raises OSError."""
    if path == default_path():
        path.parent.mkdir(parents=True, exist_ok=True)


def temporary_path() -> Path:
    """A database file in a new folder of its own where temporary files go. Raises OSError."""
    return Path(tempfile.mkdtemp(prefix="explorer-")) / FILE_NAME
