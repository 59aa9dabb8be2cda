"""What the browse screen knows: it asks the loader for what the state needs, and takes up what it answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.reactive import reactive

from db.errors import LockedDatabaseError, SlowQueryError
from db.rows import Tally
from tui.arranging import Arranged
from tui.failures import GROWN, RETRY_AFTER, TRYING_AGAIN, failure_words
from tui.hit_requests import Hits
from tui.messages import Loaded
from tui.nearby import REACH, Nearby
from tui.requests import (
    WINDOW,
    Advice,
    AdviceRequest,
    Channel,
    FacetsRequest,
    Listing,
    ListingRequest,
    Looked,
    LookRequest,
    Records,
    RecordsRequest,
    TallyRequest,
)
from tui.screens.following import Follower
from tui.screens.remembering import RememberingScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.query import Query
    from db.records import Agreement
    from db.rows import Hit
    from tui.loader import Loader, Reply
    from tui.own_files import OwnFiles
    from tui.state import ViewState
    from tui.tones import Skin

PATIENCE = 0.15  # seconds until it is said that the list is still being looked for
DAMAGED = "This file is damaged; explorer check says what is wrong"
AFTER_THE_LIST = (Channel.COUNTING, Channel.FACETS, Channel.ADVICE)


class AnsweredScreen(RememberingScreen):
    """A screen with a list: its rows first, then their exact count, then what they have in common, or a way out.

    A new question makes older ones unwanted; what is shown always belongs to one of them.
    """

    listing: reactive[Listing | Hits | None] = reactive(None, repaint=False)
    tally: reactive[Tally | None] = reactive(None, repaint=False)
    facets: reactive[Arranged | None] = reactive(None, repaint=False)
    advice: reactive[Advice | None] = reactive(None, repaint=False)
    is_awaited: reactive[bool] = reactive(False, repaint=False)
    is_searching: reactive[bool] = reactive(False, repaint=False)
    record: reactive[Agreement | None] = reactive(None, repaint=False)
    hit: reactive[Hit | None] = reactive(None, repaint=False)
    notice: reactive[str] = reactive("", repaint=False)
    failure: reactive[str] = reactive("", repaint=False)
    damage: reactive[str] = reactive("", repaint=False)

    def __init__(
        self, loader: Loader, skin: Skin, state: ViewState, files: OwnFiles, notice: str = "", is_slow: bool = False
    ) -> None:
        super().__init__(skin, files)
        self._loader = loader
        self._detail = Follower(self, self._show_record, waits=is_slow)
        self._relocates = True
        self._nearby = Nearby()
        self._failures: dict[Channel, str] = {}
        self._locked: set[Channel] = set()
        self._is_retry_due = False
        self._due: Callable[[], object] | None = None  # waits for the agreement at the cursor to be shown
        self._is_end_wanted = False
        self._asked = 0
        self._asked_at = 0
        self._kept: str | None = None
        self._listed: Query | None = None
        self.set_reactive(AnsweredScreen.state, state)
        self.set_reactive(AnsweredScreen.notice, notice)

    def listen(self) -> None:
        """Take the answers that are there, and those to come."""
        for channel in (Channel.LISTING, Channel.RECORDS, Channel.LOOK, *AFTER_THE_LIST):
            self._loader.listen(channel, lambda reply: self.post_message(Loaded(reply)))
        self.call_after_refresh(self._show_record)  # those around it can wait for the first frame
        if self._files.known is not None:
            self.call_after_refresh(self._loader.ask, LookRequest(self._files.known))
        self._plan_retry()
        if self.facets is not None and not self.facets.is_whole:
            self._ask_facets()
        if self.is_settled:
            self.settled()
        if self.tally is not None and not self.tally.total and not self.state.query.is_empty:
            self._loader.ask(AdviceRequest(self.state.query))

    def renew(self, before: ViewState, now: ViewState) -> None:
        """Ask for what a new state needs."""
        if before != now:
            self.notice = ""
            self._due = None
        if (before.text, before.choices) != (now.text, now.choices):
            self.ask_all()
        elif before.sort != now.sort:
            row = self.listing.row(now.index) if self.listing else None
            kept = self._kept if self._relocates else row.id if row else None
            self.ask_all(kept if now.sort != "best match" else None)  # which is best stands at the top
        elif before.index != now.index:
            self._detail.step()
            self._ask_more()
        if before.focus != now.focus:
            self._detail.catch_up()

    def take_early(self, replies: tuple[Reply | None, ...]) -> None:
        """Answers that came before the screen: shown in its first frame."""
        for reply in replies:
            if reply is None:
                continue
            self._note_lock(reply)
            if reply.error is not None:
                self._failures[reply.channel] = failure_words(reply.error, self._loader.database)
                self.set_reactive(AnsweredScreen.failure, failure_words(reply.error, self._loader.database))
            elif isinstance(reply.answer, Listing | Hits):
                self._relocates = False
                self._nearby.keep([reply.answer.agreement] if reply.answer.agreement else [])
                self._listed = self.state.query
                self.set_reactive(AnsweredScreen.listing, reply.answer)
                self.set_reactive(AnsweredScreen.record, reply.answer.agreement)
                if isinstance(reply.answer, Hits):
                    self.set_reactive(AnsweredScreen.hit, reply.answer.row(reply.answer.place))
                self.set_reactive(AnsweredScreen.state, self.state.listed(reply.answer.place))
            elif isinstance(reply.answer, Tally):
                self.set_reactive(AnsweredScreen.tally, reply.answer)
            elif isinstance(reply.answer, Arranged):
                self.set_reactive(AnsweredScreen.facets, reply.answer)

    def ask_all(self, keep: str | None = None) -> None:
        """Ask for the list of the state; what follows from it is asked when it has come. `keep` names an agreement to
        stay on."""
        self._relocates = self.is_awaited = True
        self._is_end_wanted = False
        self._loader.cancel(*AFTER_THE_LIST)
        self._loader.ask(ListingRequest(self.state.query, self.state.sort, self.state.index, keep, window=self._window))
        self._kept = keep
        self._asked_at = self.state.index
        self._asked += 1
        if self.is_attached:
            self.set_timer(PATIENCE, partial(self._say_searching, self._asked))

    @property
    def _window(self) -> int:
        """How many rows are asked for at once: as many above and below as can be seen, whatever the cursor does."""
        return max(WINDOW, 3 * self.size.height) if self.is_attached else WINDOW

    def _say_searching(self, asked: int) -> None:
        """An old count beside new words would mislead: say that the answer is still to come."""
        self.is_searching = self._relocates and asked == self._asked

    def on_loaded(self, message: Loaded) -> None:
        """An answer, unless something newer was asked since."""
        message.stop()
        reply = message.reply
        if not self._loader.is_current(reply):
            return
        self._note_lock(reply)
        if reply.notice:
            self.notice = reply.notice
        self._plan_retry()
        self._note_failure(reply)
        self._take(reply)
        if reply.error is not None and reply.channel in {Channel.LISTING, Channel.RECORDS}:
            self._due = None
        if self._due is not None and self._shows_cursor:
            due, self._due = self._due, None
            self.call_next(due)

    def _take(self, reply: Reply) -> None:
        """Show an answer, or what came in its place."""
        answer = reply.answer
        if isinstance(answer, Listing | Hits):
            self._take_listing(answer)
        elif isinstance(answer, Tally):
            self._take_tally(answer)
        elif isinstance(answer, Arranged):
            self.facets = answer
            self._compare(answer.everything)
        elif isinstance(answer, Advice):
            self.advice = answer
        elif isinstance(answer, Records):
            self._take_records(answer)
        elif isinstance(answer, Looked):
            self.damage = f"{DAMAGED} ({answer.fault})" if answer.fault else ""
        elif reply.channel is Channel.LISTING:
            self.is_awaited = self.is_searching = False
            self._asked += 1  # nothing is waited for any more
            self.listing = self.record = self.hit = self.tally = self.facets = self._listed = None
        elif reply.channel is Channel.COUNTING:
            self.tally = None
            self._is_end_wanted = False
        elif reply.channel is Channel.FACETS:
            self.facets = None
        elif reply.channel is Channel.RECORDS and reply.error is not None:
            self._take_records(Records(()))
            self.notice = failure_words(reply.error, self._loader.database)

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

    def on_screen_suspend(self) -> None:
        """Another screen has come: what was to open here as soon as its agreement is there stays closed."""
        self._due = None

    def _note_lock(self, reply: Reply) -> None:
        """Which questions wait for another program to let go of the database."""
        if isinstance(reply.error, LockedDatabaseError) and reply.channel is not Channel.LOOK:
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
        if reply.error is not None and reply.channel not in {Channel.RECORDS, Channel.LOOK} and not is_late:
            self._failures[reply.channel] = failure_words(reply.error, self._loader.database)
        self.failure = next(iter(self._failures.values()), "")

    def _take_listing(self, listing: Listing | Hits) -> None:
        is_new = self._relocates
        if is_new:
            self._relocates = self.is_awaited = self.is_searching = False
            query = self.state.query
            if query != self._listed:  # in another order the same counts hold
                self.tally = self.facets = self.advice = None
                self._listed = query
            self._loader.ask(TallyRequest(query))
            self.set_reactive(AnsweredScreen.state, self.state.listed(self._place_in(listing)))
            self.mutate_reactive(AnsweredScreen.state)
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

    def _place_in(self, listing: Listing | Hits) -> int:
        """The place in a list that has come: steps that were taken while it was waited for are taken in it."""
        place = listing.place + self.state.index - self._asked_at
        last = listing.page.offset + len(listing.page.rows) - 1
        return max(0, min(place, last))

    def _take_tally(self, tally: Tally) -> None:
        is_counted = self.facets is not None and self.tally == tally
        self.tally = tally
        if isinstance(self.listing, Listing):
            self._compare(tally.everything)
        if self._is_end_wanted:
            self._is_end_wanted = False
            self.state = self.state.moved(max(0, tally.total - 1))
        if not tally.total and not self.state.query.is_empty:  # what is looked at first is asked first
            self._loader.ask(AdviceRequest(self.state.query))
        if not is_counted:
            self._ask_facets()

    def _compare(self, everything: int | None) -> None:
        """Says so where an answer is of another state of the database than the list."""
        before = self.listing.everything if isinstance(self.listing, Listing) else None
        if None not in {before, everything} and before != everything:
            self.notice = GROWN

    def _ask_facets(self) -> None:
        self._loader.ask(FacetsRequest(self.state.facet_query, tuple(self.state.facet_queries.items())))

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
            self._loader.ask(ListingRequest(state.query, state.sort, state.index, None, known, total, self._window))
