"""The commands as textual's palette wants them. Loaded when the palette is first opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.actions import parse
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input, OptionList

from tui.commands import NO_KEYS, Command, Scope, key_word, of_scopes
from tui.screens.browse import BrowseScreen
from tui.screens.copying import CopyingScreen
from tui.styles import style_sheet

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from textual.app import App
    from textual.message import Message
    from textual.screen import Screen

LEAST = 0.01  # the score of a command that is found only by what it does


class Palette(CommandPalette):
    """textual's palette in our looks."""

    CSS = style_sheet("palette.tcss")
    SCOPED_CSS = False  # it is about the palette itself

    async def _dispatch_message(self, message: Message) -> None:
        """Where a command was chosen, a second Enter chooses none: textual would close what stands there by then."""
        if self.is_current or not isinstance(message, OptionList.OptionSelected | Input.Submitted):
            await super()._dispatch_message(message)

    def _action_command_list(self, action: str) -> None:
        """Move in the list, where it has a size by now: textual looks for lines that it has not drawn yet."""
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)


class CommandProvider(Provider):
    """Every command that has a name in the palette and is heard on the screen that the palette stands before."""

    async def discover(self) -> Hits:
        """All of them, in their order."""
        for name, command in self._named():
            yield DiscoveryHit(Content(name), self._runner(command), help=_keys(command))

    async def search(self, query: str) -> Hits:
        """Those whose names match what was typed, and those that do what it says."""
        matcher = self.matcher(query)
        for name, command in self._named():
            score = matcher.match(name) or (LEAST if query.strip().lower() in _words(command) else 0)
            if score > 0:
                yield Hit(score, matcher.highlight(name), self._runner(command), help=_keys(command))

    def _named(self) -> Iterator[tuple[str, Command]]:
        heard = {Scope.EVERYWHERE}
        heard |= {Scope.BROWSE} if isinstance(self.screen, BrowseScreen) else set()
        heard |= {Scope.TAKE} if isinstance(self.screen, CopyingScreen) else set()
        for command in of_scopes(
            Scope.EVERYWHERE, Scope.BROWSE, Scope.TAKE, keymap=getattr(self.app, "own_keys", NO_KEYS)
        ):
            if command.palette is not None and command.scope in heard and self._is_possible(command):
                yield command.palette, command

    def _is_possible(self, command: Command) -> bool:
        """Whether it can be done here and now."""
        _, action, parameters = parse(command.action)
        return self._hearer(command).check_action(action, parameters) is not False

    def _runner(self, command: Command) -> partial[Coroutine[Any, Any, bool]]:
        return partial(self.app.run_action, command.action, self._hearer(command))

    def _hearer(self, command: Command) -> App[object] | Screen[object]:
        return self.app if command.scope is Scope.EVERYWHERE else self.screen


def _words(command: Command) -> str:
    return f"{command.name} {command.hint or ''} {command.help}".lower()


def _keys(command: Command) -> str:
    """The keys of a command. textual reads this as markup: a person's own key may be a bracket."""
    return " ".join(key_word(key) for key in command.keys).replace("[", "\\[")
