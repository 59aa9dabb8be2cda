"""Key to rows: how soon the list is right after each key of what people type, and after each step in it."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, NamedTuple

from bench.ttyprobe import KEYS
from bench.watched import LIMIT, QUIET, Expected, Watched, WrongScreenError, plain
from bench.wordstock import read_toml
from db.parsing import parse
from tui.lines import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

BURST = 0.005  # seconds between the keys of a burst
DOWN, PAGES, EDGES = 30, 15, 5
CLEAR = KEYS["ctrl+u"]
FILTERED = "interpol"  # where the list is stepped through


class Times(NamedTuple):
    """Seconds from keys to rows: what was typed with each."""

    of: list[tuple[float, str]]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self._seconds)

    @property
    def p95(self) -> float:
        """What 95 of 100 do not exceed."""
        return statistics.quantiles(self._seconds, n=20, method="inclusive")[-1]

    @property
    def worst(self) -> tuple[float, str]:
        """The longest, and for what."""
        return max(self.of)

    @property
    def _seconds(self) -> list[float]:
        return [seconds for seconds, _ in self.of]

    def words(self) -> str:
        """Median, p95 and worst in milliseconds."""
        return " / ".join(f"{seconds * 1e3:.1f}" for seconds in (self.median, self.p95, self.worst[0])) + " ms"


class Measured(NamedTuple):
    """All of one database: each key, the last keys of bursts, steps by name, most memory in MiB."""

    keys: Times
    bursts: Times
    steps: dict[str, Times]
    peak: float


def queries(most: int | None = None) -> list[str]:
    """What is typed: all of queries.toml, or `most` of them spread over the kinds."""
    every = [text for texts in read_toml("queries.toml").values() for text in texts]
    return every if most is None else every[:: max(1, len(every) // most)][:most]


def measure(database: Path, texts: Sequence[str]) -> Measured:
    """Types every query key by key, then again in bursts, and steps through the list: one run of the explorer."""
    expected = Expected(database)
    with Watched(database, expected) as explorer:
        explorer.key("/", "")
        keys = Times([found for text in texts for found in _typed(explorer, text)])
        bursts = Times([found for text in texts if len(text) > 1 for found in _burst(explorer, text)])
        explorer.terminal.send(KEYS["escape"])
        steps = {f"{name}, all": times for name, times in _steps(explorer, "").items()}
        explorer.key("/", "")
        explorer.key(FILTERED, FILTERED)
        explorer.terminal.send(KEYS["enter"])
        steps |= {f"{name}, filtered": times for name, times in _steps(explorer, FILTERED).items()}
        return Measured(keys, bursts, steps, explorer.terminal.peak_mib())


def _typed(explorer: Watched, text: str) -> Iterable[tuple[float, str]]:
    for end in range(1, len(text) + 1):
        seconds = explorer.key(text[end - 1], text[:end])
        if seconds is not None:
            yield seconds, text[:end]
    explorer.key(CLEAR, "")


def _burst(explorer: Watched, text: str) -> Iterable[tuple[float, str]]:
    seconds = explorer.burst(text, BURST)
    if seconds is not None:
        yield seconds, text
    explorer.key(CLEAR, "")


def _steps(explorer: Watched, text: str) -> dict[str, Times]:
    """Down line by line, down by pages, and to the end and the top again and again."""
    explorer.terminal.time_of(lambda: False, 0.5, 0.5)  # counted and read ahead as when one looks at it
    stepper = _Stepper(explorer, text)
    page = explorer.height
    downs = [stepper.step("down", (1, 1)) for _ in range(min(DOWN, stepper.total - 1))]
    stepper.edge("g", 0)
    pages = [stepper.step("pagedown", (page - 2, page)) for _ in range(min(PAGES, stepper.total // page - 1))]
    edges = [stepper.edge(key, place) for _ in range(EDGES) for key, place in (("G", stepper.total - 1), ("g", 0))]
    found = {"down": downs, "page down": pages, "G": edges[::2], "g": edges[1::2]}
    return {name: Times([(seconds, name) for seconds in times if seconds is not None]) for name, times in found.items()}


class _Stepper:
    """Where the cursor is, and whether the screen shows it there among the right rows."""

    def __init__(self, explorer: Watched, text: str) -> None:
        self._explorer = explorer
        self._text = text
        self._place = 0
        self.total = explorer.expected.catalogue.tally(parse(text, typing=True)).total

    def step(self, key: str, reach: tuple[int, int]) -> float | None:
        """A key that moves the cursor down by one of so many rows, or to the last one."""
        low, high = (min(self._place + each, self.total - 1) for each in reach)
        return self._go(KEYS.get(key, key), low, high)

    def edge(self, key: str, place: int) -> float | None:
        """A key that moves it to a place."""
        return self._go(key, place, place)

    def _go(self, keys: str, low: int, high: int) -> float | None:
        explorer, height = self._explorer, self._explorer.height
        expected = explorer.expected
        known = expected.page(self._text)
        first = max(0, low - height)
        page = expected.window(self._text, first, high - first + 2 * height, (), self.total)
        lines = {page.offset + place: expected.line(row) for place, row in enumerate(page.rows)}
        before = self._place

        def is_right() -> bool:
            rows = explorer.rows()
            marked = [row for row, text in enumerate(rows) if text.startswith(MARK)]
            if len(marked) != 1:
                return False
            for place in range(low, high + 1):
                wanted = [lines.get(place - marked[0] + row, "") for row in range(height)]
                if [plain(row) for row in rows] == wanted:
                    self._place = place
                    return True
            return False

        at = explorer.terminal.send(keys)
        came = explorer.terminal.time_of(is_right, QUIET, LIMIT)
        if came is None:
            screen = "\n".join(explorer.terminal.screen.display)
            raise WrongScreenError(f"{keys!r} from {before} of {self.total} in {known.order}:\n{screen}")
        return came - at if came else None
