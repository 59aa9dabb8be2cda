"""The list of agreements, or of articles, as lines: how many, how the query was understood, the rows; and where nothing
matches, the ways out. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.printable import pieces
from db.rows import HitPage, Milestone
from db.vocabulary import SHORT_KINDS
from shell.lines.paper import clean, count, listed, marked, sentence, several
from shell.lines.questions import AdviceAsked, ListAsked, TallyAsked, Window
from shell.lines.state import ArticleSight, DetailSight, Goal, ListSight, Row, Sheet, whole
from shell.lines.talk import ask

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.rows import AgreementRow, Hit, Page, Tally
    from shell.lines.questions import Advice
    from shell.lines.talk import Talk
    from tui.state import ViewState

ORDERS = {
    "newest": "newest first",
    "oldest": "oldest first",
    "best match": "best match first",
    "title": "by title",
    "kind": "by kind",
    "sources": "by sources",
}
MOST_WAYS = 9
SHOWN_PARTIES = 4


def list_sheet(view: ViewState, window: Window) -> Talk[Sheet]:
    """The list from a place on."""
    page = yield from ask(ListAsked(view.query, view.sort, window))
    tally = yield from ask(TallyAsked(view.query))
    if not page.rows and not window.offset:
        return (yield from _empty_sheet(view, page, tally))
    total = page.total if page.total is not None else tally.total if tally else None
    known = tuple(Milestone(page.offset + place, key) for place, key in enumerate(page.keys))
    return Sheet(_head(view, page, tally, total), tuple(_rows(view, page)), page.offset, total, known)


def agreement_row(row: AgreementRow, view: ViewState) -> Row:
    """An agreement, which its number opens."""
    return Row(agreement_words(row), Goal(view, DetailSight(row.id)))


def agreement_words(row: AgreementRow) -> str:
    """An agreement on one line, in the order of the full screen: date, kind, parties, place, status, sources."""
    parts = (
        str(row.date) if row.date else "undated",
        SHORT_KINDS.get(row.kind, row.kind),
        parties_words(row.parties),
        row.place,
        status_words(row.status),
        several(row.sources, "article") if row.sources > 1 else None,
    )
    return ", ".join(clean(part) for part in parts if part)


def parties_words(parties: Sequence[str]) -> str:
    """`INTERPOL with OSCE`; of many the first few by name."""
    first, others = parties[:1], list(parties[1:])
    if len(others) > SHOWN_PARTIES:
        others = [*others[: SHOWN_PARTIES - 1], f"{len(others) - SHOWN_PARTIES + 1} others"]
    return " with ".join([*first, listed(others)] if others else first)


def status_words(status: str) -> str:
    """A status as people say it."""
    return "in talks" if status == "negotiating" else status


def filter_words(view: ViewState, understood: str) -> str:
    """The filters that hold, as they were understood."""
    if view.query.is_empty:
        return ""
    typed = (view.text.strip(), *(choice.words for choice in view.choices))
    return clean(understood or " · ".join(filter(None, typed))).replace(" · ", ", ")


def hit_row(hit: Hit, view: ViewState) -> Row:
    """An article that was found: date, publisher, title, how many agreements it tells of; then the sentence."""
    row = hit.article
    title = marked(pieces(row.title, hit.title_marks)) if row.title else clean(row.name)
    about = several(row.agreements, "agreement") if row.agreements else "no agreement"
    older = "older version" if row.replaced_by is not None else ""
    date = str(row.published) if row.published else "undated"
    parts = (date, older, clean(row.publisher or ""), title, about)
    place = hit.passages[0].start if hit.passages else None
    more = f"{several(hit.more, 'more sentence')}{' at least' if hit.is_partial else ''}." if hit.more else ""
    below = tuple(line for line in (_passage(hit), more) if line) if view.query.has_words else ()
    return Row(", ".join(filter(None, parts)), Goal(view, ArticleSight(row.id, place)), below)


def _passage(hit: Hit) -> str:
    """The sentence that holds the words, the words marked."""
    if not hit.passages:
        return ""
    passage = hit.passages[0]
    words = marked(pieces(passage.text, passage.marks))
    return f"{'' if passage.opens else '... '}{words}{'' if passage.ends else ' ...'}"


def _rows(view: ViewState, page: Page | HitPage) -> Iterator[Row]:
    if isinstance(page, HitPage):
        yield from (hit_row(hit, view) for hit in page.rows)
    else:
        for row in page.rows:
            yield agreement_row(row, view)


def _head(view: ViewState, page: Page | HitPage, tally: Tally | None, total: int | None) -> tuple[str, ...]:
    word = "article" if isinstance(page, HitPage) else "agreement"
    if total is None:
        many = f"{word.capitalize()}s, too many to count in time"
    elif tally is not None and total < tally.everything:
        many = f"{count(total)} of {several(tally.everything, word)}"
    else:
        many = several(total, word)
    order = ORDERS[page.order]
    if page.order != view.sort:
        order += ": too many to rank" if view.sort == "best match" else ": too many to sort"
    understood = filter_words(view, page.understood)
    lines = (f"{many}, {order}.", f"Search: {understood}." if understood else "", *problem_lines(view))
    return tuple(filter(None, lines))


def problem_lines(view: ViewState) -> tuple[str, ...]:
    """What of the typed text has no meaning."""
    return tuple(sentence(clean(problem)) for problem in view.typed_query.problems)


def _empty_sheet(view: ViewState, page: Page | HitPage, tally: Tally | None) -> Talk[Sheet]:
    """Nothing matches: that, and the ways out by number."""
    if not view.is_filtered:
        if isinstance(page, HitPage) or (tally and tally.everything):
            return Sheet(("There is nothing in this list.",), (), 0, 0)
        return Sheet(("There is no agreement in this database yet. To add some: explorer seed FILES",), (), 0, 0)
    advice = yield from ask(AdviceAsked(view.query))
    head = (f"Nothing matches {filter_words(view, page.understood)}.", *problem_lines(view))
    rows = tuple(_ways(view, advice))
    return Sheet((*head, "Ways out, by number:"), rows, 0, len(rows))


def _ways(view: ViewState, advice: Advice) -> Iterator[Row]:
    word = "article" if view.in_articles else "agreement"
    choices = {choice.text: choice.words for choice in view.choices}
    for way in advice.suggestions[:MOST_WAYS]:
        found = several(way.agreements, word)
        chosen = choices.get(way.instead_of.strip())
        left = f"the choice {clean(chosen)}" if chosen else clean(way.instead_of)
        text = f"Did you mean {clean(way.text)}? {found}" if way.is_spelling else f"Without {left}: {found}"
        yield Row(text, Goal(whole(view.led(way.text)), ListSight()))
    if advice.articles:
        titles = listed([f"“{clean(row.title or row.name)}”" for row in advice.articles])
        verb = "holds" if len(advice.articles) == 1 else "hold"
        yield Row(f"Search the articles: {titles} {verb} the words", Goal(whole(view.turned()), ListSight()))
    every = "articles" if view.in_articles else "agreements"
    text = "in:articles " if view.in_articles else ""
    yield Row(f"All {every}", Goal(type(view)(text=text), ListSight()))
