"""What the screen asks of articles that match, and what it gets. Apart from `requests`: the first screen needs none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.part_of_list import PartOfList
from tui.requests import MEASURE, Channel, Reading

if TYPE_CHECKING:
    from db.query import Query
    from db.rows import HitPage, Milestone
    from tui.reader import Reader
    from tui.requests import ListingRequest

HIT_WINDOW = 48


class HitsPage(NamedTuple):
    """What a list of articles consists of."""

    page: HitPage
    place: int


class Hits(HitsPage, PartOfList):
    """The part of the list of articles around the chosen place."""

    __slots__ = ()

    @property
    def agreement(self) -> None:
        """The place has none: it has an article."""
        return

    def milestones(self) -> tuple[Milestone, ...]:
        """The places of this window, from which others are found."""
        from db.rows import Milestone

        return tuple(Milestone(self.page.offset + row, key) for row, key in enumerate(self.page.keys))


class HitReading(NamedTuple):
    """An article, and the places in it that hold the words; `is_capped` where not all of them were sought."""

    reading: Reading
    marks: tuple[tuple[int, int], ...]
    is_capped: bool = False


class HitReadingRequest(NamedTuple):
    """The article at a place of the list, with the places of the words in it."""

    query: Query
    sort: str
    place: int
    known: tuple[Milestone, ...] = ()
    width: int = MEASURE

    @property
    def channel(self) -> Channel:
        """Which thread answers."""
        return Channel.ARTICLE

    def moved(self, step: int) -> HitReadingRequest:
        """The same for another place of the list."""
        return self._replace(place=self.place + step)

    def answer(self, reader: Reader) -> HitReading | None:
        """Ask the reader; None where the list ends before the place."""
        from tui.measure import broken_lines

        number = next((known.key for known in self.known if known.place == self.place), None)
        if number is None:
            page = reader.hits(self.query, self.sort, self.place, 1, self.known)
            if not page.keys:
                return None
            number = page.keys[0]
        found = reader.marked_article(number, self.query)
        lines = broken_lines(found.article.text, self.width)
        return HitReading(Reading(found.article, lines), found.marks, found.is_capped)


def hits_around(reader: Reader, request: ListingRequest) -> Hits:
    """What a question for a list gets where it asks for articles."""
    index = request.place
    if request.keep is not None and request.keep.isdecimal():
        index = reader.hit_position(request.query, request.sort, int(request.keep)) or 0
    offset = max(0, index - HIT_WINDOW // 2)
    page = reader.hits(request.query, request.sort, offset, HIT_WINDOW, request.known, request.total)
    return Hits(page, max(0, min(index, page.offset + len(page.rows) - 1)))
