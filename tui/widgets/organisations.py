"""The pane of organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from tui.commands import Scope, bindings
from tui.lines import fit_line
from tui.messages import OrganisationChosen
from tui.present import Entry, entries, entry_line, pane_title
from tui.state import Pane, ViewState
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from db.rows import Facets, Tally
    from tui.lines import Line, Tone
    from tui.tones import Skin


def list_height(height: int) -> int:
    """How many of `height` rows the list takes when the detail stands below it: 2fr of 5fr, as in the style sheet."""
    return height * 2 // 5


class OrganisationsPane(VirtualList):
    """All organisations with their counts; choosing one filters, choosing it again takes the filter away."""

    BINDINGS = bindings(Scope.ORGANISATIONS)

    state: reactive[ViewState] = reactive(ViewState(), repaint=False)
    facets: reactive[Facets | None] = reactive(None, repaint=False)
    tally: reactive[Tally | None] = reactive(None, repaint=False)

    def __init__(self, skin: Skin) -> None:
        super().__init__(skin, "organisations")
        self._entries: tuple[Entry, ...] = ()
        self._rows: dict[str | None, int] = {}
        self._cursor_id: str | None = None

    @property
    def count(self) -> int:
        """How many lines."""
        return len(self._entries)

    @property
    def cursor_row(self) -> int:
        """Where the organisation with the cursor stands now."""
        return self._rows.get(self._cursor_id, 0)

    def move_to(self, row: int) -> None:
        """Only the cursor moves; nothing is chosen yet."""
        self._cursor_id = self._entries[row].id
        self.redraw()

    def title(self, width: int) -> Line:
        """The line above."""
        note = "Escape: the list" if self.has_class("alone") else ""
        return pane_title(Pane.ORGANISATIONS, "Organisations", note, width, self.has_focus)

    def lines(self, width: int, height: int) -> list[Line]:
        """Title and rows, and the edge to the panes beside, with the joint where the list ends."""
        if self.has_class("alone"):
            return super().lines(width, height)
        lines = super().lines(width - 1, height)[:height]
        lines += [()] * (height - len(lines))
        joint = None if self.has_class("beside") else list_height(height)
        return [
            (*fit_line(line, width - 1), ("┬" if place == 0 else "├" if place == joint else "│", "quiet"))
            for place, line in enumerate(lines)
        ]

    def row(self, place: int, width: int, cursor: Tone | None) -> Line:
        """One organisation."""
        entry = self._entries[place]
        return entry_line(entry, width, cursor, entry.id == self.state.organisation)

    def watch_state(self, before: ViewState, now: ViewState) -> None:
        """The cursor follows a choice that was made or taken back."""
        if before.organisation == now.organisation:
            self.redraw()
        else:
            self._cursor_id = now.organisation
            self._renew()

    def watch_tally(self) -> None:
        """Another count of all."""
        self._renew()

    def watch_facets(self) -> None:
        """Other organisations, other counts, or none that are known."""
        self._renew()

    def action_choose(self) -> None:
        """Filter by the organisation with the cursor."""
        if self._entries:
            entry = self._entries[self.cursor_row]
            again = entry.id == self.state.organisation
            self.post_message(OrganisationChosen(None if again else entry.id, entry.label))

    def _renew(self) -> None:
        """Build the entries anew: there may be thousands, so only when they can have changed."""
        chosen = self.state.organisation, self.state.organisation_label
        self._entries = entries(self.facets, self.tally, *chosen) if self.facets else ()
        self._rows = {entry.id: place for place, entry in enumerate(self._entries)}
        self.redraw()
