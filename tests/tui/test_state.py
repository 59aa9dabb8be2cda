from __future__ import annotations

from db.query import Facet, Party, Words
from tui.choices import Choice, Section
from tui.state import SORTS, Pane, ViewState

WCO = Choice("org", "wco", "WCO")
MOU = Choice("kind", "memorandum of understanding", "MoU")
PLAN = Choice("kind", "joint action plan", "action plan")
UNSIGNED = Choice("status", "signed", "signed", True)


def test_typing_starts_a_new_list_at_its_top() -> None:
    state = ViewState(index=7, fact=3).typed("euro")
    assert (state.text, state.index, state.fact) == ("euro", 0, 0)


def test_the_last_word_typed_is_a_prefix_and_stays_one_when_the_line_is_left() -> None:
    typing = ViewState(focus=Pane.SEARCH).typed("euro")
    assert typing.query.parts[0].node == Words("euro", prefix=True)
    assert typing.focused(Pane.AGREEMENTS).query == typing.query


def test_back_goes_one_step_at_a_time_and_takes_back_the_last_choice_first() -> None:
    state = ViewState(text="piracy", choices=(WCO, UNSIGNED), focus=Pane.SEARCH)
    steps = [state := state.back() for _ in range(5)]
    assert [(s.focus, s.text, s.choices) for s in steps] == [
        (Pane.AGREEMENTS, "piracy", (WCO, UNSIGNED)),
        (Pane.AGREEMENTS, "", (WCO, UNSIGNED)),
        (Pane.AGREEMENTS, "", (WCO,)),
        (Pane.AGREEMENTS, "", ()),
        (Pane.AGREEMENTS, "", ()),
    ]


def test_what_is_typed_and_what_is_chosen_hold_together() -> None:
    state = ViewState(text="piracy", index=4, fact=2).chosen(WCO).chosen(MOU).chosen(PLAN)
    assert (state.index, state.fact) == (0, 0)
    assert [part.node for part in state.query.parts] == [
        Words("piracy", prefix=True),
        Party("wco"),
        Facet("kind", (MOU.value, PLAN.value)),
    ]
    assert state.is_filtered
    assert state.chosen(WCO).cleared(Section.KINDS).query == state.typed_query
    assert ViewState().cleared(Section.KINDS) == ViewState()
    assert not ViewState(text=" ").is_filtered


def test_as_text_has_the_choices_first_so_that_the_last_word_stays_last() -> None:
    state = ViewState(text=" pira ").chosen(WCO).chosen(UNSIGNED)
    assert state.as_text == "org:wco -status:signed pira"
    assert ViewState().as_text == ""


def test_values_that_exclude_one_another_are_counted_without_those_included() -> None:
    state = ViewState(text="piracy").chosen(WCO).chosen(MOU).chosen(UNSIGNED)
    assert state.facet_queries == {
        "kinds": ViewState(text="piracy").chosen(WCO).chosen(UNSIGNED).query,
    }
    assert ViewState().chosen(WCO).chosen(UNSIGNED).facet_queries == {}


def test_best_match_is_offered_only_with_words() -> None:
    without = [sort for sort in SORTS if sort != "best match"]
    assert [s.sort for s in _resorted(ViewState(), 5)] == [*without[1:], "newest"]
    assert [s.sort for s in _resorted(ViewState(text="piracy"), 6)] == [*SORTS[1:], "newest"]
    assert [s.sort for s in _resorted(ViewState(text="kind:mou"), 2)] == ["oldest", "title"]
    assert [s.sort for s in _resorted(ViewState(), 2, step=-1)] == ["sources", "kind"]


def test_without_words_the_order_is_no_longer_best_match() -> None:
    state = ViewState(text="piracy", sort="best match")
    assert state.typed("piracy a").sort == "best match"
    assert state.typed("").sort == "newest"
    assert state.back().resorted().sort == "oldest"
    assert ViewState(text="piracy", sort="oldest").typed("").sort == "oldest"


def _resorted(state: ViewState, times: int, step: int = 1) -> list[ViewState]:
    return [state := state.resorted(step) for _ in range(times)]


def test_panes_go_round_and_a_section_takes_the_focus() -> None:
    assert [ViewState(focus=Pane.SEARCH).cycled(1).focus, ViewState(focus=Pane.FACETS).cycled(-1).focus] == [
        Pane.FACETS,
        Pane.SEARCH,
    ]
    opened = ViewState().opened(Section.DECADES)
    assert (opened.section, opened.focus) == (Section.DECADES, Pane.FACETS)


def test_no_step_leaves_the_list() -> None:
    assert ViewState().moved(-1).index == 0
    assert ViewState().marked(-5).fact == 0
