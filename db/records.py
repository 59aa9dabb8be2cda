"""What the reader gives: frozen records, safe to hand from thread to thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.edtf import EdtfDate


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation; `agreements` counts those it is party to, within the query that was asked."""

    id: str
    name: str
    acronym: str | None
    kind: str | None
    seat: str | None
    parent: str | None
    known: bool
    aliases: tuple[str, ...]
    agreements: int

    @property
    def short(self) -> str:
        """The acronym where there is one, else the name."""
        return self.acronym or self.name


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One line of the agreement list. `parties` are short names in their order."""

    id: str
    title: str
    kind: str
    status: str
    date: EdtfDate | None
    place: str | None
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A window of the agreement list.

    `total` counts every match; when `capped`, there are at least that many and counting was ended there.
    `order` names the order that the rows are in: `newest`, `oldest` or `best match`.
    """

    rows: tuple[AgreementRow, ...]
    offset: int
    total: int
    capped: bool
    order: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one article, with the words that make it. `chosen` tells whether it is the one shown."""

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


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation bound by an agreement."""

    id: str
    name: str
    acronym: str | None
    role: str | None

    @property
    def short(self) -> str:
        """The acronym where there is one, else the name."""
        return self.acronym or self.name


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person said to have signed. `organisation` is its short name."""

    name: str
    role: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Initiative:
    """A named programme, system or centre. `relations` are pairs such as (`led by`, `UNODC`)."""

    id: str
    name: str
    acronym: str | None
    kind: str
    relations: tuple[tuple[str, str], ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """How an agreement stands to another: `relation`, the other's id where it is known, and its words."""

    relation: str
    target: str | None
    words: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article without its text."""

    id: int
    name: str
    title: str | None
    publisher: str | None
    published: EdtfDate | None
    language: str | None
    source: str
    sha256: str
    agreements: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its frozen text and the claims that rest on it, in the order of the text."""

    row: ArticleRow
    text: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement as resolved from its claims. None and empty tuples mean: not stated."""

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

    def claims_of(self, attribute: str, value: str | None = None) -> tuple[Claim, ...]:
        """The claims about an attribute, of one value or of all, the chosen ones first."""
        found = [c for c in self.claims if c.attribute == attribute and value in (None, c.value)]
        return tuple(sorted(found, key=lambda claim: not claim.chosen))


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the database holds."""

    articles: int
    organisations: int
    agreements: int
    claims: int
