"""Starting the screen: the terminal is looked at and the first reads run before textual is imported."""

from __future__ import annotations

import gc
import os
import sys
import threading
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from db.errors import DatabaseError, LockedDatabaseError
from tui.allocator import hold_little
from tui.config import Config
from tui.lifeline import guard_terminal
from tui.loader import Loader, Reply, catalogue_opener
from tui.own_files import OwnFiles
from tui.requests import Channel, FacetsRequest, ListingRequest, TallyRequest
from tui.session import Session, read_session
from tui.state import SORTS, ViewState
from tui.terminal import Glyphs, Terminal, Wishes, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from tui.app import ExplorerApp
    from tui.lifeline import Lifeline

INTERRUPTED = 130
BACK = "As you left it; explorer --fresh begins anew"
LAST_WORDS = 0.15  # seconds for where the person is to be written, when a signal ends the program
PATIENCE = 0.3
FIRST_ORGANISATIONS = 200  # more than any first screen shows; thousands would keep textual's import waiting
HASTE = 0.0005  # seconds
EARLY = (Channel.LISTING, Channel.COUNTING, Channel.FACETS)


def refuse_unusable_terminal(wishes: Wishes | None = None) -> None:
    """Raises UsageError where no screen can be drawn, or a wish means nothing; nothing else happens."""
    prepare(dict(os.environ), sys.__stdin__, sys.__stderr__, wishes or Wishes())


class CrashError(Exception):
    """The screen ended for an error that nobody foresaw: its cause. The terminal was given back."""


class Start(NamedTuple):
    """What the screen begins with. The files are the person's own: saved searches, and the history of the search line;
    without a path they are not used; so is `session`, where the person was last. `known` has the databases that were
    looked at, and without it none is. `wishes` are those of the command line, `config` the settings; `is_fresh` when
    one is not to come back to where one was; `at_end` is done as well when a signal ends the program."""

    query: str = ""
    sort: str = ""
    searches: str = ""
    history: str = ""
    session: str = ""
    wishes: Wishes = Wishes()
    config: Config = Config()
    is_fresh: bool = False
    at_end: Callable[[], object] | None = None
    known: str | None = None


def launch(database: Path, start: Start | None = None, notice: str | None = None, welcome: bool = False) -> int:
    """Show the explorer on a database until the person leaves; gives the exit status.

    Raises UsageError where there is no terminal to draw on, DatabaseError where the database can't be read, and
    CrashError when an error that nobody foresaw ended it.
    """
    try:
        return _run(database, start or Start(), notice or "", welcome)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(database: Path, start: Start, notice: str, welcome: bool) -> int:
    session = read_session(Path(start.session)) if start.session else Session()
    settings = start.config.wishes
    settings = settings._replace(theme=settings.theme or session.theme)
    terminal = prepare(os.environ, sys.__stdin__, sys.__stderr__, start.wishes, settings)
    _speak_utf8(terminal)
    hold_little()
    lifeline = guard_terminal(terminal.is_plain)
    session = beginning(start, session, os.path.abspath(database))  # noqa: PTH100 - a link is a name of its own
    state = session.view
    searches, history, kept = (Path(path) if path else None for path in (start.searches, start.history, start.session))
    files = OwnFiles(searches, history, kept, start.known)
    loader = Loader(catalogue_opener(database), database)
    for request in (
        ListingRequest(state.query, state.sort, 0, session.agreement),
        TallyRequest(state.query),
        FacetsRequest(state.facet_query, most=FIRST_ORGANISATIONS),
    ):
        loader.ask(request)
    gc.disable()  # until the first frame: nearly all that a start makes stays
    with _without_ssl():
        from tui.app import ExplorerApp
        from tui.driver import driver_for

    early = tuple(loader.take(channel, PATIENCE) for channel in EARLY)
    for reply in early:
        error = None if reply is None else reply.error
        if isinstance(error, DatabaseError) and not isinstance(error, LockedDatabaseError):  # a lock is waited for
            raise error
    app = ExplorerApp(
        loader,
        terminal,
        state,
        early,
        notice or unusual(early) or greeting(start, session) or terminal.notice,
        welcome,
        files,
        driver_for(terminal.is_plain, lifeline),
        session,
        start.config.keys,
        start.config.columns,
    )
    lifeline.last_words = partial(_last_words, app, files, start)
    sys.setswitchinterval(HASTE)  # until the first frame: another thread writes it, which would wait for this one
    crash = _draw(app, terminal, lifeline)
    gc.enable()
    app.keep_session(is_crash=crash is not None)
    loader.close()
    files.close()
    if crash is not None:
        raise CrashError from crash
    return app.return_code or 0


def _draw(app: ExplorerApp, terminal: Terminal, lifeline: Lifeline) -> Exception | None:
    """The screen until it ends; the error that nobody foresaw and that ended it, in whatever thread."""

    def thread_failed(told: threading.ExceptHookArgs) -> None:
        if isinstance(told.exc_value, Exception):
            app.fail(told.exc_value)

    before, threading.excepthook = threading.excepthook, thread_failed
    try:
        app.run(mouse=terminal.mouse)
    except Exception as error:
        return app.crash or error
    finally:
        threading.excepthook = before
        lifeline.restore()
    return app.crash


def _last_words(app: ExplorerApp, files: OwnFiles, start: Start) -> None:
    """What is done yet when the program ends in the middle of anything."""
    try:
        app.keep_session(at_once=True)
        files.close(LAST_WORDS)
    finally:
        if start.at_end is not None:
            start.at_end()


@contextmanager
def _without_ssl() -> Iterator[None]:
    """Lets asyncio go without TLS, as it does in a Python that was built so: nothing here speaks to a network, and
    loading the library is a fortieth of a start."""
    if "ssl" in sys.modules:
        yield
        return
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]
    modules["ssl"] = None
    try:
        yield
    finally:
        del modules["ssl"]


def beginning(start: Start, last: Session, database: str) -> Session:
    """What the screen begins with: what is asked for, else the query of the settings, else where one was last in this
    database."""
    asked = start.query or start.config.query
    is_back = not asked and not start.sort and start.config.restore and not start.is_fresh
    if is_back and last.database == database:
        return last
    sort = start.sort or start.config.sort
    view = ViewState(text=asked, sort=next((each for each in SORTS if each == sort), SORTS[0]))
    return last._replace(database=database, view=view, agreement=None)


def greeting(start: Start, session: Session) -> str:
    """What is said where one comes back to a search, for it is not the whole database that one sees."""
    is_asked = start.query or start.config.query
    return "" if is_asked or not session.view.is_filtered else BACK


def unusual(early: Iterable[Reply | None]) -> str:
    """What one should know of how the database is read."""
    return next((reply.notice for reply in early if reply is not None and reply.notice), "")


def _speak_utf8(terminal: Terminal) -> None:
    """Whoever asks for more than ASCII against a locale that has no more says that the terminal knows UTF-8."""
    if terminal.glyphs is not Glyphs.ASCII and isinstance(sys.__stderr__, TextIOWrapper):
        sys.__stderr__.reconfigure(encoding="utf-8")
