"""What the screen asks of articles that match, and what it gets. Apart from `requests`: the first screen needs none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.requests import MEASURE, Channel, Reading

if TYPE_CHECKING:
    from db.query import Query
    from db.rows import Hit, HitPage, Milestone, Tally
    from tui.requests import ListingRequest, Reader

HIT_WINDOW = 48
NEAR = HIT_WINDOW // 4  # rows from the end of a window at which the next one is asked for


class Hits(NamedTuple):
    """The part of the list of articles around the chosen place."""

    page: HitPage
    place: int

    @property
    def agreement(self) -> None:
        """The place has none: it has an article."""
        return

    def row(self, index: int) -> Hit | None:
        """The article at a place of the whole list, if it is in this window."""
        row = index - self.page.offset
        return self.page.rows[row] if 0 <= row < len(self.page.rows) else None

    def total(self, tally: Tally | None) -> int | None:
        """How many articles the whole list has, where that is known by now."""
        return self.page.total if self.page.total is not None else tally.total if tally else None

    def least(self, tally: Tally | None) -> int:
        """How many it has at least: those of this window and before, until they are counted."""
        total = self.total(tally)
        return self.page.offset + len(self.page.rows) if total is None else total

    def needs_more(self, index: int, tally: Tally | None) -> bool:
        """Whether the place stands so near the end of the window that the next one should be asked for."""
        first, last = self.page.offset, self.page.offset + len(self.page.rows)
        total = self.total(tally)
        return (index - NEAR < first and first > 0) or (index + NEAR >= last and (total is None or last < total))

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
