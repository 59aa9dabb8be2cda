"""The command that opens the explorer, and builds the database before that when there is none."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from db.errors import MissingDatabaseError, UnwritableDatabaseError
from shell.places import (
    config_location,
    database_path,
    history_location,
    known_location,
    make_folder,
    remove_temporary,
    searches_location,
    session_location,
    temporary_path,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tui.config import Config
    from tui.terminal import Wishes

MOST_PRINTED = 100  # as `explorer search` has it


class Mode(NamedTuple):
    """Whether plain `lines` are asked for instead of the screen, and how many `rows` an answer has then; whether one
    wants to begin anew, not where one was last."""

    lines: bool = False
    rows: int | None = None
    is_fresh: bool = False


class _Asked(NamedTuple):
    """What to show, how, and where the person's own files are."""

    query: str
    sort: str
    searches: str
    wishes: Wishes
    mode: Mode


def browse_or_build(
    option: str | None,
    words: str,
    saved: str | None = None,
    searches: str | None = None,
    wishes: Mapping[str, Any] | None = None,
    mode: Mode | None = None,
) -> int:
    """Opens the explorer, on words or on a saved search, and gives its exit status. Where no screen can be drawn there
    are plain lines to talk by; in a pipe the agreements are printed, and nothing is built."""
    from tui.terminal import Way, Wishes, way_of

    sort = ""
    if saved is not None:
        from shell.searches import search_named

        words, order = search_named(searches, saved, words)
        sort = order or ""
    way, _ = way_of(os.environ, sys.__stdin__, sys.__stdout__, sys.__stderr__)
    mode = mode or Mode()
    if way is Way.LINES:
        mode = mode._replace(lines=True)
    if way is Way.PLAIN and not mode.lines:
        from shell.forms import Form
        from shell.reading import print_search

        return print_search(option, words, sort or "newest", MOST_PRINTED, Form.TABLE)
    return _open(option, _Asked(words, sort, searches_location(searches), Wishes(**(wishes or {})), mode))


def _open(option: str | None, asked: _Asked) -> int:
    if not asked.mode.lines:
        from tui.launch import refuse_unusable_terminal

        refuse_unusable_terminal(asked.wishes)
    config, told = _settings()
    path = database_path(option)
    if path.exists() or path.is_symlink():
        return _show(path, asked, config, told)
    if option:  # a name that was mistyped would be a new database, of other articles than those that were meant
        raise MissingDatabaseError(
            f"there is no database at {path}; name another, or make one with: explorer seed --db {path}"
        )
    built, notice = _build(path)
    if built == path:
        return _show(path, asked, config, notice or told, is_new=True)
    remove = partial(remove_temporary, built)
    try:
        return _show(built, asked, config, notice or told, is_new=True, at_end=remove)
    finally:
        remove()


def _show(
    path: Path,
    asked: _Asked,
    config: Config,
    notice: str | None,
    is_new: bool = False,
    at_end: Callable[[], object] | None = None,
) -> int:
    """The explorer on a database, as lines or as a screen; `at_end` is done when a signal ends that."""
    if asked.mode.lines:
        from shell.lines.running import LinesStart, run_lines

        query, sort = asked.query or config.query, asked.sort or config.sort
        lines = LinesStart(query, searches=asked.searches, history=history_location(), wishes=asked.wishes)
        lines = lines._replace(sort=sort or lines.sort, rows=asked.mode.rows, notice=notice or "")
        return run_lines(path, lines)
    from tui.launch import CrashError, Start, launch

    start = Start(asked.query, asked.sort, asked.searches, history_location(), session_location(), asked.wishes)
    start = start._replace(config=config, is_fresh=asked.mode.is_fresh, at_end=at_end, known=known_location())
    try:
        return launch(path, start, notice=notice, welcome=is_new)
    except CrashError as crash:
        return _crashed(crash.__cause__ or crash)


def _crashed(error: BaseException) -> int:
    """One line about what ended the screen, and a report of it in a file."""
    from shell.crashes import kept_report
    from shell.failures import UNFORESEEN, complain, show_where

    complain(f"an error that should not be ended the screen: {type(error).__name__}: {error}; {kept_report(error)}")
    show_where(error)
    return UNFORESEEN


def _settings() -> tuple[Config, str | None]:
    """What the person's own settings are, and what of them can't be used."""
    from pathlib import Path

    from tui.config import Config, read_config

    location = config_location(None)
    if not location or not os.path.exists(location):  # noqa: PTH110 - most have none
        return Config(), None
    config, problems = read_config(Path(location))
    more = "; explorer config --check tells all" if len(problems) > 1 else ""
    told = problems[0].replace(location, os.path.basename(location)) if problems else ""  # noqa: PTH119 - for the last line
    return config, f"{told}{more}" if told else None


def _build(path: Path) -> tuple[Path, str | None]:
    """Builds the database at `path`, or where temporary files go when that can't be written; and what to say of it."""
    from shell.output import remark
    from shell.seeding import seed_with_progress

    remark("There is no database yet; reading the bundled articles …")
    try:
        make_folder(path)
        _, signal_number = seed_with_progress(path, [])
    except (OSError, UnwritableDatabaseError):
        instead = temporary_path()
        try:
            _, signal_number = seed_with_progress(instead, [])
            _leave_when_stopped(signal_number)
        except BaseException:
            remove_temporary(instead)
            raise
        return instead, f"the database is a temporary file: can't write {path}"
    _leave_when_stopped(signal_number)
    return path, None


def _leave_when_stopped(signal_number: int | None) -> None:
    if signal_number is not None:
        sys.exit(128 + signal_number)
