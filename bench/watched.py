"""The explorer in a terminal, and whether its list shows the rows that it should."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bench.emulated import Emulated
from db.catalogue import Catalogue
from db.parsing import parse
from tui.present import nothing_lines, row_line
from tui.requests import WINDOW
from tui.state import ViewState

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from db.rows import AgreementRow, Milestone, Page

QUIET = 0.06  # seconds between the keys of a person in a hurry
LIMIT = 10.0
MARK_WIDTH = 2
NARROWEST, MOST_LEFT = 30, 45
EXPLORER = [sys.executable, "-c", "from explorer import main; main()"]
SAID_FIRST = 2  # lines that say that nothing matches; below them the ways out come in later
ECHO = 20  # characters of the search line that are looked for


class WrongScreenError(Exception):
    """The rows that should stand there did not come."""


class Expected:
    """The lines that the list should show, from a reader of its own."""

    def __init__(self, database: Path) -> None:
        self.catalogue = Catalogue(database)
        self.width = 0
        self._pages: dict[str, Page] = {}

    def page(self, text: str) -> Page:
        """The first window of what is typed."""
        if text not in self._pages:
            self._pages[text] = self.catalogue.page(parse(text, typing=True), limit=WINDOW)
        return self._pages[text]

    def window(self, text: str, offset: int, limit: int, known: tuple[Milestone, ...], total: int) -> Page:
        """Any window of it."""
        return self.catalogue.page(parse(text, typing=True), "newest", max(0, offset), limit, known, total)

    def line(self, row: AgreementRow | None) -> str:
        """A line of the list as `plain` gives it; empty below the last row."""
        return plain(_text(row_line(row, self.width, None))) if row else ""

    def lines(self, text: str, height: int) -> list[str]:
        """The list from its top, without marks."""
        rows = self.page(text).rows[:height]
        if not rows:
            nothing = nothing_lines(ViewState().typed(text), None, self.width)
            return [plain(f"{_text(line):{self.width}}") for line in nothing[:SAID_FIRST]]
        return [self.line(rows[place] if place < len(rows) else None) for place in range(height)]


class Watched:
    """The explorer on a database. `top`, `left`, `width` and `height` are where its list stands."""

    def __init__(self, database: Path, expected: Expected) -> None:
        self.expected = expected
        self.terminal = Emulated([*EXPLORER, "browse", "--fresh", "--db", str(database)])
        self.top = self.left = self.height = 0
        self.start = 0.0

    def __enter__(self) -> Watched:
        try:
            self._await_rows()
        except BaseException:
            self.terminal.__exit__()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.terminal.__exit__()

    def key(self, keys: str, text: str) -> float | None:
        """Seconds from the last of `keys` to the rows of `text`, which the search line then has; None when nothing on
        the screen had to change."""
        wanted = self.expected.lines(text, self.height)
        at = self.terminal.send(keys)
        came = self.terminal.time_of(lambda: self._shows(wanted, text), QUIET, LIMIT)
        if came is None:
            raise WrongScreenError(f"{text!r}\n" + "\n".join(self.terminal.screen.display))
        return max(0.0, came - at) if came else None

    def burst(self, text: str, pause: float) -> float | None:
        """The same for a text that is typed with a short pause between its keys, from the last of them."""
        for letter in text[:-1]:
            self.terminal.send(letter)
            for piece in self.terminal.pieces(pause, pause):
                self.terminal.draw(piece)
        return self.key(text[-1], text)

    def rows(self) -> list[str]:
        """The lines of the list as they stand there."""
        width = self.expected.width
        return [self.terminal.cells(self.top + row, self.left, width) for row in range(self.height)]

    def _shows(self, wanted: list[str], text: str) -> bool:
        if text[-ECHO:].strip() not in self.terminal.cells(0):
            return False
        found = [plain(row) for row in self.rows()]
        return found[: len(wanted)] == wanted

    def _await_rows(self) -> None:
        """Finds the list on the screen by the rows that it has, and when they came."""
        page = self.expected.page("")
        came = self.terminal.time_of(lambda: self._found(page), 0.4, LIMIT)
        if came is None:
            raise WrongScreenError("\n".join(self.terminal.screen.display))
        self.start = came - self.terminal.started

    def _found(self, page: Page) -> bool:
        rows = page.rows[:3]
        for left in range(MOST_LEFT):
            for width in (self.terminal.columns - left, self.terminal.columns - left - 1):
                self.expected.width, self.left = width, left
                lines = [self.expected.line(row) for row in rows]
                for top in range(1, self.terminal.rows - len(lines)):
                    if all(self._line(top + place) == line for place, line in enumerate(lines)):
                        self.top, self.height = top, self._height(page, top)
                        return True
        return False

    def _line(self, row: int) -> str:
        return plain(self.terminal.cells(row, self.left, self.expected.width))

    def _height(self, page: Page, top: int) -> int:
        height = 0
        while height < len(page.rows) and top + height < self.terminal.rows - 1:
            if self._line(top + height) != self.expected.line(page.rows[height]):
                break
            height += 1
        return height


def plain(line: str) -> str:
    """A line of the list without its mark, and without the last column, where the scrollbar may stand."""
    return line[MARK_WIDTH:-1].rstrip()


def _text(line: tuple[tuple[str, object], ...]) -> str:
    return "".join(words for words, _ in line)
