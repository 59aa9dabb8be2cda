"""Saving the present search under a name, from whatever screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.screen import ScreenResultType

from tui.commands import NO_KEYS, key_of
from tui.messages import SearchSaved
from tui.own_files import why
from tui.screens.asking import AskingScreen

if TYPE_CHECKING:
    from tui.messages import NameGiven
    from tui.own_files import OwnFiles
    from tui.tones import Skin

NOTHING_TO_SAVE = "There is no search to save yet: / and some words make one."


class AskedSearch(NamedTuple):
    """A search as one line; `sort` is None for the usual order."""

    text: str
    sort: str | None


class SavingScreen(AskingScreen[ScreenResultType]):
    """Asks for the name in the last line, and says there what came of it."""

    def __init__(self, skin: Skin, files: OwnFiles) -> None:
        super().__init__()
        self._skin = skin
        self._files = files
        self._to_save: AskedSearch | None = None

    @property
    def present_search(self) -> AskedSearch:
        """What would be saved."""
        raise NotImplementedError

    def saved(self, name: str) -> None:
        """The search is saved under this name."""
        self.say(f"Saved as {name}; {key_of('searches', getattr(self.app, 'own_keys', NO_KEYS))}: saved searches")

    async def action_save(self) -> None:
        """Ask for a name for the present search; its words are the proposal."""
        self._to_save = self.present_search
        if not self._to_save.text:
            self.say(NOTHING_TO_SAVE)
        elif self.prompt is None:
            from tui.search_lines import proposal
            from tui.widgets.name_prompt import NamePrompt

            await self.ask_for(NamePrompt(self._skin, proposal(self._to_save.text)))

    async def on_name_given(self, message: NameGiven) -> None:
        """Save it."""
        await self.put_away()
        if self._to_save is not None:
            text, sort = self._to_save
            self._files.save(message.name, text, sort, lambda outcome: self.post_message(SearchSaved(outcome)))

    def on_search_saved(self, message: SearchSaved) -> None:
        """Say under which name it is saved, or why it is not."""
        if isinstance(message.outcome, Exception):
            self.say(why(message.outcome))
        else:
            self.saved(message.outcome.name)
