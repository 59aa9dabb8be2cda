"""The four panes, and the one state that they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import Reactive

from tui.choices import Section
from tui.commands import Scope, bindings
from tui.hit_requests import Hits
from tui.messages import (
    AgreementHighlighted,
    ChoiceMade,
    EvidenceWanted,
    FactMarked,
    QueryChanged,
    SectionCleared,
    SectionWanted,
    Touched,
)
from tui.screens.answering import AnsweredScreen
from tui.screens.copying import CopyingScreen
from tui.state import Pane, ViewState
from tui.widgets.agreements import AgreementsPane
from tui.widgets.detail import DetailPane
from tui.widgets.facets import FacetsPane
from tui.widgets.line_view import LineView
from tui.widgets.search_bar import SearchBar
from tui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from db.citing import Clips


PANES: dict[Pane, type[LineView]] = {
    Pane.FACETS: FacetsPane,
    Pane.AGREEMENTS: AgreementsPane,
    Pane.DETAIL: DetailPane,
    Pane.SEARCH: SearchBar,
}
NARROW = 60
MIDDLE = 80
WIDE = 120


class BrowseScreen(CopyingScreen[None], AnsweredScreen):
    """Owns the state. Panes are bound to it and post what the person did; the loader's answers come as messages."""

    BINDINGS = bindings(Scope.BROWSE, Scope.TAKE)
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as textual has it
        (0, "-narrow"), (NARROW, "-slim"), (MIDDLE, "-middle"), (WIDE, "-wide"),
    ]  # fmt: skip

    focused = Reactive(None, repaint=False)  # the panes show the focus; the screen need not be painted for it

    def compose(self) -> ComposeResult:
        """The panes, each bound to its part."""
        cls = BrowseScreen
        yield SearchBar(self._skin).data_bind(cls.state, cls.history)
        yield StatusBar(self._skin).data_bind(
            cls.state, cls.listing, cls.tally, cls.record, cls.notice, cls.failure, cls.damage,
            cls.is_searching,
        )  # fmt: skip
        yield FacetsPane(self._skin).data_bind(cls.state, cls.facets, cls.tally, cls.failure, cls.is_searching)
        yield AgreementsPane(self._skin).data_bind(
            cls.state, cls.listing, cls.tally, cls.advice, cls.failure, cls.is_awaited, cls.is_searching
        )
        yield DetailPane(self._skin).data_bind(cls.state, cls.record, cls.hit)

    def on_mount(self) -> None:
        """Show what is known, and listen for more."""
        self._show_focus()
        self.listen()
        if self.is_settled:  # the answer came before the screen
            self.settled()

    def watch_state(self, before: ViewState, now: ViewState) -> None:
        """A new state: another focus, other questions."""
        if before.focus != now.focus:
            self._show_focus()
        self.renew(before, now)

    def on_query_changed(self, message: QueryChanged) -> None:
        """Typing narrows."""
        self.state = self.state.typed(message.text)

    def on_query_accepted(self) -> None:
        """From the search line to what it found."""
        self.remember_search()
        if not self._way_out():
            self.state = self.state.focused(Pane.AGREEMENTS)
            self.note_place()

    def on_choice_made(self, message: ChoiceMade) -> None:
        """Narrow by a value. Where there is one pane at a time, what an included one has comes into sight."""
        state = self.state.chosen(message.choice)
        is_shown = self.size.width < NARROW and not message.choice.is_excluded
        self.state = state.focused(Pane.AGREEMENTS) if is_shown else state

    def on_touched(self, message: Touched) -> None:
        """A click on a pane goes there."""
        pane = next((pane for pane in PANES if pane.name.lower() == message.pane), None)
        if pane is not None:
            self.state = self.state.focused(pane)

    def on_section_wanted(self, message: SectionWanted) -> None:
        """A click on a heading opens its section."""
        self.state = self.state.opened(message.section)

    def on_section_cleared(self, message: SectionCleared) -> None:
        """Take back what was chosen in a section."""
        self.state = self.state.cleared(message.section)

    def on_agreement_highlighted(self, message: AgreementHighlighted) -> None:
        """The list moved, the detail follows."""
        self.state = self.state.moved(message.index)

    def on_end_wanted(self) -> None:
        """To the last agreement, as soon as it is known how many there are."""
        total = self.listing.total(self.tally) if self.listing else None
        if total is None or self._relocates:
            self._is_end_wanted = True
        else:
            self.state = self.state.moved(max(0, total - 1))

    def on_agreement_chosen(self) -> None:
        """Read the detail."""
        if self._way_out():
            return
        if isinstance(self.listing, Hits):
            self.on_hit_wanted()
        else:
            self.state = self.state.focused(Pane.DETAIL)

    def on_fact_marked(self, message: FactMarked) -> None:
        """The detail moved."""
        self.state = self.state.marked(message.fact)

    def on_evidence_wanted(self, message: EvidenceWanted) -> None:
        """Open the article at the words."""
        from tui.screens.article import ArticleScreen

        self._detail.catch_up()
        if not self._shows_cursor:
            self._due = self.action_evidence
        elif self.record is not None:
            self.note_place()
            self.app.push_screen(ArticleScreen(self._loader, self._skin, self._files, self.record, message.claim))

    def on_hit_wanted(self) -> None:
        """Open the article at the words that were found; back from it, the list stands at the one read last."""
        from tui.hit_requests import HitReadingRequest
        from tui.screens.article import HitScreen

        self._detail.catch_up()
        listing, state = self.listing, self.state
        if not isinstance(listing, Hits) or not self._shows_cursor:
            self._due = self.action_evidence if isinstance(listing, Hits) else None
            return
        request = HitReadingRequest(state.query, listing.page.order, state.index, listing.milestones())
        self.note_place()
        screen = HitScreen(self._loader, self._skin, self._files, request, listing.total(self.tally))
        self.app.push_screen(screen, self._read_until)

    def _read_until(self, place: int | None) -> None:
        if place is not None:
            self.state = self.state.moved(place)

    def on_resize(self, event: events.Resize) -> None:
        """One pane at a time where there is no room for more."""
        width = event.size.width
        for widget in self.query(LineView):
            widget.set_class(width < NARROW, "alone")
            widget.set_class(width < MIDDLE, "close")
            widget.set_class(width >= WIDE, "beside")
            widget.redraw()
        self._show_focus()

    def action_pane(self, number: int) -> None:
        """Go to a pane."""
        self.state = self.state.focused(Pane(number))

    def action_zoom(self) -> None:
        """The list with the detail, or alone."""
        self.is_detail_hidden = not self.is_detail_hidden
        self.plan_keeping()
        if self.is_detail_hidden and self.state.focus is Pane.DETAIL:
            self.state = self.state.focused(Pane.AGREEMENTS)
        self._show_focus()

    def action_section(self, number: int) -> None:
        """Open a section beside the list, and go there."""
        self.state = self.state.opened(Section(number))

    def action_cycle(self, step: int) -> None:
        """Go to the next pane."""
        self.state = self.state.cycled(step)

    def action_back(self) -> None:
        """Take back one step; an article that was to open as soon as its agreement is there stays closed."""
        self._due = None
        self.state = self.state.back()

    def action_articles(self) -> None:
        """Search the text of the articles for what is typed, or the agreements again."""
        self.state = self.state.turned()

    def action_sort(self, step: int) -> None:
        """Another order; the agreement stays the same."""
        self.state = self.state.resorted(step)

    def action_evidence(self) -> None:
        """Open the article at the words of the marked fact; from outside the detail, of the first fact with any."""
        self._detail.catch_up()
        if not self._shows_cursor:
            self._due = (
                self.action_evidence
            )  # the agreement at the cursor is on its way; another one's words would mislead
            return
        if self.hit is not None:
            self.on_hit_wanted()
            return
        detail = self.query_one(DetailPane)
        claim = detail.evidence() or (detail.first_evidence() if self.state.focus is not Pane.DETAIL else None)
        if claim is not None:
            self.post_message(EvidenceWanted(claim))
        elif self.record is not None:
            self.notice = "No article states this."

    def action_searches(self) -> None:
        """The saved searches; one of them may be run."""
        from tui.screens.searches import SearchesScreen

        screen = SearchesScreen(self._loader, self._skin, self._files, self.present_search)
        self.app.push_screen(screen, self.run_search)

    @property
    def scopes_here(self) -> tuple[Scope, ...]:
        """Where commands are heard now, the nearest first."""
        near = {Pane.FACETS: Scope.FACETS, Pane.DETAIL: Scope.DETAIL, Pane.SEARCH: Scope.SEARCH}
        return (near.get(self.state.focus, Scope.AGREEMENTS), Scope.MOVE, Scope.BROWSE, Scope.TAKE)

    def comes_later(self, then: Callable[[], object] | None = None) -> bool:
        """Whether the agreement or article at the cursor is on its way; `then` is called when it is shown."""
        self._detail.catch_up()
        is_awaited = (
            not self._shows_cursor and not self.failure and (self._relocates or self.agreement_here is not None)
        )
        if is_awaited and then is not None:
            self._due = then
        return is_awaited

    def clips(self) -> Clips | None:
        """What can be taken along of the agreement or the article at the cursor."""
        from db.citing import agreement_clips, hit_clips

        if not self._shows_cursor:
            return None
        if self.hit is not None:
            return hit_clips(self.hit)
        return agreement_clips(self.record, self.query_one(DetailPane).evidence()) if self.record else None

    def say(self, words: str) -> None:
        """Say something in the status line."""
        self.notice = words

    def settle_focus(self) -> None:
        """To the question for a name while it stands there, else to the pane of the state."""
        self.set_focus(self.prompt or self.query_one(PANES[self.state.focus]))

    def _way_out(self) -> bool:
        """Where nothing matches the words, Enter searches without them; where the list failed, it is asked for anew."""
        if self.listing is None and self.failure:
            self.ask_all()
            return True
        is_stale = self._relocates  # what was typed last is not answered yet, so nobody knows that nothing matches
        if is_stale or self.listing is None or self.listing.page.rows or not self.state.text:
            return False
        ways, articles = (self.advice.suggestions, self.advice.articles) if self.advice else ((), ())
        state, way = self.state, self.query_one(AgreementsPane).way
        self.state = state.led(ways[way].text) if ways else state.turned() if articles else state.typed("")
        return True

    def _show_focus(self) -> None:
        shown = self._panes_in_sight()
        self.set_class(Pane.DETAIL not in shown, "-undetailed")
        facets = self.query_one(FacetsPane)
        if facets.has_class("tall") is (Pane.DETAIL in shown):
            facets.toggle_class("tall")
            facets.redraw()
        for pane in (Pane.FACETS, Pane.AGREEMENTS, Pane.DETAIL):
            widget = self.query_one(PANES[pane])
            is_shown = pane in shown
            if widget.display != is_shown:  # setting it costs a layout, changed or not
                widget.display = is_shown
        self.settle_focus()

    def _panes_in_sight(self) -> set[Pane]:
        """One where there is no room for more; then the list with the detail, unless that is hidden while one is
        elsewhere, and what stands beside them, in a close window only while one is there."""
        width = self.size.width or self.app.size.width
        focus = Pane.AGREEMENTS if self.state.focus is Pane.SEARCH else self.state.focus
        shown: set[Pane] = {Pane.AGREEMENTS, focus}
        if width < NARROW:
            return {focus}
        if width >= MIDDLE:
            shown.add(Pane.FACETS)
        if not self.is_detail_hidden:
            shown.add(Pane.DETAIL)
        return shown
