"""From a row, or from what is looked at, to its agreement, its evidence, its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.rows import HitPage
from shell.lines.articles import read
from shell.lines.details import evidence_claims
from shell.lines.questions import AgreementAsked, ListAsked, Window
from shell.lines.state import (
    ArticleSight,
    DetailSight,
    EvidenceSight,
    Goal,
    ListSight,
    Said,
    ToldSight,
)
from shell.lines.talk import ask
from shell.lines.turning import row_of, visited

if TYPE_CHECKING:
    from db.records import Agreement, Claim
    from shell.lines.commands import Order
    from shell.lines.state import Session, Sight
    from shell.lines.talk import Talk


def detail(session: Session, order: Order) -> Talk[Said]:
    """The agreement of a row, or the one that is looked at."""
    goal = yield from goal_of(session, order)
    sight = goal.sight if goal else None
    agreement = _agreement_of(sight)
    if agreement is not None:
        return (yield from visited(session, Goal(session.view, DetailSight(agreement))))
    if isinstance(sight, ArticleSight) and isinstance(session.sight, ListSight) and order.number:
        window = Window(order.number - 1, 1, session.known)
        page = yield from ask(ListAsked(session.view.query, session.view.sort, window))
        told = [row for hit in page.rows for row in hit.told] if isinstance(page, HitPage) else []
        if told:
            sights: Sight = DetailSight(told[0].id) if len(told) == 1 else ToldSight(tuple(told))
            return (yield from visited(session, Goal(session.view, sights)))
        return Said(session, ("The article tells of no agreement.",))
    return Said(session, (_which("detail", "agreement", order),))


def evidence(session: Session, order: Order) -> Talk[Said]:
    """The evidence of a fact, of an agreement in the list, or of the one that is looked at."""
    here = _agreement_of(session.sight)
    if order.number is None and isinstance(session.sight, ListSight):
        return Said(session, (_which("evidence", "agreement", order),))
    if here is not None:
        fact = None if order.number is None else order.number - 1
        return (yield from visited(session, Goal(session.view, EvidenceSight(here, fact))))
    goal = yield from goal_of(session, order)
    agreement = _agreement_of(goal.sight if goal else None)
    if agreement is None:
        return Said(session, (_which("evidence", "agreement", order),))
    return (yield from visited(session, Goal(session.view, EvidenceSight(agreement))))


def article(session: Session, order: Order) -> Talk[Said]:
    """The article of a row, at the words in question."""
    if order.number is None and isinstance(session.sight, ArticleSight):
        return (yield from visited(session, session.here.at(0)))
    goal = yield from goal_of(session, order)
    sight = goal.sight if goal else None
    if isinstance(sight, DetailSight):
        sight = EvidenceSight(sight.agreement, None)
    if isinstance(sight, EvidenceSight):
        agreement = yield from ask(AgreementAsked(sight.agreement))
        sight = _article_of(agreement, evidence_claims(agreement, sight.fact))
        if sight is None:
            return Said(session, ("No article states it.",))
    if not isinstance(sight, ArticleSight):
        return Said(session, (_which("article", "row", order),))
    return (yield from visited(session, Goal(session.view, sight)))


def mark(session: Session, _: Order) -> Talk[Said]:
    """The next marked words of the article."""
    sight = session.sight
    if not isinstance(sight, ArticleSight):
        return Said(session, ("Marked words are in articles: article N opens one.",))
    reading = yield from read(session.view, sight, session.paper, session.reading)
    line = next((line for line in reading.marked if line > session.offset), None)
    if line is None:
        return Said(session, ("There are no more marked words.",))
    return (yield from visited(session, session.here.at(line), is_turned=True))


def goal_of(session: Session, order: Order) -> Talk[Goal | None]:
    """What a number leads to; without one what is looked at, or the only row there is."""
    if order.number is not None:
        row = yield from row_of(session, order.number)
        return row.goal if row else None
    if isinstance(session.sight, ListSight):
        return session.shown[0].goal if len(session.shown) == 1 and session.offset == 0 else None
    return session.here


def _agreement_of(sight: Sight | None) -> str | None:
    return sight.agreement if isinstance(sight, DetailSight | EvidenceSight | ArticleSight) else None


def _article_of(agreement: Agreement, claims: tuple[Claim, ...]) -> ArticleSight | None:
    """The article of the first of some claims, at its words."""
    return ArticleSight(claims[0].article, claims[0].start, agreement.id) if claims else None


def _which(command: str, what: str, order: Order) -> str:
    if order.number is not None:
        return f"Row {order.number} is no {what}."
    return f"Say which {what}: {command} N"
