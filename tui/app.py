"""The application: screens, keys that work everywhere, and what happens when something goes wrong."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Literal

from rich.console import Console

from tui.ascii_skin import FoldingFilter
from tui.commands import Scope, bindings
from tui.key_order import KeyOrder
from tui.screens.browse import BrowseScreen
from tui.state import ViewState
from tui.terminal import Glyphs, Terminal, too_small
from tui.tones import skin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.app import App, SystemCommand
    from textual.command import Provider
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.geometry import Size
    from textual.screen import Screen

    from tui.loader import Loader, Reply


CardName = Literal["welcome", "help", "small"]


def _provider() -> type[Provider]:
    from tui.palette import CommandProvider

    return CommandProvider


class ExplorerApp(KeyOrder):
    """The explorer. `early` are answers that came while this was imported."""

    CSS_PATH = "styles/explorer.tcss"
    BINDINGS = bindings(Scope.EVERYWHERE)
    COMMANDS = {_provider}  # noqa: RUF012 - as textual has it
    TITLE = "Agreement Explorer"

    def __init__(
        self,
        loader: Loader,
        terminal: Terminal,
        state: ViewState | None = None,
        early: tuple[Reply | None, ...] = (),
        notice: str = "",
        welcome: bool = False,
        driver_class: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class)
        self.error_console = Console(file=io.StringIO())
        self.crash: Exception | None = None
        self._loader = loader
        self._terminal = terminal
        self._skin = skin(terminal.depth, terminal.ground)
        self._welcome = welcome
        self._is_small = False
        self._folding = [] if terminal.glyphs is Glyphs.UNICODE else [FoldingFilter(terminal.glyphs)]
        self._browse = BrowseScreen(loader, self._skin, state or ViewState(), notice)
        self._browse.take_early(early)
        if not early:
            self._browse.ask_all()

    def get_default_screen(self) -> Screen[None]:
        """The panes."""
        return self._browse

    def get_line_filters(self) -> Sequence[LineFilter]:
        """textual's filters, and the folding of characters that the terminal can't draw."""
        return [*super().get_line_filters(), *self._folding]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """None of textual's own."""
        return ()

    def on_mount(self) -> None:
        """Say who we are on the first run; draw anew when the program is brought back to the foreground."""
        if self._welcome:
            self._push_card("welcome", self.size)
        self.app_resume_signal.subscribe(self, self._redraw_all)

    def on_resize(self, event: events.Resize) -> None:
        """A window that is too small says so, until it is larger."""
        if self._is_small:
            self.pop_screen()
        self._is_small = too_small(event.size.width, event.size.height)
        if self._is_small:
            self._push_card("small", event.size)

    def action_help(self) -> None:
        """All keys, and how to search."""
        if not self._is_small and not self.screen.has_class("help"):
            self._push_card("help", self.size)

    def _handle_exception(self, error: Exception) -> None:
        """Keep the error for the one line that is said about it; a traceback helps nobody at a terminal."""
        self.crash = error
        super()._handle_exception(error)

    def _push_card(self, name: CardName, size: Size) -> None:
        from tui.screens.card import card_screen

        self.push_screen(card_screen(name, self._skin, size))

    def _redraw_all(self, _app: App[None]) -> None:
        self.call_after_refresh(self.screen.refresh, layout=True)
