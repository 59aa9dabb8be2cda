"""A text alone on an empty screen, to be selected by hand: nothing stands beside it that would be selected too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from tui.commands import Scope, bindings, hints
from tui.lines import fit_line, wrap
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.lines import Line, Span
    from tui.tones import Skin


class BareView(LineView):
    """The text from the first column on, and far below it how to leave."""

    BINDINGS = bindings(Scope.MOVE)

    def __init__(self, skin: Skin, text: str) -> None:
        super().__init__(skin, "bare")
        self._text = text
        self._top = 0

    def lines(self, width: int, height: int) -> list[Line]:
        """What is in sight of the text."""
        room = max(1, height - 2)
        text = wrap(self._text, width)
        self._top = max(0, min(self._top, len(text) - room))
        shown: list[Line] = [((line, "plain"),) for line in text[self._top : self._top + room]]
        foot: list[Span] = [(" ", "plain")]
        for key, word in hints(Scope.BARE, keymap=self.keymap):
            foot += [(key, "accent"), (f" {word}  ", "quiet")]
        if len(text) > room:
            foot.append((f"lines {self._top + 1}-{self._top + len(shown)} of {len(text)}", "quiet"))
        return [*shown, *([()] * (height - 1 - len(shown))), fit_line(tuple(foot), width)]

    def action_step(self, step: int) -> None:
        """Scroll by a line."""
        self._top = max(0, self._top + step)
        self.redraw()

    def action_page(self, step: int) -> None:
        """Scroll by a screenful."""
        self.action_step(step * max(1, self.size.height - 2))

    def action_edge(self, step: int) -> None:
        """To the beginning or the end."""
        self.action_step(step * len(self._text))


class BareScreen(Screen[None]):
    """Shows a text, and nothing else."""

    BINDINGS = bindings(Scope.BARE)

    def __init__(self, skin: Skin, text: str) -> None:
        super().__init__()
        self._skin = skin
        self._text = text

    def compose(self) -> ComposeResult:
        """The text."""
        yield BareView(self._skin, self._text)

    def action_close(self) -> None:
        """Back to where it was taken from."""
        self.dismiss()
