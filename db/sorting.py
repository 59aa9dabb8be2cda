"""Where SQLite puts what it sorts or copies when that may be much: in a temporary file, if there is room for one."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

# Where SQLite puts temporary files: its documents, "Temporary Files Used By SQLite", section 5.
NAMED = ("SQLITE_TMPDIR", "TMPDIR")
USUAL = ("/var/tmp", "/usr/tmp", "/tmp", ".")  # noqa: S108
MUCH = 200_000_000  # bytes of a database of which a copy in memory would be too large


@contextmanager
def sorting_on_disk(connection: sqlite3.Connection) -> Iterator[None]:
    """Within it temporary files are used where there is room, memory elsewhere: sorting a million agreements takes
    250 MiB of it. Not for use while there is something temporary."""
    before = connection.execute("PRAGMA temp_store").fetchone()[0]
    sort_on_disk(connection)
    yield
    connection.execute(f"PRAGMA temp_store = {before}")


def sort_on_disk(connection: sqlite3.Connection) -> bool:
    """From now on temporary files are used where there is room for one as large as the database, memory elsewhere;
    whether there is room, in the one or the other."""
    size = _size(connection)
    has_room = _room() >= size
    connection.execute(f"PRAGMA temp_store = {'file' if has_room else 'memory'}")
    return has_room or size <= MUCH


def _size(connection: sqlite3.Connection) -> int:
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return int(pages * size)


def _room() -> int:
    """The bytes that are free where SQLite would put a temporary file; -1 when it may put none anywhere."""
    for folder in (*map(os.environ.get, NAMED), *USUAL):
        if folder and os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK):  # noqa: PTH112
            try:
                return shutil.disk_usage(folder).free
            except OSError:
                return -1
    return -1
