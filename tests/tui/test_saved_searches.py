"""Saved searches on the screen: their list with its counts, running one, saving one, files that can't be used."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from driving import Driven, driven
from textual.events import Paste

from db.catalogue import Catalogue
from db.errors import LockedDatabaseError, SlowQueryError
from db.parsing import parse
from db.rows import Tally
from db.searches import SavedSearch, read_searches
from tui.loader import Loader
from tui.own_files import OwnFiles
from tui.screens.browse import BrowseScreen
from tui.screens.searches import SearchesScreen
from tui.search_lines import searches_title
from tui.state import Pane
from tui.terminal import Glyphs, Terminal

FILE = """# ours
[[search]]
name = "Europol"
query = "org:europol"

[[search]]
name = "All memoranda"
query = "kind:mou"
sort = "oldest"

[[search]]
name = "Soon"
query = "year:soon"
"""


class CountingCatalogue(Catalogue):
    """The real one; counting may be held back, or fail."""

    gate: threading.Event | None = None
    failure: Exception | None = None

    def tally(self, query: object) -> Tally:
        if threading.current_thread().name == "loader-detail":
            if self.gate is not None:
                self.gate.wait(5)
            if CountingCatalogue.failure is not None:
                raise CountingCatalogue.failure
        return super().tally(query)  # type: ignore[arg-type]


@asynccontextmanager
async def on(seeded: Path, path: Path | None, **options: object) -> AsyncIterator[Driven]:
    files = OwnFiles(path)
    loader = Loader(lambda: CountingCatalogue(seeded))
    async with driven(loader=loader, files=files, **options) as app:  # type: ignore[arg-type]
        yield app


@pytest.fixture(autouse=True)
def clean() -> None:
    CountingCatalogue.gate = CountingCatalogue.failure = None


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "searches.toml"
    path.write_text(FILE)
    return path


async def until(app: Driven, is_so: Callable[[], bool]) -> None:
    for _ in range(500):
        if is_so():
            return
        await app.pilot.pause(0.01)
    raise AssertionError(app.text)


def count(seeded: Path, query: str) -> int:
    with Catalogue(seeded) as catalogue:
        return catalogue.tally(parse(query)).total


async def test_each_search_stands_there_with_its_query_and_its_count(seeded: Path, path: Path) -> None:
    async with on(seeded, path) as app:
        await app.press("o")
        lines = app.screen_lines()
        assert "Saved searches" in lines[0]
        assert path.name in lines[0]
        europol, memoranda, soon = lines[1:4]
        assert europol.split() == ["▌", "Europol", "org:europol", str(count(seeded, "org:europol"))]
        assert memoranda.split() == ["All", "memoranda", "kind:mou,", "oldest", str(count(seeded, "kind:mou"))]
        assert "year:soon is no year" in soon
        assert soon.endswith("–")


async def test_one_with_a_mere_remark_has_its_count_and_the_remark(seeded: Path, path: Path) -> None:
    path.write_text('[[search]]\nname = "Half"\nquery = "kind:mou ("\n')
    async with on(seeded, path) as app:
        await app.press("o")
        line = app.screen_lines()[1]
        assert "a ( has no ) that closes it" in line
        assert line.split()[-1] == str(count(seeded, "kind:mou"))


async def test_counts_come_one_after_the_other_and_until_then_it_is_said(seeded: Path, path: Path) -> None:
    CountingCatalogue.gate = gate = threading.Event()
    async with on(seeded, path) as app:
        await app.pilot.press("o")
        assert app.files.wait_idle(5)
        for _ in range(5):
            await app.pilot.pause()
        assert [line.split()[-1] for line in app.screen_lines()[1:4]] == ["…", "…", "–"]
        await app.pilot.press("down")
        await app.pilot.pause()
        assert app.screen_lines()[2].startswith("▌")
        gate.set()
        await app.settle()
        assert app.screen_lines()[1].split()[-1] == str(count(seeded, "org:europol"))


async def test_enter_runs_a_search_in_its_order(seeded: Path, path: Path) -> None:
    async with on(seeded, path) as app:
        await app.press("slash", "x", "escape", "o", "down", "enter")
        assert isinstance(app.app.screen, BrowseScreen)
        assert (app.state.text, app.state.sort, app.state.focus) == ("kind:mou", "oldest", Pane.AGREEMENTS)
        assert app.browse.listing is not None
        assert len(app.browse.listing.page.rows) == count(seeded, "kind:mou")


async def test_escape_leaves_all_as_it_was(seeded: Path, path: Path) -> None:
    async with on(seeded, path) as app:
        await app.press("down", "o", "escape")
        assert isinstance(app.app.screen, BrowseScreen)
        assert (app.state.text, app.state.index) == ("", 1)
        await app.press("o", "o")
        assert isinstance(app.app.screen, BrowseScreen)


async def test_the_present_search_is_saved_from_the_panes_and_the_rest_stays(seeded: Path, path: Path) -> None:
    async with on(seeded, path) as app:
        await app.press("slash", *"piracy", "escape", "s", "w")
        assert app.screen_lines()[-1].startswith(" Save as: piracy")
        await app.press("ctrl+u", *"Sea", "q", "backspace", "enter")
        assert "Saved as Sea" in app.screen_lines()[-1]
        assert app.state.text == "piracy"
        assert app.app.focused is not None
        assert app.app.focused.id == "agreements"
    assert path.read_text().startswith(FILE)
    assert read_searches(path)[-1] == SavedSearch("Sea", "piracy", "oldest")


async def test_what_is_chosen_beside_the_list_is_saved_with_the_words(seeded: Path, path: Path) -> None:
    async with on(seeded, path) as app:
        await app.press("1", "down", "enter", "slash", *"mari", "escape", "w", "enter")
        shown = app.browse.listing
        assert shown is not None
        saved = read_searches(path)[-1]
        assert saved.query.startswith("org:")
        assert saved.name == saved.query
        assert count(seeded, saved.query) == len(shown.page.rows)


async def test_saving_from_the_list_of_searches_shows_it_there(seeded: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "searches.toml"
    async with on(seeded, path) as app:
        await app.press("slash", *"osce", "escape", "o")
        assert "No search is saved yet." in app.text
        assert "a: save the present search" in app.text
        await app.press("a", "enter")
        assert app.screen_lines()[1].split() == ["▌", "osce", "osce", str(count(seeded, "osce"))]
        assert "Saved as osce" in app.screen_lines()[-1]
        await app.press("a", "enter")
        assert len(read_searches(path)) == 1
        await app.press("a", "end", "2", "enter")
        assert [search.name for search in read_searches(path)] == ["osce", "osce2"]
        assert app.screen_lines()[2].startswith("▌")


async def test_without_a_search_there_is_nothing_to_save(seeded: Path, tmp_path: Path) -> None:
    async with on(seeded, tmp_path / "searches.toml") as app:
        await app.press("w")
        assert "There is no search to save yet" in app.screen_lines()[-1]
        await app.press("o")
        assert "Escape, then / and some words" in app.text
        await app.press("a")
        assert "There is no search to save yet" in app.screen_lines()[-1]
        assert not list(tmp_path.iterdir())


async def test_escape_and_an_empty_name_save_nothing(seeded: Path, path: Path) -> None:
    async with on(seeded, path) as app:
        await app.press("slash", *"osce", "escape", "w", "tab", "ctrl+p", "escape")
        assert "Save as" not in app.text
        assert app.state.text == "osce"
        await app.press("w", "ctrl+u", "space", "enter")
        assert "Save as" not in app.text
        assert path.read_text() == FILE


async def test_every_key_belongs_to_the_question_for_a_name(seeded: Path, path: Path) -> None:
    async with on(seeded, path) as app:
        await app.press("slash", *"osce", "escape", "w", "ctrl+u", *"q1/s?<o", "tab", "down", "f5")
        assert app.screen_lines()[-1].startswith(" Save as: q1/s?<o")
        app.app.screen.focused.post_message(Paste("a\x1b[31m\nb"))  # type: ignore[union-attr]
        await app.press("enter")
        assert read_searches(path)[-1].name == "q1/s?<oa␛[31m b"


async def test_a_resize_leaves_the_question_where_it_is(seeded: Path, path: Path) -> None:
    async with on(seeded, path) as app:
        await app.press("slash", *"osce", "escape", "w")
        await app.pilot.resize_terminal(50, 20)
        await app.settle()
        await app.press("end", "x")
        assert app.screen_lines()[-1].startswith(" Save as: oscex")
        await app.press("escape", "w", "x")  # over the proposal, which one need not take away
        assert app.screen_lines()[-1].removesuffix(" Enter take it  Escape leave").strip() == "Save as: x"
        await app.press("escape")
        assert app.app.focused is not None
        assert app.app.focused.id == "agreements"


async def test_a_file_with_an_error_is_said_and_never_written(seeded: Path, path: Path) -> None:
    broken = FILE + "[[search]]\nname = \n"
    path.write_text(broken)
    async with on(seeded, path) as app:
        await app.press("slash", *"osce", "escape", "w", "enter")
        assert "searches.toml, line 15: " in " ".join(app.browse.notice.split())
        await app.press("o")
        assert "line 15: Invalid value" in " ".join(app.text.split())
        await app.press("a", "enter")
        assert path.read_text() == broken
        path.write_text(FILE)
        await app.press("enter")
        assert "Europol" in app.screen_lines()[1]


async def test_a_place_that_cannot_be_written_is_said(seeded: Path, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("no folder")
    async with on(seeded, tmp_path / "config" / "searches.toml") as app:
        await app.press("slash", *"osce", "escape", "w", "enter")
        assert "can't write" in app.browse.notice
        assert "--searches FILE" in app.browse.notice
        assert app.state.text == "osce"
        await app.press("o")
        assert "can't read" in app.text


async def test_without_a_file_it_is_said(seeded: Path) -> None:
    async with on(seeded, None) as app:
        await app.press("slash", *"osce", "escape", "w", "enter")
        assert "--searches FILE" in app.browse.notice


HOSTILE = '[[search]]\nname = "[/b][@click=app.quit]x[/] \\u001b]0;t\\u0007"\nquery = "[red] \\u202eosce \\u009b31m"\n'


async def test_names_and_queries_are_text_and_nothing_else(seeded: Path, path: Path) -> None:
    path.write_text(HOSTILE)
    async with on(seeded, path) as app:
        for keys in (["o"], ["enter"], ["w"]):
            await app.press(*keys)
            drawn = app.text
            assert not [char for char in drawn if char != "\n" and not char.isprintable() and char != "\ufffd"]
            assert app.app.crash is None
        assert "[red]" in app.state.text
        await app.press("escape", "o")
        assert "[/b][@click=app.quit]x[/]" in app.text


async def test_a_thousand_searches_scroll(seeded: Path, path: Path) -> None:
    path.write_text("".join(f"[[search]]\nname = 'n{number}'\nquery = 'osce'\n" for number in range(1000)))
    async with on(seeded, path) as app:
        await app.pilot.press("o")
        await until(app, lambda: "n0 " in app.text)
        await app.pilot.press("G")
        last = ["▌", "n999", "osce", str(count(seeded, "osce"))]
        await until(app, lambda: app.screen_lines()[-2].split()[:4] == last)


async def test_counts_that_fail_are_said(seeded: Path, path: Path) -> None:
    CountingCatalogue.failure = SlowQueryError("takes too long")
    async with on(seeded, path) as app:
        await app.press("o")
        assert app.screen_lines()[1].endswith("too long")
        await app.press("escape")
        CountingCatalogue.failure = ZeroDivisionError("by nothing")
        await app.press("o")
        assert app.screen_lines()[1].endswith("?")
        assert "ZeroDivisionError" in app.screen_lines()[-1]


async def test_a_locked_database_is_asked_again(seeded: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.searches.RETRY_AFTER", 0.05)
    CountingCatalogue.failure = LockedDatabaseError("x.db is in use by another program; try again")
    async with on(seeded, path) as app:
        await app.press("o")
        assert "in use by another program; trying again" in app.screen_lines()[-1]
        CountingCatalogue.failure = None
        for _ in range(100):
            await app.pilot.pause(0.02)
            await app.settle()
            if app.screen_lines()[2].split()[-1] != "…":
                break
        assert app.screen_lines()[2].split()[-1] == str(count(seeded, "kind:mou"))
        assert "trying again" not in app.text


@pytest.mark.parametrize("size", [(40, 10), (60, 20), (120, 40)])
async def test_it_fits_any_window(seeded: Path, path: Path, size: tuple[int, int]) -> None:
    ascii_only = Terminal("none", "unknown", Glyphs.ASCII, "mono")
    async with on(seeded, path, size=size, terminal=ascii_only) as app:
        await app.press("slash", *"osce", "escape", "o", "a")
        lines = app.screen_lines()
        assert app.text.isascii()
        assert max(len(line) for line in lines) <= size[0]
        assert lines[1].split()[-1] == str(count(seeded, "org:europol"))
        assert lines[-1].startswith(" Save as: osce")
        assert isinstance(app.app.screen, SearchesScreen)


async def test_only_what_can_be_done_with_saved_searches_is_offered(seeded: Path, tmp_path: Path) -> None:
    async with on(seeded, tmp_path / "new.toml") as app:
        await app.press("o")
        assert app.screen_lines()[-1].split() == ["Escape", "back"]
        await app.press("escape", "slash", *"osce", "enter", "o")
        assert "save the present one" in app.screen_lines()[-1]
        assert "run" not in app.screen_lines()[-1]
        await app.press("a", "enter")
        await until(app, lambda: "Saved as osce" in app.text)
        await app.press("down")
        assert "Enter run" in app.screen_lines()[-1]


@pytest.mark.parametrize(("width", "shown"), [
    (80, "/home/ann/.config/agreement-explorer/searches.toml"), (60, "…/agreement-explorer/searches.toml"),
    (40, "…/searches.toml"),
])  # fmt: skip
def test_of_a_long_path_the_last_folders_are_shown(width: int, shown: str) -> None:
    line = "".join(text for text, _ in searches_title("/home/ann/.config/agreement-explorer/searches.toml", width))
    assert f"Saved searches  {shown} ─" in line
    assert len(line) == width
