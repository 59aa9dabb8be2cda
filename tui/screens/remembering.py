"""What the panes remember: what was searched, and what was looked at, back and forward."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.reactive import reactive

from tui.history import History
from tui.messages import HistoryRead, LineKept
from tui.own_files import why
from tui.screens.saving import AskedSearch, SavingScreen
from tui.session import Session
from tui.state import SORTS, Pane, ViewState
from tui.trail import Spot, Trail, spot

if TYPE_CHECKING:
    from tui.own_files import OwnFiles
    from tui.terminal import Theme
    from tui.tones import Skin

ENDS = {-1: "Nothing was looked at before this.", 1: "Nothing was looked at after this."}
KEEP_AFTER = 1.0  # seconds; a dropped link costs no more of where one was
GONE = "That agreement is no longer in this list."


class RememberingScreen(SavingScreen[None]):
    """Owns a state, and remembers states of it."""

    state: reactive[ViewState] = reactive(ViewState(), repaint=False)
    history: reactive[History | None] = reactive(None, repaint=False)

    is_detail_hidden = False  # unless one is in it

    def __init__(self, skin: Skin, files: OwnFiles) -> None:
        super().__init__(skin, files)
        self._trail = Trail()
        self._is_place_due = False
        self._is_returning = False
        self._looked_for: str | None = None
        self._session = History()
        self._is_history_asked = False
        self._is_loss_told = False
        self._origin = self._begun = Session()
        self._kept_session: Session | None = None
        self._is_keeping_due = False

    @property
    def is_settled(self) -> bool:
        """Whether the list that is shown is the one that the state asks for."""
        raise NotImplementedError

    @property
    def agreement_here(self) -> str | None:
        """The agreement at the cursor of the list."""
        raise NotImplementedError

    def relist(self, keep: str | None) -> None:
        """Ask for the list of the state, to stay on an agreement."""
        raise NotImplementedError

    def begin_with(self, session: Session) -> None:
        """Where the person was last, or what is asked for now; the agreement at the cursor there is looked for."""
        self._origin = self._begun = self._kept_session = session
        self._looked_for = session.agreement
        self.is_detail_hidden = session.hides_detail

    @property
    def present_session(self) -> Session:
        """Where the person is."""
        here = self._here
        view = replace(here.view, focus=here.focus)
        return self._origin._replace(view=view, agreement=here.agreement, hides_detail=self.is_detail_hidden)

    def keep_session(self, at_once: bool = False) -> None:
        """Keep where the person is for the next start, unless that is kept already: when the list is there, or
        `at_once`, with the agreement that is looked for in it."""
        self._is_keeping_due = False
        present = self.present_session
        if not self.is_settled:
            present = present._replace(agreement=self._looked_for)
        if (self.is_settled or at_once) and present != self._kept_session:
            self._kept_session = present
            self._files.keep_session(present)

    def forget_place(self) -> None:
        """The next start is not to come back to where this one began, if the person is there still."""
        if self.present_session.view == self._begun.view:
            self._files.keep_session(self._origin._replace(view=ViewState(), agreement=None))
        else:
            self.keep_session()

    def keep_theme(self, theme: Theme) -> None:
        """The theme is to be the same at the next start."""
        self._origin = self._origin._replace(theme=theme)
        self.plan_keeping()

    @property
    def present_search(self) -> AskedSearch:
        """All that is asked for now."""
        return AskedSearch(self.state.as_text, None if self.state.sort == SORTS[0] else self.state.sort)

    def run_search(self, search: AskedSearch | None) -> None:
        """Show what a saved search finds."""
        if search is not None:
            order = next((sort for sort in SORTS if sort == search.sort), SORTS[0])
            self.state = ViewState(text=search.text, sort=order, section=self.state.section)
            self.remember_search()
            self.note_place()

    def remember_search(self) -> None:
        """Keep what is in the search line in the history."""
        session = self._session.with_line(self.state.text)
        if session == self._session:
            return
        self._session = session
        if self.history is not None:
            self.history = self.history.with_line(self.state.text)
        self._files.keep_line(session.lines[0], lambda outcome: self.post_message(LineKept(outcome)))

    def on_history_read(self, message: HistoryRead) -> None:
        """What was searched in sessions before."""
        read = History() if isinstance(message.outcome, Exception) else message.outcome
        self.history = self._session.over(read)

    def on_line_kept(self, message: LineKept) -> None:
        """Once it is said that the history can't be kept; it holds for this session all the same."""
        if message.outcome is not None and not self._is_loss_told:
            self._is_loss_told = True
            self.say(f"What is searched is not kept after this session: {why(message.outcome)}")

    def note_place(self) -> None:
        """What is looked at is a place to come back to: now, or as soon as the list is there."""
        self._is_place_due = not self.is_settled
        if not self._is_place_due:
            self._trail = self._trail.noted(self._here)

    def settled(self) -> None:
        """The list that the state asks for is there."""
        if self._is_place_due or self._trail.here is None:
            self.note_place()
        if self._looked_for not in {None, self.agreement_here}:
            self.say(GONE)
        self._looked_for = None

    def action_trail(self, step: int) -> None:
        """Back (-1) or forward (1). Where one stands is kept, so that one can come back to it."""
        is_last = self._trail.stepped(1) is None
        if is_last and self.is_settled:
            self._trail = self._trail.noted(self._here)
        moved = self._trail.stepped(step)
        if moved is None or moved.here is None:
            self.say(ENDS[step])
            return
        self._trail = moved
        self._return_to(moved.here)

    def action_searches(self) -> None:
        """The saved searches."""
        raise NotImplementedError

    @property
    def _here(self) -> Spot:
        return spot(self.state, self.agreement_here)

    def plan_keeping(self) -> None:
        """Something that is kept has changed."""
        if not self._is_keeping_due and self.is_attached:
            self._is_keeping_due = True
            self.set_timer(KEEP_AFTER, self.keep_session)

    def _return_to(self, place: Spot) -> None:
        self._is_returning = True
        self._is_place_due = False
        self.state = place.state(self.state)
        self._is_returning = False
        self.relist(place.agreement)
        self._looked_for = place.agreement

    def _watch_state(self, before: ViewState, now: ViewState) -> None:
        """With the focus in the detail its agreement is looked at; when it leaves the search line, what was found."""
        self.plan_keeping()
        if before.focus == now.focus or self._is_returning:
            return
        if now.focus is Pane.SEARCH and not self._is_history_asked:
            self._is_history_asked = True
            self._files.read_history(lambda outcome: self.post_message(HistoryRead(outcome)))
        if before.focus is Pane.SEARCH and self.is_settled and self.agreement_here is not None:
            self.remember_search()
        if now.focus is Pane.DETAIL:
            self.note_place()
