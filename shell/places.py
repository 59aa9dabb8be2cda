"""Where the database and the person's own files are: as the command says, else as a variable says, else in the user's
folder for such files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER_NAME = "agreement-explorer"
FILE_NAME = "explorer.db"
SEARCHES_NAME = "searches.toml"
HISTORY_NAME = "history"


def database_location(option: str | None) -> str:
    """The database to use, as text: asking a question needs no more. The folder need not exist."""
    return option or os.environ.get("EXPLORER_DB") or default_location()


def database_path(option: str | None) -> Path:
    """The database to use. The folder need not exist."""
    from pathlib import Path

    return Path(database_location(option))


def default_location() -> str:
    """The database in the user's data folder."""
    return f"{_base('XDG_DATA_HOME', '~/.local/share')}/{FOLDER_NAME}/{FILE_NAME}"


def searches_location(option: str | None) -> str:
    """The file of saved searches: as the command says, else as EXPLORER_SEARCHES says, else in the folder for
    configuration. It need not exist."""
    own = option or os.environ.get("EXPLORER_SEARCHES")
    return own or f"{_base('XDG_CONFIG_HOME', '~/.config')}/{FOLDER_NAME}/{SEARCHES_NAME}"


def history_location() -> str:
    """The file of what was searched: as EXPLORER_HISTORY says, else in the folder for state. Empty for none."""
    own = os.environ.get("EXPLORER_HISTORY")
    return own if own is not None else f"{_base('XDG_STATE_HOME', '~/.local/state')}/{FOLDER_NAME}/{HISTORY_NAME}"


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


def _base(variable: str, default: str) -> str:
    """A base folder of the user's (XDG base directory specification 0.8: a relative path is ignored)."""
    folder = os.environ.get(variable, "")
    if not os.path.isabs(folder):  # noqa: PTH117 - pathlib costs a shell command a tenth of its time
        folder = os.path.expanduser(default)  # noqa: PTH111
    return folder
