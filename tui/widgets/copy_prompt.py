"""The last line as a question: what is to be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import Scope, bindings, hints, of_scopes
from tui.lines import fit_line, width_of
from tui.messages import CopyLeft, CopyWanted
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from tui.lines import Line, Span
    from tui.takeaways import Takeaway
    from tui.tones import Skin


class CopyPrompt(LineView):
    """Stands before the last line after the first key; the second one says what. Any other key leaves it."""

    BINDINGS = bindings(Scope.COPY)

    def __init__(self, skin: Skin) -> None:
        super().__init__(skin, "copy")

    def lines(self, width: int, height: int) -> list[Line]:  # noqa: ARG002 - one line at any height
        """The one line."""
        keys = hints(Scope.COPY, keymap=self.keymap)
        whole, close = _line(keys, "  "), _line(keys[:-1], " ")  # any key leaves
        return [fit_line(whole if width_of(whole) <= width else close, width)]

    def on_key(self, event: events.Key) -> None:
        """A key without a meaning here leaves."""
        if not any(event.key in command.keys for command in of_scopes(Scope.COPY, keymap=self.keymap)):
            event.stop()
            event.prevent_default()
            self.post_message(CopyLeft())

    def action_take(self, what: Takeaway) -> None:
        """This is to be copied."""
        self.post_message(CopyWanted(what))

    def action_leave(self) -> None:
        """Nothing is to be copied."""
        self.post_message(CopyLeft())


def _line(keys: Sequence[tuple[str, str]], gap: str) -> Line:
    spans: list[Span] = [(" Copy:", "title")]
    for key, word in keys:
        spans += [(gap + key, "accent"), (" " + word, "quiet")]
    return tuple(spans)
