"""The pane beside the list alone, on records made by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from db.rows import Facets, FacetValue, Organisation, Tally
from tui.arranging import arranged
from tui.choices import Section
from tui.messages import ChoiceMade, SectionCleared
from tui.state import Pane, ViewState
from tui.tones import Skin
from tui.widgets.facets import FacetsPane

ORGANISATIONS = tuple(
    Organisation(name.lower(), name, None, None, None, None, True, (), count)
    for name, count in (("Alpha", 9), ("Beta", 4), ("Gamma", 1))
)
FACETS = Facets(ORGANISATIONS, (FacetValue("protocol", 6), FacetValue("other", 2)), (), (FacetValue("2010", 3),), ())


class Harness(App[None]):
    """Keeps the state as the screen would."""

    CSS = "FacetsPane { height: 1fr; }"

    def compose(self) -> ComposeResult:
        self.pane = FacetsPane(Skin("256", "dark", "dark"))
        yield self.pane

    def on_choice_made(self, message: ChoiceMade) -> None:
        self.pane.state = self.pane.state.chosen(message.choice)

    def on_section_cleared(self, message: SectionCleared) -> None:
        self.pane.state = self.pane.state.cleared(message.section)

    def shown(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip("│┬├ ") for strip in strips]


@asynccontextmanager
async def pane(size: tuple[int, int] = (22, 14), facets: Facets = FACETS) -> AsyncIterator[tuple[Harness, Pilot[None]]]:
    app = Harness()
    async with app.run_test(size=size) as pilot:
        app.pane.state = ViewState(focus=Pane.FACETS)
        app.pane.facets = arranged(facets)
        app.pane.tally = Tally(12, 12)
        app.pane.focus()
        await pilot.pause()
        yield app, pilot


async def test_the_open_section_has_the_room_and_the_others_their_headings() -> None:
    async with pane() as (app, _):
        lines = app.shown()
        assert lines[0].startswith("─ 1 Organisations")
        assert lines[1:5] == ["▌ all             12", "  Alpha            9", "  Beta             4",
                              "  Gamma            1"]  # fmt: skip
        assert lines[-4:] == [" 5 Kinds", " 6 Status", " 7 Decades", " 8 Topics"]


async def test_several_values_are_included_and_excluded_and_taken_back() -> None:
    async with pane() as (app, pilot):
        await pilot.press("j", "enter", "j", "minus", "j", "plus")
        assert [choice.text for choice in app.pane.state.choices] == ["org:=alpha", "-org:=beta", "org:=gamma"]
        assert app.shown()[2:5] == [" +Alpha            9", " -Beta             4", "▌+Gamma            1"]
        await pilot.press("k", "x", "k", "x")
        assert [choice.text for choice in app.pane.state.choices] == ["org:=gamma", "-org:=alpha"]
        await pilot.press("backspace")
        assert app.pane.state.choices == ()
        await pilot.press("space", "0")
        assert app.pane.state.choices == ()
        await pilot.press("space", "g", "minus", "enter")
        assert app.pane.state.choices == ()


async def test_a_section_keeps_its_cursor_and_the_headings_count_what_is_chosen() -> None:
    async with pane() as (app, pilot):
        await pilot.press("j", "j", "enter")
        app.pane.state = app.pane.state.opened(Section.KINDS)
        await pilot.press("j", "minus")
        assert app.shown()[0].startswith("─ 5 Kinds  -1 ─")
        assert app.shown()[1:3] == ["  protocol         6", "▌-other            2"]
        assert app.shown()[-4] == " 1 Organisations  +1"
        app.pane.state = app.pane.state.opened(Section.ORGANISATIONS)
        await pilot.pause()
        assert app.shown()[3] == "▌+Beta             4"
        assert app.shown()[-4] == " 5 Kinds          -1"


async def test_while_counts_are_not_known_values_stay_and_no_old_count_does() -> None:
    async with pane() as (app, pilot):
        await pilot.press("j", "j", "minus")
        app.pane.facets = None
        app.pane.tally = None
        await pilot.pause()
        assert app.shown()[1:5] == ["  all              ·", "  Alpha            ·", "▌-Beta             ·",
                                    "  Gamma            ·"]  # fmt: skip
        app.pane.facets = arranged(Facets(ORGANISATIONS[2:], (), (), (), ()))
        app.pane.tally = Tally(1, 12)
        await pilot.pause()
        assert app.shown()[1:4] == ["  all              1", "▌-Beta             0", "  Gamma            1"]


async def test_after_a_failure_no_value_is_shown() -> None:
    async with pane() as (app, pilot):
        app.pane.facets = None
        app.pane.failure = "damaged"
        await pilot.press("j", "enter", "minus")
        assert not [line for line in app.shown() if "Alpha" in line]
        assert app.pane.state.choices == ()


async def test_a_section_without_values_says_so() -> None:
    async with pane() as (app, pilot):
        app.pane.state = app.pane.state.opened(Section.TOPICS)
        await pilot.press("j", "enter", "backspace")
        assert app.shown()[1] == "  none"


async def test_what_would_take_too_long_to_count_is_said() -> None:
    async with pane() as (app, pilot):
        await pilot.press("j", "j", "minus")
        app.pane.facets = arranged(Facets((), (), (), (), (), uncounted=("organisations", "topics")))
        await pilot.pause()
        assert app.shown()[1:4] == ["  all             12", "▌-Beta             ·", "  too many to count"]
        app.pane.state = app.pane.state.opened(Section.TOPICS)
        await pilot.pause()
        assert app.shown()[1:3] == ["  too many to count", ""]


async def test_where_a_value_goes_the_cursor_goes_and_where_it_is_gone_the_cursor_stays() -> None:
    async with pane() as (app, pilot):
        await pilot.press("j", "j")
        app.pane.facets = arranged(Facets(ORGANISATIONS[:2], (), (), (), ()))
        await pilot.pause()
        assert app.shown()[3] == "▌ Beta             4"
        app.pane.facets = arranged(Facets((ORGANISATIONS[0], ORGANISATIONS[2]), (), (), (), ()))
        await pilot.pause()
        assert app.shown()[3] == "▌ Gamma            1"


async def test_a_section_that_does_not_fit_has_a_thumb_and_others_none() -> None:
    many = tuple(Organisation(f"o{n}", f"O{n}", None, None, None, None, True, (), 1) for n in range(40))
    async with pane(facets=Facets(many, (), (), (), ())) as (app, pilot):
        thumbs = [place for place, line in enumerate(app.shown()) if line.endswith("▐")]
        assert thumbs == [1, 2]
        await pilot.press("G")
        assert [place for place, line in enumerate(app.shown()) if line.endswith("▐")] == [8, 9]
    async with pane() as (app, _):
        assert "▐" not in "".join(app.shown())


async def test_in_a_low_window_the_values_have_the_room() -> None:
    async with pane(size=(22, 6)) as (app, _):
        assert app.shown()[4] == "  Gamma            1"
        assert "5 Kinds" not in "".join(app.shown())
