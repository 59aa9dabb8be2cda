"""The search line: a small editor for one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.reactive import reactive

from db.printable import printable
from tui.commands import Scope, bindings
from tui.messages import QueryAccepted, QueryChanged
from tui.state import ViewState
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from textual import events

    from tui.lines import Line, Span
    from tui.tones import Skin

EXAMPLES = 'words, "a phrase", org: kind: status: topic: year:2011..2017'
LONGEST = 500


class SearchBar(LineView):
    """What is typed narrows the list at each key."""

    BINDINGS = bindings(Scope.SEARCH)

    state: reactive[ViewState] = reactive(ViewState(), repaint=False)

    def __init__(self, skin: Skin) -> None:
        super().__init__(skin, "search")
        self._text = ""
        self._caret = 0

    def lines(self, width: int, height: int) -> list[Line]:  # noqa: ARG002 - one line at any height
        """The one line."""
        lead: Span = (" / ", "title" if self.has_focus else "quiet")
        room = width - 5
        start = 0
        while cell_len(self._text[start : self._caret]) > room - 1:
            start += 1
        before, after = printable(self._text[start : self._caret]), printable(self._text[self._caret :])
        if not self.has_focus:
            text: list[Span] = [(before + after, "strong")]
        else:
            text = [(before, "strong"), (after[:1] or " ", "caret"), (after[1:], "strong")]
        used = cell_len(before + after) + 4
        if self._text or used + len(EXAMPLES) > width:
            return [(lead, *text)]
        return [(lead, *text, (" " if self.has_focus else "  ", "plain"), (EXAMPLES, "quiet"))]

    def watch_state(self, state: ViewState) -> None:
        """The state may have another text than was typed here: a filter taken back."""
        if state.text != self._text:
            self._text = state.text
            self._caret = len(state.text)
        self.redraw()

    def on_key(self, event: events.Key) -> None:
        """Printable characters are text here, and nothing else."""
        if event.is_printable and event.character is not None:
            event.stop()
            event.prevent_default()
            self._insert(event.character)
        elif self._edited(event.key):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text becomes one clean line, as far as there is room for it."""
        event.stop()
        self._insert(printable(event.text).strip())

    def action_accept(self) -> None:
        """Done with typing."""
        self.post_message(QueryAccepted())

    def _insert(self, text: str) -> None:
        text = text[: max(0, LONGEST - len(self._text))]
        self._put(self._text[: self._caret] + text + self._text[self._caret :], self._caret + len(text))

    def _edited(self, key: str) -> bool:
        """Whether the key was one of editing."""
        text, caret = self._text, self._caret
        word = len(text[:caret].rstrip().rpartition(" ")[0]) + (1 if " " in text[:caret].rstrip() else 0)
        edits = {
            "left": (text, caret - 1),
            "right": (text, caret + 1),
            "home": (text, 0),
            "ctrl+a": (text, 0),
            "end": (text, len(text)),
            "ctrl+e": (text, len(text)),
            "backspace": (text[: max(0, caret - 1)] + text[caret:], caret - 1),
            "delete": (text[:caret] + text[caret + 1 :], caret),
            "ctrl+u": (text[caret:], 0),
            "ctrl+k": (text[:caret], caret),
            "ctrl+w": (text[:word] + text[caret:], word),
        }
        if key not in edits:
            return False
        self._put(*edits[key])
        return True

    def _put(self, text: str, caret: int) -> None:
        changed = text != self._text
        self._text, self._caret = text, min(max(0, caret), len(text))
        self.redraw()
        if changed:
            self.post_message(QueryChanged(text))
