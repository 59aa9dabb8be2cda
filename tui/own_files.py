"""The person's own files: saved searches and the history of the search line, used off the screen's thread."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from db.errors import ExplorerError, SearchesFileError
from tui.errands import Errands, T
from tui.history import History, keep_line, read_history

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from db.query import Query
    from db.searches import SavedSearch
    from tui.session import Session

LAST_WORDS = 1.0  # seconds that what is being written has when the program ends


class SearchEntry(NamedTuple):
    """A saved search, and what it asks for; `problem` says in words what of it has no meaning."""

    search: SavedSearch
    query: Query
    problem: str = ""

    @property
    def is_counted(self) -> bool:
        """Whether it finds what can be counted, with or without a problem."""
        return not self.query.is_impossible


class OwnFiles:
    """Where they are, None for those that are not used; `known` has the databases that were looked at, and is empty
    where that is not kept. What is asked for is handed to `done` in another thread, in the
    order in which it was asked for; so are errors."""

    def __init__(
        self,
        searches: Path | None = None,
        history: Path | None = None,
        session: Path | None = None,
        known: str | None = None,
    ) -> None:
        self.searches = searches
        self.known = known
        self._history = history
        self._session = session
        self._errands = Errands()

    def read_searches(self, done: Callable[[tuple[SearchEntry, ...] | Exception], object]) -> None:
        """The saved searches."""
        self._errands.run(self._entries, done)

    def save(self, name: str, query: str, sort: str | None, done: Callable[[SavedSearch | Exception], object]) -> None:
        """Save a search; gives it under the name that it got."""

        def add() -> SavedSearch:
            from db.searches import add_search, saved_search

            return add_search(self._searches_file(), saved_search(name, query, sort))

        self._errands.run(add, done)

    def read_history(self, done: Callable[[History | Exception], object]) -> None:
        """What was searched in sessions before, as far as it can be read."""
        self._errands.run(lambda: History() if self._history is None else read_history(self._history), done)

    def keep_line(self, line: str, done: Callable[[Exception | None], object]) -> None:
        """Keep a search in the history."""
        path = self._history
        if path is not None:
            self._errands.run(lambda: keep_line(path, line), done)

    def keep_session(self, session: Session) -> None:
        """Keep where the person is; where that can't be written it is not kept."""
        path = self._session
        if path is not None:
            from tui.session import keep_session

            self._errands.run(lambda: keep_session(path, session), lambda _: None)

    def add_text(self, name: str, text: str, done: Callable[[str | Exception], object]) -> None:
        """Put a text at the end of a file, which is made where there is none; gives what is to be said of it."""

        def add() -> str:
            from tui.jottings import add_text

            return add_text(name, text)

        self._errands.run(add, done)

    def run(self, task: Callable[[], T], done: Callable[[T | Exception], object]) -> None:
        """Do something else off the screen's thread."""
        self._errands.run(task, done)

    def wait_idle(self, timeout: float) -> bool:
        """Wait until all is done; tells whether that came about."""
        return self._errands.wait_idle(timeout)

    def close(self, seconds: float = LAST_WORDS) -> None:
        """Nobody listens any more; what is being written may come to its end, within a time."""
        self._errands.close(seconds)

    def _searches_file(self) -> Path:
        if self.searches is None:
            raise SearchesFileError("there is no file for saved searches; start with --searches FILE")
        return self.searches

    def _entries(self) -> tuple[SearchEntry, ...]:
        from db.parsing import parse
        from db.searches import read_searches

        entries = []
        for search in read_searches(self._searches_file()):
            query = parse(search.query)
            entries.append(SearchEntry(search, query, "; ".join(query.problems)))
        return tuple(entries)


def near_home(text: str) -> str:
    """A text with `~` for the home folder, as there is little room on the last line."""
    home = os.environ.get("HOME", "").rstrip("/")
    return text.replace(f"{home}/", "~/") if home else text


def why(error: Exception) -> str:
    """An error as one sentence for the last line."""
    if isinstance(error, ExplorerError):
        return near_home(str(error))
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return f"{type(error).__name__}: {error}"
