"""The last line: how many of how many, the filters that hold, and what can be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from tui.commands import Scope, key_word, of_scopes
from tui.facts import facts_of
from tui.hit_requests import Hits
from tui.present import status_line
from tui.state import Pane, ViewState
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.records import Agreement
    from db.rows import Tally
    from tui.commands import Command
    from tui.lines import Line
    from tui.requests import Listing
    from tui.tones import Skin

FILTER = "organisations"  # told where what it leads to is not in sight
SCOPES = {
    Pane.FACETS: (Scope.FACETS, Scope.EVERYWHERE, Scope.BROWSE),
    Pane.AGREEMENTS: (Scope.AGREEMENTS, Scope.EVERYWHERE, Scope.BROWSE, Scope.TAKE),
    Pane.DETAIL: (Scope.DETAIL, Scope.EVERYWHERE, Scope.TAKE, Scope.BROWSE),
    Pane.SEARCH: (Scope.SEARCH, Scope.BROWSE),
}


def _rank(command: Command) -> int:
    """What is told first where there is little room: what Enter does, and what is not in sight."""
    return 0 if "enter" in command.keys else 1 if command.name == FILTER else 2


class StatusBar(LineView, can_focus=False):
    """Always tells where one is."""

    state: reactive[ViewState] = reactive(ViewState(), repaint=False)
    listing: reactive[Listing | Hits | None] = reactive(None, repaint=False)
    tally: reactive[Tally | None] = reactive(None, repaint=False)
    record: reactive[Agreement | None] = reactive(None, repaint=False)
    notice: reactive[str] = reactive("", repaint=False)
    failure: reactive[str] = reactive("", repaint=False)
    damage: reactive[str] = reactive("", repaint=False)
    is_searching: reactive[bool] = reactive(False, repaint=False)

    def __init__(self, skin: Skin) -> None:
        super().__init__(skin, "status")

    def lines(self, width: int, height: int) -> list[Line]:  # noqa: ARG002 - one line at any height
        """The one line."""
        words = self.failure or self.notice or self.damage
        is_failure = bool(self.failure or (self.damage and not self.notice))
        tally = None if self.is_searching else self.tally
        listing = None if self.is_searching else self.listing
        shown = tuple(self._hints())
        return [status_line(self.state, listing, tally, words, shown, width, is_failure=is_failure)]

    def _hints(self) -> Iterator[tuple[str, str]]:
        """Keys and words of what can be done here and now."""
        commands = [each for scope in SCOPES[self.state.focus] for each in of_scopes(scope, keymap=self.keymap)]
        if self.state.focus is Pane.SEARCH:  # letters are text there: only these keys do something
            commands = [each for each in commands if each.scope is Scope.SEARCH or each.name == "back"]
        for command in sorted(commands, key=_rank):
            word = self._word(command) if command.keys and command.hint else ""
            if word:
                yield key_word(command.keys[0]), word

    def _word(self, command: Command) -> str:
        """What a command does here and now, in a word, or nothing where it does nothing."""
        focus, word = self.state.focus, command.hint or ""
        is_empty = self.listing is None or not self.listing.page.rows
        is_hits = isinstance(self.listing, Hits)
        if command.name in {"open", "accept"} and is_empty:
            out = "read again" if self.listing is None and self.failure else "the way out" if self.state.text else ""
            return out if self.listing or self.failure else word
        if command.name in {"open", "read"} and is_hits:
            return "read it there"
        if command.name == "read":
            return word if self._has_evidence() else ""
        if command.name == "evidence" and is_hits:
            return "read it there" if focus is Pane.FACETS and not is_empty else ""
        if command.name == "evidence":
            return word if not is_empty and (focus is not Pane.DETAIL or self._has_evidence()) else ""
        if command.name in {"sort", "copy"}:
            return "" if is_empty else word
        if command.name == "back":
            return word if focus is not Pane.AGREEMENTS or self.state.is_filtered else ""
        if command.name == FILTER:
            return word if self.has_class("close") and focus is Pane.AGREEMENTS else ""
        return word

    def _has_evidence(self) -> bool:
        facts = facts_of(self.record) if self.record else ()
        return bool(facts and facts[min(self.state.fact, len(facts) - 1)].claims)

    def watch_state(self) -> None:
        """Other filters, or another pane."""
        self.redraw()

    def watch_listing(self) -> None:
        """Another count."""
        self.redraw()

    def watch_tally(self) -> None:
        """Another total."""
        self.redraw()

    def watch_record(self) -> None:
        """Another agreement, of whose facts others have evidence."""
        if self.state.focus is Pane.DETAIL:
            self.redraw()

    def watch_notice(self) -> None:
        """Something to say, or no longer."""
        self.redraw()

    def watch_is_searching(self) -> None:
        """An answer is waited for, or has come."""
        self.redraw()

    def watch_damage(self) -> None:
        """The file is damaged."""
        self.redraw()

    def watch_failure(self) -> None:
        """Something went wrong, or no longer does."""
        self.redraw()
