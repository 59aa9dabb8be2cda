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
    from collections.abc import Iterable, Sequence

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
    groups = _sentences(trail_of(agreement) if fact is None else fact.claims)
    words = f"all facts of {clean(agreement.title)}" if sight.fact is None else fact_words(facts)[sight.fact]
    if not groups:
        nobody = NOBODY if fact is None or fact.label != "Id" else "The id is given by Explorer."
        return Sheet((f"{sentence(words)} {nobody}",), (), 0, 0)
    shown = groups[window.offset :][: window.limit]
    rows = tuple(
        _evidence_row(view, agreement, group, place > 0 and shown[place - 1][0].article == group[0].article)
        for place, group in enumerate(shown)
    )
    return Sheet((f"Evidence for {words}",), rows, window.offset, len(groups), hint="number: the article there")


def evidence_claims(agreement: Agreement, fact: int | None) -> tuple[Claim, ...]:
    """The claims behind a fact, the first of each sentence, in the order in which `evidence_sheet` numbers them."""
    facts = facts_of(agreement)
    if fact is not None and fact >= len(facts):
        return ()
    claims = trail_of(agreement) if fact is None else facts[fact].claims
    return tuple(group[0] for group in _sentences(claims))


def quoted_sentence(claims: Sequence[Claim]) -> str:
    """The sentence of some claims, their words marked."""
    first = claims[0]
    text = f"{first.before}{first.quote}{first.after}"
    begin = first.start - len(first.before)
    return marked(pieces(text, _united((c.start - begin, c.end - begin) for c in claims))).strip()


def _evidence_row(view: ViewState, agreement: Agreement, claims: Sequence[Claim], is_known: bool) -> Row:
    """A sentence, what it states, and where it stands; of an article that was named in the row before no more than
    the place."""
    first, last = claims[0], max(claims, key=lambda claim: claim.end)
    states = ", ".join(dict.fromkeys(filter(None, (stated_by(agreement, claim) for claim in claims))))
    place = f"characters {first.start} to {last.end}"
    below = (
        sentence(f"In the same article, {place}") if is_known else _source(agreement, first, place),
        sentence(f"States {clean(states)}") if states else "",
    )
    goal = Goal(view, ArticleSight(first.article, first.start, agreement.id))
    return Row(quoted_sentence(claims), goal, tuple(filter(None, below)))


def _source(agreement: Agreement, claim: Claim, place: str) -> str:
    """Where a sentence stands: article, publisher, date, place in the text."""
    row = next((each for each in agreement.articles if each.id == claim.article), None)
    if row is None:
        return sentence(f"In another article, {place}")
    published = f"published {row.published.in_words()}" if row.published else "publication date not stated"
    older = "an older version" if row.replaced_by is not None else None
    parts = (f"“{row.title}”" if row.title else row.name, row.publisher, published, older, place)
    return sentence(f"In {clean(', '.join(part for part in parts if part))}")


def _sentences(claims: Iterable[Claim]) -> list[tuple[Claim, ...]]:
    """Claims by the sentence that they stand in, one for each place, in the order of the first of each."""
    groups: dict[tuple[int, int, str], dict[tuple[int, int, int], Claim]] = {}
    for claim in claims:
        whole = f"{claim.before}{claim.quote}{claim.after}"
        group = groups.setdefault((claim.article, claim.start - len(claim.before), whole), {})
        group.setdefault(place_of(claim), claim)
    return [tuple(sorted(group.values(), key=lambda claim: claim.start)) for group in groups.values()]


def _united(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in their order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
