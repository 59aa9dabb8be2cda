from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.parsing import parse
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
        Party("=wco"),
        Facet("kind", (MOU.value, PLAN.value)),
        Words("piracy", prefix=True),
    ]
    assert state.is_filtered
    assert state.chosen(WCO).cleared(Section.KINDS).query == state.typed_query
    assert ViewState().cleared(Section.KINDS) == ViewState()
    assert not ViewState(text=" ").is_filtered


def test_as_text_has_the_choices_first_so_that_the_last_word_stays_last() -> None:
    state = ViewState(text="maritime pira").chosen(WCO).chosen(UNSIGNED)
    assert state.as_text == "org:=wco -status:signed maritime pira"
    assert parse(state.as_text, typing=True).parts[-1].node == Words("pira", prefix=True)
    assert (ViewState().as_text, ViewState(text=" ").as_text, ViewState(text=" x ").as_text) == ("", "", "x ")
    assert ViewState(choices=(WCO,)).as_text == "org:=wco"


@pytest.mark.parametrize(("text", "written"), [
    ("a OR euro", "org:=wco kind:protocol (a OR euro*)"), ('a OR "b c', 'org:=wco kind:protocol (a OR "b c'),
    ("a OR b ", "org:=wco kind:protocol (a OR b )"), ("kind:mou", "(org:=wco) (kind:protocol) kind:mou"),
    ("-kind:mou", "org:=wco kind:protocol -kind:mou"), ("(a OR b) c", "org:=wco kind:protocol (a OR b) c"),
])  # fmt: skip
def test_as_text_means_the_same_whatever_is_typed(text: str, written: str) -> None:
    state = ViewState(text=text).chosen(WCO).chosen(Choice("kind", "protocol", "protocol"))
    assert state.as_text == written
    assert [part.node for part in parse(written, typing=True).parts] == [part.node for part in state.query.parts]


CHOICES = st.lists(
    st.sampled_from([WCO, MOU, PLAN, UNSIGNED, Choice("org", "un", "UN", True), Choice("year", "2010..2019", "2010s"),
                     Choice("year", "1990..1999", "1990s"), Choice("topic", "maritime piracy", "x"),
                     Choice("topic", "terrorism", "x", True)]), unique=True, max_size=5)  # fmt: skip
TYPED = st.lists(
    st.sampled_from(["pira", "OR", "-", "(", ")", "a", '"b c"', '"', "kind:mou", "year:2012", "NOT", "org:", "é*"]),
    max_size=6,
)


@given(TYPED, CHOICES)
def test_as_text_parsed_again_asks_for_the_same(pieces: list[str], choices: list[Choice]) -> None:
    state = ViewState(text=" ".join(pieces), choices=tuple(choices))
    again = parse(state.as_text, typing=True)
    assert [part.node for part in again.parts] == [part.node for part in state.query.parts]


LOOSE = st.lists(
    st.sampled_from(["id:interpol", 'id:"a b', "-id:x,y", "year:201", "year:2011..", "year:2011.", "date:2011-1",
                     "date:2011-", "(before:201", "after:20 OR", "date:2011..20", "year:201,2015", "year:..", "id:",
                     'year:"201"', "a", ")", "OR", "date:2011-10.", "DATE:2", "year:201*", "id:x*", "year:soon"]),
    max_size=4,
)  # fmt: skip


@given(LOOSE, st.sampled_from(["", " "]), CHOICES)
def test_what_is_kept_of_a_line_that_is_typed_asks_for_the_same_as_a_whole(
    pieces: list[str], end: str, choices: list[Choice]
) -> None:
    state = ViewState(text=" ".join(pieces) + end, choices=tuple(choices))
    for typing in (False, True):
        assert [p.node for p in parse(state.as_text, typing).parts] == [p.node for p in state.query.parts]


@pytest.mark.parametrize(("text", "written"), [
    ("id:interpol", "id:interpol*"), ("id:interpol ", "id:interpol "), ("year:201 a", "year:201* a"),
    ("date:2011.", "date:2011.."), ("date:2011..", "date:2011.."), ("a b", "a b"),
    ("org:a year:2011", "org:a year:2011"), ("date:2011-1", "date:2011-1*"), ('id:"a', 'id:"a*'),
])  # fmt: skip
def test_a_beginning_is_kept_as_one(text: str, written: str) -> None:
    assert ViewState(text=text).as_text == written


def test_a_way_out_keeps_the_choices_that_it_is_made_of() -> None:
    state = ViewState(text="zeppelin piracy", choices=(UNSIGNED, MOU, WCO, PLAN), index=3)
    parts = [part.text for part in state.query.parts]
    assert state.led(" ".join(parts[:-2] + parts[-1:])) == replace(state, text="piracy", index=0)
    assert state.led(" ".join(parts[1:])) == replace(state, choices=(UNSIGNED, MOU, PLAN), index=0)
    assert state.led(" ".join([parts[0], *parts[2:]])) == replace(state, choices=(UNSIGNED, WCO), index=0)
    assert state.led("zebra") == replace(state, text="zebra", choices=(), index=0)


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
