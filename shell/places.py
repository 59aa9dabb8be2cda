"""Where the database is: as the command says, else as EXPLORER_DB says, else in the user's data folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER_NAME = "agreement-explorer"
FILE_NAME = "explorer.db"


def database_location(option: str | None) -> str:
    """The database to use, as text: asking a question needs no more. The folder need not exist."""
    return option or os.environ.get("EXPLORER_DB") or default_location()


def database_path(option: str | None) -> Path:
    """The database to use. The folder need not exist."""
    from pathlib import Path

    return Path(database_location(option))


def default_location() -> str:
    """The database in the user's data folder (XDG base directory specification 0.8: a relative path is ignored)."""
    data = os.environ.get("XDG_DATA_HOME", "")
    if not os.path.isabs(data):  # noqa: PTH117 - pathlib costs a shell command a tenth of its time
        data = os.path.expanduser("~/.local/share")  # noqa: PTH111
    return f"{data}/{FOLDER_NAME}/{FILE_NAME}"


def make_folder(path: Path) -> None:
    """Makes the folder of the default database; the folder of any other is the user's own affair. Raises OSError."""
    if str(path) == default_location():
        path.parent.mkdir(parents=True, exist_ok=True)


def temporary_path() -> Path:
    """A database file in a new folder of its own where temporary files go. Raises OSError."""
    import tempfile
    from pathlib import Path

    return Path(tempfile.mkdtemp(prefix="explorer-")) / FILE_NAME


def remove_temporary(path: Path) -> None:
    """Removes what `temporary_path` made, as far as it can be removed."""
    import shutil

    shutil.rmtree(path.parent, ignore_errors=True)
