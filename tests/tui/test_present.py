"""The status line at every width: counts, filters, what there is to say, keys."""

from __future__ import annotations

import pytest
from fakes import FakeCatalogue

from tui.lines import Line, width_of
from tui.present import status_line
from tui.requests import Directory, DirectoryRequest, Listing, ListingRequest
from tui.state import ViewState

HINTS = (("Enter", "detail"), ("?", "keys"))
PROBLEM = "year:soon is no year"


def shown_for(state: ViewState) -> tuple[Listing, Directory]:
    catalogue = FakeCatalogue()
    listing = ListingRequest(state.query, state.typed("").query, state.sort, 0).answer(catalogue)
    return listing, DirectoryRequest(state.typed_query).answer(catalogue)


def words_of(line: Line) -> str:
    return "".join(text for text, _ in line)


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("text", ["year:soon", "wco year:soon", f'"{"wco " * 60}" year:soon'], ids=len)
@pytest.mark.parametrize("notice", ["", "No article states this.", "a long notice " * 20], ids=len)
def test_the_counts_stand_first_whatever_else_there_is_to_say(width: int, text: str, notice: str) -> None:
    state = ViewState(text=text, organisation="interpol", organisation_label="INTERPOL")
    listing, directory = shown_for(state)
    line = status_line(state, listing, directory, notice, HINTS, width)
    assert width_of(line) == width
    assert words_of(line).startswith(f" {listing.page.total} of 10 agreements · ")
    said = "".join(words for words, tone in line if tone == "warning")
    assert said.rstrip("…")
    assert (notice or PROBLEM).startswith(said.rstrip("…")[:20])


def test_filters_and_a_problem_stand_side_by_side_and_the_keys_give_way() -> None:
    state = ViewState(text="year:soon")
    words = words_of(status_line(state, *shown_for(state), "", HINTS, 60))
    assert words.startswith(" 10 of 10 agreements · year:soon · year:soon is no year;")
    assert "detail" not in words
    assert "? keys" in words_of(status_line(ViewState(), *shown_for(ViewState()), "", HINTS, 60))


def test_counts_that_are_not_known_are_not_shown() -> None:
    state = ViewState(text="wco")
    assert words_of(status_line(state, None, None, "damaged", (), 40)).strip() == "wco · damaged"
    assert words_of(status_line(state, None, None, "", (), 40)).strip() == "wco · reading…"
