"""The application: screens, keys that work everywhere, and what happens when something goes wrong."""

from __future__ import annotations

import asyncio
import gc
import io
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from rich.console import Console

from tui.commands import Keymap, Scope, bindings, tailored
from tui.driver import TolerantDriver
from tui.key_order import KeyOrder
from tui.own_files import OwnFiles
from tui.screens.browse import BrowseScreen
from tui.session import Session
from tui.sight import Sight
from tui.state import ViewState
from tui.styles import style_sheet
from tui.terminal import Glyphs, Terminal, Theme, too_small
from tui.tones import Skin
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable, Iterable, Sequence

    from textual import events
    from textual.app import SystemCommand
    from textual.command import Provider
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.geometry import Size
    from textual.screen import Screen

    from tui.loader import Loader, Reply
    from tui.screens.card import CardScreen, SmallScreen

SWITCHING = 0.005  # seconds that a thread waits for another: as Python has it, see `launch`
GARBAGE = 700  # values made between two looks for what is no longer needed: each look is short


def _provider() -> type[Provider]:
    from tui.palette import CommandProvider

    return CommandProvider


class ExplorerApp(KeyOrder, inherit_bindings=False):
    """The explorer. `early` are answers that came while this was imported; `session` is where the
    person was last, `keys` and `columns` are those of their own, `keep_theme` hears which theme they choose."""

    CSS = style_sheet("explorer.tcss")
    BINDINGS = bindings(Scope.EVERYWHERE)
    COMMANDS = {_provider}  # noqa: RUF012 - as textual has it
    TITLE = "Agreement Explorer"
    ALLOW_SELECT = False  # the terminal's own selection serves

    def __init__(
        self,
        loader: Loader,
        terminal: Terminal,
        state: ViewState | None = None,
        early: tuple[Reply | None, ...] = (),
        notice: str = "",
        welcome: bool = False,
        files: OwnFiles | None = None,
        driver_class: type[Driver] | None = None,
        session: Session | None = None,
        keys: Keymap | None = None,
        columns: tuple[str, ...] = (),
        keep_theme: Callable[[Theme], None] | None = None,
    ) -> None:
        self._skin = Skin(terminal.depth, terminal.ground, terminal.theme, terminal.asked)
        super().__init__(driver_class=driver_class)
        self.error_console = Console(file=io.StringIO())
        self.crash: Exception | None = None
        self._loader = loader
        self._terminal = terminal
        self._welcome = welcome
        self._small: SmallScreen | None = None
        self._folding: LineFilter | None = None
        self._colourless: LineFilter | None = None
        self._browse = BrowseScreen(
            loader, self._skin, state or ViewState(), files or OwnFiles(), notice, terminal.slow
        )
        self._browse.begin_with(session or Session())
        self._keep_theme = keep_theme or self._browse.keep_theme
        self.own_keys: Keymap = keys or {}
        self.own_columns = columns
        self.set_keymap(
            {each.name: ",".join(each.keys) for each in tailored(self.own_keys) if each.name in self.own_keys}
        )
        self._browse.take_early(early)
        if not early:
            self._browse.ask_all()

    def keep_session(self, at_once: bool = False, is_crash: bool = False) -> None:
        """Keep where the person is for the next start; after a crash not where this one began, if that is there."""
        if is_crash:
            self._browse.forget_place()
        else:
            self._browse.keep_session(at_once)

    def get_default_screen(self) -> Screen[None]:
        """The panes."""
        return self._browse

    def get_line_filters(self) -> Sequence[LineFilter]:
        """textual's filters, and ours for characters and colours that the terminal can't draw."""
        filters = list(super().get_line_filters())
        if self._terminal.glyphs is not Glyphs.UNICODE:
            from tui.ascii_skin import FoldingFilter

            self._folding = self._folding or FoldingFilter(self._terminal.glyphs)
            filters.append(self._folding)
        if self._skin.theme == "mono":
            from tui.colourless import ColourlessFilter

            self._colourless = self._colourless or ColourlessFilter()
            filters.append(self._colourless)
        return filters

    def get_css_variables(self) -> dict[str, str]:
        """textual's, and what its palette has of our looks."""
        return {**super().get_css_variables(), **self._skin.variables}

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """None of textual's own."""
        return ()

    def on_mount(self) -> None:
        """Look at the window, and draw anew when the program is brought back to the foreground."""
        asyncio.get_running_loop().set_exception_handler(self._loop_failed)
        self._suit(self.size)
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())

    def on_ready(self) -> None:
        """The first frame stands. What was made until now stays, and is never looked through for garbage."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
            gc.set_threshold(GARBAGE)
            sys.setswitchinterval(SWITCHING)

    def on_resize(self, event: events.Resize) -> None:
        """A window that is too small says so, until it is larger."""
        self._suit(event.size)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a window that is too small there is only leaving; a theme must be one that can be shown here."""
        if action == "theme" and parameters and parameters[0] not in self._skin.offered:
            return False
        return self._small is None or action in {"quit", "stop"}

    def action_help(self) -> None:
        """The keys of where one is, and how to search."""
        from tui.screens.card import help_screen

        if not self.screen.has_class("help"):
            scopes = getattr(self.screen, "scopes_here", (Scope.BROWSE,))
            self._put_card(help_screen(self._skin, (*scopes, Scope.EVERYWHERE), self.own_keys))

    def action_manual(self) -> None:
        """The manual."""
        from tui.screens.card import manual_screen

        if not self.screen.has_class("manual"):
            self._put_card(manual_screen(self._skin, self.own_keys))

    def _put_card(self, card: CardScreen) -> None:
        """Show a card, in place of the one that stands there."""
        if self.screen.has_class("help") or self.screen.has_class("manual"):
            self.switch_screen(card)
        else:
            self.push_screen(card)

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        from tui.palette import Palette

        if not Palette.is_open(self.app):
            self.push_screen(Palette(id="--command-palette"))

    def action_redraw(self) -> None:
        """Paint everything anew, where something else has written on the screen."""
        sight = getattr(self._driver, "sight", None)
        if isinstance(sight, Sight):
            sight.forget()
        self.call_after_refresh(self.screen.refresh, layout=True)

    def action_stop(self) -> None:
        """Give the terminal back and stop, until a shell brings us back."""
        if isinstance(self._driver, TolerantDriver):
            self._driver.stop()

    def action_theme(self, name: Theme) -> None:
        """Everything in another theme, from now on."""
        self._skin.wear(name)
        self.refresh_css(animate=False)
        for screen in self.screen_stack:
            for view in screen.query(LineView):
                view.forget()
        self._browse.say(f"Theme: {self._skin.theme}")
        self._keep_theme(self._skin.theme)

    def action_next_theme(self) -> None:
        """The theme after this one."""
        offered = self._skin.offered
        self.action_theme(offered[(offered.index(self._skin.theme) + 1) % len(offered)])

    def fail(self, error: Exception) -> None:
        """End, from any thread, for an error that nobody foresaw."""
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # it has ended meanwhile
                loop.call_soon_threadsafe(self._handle_exception, error)

    def _loop_failed(self, _: AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Keep the first error for the one line that is said about it; a traceback helps nobody at a terminal."""
        self.crash = self.crash or error
        super()._handle_exception(error)

    def panic(self, *_: object) -> None:
        """End; what would be drawn of the error nobody is shown."""
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self.panic()

    def _suit(self, size: Size) -> None:
        """What stands before the panes at this size: the word that the window is too small, once, or who we are on the
        first run, once there is room for it."""
        if too_small(*size):
            self._say_small()
            return
        if self._small is not None:
            self._small.give_way()
            self._small = None
        if self._welcome:
            from tui.screens.card import welcome_screen

            self._welcome = False
            self.push_screen(welcome_screen(self._skin))

    def _say_small(self) -> None:
        if self._small is None:
            from tui.screens.card import SmallScreen

            self._small = SmallScreen(self._skin)
            self.push_screen(self._small)
