"""Taking along what is shown: handed to the terminal, shown bare, or written to a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.screen import ScreenResultType

from tui.messages import TextSent, TextWritten
from tui.own_files import near_home, why
from tui.screens.asking import AskingScreen
from tui.takeaways import MISSING, deaf_words, proposed_name, sent_words, taken

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.citing import Clips
    from tui.messages import CopyWanted, PathGiven
    from tui.own_files import OwnFiles
    from tui.takeaways import Takeaway
    from tui.tones import Skin

NOTHING_HERE = "There is nothing to copy here."


class CopyingScreen(AskingScreen[ScreenResultType]):
    """Has something in hand that can be taken along. What was taken last is what is shown bare and written."""

    _skin: Skin
    _files: OwnFiles
    _takeaway: Takeaway = "citation"
    _to_write = ""

    def clips(self) -> Clips | None:
        """What is in hand, None where nothing is."""
        raise NotImplementedError

    def comes_later(self, then: Callable[[], object] | None = None) -> bool:  # noqa: ARG002 - for those that wait
        """Whether what is to be in hand is on its way; `then` is called when it has come."""
        return False

    async def action_copy(self) -> None:
        """Ask what is to be copied."""
        from tui.widgets.copy_prompt import CopyPrompt

        if not self.comes_later() and self.clips() is None:
            self.say(NOTHING_HERE)
        else:
            await self.ask_for(CopyPrompt(self._skin))

    async def on_copy_left(self) -> None:
        """Nothing is to be copied."""
        await self.put_away()

    async def on_copy_wanted(self, message: CopyWanted) -> None:
        """Send it to the terminal."""
        await self.put_away()
        self._takeaway = message.what
        self._copy()

    def _copy(self) -> None:
        text = None if self.comes_later(self._copy) else self._text()
        if text is not None:
            self._send(text)

    def action_bare(self) -> None:
        """Show it alone, to be selected by hand."""
        from tui.screens.bare import BareScreen

        text = None if self.comes_later(self.action_bare) else self._text()
        if text is not None:
            self.app.push_screen(BareScreen(self._skin, text))

    async def action_write(self) -> None:
        """Ask for the file that it is to be written to."""
        from tui.widgets.name_prompt import PathPrompt

        if self.comes_later(self.action_write):
            return
        clips, text = self.clips(), self._text()
        if clips is not None and text is not None:
            self._to_write = text
            await self.ask_for(PathPrompt(self._skin, proposed_name(clips)))

    async def on_path_given(self, message: PathGiven) -> None:
        """Write it there, off the screen's thread."""
        await self.put_away()
        self._files.add_text(message.path, self._to_write, lambda done: self.post_message(TextWritten(done)))

    def on_text_written(self, message: TextWritten) -> None:
        """Say where it stands, or why it does not."""
        done = message.outcome
        self.say(why(done) if isinstance(done, Exception) else near_home(done))

    def on_text_sent(self, message: TextSent) -> None:
        """tmux has it, or it went to the terminal all the same."""
        self.say(message.words)

    def _text(self) -> str | None:
        """What is to be taken along; where there is none it says so."""
        clips = self.clips()
        if clips is None:
            self.say(NOTHING_HERE)
            return None
        text = taken(clips, self._takeaway)
        if text is None:
            self.say(MISSING[self._takeaway])
            self._takeaway = "citation"
        return text

    def _send(self, text: str) -> None:
        from tui.clipboard import clipboard_of, give_to_tmux, sequence

        clipboard = clipboard_of(os.environ)
        words = sent_words(self._takeaway)
        driver = self.app._driver  # textual offers its own sequence only, without a multiplexer's wrapping
        if clipboard.is_deaf or driver is None:
            self.say(deaf_words(self._takeaway))
            return
        try:
            driver.write(sequence(text, clipboard.multiplexer))
        except ValueError as error:
            self.say(f"Not sent: {error}. W writes it to a file.")
            return
        if clipboard.multiplexer == "tmux":
            self._files.run(lambda: give_to_tmux(text), lambda _: self.post_message(TextSent(words)))
        else:
            self.say(words)
