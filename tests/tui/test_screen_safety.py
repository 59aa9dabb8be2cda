"""What comes from outside is drawn, and nothing else; what goes wrong is said."""

from __future__ import annotations

import ast
import asyncio
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from driving import Driven, driven
from fakes import FakeCatalogue, memorandum, slow, titled

from db.errors import DamagedDatabaseError, LockedDatabaseError, SlowQueryError
from db.parsing import parse
from db.records import Party
from tui.loader import AT_ONCE, Loader, Reply
from tui.requests import AdviceRequest, Channel, FacetsRequest, ListingRequest, TallyRequest
from tui.terminal import Glyphs, Terminal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.query import Query
    from db.rows import Facets, Tally

TUI = Path(__file__).parents[2] / "tui"
TRICKY = ["[/b]", "[@click=app.quit]out[/]", "[sic]", "[/etc/passwd] leaked", "[AFP] Paris :smile:"]


@pytest.mark.parametrize("words", TRICKY)
async def test_brackets_are_shown_letter_for_letter(words: str) -> None:
    agreement = titled(memorandum(), f"T {words}")._replace(parties=(Party("x", f"P {words}", None, None),))
    async with driven(FakeCatalogue((agreement,)), size=(140, 40)) as app:
        assert f"T {words}" in app.text
        assert f"P {words}" in app.text
        await app.press("slash", *[f"{c}" for c in "x"])
        assert app.app.crash is None


async def test_escape_characters_of_data_are_never_drawn() -> None:
    evil = "a\x1b]0;pwned\x07b\x9b31mc\u202ed"
    agreement = titled(memorandum(), evil)._replace(place=evil, parties=(Party("x", evil, None, evil),), id=evil)
    catalogue = FakeCatalogue((agreement,))
    article = catalogue.stored[1]
    row = article.row._replace(title=evil, publisher=evil, source=evil)
    catalogue.stored[1] = article._replace(row=row, text=article.text.replace("LYON", "L\x1bO\x9b"))
    async with driven(catalogue) as app:
        for keys in (["down"], ["3", "j", "G"], ["e"]):
            await app.press(*keys)
            drawn = app.text
            assert not [char for char in drawn if char != "\n" and not char.isprintable() and char != "\ufffd"]
        assert "\u241b" in drawn


def test_no_text_but_literals_goes_where_markup_is_read() -> None:
    sinks = {
        "Static",
        "Label",
        "Button",
        "Option",
        "OptionList",
        "notify",
        "from_markup",
        "print",
        "update",
        "Markdown",
    }
    found = []
    for path in TUI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in sinks and not all(isinstance(argument, ast.Constant) for argument in node.args):
                    found.append((path.name, name))
            if isinstance(node, ast.Attribute) and node.attr in {"border_title", "tooltip", "border_subtitle"}:
                found.append((path.name, node.attr))
    assert not found


def test_the_screen_imports_only_what_it_may_of_the_other_wings() -> None:
    allowed = {
        "db.bundled",
        "db.citing",
        "db.disagreements",
        "db.records",
        "db.edtf",
        "db.files",
        "db.errors",
        "db.query",
        "db.parsing",
        "db.pieces",
        "db.lasting",
        "db.rows",
        "db.searches",
        "db.toml_files",
        "db.printable",
        "db.vocabulary",
    }
    for path in TUI.rglob("*.py"):
        modules = set()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module)
        roots = {"seed", "shell", "sqlite3", "sqlite_utils", "click"}
        assert not [m for m in modules if m.partition(".")[0] in roots], path
        extra = {m for m in modules if m.startswith("db")} - allowed
        assert extra <= ({"db.catalogue"} if path.name == "loader.py" else set()), path


async def test_a_stale_reply_is_dropped() -> None:
    catalogue = FakeCatalogue()
    async with driven(catalogue) as app:
        old = threading.Event()
        catalogue.gates = [old]
        await app.pilot.press("s")
        while catalogue.gates:
            await app.pilot.pause()
        await app.pilot.press("s")
        assert catalogue.interrupted
        old.set()
        await app.settle()
        assert "1 of 10, by title" in app.text
        late = Reply(Channel.LISTING, 1, app.browse.listing._replace(place=5))  # type: ignore[type-var]
        from tui.messages import Loaded

        app.browse.post_message(Loaded(late))
        await app.settle()
        assert app.state.index == 0


def test_the_loader_throws_away_what_was_overtaken() -> None:
    catalogue = FakeCatalogue()
    gate = threading.Event()
    catalogue.gates = [gate]
    loader = Loader(lambda: catalogue)
    seen: list[Reply] = []
    loader.listen(Channel.LISTING, seen.append)
    loader.ask(ListingRequest(parse("piracy"), "newest", 0))
    while catalogue.gates:
        pass
    token = loader.ask(ListingRequest(parse("wco"), "newest", 0))
    gate.set()
    assert loader.wait_idle(5)
    assert [reply.token for reply in seen] == [token]
    assert loader.is_current(seen[0])
    loader.close()


def test_channels_of_a_lane_are_answered_one_after_the_other_and_a_list_waits_for_none() -> None:
    gate = threading.Event()
    readers: list[FakeCatalogue] = []

    class Slow(FakeCatalogue):
        def tally(self, query: Query) -> Tally:
            assert gate.wait(5)
            return super().tally(query)

        def facets(self, query: Query, others: Mapping[str, Query] | None = None, most: int | None = None) -> Facets:
            raise AssertionError("nobody wants these any more")

    def opened() -> FakeCatalogue:
        readers.append(Slow())
        return readers[-1]

    loader = Loader(opened)
    for request in (TallyRequest(parse("")), FacetsRequest(parse("")), AdviceRequest(parse("nothing"))):
        loader.ask(request)
    loader.cancel(Channel.FACETS)
    loader.ask(ListingRequest(parse("piracy"), "newest", 0))
    assert loader.take(Channel.LISTING, 5) is not None
    assert loader.take(Channel.ADVICE, 0) is None
    gate.set()
    for channel in (Channel.COUNTING, Channel.ADVICE):
        reply = loader.take(channel, 5)
        assert reply is not None
        assert reply.error is None
    assert loader.wait_idle(5)
    assert loader.take(Channel.FACETS, 0) is None
    assert len(readers) == 2
    loader.close()


def loader_that_is_slow(at: set[int], seconds: float = 0) -> tuple[FakeCatalogue, Loader, list[object]]:
    """A loader whose reader gives up at some of its questions, after some time."""
    catalogue = FakeCatalogue()
    asked: list[object] = []
    page = catalogue.page

    def counted(*arguments: object, **named: object) -> object:
        asked.append(arguments)
        is_slow = len(asked) in at
        answer = page(*arguments, **named)  # type: ignore[arg-type]
        if is_slow:
            time.sleep(seconds)
            raise slow()
        return answer

    catalogue.page = counted  # type: ignore[method-assign, assignment]
    return catalogue, Loader(lambda: catalogue), asked


def ask_twice(catalogue: FakeCatalogue, loader: Loader) -> Reply:
    """Two questions, of which the second overtakes the first; the reply to the second."""
    gate = threading.Event()
    catalogue.gates = [gate]
    loader.ask(ListingRequest(parse("wco"), "newest", 0))
    while catalogue.gates:
        pass
    loader.ask(ListingRequest(parse(""), "newest", 0))
    assert catalogue.interrupted == 1
    gate.set()
    reply = loader.take(Channel.LISTING, 5)
    assert reply is not None
    loader.close()
    return reply


def test_an_interrupt_that_hits_the_newer_question_is_asked_again() -> None:
    catalogue, loader, asked = loader_that_is_slow({1, 2})
    assert ask_twice(catalogue, loader).error is None
    assert len(asked) == 3


def test_a_question_that_took_all_its_time_is_not_asked_again() -> None:
    _, loader, asked = loader_that_is_slow({1})
    loader.ask(ListingRequest(parse(""), "newest", 0))
    reply = loader.take(Channel.LISTING, 5)
    assert reply is not None
    assert isinstance(reply.error, SlowQueryError)
    assert len(asked) == 1
    loader.close()


def test_nor_is_one_that_took_all_its_time_after_it_overtook_another() -> None:
    catalogue, loader, asked = loader_that_is_slow({1, 2}, seconds=AT_ONCE + 0.1)
    assert isinstance(ask_twice(catalogue, loader).error, SlowQueryError)
    assert len(asked) == 2


async def test_after_a_failure_nothing_is_shown_that_is_not_true() -> None:
    async with driven(size=(120, 40)) as app:
        app.catalogue.failure = DamagedDatabaseError("the database is damaged")
        await app.press("slash")
        await app.type("zz")
        for keys in ([], ["enter"], ["escape", "down"], ["1"], ["2", "e"]):
            await app.press(*keys)
            assert "The database is damaged" in app.screen_lines()[-1]
            assert " zz " in app.screen_lines()[-1]
            assert "The database is damaged" in "".join(app.screen_lines()[1:-1])
            assert "10 of 10" not in app.text
            assert "of 10" not in app.text
            assert "OSCE" not in app.text
        app.catalogue.failure = None
        await app.press("2", "enter")
        assert "the database is damaged" not in app.text
        assert "0 of 10 agreements · zz" in app.text


async def test_organisations_that_cannot_be_counted_are_not_shown() -> None:
    async with driven(size=(120, 40)) as app:
        organisations = app.catalogue.organisations
        app.catalogue.organisations = lambda _: 1 / 0  # type: ignore[assignment, method-assign, return-value]
        await app.press("slash", "w", "enter")
        assert "ZeroDivisionError" in app.screen_lines()[-1]
        assert "GCCPOL" not in app.text
        assert "2 of 10 agreements" in app.text
        assert "1 of 2, newest" in app.text
        app.catalogue.organisations = organisations  # type: ignore[method-assign]
        await app.press("escape")
        assert "10 of 10 agreements · no filter" in app.text


async def test_an_agreement_that_has_gone_hides_no_other() -> None:
    async with driven() as app:
        gone = app.catalogue.found[6]
        agreement = app.catalogue.agreement
        asked = []

        def without(agreement_id: str) -> object:
            asked.append(agreement_id)
            return agreement("none" if agreement_id == gone.id else agreement_id)

        app.catalogue.agreement = without  # type: ignore[method-assign, assignment]
        await app.press(*["down"] * 6)
        assert app.browse.record is None
        assert "no longer in the database" in app.screen_lines()[-1]
        assert len(asked) < 30
        await app.press("down")
        assert app.browse.record is app.catalogue.found[7]
        assert "no longer" not in app.text
        await app.press("up", "s")
        assert "4 of 10, oldest" in app.text


LOCKED = "in use by another program; trying again"


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.answering.RETRY_AFTER", 0.05)
    monkeypatch.setattr("tui.screens.article.RETRY_AFTER", 0.05)


async def until(app: Driven, words: str) -> None:
    for _ in range(100):
        await app.settle()
        if words in app.text:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(app.text)


@pytest.mark.usefixtures("soon")
async def test_a_locked_database_is_asked_again_at_the_start() -> None:
    catalogue = FakeCatalogue()
    catalogue.failure = LockedDatabaseError("x.db is in use by another program; try again when it has finished")
    early = tuple(Reply(channel, 0, None, catalogue.failure) for channel in (Channel.LISTING, Channel.FACETS))
    async with driven(catalogue, size=(120, 40), early=early) as app:
        assert LOCKED in app.screen_lines()[-1]
        assert LOCKED in "".join(app.screen_lines()[:-1])
        catalogue.failure = None
        await until(app, "10 of 10 agreements")
        await until(app, "1 of 10, newest")
        for _ in range(200):  # the organisations have a question, and a timer, of their own
            await app.settle()
            if LOCKED not in app.text and not app.browse._is_retry_due:
                break
        assert LOCKED not in app.text
        assert not app.browse._is_retry_due


@pytest.mark.usefixtures("soon")
async def test_a_locked_database_is_asked_again_later_one_question_at_a_time() -> None:
    async with driven(size=(120, 40)) as app:
        app.catalogue.failure = LockedDatabaseError("x.db is in use by another program; try again when it has finished")
        asked = []
        page = app.catalogue.page
        app.catalogue.page = lambda *a, **n: (asked.append(a), page(*a, **n))[1]  # type: ignore[method-assign]
        await app.press("slash", "w", "c")
        await until(app, LOCKED)
        before = len(asked)
        await asyncio.sleep(0.3)
        await app.settle()
        assert 2 <= len(asked) - before <= 20
        app.catalogue.failure = None
        await until(app, "2 of 10 agreements")
        assert LOCKED not in app.text


@pytest.mark.usefixtures("soon")
async def test_an_agreement_and_an_article_that_were_locked_come_later() -> None:
    async with driven(size=(120, 40)) as app:
        agreement, article = app.catalogue.agreement, app.catalogue.article

        def locked(_: object) -> object:
            raise LockedDatabaseError("x.db is in use by another program; try again when it has finished")

        app.catalogue.agreement = app.catalogue.article = locked  # type: ignore[method-assign, assignment]
        await app.press("G")
        await until(app, LOCKED)
        app.catalogue.agreement = agreement  # type: ignore[method-assign]
        await until(app, "interpol-unodc-plan")
        assert LOCKED not in app.text
        await app.press("e")
        await until(app, LOCKED)
        app.catalogue.article = article  # type: ignore[method-assign]
        await until(app, "BALI, Indonesia")
        assert LOCKED not in app.text


@pytest.mark.parametrize(("error", "words"), [
    (DamagedDatabaseError("the database is damaged; run: explorer check"), "The database is damaged"),
    (ZeroDivisionError("by [/b] nothing"), "Reading failed: ZeroDivisionError: by [/b] nothing"),
])  # fmt: skip
async def test_a_failed_worker_is_shown(error: Exception, words: str) -> None:
    async with driven(size=(120, 40)) as app:
        app.catalogue.failure = error
        await app.press("s")
        assert words in app.screen_lines()[-1]
        app.catalogue.failure = None
        await app.press("s")
        assert words not in app.text


async def test_a_database_that_cannot_be_opened_is_shown() -> None:
    def broken() -> FakeCatalogue:
        raise DamagedDatabaseError("this file is no database")

    async with driven(loader=Loader(broken)) as app:
        assert "This file is no database" in app.text


async def test_ascii_means_ascii() -> None:
    async with driven(terminal=Terminal("none", "unknown", Glyphs.ASCII, "mono")) as app:
        await app.press("j", "j", "j", "3")
        assert app.text.isascii()
        assert "INTERPOL - OSCE" in app.text
        assert "> INTERPOL-Europol memorandum" in app.text
        await app.press("e")
        assert app.text.isascii()
        await app.press("escape", "ctrl+p")
        assert app.text.isascii()


async def test_without_colour_no_colour_is_sent() -> None:
    async with driven(terminal=Terminal("none", "unknown", Glyphs.UNICODE, "mono")) as app:
        strips = app.app.screen._compositor.render_strips()
        colours = {s.style.color.name for strip in strips for s in strip if s.style and s.style.color}
        assert colours <= {"default"}


async def test_an_unexpected_error_is_kept_for_one_line() -> None:
    with pytest.raises(ZeroDivisionError):
        async with driven() as app:
            app.app.call_later(lambda: 1 / 0)
            await app.pilot.pause()
            assert isinstance(app.app.crash, ZeroDivisionError)
            assert app.app.return_code == 1


async def test_a_count_of_another_moment_than_the_list_is_said_to_be_so() -> None:
    async with driven(size=(120, 40)) as app:
        assert "two moments" not in app.text
        tally = app.catalogue.tally
        app.catalogue.tally = lambda query: tally(query)._replace(everything=11)  # type: ignore[method-assign]
        await app.press("slash", "w", "c")
        await until(app, "two moments")
        app.catalogue.tally = tally  # type: ignore[method-assign]
        await app.press("o")
        await app.settle()
        assert "two moments" not in app.text


async def test_how_a_file_is_read_is_said_where_that_is_not_as_usual() -> None:
    catalogue = FakeCatalogue()
    catalogue.notice = "x.db stands where files can't be locked"
    async with driven(catalogue, size=(120, 40)) as app:
        await until(app, "can't be locked")
