"""The terminal is given back, whatever ends the program or stops it: figures 23 to 26 and 32.

In full some 150 explorers, each started for one harm. What is tried, and how, stands in `ends`, `shell_ends`, `links`,
`stops`, `crashes` and `traces`.
"""

from __future__ import annotations

import itertools
import random
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from seed.load import seed_database
from seed.sources import bundled
from torture import crashes, ends, links, shell_ends, stops, traces
from torture.figures import Figure, counted, timed

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Iterable, Iterator, Sequence

COMMAND = "python -m torture life"
SEED = 26
STARTS = 40
LEAVES = 16


def in_full() -> Iterator[Figure]:
    """Each figure, at full size."""
    place = Path(tempfile.mkdtemp(prefix="explorer-"))
    try:
        database = place / "explorer.db"
        seed_database(database, bundled(), lambda _: None)
        yield from signals(database, itertools.product(ends.STATES, ends.SIGNALS), at_least=144)
        yield more_signals(database)
        yield at_the_edges(database, STARTS, LEAVES)
        yield in_the_shell(database)
        yield from links_that_fail(database, place)
        yield stop_and_go_on(database, itertools.product(stops.STATES, stops.WAYS))
        yield errors(database, crashes.NAMES)
        yield coming_back(database, traces.WAYS)
        yield left_in_the_home(traces.COMMANDS)
        yield counted(32, "homes that can't be written to: it works, and says once that nothing is kept", 1,
                      tried(traces.without_a_home, database), COMMAND)  # fmt: skip
    finally:
        shutil.rmtree(place)


def signals(
    database: Path, cases: Iterable[tuple[ends.State, signal.Signals]], at_least: int
) -> tuple[Figure, Figure, Figure]:
    """Signals at the screen: modes given back, modes of the device as before, and the longest time."""
    seen = ends.at_the_screen(database, cases)
    failures = [words for each in seen for words in each.failures]
    taken, returned = sum(each.taken for each in seen), sum(each.returned for each in seen)
    right = sum(each.is_device_right for each in seen)
    holds = not failures and returned == taken >= at_least
    return (
        Figure(23, "modes of the terminal given back after signals x states", f"{returned} of {taken}",
               f"all, >= {at_least}", holds, COMMAND, tuple(failures)),
        Figure(23, "modes of the device as before after these", f"{right} of {len(seen)}", "all",
               right == len(seen), COMMAND),
        timed(23, "the longest of these", max(each.seconds for each in seen), ends.MOST_SECONDS, COMMAND),
    )  # fmt: skip


def more_signals(database: Path) -> Figure:
    """Other signals in the same states, and all of them in others."""
    cases = [
        *itertools.product(ends.STATES, ends.MORE_SIGNALS),
        *itertools.product(ends.MORE_STATES, (*ends.SIGNALS, *ends.MORE_SIGNALS)),
    ]
    failures = [words for seen in ends.at_the_screen(database, cases) for words in seen.failures]
    return counted(23, "other signals and states: terminals left broken", len(cases), failures, COMMAND)


def at_the_edges(database: Path, starts: int, leaves: int, numbers: Sequence[signal.Signals] = ends.SIGNALS) -> Figure:
    """Signals at random moments while it starts and while it leaves."""
    chance = random.Random(SEED)
    seen = ends.while_starting(database, itertools.islice(itertools.cycle(numbers), starts), chance)
    seen += ends.while_leaving(database, itertools.islice(itertools.cycle(numbers), leaves), chance)
    failures = [words for each in seen for words in each.failures]
    return counted(23, f"signals while it starts or leaves (seed {SEED}): terminals left broken", len(seen), failures,
                   COMMAND)  # fmt: skip


def in_the_shell(database: Path) -> Figure:
    """Signals to the line mode, to `terminal`, and to imports."""
    cases = shell_ends.cases((*ends.SIGNALS, *ends.MORE_SIGNALS))
    numbers = (*ends.SIGNALS, ends.MORE_SIGNALS[0])
    failures = tried(shell_ends.commands_ended, database, cases) + tried(shell_ends.imports_ended, numbers)
    what = "signals in the line mode, in terminal and in imports: terminals, databases or processes left wrong"
    return counted(23, what, len(cases) + 2 * len(numbers), failures, COMMAND)


def links_that_fail(database: Path, place: Path) -> Iterator[Figure]:
    """Stalled and broken links."""
    yield counted(24, f"signals on a stalled link that it took more than {links.STALLED_AT_MOST:g} s to heed, or that "
                  "left the terminal as it was not", len(ends.SIGNALS), tried(links.stalled, database, ends.SIGNALS),
                  COMMAND)  # fmt: skip
    dropped = [*links.dropped(database), *links.stalled_and_dropped(database)]
    try:
        dropped += links.over_ssh(database)
    except FileNotFoundError as error:
        dropped.append(links.Dropped((f"not tried over SSH: {error}",), 0.0))
    failures = [words for each in dropped for words in each.failures]
    yield counted(25, f"broken links after which something is left in {links.GONE_AFTER:.0f} s", len(dropped), failures,
                  COMMAND)  # fmt: skip
    yield timed(25, "the most processor time from the break to the end", max(each.cpu for each in dropped),
                links.AT_MOST_BUSY, COMMAND)  # fmt: skip
    folder = shell_ends.articles(place / "articles")
    yield counted(25, "imports whose terminal goes: processes left, databases harmed", 2,
                  tried(links.import_dropped, place, folder), COMMAND)  # fmt: skip


def stop_and_go_on(database: Path, cases: Iterable[tuple[str, stops.Stop]]) -> Figure:
    """Stopped and brought back: lines that are right."""
    seen = stops.stopped(database, cases)
    right, lines = sum(each.right for each in seen), sum(each.lines for each in seen)
    failures = tuple(words for each in seen for words in each.failures)
    return Figure(26, f"lines right after {len(seen)} stops and fg", f"{right} of {lines}", "all",
                  right == lines and not failures, COMMAND, failures)  # fmt: skip


def errors(database: Path, names: Sequence[str]) -> Figure:
    """Errors that nobody foresaw."""
    what = "parts of the screen that raise: not one clean line, status 70 and a report without text"
    return counted(0, what, len(names), tried(crashes.broken, database, names), COMMAND)


def coming_back(database: Path, ways: Sequence[str]) -> Figure:
    """Sessions that were ended."""
    what = "sessions ended at once after a key, and what was lost of where they were"
    return counted(0, what, len(ways), tried(traces.come_back, database, ways), COMMAND)


def left_in_the_home(commands: Sequence[Sequence[str]]) -> Figure:
    """Files made that no document names."""
    runs, made = traces.files_made(commands)
    return counted(32, f"files in the home or where one stands that no document names, after {runs} runs", runs, made,
                   COMMAND)  # fmt: skip


def tried(harm: Callable[..., list[str]], *arguments: object) -> list[str]:
    """What a harm did; that the program did not even come to the place where it was to be done is told as well."""
    try:
        return harm(*arguments)
    except AssertionError as error:
        return [str(error)]
