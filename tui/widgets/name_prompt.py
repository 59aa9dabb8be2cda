"""The last line as a question: under which name something is to be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.printable import printable
from tui.commands import Scope, bindings, hints
from tui.editing import TypedLine
from tui.lines import fit_line, width_of
from tui.messages import NameGiven, NameLeft, PathGiven
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from textual import events

    from tui.lines import Line, Span
    from tui.tones import Skin

LONGEST = 200
LONGEST_PATH = 1000
ROOM_LEAST = 24  # cells for the name; with fewer, what can be pressed is not shown


class NamePrompt(LineView):
    """Stands before the last line while it is needed; every key is for it."""

    BINDINGS = bindings(Scope.NAME)
    LEAD = " Save as: "

    def __init__(self, skin: Skin, proposal: str, longest: int = LONGEST) -> None:
        super().__init__(skin, "name")
        self._line = TypedLine.at_end(proposal, longest)
        self._longest = longest
        self._is_proposal = bool(proposal)  # until it is edited: then what is typed takes its place

    def lines(self, width: int, height: int) -> list[Line]:  # noqa: ARG002 - one line at any height
        """The one line."""
        keys: list[Span] = []
        for key, word in hints(Scope.NAME, keymap=self.keymap):
            keys += [("  " + key, "accent"), (" " + word, "quiet")]
        if width - len(self.LEAD) - width_of(tuple(keys)) - 1 < ROOM_LEAST:
            keys = []
        room = max(2, width - len(self.LEAD) - width_of(tuple(keys)) - 1)
        return [((self.LEAD, "title"), *fit_line(self._line.spans(room), room), *keys, (" ", "plain"))]

    def on_key(self, event: events.Key) -> None:
        """Printable characters and keys of editing change the name; no other key but those of leaving goes on."""
        if event.key in {"enter", "escape"}:
            return
        event.stop()
        event.prevent_default()
        if event.is_printable and event.character is not None:
            self._put(self._typed_over().inserted(event.character))
        else:
            self._put(self._line.edited(event.key) or self._line)

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text becomes one clean line."""
        event.stop()
        self._put(self._typed_over().inserted(printable(event.text).strip()))

    def action_give(self) -> None:
        """This is the name; without one nothing is saved."""
        name = self._line.text.strip()
        self.post_message(NameGiven(name) if name else NameLeft())

    def action_leave(self) -> None:
        """Nothing is to be saved."""
        self.post_message(NameLeft())

    def _typed_over(self) -> TypedLine:
        """The line that typing goes on with: an empty one in place of a proposal."""
        return TypedLine.at_end("", self._longest) if self._is_proposal else self._line

    def _put(self, line: TypedLine) -> None:
        self._line = line
        self._is_proposal = False
        self.redraw()


class PathPrompt(NamePrompt):
    """Asks which file something is to be written to."""

    LEAD = " Write to: "

    def __init__(self, skin: Skin, proposal: str) -> None:
        super().__init__(skin, proposal, LONGEST_PATH)

    def action_give(self) -> None:
        """This is the file; without one nothing is written."""
        path = self._line.text.strip()
        self.post_message(PathGiven(path) if path else NameLeft())
