"""The four panes, and the one state that they show."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.reactive import Reactive, reactive

from db.errors import LockedDatabaseError, SlowQueryError
from db.rows import Tally
from tui.arranging import Arranged
from tui.choices import Section
from tui.commands import Scope, bindings
from tui.failures import RETRY_AFTER, TRYING_AGAIN, failure_words
from tui.hit_requests import Hits
from tui.messages import (
    AgreementHighlighted,
    ChoiceMade,
    EvidenceWanted,
    FactMarked,
    Loaded,
    QueryChanged,
    SectionCleared,
)
from tui.nearby import REACH, Nearby
from tui.requests import (
    Advice,
    AdviceRequest,
    Channel,
    FacetsRequest,
    Listing,
    ListingRequest,
    Records,
    RecordsRequest,
    TallyRequest,
)
from tui.screens.remembering import RememberingScreen
from tui.state import Pane, ViewState
from tui.widgets.agreements import AgreementsPane
from tui.widgets.detail import DetailPane
from tui.widgets.facets import FacetsPane
from tui.widgets.line_view import LineView
from tui.widgets.search_bar import SearchBar
from tui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from db.query import Query
    from db.records import Agreement
    from db.rows import Hit
    from tui.loader import Loader, Reply
    from tui.own_files import OwnFiles
    from tui.tones import Skin

PANES: dict[Pane, type[LineView]] = {
    Pane.FACETS: FacetsPane,
    Pane.AGREEMENTS: AgreementsPane,
    Pane.DETAIL: DetailPane,
    Pane.SEARCH: SearchBar,
}
NARROW = 60
MIDDLE = 80
WIDE = 120


PATIENCE = 0.15  # seconds until it is said that the list is still being looked for
AFTER_THE_LIST = (Channel.COUNTING, Channel.FACETS, Channel.ADVICE)


class BrowseScreen(RememberingScreen):
    """Owns the state. Panes are bound to it and post what the person did; the loader's answers come as messages."""

    BINDINGS = bindings(Scope.BROWSE)
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as textual has it
        (0, "-narrow"), (NARROW, "-slim"), (MIDDLE, "-middle"), (WIDE, "-wide"),
    ]  # fmt: skip

    focused = Reactive(None, repaint=False)  # the panes show the focus; the screen need not be painted for it
    listing: reactive[Listing | Hits | None] = reactive(None, repaint=False)
    tally: reactive[Tally | None] = reactive(None, repaint=False)
    facets: reactive[Arranged | None] = reactive(None, repaint=False)
    advice: reactive[Advice | None] = reactive(None, repaint=False)
    is_searching: reactive[bool] = reactive(False, repaint=False)
    record: reactive[Agreement | None] = reactive(None, repaint=False)
    hit: reactive[Hit | None] = reactive(None, repaint=False)
    notice: reactive[str] = reactive("", repaint=False)
    failure: reactive[str] = reactive("", repaint=False)

    def __init__(self, loader: Loader, skin: Skin, state: ViewState, files: OwnFiles, notice: str = "") -> None:
        super().__init__(skin, files)
        self._loader = loader
        self._relocates = True
        self._nearby = Nearby()
        self._failures: dict[Channel, str] = {}
        self._locked: set[Channel] = set()
        self._is_retry_due = False
        self._is_evidence_due = False
        self._is_end_wanted = False
        self._asked = 0
        self._kept: str | None = None
        self._listed: Query | None = None
        self.set_reactive(BrowseScreen.state, state)
        self.set_reactive(BrowseScreen.notice, notice)

    def compose(self) -> ComposeResult:
        """The panes, each bound to its part."""
        cls = BrowseScreen
        yield SearchBar(self._skin).data_bind(cls.state, cls.history)
        yield StatusBar(self._skin).data_bind(
            cls.state, cls.listing, cls.tally, cls.record, cls.notice, cls.failure, cls.is_searching
        )
        yield FacetsPane(self._skin).data_bind(cls.state, cls.facets, cls.tally, cls.failure, cls.is_searching)
        yield AgreementsPane(self._skin).data_bind(cls.state, cls.listing, cls.tally, cls.advice, cls.failure)
        yield DetailPane(self._skin).data_bind(cls.state, cls.record, cls.hit)

    def on_mount(self) -> None:
        """Take the answers that are there, and listen for those to come."""
        for channel in (Channel.LISTING, Channel.RECORDS, *AFTER_THE_LIST):
            self._loader.listen(channel, lambda reply: self.post_message(Loaded(reply)))
        self._show_focus()
        self._show_record()
        self._plan_retry()
        if self.is_settled:
            self.settled()

    def take_early(self, replies: tuple[Reply | None, ...]) -> None:
        """Answers that came before the screen: shown in its first frame."""
        for reply in replies:
            if reply is None:
                continue
            self._note_lock(reply)
            if reply.error is not None:
                self._failures[reply.channel] = failure_words(reply.error)
                self.set_reactive(BrowseScreen.failure, failure_words(reply.error))
            elif isinstance(reply.answer, Listing | Hits):
                self._relocates = False
                self._nearby.keep([reply.answer.agreement] if reply.answer.agreement else [])
                self._listed = self.state.query
                self.set_reactive(BrowseScreen.listing, reply.answer)
                self.set_reactive(BrowseScreen.record, reply.answer.agreement)
                if isinstance(reply.answer, Hits):
                    self.set_reactive(BrowseScreen.hit, reply.answer.row(reply.answer.place))
                self.set_reactive(BrowseScreen.state, self.state.listed(reply.answer.place))
            elif isinstance(reply.answer, Tally):
                self.set_reactive(BrowseScreen.tally, reply.answer)
            elif isinstance(reply.answer, Arranged):
                self.set_reactive(BrowseScreen.facets, reply.answer)

    def ask_all(self, keep: str | None = None) -> None:
        """Ask for the list of the state; what follows from it is asked when it has come. `keep` names an agreement to
        stay on."""
        self._relocates = True
        self._is_end_wanted = False
        self._loader.cancel(*AFTER_THE_LIST)
        self._loader.ask(ListingRequest(self.state.query, self.state.sort, self.state.index, keep))
        self._kept = keep
        self._asked += 1
        if self.is_attached:
            self.set_timer(PATIENCE, partial(self._say_searching, self._asked))

    def _say_searching(self, asked: int) -> None:
        """An old count beside new words would mislead: say that the answer is still to come."""
        self.is_searching = self._relocates and asked == self._asked

    def watch_state(self, before: ViewState, now: ViewState) -> None:
        """A new state: ask for what it needs."""
        if before != now:
            self.notice = ""
            self._is_evidence_due = False
        if before.focus != now.focus:
            self._show_focus()
        if (before.text, before.choices) != (now.text, now.choices):
            self.ask_all()
        elif before.sort != now.sort:
            row = self.listing.row(now.index) if self.listing else None
            self.ask_all(self._kept if self._relocates else row.id if row else None)
        elif before.index != now.index:
            self._show_record()
            self._ask_more()

    def on_loaded(self, message: Loaded) -> None:
        """An answer, unless something newer was asked since."""
        message.stop()
        reply = message.reply
        if not self._loader.is_current(reply):
            return
        self._note_lock(reply)
        self._plan_retry()
        self._note_failure(reply)
        self._take(reply)
        if self._is_evidence_due and self._shows_cursor:
            self._is_evidence_due = False
            self.call_next(self.action_evidence)

    def _take(self, reply: Reply) -> None:
        """Show an answer, or what came in its place."""
        answer = reply.answer
        if isinstance(answer, Listing | Hits):
            self._take_listing(answer)
        elif isinstance(answer, Tally):
            self._take_tally(answer)
        elif isinstance(answer, Arranged):
            self.facets = answer
        elif isinstance(answer, Advice):
            self.advice = answer
        elif isinstance(answer, Records):
            self._take_records(answer)
        elif reply.channel is Channel.LISTING:
            self.is_searching = False
            self.listing = self.record = self.hit = self.tally = self.facets = self._listed = None
        elif reply.channel is Channel.COUNTING:
            self.tally = None
        elif reply.channel is Channel.FACETS:
            self.facets = None
        elif reply.channel is Channel.RECORDS and reply.error is not None:
            self._take_records(Records(()))
            self.notice = failure_words(reply.error)

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

        if not self._shows_cursor:
            self._is_evidence_due = True
        elif self.record is not None:
            self.note_place()
            self.app.push_screen(ArticleScreen(self._loader, self._skin, self.record, message.claim))

    def on_hit_wanted(self) -> None:
        """Open the article at the words that were found; back from it, the list stands at the one read last."""
        from tui.hit_requests import HitReadingRequest
        from tui.screens.article import HitScreen

        listing, state = self.listing, self.state
        if not isinstance(listing, Hits) or not self._shows_cursor:
            self._is_evidence_due = isinstance(listing, Hits)
            return
        request = HitReadingRequest(state.query, listing.page.order, state.index, listing.milestones())
        self.note_place()
        screen = HitScreen(self._loader, self._skin, request, listing.total(self.tally))
        self.app.push_screen(screen, self._read_until)

    def _read_until(self, place: int | None) -> None:
        if place is not None:
            self.state = self.state.moved(place)

    def on_resize(self, event: events.Resize) -> None:
        """One pane at a time where there is no room for more."""
        width = event.size.width
        for widget in self.query(LineView):
            widget.set_class(width < NARROW, "alone")
            widget.set_class(width >= WIDE, "beside")
            widget.redraw()
        self._show_focus()

    def action_pane(self, number: int) -> None:
        """Go to a pane."""
        self.state = self.state.focused(Pane(number))

    def action_section(self, number: int) -> None:
        """Open a section beside the list, and go there."""
        self.state = self.state.opened(Section(number))

    def action_cycle(self, step: int) -> None:
        """Go to the next pane."""
        self.state = self.state.cycled(step)

    def action_back(self) -> None:
        """Take back one step."""
        self.state = self.state.back()

    def action_articles(self) -> None:
        """Search the text of the articles for what is typed, or the agreements again."""
        self.state = self.state.turned()

    def action_sort(self, step: int) -> None:
        """Another order; the agreement stays the same."""
        self.state = self.state.resorted(step)

    def action_evidence(self) -> None:
        """Open the article at the words of the marked fact; from outside the detail, of the first fact with any."""
        if not self._shows_cursor:
            self._is_evidence_due = True  # the agreement at the cursor is on its way; another one's words would mislead
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

    def say(self, words: str) -> None:
        """Say something in the status line."""
        self.notice = words

    def settle_focus(self) -> None:
        """To the question for a name while it stands there, else to the pane of the state."""
        self.set_focus(self.prompt or self.query_one(PANES[self.state.focus]))

    def relist(self, keep: str | None) -> None:
        """Ask for the list of the state, to stay on an agreement."""
        self.ask_all(keep)

    @property
    def is_settled(self) -> bool:
        """Whether the list that is shown is the one that the state asks for."""
        return not self._relocates and self.listing is not None

    @property
    def agreement_here(self) -> str | None:
        """The agreement at the cursor of the list."""
        row = self.listing.row(self.state.index) if self.listing else None
        return row.id if row else None

    @property
    def _shows_cursor(self) -> bool:
        """Whether the detail shows the agreement at the cursor of a list that answers what is asked."""
        if isinstance(self.listing, Hits):
            return self.is_settled and self.hit is not None and self.listing.row(self.state.index) == self.hit
        return self.is_settled and self.agreement_here == (self.record.id if self.record else None)

    def _note_lock(self, reply: Reply) -> None:
        """Which questions wait for another program to let go of the database."""
        if isinstance(reply.error, LockedDatabaseError):
            self._locked.add(reply.channel)
        else:
            self._locked.discard(reply.channel)

    def _plan_retry(self) -> None:
        if self._locked and not self._is_retry_due:
            self._is_retry_due = True
            self.set_timer(RETRY_AFTER, self._retry)

    def _retry(self) -> None:
        """Ask again what could not be read for the lock."""
        self._is_retry_due = False
        if self._locked & {Channel.LISTING, *AFTER_THE_LIST}:
            self.ask_all()
        elif self._locked:
            self._show_record()

    def _note_failure(self, reply: Reply) -> None:
        """What keeps the list or the organisations from being shown is said until there is an answer again."""
        self._failures.pop(reply.channel, None)
        is_late = reply.channel is Channel.FACETS and isinstance(reply.error, SlowQueryError)
        if reply.error is not None and reply.channel is not Channel.RECORDS and not is_late:
            self._failures[reply.channel] = failure_words(reply.error)
        self.failure = next(iter(self._failures.values()), "")

    def _take_listing(self, listing: Listing | Hits) -> None:
        is_new = self._relocates
        if is_new:
            self._relocates = self.is_searching = False
            query = self.state.query
            if query != self._listed:  # in another order the same counts hold
                self.tally = self.facets = self.advice = None
                self._listed = query
            self._loader.ask(TallyRequest(query))
            self.set_reactive(BrowseScreen.state, self.state.listed(listing.place))
            self.mutate_reactive(BrowseScreen.state)
        self.listing = listing
        if isinstance(listing, Hits):
            self.record, self.hit = None, listing.row(self.state.index)
        elif listing.agreement is None:
            self.record = self.hit = None
        else:
            self.hit = None
            self._nearby.keep((listing.agreement,))
            self._show_record()
        if is_new:
            self.settled()

    def _take_tally(self, tally: Tally) -> None:
        is_counted = self.facets is not None and self.tally == tally
        self.tally = tally
        if self._is_end_wanted:
            self._is_end_wanted = False
            self.state = self.state.moved(max(0, tally.total - 1))
        if not is_counted:
            self._loader.ask(FacetsRequest(self.state.facet_query, tuple(self.state.facet_queries.items())))
        if not tally.total and not self.state.query.is_empty:
            self._loader.ask(AdviceRequest(self.state.query))

    def _take_records(self, records: Records) -> None:
        self._nearby.keep(records.agreements)
        if self.notice.endswith(TRYING_AGAIN):
            self.notice = ""
        wanted = self.listing.around(self.state.index, 0) if isinstance(self.listing, Listing) else ()
        if wanted:
            self.record = self._nearby.get(wanted[0])
            if self.record is None:
                self.notice = "This agreement is no longer in the database."

    def _show_record(self) -> None:
        """The agreement at the cursor; those around it are fetched ahead, so that one step is one frame."""
        if isinstance(self.listing, Hits):
            self.hit = self.listing.row(self.state.index) or self.hit
            return
        if self.listing is None:
            return
        wanted = self.listing.around(self.state.index, REACH)
        if not wanted:
            return
        here = self._nearby.get(wanted[0])
        if here is not None:
            self.record = here
        if any(self._nearby.get(agreement) is None for agreement in wanted[:3]):
            missing = tuple(agreement for agreement in wanted if self._nearby.get(agreement) is None)
            self._loader.ask(RecordsRequest(missing))

    def _ask_more(self) -> None:
        """Another window of the list, when the cursor comes near the end of this one."""
        listing, state = self.listing, self.state
        if listing is not None and not self._relocates and listing.needs_more(state.index, self.tally):
            known, total = listing.milestones(), listing.total(self.tally)
            self._loader.ask(ListingRequest(state.query, state.sort, state.index, None, known, total))

    def _way_out(self) -> bool:
        """Where nothing matches the words, Enter searches without them; where the list failed, it is asked for anew."""
        if self.listing is None and self.failure:
            self.ask_all()
            return True
        is_stale = self._relocates  # what was typed last is not answered yet, so nobody knows that nothing matches
        if is_stale or self.listing is None or self.listing.page.rows or not self.state.text:
            return False
        ways, articles = (self.advice.suggestions, self.advice.articles) if self.advice else ((), ())
        state = self.state
        self.state = state.led(ways[0].text) if ways else state.turned() if articles else state.typed("")
        return True

    def _show_focus(self) -> None:
        is_narrow = self.size.width < NARROW
        shown = Pane.AGREEMENTS if self.state.focus is Pane.SEARCH else self.state.focus
        for pane in (Pane.FACETS, Pane.AGREEMENTS, Pane.DETAIL):
            widget = self.query_one(PANES[pane])
            is_shown = not is_narrow or pane is shown
            if widget.display != is_shown:  # setting it costs a layout, changed or not
                widget.display = is_shown
        self.settle_focus()
