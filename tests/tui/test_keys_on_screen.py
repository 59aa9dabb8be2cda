"""Each key that is promised, pressed."""

from __future__ import annotations

from threading import Event

import pytest
from driving import Driven, driven
from fakes import FakeCatalogue, memorandum
from textual.command import CommandList
from textual.events import Key, MouseDown, MouseUp, Paste
from textual.geometry import Region

from tui.choices import Section
from tui.commands import COMMANDS, Command, Scope
from tui.loader import Loader
from tui.palette import CommandProvider, Palette
from tui.requests import Channel, ListingRequest, TallyRequest
from tui.screens.article import ArticleScreen
from tui.screens.browse import BrowseScreen
from tui.screens.card import CardScreen
from tui.state import Pane, ViewState
from tui.widgets.name_prompt import PathPrompt


def chosen(app: Driven) -> list[str]:
    return [choice.text for choice in app.state.choices]


async def asked_of_palette(app: Driven, words: str) -> None:
    """Opens the palette, types words, and waits for what it found."""
    await app.press("ctrl+p")
    await app.type(words)
    await app.pilot.app.workers.wait_for_complete()
    await app.settle()


async def test_the_first_screen_has_rows_counts_and_the_first_agreement() -> None:
    async with driven() as app:
        assert app.state.focus is Pane.AGREEMENTS
        assert "1 of 10, newest" in app.text
        assert "2017-05     action plan  INTERPOL · OSCE         signed" in app.text
        assert "└ GCCPOL" in app.text
        assert "10 of 10 agreements · no filter" in app.text
        assert "INTERPOL – OSCE joint action plan [1]" in app.text


@pytest.mark.parametrize(("keys", "index"), [
    (["down"], 1), (["j", "j"], 2), (["down", "up"], 0), (["j", "k"], 0), (["G"], 9), (["end"], 9), (["G", "g"], 0),
    (["end", "home"], 0), (["pagedown"], 6), (["pagedown", "pageup"], 0), (["up"], 0), (["G", "down"], 9),
])  # fmt: skip
async def test_moving_in_the_list_moves_the_detail(keys: list[str], index: int) -> None:
    async with driven() as app:
        await app.press(*keys)
        assert app.state.index == index
        assert app.browse.record is not None
        assert app.browse.record.id == app.catalogue.found[index].id
        assert app.browse.record.title[:20] in app.text.partition("3 Agreement")[2]


@pytest.mark.parametrize(("key", "pane"), [
    ("1", Pane.FACETS), ("2", Pane.AGREEMENTS), ("3", Pane.DETAIL), ("4", Pane.SEARCH), ("/", Pane.SEARCH),
    ("slash", Pane.SEARCH), ("tab", Pane.DETAIL), ("shift+tab", Pane.FACETS), ("enter", Pane.DETAIL),
])  # fmt: skip
async def test_keys_that_go_to_a_pane(key: str, pane: Pane) -> None:
    async with driven() as app:
        await app.press(key)
        assert app.state.focus is pane
        focused = app.app.focused
        assert focused is not None
        assert focused.id == pane.name.lower()


async def test_typing_narrows_at_each_key_and_escape_takes_back_one_step_at_a_time() -> None:
    async with driven() as app:
        await app.press("1", "down", "enter")
        assert chosen(app) == ["org:=interpol"]
        await app.press("slash")
        counts = []
        for char in "wco":
            await app.press(char)
            assert app.browse.listing is not None
            counts.append(app.browse.listing.page.total)
        assert counts[-1] == 2
        assert "2 of 10 agreements · wco · with INTERPOL" in app.text
        await app.press("escape")
        assert (app.state.focus, app.state.text) == (Pane.AGREEMENTS, "wco")
        await app.press("escape")
        assert (app.state.text, chosen(app)) == ("", ["org:=interpol"])
        await app.press("escape")
        assert chosen(app) == []
        assert "no filter" in app.text


async def test_letters_are_text_in_the_search_line_and_editing_works() -> None:
    async with driven() as app:
        await app.press("slash", "q", "1", "j", "question_mark", "backspace", "home", "x", "delete", "end", "z")
        assert app.state.text == "x1jz"
        await app.press("ctrl+w")
        assert app.state.text == ""
        await app.type("kind:mou a")
        assert app.state.text == "kind:mou a"
        await app.press("ctrl+w", "left", "right", "ctrl+u")
        assert app.state.text == ""


async def test_an_organisation_is_chosen_and_let_go() -> None:
    async with driven() as app:
        await app.press("1", "j", "j", "space")
        assert chosen(app) == ["org:=un"]
        assert "3 of 10 agreements · with UN" in app.text
        await app.press("g", "enter")
        assert chosen(app) == []
        await app.press("j", "enter", "enter")
        assert chosen(app) == []


async def test_sections_open_by_number_and_several_choices_hold_together() -> None:
    async with driven() as app:
        await app.press("1", "j", "j", "j", "minus")
        assert chosen(app) == ["-org:=osce"]
        await app.press("3", "5")
        assert (app.state.focus, app.state.section) == (Pane.FACETS, Section.KINDS)
        assert "─ 5 Kinds" in app.screen_lines()[1]
        assert " 1 Organisations  -1 │" in app.text
        assert "  supplement       1 │" in app.text
        await app.press("enter", "j", "space")
        assert chosen(app) == ["-org:=osce", 'kind:"cooperation agreement"', 'kind:"memorandum of understanding"']
        assert "  supplement       1 │" in app.text  # one may add it still
        assert "6 of 10 agreements · without OSCE · cooperation · MoU" in app.screen_lines()[-1]
        await app.press("6")
        assert "▌ signed           3 │" in app.text
        await app.press("7", "plus")
        assert app.state.section is Section.DECADES
        assert "2 of 10 agreements" in app.text
        await app.press("8", "enter", "x", "backspace", "5", "0")
        assert chosen(app) == ["-org:=osce", "year:2010..2019"]
        await app.press("2", "escape", "escape")
        assert chosen(app) == []
        assert app.state.section is Section.KINDS


async def test_numbers_are_text_in_the_search_line() -> None:
    async with driven() as app:
        await app.press("slash", *"15678+-x0")
        assert app.state.text == "15678+-x0"
        assert app.state.section is Section.ORGANISATIONS


async def test_nothing_found_is_a_sentence_with_a_way_out() -> None:
    async with driven() as app:
        await app.press("slash")
        await app.type("zeppelin")
        assert "Nothing matches zeppelin." in app.text
        assert "Enter: without zeppelin: 10 agreements" in app.text
        await app.press("enter")
        assert app.state.text == ""
        assert "10 of 10 agreements" in app.text


async def test_words_that_only_an_article_holds_are_pointed_to() -> None:
    async with driven() as app:
        await app.press("slash")
        await app.type("wainwright")
        assert "Nothing matches wainwright." in app.text
        assert "INTERPOL and Europol agree joint initiatives" in " ".join(app.text.replace("│", " ").split())


async def test_enter_before_the_answer_has_come_keeps_what_was_typed() -> None:
    gate = Event()
    async with driven() as app:
        await app.press("slash")
        await app.type("zeppelin")
        app.catalogue.gates.append(gate)
        for key in ("ctrl+u", *"mari"):
            await app.pilot.press(key)
        await app.pilot.press("enter")
        assert app.state.text == "mari"
        gate.set()
        await app.settle()
        assert app.state.focus is Pane.AGREEMENTS


async def test_an_article_that_was_to_open_does_not_after_escape() -> None:
    for keys, is_opened in (((), True), (("escape",), False)):
        gate = Event()
        async with driven() as app:
            app.catalogue.gates.append(gate)
            for key in ("s", "e", *keys):
                await app.pilot.press(key)
            gate.set()
            await app.settle()
            assert (len(app.app.screen_stack) > 1) is is_opened


async def test_steps_are_taken_in_the_list_that_comes_though_the_one_before_it_was_empty() -> None:
    gate = Event()
    async with driven() as app:
        await app.press("slash")
        await app.type("zeppelin")
        app.catalogue.gates.append(gate)
        for key in ("ctrl+u", *"interpol", "enter", "j", "j", "k"):
            await app.pilot.press(key)
        gate.set()
        await app.settle()
        assert app.state.index == 1
        assert app.browse.agreement_here == app.browse.record.id  # type: ignore[union-attr]


@pytest.mark.parametrize(("keys", "place"), [(["j"], 1), (["j", "j"], 2), (["j", "k"], 0), (["pagedown"], 3)])
async def test_steps_before_the_answer_has_come_are_taken_in_the_list_that_comes(keys: list[str], place: int) -> None:
    gate = Event()
    async with driven() as app:
        await app.press("slash")
        await app.type("202")
        app.catalogue.gates.append(gate)
        for key in ("ctrl+u", *"2011", "enter", *keys):
            await app.pilot.press(key)
        gate.set()
        await app.settle()
        rows = app.browse.listing.page.rows  # type: ignore[union-attr]
        assert app.state.index == min(place, len(rows) - 1)
        assert app.browse.record.id == rows[app.state.index].id  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("keys", "text", "focus"),
    [
        (["/", *"euseq1j"], "euseq1j", Pane.SEARCH),
        (["/", *"mari", "enter", "3"], "mari", Pane.DETAIL),
        (["1", "/", "e", "escape", "3", "2"], "e", Pane.AGREEMENTS),
        (["/", *"abc", "escape", "escape", "/", "x"], "x", Pane.SEARCH),
    ],
)
async def test_keys_that_come_together_are_taken_one_after_the_other(keys: list[str], text: str, focus: Pane) -> None:
    async with driven() as app:
        for key in keys:
            app.app.post_message(Key("slash" if key == "/" else key, key if len(key) == 1 else None))
        await app.settle()
        await app.settle()
        assert (app.state.text, app.state.focus) == (text, focus)
        assert app.app.screen is app.browse


@pytest.mark.parametrize("keys", [["G", "e"], ["/", *"mari", "enter", "e"], ["G", "3", "enter"]])
async def test_evidence_is_that_of_the_agreement_at_the_cursor_however_fast_the_keys_come(keys: list[str]) -> None:
    async with driven() as app:
        for key in keys:
            app.app.post_message(Key("slash" if key == "/" else key, key if len(key) == 1 else None))
        await app.settle()
        await app.settle()
        screen = app.app.screen
        assert isinstance(screen, ArticleScreen)
        assert app.browse.listing is not None
        row = app.browse.listing.row(app.state.index)
        assert row is not None
        assert screen._agreement.id == row.id


async def test_what_has_no_meaning_is_said_and_harms_nothing() -> None:
    async with driven(size=(120, 40)) as app:
        await app.press("slash")
        await app.type("year:soon")
        assert app.state.typed_query.problems
        assert app.state.typed_query.problems[0][:20] in app.screen_lines()[-1]


async def test_sorting_keeps_the_agreement() -> None:
    async with driven() as app:
        await app.press("down", "s")
        assert "9 of 10, oldest" in app.text
        assert app.browse.record is not None
        assert app.browse.record.id == app.catalogue.found[1].id
        await app.press("S")
        assert "2 of 10, newest" in app.text
        await app.press("S")
        assert "of 10, by sources" in app.text
        assert app.browse.record.id == app.catalogue.found[1].id


async def test_an_order_that_the_list_could_not_have_is_said() -> None:
    async with driven() as app:
        page = app.catalogue.page
        app.catalogue.page = lambda *a, **n: page(*a, **n)._replace(order="newest")  # type: ignore[method-assign]
        await app.press("slash", "i", "enter", "s", "s")
        assert app.state.sort == "best match"
        assert "1 of 10, newest first: too many to rank" in app.text
        await app.press("slash", "backspace")
        assert app.state.sort == "newest"
        assert "1 of 10, newest ─" in app.text


async def test_of_a_long_text_that_is_pasted_the_beginning_is_taken() -> None:
    async with driven() as app:
        await app.press("slash", "a")
        app.app.post_message(Paste("b" * 600))
        await app.settle()
        assert app.state.text == "a" + "b" * 499
        await app.press("c")
        assert app.state.text == "a" + "b" * 499


async def test_the_detail_is_walked_fact_by_fact() -> None:
    async with driven() as app:
        await app.press("j", "j", "j", "3", "j", "down")
        assert app.state.fact == 2
        await app.press("k")
        assert app.state.fact == 1
        await app.press("G")
        assert "interpol-europol-mou-2011" in app.text
        await app.press("g")
        assert app.state.fact == 0
        await app.press("pagedown", "home", "end", "pageup")


async def test_evidence_opens_the_article_at_the_words_and_n_goes_on() -> None:
    async with driven() as app:
        await app.press("j", "j", "j", "3", "j", "enter")
        assert isinstance(app.app.screen, ArticleScreen)
        first = app.app.screen.shown
        assert first.quote == "Europol Director Rob Wainwright"
        marked = [line for line in app.screen_lines() if "▌" in line]
        assert marked
        assert "Rob Wainwright" in " ".join(marked) or "Europol Director" in " ".join(marked)
        await app.press("n")
        assert app.app.screen.shown.start > first.start
        await app.press("N")
        assert app.app.screen.shown == first
        while app.app.screen.shown.article == 1:
            await app.press("N")
        assert "11 October" in app.text
        await app.press("escape")
        assert isinstance(app.app.screen, BrowseScreen)
        assert app.state.fact == 1


async def test_the_article_names_the_mark_that_the_detail_has() -> None:
    async with driven() as app:
        await app.press("j", "j", "j", "3", *["j"] * 3)
        assert "memorandum of understanding [4]" in app.text
        await app.press("enter")
        assert "[4], evidence 5 of 15" in app.screen_lines()[0]


async def test_e_reads_the_evidence_from_the_list() -> None:
    async with driven() as app:
        await app.press("e")
        assert isinstance(app.app.screen, ArticleScreen)
        assert "INTERPOL signs agreements [/b] with [@click=app.q" in app.text
        await app.press("j", "k", "pagedown", "G", "g", "e")
        assert isinstance(app.app.screen, BrowseScreen)


async def test_evidence_of_what_is_not_stated_is_said() -> None:
    async with driven() as app:
        await app.press("3", *["j"] * 6, "e")
        assert "No article states this" in app.text


async def test_from_the_list_e_finds_evidence_where_the_first_fact_has_none() -> None:
    found = memorandum()
    claims = tuple(claim for claim in found.claims if claim.attribute != "agreement")
    async with driven(FakeCatalogue((found._replace(claims=claims),))) as app:
        await app.press("e")
        assert isinstance(app.app.screen, ArticleScreen)
        assert app.app.screen.shown.attribute == "party"
        await app.press("escape", "3")
        assert "Enter" not in app.screen_lines()[-1]
        await app.press("e")
        assert "No article states this" in app.text


async def test_the_hints_say_what_enter_does_here() -> None:
    async with driven(size=(120, 40)) as app:
        assert "Enter detail" in app.screen_lines()[-1]
        await app.press("3")
        assert "Enter read it there" in app.screen_lines()[-1]
        await app.press("G")
        assert "Enter" not in app.screen_lines()[-1]
        assert "evidence" not in app.screen_lines()[-1]
        await app.press("slash")
        assert "Enter to the list" in app.screen_lines()[-1]
        await app.type("zeppelin")
        assert "Enter the way out" in app.screen_lines()[-1]
        await app.press("escape")
        assert "Enter the way out" in app.screen_lines()[-1]
        assert "e evidence" not in app.screen_lines()[-1]
        await app.press("enter")
        assert "Enter detail" in app.screen_lines()[-1]


@pytest.mark.parametrize("key", ["question_mark", "?"])
async def test_help_lists_the_keys(key: str) -> None:
    async with driven(size=(80, 120)) as app:
        await app.press(key)
        assert isinstance(app.app.screen, CardScreen)
        assert "Ctrl+P" in app.text
        assert "year:2011..2017" in app.text
        await app.press("j", "G", "g", "escape")
        assert isinstance(app.app.screen, BrowseScreen)


async def test_the_palette_runs_the_same_commands() -> None:
    async with driven() as app:
        await asked_of_palette(app, "change")
        assert "Change the order" in app.text
        await app.press("down", "enter")
        await app.settle()
        assert app.state.sort == "oldest"


def effect(app: Driven) -> object:
    return app.state, type(app.app.screen), app.app._exit, app.browse.notice, app.text


NAMED = [c for c in COMMANDS if c.palette is not None and c.name != "redraw"]  # which changes nothing that is shown


@pytest.mark.parametrize("command", NAMED, ids=lambda command: command.name)
@pytest.mark.parametrize("is_reading", [False, True])
async def test_every_entry_of_the_palette_does_something(command: Command, is_reading: bool) -> None:
    async with driven() as app:
        await app.press("3" if command.name == "agreements" else "2", *["e"] * is_reading)
        if is_reading:
            assert isinstance(app.app.screen, ArticleScreen)
        before = effect(app)
        hits = [hit async for hit in CommandProvider(app.app.screen).search(command.palette or "")]
        found = [hit for hit in hits if str(hit.match_display) == command.palette]
        assert bool(found) is (not is_reading or command.scope in {Scope.EVERYWHERE, Scope.TAKE})
        if found:
            app.app.call_later(found[0].command)
            await app.settle()
            assert effect(app) != before


@pytest.mark.parametrize(("words", "after"), [
    ("help", (Pane.AGREEMENTS, "newest", CardScreen)), ("sort", (Pane.AGREEMENTS, "oldest", BrowseScreen)),
    ("oldest", (Pane.AGREEMENTS, "oldest", BrowseScreen)), ("go to the det", (Pane.DETAIL, "newest", BrowseScreen)),
])  # fmt: skip
async def test_what_is_typed_in_the_palette_and_entered_is_done(words: str, after: tuple[object, ...]) -> None:
    async with driven() as app:
        await asked_of_palette(app, words)
        await app.press("enter")
        assert (app.state.focus, app.state.sort, type(app.app.screen)) == after


@pytest.mark.parametrize("welcome", [False, True])
@pytest.mark.parametrize("keys", [
    ["q"], ["ctrl+c"], ["slash", "ctrl+c"], ["e", "q"], ["question_mark", "ctrl+c"], ["question_mark", "q"],
])  # fmt: skip
async def test_leaving(keys: list[str], welcome: bool) -> None:
    async with driven(welcome=welcome) as app:
        for key in keys:
            await app.pilot.press(key)
        await app.pilot.pause()
        assert app.app._exit
        assert app.app.return_code == 0


async def test_the_way_out_is_in_sight_above_what_has_no_meaning() -> None:
    async with driven() as app:
        await app.press("slash")
        await app.type("zeppelin kind:treaty")
        lines = app.screen_lines()
        place = next(number for number, line in enumerate(lines) if "Enter: " in line)
        assert place < next(number for number, line in enumerate(lines) if "kind:treaty is no kind" in line) < 10


async def test_every_way_out_of_an_empty_list_is_a_step_and_enter_away() -> None:
    async with driven() as app:
        await app.press("slash")
        await app.type("osce unodc")
        await app.press("escape")
        ways = app.browse.advice.suggestions if app.browse.advice else ()
        assert len(ways) == 2
        assert f"Enter: without {ways[0].instead_of}" in app.text
        assert "Down: another of these" in app.text
        await app.press("j")
        assert f"Enter: without {ways[1].instead_of}" in app.text
        assert f"Enter: without {ways[0].instead_of}" not in app.text
        await app.press("j", "k", "down", "enter")
        assert app.state.text == ways[1].text
        assert app.state.focus is Pane.AGREEMENTS


async def test_a_search_that_finds_nothing_at_the_start_has_its_ways_out() -> None:
    catalogue = FakeCatalogue()
    loader = Loader(lambda: catalogue)
    state = ViewState(text="mari zeppelin")
    for request in (ListingRequest(state.query, state.sort, 0), TallyRequest(state.query)):
        loader.ask(request)
    early = tuple(loader.take(channel, 5) for channel in (Channel.LISTING, Channel.COUNTING))
    async with driven(catalogue, loader=loader, state=state, early=early) as app:
        assert "Nothing matches" in app.text
        assert "ithout zeppelin" in app.text


async def test_a_list_in_the_palette_that_has_no_size_yet_is_not_paged_through(monkeypatch: pytest.MonkeyPatch) -> None:
    async with driven(size=(40, 12)) as app:
        await app.press("ctrl+p")
        palette = app.app.screen
        assert isinstance(palette, Palette)
        commands = palette.query_one(CommandList)
        commands.action_first()
        with monkeypatch.context() as patched:
            patched.setattr(CommandList, "scrollable_content_region", Region())
            commands._clear_caches()
            palette._action_command_list("page_down")
        await app.press("escape")
        assert isinstance(app.app.screen, BrowseScreen)


async def test_a_command_that_is_entered_twice_is_done_once() -> None:
    async with driven() as app:
        await asked_of_palette(app, "change")
        chosen = app.app.screen.query_one(CommandList)
        chosen.action_first()
        chosen.action_select()
        chosen.post_message(CommandList.OptionSelected(chosen, chosen.get_option_at_index(0), 0))
        await app.settle()
        assert app.app.crash is None
        assert isinstance(app.app.screen, BrowseScreen)
        assert app.state.sort == "oldest"


@pytest.mark.parametrize("keys", [["W"], ["e", "W"], ["e", "W", "ctrl+u", "enter"]])
async def test_the_question_for_a_file_can_be_left_wherever_it_is_asked(keys: list[str]) -> None:
    async with driven(size=(80, 24)) as app:
        await app.press(*keys)
        if keys[-1] == "W":
            assert "Write to:" in app.text
            await app.press("escape")
        assert "Write to:" not in app.text
        await app.press("escape", "/", "x")
        assert app.state.text == "x"


async def test_what_is_pasted_waits_for_the_keys_before_it() -> None:
    async with driven() as app:
        for event in (Key("slash", "/"), Key("a", "a"), Paste("bc"), Key("d", "d")):
            event.set_sender(app.app)
            app.app.post_message(event)
        await app.settle()
        assert app.state.text == "abcd"


async def test_a_click_outside_of_the_window_takes_the_focus_from_nobody() -> None:
    async with driven(size=(80, 24)) as app:
        before = app.app.focused
        for kind in (MouseDown, MouseUp):
            app.app.post_message(kind(None, 12, 42, 0, 0, 1, False, False, False))
        await app.settle()
        assert before is not None
        assert app.app.focused is before


async def test_a_question_that_came_while_another_screen_stood_there_is_left_by_escape() -> None:
    async with driven(size=(80, 24)) as app:
        await app.press("o")
        await app.browse.ask_for(PathPrompt(app.browse._skin, "name.txt"))
        await app.press("escape")
        assert isinstance(app.app.screen, BrowseScreen)
        assert "Write to:" in app.text
        await app.press("escape")
        assert "Write to:" not in app.text


async def test_what_was_to_open_stays_closed_where_another_screen_has_come() -> None:
    async with driven(size=(80, 24)) as app:
        opened: list[str] = []
        app.browse._due = lambda: opened.append("late")
        await app.press("o")
        app.browse.ask_all()
        await app.settle()
        assert opened == []
