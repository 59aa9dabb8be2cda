"""Keys of a person's own, help for where one is, the manual, and coming back to where one was."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from driving import driven
from fakes import FakeCatalogue

from db import vocabulary
from db.vocabulary import KINDS as ALL_KINDS
from tui.cards import help_card, manual_card
from tui.choices import Choice, Section
from tui.commands import COMMANDS, Scope, key_of, tailored
from tui.config import Config
from tui.launch import Start, beginning, greeting
from tui.manual import BASES, KINDS, STATUSES
from tui.own_files import OwnFiles
from tui.requests import ListingRequest
from tui.session import Session, keep_session, read_session
from tui.state import Pane, ViewState

OWN = {"sort": ("u", "f5"), "next pane": ("f6",), "back": ("b",), "articles": ("z", "f9")}


def words(lines: list) -> str:
    return "\n".join("".join(text for text, _ in line) for line in lines)


async def test_own_keys_do_what_ours_did(monkeypatch: pytest.MonkeyPatch) -> None:
    async with driven(keys=OWN) as app:
        await app.press("u")
        assert app.state.sort == "oldest"
        await app.press("f5")
        assert app.state.sort != "oldest"
        before = app.state
        await app.press("s", "tab")
        assert app.state == before
        await app.press("f6")
        assert app.state.focus is not before.focus


async def test_escape_and_enter_keep_their_meaning_beside_own_keys() -> None:
    async with driven(keys=OWN) as app:
        await app.press("3", "escape")
        assert app.state.focus is Pane.AGREEMENTS
        await app.press("3", "b")
        assert app.state.focus is Pane.AGREEMENTS


async def test_hints_and_help_name_own_keys() -> None:
    async with driven(size=(120, 40), keys=OWN) as app:
        assert "u sort" in app.screen_lines()[-1]
        await app.press("question_mark")
        assert "u f5" in app.text
    assert key_of("sort", OWN) == "u"


async def test_the_way_to_the_articles_is_named_by_its_own_key() -> None:
    async with driven(keys=OWN) as app:
        await app.press("slash")
        await app.type("xyzzy")
        assert "F9: search the articles" in app.text or "search the articles" not in app.text


@pytest.mark.parametrize(
    ("keys", "there", "not_there"),
    [
        ((), "Agreements", "Beside the list"),
        (("1",), "Beside the list", "go to the detail, or open"),
        (("3",), "open the article at the words that state this fact", "Beside the list"),
        (("e",), "next evidence", "change the order"),
        (("o",), "run this search", "change the order"),
    ],
)
async def test_help_has_the_keys_of_where_one_is(keys: tuple[str, ...], there: str, not_there: str) -> None:
    async with driven(size=(120, 60)) as app:
        await app.press(*keys, "question_mark")
        assert there in app.text
        assert not_there not in app.text
        assert "Searching" in app.text


async def test_the_manual_opens_from_anywhere_and_escape_leads_back() -> None:
    async with driven(size=(100, 30)) as app:
        await app.press("f1")
        assert "What this is" in app.text
        await app.press("escape")
        assert "Agreements" in app.text
        await app.press("slash", "f1")
        assert "What this is" in app.text
        await app.press("escape", "escape", "question_mark", "f1")
        assert "What this is" in app.text
        await app.press("escape")
        assert "1 Organisations" in app.text


def test_the_manual_explains_every_kind_status_and_basis() -> None:
    assert [word for word, _ in KINDS] == list(ALL_KINDS)
    assert [word for word, _ in STATUSES] == list(vocabulary.STATUSES)
    assert {word for word, _ in BASES} == {*vocabulary.BASES, "not stated"}


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_cards_fit_their_width(width: int) -> None:
    for lines in (help_card(width, tuple(Scope)), manual_card(width)):
        if width >= 80:
            assert all(len("".join(text for text, _ in line)) <= width for line in lines)
        assert words(lines)


def test_the_manual_has_every_key() -> None:
    text = " ".join(words(manual_card(200)).split())
    assert all(command.help in text for command in COMMANDS if command.keys)


def test_without_own_keys_the_commands_are_ours() -> None:
    assert tailored({}) is COMMANDS


async def kept(app, path: Path) -> Session:
    app.browse.keep_session()
    assert await asyncio.to_thread(app.files.wait_idle, 5)
    return read_session(path)


async def test_where_one_is_is_kept_and_come_back_to(tmp_path: Path) -> None:
    path = tmp_path / "session"
    async with driven(files=OwnFiles(session=path), session=Session("/a.db")) as app:
        await app.press("slash")
        await app.type("2011")
        await app.press("enter", "j", "3")
        session = await kept(app, path)
        here = app.browse.agreement_here
    assert (session.database, session.view.text, session.agreement) == ("/a.db", "2011", here)
    assert session.view.focus is Pane.DETAIL
    catalogue = FakeCatalogue()
    state = session.view
    async with driven(catalogue, state=state, session=session) as app:
        app.browse.relist(session.agreement)
        await app.settle()
        assert app.browse.agreement_here == here
        assert app.state.focus is Pane.DETAIL


async def test_at_once_a_search_is_kept_whose_list_is_not_there_yet(tmp_path: Path) -> None:
    path = tmp_path / "session"
    async with driven(files=OwnFiles(session=path), session=Session("/a.db")) as app:
        app.browse.state = ViewState(text="2011")
        assert not app.browse.is_settled
        app.browse.keep_session(at_once=True)
        assert await asyncio.to_thread(app.files.wait_idle, 5)
    session = read_session(path)
    assert (session.view.text, session.agreement) == ("2011", None)


async def test_after_a_crash_where_one_began_is_no_place_to_come_back_to(tmp_path: Path) -> None:
    path = tmp_path / "session"
    last = Session("/a.db", ViewState(text="2011"), theme="mono")
    async with driven(files=OwnFiles(session=path), state=last.view, session=last) as app:
        app.app.keep_session(is_crash=True)
        assert await asyncio.to_thread(app.files.wait_idle, 5)
        assert read_session(path) == Session("/a.db", theme="mono")
        await app.press("s")
        app.app.keep_session(is_crash=True)
        assert await asyncio.to_thread(app.files.wait_idle, 5)
        assert read_session(path).view == app.state


async def test_a_hidden_detail_is_kept_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "session"
    async with driven(files=OwnFiles(session=path), session=Session("/a.db")) as app:
        await app.press("z")
        assert "3 Agreement" not in app.text
        session = await kept(app, path)
    assert session.hides_detail
    async with driven(session=session) as app:
        assert "3 Agreement" not in app.text
        await app.press("z")
        assert "3 Agreement" in app.text


async def test_a_chosen_theme_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "session"
    async with driven(files=OwnFiles(session=path), session=Session("/a.db")) as app:
        await app.press("t")
        session = await kept(app, path)
    assert session.theme is not None


async def test_nothing_is_written_while_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "session"
    async with driven(files=OwnFiles(session=path), session=Session("/a.db")) as app:
        first = await kept(app, path)
        path.unlink()
        assert await kept(app, path) == Session()
        await app.press("j")
        assert (await kept(app, path)).agreement != first.agreement


async def test_an_agreement_that_is_gone_is_said() -> None:
    async with driven(session=Session("/a.db", ViewState(), "gone-1999")) as app:
        assert "That agreement is no longer in this list" in app.text


LAST = Session(
    "/a.db",
    ViewState(text="osce", choices=(Choice("kind", "mou", "MoU"),), section=Section.KINDS),
    "x",
    "mono",
)


@pytest.mark.parametrize(
    ("start", "database", "text", "agreement"),
    [
        (Start(), "/a.db", "osce", "x"),
        (Start(), "/b.db", "", None),
        (Start(query="wco"), "/a.db", "wco", None),
        (Start(sort="oldest"), "/a.db", "", None),
        (Start(is_fresh=True), "/a.db", "", None),
        (Start(config=Config(restore=False)), "/a.db", "", None),
        (Start(config=Config(query="un")), "/a.db", "un", None),
        (Start(query="wco", config=Config(query="un")), "/a.db", "wco", None),
    ],
)
def test_what_one_begins_with(start: Start, database: str, text: str, agreement: str | None) -> None:
    session = beginning(start, LAST, database)
    assert (session.database, session.view.text, session.agreement) == (database, text, agreement)
    assert session.theme == "mono"
    assert bool(greeting(start, session)) == (text == "osce")


def test_the_order_is_the_one_asked_for_else_that_of_the_settings() -> None:
    assert beginning(Start(sort="title", config=Config(sort="kind")), LAST, "/b.db").view.sort == "title"
    assert beginning(Start(config=Config(sort="kind")), LAST, "/b.db").view.sort == "kind"
    assert beginning(Start(), LAST, "/b.db").view.sort == "newest"


def test_a_session_file_that_can_not_be_written_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    files = OwnFiles(session=tmp_path / "file" / "session")
    files.keep_session(LAST)
    assert files.wait_idle(5)
    files.close()


def test_the_session_survives_the_way_through_the_file(tmp_path: Path) -> None:
    keep_session(tmp_path / "s", LAST)
    assert read_session(tmp_path / "s") == LAST
    assert ListingRequest(LAST.view.query, "newest", 0, "x").keep == "x"
