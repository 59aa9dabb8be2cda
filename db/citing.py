"""What one takes along from a record: a paragraph to cite it by, its id, the words that state a fact with their source,
a link. Each on one clean line, so that pasting it does no harm. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.context import REACH, context
from db.disagreements import disagreement, sayers
from db.edtf import parse_edtf
from db.errors import BadDateError
from db.printable import BLANKS, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.records import Agreement, Article, Claim
    from db.rows import ArticleRow, Hit

DATED_BY_STATUS = ("signed", "approved", "announced")
MOST_SOURCES = 4
MOST_SIGNATORIES = 6


class Clips(NamedTuple):
    """What can be taken along; None for what there is not."""

    citation: str
    id: str | None
    quote: str | None
    link: str | None


def agreement_clips(agreement: Agreement, claim: Claim | None) -> Clips:
    """Of an agreement; `claim` is the evidence in hand, whose words and article are quoted."""
    rows = {row.id: row for row in agreement.articles}
    claims = [claim, *agreement.claims_of("agreement")] if claim else agreement.claims_of("agreement")
    shown = next((each for each in claims if each is not None and each.article in rows), None)
    quote = _claim_quote(shown, rows[shown.article]) if shown else None
    near = [rows[shown.article]] if shown else []
    link = next((row.url for row in [*near, *agreement.articles] if row.url), None)
    return Clips(_line(agreement_citation(agreement)), _line(agreement.id), quote, _line(link) if link else None)


def article_clips(article: Article, mark: tuple[int, int] | None) -> Clips:
    """Of an article that is read; `mark` are the words in hand, from and up to."""
    row = article.row
    quote = None
    if mark is not None:
        start, end = mark
        words = article.text[start:end]
        before, after = context(article.text[max(0, start - REACH) : start], words, article.text[end : end + REACH])
        quote = _quote(f"{before}{words}{after}", words, row, start, end)
    return _article_clips(row, quote)


def hit_clips(hit: Hit) -> Clips:
    """Of an article that was found: its first sentence that holds the words is quoted."""
    quote = None
    if hit.passages:
        passage = hit.passages[0]
        text = f"{'' if passage.opens else '…'}{passage.text}{'' if passage.ends else '…'}"
        quote = _quote(text, None, hit.article, passage.start, passage.start + len(passage.text))
    return _article_clips(hit.article, quote)


def agreement_citation(agreement: Agreement) -> str:
    """One paragraph: what it is, between whom, since when, who signed, where that is written, and its id here."""
    parts = [
        f"{agreement.title} ({_kind_and_date(agreement)})",
        f"Parties: {'; '.join(_party(p.name, p.acronym) for p in agreement.parties) or 'not stated'}",
    ]
    if agreement.signatories:
        names = [", ".join(filter(None, (s.name, s.role, s.organisation))) for s in agreement.signatories]
        parts.append(f"Signed by {'; '.join(_first(names, MOST_SIGNATORIES))}")
    if agreement.place:
        parts.append(f"Place: {agreement.place}")
    parts += _rivals(agreement)
    sources = [article_citation(row) for row in agreement.articles]
    parts.append(f"Source: {'; '.join(_first(sources, MOST_SOURCES)) or 'none'}")
    parts.append(f"Agreement Explorer, {agreement.id}")
    return " ".join(f"{part}." for part in parts)


def article_citation(row: ArticleRow) -> str:
    """An article as a source: its title, publisher, date, and where it stands."""
    title = f"“{row.title}”" if row.title else row.name
    published = row.published.in_words() if row.published else "date of publication not stated"
    older = "an older version" if row.replaced_by is not None else None
    where = row.url or (row.name if row.title else None)
    return ", ".join(part for part in (title, row.publisher, published, older, where) if part)


def _article_clips(row: ArticleRow, quote: str | None) -> Clips:
    return Clips(_line(f"{article_citation(row)}."), None, quote, _line(row.url) if row.url else None)


def _kind_and_date(agreement: Agreement) -> str:
    is_told = agreement.kind in agreement.title.lower()
    what = agreement.status if is_told else f"{agreement.kind}; {agreement.status}"
    if agreement.date is None:
        return f"{what}; date not stated"
    joint = " " if agreement.status in DATED_BY_STATUS else "; dated "
    basis = ""
    if agreement.date_basis == "curated":
        basis = ", the date set by a person"
    elif agreement.date_basis == "resolved":
        quotes = [claim.quote for claim in agreement.claims_of("date") if claim.chosen]
        basis = f", resolved from “{quotes[0]}”" if quotes else ", resolved"
    return f"{what}{joint}{agreement.date.in_words()}{basis}"


def _rivals(agreement: Agreement) -> list[str]:
    """What articles say against the date that is shown."""
    found = disagreement(agreement, "date")
    if found is None:
        return []
    said = [
        f"{_date_words(other.value)} ({', '.join(sayers(found, other, agreement.articles)) or 'the same article'})"
        for other in found.others
    ]
    return [f"Articles disagree on the date: also {'; '.join(said)}"]


def _date_words(value: str) -> str:
    try:
        return parse_edtf(value).in_words()
    except BadDateError:
        return value


def _party(name: str, acronym: str | None) -> str:
    return name if acronym in {None, name} else f"{name} ({acronym})"


def _first(parts: Sequence[str], most: int) -> list[str]:
    """The first of some parts, and how many more there are."""
    more = len(parts) - most
    return [*parts[:most], f"and {more} more"] if more > 0 else list(parts)


def _claim_quote(claim: Claim, row: ArticleRow) -> str:
    sentence = f"{claim.before}{claim.quote}{claim.after}"
    return _quote(sentence, claim.quote, row, claim.start, claim.end)


def _quote(sentence: str, words: str | None, row: ArticleRow, start: int, end: int) -> str:
    """A sentence with its source; which of its words are meant, and where they stand in the text."""
    whole = _line(sentence)
    meant = _line(words) if words else whole
    what = f": “{meant}”" if meant != whole else ""
    return _line(f"“{whole}” ({article_citation(row)}; characters {start}–{end}{what})")


def _line(text: str) -> str:
    return BLANKS.sub(" ", printable(text)).strip()
