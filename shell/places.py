"""Where the database and the person's own files are: as the command says, else as a variable says, else in the user's
folder for such files. Of the one file, explorer.pyz, the database may also be the one that stands beside it."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from db.errors import UnwritableDatabaseError

if TYPE_CHECKING:
    from pathlib import Path

FOLDER_NAME = "agreement-explorer"
FILE_NAME = "explorer.db"
SEARCHES_NAME = "searches.toml"
HISTORY_NAME = "history"
BESIDE_NAME = "agreements.db"
OTHER_TEMPORARY = ("XDG_RUNTIME_DIR", "/dev/shm")  # noqa: S108  # where the usual places are not to be written to
CONFIG_NAME = "config.toml"
SESSION_NAME = "session"
CRASH_NAME = "crash.txt"
KNOWN_NAME = "known-databases"


def database_location(option: str | None) -> str:
    """The database to read, as text: asking a question needs no more. It need not exist, nor its folder."""
    named = option or os.environ.get("EXPLORER_DB")
    if named:
        return named
    own = default_location()
    archive = getattr(__spec__.loader if __spec__ else None, "archive", "")
    return own if not archive or os.path.lexists(own) else _beside(archive) or own


def database_path(option: str | None) -> Path:
    """The database to read. It need not exist, nor its folder."""
    from pathlib import Path

    return Path(database_location(option))


def own_database_path(option: str | None) -> Path:
    """The database to write: never the one that came with the program. The folder need not exist."""
    from pathlib import Path

    return Path(option or os.environ.get("EXPLORER_DB") or default_location())


def default_location() -> str:
    """The database in the user's data folder. Where there is no home it begins with a tilde, and is never made."""
    return _own("XDG_DATA_HOME", "~/.local/share", FILE_NAME) or f"~/.local/share/{FOLDER_NAME}/{FILE_NAME}"


def searches_location(option: str | None) -> str:
    """The file of saved searches: as the command says, else as EXPLORER_SEARCHES says, else in the folder for
    configuration. It need not exist. Empty where there is no home."""
    return option or os.environ.get("EXPLORER_SEARCHES") or _own("XDG_CONFIG_HOME", "~/.config", SEARCHES_NAME)


def history_location() -> str:
    """The file of what was searched: as EXPLORER_HISTORY says, else in the folder for state. Empty for none."""
    own = os.environ.get("EXPLORER_HISTORY")
    return own if own is not None else _own("XDG_STATE_HOME", "~/.local/state", HISTORY_NAME)


def config_location(option: str | None) -> str:
    """The person's settings: as the command says, else as EXPLORER_CONFIG says, else in the folder for configuration.
    It need not exist; empty for none."""
    own = option if option is not None else os.environ.get("EXPLORER_CONFIG")
    return own if own is not None else _own("XDG_CONFIG_HOME", "~/.config", CONFIG_NAME)


def session_location() -> str:
    """The file of where the person was: as EXPLORER_SESSION says, else in the folder for state. Empty for none."""
    own = os.environ.get("EXPLORER_SESSION")
    return own if own is not None else _own("XDG_STATE_HOME", "~/.local/state", SESSION_NAME)


def crash_location() -> str:
    """The file of what is known of the last error that nobody foresaw, in the folder for state. Empty for none."""
    return _own("XDG_STATE_HOME", "~/.local/state", CRASH_NAME)


def known_location() -> str:
    """The file of the databases that were looked at: as EXPLORER_KNOWN says, else in the folder for state. Empty for
    none."""
    own = os.environ.get("EXPLORER_KNOWN")
    return own if own is not None else _own("XDG_STATE_HOME", "~/.local/state", KNOWN_NAME)


def make_folder(path: Path) -> None:
    """Makes the folder of the default database; the folder of any other is the user's own affair. Raises OSError."""
    if str(path) == default_location():
        if not path.is_absolute():
            raise OSError(errno.ENOENT, "there is no home folder")
        path.parent.mkdir(parents=True, exist_ok=True)


def temporary_path() -> Path:
    """A database file in a new folder of its own where temporary files go. Raises UnwritableDatabaseError."""
    import tempfile
    from pathlib import Path

    for place in (None, os.environ.get(OTHER_TEMPORARY[0]), OTHER_TEMPORARY[1]):
        try:
            return Path(tempfile.mkdtemp(prefix="explorer-", dir=place or None)) / FILE_NAME
        except OSError:
            continue
    raise UnwritableDatabaseError("there is no place to write a database to; name one that exists with --db")


def remove_temporary(path: Path) -> None:
    """Removes what `temporary_path` made, as far as it can be removed."""
    import shutil

    shutil.rmtree(path.parent, ignore_errors=True)


def _own(variable: str, default: str, name: str) -> str:
    """A file of ours in a base folder of the user's (XDG base directory specification 0.8: a relative path is ignored).
    Empty where there is no home."""
    folder = os.environ.get(variable, "")
    if not os.path.isabs(folder):  # noqa: PTH117 - pathlib costs a shell command a tenth of its time
        folder = os.path.expanduser(default)  # noqa: PTH111
    return f"{folder}/{FOLDER_NAME}/{name}" if os.path.isabs(folder) else ""  # noqa: PTH117


def _beside(archive: str) -> str:
    """The database that stands beside the file that the program is in, not beside a link to it; empty for none."""
    path = f"{os.path.dirname(os.path.realpath(archive))}/{BESIDE_NAME}"  # noqa: PTH120
    return path if os.path.exists(path) else ""  # noqa: PTH110
