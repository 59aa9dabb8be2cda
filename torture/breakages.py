"""The explorer with something in it broken on purpose: `python -m torture.breakages NAME [ARGUMENT ...]`. Each breakage
is a function that puts something worse in the place of a part of the program."""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import Any, NoReturn

SECRET = "\x1b]0;words of an article\x07"  # what no report may hold, nor the terminal get raw
SECONDS = 3.0  # longer than any signal may need


def _raise(*_: object, **__: object) -> NoReturn:
    raise ValueError(SECRET)


def _put(owner: object, name: str, value: object) -> None:
    setattr(owner, name, value)


def handler() -> None:
    """`s` raises."""
    from tui.screens.browse import BrowseScreen

    _put(BrowseScreen, "action_sort", _raise)


def modal() -> None:
    """`?` raises while another screen is put up."""
    from tui.screens import card

    _put(card.CardScreen, "on_mount", _raise)


def render() -> None:
    """The lines of the detail can't be drawn from the second agreement on."""
    from tui.widgets.detail import DetailPane

    drawn, count = DetailPane.lines, [0]

    def lines(pane: Any, width: int, height: int) -> Any:
        count[0] += 1
        return drawn(pane, width, height) if count[0] < 5 else _raise()

    _put(DetailPane, "lines", lines)


def timer() -> None:
    """A timer raises a moment after the start."""
    _when_ready(lambda app: app.set_timer(0.2, _raise))


def task() -> None:
    """A callback of the event loop raises."""
    _when_ready(lambda app: app._loop.call_later(0.2, _raise))


def worker() -> None:
    """The thread that asks the database dies of the first answer about words, and what waits for it in vain."""
    from tui.loader import Loader

    ask, listen = Loader.ask, Loader.listen
    asked: list[bool] = []

    def noted(loader: Loader, request: Any) -> int:
        asked.extend([True] * bool(getattr(getattr(request, "query", None), "has_words", False)))
        return ask(loader, request)

    def deaf(loader: Loader, channel: Any, sink: Any) -> None:
        listen(loader, channel, lambda reply: _raise() if asked else sink(reply))

    _put(Loader, "ask", noted)
    _put(Loader, "listen", deaf)


def errand() -> None:
    """The thread that writes small files dies."""
    from tui.errands import Errands

    _put(Errands, "run", lambda *_: threading.Thread(target=_raise).start())


def keyboard() -> None:
    """The thread that reads the keys dies of the first one."""
    from tui import keyboard as module

    heard = module.Ear.heard
    _put(module.Ear, "heard", lambda ear, data: _raise() if data == b"j" else heard(ear, data))


def end() -> None:
    """Leaving raises."""
    from tui.app import ExplorerApp

    _put(ExplorerApp, "on_unmount", _raise)


def start() -> None:
    """The first frame can't be made."""
    from tui.screens.browse import BrowseScreen

    _put(BrowseScreen, "compose", _raise)


def slow_query() -> None:
    """A question about words takes seconds in the database, and can't be interrupted."""
    from tui.requests import ListingRequest

    answer = ListingRequest.answer

    def slowly(request: ListingRequest, reader: Any) -> Any:
        if request.query.has_words:
            time.sleep(SECONDS)
        return answer(request, reader)

    _put(ListingRequest, "answer", slowly)


def slow_answer() -> None:
    """An answer of the line mode takes seconds, and Ctrl-C ends it."""
    from shell.lines import running
    from shell.lines.talk import held

    def slowly(talk: Any, outside: Any) -> Any:
        if begun:
            time.sleep(SECONDS)
        begun.append(True)
        return held(talk, outside)

    begun: list[bool] = []
    _put(running, "held", slowly)


def busy_screen() -> None:
    """`s` keeps the screen's own thread busy for seconds."""
    from tui.screens.browse import BrowseScreen

    def busily(*_: object) -> None:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            sum(range(1000))

    _put(BrowseScreen, "action_sort", busily)


def _when_ready(do: Any) -> None:
    from tui.app import ExplorerApp

    ready = ExplorerApp.on_ready

    def then(app: Any) -> None:
        ready(app)
        do(app)

    _put(ExplorerApp, "on_ready", then)


# What raises, and the keys that bring it about.
RAISING = {
    handler: b"s", modal: b"?", render: b"jjjjj", timer: b"", task: b"", worker: b"/osce\r", errand: b"/osce\r",
    keyboard: b"j", end: b"q", start: b"",
}  # fmt: skip


def main() -> None:
    """Breaks what is named, and is the explorer."""
    name = sys.argv.pop(1)
    globals()[name]()
    import explorer

    sys.argv[0] = "explorer"
    explorer.main()


if __name__ == "__main__":
    os.environ.pop("PYTHONINSPECT", None)
    main()
