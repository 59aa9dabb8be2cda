"""What clicks and the wheel do where the mouse is on."""

from __future__ import annotations

import pytest
from driving import Driven, driven
from textual.events import MouseScrollDown, MouseScrollUp
from textual.geometry import Offset

from tui.choices import Section
from tui.screens.article import ArticleScreen
from tui.state import Pane


async def click(app: Driven, pane: str, line: int, times: int = 1) -> None:
    await app.pilot.click(f"#{pane}", offset=Offset(4, line), times=times)
    await app.settle()


async def roll(app: Driven, pane: str, steps: int) -> None:
    """All of it at once, as a wheel does."""
    x, y = app.app.screen.query_one(f"#{pane}").region.offset
    kind = MouseScrollDown if steps > 0 else MouseScrollUp
    for _ in range(abs(steps)):
        app.app.post_message(kind(None, x + 4, y + 2, 0, 0, 0, False, False, False))
    await app.settle()
    await app.settle()


@pytest.mark.parametrize(("line", "index"), [(1, 0), (3, 2), (0, 0)])
async def test_a_click_on_a_row_puts_the_cursor_there_and_the_focus(line: int, index: int) -> None:
    async with driven() as app:
        await app.press("1")
        await click(app, "agreements", line)
        assert (app.state.index, app.state.focus) == (index, Pane.AGREEMENTS)
        assert app.app.focused is not None
        assert app.app.focused.id == "agreements"


async def test_a_second_click_goes_in() -> None:
    async with driven() as app:
        await click(app, "agreements", 2, times=2)
        assert (app.state.index, app.state.focus) == (1, Pane.DETAIL)


async def test_clicks_choose_beside_the_list_and_open_sections() -> None:
    async with driven() as app:
        await click(app, "facets", 2, times=2)
        assert [choice.text for choice in app.state.choices] == ["org:=interpol"]
        height = app.app.screen.query_one("#facets").size.height
        await click(app, "facets", height - 4)
        assert (app.state.section, app.state.focus) == (Section.KINDS, Pane.FACETS)
        await click(app, "search", 0)
        assert app.state.focus is Pane.SEARCH


async def test_a_click_marks_a_fact_and_a_second_one_opens_its_words() -> None:
    async with driven() as app:
        await click(app, "detail", 3)
        assert (app.state.focus, app.state.fact) == (Pane.DETAIL, 2)
        await click(app, "detail", 1, times=2)
        assert isinstance(app.app.screen, ArticleScreen)


async def test_the_wheel_scrolls_what_is_below_it_without_going_there() -> None:
    async with driven() as app:
        await roll(app, "agreements", 2)
        assert app.state.index == 6
        await roll(app, "agreements", -3)
        assert app.state.index == 0
        await roll(app, "detail", 2)
        assert (app.state.fact, app.state.focus) == (2, Pane.AGREEMENTS)


async def test_below_the_last_row_nothing_is_clicked_on() -> None:
    async with driven(size=(80, 60)) as app:
        await click(app, "agreements", 16)
        assert app.state.index == 0
