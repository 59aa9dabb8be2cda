"""Back and forward through what was looked at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.state import Pane, ViewState
from tui.trail import MOST_SPOTS, Spot, Trail, spot


def at(text: str, agreement: str | None = None, focus: Pane = Pane.AGREEMENTS) -> Spot:
    return spot(ViewState(text=text, focus=focus), agreement)


def trail_of(*texts: str) -> Trail:
    trail = Trail()
    for text in texts:
        trail = trail.noted(at(text))
    return trail


def texts(trail: Trail) -> list[str]:
    return [found.view.text for found in trail.spots]


def walked(trail: Trail, *steps: int) -> Trail:
    for step in steps:
        moved = trail.stepped(step)
        assert moved is not None
        trail = moved
    return trail


def test_back_and_forward() -> None:
    trail = trail_of("a", "b", "c")
    assert walked(trail, -1).here == at("b")
    assert walked(trail, -1, -1, 1).here == at("b")
    assert trail.stepped(1) is None
    assert walked(trail, -1, -1).stepped(-1) is None
    assert Trail().stepped(-1) is None
    assert Trail().here is None


def test_a_new_place_drops_what_was_forward() -> None:
    trail = walked(trail_of("a", "b", "c"), -1, -1).noted(at("d"))
    assert texts(trail) == ["a", "d"]
    assert trail.stepped(1) is None


def test_the_same_again_is_no_new_place_and_drops_nothing() -> None:
    trail = walked(trail_of("a", "b", "c"), -1).noted(at("b", focus=Pane.DETAIL))
    assert texts(trail) == ["a", "b", "c"]
    assert trail.here is not None
    assert trail.here.focus is Pane.DETAIL
    assert texts(trail.noted(at("b", "another agreement"))) == ["a", "b", "b"]


def test_a_spot_is_the_search_the_order_the_agreement_and_the_pane() -> None:
    state = ViewState(text="a", index=7, fact=3, focus=Pane.DETAIL)
    assert spot(state, "x") == spot(ViewState(text="a", focus=Pane.DETAIL), "x")
    assert spot(state, "x").is_same_sight(at("a", "x"))
    assert not spot(state, "x").is_same_sight(at("a", "y"))
    assert not spot(state.resorted(), "x").is_same_sight(at("a", "x"))
    assert at("a", focus=Pane.SEARCH).focus is Pane.AGREEMENTS


@given(st.lists(st.sampled_from(["a", "b", "c", "<", ">"]), max_size=40))
def test_there_are_never_repeats_in_a_row_nor_a_place_outside(acts: list[str]) -> None:
    trail = Trail()
    for act in acts:
        trail = (trail.stepped({"<": -1, ">": 1}[act]) or trail) if act in "<>" else trail.noted(at(act))
        assert all(a != b for a, b in zip(texts(trail), texts(trail)[1:], strict=False))
        assert (trail.here is None) == (not trail.spots)
        if act not in "<>":
            assert trail.here == at(act)


def test_at_most_two_hundred_are_kept() -> None:
    trail = trail_of(*(str(number) for number in range(MOST_SPOTS + 30)))
    assert (len(trail.spots), texts(trail)[0]) == (MOST_SPOTS, "30")
    assert trail.here == at(str(MOST_SPOTS + 29))
