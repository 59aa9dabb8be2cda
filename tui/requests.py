"""What the screen asks of the database, and what it gets: each question a value that knows how to be answered."""

from __future__ import annotations

from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from db.errors import NothingFoundError
from db.query import Query

if TYPE_CHECKING:
    from db.records import Agreement, AgreementRow, Article, ArticleRow, Organisation, Page
    from tui.state import Sort

WINDOW = 200
MEASURE = 72
MOST_ARTICLES = 3


class Reader(Protocol):
    """What is needed of `db.catalogue.Catalogue`."""

    def organisations(self, query: Query) -> tuple[Organisation, ...]:
        """The organisations, with counts within the query."""

    def page(self, query: Query, sort: str = "newest", offset: int = 0, limit: int = 100) -> Page:
        """A window of the list."""

    def position(self, query: Query, sort: str, agreement_id: str) -> int | None:
        """The place of an agreement in the list."""

    def agreement(self, agreement_id: str) -> Agreement:
        """One agreement."""

    def article(self, article_id: int) -> Article:
        """One article."""

    def articles(self, query: Query, limit: int = ...) -> tuple[ArticleRow, ...]:
        """The articles whose text holds the words of a query."""

    def interrupt(self) -> None:
        """End the running query, from any thread."""

    def close(self) -> None:
        """Let go of the file."""


class Channel(Enum):
    """Questions of one channel replace one another; each channel has its own thread and connection."""

    LISTING = "listing"
    DIRECTORY = "directory"
    RECORDS = "records"
    ARTICLE = "article"


class Listing(NamedTuple):
    """The part of the list around the chosen place, with the agreement there.

    Where nothing was found, `without_text` counts what there is without the search line, and `articles` are some whose
    text holds the words.
    """

    page: Page
    place: int
    agreement: Agreement | None
    without_text: int = 0
    articles: tuple[ArticleRow, ...] = ()

    def row(self, index: int) -> AgreementRow | None:
        """The row at a place of the whole list, if it is in this window."""
        row = index - self.page.offset
        return self.page.rows[row] if 0 <= row < len(self.page.rows) else None

    def around(self, index: int, reach: int) -> tuple[str, ...]:
        """The agreements from the place outwards: the one there, the next, the one before, and so on."""
        places = [index, *(place for step in range(1, reach + 1) for place in (index + step, index - step))]
        return tuple(row.id for row in map(self.row, places) if row is not None)

    def needs_more(self, index: int) -> bool:
        """Whether the place stands so near the end of the window that the next one should be asked for."""
        first, last = self.page.offset, self.page.offset + len(self.page.rows)
        near = WINDOW // 8
        return (index - near < first and first > 0) or (index + near >= last and last < self.page.total)


class Directory(NamedTuple):
    """The organisations of a query, how many agreements match it, and how many there are in the whole database."""

    organisations: tuple[Organisation, ...]
    total: int
    capped: bool
    everything: int


class Records(NamedTuple):
    """Agreements in the order in which they were asked for, without those that are no longer there."""

    agreements: tuple[Agreement, ...]


class Reading(NamedTuple):
    """An article and where its lines begin and end."""

    article: Article
    lines: tuple[tuple[int, int], ...]


class ListingRequest(NamedTuple):
    """The list around a place. `keep` names an agreement to stay on wherever it stands now."""

    query: Query
    unworded: Query
    sort: Sort
    place: int
    keep: str | None = None

    @property
    def channel(self) -> Channel:
        """Which thread answers."""
        return Channel.LISTING

    def answer(self, reader: Reader) -> Listing:
        """Ask the reader."""
        index = self.place
        if self.keep is not None:
            index = reader.position(self.query, self.sort, self.keep) or 0
        offset = max(0, index - WINDOW // 2)
        page = reader.page(self.query, self.sort, offset, WINDOW)
        index = min(index, max(0, page.total - 1))
        if not page.rows:
            without = reader.page(self.unworded, limit=1).total if self.query != self.unworded else 0
            articles = reader.articles(self.query, MOST_ARTICLES) if self.query.terms else ()
            return Listing(page, 0, None, without, articles)
        row = Listing(page, index, None).row(index)
        found = _those_found(reader, (row.id,)) if row else ()
        return Listing(page, index, found[0] if found else None)


class DirectoryRequest(NamedTuple):
    """The organisations, counted within a query."""

    query: Query

    @property
    def channel(self) -> Channel:
        """Which thread answers."""
        return Channel.DIRECTORY

    def answer(self, reader: Reader) -> Directory:
        """Ask the reader."""
        page = reader.page(self.query, limit=1)
        everything = page if self.query.is_empty else reader.page(Query(), limit=1)
        return Directory(reader.organisations(self.query), page.total, page.capped, everything.total)


class RecordsRequest(NamedTuple):
    """Agreements with all their claims: the one at the cursor first, then those around it."""

    agreements: tuple[str, ...]

    @property
    def channel(self) -> Channel:
        """Which thread answers."""
        return Channel.RECORDS

    def answer(self, reader: Reader) -> Records:
        """Ask the reader."""
        return Records(_those_found(reader, self.agreements))


class ArticleRequest(NamedTuple):
    """One article, broken into lines of a readable measure."""

    article: int
    width: int = MEASURE

    @property
    def channel(self) -> Channel:
        """Which thread answers."""
        return Channel.ARTICLE

    def answer(self, reader: Reader) -> Reading:
        """Ask the reader, and break the lines here, off the thread that draws."""
        from tui.measure import broken_lines

        article = reader.article(self.article)
        return Reading(article, broken_lines(article.text, self.width))


def _those_found(reader: Reader, ids: tuple[str, ...]) -> tuple[Agreement, ...]:
    """The agreements of some ids. One may be gone since the list was read: the others are shown all the same."""
    found: list[Agreement] = []
    for agreement in ids:
        with suppress(NothingFoundError):
            found.append(reader.agreement(agreement))
    return tuple(found)


Request = ListingRequest | DirectoryRequest | RecordsRequest | ArticleRequest
