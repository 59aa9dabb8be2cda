"""The screen without a terminal, as a door: what stands on it, and what it died of."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.events import Key

from db.catalogue import Catalogue
from db.errors import DatabaseError, ExplorerError, LockedDatabaseError
from db.printable import printable
from shell.places import known_location
from tui.app import ExplorerApp
from tui.facts import facts_of
from tui.hit_lines import detail_lines
from tui.hit_requests import Hits
from tui.launch import EARLY, FIRST_ORGANISATIONS
from tui.loader import Loader, catalogue_opener
from tui.own_files import OwnFiles
from tui.present import row_line
from tui.requests import ArticleRequest, FacetsRequest, ListingRequest, RecordsRequest, TallyRequest
from tui.state import ViewState
from tui.terminal import Glyphs, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from torture.doors import Door

TERMINAL = Terminal("256", "dark", Glyphs.UNICODE, "dark")
SIZE = (80, 24)
LONGEST = 4.0  # seconds that answers are waited for
PROMPT = 3.0
ROUNDS = 2  # of asking, as an answer may make the screen ask for more
HANDED_ON = 2  # times that a message is handed on, as from a key to the app, and to a pane
REFUSED, UNFORESEEN = 3, 70


def screen(query: str, keys: tuple[str, ...]) -> Door:
    """Opens the explorer on a query, presses keys, each when nothing more is asked, and gives the screen's text. A file
    that is refused at the start gives its exit status and the line that is said."""

    def call(path: Path) -> tuple[int, str, str]:
        return asyncio.run(_driven(path, query, keys))

    return call


def reads(query: str) -> Door:
    """What the screen asks the database for, and the lines that it makes of the answers: sooner than the screen."""

    def call(path: Path) -> tuple[int, str, str]:
        try:
            return 0, "".join(_read(path, query)), ""
        except ExplorerError as error:
            return REFUSED, "", f"explorer: {printable(str(error))}"

    return call


def _read(path: Path, query: str) -> Iterator[str]:
    state = ViewState(text=query)
    with Catalogue(path) as reader:
        listing = ListingRequest(state.query, state.sort, 0).answer(reader)
        yield str(TallyRequest(state.query).answer(reader).total)
        FacetsRequest(state.facet_query).answer(reader)
        if isinstance(listing, Hits):
            for hit in listing.page.rows:
                yield from (text for line in detail_lines(hit, SIZE[0], braces=False) for text, _ in line)
            return
        for row in listing.page.rows:
            yield from (text for text, _ in row_line(row, SIZE[0], None, with_sources=True))
            for agreement in RecordsRequest((row.id,)).answer(reader).agreements:
                yield from (printable(fact.value or fact.label) for fact in facts_of(agreement))
        for article in reader.articles(state.query._replace(parts=()), 2):
            yield printable(ArticleRequest(article.id).answer(reader).article.text[:200])


async def _driven(path: Path, query: str, keys: tuple[str, ...]) -> tuple[int, str, str]:
    loader = Loader(catalogue_opener(path), path)
    state = ViewState(text=query)
    for request in (
        ListingRequest(state.query, state.sort, 0, None),
        TallyRequest(state.query),
        FacetsRequest(state.facet_query, most=FIRST_ORGANISATIONS),
    ):
        loader.ask(request)
    early = tuple(loader.take(channel, PROMPT) for channel in EARLY)
    for reply in early:
        if reply and isinstance(reply.error, DatabaseError) and not isinstance(reply.error, LockedDatabaseError):
            return reply.error.exit_status, "", f"explorer: {printable(str(reply.error))}"
    files = OwnFiles(known=known_location())
    app = ExplorerApp(loader, TERMINAL, state, early, files=files)
    shown: list[str] = []
    try:
        async with app.run_test(size=SIZE) as pilot:
            for key in ("", *keys):
                if key:
                    app.post_message(Key(key, key if len(key) == 1 else None))
                is_idle = await _at_rest(pilot, loader, files)
                shown.append(_text(app) if is_idle else "Reading failed: no answer in time")
    except Exception as error:
        app.crash = app.crash or error
    loader.close()
    if app.crash is not None:
        return UNFORESEEN, "\n".join(shown), f"{type(app.crash).__name__}: {app.crash}"
    return 0, "\n".join(shown), ""


async def _at_rest(pilot: Pilot[None], loader: Loader, files: OwnFiles) -> bool:
    """Waits until every widget has done what it was told, and what was then asked, of the database or of the person's
    own files, was answered; whether it was in time. No naps, as a pilot takes them after each key: they cost more than
    what is waited for."""
    is_idle = True
    for _ in range(ROUNDS):
        await _settled(pilot)
        is_idle = await asyncio.to_thread(lambda: files.wait_idle(LONGEST) and loader.wait_idle(LONGEST))
    await _settled(pilot)
    return is_idle


async def _settled(pilot: Pilot[None]) -> None:
    for _ in range(HANDED_ON):
        await pilot.pause(0)


def _text(app: ExplorerApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
