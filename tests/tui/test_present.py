"""The status line at every width: counts, filters, what there is to say, keys."""

from __future__ import annotations

import pytest

from db.rows import Page, Tally
from tui.choices import Choice
from tui.lines import Line, width_of
from tui.present import status_line
from tui.requests import Listing
from tui.state import ViewState

LISTING = Listing(Page((), 0, "newest"), 0, None)
HINTS = (("Enter", "detail"), ("?", "keys"))
PROBLEM = "year:soon is no year"


def words_of(line: Line) -> str:
    return "".join(text for text, _ in line)


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("text", ["year:soon", "wco year:soon", f'"{"wco " * 60}" year:soon'], ids=len)
@pytest.mark.parametrize("notice", ["", "No article states this", "A long notice " * 20], ids=len)
def test_the_counts_stand_first_whatever_else_there_is_to_say(width: int, text: str, notice: str) -> None:
    state = ViewState(text=text, choices=(Choice("org", "interpol", "INTERPOL"),))
    line = status_line(state, LISTING, Tally(2, 10), notice, HINTS, width)
    assert width_of(line) == width
    assert words_of(line).startswith(" 2 of 10 · " if width < 60 else " 2 of 10 agreements · ")
    said = "".join(words for words, tone in line[2:] if tone == ("strong" if notice else "warning"))
    assert said.rstrip("…")
    assert (notice or PROBLEM).startswith(said.rstrip("…")[:20])


def test_a_problem_comes_before_the_filters_and_the_keys_give_way() -> None:
    state = ViewState(text="year:soon")
    words = words_of(status_line(state, LISTING, Tally(10, 10), "", HINTS, 60))
    assert words.startswith(" 10 of 10 agreements · year:soon is no year;")
    assert "detail" not in words
    assert "? keys" in words_of(status_line(ViewState(), LISTING, Tally(10, 10), "", HINTS, 60))


def test_the_first_key_is_told_however_long_the_filters_are() -> None:
    line = words_of(status_line(ViewState(text="wco " * 60), LISTING, Tally(2, 10), "", HINTS, 80))
    assert line.endswith("…  Enter detail ")
    assert "? keys" not in line


def test_only_what_went_wrong_is_a_warning() -> None:
    def tone(notice: str, is_failure: bool) -> str:
        line = status_line(ViewState(), LISTING, Tally(2, 10), notice, HINTS, 80, is_failure)
        return next(tone for words, tone in line if words == notice)

    assert (tone("Theme: light", False), tone("Damaged", True)) == ("strong", "warning")


def test_a_small_window_without_a_filter_tells_the_keys_alone() -> None:
    assert words_of(status_line(ViewState(), LISTING, Tally(2, 10), "", HINTS, 40)).split() == [
        "Enter",
        "detail",
        "?",
        "keys",
    ]


def test_counts_that_are_not_known_are_not_shown() -> None:
    state = ViewState(text="wco")
    assert words_of(status_line(state, LISTING, None, "damaged", (), 40)).strip() == "wco · Damaged"
    assert words_of(status_line(state, LISTING, None, "", (), 40)).strip() == "wco · searching…"


def test_what_is_chosen_is_said_in_words_and_is_no_more_than_words() -> None:
    choices = (Choice("org", "x", "\x1b[31mX"), Choice("kind", "k", "MoU", True), Choice("year", "2010..2019", "2010s"))
    words = words_of(status_line(ViewState("a", choices), LISTING, Tally(0, 10), "", (), 80))
    assert words.startswith(" 0 of 10 agreements · a · with \u241b[31mX · not MoU · 2010s ")
