"""The last line: how many of how many, the filters that hold, and what can be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from tui.commands import Scope, hints
from tui.facts import facts_of
from tui.hit_requests import Hits
from tui.present import status_line
from tui.state import Pane, ViewState
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from db.records import Agreement
    from db.rows import Tally
    from tui.lines import Line
    from tui.requests import Listing
    from tui.tones import Skin

HINTED_FIRST = {"Enter": 0, "1": 1}
FILTER_KEY = "1"  # told where what it leads to is not in sight
SCOPES = {
    Pane.FACETS: (Scope.FACETS, Scope.EVERYWHERE, Scope.BROWSE),
    Pane.AGREEMENTS: (Scope.AGREEMENTS, Scope.EVERYWHERE, Scope.BROWSE, Scope.TAKE),
    Pane.DETAIL: (Scope.DETAIL, Scope.EVERYWHERE, Scope.TAKE, Scope.BROWSE),
}


class StatusBar(LineView, can_focus=False):
    """Always tells where one is."""

    state: reactive[ViewState] = reactive(ViewState(), repaint=False)
    listing: reactive[Listing | Hits | None] = reactive(None, repaint=False)
    tally: reactive[Tally | None] = reactive(None, repaint=False)
    record: reactive[Agreement | None] = reactive(None, repaint=False)
    notice: reactive[str] = reactive("", repaint=False)
    failure: reactive[str] = reactive("", repaint=False)
    is_searching: reactive[bool] = reactive(False, repaint=False)

    def __init__(self, skin: Skin) -> None:
        super().__init__(skin, "status")

    def lines(self, width: int, height: int) -> list[Line]:  # noqa: ARG002 - one line at any height
        """The one line."""
        scopes = SCOPES.get(self.state.focus)
        if scopes is None:  # letters are text there: only these keys do something
            keys = (
                *hints(Scope.SEARCH, keymap=self.keymap),
                *(pair for pair in hints(Scope.BROWSE, keymap=self.keymap) if pair[0] == "Escape"),
            )
        else:
            keys = hints(*scopes, keymap=self.keymap)
        words = self.failure or self.notice
        tally = None if self.is_searching else self.tally
        listing = None if self.is_searching else self.listing
        shown = tuple(sorted(self._true(keys), key=lambda pair: HINTED_FIRST.get(pair[0], len(HINTED_FIRST))))
        return [status_line(self.state, listing, tally, words, shown, width, is_failure=bool(self.failure))]

    def _true(self, keys: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """The hints as they hold here and now: Enter is also the way out of an empty list, and not every fact has
        evidence."""
        focus = self.state.focus
        is_empty = self.listing is None or not self.listing.page.rows
        out = "read again" if self.listing is None and self.failure else "the way out" if self.state.text else ""
        is_hits = isinstance(self.listing, Hits)
        is_stated = not is_empty and (focus is not Pane.DETAIL or self._has_evidence())
        for key, word in keys:
            if key == "Enter" and is_empty and focus in {Pane.AGREEMENTS, Pane.SEARCH}:
                shown = out if self.listing or self.failure else word
            elif is_hits and key == "Enter" and focus in {Pane.AGREEMENTS, Pane.DETAIL}:
                shown = "read it there"
            elif key == FILTER_KEY:
                shown = word if self.has_class("close") and focus is Pane.AGREEMENTS else ""
            elif is_hits and key == "e":
                shown = "read it there" if focus is Pane.FACETS and not is_empty else ""
            elif key == "e" or (key == "Enter" and focus is Pane.DETAIL):
                shown = word if is_stated else ""
            else:
                shown = word
            if shown:
                yield key, shown

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

    def watch_failure(self) -> None:
        """Something went wrong, or no longer does."""
        self.redraw()
