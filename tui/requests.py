"""What the screen asks of the database, and what it gets: each question a value that knows how to be answered."""

from __future__ import annotations

from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from db.errors import NothingFoundError
from tui.part_of_list import PartOfList

if TYPE_CHECKING:
    from typing import TypeAlias

    from db.query import Query
    from db.records import Agreement, Article, ArticleRow
    from db.rows import Milestone, Page, Suggestion, Tally
    from tui.arranging import Arranged
    from tui.reader import Reader
    from tui.state import Sort

WINDOW = 72  # rows; larger screens ask for three times as many as they have lines
MEASURE = 72
MOST_ARTICLES = 3


class Lane(Enum):
    """Each has its own thread and connection, which costs some megabytes: so what is not waited for at once, or never
    at the same time, shares one."""

    LIST = "list"
    DETAIL = "detail"
    ASIDE = "aside"
    LOOK = "look"


class Channel(Enum):
    """Questions of one channel replace one another; those of different channels of a lane wait for one another."""

    LISTING = "listing"
    COUNTING = "counting"
    FACETS = "facets"
    ADVICE = "advice"
    RECORDS = "records"
    ARTICLE = "article"
    SEARCHES = "searches"
    LOOK = "look"

    @property
    def lane(self) -> Lane:
        """Which thread answers: a list is waited for, then what it says of a row, then all that is told about it."""
        if self is Channel.LISTING:
            return Lane.LIST
        if self is Channel.LOOK:  # may take seconds, once, for a file that is not known
            return Lane.LOOK
        return Lane.DETAIL if self in {Channel.RECORDS, Channel.ARTICLE, Channel.SEARCHES} else Lane.ASIDE


class ListedPage(NamedTuple):
    """What a list of agreements consists of; `agreement` is the one at the chosen place, and `everything` how many the
    database had then, for what comes later to be told apart."""

    page: Page
    place: int
    agreement: Agreement | None
    everything: int | None = None


class Listing(ListedPage, PartOfList):
    """The part of the list around the chosen place, with the agreement there."""

    __slots__ = ()

    def around(self, index: int, reach: int) -> tuple[str, ...]:
        """The agreements from the place outwards: the one there, the next, the one before, and so on."""
        places = [index, *(place for step in range(1, reach + 1) for place in (index + step, index - step))]
        return tuple(row.id for row in map(self.row, places) if row is not None)

    def milestones(self) -> tuple[Milestone, ...]:
        """Places of this window from which the next is found."""
        from db.rows import Milestone

        page = self.page
        ends = dict.fromkeys((0, len(page.keys) - 1)) if page.keys else {}
        return tuple(Milestone(page.offset + end, page.keys[end]) for end in ends)


class Records(NamedTuple):
    """Agreements in the order in which they were asked for, without those that are no longer there."""

    agreements: tuple[Agreement, ...]


class Advice(NamedTuple):
    """Ways out of an empty list: queries that find something, and articles whose text holds the words."""

    suggestions: tuple[Suggestion, ...]
    articles: tuple[ArticleRow, ...]


class Reading(NamedTuple):
    """An article and where its lines begin and end."""

    article: Article
    lines: tuple[tuple[int, int], ...]


class ListingRequest(NamedTuple):
    """The list around a place. `keep` names an agreement to stay on wherever it stands now; `known` and `total` are
    what an earlier window of the same list tells of places."""

    query: Query
    sort: Sort
    place: int
    keep: str | None = None
    known: tuple[Milestone, ...] = ()
    total: int | None = None
    window: int = WINDOW

    @property
    def channel(self) -> Channel:
        """Which thread answers."""
        return Channel.LISTING

    def answer(self, reader: Reader) -> Listing | Hits:
        """Ask the reader; where the query is about articles, for these. All of it is of one moment."""
        with reader.at_one_moment():
            if self.query.target == "articles":
                from tui.hit_requests import hits_around

                return hits_around(reader, self)
            return self._around(reader)

    def _around(self, reader: Reader) -> Listing:
        index = self.place
        if self.keep is not None:
            index = reader.position(self.query, self.sort, self.keep) or 0
        offset = max(0, index - self.window // 2)
        page = reader.page(self.query, self.sort, offset, self.window, self.known, self.total)
        index = max(0, min(index, page.offset + len(page.rows) - 1))
        row = Listing(page, index, None).row(index)
        found = _those_found(reader, (row.id,)) if row else ()
        return Listing(page, index, found[0] if found else None, reader.everything())


class TallyRequest(NamedTuple):
    """How many agreements match."""

    query: Query

    @property
    def channel(self) -> Channel:
        """Which thread answers."""
        return Channel.COUNTING

    def answer(self, reader: Reader) -> Tally:
        """Ask the reader."""
        return reader.tally(self.query)


class CountRequest(NamedTuple):
    """How many agreements a saved search has."""

    query: Query

    @property
    def channel(self) -> Channel:
        """Which thread answers."""
        return Channel.SEARCHES

    def answer(self, reader: Reader) -> Tally:
        """Ask the reader."""
        return reader.tally(self.query)


class FacetsRequest(NamedTuple):
    """What those that match have in common; `others` are pairs of a section and the query it is counted within, `most`
    is how many organisations are enough for now."""

    query: Query
    others: tuple[tuple[str, Query], ...] = ()
    most: int | None = None

    @property
    def channel(self) -> Channel:
        """Which thread answers."""
        return Channel.FACETS

    def answer(self, reader: Reader) -> Arranged:
        """Ask the reader, and arrange them here, off the thread that draws: organisations may be thousands."""
        from dataclasses import replace

        from tui.arranging import arranged

        with reader.at_one_moment():
            facets, everything = reader.facets(self.query, dict(self.others), self.most), reader.everything()
        return replace(arranged(facets), everything=everything)


class AdviceRequest(NamedTuple):
    """Ways out of a list that has nothing."""

    query: Query

    @property
    def channel(self) -> Channel:
        """Which thread answers."""
        return Channel.ADVICE

    def answer(self, reader: Reader) -> Advice:
        """Ask the reader."""
        is_elsewhere = self.query.has_words and self.query.target == "agreements"
        articles = reader.articles(self.query, MOST_ARTICLES) if is_elsewhere else ()
        return Advice(reader.suggestions(self.query), articles)


class Looked(NamedTuple):
    """What is wrong with the file, None for nothing that was seen."""

    fault: str | None


class LookRequest(NamedTuple):
    """Whether the file is sound, if it is not known to be by the file `kept`."""

    kept: str

    @property
    def channel(self) -> Channel:
        """Which thread answers."""
        return Channel.LOOK

    def answer(self, reader: Reader) -> Looked:
        """Ask the reader."""
        return Looked(reader.look_first(self.kept))


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


if TYPE_CHECKING:
    from tui.hit_requests import HitReading, HitReadingRequest, Hits

    Asked: TypeAlias = ListingRequest | TallyRequest | FacetsRequest | AdviceRequest | RecordsRequest | ArticleRequest
    Request: TypeAlias = Asked | CountRequest | HitReadingRequest | LookRequest
    Answer: TypeAlias = Listing | Tally | Arranged | Advice | Records | Reading | Hits | HitReading | Looked
