"""One article, opened at the words that state a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from db.errors import LockedDatabaseError
from tui.commands import Scope, bindings
from tui.facts import facts_of, numbers_of, place_of, stated_by, trail_of
from tui.failures import RETRY_AFTER, failure_words
from tui.messages import Loaded
from tui.requests import ArticleRequest, Channel, Reading
from tui.widgets.article_view import ArticleView, measure_of

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from db.records import Agreement, Claim
    from tui.loader import Loader
    from tui.tones import Skin


class ArticleScreen(Screen[None]):
    """Walks along the evidence of one agreement, article by article."""

    BINDINGS = bindings(Scope.ARTICLE)

    def __init__(self, loader: Loader, skin: Skin, agreement: Agreement, claim: Claim) -> None:
        super().__init__()
        self._loader = loader
        self._skin = skin
        trail = trail_of(agreement)
        self._agreement = agreement
        places = [place_of(found) for found in trail]
        self._numbers = numbers_of(facts_of(agreement))
        self._trail = trail if place_of(claim) in places else (claim, *trail)
        self._place = places.index(place_of(claim)) if place_of(claim) in places else 0
        self._reading: Reading | None = None
        self._width = 0
        self._is_retry_due = False

    @property
    def shown(self) -> Claim:
        """The evidence being shown."""
        return self._trail[self._place]

    def compose(self) -> ComposeResult:
        """Nothing but the text."""
        yield ArticleView(self._skin)

    def on_mount(self) -> None:
        """Ask for the article."""
        self._loader.listen(Channel.ARTICLE, lambda reply: self.post_message(Loaded(reply)))

    def on_resize(self, event: events.Resize) -> None:
        """The measure depends on the width."""
        if measure_of(event.size.width) != self._width:
            self._width = measure_of(event.size.width)
            self._ask()

    def on_loaded(self, message: Loaded) -> None:
        """The article, or why it can't be shown."""
        message.stop()
        if not self._loader.is_current(message.reply):
            return
        if isinstance(message.reply.answer, Reading):
            self._reading = message.reply.answer
            self._show()
        elif isinstance(message.reply.error, LockedDatabaseError):
            self._show(failure_words(message.reply.error))
            if not self._is_retry_due:
                self._is_retry_due = True
                self.set_timer(RETRY_AFTER, self._retry)
        else:
            self._show(f"can't be read: {message.reply.error}")

    def action_evidence(self, step: int) -> None:
        """Another piece of evidence, round at the ends."""
        article = self.shown.article
        self._place = (self._place + step) % len(self._trail)
        if self.shown.article == article and self._reading is not None:
            self._show()
        else:
            self._ask()

    def action_close(self) -> None:
        """Back to the panes."""
        self.dismiss()

    def _ask(self) -> None:
        self._reading = None
        self._loader.ask(ArticleRequest(self.shown.article, self._width))

    def _retry(self) -> None:
        self._is_retry_due = False
        if self._reading is None:
            self._ask()

    def _show(self, note: str = "") -> None:
        number = self._numbers.get(place_of(self.shown))  # as in the detail, which goes by facts, not by articles
        mark = f"[{number}], " if number else ""
        note = note or f"{mark}evidence {self._place + 1} of {len(self._trail)}"
        stated = stated_by(self._agreement, self.shown)
        self.query_one(ArticleView).show(self._reading, self.shown, self._trail, note, stated)
