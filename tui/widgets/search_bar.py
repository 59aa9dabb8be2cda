"""The search line: a small editor for one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from db.printable import printable
from tui.commands import Scope, bindings
from tui.editing import TypedLine
from tui.history import Recall
from tui.lines import width_of
from tui.messages import QueryAccepted, QueryChanged
from tui.state import ViewState
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from textual import events

    from tui.history import History
    from tui.lines import Line, Span
    from tui.tones import Skin

EXAMPLES = (  # the longest that fits is shown
    'words, "a phrase", org: kind: status: topic: year:2011..2017',
    'words, "a phrase", org: kind: year:2011..2017',
    'words, "a phrase", org: year:2011',
    "words to search",
)
LONGEST = 500


class SearchBar(LineView):
    """What is typed narrows the list at each key."""

    BINDINGS = bindings(Scope.SEARCH)

    state: reactive[ViewState] = reactive(ViewState(), repaint=False)

    history: reactive[History | None] = reactive(None, repaint=False)

    def __init__(self, skin: Skin) -> None:
        super().__init__(skin, "search")
        self._line = TypedLine(longest=LONGEST)
        self._recall: Recall | None = None
        self._steps_due = 0

    def lines(self, width: int, height: int) -> list[Line]:  # noqa: ARG002 - one line at any height
        """The one line."""
        lead: Span = (" / ", "title" if self.has_focus else "quiet")
        text: Line = ((printable(self._line.text), "strong"),)
        if self.has_focus:
            text = self._line.spans(width - 5)
        room = width - width_of(text) - 5
        examples = "" if self._line.text else next((each for each in EXAMPLES if len(each) <= room), "")
        return [(lead, *text, (" " if self.has_focus else "  ", "plain"), (examples, "quiet"))]

    def watch_state(self, state: ViewState) -> None:
        """The state may have another text than was typed here: a filter taken back."""
        if state.text != self._line.text:
            self._line = TypedLine.at_end(state.text, max(LONGEST, len(state.text)))
            self._recall = None
        self.redraw()

    def watch_history(self) -> None:
        """What was searched before is known by now: go where the keys wanted to go."""
        steps, self._steps_due = self._steps_due, 0
        if steps and self.history is not None:
            self._walk(self.history, steps)

    def on_key(self, event: events.Key) -> None:
        """Printable characters are text here, and nothing else."""
        line = self._line.edited(event.key)
        if event.is_printable and event.character is not None:
            line = self._line.inserted(event.character)
        if line is not None:
            event.stop()
            event.prevent_default()
            self._recall = None
            self._put(line)

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text becomes one clean line, as far as there is room for it."""
        event.stop()
        self._recall = None
        self._put(self._line.inserted(printable(event.text).strip()))

    def action_accept(self) -> None:
        """Done with typing."""
        self.post_message(QueryAccepted())

    def action_recall(self, step: int) -> None:
        """An older search (1), or a newer one (-1) down to what is being typed."""
        if self.history is None:
            self._steps_due += step
            return
        self._walk(self.history, step)

    def _walk(self, history: History, steps: int) -> None:
        recall, text = self._recall or Recall(self._line.text), self._line.text
        for _ in range(abs(steps)):
            recall, text = recall.stepped(history, 1 if steps > 0 else -1)
        self._recall = recall
        self._put(TypedLine.at_end(text, max(LONGEST, len(text))))

    def _put(self, line: TypedLine) -> None:
        changed = line.text != self._line.text
        self._line = line
        self.redraw()
        if changed:
            self.post_message(QueryChanged(line.text))
