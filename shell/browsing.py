"""The command that opens the explorer, and builds the database before that when there is none."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

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
    from collections.abc import Mapping
    from pathlib import Path

    from tui.terminal import Wishes

MOST_PRINTED = 100  # as `explorer search` has it


def browse_or_build(
    option: str | None,
    words: str,
    saved: str | None = None,
    searches: str | None = None,
    wishes: Mapping[str, Any] | None = None,
) -> int:
    """Opens the explorer, on words or on a saved search, and gives its exit status. Where no screen can be drawn the
    agreements are printed, and nothing is built."""
    from tui.terminal import Way, Wishes, way_of

    sort = ""
    if saved is not None:
        from shell.searches import search_named

        words, order = search_named(searches, saved, words)
        sort = order or ""
    way, _ = way_of(os.environ, sys.__stdin__, sys.__stdout__, sys.__stderr__)
    if way is not Way.SCREEN:
        from shell.reading import print_search

        return print_search(option, words, sort or "newest", MOST_PRINTED, as_json=False)
    return _open(option, words, sort, searches, Wishes(**(wishes or {})))


def _open(option: str | None, words: str, sort: str, searches: str | None, wishes: Wishes) -> int:
    from tui.launch import Start, launch, refuse_unusable_terminal

    refuse_unusable_terminal(wishes)
    start = Start(words, searches=searches_location(searches), history=history_location(), wishes=wishes)
    start = start._replace(sort=sort or start.sort)
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
