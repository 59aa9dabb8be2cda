"""The list of saved searches with their counts, and the line below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import Scope, key_word, of_scopes
from tui.own_files import near_home
from tui.search_lines import entry_line, failed_lines, foot_line, no_searches_lines, searches_title, tally_words
from tui.widgets.line_view import LineView
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from pathlib import Path

    from tui.lines import Line, Tone
    from tui.own_files import SearchEntry
    from tui.tones import Skin


class SearchesPane(VirtualList):
    """The saved searches. A count that is not known yet is shown as such."""

    def __init__(self, skin: Skin, path: Path | None, is_searching: bool) -> None:
        super().__init__(skin, "searches")
        self._path = near_home(str(path or ""))
        self._is_searching = is_searching
        self._entries: tuple[SearchEntry, ...] | None = None
        self._tallies: dict[int, str] = {}
        self._failure = ""
        self._cursor = 0

    @property
    def count(self) -> int:
        """How many searches."""
        return len(self._entries or ())

    @property
    def cursor_row(self) -> int:
        """The search with the cursor."""
        return min(self._cursor, max(0, self.count - 1))

    @property
    def in_sight(self) -> range:
        """The rows that can be seen."""
        return range(self._top, min(self.count, self._top + max(1, self.size.height - 1)))

    def move_to(self, row: int) -> None:
        """The cursor moves."""
        self._cursor = row
        self.redraw()

    def title(self, width: int) -> Line:
        """The line above."""
        return searches_title(self._path, width)

    def row(self, place: int, width: int, cursor: Tone | None) -> Line:
        """One search."""
        entries = self._entries or ()
        return entry_line(entries[place], self._tallies.get(place, tally_words(None)), width, cursor)

    def empty_lines(self, width: int) -> list[Line]:
        """What to do where there is none, or where the file can't be read."""
        if self._failure:
            return failed_lines(self._failure, width)
        if self._entries is None:
            return [(("  reading…", "quiet"),)]
        return no_searches_lines(self._is_searching, width)

    def show(self, entries: tuple[SearchEntry, ...], name: str | None) -> None:
        """Other searches; the cursor goes to the one of this name, else it stays on its place."""
        self._entries, self._tallies, self._failure = entries, {}, ""
        names = [entry.search.name for entry in entries]
        if name in names:
            self._cursor = names.index(name)
        self.redraw()

    def show_failure(self, words: str) -> None:
        """The file can't be read."""
        self._entries, self._failure = (), words
        self.redraw()

    def tell(self, place: int, tally: str) -> None:
        """How many agreements a search has."""
        self._tallies[place] = tally
        if place in self.in_sight:
            self.redraw()


class SearchesFoot(LineView, can_focus=False):
    """What there is to say, and what can be pressed."""

    def __init__(self, skin: Skin) -> None:
        super().__init__(skin, "foot")
        self._words = ""
        self._is_warning = False
        self._idle: set[str] = set()

    def lines(self, width: int, height: int) -> list[Line]:  # noqa: ARG002 - one line at any height
        """The one line."""
        keys = tuple(
            (key_word(command.keys[0]), command.hint)
            for command in of_scopes(Scope.SEARCHES, keymap=self.keymap)
            if command.hint and command.name not in self._idle
        )
        return [foot_line(self._words, self._is_warning, keys, width)]

    def offer(self, runs: bool, saves: bool) -> None:
        """Whether there is a search to run, and one to save."""
        self._idle = {name for name, can in (("run search", runs), ("add search", saves)) if not can}
        self.redraw()

    def say(self, words: str, is_warning: bool = False) -> None:
        """Something else to say."""
        self._words, self._is_warning = words, is_warning
        self.redraw()
