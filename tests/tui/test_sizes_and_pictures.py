"""Windows of all sizes, and pictures of the screen."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event

import pytest
from driving import app_on, driven
from fakes import FakeCatalogue, agreements
from textual.events import Key
from textual.pilot import Pilot

from tui.commands import Scope
from tui.lines import MARK, wrap
from tui.loader import Loader, catalogue_opener
from tui.screens.article import ArticleScreen
from tui.screens.browse import BrowseScreen
from tui.screens.card import CardScreen, help_screen
from tui.state import Pane
from tui.terminal import Glyphs, Terminal
from tui.widgets.agreements import AgreementsPane
from tui.widgets.detail import DetailPane
from tui.widgets.facets import FacetsPane, list_height
from tui.widgets.line_view import changed_cells


@pytest.mark.parametrize("size", [(39, 24), (80, 9), (10, 3), (1, 1)])
async def test_too_small_says_so_and_recovers(size: tuple[int, int]) -> None:
    async with driven(size=size) as app:
        if size[0] > 9:
            assert f"{size[0]}x{size[1]}" in app.text
        await app.pilot.resize_terminal(80, 24)
        await app.settle()
        assert "1 of 10, newest" in app.text
        await app.pilot.resize_terminal(39, 24)
        await app.settle()
        assert "39x24" in app.text
        await app.pilot.resize_terminal(30, 24)
        await app.pilot.resize_terminal(120, 40)
        await app.settle()
        assert len(app.app.screen_stack) == 1
        await app.press("down")
        assert app.state.index == 1


@pytest.mark.parametrize("keys", [["escape"], ["enter"], ["question_mark"], ["ctrl+p"], ["x", "escape", "ctrl+p", "?"]])
async def test_in_a_window_that_is_too_small_no_key_acts_and_a_larger_one_goes_on(keys: list[str]) -> None:
    async with driven() as app:
        await app.pilot.resize_terminal(30, 24)
        await app.settle()
        await app.press(*keys)
        assert "30x24" in app.text
        assert len(app.app.screen_stack) == 2
        await app.pilot.resize_terminal(80, 24)
        await app.settle()
        assert app.app.screen is app.browse
        await app.press("down")
        assert app.state.index == 1


async def test_q_leaves_a_window_that_is_too_small() -> None:
    async with driven(size=(30, 24)) as app:
        await app.pilot.press("q")
        await app.pilot.pause()
        assert app.app._exit


@pytest.mark.parametrize("sizes", [[(30, 24)], [(30, 24), (20, 8), (35, 9)], [(30, 24), (80, 24), (30, 24)]])
async def test_the_welcome_waits_for_room(sizes: list[tuple[int, int]]) -> None:
    async with driven(size=sizes[0], welcome=True) as app:
        for size in sizes[1:]:
            await app.pilot.resize_terminal(*size)
            await app.settle()
        assert f"{sizes[-1][0]}x{sizes[-1][1]}" in app.text
        await app.pilot.resize_terminal(80, 24)
        await app.settle()
        assert "Any key goes on." in app.text
        await app.press("x")
        assert app.app.screen is app.browse


async def test_what_stands_before_the_panes_is_there_again_after_a_small_window() -> None:
    async with driven() as app:
        await app.press("ctrl+p")
        palette = app.app.screen
        await app.pilot.resize_terminal(30, 24)
        await app.settle()
        assert "30x24" in app.text
        await app.pilot.resize_terminal(80, 24)
        await app.settle()
        assert app.app.screen is palette
        await app.press("escape")
        assert app.app.screen is app.browse


async def test_a_screen_that_comes_before_the_word_of_a_small_window_does_not_keep_it() -> None:
    async with driven(size=(30, 24)) as app:
        app.app.push_screen(help_screen(app.browse._skin, (Scope.EVERYWHERE,), {}))
        await app.settle()
        await app.pilot.resize_terminal(80, 24)
        await app.settle()
        await app.press("escape")
        assert app.app.screen is app.browse
        assert "1 of 10, newest" in app.text


async def test_the_help_is_set_anew_for_another_size() -> None:
    async with driven(size=(120, 60)) as app:
        await app.press("1", "question_mark")
        before = app.text
        await app.pilot.resize_terminal(50, 60)
        await app.settle()
        assert "again: take that back" in " ".join(" ".join(line[16:] for line in app.screen_lines()).split())
        await app.pilot.resize_terminal(120, 60)
        await app.settle()
        assert app.text == before


@pytest.mark.parametrize("size", [(40, 10), (59, 24), (60, 24), (80, 24), (119, 30), (120, 40), (240, 70)])
async def test_every_pane_can_be_read_at_every_size(size: tuple[int, int]) -> None:
    async with driven(size=size) as app:
        for key, words in (("1", "1 Organisations"), ("2", "2 Agreements"), ("3", "3 Agreement"), ("e", "evidence")):
            await app.press(key)
            assert words in app.text
            assert all(len(line) <= size[0] for line in app.screen_lines())


async def test_a_narrow_window_shows_one_pane_and_the_way_back() -> None:
    async with driven(size=(50, 20)) as app:
        assert "1 Organisations" not in app.text
        await app.press("enter")
        assert "2 Agreements" not in app.text
        assert "Escape: list" in app.text
        await app.press("escape")
        assert app.state.focus is Pane.AGREEMENTS
        assert "2 Agreements" in app.text


async def test_in_a_narrow_window_the_chosen_organisation_s_agreements_come_into_sight() -> None:
    async with driven(size=(50, 20)) as app:
        await app.press("1", "j", "j", "enter")
        assert ([choice.text for choice in app.state.choices], app.state.focus) == (["org:=un"], Pane.AGREEMENTS)
        assert "1 of 3, newest" in app.text


def thumbs(lines: list[str], sign: str) -> list[int]:
    return [place for place, line in enumerate(lines) if line.endswith(sign)]


@pytest.mark.parametrize(("glyphs", "sign"), [(Glyphs.UNICODE, "▐"), (Glyphs.CONSOLE, "▐"), (Glyphs.ASCII, "#")])
async def test_the_thumb_of_the_list_is_where_the_rows_in_sight_are(glyphs: Glyphs, sign: str) -> None:
    catalogue = FakeCatalogue(tuple(agreements()[0]._replace(id=f"a{n}") for n in range(140)))
    async with driven(catalogue, terminal=Terminal("none", "unknown", glyphs, "mono")) as app:
        assert thumbs(app.screen_lines(), sign) == [2]
        pane = app.browse.query_one(AgreementsPane)
        before = pane._strips
        await app.press("j")
        changed = [changed_cells(*lines) for lines in zip(before, pane._strips, strict=True)]
        assert [cells for cells in changed if cells]
        assert all(cells[1] < pane.size.width for cells in changed if cells)  # where the thumb stays it costs nothing
        await app.press(*["pagedown"] * 11)
        assert thumbs(app.screen_lines(), sign) == [5]
        await app.press("G")
        assert thumbs(app.screen_lines(), sign) == [8]
        await app.press("k")
        assert thumbs(app.screen_lines(), sign) == [8]
        await app.press("pageup", "pageup")
        assert thumbs(app.screen_lines(), sign) == [7]


async def test_while_nobody_knows_how_many_there_are_there_is_no_thumb() -> None:
    catalogue = FakeCatalogue(tuple(agreements()[0]._replace(id=f"a{n}") for n in range(140)))
    page = catalogue.page
    catalogue.page = lambda *a, **n: page(*a, **n)._replace(total=None)  # type: ignore[method-assign]
    gate, tally = Event(), catalogue.tally
    catalogue.tally = lambda query: (query.is_empty or gate.wait(5), tally(query))[1]  # type: ignore[method-assign]
    async with driven(catalogue) as app:
        assert thumbs(app.screen_lines(), "▐") == [2]
        await app.pilot.press("slash", "i")
        for _ in range(200):
            await app.pilot.pause()
            if "1 of ..., newest" in app.text:
                break
        assert "1 of ..., newest" in app.text
        assert "▌ all              · " in app.text
        assert not thumbs(app.screen_lines(), "▐")
        gate.set()
        await app.settle()
        assert "1 of 140, newest" in app.text
        assert thumbs(app.screen_lines(), "▐") == [2]


@pytest.mark.parametrize("height", range(10, 61, 3))
async def test_the_edge_has_its_joint_where_the_detail_begins(height: int) -> None:
    async with driven(size=(80, height)) as app:
        panes = app.browse.query_one(FacetsPane).region
        assert app.browse.query_one(DetailPane).region.y - panes.y == list_height(panes.height)
        assert app.screen_lines()[app.browse.query_one(DetailPane).region.y][panes.right - 1] == "├"


@pytest.mark.parametrize("size", [(60, 20), (64, 20), (70, 24), (79, 24)])
async def test_from_60_columns_the_parties_can_be_read_beside_the_organisations(size: tuple[int, int]) -> None:
    async with driven(size=size) as app:
        assert "1 Organisations" not in app.text
        assert "1 filter" in app.text
        assert app.browse.query_one(DetailPane).region.width == size[0]
        rows = app.screen_lines()[2:8]
        assert rows[0].endswith("signed▐")
        await app.press("1")
        assert app.browse.query_one(FacetsPane).region.width == 16
        assert "1 Organisations┬" in app.text
        rows = app.screen_lines()[2:8]
        assert "INTERPOL · OSCE" in rows[0]
        assert "INTERPOL · WCO" in rows[1]
        assert "Europol · INTERPOL" in rows[3]
        assert not [row for row in rows if "…" in row]


async def test_from_120_columns_places_and_sources_are_in_the_list() -> None:
    async with driven(size=(120, 40)) as app:
        row = next(line for line in app.screen_lines() if "2011-10-11" in line)
        assert row[:84].split("│")[1].split()[-4:] == ["INTERPOL", "Lyon", "signed", "1"]
        heading = app.screen_lines()[1]
        assert heading.index("sources") + len("sources") == row.index("signed") + len("signed") + 4
        await app.pilot.resize_terminal(160, 40)
        await app.settle()
        assert "Lyon" in app.text


@pytest.mark.parametrize(("size", "hidden"), [((120, 40), True), ((80, 24), True), ((60, 20), True), ((50, 20), False)])
async def test_the_list_can_stand_without_the_detail(size: tuple[int, int], hidden: bool) -> None:
    async with driven(size=size) as app:
        before, panes = app.text, app.browse.query_one(AgreementsPane).region
        await app.press("z")
        assert "3 Agreement" not in app.text
        assert (app.browse.query_one(AgreementsPane).region.area > panes.area) is hidden
        await app.press("enter")
        assert "3 Agreement" in app.text
        assert app.state.focus is Pane.DETAIL
        await app.press("escape")
        assert "3 Agreement" not in app.text
        await app.press("z")
        assert app.text == before
        await app.press("3", "z")
        assert app.state.focus is Pane.AGREEMENTS


async def test_the_detail_tells_what_is_above_and_below() -> None:
    async with driven(size=(80, 24)) as app:
        await app.press("j", "j", "j", "3")
        lines = app.screen_lines()
        below = next(line for line in lines if "more below" in line)
        number = int(below.split("…")[1].split()[0])
        assert "continued" not in app.text
        seen = 0
        while "more below" in app.text:
            await app.press("j")
            seen += 1
            assert seen < 40
        assert "3 Agreement  continued" in app.text
        assert number > 5
        assert "Id" in app.text


async def test_what_is_cut_says_so() -> None:
    for size in ((40, 12), (60, 20), (80, 24), (120, 40)):
        async with driven(size=size) as app:
            rows = [line for line in app.screen_lines() if "action plan" in line or "action" in line]
            assert all("INTERPOL · OSCE" in row or "…" in row for row in rows[:1])


def test_ids_are_broken_at_their_hyphens() -> None:
    assert wrap("interpol-europol-memorandum-of-understanding-2011", 30) == [
        "interpol-europol-memorandum-",
        "of-understanding-2011",
    ]
    assert wrap("x" * 12, 5) == ["xxxxx", "xxxxx", "xx"]


async def test_another_size_keeps_what_is_read_and_chosen() -> None:
    async with driven(size=(80, 24)) as app:
        await app.press("j", "j", "j", "3", *["j"] * 9)
        detail = app.browse.query_one(DetailPane)
        marked = detail.marked
        first = detail._top_fact
        for size in ((120, 40), (60, 20), (40, 12), (100, 30), (80, 24)):
            await app.pilot.resize_terminal(*size)
            await app.settle()
            assert (app.state.index, app.state.focus, detail.marked) == (3, Pane.DETAIL, marked)
            assert detail._top_fact <= first + 9
            assert any("▌" in line and "3 Agreement" not in line for line in app.screen_lines())
        await app.press("2")
        for size in ((40, 10), (240, 70), (60, 12)):
            await app.pilot.resize_terminal(*size)
            await app.settle()
            assert any("▌" in line and "2011-10-11" in line for line in app.screen_lines())


async def test_another_size_keeps_the_place_in_an_article() -> None:
    catalogue = FakeCatalogue()
    article = catalogue.stored[2]
    words = " ".join(f"word{n:04}" for n in range(3000))
    catalogue.stored[2] = article._replace(text=f"{article.text}\n{words}")
    async with driven(catalogue, size=(80, 24)) as app:
        await app.press("e", *["pagedown"] * 4)
        top = app.screen_lines()[1].split()[0]
        for size in ((60, 20), (40, 12), (120, 40), (50, 14)):
            await app.pilot.resize_terminal(*size)
            await app.settle()
            assert top in app.screen_lines()[1], size


async def test_from_120_columns_the_detail_stands_beside_the_list() -> None:
    async with driven(size=(120, 40)) as app:
        assert app.browse.query_one(DetailPane).region.y == app.browse.query_one(AgreementsPane).region.y


async def test_the_welcome_goes_with_any_key_and_the_notice_with_the_first() -> None:
    async with driven(welcome=True, notice="The database is in a temporary file") as app:
        assert "Agreement Explorer" in app.text
        await app.press("x")
        assert "The database is in a temporary file" in app.text
        await app.press("down")
        assert "10 of 10 agreements" in app.text


@pytest.mark.parametrize(("key", "pane", "screen"), [
    ("slash", Pane.SEARCH, BrowseScreen), ("/", Pane.SEARCH, BrowseScreen), ("?", Pane.AGREEMENTS, CardScreen),
    ("question_mark", Pane.AGREEMENTS, CardScreen), ("e", Pane.AGREEMENTS, ArticleScreen),
    ("3", Pane.DETAIL, BrowseScreen), ("tab", Pane.DETAIL, BrowseScreen), ("enter", Pane.AGREEMENTS, BrowseScreen),
    ("escape", Pane.AGREEMENTS, BrowseScreen), ("j", Pane.AGREEMENTS, BrowseScreen),
])  # fmt: skip
async def test_the_keys_that_the_welcome_lists_act_at_once(key: str, pane: Pane, screen: type) -> None:
    async with driven(welcome=True) as app:
        await app.press(key)
        assert "Any key goes on." not in app.text
        assert (app.state.focus, type(app.app.screen)) == (pane, screen)


async def test_what_follows_the_first_key_on_the_welcome_goes_where_that_key_led() -> None:
    async with driven(welcome=True) as app:
        for key in ("slash", "e", "u", "q"):
            app.app.post_message(Key(key, "/" if key == "slash" else key))
        await app.settle()
        await app.settle()
        assert (app.state.text, app.state.focus) == ("euq", Pane.SEARCH)


@pytest.mark.parametrize("name", ["mid", "wide", "organisation", "article", "nothing"])
def test_pictures(snap_compare, name: str) -> None:  # type: ignore[no-untyped-def]
    keys = {
        "mid": ["j", "j", "j", "3", *["j"] * 5],
        "wide": ["j", "j", "j"],
        "organisation": ["1", "j", "j", "j", "enter"],
        "article": ["j", "j", "j", "e"],
        "nothing": ["slash", *"zeppelin"],
    }[name]
    app, loader = app_on(FakeCatalogue())

    async def before(pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
            loader.wait_idle(5)
            await pilot.pause()
        for _ in range(4):
            loader.wait_idle(5)
            await pilot.pause()

    assert snap_compare(app, terminal_size=(120, 40) if name == "wide" else (80, 24), run_before=before)


async def test_an_article_of_five_megabytes_on_one_line_opens_at_once() -> None:
    catalogue = FakeCatalogue()
    article = catalogue.stored[2]
    catalogue.stored[2] = article._replace(text=article.text.replace("\n", " ") + "word " * 1_000_000)
    async with driven(catalogue) as app:
        start = time.perf_counter()
        await app.press("e")
        assert time.perf_counter() - start < 2  # 0.3 s alone; the machine of a test may be busy
        start = time.perf_counter()
        await app.press("G", "pageup", "k")
        assert time.perf_counter() - start < 1
        assert "word word" in app.text


async def test_only_what_can_be_done_is_offered() -> None:
    async with driven(size=(120, 40)) as app:
        assert "Escape back" not in app.screen_lines()[-1]
        await app.press("3")
        assert "Escape back" in app.screen_lines()[-1]
        await app.press("slash", *"zeppelin", "escape")
        last = app.screen_lines()[-1]
        assert "Escape back" in last
        assert not any(word in last for word in ("sort", "copy", "evidence", "detail"))


@pytest.mark.parametrize("size", [(40, 12), (60, 14), (50, 30), (120, 16)])
@pytest.mark.parametrize("steps", [1, 6, 12])
async def test_another_size_keeps_the_evidence_in_sight(seeded: Path, size: tuple[int, int], steps: int) -> None:
    async with driven(size=(80, 24), loader=Loader(catalogue_opener(seeded))) as app:
        await app.press("j", "j", "e", *["n"] * steps)
        assert MARK in app.text
        for other in (size, (80, 24), size):
            await app.pilot.resize_terminal(*other)
            await app.settle()
            assert MARK in app.text
