"""What the panes make of keys, with no terminal between: where each sign belongs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from driving import driven

from tui.glyphs import Glyphs
from tui.loader import Loader, catalogue_opener
from tui.terminal import Terminal as Facts

KNOWS_ALL = Facts("256", "unknown", Glyphs.UNICODE, "dark")
NAMES = {"/": "slash", "\r": "enter", "\x1b": "escape", ":": "colon", " ": "space"}  # of keys, as textual has them


def pictures(
    database: Path, steps: Iterable[str], size: tuple[int, int], terminal: Facts = KNOWS_ALL
) -> list[list[str]]:
    """The lines of the screen after each of the steps, which are keys pressed one after the other."""

    async def taken() -> list[list[str]]:
        found = []
        async with driven(size=size, loader=Loader(catalogue_opener(database)), terminal=terminal) as app:
            for keys in steps:
                await app.press(*(NAMES.get(key, key) for key in keys))
                found.append(app.screen_lines())
        return found

    return asyncio.run(taken())


def picture(database: Path, keys: str, size: tuple[int, int]) -> list[str]:
    """The lines of the screen after all these keys."""
    return pictures(database, [keys], size)[0]
