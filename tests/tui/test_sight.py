"""A terminal that gets less shows the same."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.sight import EMPTIED, OTHER_SCREEN, PLAIN, Look, Sight, change, look_of

COLUMNS, ROWS = 24, 5
SIZE = (COLUMNS, ROWS)
CODES = [
    "",
    "1",
    "4",
    "7",
    "38;5;32",
    "1;38;5;32",
    "1;4;36",
    "48;5;234",
    "38;5;246;48;5;234",
    "7;38;5;246;48;5;234",
    "91",
]
TEXTS = st.text(alphabet="ab  ─·…", min_size=1, max_size=COLUMNS)


@st.composite
def frames(draw: st.DrawFn) -> str:
    """What textual sends: moves to places, styled text, each line begun by a move."""
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 6))):
        x = draw(st.integers(0, COLUMNS - 1))
        y = draw(st.integers(1, ROWS))
        parts.append(f"\x1b[{y};{x + 1}H")
        for text in draw(st.lists(TEXTS, max_size=3)):
            code, shown = draw(st.sampled_from(CODES)), text[: COLUMNS - x]
            x += len(shown)
            parts.append(f"\x1b[{code}m{shown}\x1b[0m" if code and shown else shown)
        parts.append("\n" if y < ROWS and draw(st.booleans()) else "")
    return "".join(parts) + "\x1b[1;1H \x1b[1;1H"


class Emulated:
    def __init__(self) -> None:
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.screen.reset_mode(pyte.modes.DECAWM)
        self.screen.set_mode(pyte.modes.LNM)
        self.stream = pyte.Stream(self.screen)

    def feed(self, data: str) -> Emulated:
        self.stream.feed(data)
        return self

    @property
    def cells(self) -> list[object]:
        """The cells as they look; of a blank without ground, line or reverse the ink can't be seen."""
        found: list[object] = []
        for y in range(ROWS):
            for x in range(COLUMNS):
                cell = self.screen.buffer[y][x]
                if cell.data == " ":
                    ink = cell.fg if cell.reverse else ""
                    found.append((" ", ink, cell.bg, cell.underscore, cell.reverse))
                else:
                    found.append(cell)
        return found


@given(st.lists(frames(), min_size=1, max_size=6), st.booleans(), st.integers(0, 6), st.booleans())
def test_the_terminal_shows_the_same(shown: list[str], has_other_screen: bool, forgotten: int, fills: bool) -> None:
    sight, whole, short = Sight(lambda: SIZE, fills), Emulated(), Emulated()
    if has_other_screen:
        short.feed(sight.shortened(OTHER_SCREEN))
    for number, frame in enumerate(shown):
        if number == forgotten:
            sight.forget()
        sent = sight.shortened(frame)
        assert len(sent) <= len(frame) + 8
        short.feed(sent)
        assert short.cells == whole.feed(frame).cells


def test_the_same_again_costs_nothing_and_a_change_only_itself() -> None:
    sight = Sight(lambda: SIZE)
    frame = "\x1b[1;1H\x1b[1mAgreements\x1b[0m 1 of 12\x1b[1;1H"
    assert "Agreements" in sight.shortened(frame)
    assert sight.shortened(frame) == ""
    assert sight.shortened(frame.replace("1 of", "2 of")) == "\x1b[1;12H2\x1b[H"


def test_what_is_no_frame_goes_through_as_it_is() -> None:
    sight = Sight(lambda: SIZE)
    frame = "\x1b[2;1Htext\x1b[1;1H"
    sight.shortened(frame)
    for data in ("\x1b[?2026h", "\x1b[?25l", "\x1b]52;c;dGV4dA==\x07", "\x07", "\x1b[?2048$p", "\x1b]22;default\x07"):
        assert sight.shortened(data) == data
        assert sight.shortened(frame) == ""
    for data in ("\x1b[2J", "words\x1b[K", "\x1b[?1049l", "a\tb"):
        assert sight.shortened(data) == data
        assert "text" in sight.shortened(frame), data


def test_another_screen_is_emptied_first_and_blanks_are_not_sent() -> None:
    sight = Sight(lambda: SIZE)
    assert sight.shortened(OTHER_SCREEN) == OTHER_SCREEN + EMPTIED
    assert sight.shortened(f"\x1b[1;1H{' ' * COLUMNS}\x1b[1;1H") == ""


def test_letters_on_whose_cells_all_agree_are_sent_once() -> None:
    sight = Sight(lambda: SIZE)
    for text, cells in (("合意", 4), ("Договор", 7), ("한글", 4)):
        sight.forget()
        frame = f"\x1b[1;1H{text}\x1b[1m and more\x1b[0m\x1b[2;1Hbelow\x1b[1;1H"
        assert sight.shortened(frame) == f"\x1b[H{text}\x1b[1m and more\x1b[2H\x1b[mbelow\x1b[H"
        assert sight.shortened(frame) == ""
        assert sight.shortened(f"\x1b[1;1H{text}\x1b[1m AND\x1b[1;1H") == f"\x1b[1;{cells + 2}H\x1b[1mAND\x1b[H\x1b[m"
        assert text in sight.shortened(frame.replace(text, "x" + text[1:])) + sight.shortened(frame)


@pytest.mark.parametrize(("text", "cells"), [("e\u0301", 1), ("🔎", 2), ("🇺🇸", 2), ("ไทย", 3)])
def test_after_characters_of_doubtful_width_the_place_is_told(text: str, cells: int) -> None:
    sight = Sight(lambda: SIZE)
    sight.shortened(OTHER_SCREEN)
    frame = f"\x1b[1;1H{text}\x1b[1m+more\x1b[0m\x1b[2;1Hbelow\x1b[1;1H"
    assert sight.shortened(frame) == f"\x1b[H{text}\x1b[1;{cells + 1}H\x1b[1m+more\x1b[2H\x1b[mbelow\x1b[H"
    assert sight.shortened(frame) == ""
    assert sight.shortened(frame.replace(text, "x" * cells)).startswith(f"\x1b[H{'x' * cells}")


class Odd(pyte.Screen):
    """A terminal that draws each character, a flag's or an emoji's parts too, in cells as it pleases."""

    def __init__(self, cells: int) -> None:
        super().__init__(COLUMNS, ROWS)
        self.reset_mode(pyte.modes.DECAWM)
        self.set_mode(pyte.modes.LNM)
        self._cells = cells

    def draw(self, data: str) -> None:
        for char in data:
            if char.isascii() or char == "│":
                super().draw(char)
                continue
            for _ in range(self._cells):
                super().draw("#")


DOUBTFUL = st.text(alphabet=["a", " ", "🇺", "❤", "\ufe0f", "\u0301", "🔎", "ก", "ำ"], max_size=4)


@pytest.mark.parametrize("cells", [0, 1, 2])
@given(shown=st.lists(st.tuples(st.integers(0, ROWS - 1), DOUBTFUL, st.booleans()), max_size=8))
def test_an_edge_stays_in_its_column_whatever_a_terminal_takes_a_character_for(
    cells: int, shown: list[tuple[int, str, bool]]
) -> None:
    sight, screen = Sight(lambda: SIZE), Odd(cells)
    stream = pyte.Stream(screen)
    rows = "".join(f"\x1b[{y + 1};1H{' ' * 12}│{'.' * 11}" for y in range(ROWS))
    stream.feed(sight.shortened(OTHER_SCREEN) + sight.shortened(rows + "\x1b[1;1H"))
    for y, text, is_whole in shown:
        pane = text + " " * (12 - cell_len(text))
        rest = "│" + "." * 11 if is_whole else ""
        stream.feed(sight.shortened(f"\x1b[{y + 1};1H{pane}{rest}\x1b[1;1H"))
        for row in range(ROWS):
            assert "".join(screen.buffer[row][x].data for x in range(12, COLUMNS)) == "│" + "." * 11
    if shown and not shown[-1][1]:
        assert "#" not in screen.display[shown[-1][0]]


def test_styles_change_by_the_shortest_way() -> None:
    quiet, accent = look_of("38;5;243"), look_of("1;38;5;63")
    assert (quiet, accent) == (Look("", "38;5;243"), Look("1", "38;5;63"))
    assert change(PLAIN, quiet) == "\x1b[38;5;243m"
    assert change(quiet, accent) == "\x1b[1;38;5;63m"
    assert change(accent, quiet) == "\x1b[0;38;5;243m"
    assert change(accent, PLAIN) == "\x1b[m"
    painted = look_of("38;5;252;48;5;234")
    assert change(painted, look_of("38;5;246;48;5;234")) == "\x1b[38;5;246m"
    assert look_of("1;0;31;49;48;2;1;2;3") == Look("", "31", "48;2;1;2;3")


def test_a_frame_for_a_larger_window_goes_through_and_one_in_another_window_is_sent_whole() -> None:
    size = [SIZE]
    sight = Sight(lambda: size[0])
    frame = f"\x1b[{ROWS};1Htext\x1b[1;1H"
    for wrong in (f"\x1b[{ROWS + 1};1Hbelow\x1b[1;1H", f"\x1b[2;1H{'a' * (COLUMNS + 1)}\x1b[1;1H"):
        sight.shortened(frame)
        assert sight.shortened(frame) == ""
        assert sight.shortened(wrong) == wrong
        assert "text" in sight.shortened(frame)
    assert sight.shortened(frame) == ""
    size[0] = (COLUMNS + 1, ROWS)
    assert "text" in sight.shortened(frame)
