"""What is neither agreement nor article as lines: saved searches, orders of the list, help. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shell.lines.commands import COMMANDS, named, usage
from shell.lines.lists import ORDERS
from shell.lines.paper import clean, sentence, several
from shell.lines.questions import SavedAsked
from shell.lines.state import Goal, ListSight, Row, Sheet, whole
from shell.lines.talk import ask
from tui.state import HIT_SORTS, SORTS, ViewState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.searches import SavedSearch
    from shell.lines.questions import Saved, Window
    from shell.lines.state import HelpSight
    from shell.lines.talk import Talk


def saved_sheet(window: Window) -> Talk[Sheet]:
    """The saved searches with how many agreements each has; a number runs one."""
    found, total = yield from ask(SavedAsked(window.offset, window.limit))
    if not total:
        return Sheet(("No search is saved. To save the present one: save NAME",), (), 0, 0)
    rows = tuple(Row(_saved_words(each), saved_goal(each.search)) for each in found)
    return Sheet((f"{several(total, 'saved search').replace('searchs', 'searches')}. A number runs one.",), rows,
                 window.offset, total)  # fmt: skip


def saved_goal(search: SavedSearch) -> Goal:
    """What a saved search shows."""
    sort = next((sort for sort in SORTS if sort == search.sort), SORTS[0])
    return Goal(whole(ViewState(text=search.query, sort=sort)), ListSight())


def sort_sheet(view: ViewState, window: Window) -> Sheet:
    """The orders that the list can have."""
    rows = [Row(f"{sort}, as now" if sort == view.sort else sort, sorted_goal(view, sort)) for sort in sorts_of(view)]
    return Sheet((f"Now {ORDERS[view.sort]}.",), *_part(rows, window))


def sorts_of(view: ViewState) -> tuple[str, ...]:
    """The orders that there are for what is searched."""
    sorts = HIT_SORTS if view.in_articles else SORTS
    return tuple(sort for sort in sorts if sort != "best match" or view.typed_query.has_words)


def sorted_goal(view: ViewState, sort: str) -> Goal:
    """The list in an order."""
    from dataclasses import replace

    return Goal(replace(view, sort=next(each for each in SORTS if each == sort)), ListSight())


def help_sheet(sight: HelpSight, window: Window) -> Sheet:
    """All commands, each on a line; of one, all that is to be known."""
    command = named(sight.topic) if sight.topic else None
    if command is None:
        head = f"There is no command {clean(sight.topic)}." if sight.topic else "help COMMAND tells more of one."
        return Sheet((head,), *_part([Row(f"{usage(each)}: {each.help}") for each in COMMANDS], window))
    lines = [sentence(f"{usage(command)}: {command.help}"), *command.more]
    if command.also:
        lines.append(f"Also: {', '.join(command.also)}.")
    return Sheet((), *_part([Row(line) for line in lines], window))


def _part(rows: Sequence[Row], window: Window) -> tuple[tuple[Row, ...], int, int]:
    return tuple(rows[window.offset : window.offset + window.limit]), window.offset, len(rows)


def _saved_words(saved: Saved) -> str:
    search = saved.search
    many = "not counted" if saved.agreements is None else several(saved.agreements, "agreement")
    parts = (search.name, many, search.query.strip(), ORDERS.get(search.sort or ""), saved.problem)
    return ", ".join(clean(part) for part in parts if part)
