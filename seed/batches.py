"""Batches on their way into a database that others read meanwhile: how large they are, and how long one waits."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from db.errors import LockedDatabaseError
from seed.grouping import renew_agreements

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.rows_of_findings import ArticleRows
    from db.writer import Writer
    from seed.bodies import Bodies
    from seed.tally import Tally

FEWEST = 100  # articles; smaller batches would keep readers waiting no less
LONG, SHORT = 0.15, 0.05  # seconds in which a batch keeps readers out: then the next is smaller, or larger
LONGEST_WAIT = 600.0  # seconds until a run gives up waiting for another program
LOOK = 0.25


class Turn(NamedTuple):
    """How batches are written: of how many articles at most, when to stop, and who is told for whom one waits."""

    most: int
    stop: Callable[[], bool]
    waits: Callable[[str], None]


class Batches:
    """Writes batches, and waits for whoever keeps one from being written; what was read is kept meanwhile.

    `size` is how many articles make the next one.
    """

    def __init__(self, writer: Writer, bodies: Bodies, tally: Tally, turn: Turn) -> None:
        self._writer, self._bodies, self._tally, self._turn = writer, bodies, tally, turn
        self.size = turn.most

    def write(self, waiting: list[ArticleRows]) -> bool:
        """Writes a batch and empties the list; whether it is written. It is not, and stays, when one wants to stop
        while another program keeps the database. Raises LockedDatabaseError when that takes too long."""
        if not waiting:
            return True
        end = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                self._write(waiting)
            except LockedDatabaseError as error:
                if time.monotonic() > end:
                    raise
                self._turn.waits(error.who)
            else:
                return True
            if not self._is_free(end):
                return False

    def _is_free(self, end: float) -> bool:
        """Waits until a batch may be tried again; whether it may, or one wants to stop."""
        while not self._turn.stop():
            time.sleep(LOOK)
            who = self._writer.who_keeps_waiting()
            if not who or time.monotonic() > end:
                return True
            self._turn.waits(who)
        return False

    def _write(self, waiting: list[ArticleRows]) -> None:
        with self._writer.batch():
            placed = self._writer.add_articles(waiting)
            renew_agreements(self._writer, self._bodies)
            self._writer.finish()
        for rows, at in zip(waiting, placed, strict=True):
            self._tally.count(rows, at)
        waiting.clear()
        if self._writer.commit_seconds > LONG:
            self.size = max(min(FEWEST, self._turn.most), self.size // 2)
        elif self._writer.commit_seconds < SHORT:
            self.size = min(self._turn.most, self.size * 2)
