"""Being somewhere and seeing a part of it: as many rows as fit, and on to the next. Pure but for what is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shell.lines import articles, asides, details, lists, sections
from shell.lines.paper import count
from shell.lines.questions import Window
from shell.lines.state import (
    ArticleSight,
    DetailSight,
    EvidenceSight,
    HelpSight,
    ListSight,
    Row,
    Said,
    SavedSight,
    SectionSight,
    Sheet,
    SortSight,
    ToldSight,
)

if TYPE_CHECKING:
    from shell.lines.paper import Paper
    from shell.lines.state import Goal, Session
    from shell.lines.talk import Talk

PASSING = (SavedSight, SortSight, HelpSight)  # one goes through these to somewhere, and not back to them


def visited(
    session: Session, goal: Goal, *, is_turned: bool = False, is_noted: bool = True, upto: int | None = None
) -> Talk[Said]:
    """A place, from its offset on, or what fits before the row `upto`. Where one has only `turned` the page, what
    stands above is not said again."""
    paper = session.paper
    known = session.known if goal.view == session.view else ()
    offset = goal.sight.offset or 0 if upto is None else max(0, upto - paper.rows)
    limit = paper.rows if upto is None else upto - offset
    placed = goal if upto is None else goal.at(offset)
    sheet = yield from sheet_of(placed, Window(offset, limit, known), session)
    head = () if is_turned else tuple(part for line in sheet.head for part in paper.broken(line))
    rows, offset = _fitting(sheet, paper, len(head), from_end=upto is not None)
    here = goal.at(offset) if not isinstance(goal.sight, ArticleSight) or rows else goal
    lines = [*head, *(part for place, row in enumerate(rows) for part in row_lines(row, offset + place + 1, paper))]
    foot = foot_words(offset, offset + len(rows), sheet.total, sheet.hint)
    if foot and not any(row.goal for row in rows):
        foot = f"Lines {foot}"  # that have no numbers
    lines += paper.broken(foot) if foot else []
    is_noted = is_noted and not isinstance(goal.sight, PASSING)
    after = replace(
        session,
        here=here,
        trail=session.trail.noted(here) if is_noted else session.trail,
        shown=rows,
        offset=offset,
        total=sheet.total,
        known=sheet.known or known,
        reading=sheet.reading or session.reading,
        counted=sheet.counted or session.counted,
    )
    return Said(after, tuple(lines))


def turned(session: Session, step: int) -> Talk[Said]:
    """The next rows, or with -1 those before."""
    if step < 0:
        if session.offset == 0:
            return Said(session, ("This is the beginning.",))
        return (yield from visited(session, session.here, is_turned=True, upto=session.offset))
    if (session.total is not None and session.end >= session.total) or not session.shown:
        return Said(session, ("This is the end.",))
    return (yield from visited(session, session.here.at(session.end), is_turned=True))


def again(session: Session) -> Talk[Said]:
    """What was said last, with what stands above it."""
    session = replace(session, counted=None, reading=None)
    return (yield from visited(session, session.here.at(session.offset), is_noted=False))


def row_of(session: Session, number: int) -> Talk[Row | None]:
    """The row of a number, whether it is in sight or not; None where there is none."""
    if session.offset < number <= session.end:
        return session.shown[number - session.offset - 1]
    if number < 1:
        return None
    window = Window(number - 1, 1, session.known)
    sheet = yield from sheet_of(session.here.at(number - 1), window, session)
    return sheet.rows[0] if sheet.rows and sheet.offset == number - 1 else None


def sheet_of(goal: Goal, window: Window, session: Session) -> Talk[Sheet]:
    """What is seen at a place, on the paper of a session."""
    view, sight = goal
    if isinstance(sight, ListSight):
        return (yield from lists.list_sheet(view, window))
    if isinstance(sight, SectionSight):
        return (yield from sections.section_sheet(view, sight, window, session.counted))
    if isinstance(sight, DetailSight):
        return (yield from details.detail_sheet(view, sight, window))
    if isinstance(sight, EvidenceSight):
        return (yield from details.evidence_sheet(view, sight, window))
    if isinstance(sight, ArticleSight):
        return (yield from articles.article_sheet(view, sight, window, session.paper, session.reading))
    if isinstance(sight, ToldSight):
        return _told_sheet(goal, sight, window)
    if isinstance(sight, SavedSight):
        return (yield from asides.saved_sheet(window))
    if isinstance(sight, SortSight):
        return asides.sort_sheet(view, window)
    return asides.help_sheet(sight, window)


def row_lines(row: Row, number: int, paper: Paper) -> list[str]:
    """A row as it is printed; it has a number where it leads somewhere."""
    first = f"{number}. {row.text}" if row.goal is not None else row.text
    return [part for line in (first, *row.below) for part in paper.broken(line)]


def foot_words(offset: int, end: int, total: int | None, hint: str = "") -> str:
    """Which rows these are, where these are not all, and how to go on."""
    is_end = total is not None and end >= total
    if (offset == 0 and is_end) or end == offset:
        return f"{hint[:1].upper()}{hint[1:]}." if hint and end > offset else ""
    of = f" of {count(total)}" if total is not None else ""
    ways = ["n: next"] if not is_end else []
    ways += ["p: previous"] if offset else []
    ways += [hint] if hint else []
    return f"{count(offset + 1)} to {count(end)}{of}{', the end' if is_end else ''}. {', '.join(ways)}."


def _fitting(sheet: Sheet, paper: Paper, said: int, from_end: bool) -> tuple[tuple[Row, ...], int]:
    """As many rows as there are lines for, one at least: the first, or `from_end` the last; and where they begin."""
    foot = foot_words(sheet.offset, sheet.offset + max(1, len(sheet.rows) - 1), sheet.total, sheet.hint)
    room = paper.room(said + len(paper.broken(foot)))
    if room is None:
        return sheet.rows, sheet.offset
    rows = list(enumerate(sheet.rows, sheet.offset))
    taken: list[tuple[int, Row]] = []
    for place, row in reversed(rows) if from_end else rows:
        room -= len(row_lines(row, place + 1, paper))
        if room < 0 and taken:
            break
        taken.append((place, row))
    taken.sort(key=lambda each: each[0])
    return tuple(row for _, row in taken), taken[0][0] if taken else sheet.offset


def _told_sheet(goal: Goal, sight: ToldSight, window: Window) -> Sheet:
    shown = sight.agreements[window.offset :][: window.limit]
    rows = tuple(lists.agreement_row(row, goal.view) for row in shown)
    return Sheet(("Agreements that the article tells of.",), rows, window.offset, len(sight.agreements))
