from __future__ import annotations

from tui.state import Pane, ViewState


def test_typing_starts_a_new_list_at_its_top() -> None:
    state = ViewState(index=7, fact=3).typed("euro")
    assert (state.text, state.index, state.fact) == ("euro", 0, 0)


def test_the_last_word_typed_is_a_prefix_and_stays_one_when_the_line_is_left() -> None:
    typing = ViewState(focus=Pane.SEARCH).typed("euro")
    assert typing.query.terms[0].prefix
    assert typing.focused(Pane.AGREEMENTS).query == typing.query


def test_back_goes_one_step_at_a_time() -> None:
    state = ViewState(text="piracy", organisation="wco", organisation_label="WCO", focus=Pane.SEARCH)
    steps = [state := state.back() for _ in range(4)]
    assert [(s.focus, s.text, s.organisation) for s in steps] == [
        (Pane.AGREEMENTS, "piracy", "wco"),
        (Pane.AGREEMENTS, "", "wco"),
        (Pane.AGREEMENTS, "", None),
        (Pane.AGREEMENTS, "", None),
    ]


def test_best_match_is_offered_only_with_words() -> None:
    assert [s.sort for s in _resorted(ViewState(), 3)] == ["oldest", "newest", "oldest"]
    assert [s.sort for s in _resorted(ViewState(text="piracy"), 3)] == ["oldest", "best match", "newest"]


def test_without_words_the_order_is_no_longer_best_match() -> None:
    state = ViewState(text="piracy", sort="best match")
    assert state.typed("piracy a").sort == "best match"
    assert state.typed("").sort == "newest"
    assert state.back().resorted().sort == "oldest"
    assert ViewState(text="piracy", sort="oldest").typed("").sort == "oldest"


def _resorted(state: ViewState, times: int) -> list[ViewState]:
    return [state := state.resorted() for _ in range(times)]


def test_panes_go_round() -> None:
    assert [ViewState(focus=Pane.SEARCH).cycled(1).focus, ViewState(focus=Pane.ORGANISATIONS).cycled(-1).focus] == [
        Pane.ORGANISATIONS,
        Pane.SEARCH,
    ]


def test_no_step_leaves_the_list() -> None:
    assert ViewState().moved(-1).index == 0
    assert ViewState().marked(-5).fact == 0
