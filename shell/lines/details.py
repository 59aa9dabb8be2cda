"""One agreement as lines: its facts, and the sentences behind them with the words marked. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.printable import pieces
from shell.lines.paper import clean, marked, sentence, several
from shell.lines.questions import AgreementAsked
from shell.lines.state import ArticleSight, EvidenceSight, Goal, Row, Sheet
from shell.lines.talk import ask
from tui.facts import NOT_STATED, facts_of, place_of, stated_by, trail_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.records import Agreement, Claim
    from shell.lines.questions import Window
    from shell.lines.state import DetailSight
    from shell.lines.talk import Talk
    from tui.facts import Fact
    from tui.state import ViewState

TITLE = "Title"
NOBODY = "No article states it."


def detail_sheet(view: ViewState, sight: DetailSight, window: Window) -> Talk[Sheet]:
    """The facts of an agreement, each by a number that leads to its evidence."""
    agreement = yield from ask(AgreementAsked(sight.agreement))
    rows = [
        Row(words, Goal(view, EvidenceSight(agreement.id, place)))
        for place, words in enumerate(fact_words(facts_of(agreement)))
    ]
    shown = tuple(rows[window.offset : window.offset + window.limit])
    return Sheet((), shown, window.offset, len(rows), hint="number: the words that state it")


def fact_words(facts: Iterable[Fact]) -> list[str]:
    """Each fact on one line, its name first; a name that goes on is said again."""
    lines = []
    label = TITLE
    for fact in facts:
        label = fact.label or label
        value = NOT_STATED if fact.value is None else clean(fact.value).removeprefix("– ")
        sources = len({place_of(claim) for claim in fact.claims})
        many = several(sources, "sentence") if sources > 1 else ""
        name = f"{label}, against that" if fact.is_rival else label
        lines.append(f"{name}: {', '.join(filter(None, (value, clean(fact.note), many)))}")
    return lines


def evidence_sheet(view: ViewState, sight: EvidenceSight, window: Window) -> Talk[Sheet]:
    """The sentences behind a fact, each by a number that leads to it in its article."""
    agreement = yield from ask(AgreementAsked(sight.agreement))
    facts = facts_of(agreement)
    fact = facts[sight.fact] if sight.fact is not None and sight.fact < len(facts) else None
    if sight.fact is not None and fact is None:
        return Sheet((f"There is no fact {sight.fact + 1}.",), (), 0, 0)
    claims = trail_of(agreement) if fact is None else _apart(fact.claims)
    words = f"all facts of {clean(agreement.title)}" if sight.fact is None else fact_words(facts)[sight.fact]
    if not claims:
        nobody = NOBODY if fact is None or fact.label != "Id" else "The id is given by Explorer."
        return Sheet((f"{sentence(words)} {nobody}",), (), 0, 0)
    rows = tuple(_evidence_row(view, agreement, claim) for claim in claims[window.offset :][: window.limit])
    return Sheet((f"Evidence for {words}",), rows, window.offset, len(claims), hint="number: the article there")


def evidence_claims(agreement: Agreement, fact: int | None) -> tuple[Claim, ...]:
    """The claims behind a fact, one for each place, in the order in which `evidence_sheet` numbers them."""
    facts = facts_of(agreement)
    if fact is None:
        return trail_of(agreement)
    return _apart(facts[fact].claims) if fact < len(facts) else ()


def quoted_sentence(claim: Claim) -> str:
    """The sentence of a claim, its words marked."""
    text = f"{claim.before}{claim.quote}{claim.after}"
    start = len(claim.before)
    return marked(pieces(text, [(start, start + len(claim.quote))])).strip()


def _evidence_row(view: ViewState, agreement: Agreement, claim: Claim) -> Row:
    states = stated_by(agreement, claim)
    below = (
        _source(agreement, claim),
        sentence(f"States {clean(states)}") if states else "",
    )
    goal = Goal(view, ArticleSight(claim.article, claim.start, agreement.id))
    return Row(quoted_sentence(claim), goal, tuple(filter(None, below)))


def _source(agreement: Agreement, claim: Claim) -> str:
    """Where a sentence stands: article, publisher, date, place in the text."""
    place = f"characters {claim.start} to {claim.end}"
    row = next((each for each in agreement.articles if each.id == claim.article), None)
    if row is None:
        return sentence(f"In another article, {place}")
    published = f"published {row.published.in_words()}" if row.published else "publication date not stated"
    older = "an older version" if row.replaced_by is not None else None
    parts = (f"“{row.title}”" if row.title else row.name, row.publisher, published, older, place)
    return sentence(f"In {clean(', '.join(part for part in parts if part))}")


def _apart(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """One claim for each place."""
    return tuple({place_of(claim): claim for claim in claims}.values())
