"""Asking in the last line, from whatever screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen, ScreenResultType

if TYPE_CHECKING:
    from tui.widgets.line_view import LineView


class AskingScreen(Screen[ScreenResultType]):
    """A screen whose last line is a question at times: `prompt` stands there meanwhile, and has the focus."""

    prompt: LineView | None = None

    def say(self, words: str) -> None:
        """Say something in the last line."""
        raise NotImplementedError

    def settle_focus(self) -> None:
        """Give the focus to where it belongs."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Back from another screen: a question may have come meanwhile."""
        if self.is_mounted:
            self.settle_focus()

    async def ask_for(self, prompt: LineView) -> None:
        """Put a question, unless one stands there."""
        if self.prompt is None:
            self.prompt = prompt
            await self.mount(prompt)
            self.settle_focus()

    async def put_away(self) -> None:
        """The question is answered, or left."""
        prompt, self.prompt = self.prompt, None
        if prompt is not None:
            await prompt.remove()
        self.settle_focus()

    async def on_name_left(self) -> None:
        """No name is given: nothing is saved or written."""
        await self.put_away()
