"""A terminal that gets less shows the same."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize("text", ["合意", "e\u0301", "🔎", "\u200d"])
def test_after_a_character_of_doubtful_width_the_line_is_sent_as_a_whole(text: str) -> None:
    sight = Sight(lambda: SIZE)
    frame = f"\x1b[1;1H{text}\x1b[1m and more\x1b[0m\x1b[2;1Hbelow\x1b[1;1H"
    assert sight.shortened(frame) == f"\x1b[H{text}\x1b[1m and more\x1b[2H\x1b[mbelow\x1b[H"
    assert sight.shortened(frame) == f"\x1b[H{text}\x1b[1m and more\x1b[H\x1b[m"


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
