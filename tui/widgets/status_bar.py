"""The last line: how many of how many, the filters that hold, and what can be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from tui.commands import Scope, hints
from tui.present import status_line
from tui.state import Pane, ViewState
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from tui.lines import Line
    from tui.requests import Directory, Listing
    from tui.tones import Skin

SCOPES = {
    Pane.ORGANISATIONS: (Scope.ORGANISATIONS, Scope.EVERYWHERE, Scope.BROWSE),
    Pane.AGREEMENTS: (Scope.AGREEMENTS, Scope.EVERYWHERE, Scope.BROWSE),
    Pane.DETAIL: (Scope.DETAIL, Scope.EVERYWHERE, Scope.BROWSE),
}


class StatusBar(LineView, can_focus=False):
    """Always tells where one is."""

    state: reactive[ViewState] = reactive(ViewState(), repaint=False)
    listing: reactive[Listing | None] = reactive(None, repaint=False)
    directory: reactive[Directory | None] = reactive(None, repaint=False)
    notice: reactive[str] = reactive("", repaint=False)
    failure: reactive[str] = reactive("", repaint=False)

    def __init__(self, skin: Skin) -> None:
        super().__init__(skin, "status")

    def lines(self, width: int, height: int) -> list[Line]:  # noqa: ARG002 - one line at any height
        """The one line."""
        scopes = SCOPES.get(self.state.focus)
        if scopes is None:  # letters are text there: only these keys do something
            keys = (*hints(Scope.SEARCH), *(pair for pair in hints(Scope.BROWSE) if pair[0] == "Escape"))
        else:
            keys = hints(*scopes)
        return [status_line(self.state, self.listing, self.directory, self.failure or self.notice, keys, width)]

    def watch_state(self) -> None:
        """Other filters, or another pane."""
        self.redraw()

    def watch_listing(self) -> None:
        """Another count."""
        self.redraw()

    def watch_directory(self) -> None:
        """Another total."""
        self.redraw()

    def watch_notice(self) -> None:
        """Something to say, or no longer."""
        self.redraw()

    def watch_failure(self) -> None:
        """Something went wrong, or no longer does."""
        self.redraw()
