"""What the reader gives: named tuples, safe to hand from thread to thread. A start makes these several times as fast as
dataclasses."""

from typing import NamedTuple

from db.edtf import EdtfDate
from db.rows import AgreementRow, ArticleRow, Organisation, Page, Place

__all__ = [
    "Agreement",
    "AgreementRow",
    "Article",
    "ArticleRow",
    "Claim",
    "Initiative",
    "Link",
    "MarkedArticle",
    "Organisation",
    "Page",
    "Party",
    "Place",
    "Signatory",
]


class Claim(NamedTuple):
    """One statement of one article, with the words that make it. `chosen` tells whether it is the one shown.

    `before` and `after` are what stands around the quote in its sentence; `reason` says why this value is shown and no
    other, on one of the claims of an attribute of which an agreement has one.
    """

    id: int
    attribute: str
    value: str
    role: str | None
    organisation: str | None
    article: int
    start: int
    end: int
    quote: str
    rule: str
    basis: str
    chosen: bool
    before: str = ""
    after: str = ""
    reason: str | None = None


class Party(NamedTuple):
    """An organisation bound by an agreement."""

    id: str
    name: str
    acronym: str | None
    role: str | None

    @property
    def short(self) -> str:
        """The acronym where there is one, else the name."""
        return self.acronym or self.name


class Signatory(NamedTuple):
    """A person said to have signed. `organisation` is its short name."""

    name: str
    role: str | None
    organisation: str | None


class Initiative(NamedTuple):
    """A named programme, system or centre. `relations` are pairs such as (`led by`, `UNODC`); `claims` are never empty,
    those of the attribute `named` only say where it stands."""

    id: str
    name: str
    acronym: str | None
    kind: str
    relations: tuple[tuple[str, str], ...]
    claims: tuple[Claim, ...]


class Link(NamedTuple):
    """How an agreement stands to another: `relation`, the other's id where it is known, and its words."""

    relation: str
    target: str | None
    words: str


class Article(NamedTuple):
    """An article with its frozen text and the claims that rest on it, in the order of the text."""

    row: ArticleRow
    text: str
    claims: tuple[Claim, ...]


class MarkedArticle(NamedTuple):
    """An article, and the places in its text that hold what was searched; `is_capped` where there may be more."""

    article: Article
    marks: tuple[tuple[int, int], ...]
    is_capped: bool = False


class Agreement(NamedTuple):
    """One agreement as resolved from its claims. None and empty tuples mean: not stated.

    `initiatives` serve it; those `also_named` stand in its articles without being said to.
    """

    id: str
    title: str
    kind: str
    status: str
    date: EdtfDate | None
    date_basis: str | None
    place: str | None
    duration: str | None
    expires: EdtfDate | None
    parties: tuple[Party, ...]
    signatories: tuple[Signatory, ...]
    topics: tuple[str, ...]
    provisions: tuple[str, ...]
    initiatives: tuple[Initiative, ...]
    links: tuple[Link, ...]
    articles: tuple[ArticleRow, ...]
    claims: tuple[Claim, ...]
    also_named: tuple[Initiative, ...] = ()

    @property
    def outdated(self) -> tuple[str, ...]:
        """The files that told of it in an older version, where no version that still stands does; empty otherwise."""
        if any(row.replaced_by is None for row in self.articles):
            return ()
        return tuple(dict.fromkeys(row.name for row in self.articles))

    def claims_of(self, attribute: str, value: str | None = None) -> tuple[Claim, ...]:
        """The claims about an attribute, of one value or of all, the chosen ones first."""
        found = [c for c in self.claims if c.attribute == attribute and value in (None, c.value)]
        return tuple(sorted(found, key=lambda claim: not claim.chosen))
