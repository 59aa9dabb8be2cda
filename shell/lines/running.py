"""The line mode at work: lines are read, answered and printed until the person leaves."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, NamedTuple

from db.catalogue import Catalogue
from db.printable import printable
from shell.lines.conversation import SLOW, begun, prompt, step
from shell.lines.paper import ROWS, Paper
from shell.lines.reading import reader
from shell.lines.state import Goal, ListSight, Session, whole
from shell.lines.talk import Outside, held
from shell.lines.terms import letters_of
from shell.looking import refuse_damaged
from shell.stopping import ended_from_within
from tui.guesses import Wishes
from tui.history import keep_line
from tui.state import SORTS, ViewState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shell.lines.state import Said
    from shell.lines.talk import Talk
    from shell.lines.terms import Letters

ENDED = "Ended."
WORKING = "Working on it; Ctrl+C ends that."
PATIENCE = 1.5  # seconds, after which a person is told that there is work going on
WELCOME = "Agreement Explorer, line mode. help lists the commands, quit leaves."


class LinesStart(NamedTuple):
    """What the line mode begins with. The files are the person's own: saved searches, and the history of searches;
    without a path for the history none is kept. `rows` is how many an answer has, None for as many as usual."""

    query: str = ""
    sort: str = SORTS[0]
    searches: str = ""
    history: str = ""
    rows: int | None = None
    notice: str = ""
    wishes: Wishes = Wishes()


def run_lines(database: Path, start: LinesStart | None = None) -> int:
    """Answers lines of standard input on standard output until these end or one says to quit; the exit status.

    Raises DatabaseError where the database can't be read, KeyboardInterrupt when Ctrl-C ends it, and OSError when
    nobody reads the answers any more.
    """
    start = start or LinesStart()
    refuse_damaged(database)
    letters = letters_of(os.environ, sys.stdout.encoding, start.wishes)
    history = Path(start.history) if start.history else None
    with Catalogue(database) as catalogue, ended_from_within():
        outside = Outside(catalogue, Path(start.searches))
        sort = next((sort for sort in SORTS if sort == start.sort), SORTS[0])
        view = whole(ViewState(text=start.query, sort=sort))
        session = Session(Goal(view, ListSight()), _paper(start.rows))
        lines = reader(history)
        if lines.is_live:
            _print([*filter(None, (start.notice, catalogue.notice)), WELCOME], letters)
        said = _answer(begun(session), outside, lines.is_live, letters)
        while True:
            _print(said.lines, letters)
            if said.searched and history is not None and lines.is_live:
                _keep(history, said.searched)
            if said.session.is_over:
                return 0
            line = lines.next(letters.drawn(printable(prompt(said.session))))
            if line is None:
                return 0
            session = replace(said.session, paper=_measured(said.session.paper))
            said = _answer(step(session, line), outside, lines.is_live, letters)


def _answer(talk: Talk[Said], outside: Outside, is_live: bool, letters: Letters) -> Said:
    """An answer. Meanwhile Ctrl-C ends the question in hand; a person is asked for the next line then, for a script
    that is the end, as is a second Ctrl-C."""
    pressed = 0

    def stop(*_: object) -> None:
        nonlocal pressed
        pressed += 1
        if pressed > 1:
            raise KeyboardInterrupt
        outside.catalogue.interrupt()

    before = signal.signal(signal.SIGINT, stop)
    sign = Timer(PATIENCE, _print, ((WORKING,), letters))
    sign.daemon = True
    try:
        if is_live:
            sign.start()
        said = held(talk, outside)
    finally:
        sign.cancel()
        if is_live:
            sign.join()
        signal.signal(signal.SIGINT, before)
    if pressed and not is_live:
        raise KeyboardInterrupt
    return said._replace(lines=(ENDED,)) if pressed and said.lines == (SLOW,) else said


def _print(lines: Sequence[str], letters: Letters) -> None:
    """Lines, all of them at once, clean whatever they were made of."""
    sys.stdout.write("".join(f"{letters.drawn(printable(line))}\n" for line in lines))
    sys.stdout.flush()


def _keep(history: Path, line: str) -> None:
    """A search that can't be kept is no reason to trouble the person."""
    try:
        keep_line(history, line)
    except OSError:
        return


def _paper(rows: int | None) -> Paper:
    return _measured(Paper(rows or ROWS))


def _measured(paper: Paper) -> Paper:
    """The paper as large as the terminal is now; without bounds where there is none."""
    if not sys.stdout.isatty():
        return paper._replace(columns=None, height=None)
    from shutil import get_terminal_size

    size = get_terminal_size()
    return paper._replace(columns=size.columns, height=size.lines)
