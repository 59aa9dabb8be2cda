"""The saved searches: what they are called, what they ask for and how many agreements each has now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import LockedDatabaseError, SlowQueryError
from db.rows import Tally
from tui.commands import Scope, bindings
from tui.failures import RETRY_AFTER, failure_words
from tui.messages import Loaded, SearchesRead
from tui.own_files import why
from tui.requests import Channel, CountRequest
from tui.screens.saving import AskedSearch, SavingScreen
from tui.search_lines import tally_words
from tui.widgets.searches import SearchesFoot, SearchesPane

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.loader import Loader, Reply
    from tui.own_files import OwnFiles, SearchEntry
    from tui.tones import Skin

TOO_SLOW = "too long"


class SearchesScreen(SavingScreen[AskedSearch | None]):
    """Gives the search to run, or None. The counts come one after the other, those in sight first."""

    BINDINGS = bindings(Scope.SEARCHES)

    def __init__(self, loader: Loader, skin: Skin, files: OwnFiles, present: AskedSearch) -> None:
        super().__init__(skin, files)
        self._loader = loader
        self._present = present
        self._entries: tuple[SearchEntry, ...] = ()
        self._uncounted: set[int] = set()
        self._counting: int | None = None
        self._is_waiting = False
        self._saved_name: str | None = None

    @property
    def present_search(self) -> AskedSearch:
        """What was searched for in the panes."""
        return self._present

    def compose(self) -> ComposeResult:
        """The list and the line below."""
        yield SearchesPane(self._skin, self._files.searches, bool(self._present.text))
        yield SearchesFoot(self._skin)

    def on_mount(self) -> None:
        """Read the file."""
        self._loader.listen(Channel.SEARCHES, lambda reply: self.post_message(Loaded(reply)))
        self.settle_focus()
        self._read()

    def on_unmount(self) -> None:
        """Counts that are still to come would keep what the panes ask waiting."""
        self._loader.cancel(Channel.SEARCHES)

    def say(self, words: str) -> None:
        """Say something in the last line."""
        self.query_one(SearchesFoot).say(words, is_warning=True)

    @property
    def scopes_here(self) -> tuple[Scope, ...]:
        """Where commands are heard now, the nearest first."""
        return (Scope.SEARCHES, Scope.MOVE)

    def settle_focus(self) -> None:
        """To the question for a name while it stands there, else to the list."""
        self.set_focus(self.prompt or self.query_one(SearchesPane))

    def on_searches_read(self, message: SearchesRead) -> None:
        """The searches, or why they can't be read."""
        pane = self.query_one(SearchesPane)
        self._uncounted, self._counting = set(), None
        if isinstance(message.outcome, Exception):
            self._entries = ()
            pane.show_failure(why(message.outcome))
            return
        self._entries = message.outcome
        self._uncounted = {place for place, entry in enumerate(self._entries) if entry.is_counted}
        pane.show(self._entries, self._saved_name)
        self.query_one(SearchesFoot).offer(runs=bool(self._entries), saves=bool(self._present.text))
        self._count_next()

    def saved(self, name: str) -> None:
        """Show it among the others."""
        self._saved_name = name
        self.query_one(SearchesFoot).say(f"Saved as {name}")
        self._read()

    def on_loaded(self, message: Loaded) -> None:
        """A count."""
        message.stop()
        reply = message.reply
        if not self._loader.is_current(reply) or self._counting is None:
            return
        if isinstance(reply.error, LockedDatabaseError):
            self._is_waiting = True
            self.say(failure_words(reply.error))
            self.set_timer(RETRY_AFTER, self._count_next)
            return
        if self._is_waiting:
            self._is_waiting = False
            self.say("")
        self._uncounted.discard(self._counting)
        self.query_one(SearchesPane).tell(self._counting, self._tally(reply))
        self._count_next()

    def action_choose(self) -> None:
        """Run the search with the cursor. Where there is none the file is read again: it may have been mended."""
        if self._entries:
            chosen = self._entries[self.query_one(SearchesPane).cursor_row].search
            self.dismiss(AskedSearch(chosen.query, chosen.sort))
        else:
            self._read()

    def action_close(self) -> None:
        """Back to the panes."""
        self.dismiss(None)

    def _read(self) -> None:
        self._files.read_searches(lambda outcome: self.post_message(SearchesRead(outcome)))

    def _count_next(self) -> None:
        """Ask for the next count that is lacking."""
        in_sight = (place for place in self.query_one(SearchesPane).in_sight if place in self._uncounted)
        self._counting = next(in_sight, None)
        if self._counting is None:
            self._counting = min(self._uncounted, default=None)
        if self._counting is not None:
            self._loader.ask(CountRequest(self._entries[self._counting].query))

    def _tally(self, reply: Reply) -> str:
        if isinstance(reply.answer, Tally):
            return tally_words(reply.answer.total)
        if isinstance(reply.error, SlowQueryError):
            return TOO_SLOW
        if reply.error is not None:
            self.say(failure_words(reply.error))
        return "?"
