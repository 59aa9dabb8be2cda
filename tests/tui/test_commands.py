from __future__ import annotations

from collections import Counter

from tui import commands
from tui.app import ExplorerApp
from tui.commands import COMMANDS, Scope, bindings, keys_table
from tui.screens.article import ArticleScreen
from tui.screens.bare import BareScreen
from tui.screens.browse import BrowseScreen
from tui.screens.copying import CopyingScreen
from tui.screens.searches import SearchesScreen
from tui.widgets.agreements import AgreementsPane
from tui.widgets.article_view import ArticleView
from tui.widgets.copy_prompt import CopyPrompt
from tui.widgets.detail import DetailPane
from tui.widgets.facets import FacetsPane
from tui.widgets.name_prompt import NamePrompt
from tui.widgets.search_bar import SearchBar

HEARERS: dict[Scope, type] = {
    Scope.EVERYWHERE: ExplorerApp,
    Scope.BROWSE: BrowseScreen,
    Scope.MOVE: AgreementsPane,
    Scope.FACETS: FacetsPane,
    Scope.AGREEMENTS: AgreementsPane,
    Scope.DETAIL: DetailPane,
    Scope.SEARCH: SearchBar,
    Scope.ARTICLE: ArticleScreen,
    Scope.SEARCHES: SearchesScreen,
    Scope.NAME: NamePrompt,
    Scope.TAKE: CopyingScreen,
    Scope.COPY: CopyPrompt,
    Scope.BARE: BareScreen,
}


def test_every_command_has_an_action_where_it_is_heard() -> None:
    for command in COMMANDS:
        name = command.action.partition("(")[0]
        assert hasattr(HEARERS[command.scope], f"action_{name}"), command.name
    assert all(hasattr(hearer, "action_step") for hearer in (DetailPane, ArticleView, FacetsPane))


def test_no_key_means_two_things_in_one_place() -> None:
    for scope in Scope:
        keys = Counter(key for command in commands.of_scopes(scope) for key in command.keys)
        assert not [key for key, count in keys.items() if count > 1], scope


def test_the_keys_of_the_promise_are_all_there() -> None:
    keys = {key for command in COMMANDS for key in command.keys}
    promised = (
        "up down j k g G tab shift+tab 1 2 3 4 5 6 7 8 / enter escape e s S + - x 0 backspace ? ctrl+p q n N pageup "
        "pagedown home end ctrl+c"
    )
    assert set(promised.split()) <= keys


def test_bindings_and_table_come_from_the_same_list() -> None:
    keyed = [command for command in COMMANDS if command.keys]
    assert len(bindings(*Scope)) == len(keyed)
    table = keys_table()
    assert table.count("\n") == len(keyed) + 2
    assert all(command.help in table for command in keyed)


def test_a_command_without_keys_is_in_the_palette() -> None:
    assert all(command.palette for command in COMMANDS if not command.keys)
