"""Searching the text of articles on the screen: the list, the detail, reading on from hit to hit, and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from driving import TERMINAL, Driven, app_on, driven
from fakes import FakeCatalogue
from textual.pilot import Pilot

from db.catalogue import Catalogue
from db.errors import SlowQueryError
from db.query import Query
from db.rows import HitPage
from tui.hit_requests import Hits
from tui.loader import Loader, catalogue_opener
from tui.screens.article import HitScreen
from tui.state import Pane
from tui.terminal import Glyphs, Terminal
from tui.widgets.article_view import ArticleView

POOR = Terminal("none", "dark", Glyphs.ASCII, "mono")


def on(path: Path, size: tuple[int, int] = (80, 24), **options: object):
    return driven(size=size, loader=Loader(catalogue_opener(path)), **options)


def hits(app: Driven) -> Hits:
    listing = app.browse.listing
    assert isinstance(listing, Hits)
    return listing


def below(app: Driven, title: str) -> str:
    return " ".join(app.text.partition(title)[2].replace("│", " ").split())


async def search(app: Driven, text: str) -> None:
    await app.press("slash")
    await app.type(text)
    await app.press("enter")


def marked_on_screen(app: Driven) -> list[str]:
    """What is drawn in bold and underlined."""
    strips = app.app.screen._compositor.render_strips()
    found = []
    for strip in strips:
        for segment in strip:
            if segment.style is not None and segment.style.bold and segment.style.underline:
                found.append(segment.text)
    return found


async def test_the_list_shows_articles_with_the_words_and_the_detail_their_sentences(seeded: Path) -> None:
    async with on(seeded, (80, 32)) as app:
        await search(app, "in:articles secure comm")
        assert "2 Articles  1 of 1, newest" in app.text
        assert "1 of 5 articles · in articles: “secure” and “comm…”" in app.text
        assert "2011-10-12  Europol · INTERPOL AND EURO" in app.text
        assert "secure communication" in below(app, "2 Articles").partition("3 Article")[0]
        detail = below(app, "3 Article ")
        assert "Publisher Europol" in detail
        assert "agencies agreed on Tuesday to establish a" in detail
        assert {"secure", "communication"} <= {text.strip() for text in marked_on_screen(app)}
        await app.press("3", "G")
        assert "Tells of 3 agreements" in below(app, "3 Article ")
        assert "2011-10-11 MoU" in below(app, "3 Article ")
        await app.press("g")
        assert "Publisher" in app.text
        await app.press("escape", "escape")
        assert "2 Agreements" in app.text
        assert "INTERPOL–OSCE" in app.text or "3 Agreement " in app.text


async def test_moving_moves_the_detail(seeded: Path) -> None:
    async with on(seeded) as app:
        await search(app, "in:articles interpol")
        assert len(hits(app).page.rows) == 5
        for key, place in (("down", 1), ("j", 2), ("G", 4), ("k", 3), ("g", 0), ("pagedown", 2)):
            await app.press(key)
            assert app.state.index == place
            assert app.browse.hit == hits(app).row(place)
            title = hits(app).page.rows[place].article.title or hits(app).page.rows[place].article.name
            assert title[:20] in below(app, "3 Article ")


@pytest.mark.parametrize("key", ["enter", "e"])
async def test_an_article_opens_at_the_first_words_and_n_goes_on_to_the_next_article(seeded: Path, key: str) -> None:
    async with on(seeded) as app:
        await search(app, "in:articles piracy OR customs")
        rows = hits(app).page.rows
        assert len(rows) >= 3
        await app.press(key)
        assert isinstance(app.app.screen, HitScreen)
        view = app.app.screen.query_one(ArticleView)
        read: list[tuple[int, str]] = []
        for _ in range(40):
            assert view.reading is not None
            assert view._shown is not None
            article = view.reading.article
            words = article.text[view._shown.start : view._shown.end]
            if read and read[-1] == (article.row.id, view._note):
                break
            assert words.lower() in {"piracy", "customs"}
            assert words in marked_on_screen(app)
            read.append((article.row.id, view._note))
            await app.press("n")
            if "this is the last article" in app.text:
                break
        assert list(dict.fromkeys(number for number, _ in read)) == [row.article.id for row in rows]
        with Catalogue(seeded) as catalogue:
            marks = [catalogue.marked_article(row.article.id, app.state.query).marks for row in rows]
        assert len(read) == sum(map(len, marks))
        assert read[0][1] == f"words 1 of {len(marks[0])}, article 1 of {len(rows)}"
        for number, note in reversed(read[:-1]):
            await app.press("N")
            assert view.reading is not None
            assert (view.reading.article.row.id, view._note) == (number, note)
        await app.press("N")
        assert "this is the first article" in app.text
        await app.press("escape")
        assert app.app.screen is app.browse


async def test_back_from_reading_the_list_stands_at_the_article_read_last(seeded: Path) -> None:
    async with on(seeded) as app:
        await search(app, "in:articles lang:en")  # nothing is marked: n goes from article to article
        await app.press("enter", "n", "n")
        assert "article 3 of" in app.text
        await app.press("escape")
        assert app.state.index == 2
        assert app.browse.hit == hits(app).row(2)


async def test_an_article_without_agreements_opens_too(seeded: Path, tmp_path: Path) -> None:
    from seed.load import seed_database
    from seed.sources import DEFAULT_LIMITS, gather

    article = tmp_path / "plain.txt"
    article.write_text("A plain day\n\nNothing was agreed about zeppelins, they said. Zeppelins came all the same.\n")
    path = tmp_path / "plain.db"
    seed_database(path, gather([article], DEFAULT_LIMITS), lambda _: None)
    async with on(path) as app:
        await search(app, "in:articles zeppelins")
        assert "0 agreements" in app.text
        await app.press("enter")
        assert "words 1 of 2, article 1 of 1" in app.text
        assert marked_on_screen(app) == ["zeppelins"]


async def test_an_empty_list_of_agreements_leads_to_the_articles_with_one_key(seeded: Path) -> None:
    async with on(seeded) as app:
        await app.press("slash")
        await app.type("somalia")
        assert "Nothing matches somalia." in app.text
        assert "Ctrl+T: search the articles" in app.text
        await app.press("ctrl+t")
        assert app.state.text == "in:articles somalia"
        assert "2 Articles  1 of" in app.text
        await app.press("ctrl+t", "tab", "2")
        assert "a: search the articles" in app.text
        await app.press("a")
        assert app.state.text == "in:articles somalia"


@pytest.mark.parametrize(("keys", "text"), [
    (["a"], "in:articles europol"), (["a", "a"], "europol"), (["slash", "ctrl+t"], "in:articles europol"),
    (["slash", "ctrl+t", "ctrl+t"], "europol"), (["slash", "a"], "europola"),
])  # fmt: skip
async def test_a_key_turns_the_search_to_the_articles_and_back(seeded: Path, keys: list[str], text: str) -> None:
    async with on(seeded) as app:
        await search(app, "europol")
        await app.press(*keys)
        assert app.state.text == text
        assert ("2 Articles" in app.text) is text.startswith("in:articles")


async def test_nothing_found_in_articles_has_a_way_out_and_orders_are_those_that_there_are(seeded: Path) -> None:
    async with on(seeded) as app:
        await app.press("slash")
        await app.type("in:articles interpol zeppelin")
        assert "Nothing matches" in app.text
        assert "5 articles" in app.text
        await app.press("enter")
        assert isinstance(app.browse.listing, Hits)
        assert len(hits(app).page.rows) == 5
        await app.press("enter")
        orders = []
        for _ in range(3):
            await app.press("s")
            orders.append(hits(app).page.order)
        assert orders == ["oldest", "best match", "newest"]


async def test_a_late_answer_is_never_shown(seeded: Path) -> None:
    gate = Event()

    class Slow(Catalogue):
        def hits(self, query: Query, *arguments: object, **named: object) -> HitPage:
            if "europol" in query.parts[0].text:
                gate.wait(5)
            return super().hits(query, *arguments, **named)  # type: ignore[arg-type]

    async with driven(loader=Loader(lambda: Slow(seeded))) as app:
        await app.press("slash")
        for char in "in:articles europol":
            await app.pilot.press("space" if char == " " else "colon" if char == ":" else char)
        for key in ("ctrl+w", *"wco"):
            await app.pilot.press(key)
        gate.set()
        await app.settle()
        assert app.state.text == "in:articles wco"
        assert all("wco" in (hit.article.title or "").lower() + hit.passages[0].text.lower()
                   for hit in hits(app).page.rows)  # fmt: skip


async def test_a_question_that_fails_is_said_and_asked_again(seeded: Path) -> None:
    class Failing(Catalogue):
        fails = True

        def hits(self, *arguments: object, **named: object) -> HitPage:
            if self.fails:
                raise SlowQueryError("this takes too long")
            return super().hits(*arguments, **named)  # type: ignore[arg-type]

    async with driven(loader=Loader(lambda: Failing(seeded))) as app:
        await search(app, "in:articles europol")
        assert "This takes too long" in app.text
        assert app.browse.hit is None
        Failing.fails = False
        await app.press("enter")
        assert "2 Articles" in app.text


@pytest.mark.parametrize("size", [(40, 10), (59, 24), (60, 24), (80, 24), (120, 40)])
async def test_all_sizes_draw_it(seeded: Path, size: tuple[int, int]) -> None:
    async with on(seeded, size) as app:
        await search(app, "in:articles interpol")
        await app.press("down", "G", "3", "enter", "n", "escape", "2")
        assert app.state.focus is Pane.AGREEMENTS
        assert all(len(line) <= size[0] for line in app.screen_lines())
        assert isinstance(app.browse.listing, Hits)


async def test_without_colour_the_words_stand_in_braces_in_ascii(seeded: Path) -> None:
    async with on(seeded, terminal=POOR) as app:
        await search(app, "in:articles secure comm")
        assert "{secure} {communication}" in app.text
        assert app.text.isascii()


@pytest.mark.parametrize("terminal", [TERMINAL, POOR], ids=["colour", "poor"])
def test_pictures_of_hits(snap_compare: Callable[..., bool], seeded: Path, terminal: Terminal) -> None:
    app, loader = app_on(FakeCatalogue(), Loader(catalogue_opener(seeded)), terminal=terminal)

    async def before(pilot: Pilot[None]) -> None:
        for key in ["slash", *"in", "colon", *"articles", "space", *"interpol", "enter", "down"]:
            await pilot.press(key)
            loader.wait_idle(5)
            await pilot.pause()
        for _ in range(4):
            loader.wait_idle(5)
            await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)
