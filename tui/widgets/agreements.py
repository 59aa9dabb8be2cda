"""The pane with the list: of agreements, or of the articles that hold the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from tui.columns import BY_TITLE, columns_line
from tui.commands import Scope, bindings
from tui.hit_requests import Hits
from tui.messages import AgreementChosen, AgreementHighlighted, EndWanted
from tui.present import MOST_WAYS, failed_lines, list_note, nothing_lines, pane_title, row_line
from tui.requests import Listing
from tui.state import HIT_SORTS, Pane, ViewState
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.rows import Tally
    from tui.lines import Line, Tone
    from tui.requests import Advice
    from tui.tones import Skin


NOTE_BESIDE = 19  # cells of the title that are not the note's


class AgreementsPane(VirtualList):
    """The list. It knows a window of rows; the screen brings another one when the cursor nears its end."""

    BINDINGS = bindings(Scope.AGREEMENTS)

    state: reactive[ViewState] = reactive(ViewState(), repaint=False)
    listing: reactive[Listing | Hits | None] = reactive(None, repaint=False)
    tally: reactive[Tally | None] = reactive(None, repaint=False)
    advice: reactive[Advice | None] = reactive(None, repaint=False)
    failure: reactive[str] = reactive("", repaint=False)
    is_awaited: reactive[bool] = reactive(False, repaint=False)
    is_searching: reactive[bool] = reactive(False, repaint=False)

    def __init__(self, skin: Skin) -> None:
        super().__init__(skin, "agreements")
        self._way = 0

    @property
    def count(self) -> int:
        """How many agreements match, at least."""
        return self.listing.least(self.tally) if self.listing else 0

    @property
    def total(self) -> int | None:
        """How many agreements match, once it is known."""
        return self.listing.total(self.tally) if self.listing else None

    @property
    def cursor_row(self) -> int:
        """The chosen place, as the state has it."""
        return min(self.state.index, max(0, self.count - 1))

    def move_to(self, row: int) -> None:
        """Say where the cursor should be; the state decides."""
        if row != self.state.index:
            self.post_message(AgreementHighlighted(row))

    def title(self, width: int) -> Line:
        """The line above, with the place in the list."""
        page, room = self.listing.page if self.listing else None, width - NOTE_BESIDE
        is_hits = isinstance(self.listing, Hits)
        asked = self.state.sort if page is None or not is_hits or self.state.sort in HIT_SORTS else page.order
        note = list_note(self.cursor_row, self.total, page.order, asked, room) if page and page.rows else ""
        note = "searching…" if self.is_searching else note
        heading = (
            " sources " if self.has_class("beside") and note and not is_hits and not self._columns else ""
        )  # of the last column
        name = "Articles" if is_hits else "Agreements"
        title = pane_title(Pane.AGREEMENTS, name, note, width - len(heading), self.has_focus)
        return (*title, (heading, "quiet")) if heading else title

    @property
    def row_height(self) -> int:
        """Articles take a second line for the words."""
        if not isinstance(self.listing, Hits):
            return 1
        from tui.hit_lines import HIT_HEIGHT  # here and below, as the first screen has no articles

        return HIT_HEIGHT

    def row_lines(self, place: int, width: int, cursor: Tone | None) -> Sequence[Line]:
        """One agreement, or an article with the words that were found."""
        if isinstance(self.listing, Hits):
            from tui.hit_lines import hit_lines

            return hit_lines(self.listing.row(place), width, cursor, self._skin.needs_braces)
        return (self.row(place, width, cursor),)

    @property
    def _columns(self) -> tuple[str, ...]:
        """The columns that the person has chosen; the titles, where the list goes by these. None: the usual ones."""
        own: tuple[str, ...] = getattr(self.app, "own_columns", ())
        is_by_title = bool(self.listing and self.listing.page.order == "title")
        return own or (BY_TITLE if is_by_title else ())

    def row(self, place: int, width: int, cursor: Tone | None) -> Line:
        """One agreement. Where there is room, or the order is by them, with how many sources it has."""
        row = self.listing.row(place) if isinstance(self.listing, Listing) else None
        columns = self._columns
        if columns:
            return columns_line(row, columns, width, cursor)
        with_sources = self.has_class("beside") or bool(self.listing and self.listing.page.order == "sources")
        return row_line(row, width, cursor, with_sources, self.has_class("beside"))

    def empty_lines(self, width: int) -> list[Line]:
        """The sentence that says what to do when nothing matches, or when the list can't be read."""
        if self.listing is None and self.failure:
            return failed_lines(self.failure, width)
        if self.listing is None:
            return [(("  reading…", "quiet"),)]
        return nothing_lines(self.state, self.advice, width, isinstance(self.listing, Hits), self.keymap, self.way)

    def watch_state(self) -> None:
        """The cursor, the filters or the focus moved."""
        self.redraw()

    def watch_listing(self) -> None:
        """Other rows."""
        self.redraw()

    def watch_tally(self) -> None:
        """It is known how many there are."""
        self.redraw()

    @property
    def way(self) -> int:
        """Which of the ways out of an empty list is the chosen one; in the search line it is the first."""
        ways = len(self.advice.suggestions[:MOST_WAYS]) if self.advice else 0
        return min(self._way, max(0, ways - 1)) if self.state.focus is Pane.AGREEMENTS else 0

    def action_step(self, step: int) -> None:
        """One row up or down, also in a list that is awaited, however long that will be; in an empty one, another way
        out of it."""
        if self.is_awaited:
            self.move_to(max(0, self.state.index + step))
        elif self.count:
            super().action_step(step)
        else:
            self._way = max(0, self.way + step)
            self.redraw()

    def watch_advice(self) -> None:
        """Ways out of an empty list."""
        self._way = 0
        self.redraw()

    def action_edge(self, step: int) -> None:
        """To the first or the last agreement, which may be known later."""
        if step < 0:
            super().action_edge(step)
        elif self.count:
            self.post_message(EndWanted())

    def watch_is_searching(self) -> None:
        """The rows are no longer, or again, those that are asked for."""
        self.redraw()

    def watch_failure(self) -> None:
        """What stands there instead of rows."""
        self.redraw()

    def action_choose(self) -> None:
        """Read on, or find the way out of an empty list."""
        self.post_message(AgreementChosen())
