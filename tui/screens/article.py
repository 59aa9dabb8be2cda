"""One article, opened at the words that state a fact or at those that were searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import LockedDatabaseError
from tui.article_lines import Marked, Marks
from tui.commands import Scope, bindings
from tui.facts import facts_of, numbers_of, place_of, stated_by, trail_of
from tui.failures import RETRY_AFTER, failure_words
from tui.hit_lines import hit_note
from tui.hit_requests import HitReading, HitReadingRequest
from tui.messages import Loaded
from tui.requests import ArticleRequest, Channel, Reading
from tui.screens.copying import CopyingScreen
from tui.widgets.article_view import ArticleView, measure_of

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from db.citing import Clips
    from db.records import Agreement, Claim
    from tui.loader import Loader, Reply
    from tui.own_files import OwnFiles
    from tui.tones import Skin


class ReadingScreen(CopyingScreen[int | None]):
    """An article with marked words in it. A subclass asks for articles and knows where the words stand."""

    BINDINGS = bindings(Scope.ARTICLE, Scope.TAKE)

    def __init__(self, loader: Loader, skin: Skin, files: OwnFiles) -> None:
        super().__init__()
        self._loader = loader
        self._skin = skin
        self._files = files
        self._width = 0
        self._is_waiting = False
        self._is_retry_due = False

    def compose(self) -> ComposeResult:
        """Nothing but the text."""
        yield ArticleView(self._skin)

    def on_mount(self) -> None:
        """Hear of the articles asked for."""
        self._loader.listen(Channel.ARTICLE, lambda reply: self.post_message(Loaded(reply)))

    def on_resize(self, event: events.Resize) -> None:
        """The measure depends on the width."""
        if measure_of(event.size.width) != self._width:
            self._width = measure_of(event.size.width)
            self.ask()

    def on_loaded(self, message: Loaded) -> None:
        """The article, or why it can't be shown."""
        message.stop()
        if not self._loader.is_current(message.reply):
            return
        self._is_waiting = False
        if message.reply.error is None:
            self.take(message.reply)
        elif isinstance(message.reply.error, LockedDatabaseError):
            self._is_waiting = True
            self.show(failure_words(message.reply.error))
            if not self._is_retry_due:
                self._is_retry_due = True
                self.set_timer(RETRY_AFTER, self._retry)
        else:
            self.show(f"can't be read: {message.reply.error}")

    def action_evidence(self, step: int) -> None:
        """The next marked words, or with -1 those before."""
        raise NotImplementedError

    def action_close(self) -> None:
        """Back to the panes."""
        self.dismiss(None)

    @property
    def scopes_here(self) -> tuple[Scope, ...]:
        """Where commands are heard now, the nearest first."""
        return (Scope.ARTICLE, Scope.MOVE, Scope.TAKE)

    def say(self, words: str) -> None:
        """Say something in the last line."""
        self.query_one(ArticleView).say(words)

    def settle_focus(self) -> None:
        """To the question while it stands there, else to the text."""
        self.set_focus(self.prompt or self.query_one(ArticleView))

    def ask(self) -> None:
        """Ask for the article."""
        raise NotImplementedError

    def take(self, reply: Reply) -> None:
        """The article is here."""
        raise NotImplementedError

    def show(self, note: str = "") -> None:
        """Show what there is; `note` says why there is nothing."""
        raise NotImplementedError

    def _retry(self) -> None:
        self._is_retry_due = False
        if self._is_waiting:
            self.ask()


class ArticleScreen(ReadingScreen):
    """Walks along the evidence of one agreement, article by article."""

    def __init__(self, loader: Loader, skin: Skin, files: OwnFiles, agreement: Agreement, claim: Claim) -> None:
        super().__init__(loader, skin, files)
        trail = trail_of(agreement)
        self._agreement = agreement
        places = [place_of(found) for found in trail]
        self._numbers = numbers_of(facts_of(agreement))
        self._trail = trail if place_of(claim) in places else (claim, *trail)
        self._place = places.index(place_of(claim)) if place_of(claim) in places else 0
        self._reading: Reading | None = None

    @property
    def shown(self) -> Claim:
        """The evidence being shown."""
        return self._trail[self._place]

    def clips(self) -> Clips:
        """What can be taken along: the agreement, and the evidence being shown."""
        from db.citing import agreement_clips

        return agreement_clips(self._agreement, self.shown)

    def action_evidence(self, step: int) -> None:
        """Another piece of evidence, round at the ends."""
        article = self.shown.article
        self._place = (self._place + step) % len(self._trail)
        if self.shown.article == article and self._reading is not None:
            self.show()
        else:
            self.ask()

    def ask(self) -> None:
        """Ask for the article of the evidence."""
        self._reading = None
        self._loader.ask(ArticleRequest(self.shown.article, self._width))

    def take(self, reply: Reply) -> None:
        """The article is here."""
        if isinstance(reply.answer, Reading):
            self._reading = reply.answer
            self.show()

    def show(self, note: str = "") -> None:
        """The evidence in its article, the agreement's other evidence lightly marked."""
        number = self._numbers.get(place_of(self.shown))  # as in the detail, which goes by facts, not by articles
        mark = f"[{number}], " if number else ""
        note = note or f"{mark}evidence {self._place + 1} of {len(self._trail)}"
        marks = Marks(_marked(claim) for claim in self._trail if claim.article == self.shown.article)
        stated = stated_by(self._agreement, self.shown)
        self.query_one(ArticleView).show(self._reading, _marked(self.shown), marks, note, stated)


class HitScreen(ReadingScreen):
    """Walks along the words that were searched, through one article after the other of the list. Closed, it gives the
    place in the list of the one read last."""

    def __init__(
        self, loader: Loader, skin: Skin, files: OwnFiles, request: HitReadingRequest, total: int | None
    ) -> None:
        super().__init__(loader, skin, files)
        self._request = request
        self._total = total
        self._found: HitReading | None = None
        self._marks = Marks()
        self._mark = 0
        self._from_end = False
        self._said = ""

    def action_evidence(self, step: int) -> None:
        """The next words that match; after the last of an article the first of the next one in the list."""
        if self._found is None or self._is_waiting:
            return
        if 0 <= self._mark + step < len(self._found.marks):
            self._mark += step
            self._said = ""
            self.show()
        elif self._request.place + step < 0:
            self._say("this is the first article")
        elif self._total is not None and self._request.place + step >= self._total:
            self._say("this is the last article")
        else:
            self._from_end = step < 0
            self._request = self._request.moved(step)
            self.ask()

    def clips(self) -> Clips | None:
        """What can be taken along: the article, and the words being shown."""
        from db.citing import article_clips

        if self._found is None:
            return None
        mark = self._found.marks[self._mark] if self._found.marks else None
        return article_clips(self._found.reading.article, mark)

    def action_close(self) -> None:
        """Back to the list, to the article read last."""
        self.dismiss(self._request.place)

    def ask(self) -> None:
        """Ask for the article at the place."""
        self._is_waiting = True
        self._request = self._request._replace(width=self._width)
        self._loader.ask(self._request)

    def take(self, reply: Reply) -> None:
        """The article is here, or there is none further on."""
        found = reply.answer
        if not isinstance(found, HitReading):
            self._request = self._request.moved(-1 if self._request.place else 0)
            self._total = self._request.place + 1
            self._say("this is the last article")
            return
        is_other = self._found is None or self._found.reading.article.row.id != found.reading.article.row.id
        self._found, self._said = found, ""
        self._marks = Marks(Marked(start, end) for start, end in found.marks)
        if is_other:
            self._mark = len(found.marks) - 1 if self._from_end else 0
        self._mark = max(0, min(self._mark, len(found.marks) - 1))
        self.show()

    def show(self, note: str = "") -> None:
        """The marked words in their article, all others lightly marked."""
        found = self._found
        shown = Marked(*found.marks[self._mark]) if found is not None and found.marks else None
        note = note or self._said or hit_note(found, self._mark, self._request.place, self._total)
        self.query_one(ArticleView).show(found.reading if found else None, shown, self._marks, note)

    def _say(self, words: str) -> None:
        self._said = words
        self.show()


def _marked(claim: Claim) -> Marked:
    return Marked(claim.start, claim.end, claim.attribute == "agreement")
