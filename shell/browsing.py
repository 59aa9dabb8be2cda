"""The command that opens the explorer, and builds the database before that when there is none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from db.errors import UnwritableDatabaseError
from shell.output import remark
from shell.places import (
    database_path,
    history_location,
    make_folder,
    remove_temporary,
    searches_location,
    temporary_path,
)

if TYPE_CHECKING:
    from pathlib import Path


def browse_or_build(option: str | None, words: str, saved: str | None = None, searches: str | None = None) -> int:
    """Opens the explorer, on words or on a saved search, and gives its exit status. Without a usable terminal nothing
    is built."""
    from tui.launch import Start, launch, refuse_unusable_terminal

    refuse_unusable_terminal()
    start = Start(words, searches=searches_location(searches), history=history_location())
    if saved is not None:
        from shell.searches import search_named

        query, sort = search_named(searches, saved, words)
        start = start._replace(query=query, sort=sort or start.sort)
    path = database_path(option)
    if path.exists() or path.is_symlink():
        return launch(path, start)
    built, notice = _build(path)
    try:
        return launch(built, start, notice=notice, welcome=True)
    finally:
        if built != path:
            remove_temporary(built)


def _build(path: Path) -> tuple[Path, str | None]:
    """Builds the database at `path`, or where temporary files go when that can't be written; and what to say of it."""
    from shell.seeding import seed_with_progress

    remark("There is no database yet; reading the bundled articles …")
    try:
        make_folder(path)
        _, signal_number = seed_with_progress(path, [])
    except (OSError, UnwritableDatabaseError):
        instead = temporary_path()
        _, signal_number = seed_with_progress(instead, [])
        _leave_when_stopped(signal_number)
        return instead, f"the database is a temporary file: can't write {path}"
    _leave_when_stopped(signal_number)
    return path, None


def _leave_when_stopped(signal_number: int | None) -> None:
    if signal_number is not None:
        sys.exit(128 + signal_number)
