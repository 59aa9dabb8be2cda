"""The commands as textual's palette wants them. Loaded when the palette is first opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.commands import COMMANDS, Command, key_word

if TYPE_CHECKING:
    from collections.abc import Coroutine


class CommandProvider(Provider):
    """Every command that has a name in the palette."""

    async def discover(self) -> Hits:
        """All of them, in their order."""
        for command in COMMANDS:
            if command.palette is not None:
                yield DiscoveryHit(Content(command.palette), self._runner(command), help=_keys(command))

    async def search(self, query: str) -> Hits:
        """Those whose names match what was typed."""
        matcher = self.matcher(query)
        for command in COMMANDS:
            if command.palette is not None and (score := matcher.match(command.palette)) > 0:
                yield Hit(score, matcher.highlight(command.palette), self._runner(command), help=_keys(command))

    def _runner(self, command: Command) -> partial[Coroutine[Any, Any, None]]:
        return partial(self.screen.run_action, command.action)


def _keys(command: Command) -> str:
    return " ".join(key_word(key) for key in command.keys)
