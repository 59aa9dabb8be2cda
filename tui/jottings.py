"""Texts that a person gathers in a file of their own, one below the other."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from db.errors import UsageError

BEGINNING = 4096  # bytes


def add_text(name: str, text: str) -> str:
    """Puts `text` and an empty line at the end of a file, which is made where there is none; gives what is to be said.

    `~` stands for the home folder; a name that is not absolute is taken from the current folder. Raises UsageError
    with what is wrong in a line.
    """
    path = Path(os.path.expanduser(name))  # noqa: PTH111 - pathlib's raises where a home is not known
    try:
        is_new = not path.exists()
        if not is_new and not stat.S_ISREG(path.stat().st_mode):
            raise UsageError(f"can't write to {name}: it is no regular file")
        if not is_new and not _holds_text(path):
            raise UsageError(f"can't write to {name}: it holds no text, it may be a database; name another")
        with path.open("a", encoding="utf-8", errors="replace") as file:
            file.write(f"{text}\n\n")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"can't write to {name}: {reason}") from error
    return f"{'Written to' if is_new else 'Added to'} {name}"


def _holds_text(path: Path) -> bool:
    """Whether a file begins as one of texts does: what is added to another harms it."""
    with path.open("rb") as file:
        return b"\0" not in file.read(BEGINNING)
