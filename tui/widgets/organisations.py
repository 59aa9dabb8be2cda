"""The pane of organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from tui.commands import Scope, bindings
from tui.messages import OrganisationChosen
from tui.present import Entry, entries, entry_line, pane_title
from tui.state import Pane, ViewState
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tui.lines import Line, Tone
    from tui.requests import Directory
    from tui.tones import Skin


class OrganisationsPane(VirtualList):
    """All organisations with their counts; choosing one filters, choosing it again takes the filter away."""

    BINDINGS = bindings(Scope.ORGANISATIONS)

    state: reactive[ViewState] = reactive(ViewState(), repaint=False)
    directory: reactive[Directory | None] = reactive(None, repaint=False)

    def __init__(self, skin: Skin) -> None:
        super().__init__(skin, "organisations")
        self._entries: tuple[Entry, ...] = ()
        self._cursor_id: str | None = None

    @property
    def count(self) -> int:
        """How many lines."""
        return len(self._entries)

    @property
    def cursor_row(self) -> int:
        """Where the organisation with the cursor stands now."""
        return next((place for place, entry in enumerate(self._entries) if entry.id == self._cursor_id), 0)

    def move_to(self, row: int) -> None:
        """Only the cursor moves; nothing is chosen yet."""
        self._cursor_id = self._entries[row].id
        self.redraw()

    def title(self, width: int) -> Line:
        """The line above."""
        return pane_title(Pane.ORGANISATIONS, "Organisations", "", width, self.has_focus)

    def row(self, place: int, width: int, cursor: Tone | None) -> Line:
        """One organisation."""
        entry = self._entries[place]
        return entry_line(entry, width, cursor, entry.id == self.state.organisation)

    def watch_state(self, before: ViewState, now: ViewState) -> None:
        """The cursor follows a choice that was made or taken back."""
        if before.organisation != now.organisation:
            self._cursor_id = now.organisation
        self._renew()

    def watch_directory(self) -> None:
        """Other organisations, or other counts."""
        self._renew()

    def action_choose(self) -> None:
        """Filter by the organisation with the cursor."""
        if self._entries:
            entry = self._entries[self.cursor_row]
            again = entry.id == self.state.organisation
            self.post_message(OrganisationChosen(None if again else entry.id, entry.label))

    def _renew(self) -> None:
        if self.directory is not None:
            self._entries = entries(self.directory, self.state.organisation, self.state.organisation_label)
        self.redraw()
