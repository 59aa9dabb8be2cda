"""Driving the app in tests: it is settled when nothing is asked and nothing waits to be drawn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fakes import FakeCatalogue
from textual.events import Key
from textual.pilot import Pilot

from tui.app import ExplorerApp
from tui.loader import Loader
from tui.own_files import OwnFiles
from tui.screens.browse import BrowseScreen
from tui.state import ViewState
from tui.terminal import Glyphs, Terminal

TERMINAL = Terminal("256", "dark", Glyphs.UNICODE, "dark")


@dataclass
class Driven:
    """An app being driven."""

    app: ExplorerApp
    pilot: Pilot[None]
    loader: Loader
    catalogue: FakeCatalogue
    files: OwnFiles

    @property
    def browse(self) -> BrowseScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, BrowseScreen)
        return screen

    @property
    def state(self) -> ViewState:
        return self.browse.state

    async def settle(self) -> None:
        quiet = 0
        for _ in range(12):  # one answer leads to the next question: list, count, facets, ways out
            before = self._asked()
            assert await asyncio.to_thread(self.loader.wait_idle, 5)
            await self.pilot.pause()
            quiet = quiet + 1 if self._asked() == before else 0
            if quiet == 2:
                return

    def _asked(self) -> int:
        return sum(asked.token for asked in self.loader._asked.values())

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Without a pause between the keys."""
        for char in text:
            event = Key({" ": "space", ":": "colon"}.get(char, char), char)
            event.set_sender(self.app)
            self.app.post_message(event)
        await self.pilot.pause()
        await self.settle()

    def screen_lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.screen_lines())


def app_on(catalogue: FakeCatalogue, loader: Loader | None = None, **options: object) -> tuple[ExplorerApp, Loader]:
    loader = loader or Loader(lambda: catalogue)
    terminal = options.pop("terminal", TERMINAL)
    return ExplorerApp(loader, terminal, **options), loader  # type: ignore[arg-type]


@asynccontextmanager
async def driven(
    catalogue: FakeCatalogue | None = None, size: tuple[int, int] = (80, 24), **options: object
) -> AsyncIterator[Driven]:
    catalogue = catalogue or FakeCatalogue()
    files = options.setdefault("files", OwnFiles())
    assert isinstance(files, OwnFiles)
    app, loader = app_on(catalogue, **options)
    async with app.run_test(size=size) as pilot:
        driving = Driven(app, pilot, loader, catalogue, files)
        await driving.settle()
        yield driving
        for gate in catalogue.gates:
            gate.set()
    loader.close()
    files.close()
