"""A screen of a few lines: the welcome, the keys, a window that is too small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from tui.cards import help_card, small_card, welcome_card
from tui.commands import Scope, bindings
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size

    from tui.lines import Line
    from tui.tones import Skin


class CardView(LineView):
    """Fixed lines, which scroll where they are more than fit."""

    BINDINGS = bindings(Scope.MOVE)

    def __init__(self, skin: Skin, card: list[Line]) -> None:
        super().__init__(skin, "card")
        self._card = card
        self._top = 0

    def lines(self, width: int, height: int) -> list[Line]:  # noqa: ARG002 - cut by the widget
        """What is in sight."""
        return self._card[self._top : self._top + height]

    def action_step(self, step: int) -> None:
        """Scroll by a line."""
        self._top = max(0, min(self._top + step, len(self._card) - self.size.height))
        self.redraw()

    def action_page(self, step: int) -> None:
        """Scroll by a screenful."""
        self.action_step(step * max(1, self.size.height - 2))

    def action_edge(self, step: int) -> None:
        """To the beginning or the end."""
        self.action_step(step * len(self._card))


class CardScreen(Screen[None]):
    """Shows lines. With `any_key` every key goes on; else only Escape, Enter and q."""

    def __init__(self, skin: Skin, card: list[Line], name: str, any_key: bool = False) -> None:
        super().__init__(classes=name)
        self._skin = skin
        self._card = card
        self._any_key = any_key

    def compose(self) -> ComposeResult:
        """Nothing but the lines."""
        yield CardView(self._skin, self._card)

    def on_key(self, event: events.Key) -> None:
        """Go on."""
        if self._any_key or event.key in {"escape", "enter", "q", "question_mark"}:
            event.stop()
            event.prevent_default()
            self.dismiss()


class SmallScreen(CardScreen):
    """Stands before everything while the window is too small; only leaving is possible."""

    def on_key(self, event: events.Key) -> None:
        """No key goes on: a larger window does."""


def card_screen(name: str, skin: Skin, size: Size) -> CardScreen:
    """The welcome, the help, or the word that the window is too small."""
    if name == "small":
        return SmallScreen(skin, small_card(size.width, size.height), name)
    if name == "welcome":
        return CardScreen(skin, welcome_card(size.width), name, any_key=True)
    return CardScreen(skin, help_card(size.width), name)
