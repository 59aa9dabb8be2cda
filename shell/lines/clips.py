"""What one takes along, said as one unbroken line: a citation, an id, the words with their source, a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.citing import agreement_clips, article_clips, hit_clips
from db.rows import HitPage
from shell.lines.details import evidence_claims
from shell.lines.opening import goal_of
from shell.lines.questions import AgreementAsked, ArticleAsked, ListAsked, Window
from shell.lines.state import ArticleSight, DetailSight, EvidenceSight, ListSight, Said
from shell.lines.talk import ask

if TYPE_CHECKING:
    from db.citing import Clips
    from db.records import Agreement, Claim
    from shell.lines.commands import Order
    from shell.lines.state import Session
    from shell.lines.talk import Talk

LACKING = {
    "id": "Articles have no id here.",
    "quote": "There are no words to quote here.",
    "link": "No web address of it is known.",
}


def clip(session: Session, order: Order) -> Talk[Said]:
    """The citation, quote, link or id of a row, or of what is looked at."""
    clips = yield from _clips(session, order)
    if clips is None:
        what = f"Row {order.number} is nothing to cite." if order.numbers else f"Say which row: {order.command} N"
        return Said(session, (what,))
    found = {"cite": clips.citation, "quote": clips.quote, "link": clips.link, "id": clips.id}[order.command]
    return Said(session, (found or LACKING[order.command],))


def _clips(session: Session, order: Order) -> Talk[Clips | None]:
    goal = yield from goal_of(session, order)
    sight = goal.sight if goal else None
    if isinstance(sight, DetailSight | EvidenceSight):
        agreement = yield from ask(AgreementAsked(sight.agreement))
        claims = evidence_claims(agreement, sight.fact) if isinstance(sight, EvidenceSight) else ()
        return agreement_clips(agreement, claims[0] if claims else None)
    if not isinstance(sight, ArticleSight):
        return None
    if sight.agreement is not None:
        agreement = yield from ask(AgreementAsked(sight.agreement))
        claim = _claim_at(agreement, sight)
        if not isinstance(session.sight, ArticleSight):
            return agreement_clips(agreement, claim)
        found = yield from ask(ArticleAsked(sight.article))
        return article_clips(found.article, (claim.start, claim.end) if claim else None)
    if isinstance(session.sight, ListSight) and order.number:
        asked = ListAsked(session.view.query, session.view.sort, Window(order.number - 1, 1, session.known))
        page = yield from ask(asked)
        if isinstance(page, HitPage) and page.rows:
            return hit_clips(page.rows[0])
    found = yield from ask(ArticleAsked(sight.article))
    return article_clips(found.article, None)


def _claim_at(agreement: Agreement, sight: ArticleSight) -> Claim | None:
    """The evidence that a place of an article stands for, the shortest where several begin there."""
    named = (*agreement.initiatives, *agreement.also_named)
    claims = [*agreement.claims, *(claim for initiative in named for claim in initiative.claims)]
    here = [claim for claim in claims if (claim.article, claim.start) == (sight.article, sight.place)]
    return min(here, key=lambda claim: claim.end, default=None)
