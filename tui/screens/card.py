"""Screens of a few lines: the welcome, the keys, a window that is too small."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from tui.cards import help_card, manual_card, small_card, welcome_card
from tui.commands import Keymap, Scope, bindings, of_scopes
from tui.lines import Line
from tui.widgets.line_view import LineView
from tui.widgets.virtual_list import with_thumb

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from tui.tones import Skin

Card = Callable[[int, int], list[Line]]


class CardView(LineView):
    """The lines that a card has at this width and height; they scroll where they are more than fit."""

    BINDINGS = bindings(Scope.MOVE)

    def __init__(self, skin: Skin, card: Card) -> None:
        super().__init__(skin, "card")
        self._card = card
        self._top = 0

    def lines(self, width: int, height: int) -> list[Line]:
        """What is in sight."""
        lines = self._card(width, height)
        self._top = max(0, min(self._top, len(lines) - height))
        return with_thumb(lines[self._top : self._top + height], self._top, len(lines), width)

    def action_step(self, step: int) -> None:
        """Scroll by a line."""
        self._top = max(0, self._top + step)
        self.redraw()

    def action_page(self, step: int) -> None:
        """Scroll by a screenful."""
        self.action_step(step * max(1, self.size.height - 2))

    def action_edge(self, step: int) -> None:
        """To the beginning or the end."""
        self.action_step(step * len(self._card(*self.size)))


class CardScreen(Screen[None]):
    """Shows a card. With `any_key` every key goes on, and those with a meaning in the panes then act there; else only
    Escape, Enter and `?` go on."""

    def __init__(self, skin: Skin, card: Card, name: str, any_key: bool = False) -> None:
        super().__init__(classes=name)
        self._skin = skin
        self._card = card
        self._any_key = any_key

    def compose(self) -> ComposeResult:
        """Nothing but the lines."""
        yield CardView(self._skin, self._card)

    def on_key(self, event: events.Key) -> None:
        """Go on."""
        if self._any_key or event.key in {"escape", "enter", "question_mark"}:
            event.stop()
            event.prevent_default()
            self.dismiss()
            if self._any_key and event.key != "escape":
                self._act(event)

    def _act(self, event: events.Key) -> None:
        """Do behind this card what the key says."""
        for command in of_scopes(Scope.EVERYWHERE, Scope.BROWSE, keymap=self.query_one(CardView).keymap):
            if event.key in command.keys or event.character in command.keys:
                hearer = self.app if command.scope is Scope.EVERYWHERE else self.app.screen
                self.app.call_later(self.app.run_action, command.action, hearer)


class SmallScreen(Screen[None]):
    """Stands before everything while the window is too small; no key goes on, a larger window does."""

    def __init__(self, skin: Skin) -> None:
        super().__init__()
        self._skin = skin
        self._is_needed = True

    def compose(self) -> ComposeResult:
        """Nothing but the lines."""
        yield CardView(self._skin, small_card)

    def give_way(self) -> None:
        """Go: now, or as soon as what stands before this screen has gone."""
        self._is_needed = False
        if self.app.screen is self:
            self.dismiss()

    def on_screen_resume(self) -> None:
        """What stood before this screen has gone."""
        if not self._is_needed:
            self.dismiss()


def welcome_screen(skin: Skin) -> CardScreen:
    """The welcome of the first run."""
    return CardScreen(skin, lambda width, _: welcome_card(width), "welcome", any_key=True)


def help_screen(skin: Skin, scopes: tuple[Scope, ...], keymap: Keymap) -> CardScreen:
    """The keys of where one is, and how to search."""
    return CardScreen(skin, lambda width, _: help_card(width, scopes, keymap), "help")


def manual_screen(skin: Skin, keymap: Keymap) -> CardScreen:
    """The manual."""
    return CardScreen(skin, lambda width, _: manual_card(width, keymap), "manual")
