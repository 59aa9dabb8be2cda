"""The application: screens, keys that work everywhere, and what happens when something goes wrong."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console
from textual.app import App, SystemCommand

from tui.ascii_skin import FoldingFilter
from tui.cards import help_card, small_card, welcome_card
from tui.commands import Scope, bindings
from tui.screens.browse import BrowseScreen
from tui.screens.card import CardScreen
from tui.state import ViewState
from tui.terminal import Glyphs, Terminal, too_small
from tui.tones import skin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.command import Provider
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.screen import Screen

    from tui.loader import Loader, Reply


def _provider() -> type[Provider]:
    from tui.palette import CommandProvider

    return CommandProvider


class SmallScreen(CardScreen):
    """Stands before everything while the window is too small."""


class ExplorerApp(App[None]):
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
            self.push_screen(CardScreen(self._skin, welcome_card(self.size.width), any_key=True))
        self.app_resume_signal.subscribe(self, self._redraw_all)

    def on_resize(self, event: events.Resize) -> None:
        """A window that is too small says so, until it is larger."""
        is_small = too_small(event.size.width, event.size.height)
        if isinstance(self.screen, SmallScreen):
            self.pop_screen()
        if is_small:
            self.push_screen(SmallScreen(self._skin, small_card(event.size.width, event.size.height)))

    def action_help(self) -> None:
        """All keys, and how to search."""
        if not isinstance(self.screen, CardScreen):
            self.push_screen(CardScreen(self._skin, help_card(self.size.width)))

    def _handle_exception(self, error: Exception) -> None:
        """Keep the error for the one line that is said about it; a traceback helps nobody at a terminal."""
        self.crash = error
        super()._handle_exception(error)

    def _redraw_all(self, _app: App[None]) -> None:
        self.call_after_refresh(self.screen.refresh, layout=True)
