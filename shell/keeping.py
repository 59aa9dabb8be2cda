"""The command that copies a database."""

from __future__ import annotations

import signal
from pathlib import Path

from db.backups import back_up
from db.errors import UsageError
from shell.output import remark
from shell.places import database_path
from shell.stopping import stoppable
from shell.waiting import saying


def keep_copy(option: str | None, file: str, replace: bool) -> int:
    """Copies the database to `file` and says what the copy has. Raises a UsageError or a DatabaseError."""
    if file == "-":
        raise UsageError("a copy does not go to standard output; name a file (./- for one of that name)")
    with stoppable() as stop, saying() as say:
        try:
            kept = back_up(database_path(option), Path(file), replace, say, stop)
        except KeyboardInterrupt:
            if stop.number in {None, signal.SIGINT}:
                raise
            remark("stopped; no copy was made")
            return 128 + stop.number
    counts = ((kept.agreements, "agreement"), (kept.articles, "article"), (kept.organisations, "organisation"))
    of = ", ".join(f"{count:,} {name}{'' if count == 1 else 's'}" for count, name in counts)
    remark(f"{file}: {of}, {kept.size / 1e6:,.1f} MB")
    return 0
