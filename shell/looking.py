"""The first look at a database, for commands: a little time for a file that is not known, none for one that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.first_look import look_first, mark_of, remember
from shell.places import known_location

if TYPE_CHECKING:
    from os import PathLike

BRIEF = 0.15  # seconds


def refuse_damaged(path: str | PathLike[str]) -> None:
    """Raises DamagedDatabaseError when a database that was not looked at before is seen to be damaged; a DatabaseError
    when it can't be opened."""
    fault = look_first(path, known_location(), BRIEF)
    if fault is not None:
        from db.connection import damaged

        raise damaged(path, fault)


def remember_written(path: str | PathLike[str]) -> None:
    """Keeps that a database is as this program has written or checked it."""
    remember(mark_of(path), known_location())
