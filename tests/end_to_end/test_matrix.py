"""The same session in terminals of all kinds and sizes, in three encodings, with colours and without.

What is tried by `make test` has each value of one thing with each value of every other; `make matrix` tries all.
"""

from __future__ import annotations

import functools
import itertools
import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from pictures import KNOWS_ALL, pictures
from terminal import Terminal

from torture.modes import colours
from tui.glyphs import Glyphs, folded

EXPLORER = str(Path(sys.executable).parent / "explorer")
WHOLE = "EXPLORER_MATRIX"  # set by `make matrix`

TERMS = ("xterm-256color", "xterm", "tmux-256color", "screen", "linux", "vt100", "dumb", "")
SIZES = ((120, 40), (80, 24), (60, 20), (40, 12))
LOCALES = {
    "UTF-8": {"LANG": "C.UTF-8"},
    "C": {"LC_ALL": "C"},
    "Latin-1": {"LANG": "de_DE.ISO-8859-1", "PYTHONIOENCODING": "latin-1"},
}
COLOURLESS = (False, True)
PLAIN_TERMS, LINE_TERMS = {"vt100"}, {"dumb", ""}  # neither colours nor more than ASCII; no moving of the cursor
OLD_TERMS = {"linux", "vt100"}  # would write out what they are asked in newer sequences
# Of sixteen colours none can be read on black and on white; that the console is black is known.
COLOURED = {"xterm-256color", "tmux-256color", "linux"}

STEPS = ("", "j", "/euro", "\rj", "e", "\x1b")
EDGES = {(120, 40): 2, (80, 24): 1, (60, 20): 0, (40, 12): 0}  # between panes that stand side by side
UPRIGHT, LEVEL, CORNERS = "│", "─", "┬├┤┴┼"


class Cell(NamedTuple):
    """One of the matrix."""

    term: str
    size: tuple[int, int]
    locale: str
    is_colourless: bool

    def __str__(self) -> str:
        columns, rows = self.size
        return f"{self.term or 'unset'}-{columns}x{rows}-{self.locale}-{'NO_COLOR' if self.is_colourless else 'colour'}"

    @property
    def glyphs(self) -> Glyphs:
        if self.locale != "UTF-8" or self.term in PLAIN_TERMS:
            return Glyphs.ASCII
        return Glyphs.CONSOLE if self.term == "linux" else Glyphs.UNICODE

    @property
    def has_colours(self) -> bool:
        return not self.is_colourless and self.term in COLOURED

    def terminal(self, database: Path) -> Terminal:
        unset = [] if self.term else ["env", "-u", "TERM"]
        environment = LOCALES[self.locale] | ({"NO_COLOR": "1"} if self.is_colourless else {})
        encoding = "latin-1" if self.locale == "Latin-1" else "utf-8"
        command = [*unset, EXPLORER, "browse", "--db", str(database)]
        return Terminal(command, *self.size, encoding=encoding, TERM=self.term, **environment)


EVERY = tuple(Cell(*values) for values in itertools.product(TERMS, SIZES, LOCALES, COLOURLESS))


def pairwise() -> tuple[Cell, ...]:
    """One of each terminal at each size, the rest dealt out so that each of two values meet."""
    places = itertools.product(range(len(TERMS)), range(len(SIZES)))
    locales = tuple(LOCALES)
    return tuple(
        Cell(TERMS[term], SIZES[size], locales[(term + size) % 3], COLOURLESS[(term // 3 + size) % 2])
        for term, size in places
    )


TRIED = EVERY if os.environ.get(WHOLE) else pairwise()


def test_each_value_is_tried_with_each_other() -> None:
    for one, other in itertools.combinations(range(len(Cell._fields)), 2):
        wanted = {(cell[one], cell[other]) for cell in EVERY}
        assert {(cell[one], cell[other]) for cell in pairwise()} == wanted
    assert len(EVERY) == 192


@pytest.fixture
def database(seeded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(seeded, tmp_path / "explorer.db"))


Pictures = Sequence[Sequence[str]]


@pytest.fixture(scope="session")
def expected(seeded: Path) -> Callable[[Cell], Pictures]:
    """The screens after each step."""

    @functools.cache
    def taken(size: tuple[int, int], has_colours: bool) -> Pictures:
        terminal = KNOWS_ALL if has_colours else KNOWS_ALL._replace(depth="none", theme="mono")
        return pictures(seeded, STEPS, size, terminal)

    return lambda cell: [[folded(line, cell.glyphs) for line in lines] for lines in taken(cell.size, cell.has_colours)]


@pytest.mark.parametrize("cell", [cell for cell in TRIED if cell.term not in LINE_TERMS], ids=str)
def test_the_screen(cell: Cell, database: Path, expected: Callable[[Cell], Pictures]) -> None:
    with cell.terminal(database) as terminal:
        for keys, picture in zip(STEPS, expected(cell), strict=True):
            terminal.send(keys)
            terminal.wait_to_show(picture)
            assert misplaced(terminal.screen.display, cell) == []
        assert not terminal.screen.outside
        terminal.send("q")
        assert terminal.wait_end() == 0
        assert not terminal.left_changed()
        sent = bytes(terminal.raw)
    assert sent.isascii() == (cell.glyphs is Glyphs.ASCII)
    assert bool(colours(sent)) == cell.has_colours
    if cell.term in OLD_TERMS:
        assert not re.search(rb"\x1b\[[<>=]|\$p|\x1b\]", sent)


def misplaced(lines: Sequence[str], cell: Cell) -> list[str]:
    """Lines of the panes whose edges stand elsewhere than in the line of their titles, and frame lines elsewhere."""
    upright, level, corners = (folded(signs, cell.glyphs) for signs in (UPRIGHT, LEVEL, CORNERS))
    joint = corners[0]
    title = next((line for line in lines[:2] if level * 2 in line), "")
    problems = [] if title else ["no line of titles"]
    edges = [place for place, sign in enumerate(title) if sign == joint]
    for number, line in enumerate(lines[2:-1], 3):
        stray = [p for p, sign in enumerate(line) if sign == upright and p not in edges and cell.glyphs != Glyphs.ASCII]
        torn = [place for place in edges if line[place] not in upright + corners]
        problems += [f"line {number}: {line}"] if stray or torn else []
    if any(sign in upright + corners for sign in lines[-1]):
        problems.append(f"the last line: {lines[-1]}")
    if "evidence " not in title and len(edges) != EDGES[cell.size]:
        problems.append(f"{len(edges)} edges, not {EDGES[cell.size]}: {title}")
    return problems


@pytest.mark.parametrize("cell", [cell for cell in TRIED if cell.term in LINE_TERMS], ids=str)
def test_plain_lines_where_no_screen_can_be_drawn(cell: Cell, database: Path) -> None:
    with cell.terminal(database) as terminal:
        said = []
        for words, prompt in (
            ("", "agreements"),
            ("/europe\n", "agreements"),
            ("1\n", "agreement"),
            ("6\n", "evidence"),
        ):
            terminal.send(words)
            before = len(terminal.raw)
            terminal.wait_until(lambda: f"{prompt}> ".encode() in terminal.raw[before:], "an answer")  # noqa: B023
            said.append(bytes(terminal.raw[before:]).decode(terminal.encoding))
        terminal.send("quit\n")
        assert terminal.wait_end() == 0
        assert not terminal.left_changed()
        sent = bytes(terminal.raw)
    for words, answer in zip(("12 agreements", "2 of 12", "1. Title: INTERPOL", ">>"), said, strict=True):
        assert words in answer
    assert b"\x1b" not in sent
    assert cell.locale != "C" or sent.isascii()
