"""From one command line to the next: a session and a line become a new session and the lines to print. What has to be
asked outside on the way is asked by the talk that this is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.errors import ExplorerError, SlowQueryError
from shell.lines import asides, clips, opening
from shell.lines.commands import read
from shell.lines.paper import LEAST_ROWS, MOST_ROWS, clean, sentence
from shell.lines.questions import NamedAsked, Save, SavedNamed, TallyAsked
from shell.lines.state import (
    ArticleSight,
    DetailSight,
    EvidenceSight,
    Goal,
    HelpSight,
    ListSight,
    Said,
    SavedSight,
    SectionSight,
    SortSight,
    ToldSight,
    whole,
)
from shell.lines.talk import ask
from shell.lines.turning import again, row_of, turned, visited
from tui.choices import Choice, Section
from tui.state import ViewState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shell.lines.commands import Order
    from shell.lines.state import Session, Sight
    from shell.lines.talk import Talk

    Handler = Callable[[Session, Order], Talk[Said]]

SECTIONS = {
    "organisations": Section.ORGANISATIONS,
    "kinds": Section.KINDS,
    "status": Section.STATUS,
    "decades": Section.DECADES,
    "topics": Section.TOPICS,
}
PROMPTS: Mapping[type[Sight], str] = {
    DetailSight: "agreement",
    EvidenceSight: "evidence",
    ArticleSight: "article",
    ToldSight: "agreements",
    SavedSight: "saved",
    SortSight: "sort",
    HelpSight: "help",
}
SLOW = "That took too long and was ended. Ask for less: another word, or a filter such as year:2014"
LONGEST_SAID = 200


def begun(session: Session) -> Talk[Said]:
    """The first list."""
    return (yield from _guarded(session, visited(session, session.here)))


def step(session: Session, line: str) -> Talk[Said]:
    """What a command line gives."""
    order = read(line)
    if not order.command:
        return Said(session)
    return (yield from _guarded(session, HANDLERS[order.command](session, order)))


def prompt(session: Session) -> str:
    """A word that says where one is."""
    sight = session.sight
    if isinstance(sight, SectionSight):
        return f"{sight.section.title.lower()}> "
    where = PROMPTS.get(type(sight)) or ("articles" if session.view.in_articles else "agreements")
    return f"{where}> "


def _guarded(session: Session, talk: Talk[Said]) -> Talk[Said]:
    """A talk; what goes wrong in it is a line, and changes nothing."""
    try:
        return (yield from talk)
    except SlowQueryError:
        return Said(session, (SLOW,))
    except ExplorerError as error:
        return Said(session, (sentence(clean(str(error))),))


def _said(session: Session, *lines: str) -> Talk[Said]:
    """An answer that needs no asking."""
    yield from ()
    return Said(session, lines)


def _quit(session: Session, _: Order) -> Talk[Said]:
    return _said(replace(session, is_over=True))


def _search(session: Session, order: Order) -> Talk[Said]:
    view = session.view
    text = order.words
    if view.in_articles and "in:" not in text.casefold():
        text = f"in:articles {text}"
    said = yield from visited(session, Goal(whole(view.typed(text)), ListSight()))
    return said._replace(searched=text)


def _open(session: Session, order: Order) -> Talk[Said]:
    if isinstance(session.sight, SectionSight):
        return (yield from _choose(session, order, is_excluded=False))
    number = order.number or 0
    row = yield from row_of(session, number)
    if row is None or row.goal is None:
        return Said(session, (_no_row(session, number),))
    return (yield from visited(session, row.goal))


def _no_row(session: Session, number: int) -> str:
    if session.total == 0 or not any(row.goal for row in session.shown):
        return f"There is nothing to open by number here. To search for {number}: /{number}"
    upto = f" They go from 1 to {session.total:,}." if session.total else ""
    return f"There is no row {number}.{upto} To search for {number}: /{number}"


def _exclude(session: Session, order: Order) -> Talk[Said]:
    if not isinstance(session.sight, SectionSight):
        return Said(session, ("Values to leave out stand in organisations, kinds, status, decades and topics.",))
    return (yield from _choose(session, order, is_excluded=True))


def _choose(session: Session, order: Order, is_excluded: bool) -> Talk[Said]:
    """Values of a section by their numbers; 0 takes back what was chosen there."""
    view = session.view
    for number in order.numbers:
        if number == 0 and isinstance(session.sight, SectionSight):
            view = view.cleared(session.sight.section)
            continue
        row = yield from row_of(session, number)
        if row is None or row.choice is None:
            return Said(session, (_no_row(session, number),))
        view = view.chosen(row.choice._replace(is_excluded=is_excluded))
    return (yield from visited(session, Goal(view, ListSight())))


def _list_of(session: Session) -> Goal:
    """The list of what is searched, where one was in it."""
    goals = session.trail.goals[: session.trail.place + 1]
    wanted = Goal(session.view, ListSight())
    return next((goal for goal in reversed(goals) if goal.is_same_as(wanted)), wanted)


def _last(session: Session, _: Order) -> Talk[Said]:
    total = session.total
    if isinstance(session.sight, ListSight):
        tally = yield from ask(TallyAsked(session.view.query))
        total = tally.total if tally else None
    if total is None:
        return Said(session, ("Where the end is would take too long to find.",))
    return (yield from visited(session, session.here, is_turned=True, upto=total))


def _turn_to(session: Session, in_articles: bool) -> Talk[Said]:
    view = session.view if session.view.in_articles == in_articles else whole(session.view.turned())
    return (yield from visited(session, Goal(view, ListSight())))


def _section(session: Session, order: Order) -> Talk[Said]:
    return (yield from visited(session, Goal(session.view, SectionSight(SECTIONS[order.command], order.words))))


def _organisation(session: Session, order: Order) -> Talk[Said]:
    """One organisation, by its number in the section or by a name that means no other."""
    section = Goal(session.view, SectionSight(Section.ORGANISATIONS, order.words))
    if order.number is not None:
        is_there = isinstance(session.sight, SectionSight) and session.sight.section is Section.ORGANISATIONS
        row = yield from row_of(session if is_there else replace(session, here=section, shown=()), order.number)
        if row is None or row.goal is None:
            return Said(session, (f"There is no organisation {order.number}; organisations lists them.",))
        return (yield from visited(session, row.goal))
    found = yield from ask(NamedAsked(order.words))
    if len(found) != 1:
        return (yield from visited(session, section))
    choice = Choice("org", found[0].id, found[0].short)
    return (yield from visited(session, Goal(session.view.chosen(choice), ListSight())))


def _sort(session: Session, order: Order) -> Talk[Said]:
    view = session.view
    if not order.words:
        return (yield from visited(session, Goal(view, SortSight())))
    words = " ".join(order.words.casefold().split())
    sorts = asides.sorts_of(view)
    wanted = [sort for sort in sorts if sort.startswith(words)] or (
        [sorts[int(words) - 1]] if words.isdecimal() and words.isascii() and 0 < int(words[:4]) <= len(sorts) else []
    )
    if not wanted:
        return Said(session, (f"The orders here are {', '.join(sorts)}.",))
    return (yield from visited(session, asides.sorted_goal(view, wanted[0])))


def _trail(session: Session, step: int) -> Talk[Said]:
    trail = session.trail
    if step < 0 and trail.place >= 0 and not trail.goals[trail.place].is_same_as(session.here):
        step = 0  # from the help and the like, which are not part of the trail
    moved = trail.stepped(step)
    if moved is None:
        return Said(session, ("There is nothing before this." if step < 0 else "There is nothing after this.",))
    return (yield from visited(replace(session, trail=moved), moved.goals[moved.place], is_noted=False))


def _saved(session: Session, order: Order) -> Talk[Said]:
    if not order.words:
        return (yield from visited(session, Goal(session.view, SavedSight())))
    search = yield from ask(SavedNamed(order.words))
    if search is None:
        name = clean(order.words)[:LONGEST_SAID]
        return Said(session, (f"No search is saved as {name}; saved lists them.",))
    return (yield from visited(session, asides.saved_goal(search)))


def _save(session: Session, order: Order) -> Talk[Said]:
    view = session.view
    if not view.is_filtered:
        return Said(session, ("There is nothing to save: search for something, or choose, first.",))
    sort = None if view.sort == "newest" else view.sort
    search = yield from ask(Save(order.words, view.as_text.strip(), sort))
    return Said(session, (f"Saved as {clean(search.name)}.",))


def _rows(session: Session, order: Order) -> Talk[Said]:
    rows = max(LEAST_ROWS, min(order.number or 0, MOST_ROWS))
    return _said(replace(session, paper=session.paper._replace(rows=rows)), f"At most {rows} rows an answer.")


HANDLERS: Mapping[str, Handler] = {
    "search": _search,
    "open": _open,
    "next": lambda session, _: turned(session, 1),
    "previous": lambda session, _: turned(session, -1),
    "first": lambda session, _: visited(session, session.here.at(0), is_turned=True),
    "last": _last,
    "list": lambda session, _: visited(session, _list_of(session)),
    "detail": opening.detail,
    "evidence": opening.evidence,
    "article": opening.article,
    "mark": opening.mark,
    "articles": lambda session, _: _turn_to(session, in_articles=True),
    "agreements": lambda session, _: _turn_to(session, in_articles=False),
    "organisations": _section,
    "org": _organisation,
    "kinds": _section,
    "status": _section,
    "decades": _section,
    "topics": _section,
    "not": _exclude,
    "all": lambda session, _: visited(session, Goal(ViewState(), ListSight())),
    "sort": _sort,
    "back": lambda session, _: _trail(session, -1),
    "forward": lambda session, _: _trail(session, 1),
    "cite": clips.clip,
    "quote": clips.clip,
    "link": clips.clip,
    "id": clips.clip,
    "saved": _saved,
    "save": _save,
    "rows": _rows,
    "again": lambda session, _: again(session),
    "help": lambda session, order: visited(session, Goal(session.view, HelpSight(order.words))),
    "quit": _quit,
}
