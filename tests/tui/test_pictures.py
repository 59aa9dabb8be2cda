"""Pictures of each layout and each theme, on the same data: looked at when they are renewed."""

from __future__ import annotations

import pytest
from driving import app_on
from fakes import FakeCatalogue
from textual.pilot import Pilot

from tui.guesses import THEMES, Theme
from tui.terminal import Glyphs, Terminal

MOVES = {"list": ["j", "j", "j"], "detail": ["j", "j", "j", "3", *["j"] * 6], "filter": ["1", "j"]}


def pictured(snap_compare, keys: list[str], size: tuple[int, int], terminal: Terminal) -> bool:  # type: ignore[no-untyped-def]
    app, loader = app_on(FakeCatalogue(), terminal=terminal)

    async def before(pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
            loader.wait_idle(5)
            await pilot.pause()
        for _ in range(4):
            loader.wait_idle(5)
            await pilot.pause()

    return bool(snap_compare(app, terminal_size=size, run_before=before))


@pytest.mark.parametrize("where", MOVES)
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_layouts(snap_compare, size: tuple[int, int], where: str) -> None:  # type: ignore[no-untyped-def]
    assert pictured(snap_compare, MOVES[where], size, Terminal("256", "dark", Glyphs.UNICODE, "dark"))


# In a picture the sixteen colours depend on the order of the tests; test_tones.py has theirs.
@pytest.mark.parametrize("theme", [theme for theme in THEMES if not theme.startswith("ansi")])
def test_themes(snap_compare, theme: Theme) -> None:  # type: ignore[no-untyped-def]
    terminal = Terminal("256", "unknown", Glyphs.UNICODE, theme, asked=True)
    assert pictured(snap_compare, ["slash", *"interpol", "enter", *MOVES["detail"]], (80, 24), terminal)


@pytest.mark.parametrize("glyphs", list(Glyphs), ids=lambda glyphs: glyphs.value)
def test_poor_terminals(snap_compare, glyphs: Glyphs) -> None:  # type: ignore[no-untyped-def]
    terminal = Terminal("none", "unknown", glyphs, "mono")
    assert pictured(snap_compare, [*MOVES["detail"], "e"], (80, 24), terminal)
