"""The history of the search line, and back and forward through what was looked at."""

from __future__ import annotations

import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from driving import Driven, driven
from textual.events import Key

from tui.loader import Loader, catalogue_opener
from tui.own_files import OwnFiles
from tui.screens.article import ArticleScreen
from tui.state import Pane


@asynccontextmanager
async def on(seeded: Path, history: Path | None = None, **options: object) -> AsyncIterator[Driven]:
    files = OwnFiles(options.pop("searches", None), history)  # type: ignore[arg-type]
    async with driven(loader=Loader(catalogue_opener(seeded)), files=files, **options) as app:  # type: ignore[arg-type]
        yield app


async def search(app: Driven, text: str, leave: str = "enter") -> None:
    await app.press("slash", "ctrl+u")
    await app.type(text)
    await app.press(leave)


def here(app: Driven) -> tuple[str, str | None]:
    return app.state.text, app.browse.record.id if app.browse.record else None


async def test_up_and_down_go_through_what_was_searched(seeded: Path) -> None:
    async with on(seeded) as app:
        for text in ("osce", "wco", "piracy"):
            await search(app, text)
        await app.press("escape", "slash", *"euro")
        seen = []
        for key in ("up", "up", "up", "up", "down", "down", "down", "down"):
            await app.press(key)
            seen.append(app.state.text)
        assert seen == ["piracy", "wco", "osce", "osce", "wco", "piracy", "euro", "euro"]
        await app.press("up", "up", "s", "up")
        assert app.state.text == "piracy"
        await app.press("down")
        assert app.state.text == "wcos"


async def test_the_list_follows_and_the_caret_stands_at_the_end(seeded: Path) -> None:
    async with on(seeded) as app:
        await search(app, "osce")
        found = here(app)[1]
        await app.press("escape", "slash", "up", "backspace", "e")
        assert here(app) == ("osce", found)


@pytest.mark.parametrize(("leave", "kept"), [
    ("enter", ["europol"]), ("escape", ["europol"]), ("tab", ["europol"]), ("shift+tab", ["europol"]),
])  # fmt: skip
async def test_a_search_is_kept_when_it_is_left_not_at_each_key(
    seeded: Path, tmp_path: Path, leave: str, kept: list[str]
) -> None:
    path = tmp_path / "history"
    async with on(seeded, path) as app:
        await app.press("slash", *"europol")
        assert not path.exists()
        await app.press(leave)
        assert path.read_text().splitlines() == kept
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_what_shows_no_rows_is_kept_only_when_it_is_accepted(seeded: Path, tmp_path: Path) -> None:
    path = tmp_path / "history"
    async with on(seeded, path) as app:
        await search(app, "zeppelin", "escape")
        assert not path.exists()
        await app.press("escape")
        await search(app, "zeppelin", "enter")
        assert path.read_text() == "zeppelin\n"
        await app.press("enter")
        assert path.read_text() == "zeppelin\n"


async def test_the_history_of_sessions_before_is_there(seeded: Path, tmp_path: Path) -> None:
    path = tmp_path / "history"
    path.write_bytes(b"osce\nwco\n\x1b]0;t\x07 [/b]\n")
    async with on(seeded, path) as app:
        assert app.browse.history is None
        for key in ("slash", "up", "up"):
            app.app.post_message(Key(key, "/" if key == "slash" else None))
        await app.settle()
        await app.settle()
        assert app.state.text == "wco"
        await app.press("down")
        assert app.state.text == "␛]0;t␇ [/b]"
        assert "␛]0;t␇ [/b]" in app.screen_lines()[0]
        await search(app, "europol")
        await app.press("slash", "ctrl+u", "up", "up", "up")
        assert app.state.text == "wco"
    assert path.read_text() == "osce\nwco\n␛]0;t␇ [/b]\neuropol\n"


async def test_a_history_that_cannot_be_kept_is_said_once(seeded: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    async with on(seeded, tmp_path / "state" / "history") as app:
        await search(app, "osce")
        assert "not kept after this session" in app.browse.notice
        await search(app, "wco")
        assert app.browse.notice == ""
        await app.press("slash", "ctrl+u", "up", "up")
        assert app.state.text == "osce"


async def test_back_and_forward_through_searches_and_agreements(seeded: Path) -> None:
    async with on(seeded) as app:
        await app.press("down", "down", "enter")
        third = here(app)
        await search(app, "osce")
        osce = here(app)
        await app.press("enter", "escape")
        await search(app, "piracy", "enter")
        piracy = here(app)
        seen = []
        for key in ("<", "<", "<", "<", ">", ">", ">", ">"):
            await app.press(key)
            seen.append(here(app))
        start = seen[2]
        assert start[0] == ""
        assert start != third
        assert seen == [osce, third, start, start, third, osce, piracy, piracy]
        assert "Nothing was looked at after this" in app.screen_lines()[-1]
        await app.press("<", "<")
        assert app.state.focus is Pane.DETAIL
        assert app.state.index == 2
        await app.press("<", "<")
        assert "Nothing was looked at before this" in app.screen_lines()[-1]


async def test_a_new_place_after_going_back_drops_what_was_forward(seeded: Path) -> None:
    async with on(seeded) as app:
        for text in ("osce", "wco", "piracy"):
            await search(app, text)
        await app.press("<", "<")
        assert app.state.text == "osce"
        await search(app, "europol")
        await app.press(">")
        assert "Nothing was looked at after this" in app.screen_lines()[-1]
        await app.press("<")
        assert app.state.text == "osce"


async def test_order_and_choices_come_back_and_where_one_stood_is_not_lost(seeded: Path) -> None:
    async with on(seeded) as app:
        await app.press("1", "down", "enter", "2", "s", "down", "enter", "escape")
        before, opened = app.state, here(app)
        assert before.choices
        assert before.sort == "oldest"
        await app.press("escape", "s", "down", "down")
        looser, stood = app.state, here(app)
        await app.press("<")
        assert here(app) == opened
        assert (app.state.choices, app.state.sort) == (before.choices, before.sort)
        await app.press(">")
        assert (app.state.choices, app.state.sort) == (looser.choices, looser.sort)
        assert here(app) == stood


async def test_reading_the_evidence_is_looking_at_it(seeded: Path) -> None:
    async with on(seeded) as app:
        await app.press("down", "down", "e")
        assert isinstance(app.app.screen, ArticleScreen)
        await app.press("escape")
        read = here(app)
        await app.press("G", "<")
        assert here(app) == read


async def test_searches_of_articles_are_places_too_and_kept(seeded: Path) -> None:
    async with on(seeded) as app:
        await search(app, "osce")
        await app.press("escape", "slash")
        await app.type("in:articles piracy")
        await app.press("escape", "down", "enter")
        read = app.browse.agreement_here
        assert read is not None
        await app.press("escape", "<", "<", ">", ">")
        assert (app.state.text, app.browse.agreement_here) == ("in:articles piracy", read)
        await app.press("slash", "ctrl+u", "up")
        assert app.state.text == "in:articles piracy"


async def test_an_agreement_that_is_gone_is_said(seeded: Path) -> None:
    async with on(seeded) as app:
        await app.press("down", "down", "enter", "escape", "down", "enter", "escape")
        trail = app.browse._trail
        gone = [place if place.agreement != trail.spots[1].agreement else
                type(place)(place.view, "no such agreement", place.focus) for place in trail.spots]  # fmt: skip
        app.browse._trail = type(trail)(tuple(gone), trail.place)
        await app.press("<")
        assert "no longer in this list" in app.screen_lines()[-1]
        assert app.state.index == 0


async def test_a_saved_search_that_was_run_is_a_place_and_in_the_history(seeded: Path, tmp_path: Path) -> None:
    searches = tmp_path / "searches.toml"
    searches.write_text("[[search]]\nname = 'a'\nquery = 'europol'\n")
    async with on(seeded, searches=searches) as app:
        await search(app, "osce")
        await app.press("o", "enter")
        assert app.state.text == "europol"
        await app.press("<")
        assert app.state.text == "osce"
        await app.press(">", "slash", "ctrl+u", "up")
        assert app.state.text == "europol"
