"""How far a run has come, on standard error, while a person looks at it."""

from __future__ import annotations

import select
import sys
import threading
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, NamedTuple, TextIO, cast

from db.printable import printable
from seed.counting import count_sources
from shell.output import remark
from shell.stopping import cursor_shown_while_stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from rich.progress import Task
    from rich.text import Text

CURSOR_SHOWN = "\x1b[?25h"
PATIENCE = 0.3  # seconds
STOPPING = "stopping after the batch in hand; once more stops at once"


class Shown(NamedTuple):
    """What is to be called with the name of each source that is done with, and with whom one has to wait for."""

    done: Callable[[str], None]
    waits: Callable[[str], None]


@contextmanager
def showing(paths: Sequence[Path], stop: Callable[[], bool]) -> Iterator[Shown]:
    """How far a run is: how many are done of how many, how many a second, the time left, and the name. Where standard
    error is no terminal only whom one waits for, in a line, once."""
    if not sys.stderr.isatty():
        told: set[str] = set()
        yield Shown(lambda _: None, lambda who: _tell_once(who, told))
        return
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
    from rich.table import Column
    from rich.text import Text

    class Counted(ProgressColumn):
        """Done, of how many where that is known, and how many a second."""

        def render(self, task: Task) -> Text:
            of = f" of {int(task.total):,}" if task.total else ""
            rate = f", {task.finished_speed or task.speed:,.0f}/s" if task.finished_speed or task.speed else ""
            return Text(f"{int(task.completed):,}{of} done{rate}")

    class Left(TimeRemainingColumn):
        """The time left, where that can be told."""

        def render(self, task: Task) -> Text:
            left = super().render(task) if task.total and task.completed else Text("")
            return Text(f"{left.plain} left") if left.plain.strip("-:") else Text("")

    name = TextColumn("{task.description}", markup=False, table_column=Column(ratio=1, no_wrap=True))
    console = Console(file=cast("IO[str]", Passing(sys.stderr)), markup=False, emoji=False, highlight=False)
    columns = (SpinnerColumn("line"), Counted(), Left(), name)
    progress = Progress(*columns, console=console, transient=True, expand=True, refresh_per_second=5)
    with cursor_shown_while_stopped(sys.stderr.fileno()), progress:
        task = progress.add_task("", total=None)

        def count() -> None:
            progress.update(task, total=count_sources(paths))

        if paths:
            threading.Thread(target=count, name="counting", daemon=True).start()
        yield Shown(
            lambda source: progress.update(task, advance=1, description=_shown(source, stop)),
            lambda who: progress.update(task, description=_waiting(who)),
        )


class Passing:
    """A terminal that is written to while it takes something: how far a run is now interests nobody later, and nothing
    waits for a link that has stalled."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.encoding = stream.encoding

    def write(self, text: str) -> int:
        """Writes the text, or passes it over; that the cursor is there again is worth a moment."""
        if select.select([], [self._stream], [], PATIENCE if CURSOR_SHOWN in text else 0)[1]:
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Sends it."""
        if select.select([], [self._stream], [], 0)[1]:
            self._stream.flush()

    def fileno(self) -> int:
        """The terminal."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """It is one."""
        return True


def _tell_once(who: str, told: set[str]) -> None:
    if who not in told:
        told.add(who)
        remark(f"explorer: {_waiting(who)}")


def _waiting(who: str) -> str:
    return f"waiting: {printable(who) or 'another program holds the database'}"


def _shown(source: str, stop: Callable[[], bool]) -> str:
    return STOPPING if stop() else printable(source.rpartition("/")[2])
