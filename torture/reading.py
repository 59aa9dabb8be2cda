"""`python -m torture.reading DATABASE SECONDS SEED`: asks a database that is being written, one question after the
other, whether its answers agree with one another; says in a line of JSON how many, the slowest, and what was wrong.
It begins when it is sent a line, for twenty starts at once would be what one measures.

One with an even seed opens the file anew for each question, as a command does; the others keep it open.
"""

from __future__ import annotations

import json
import random
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from db.catalogue import Catalogue
from db.errors import ExplorerError
from db.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.records import Agreement
    from db.rows import AgreementRow

QUERIES = ("", "interpol", "kind:mou", "year:2001..2012", "training", "org:wco", "status:signed piracy")
PAUSE = 0.6  # seconds; twenty who never pause would have no processor to read with
LINGER = 0.05  # seconds
PATIENCE = 60.0
FEW = 20


class Asker:
    """One who asks, and what came of it."""

    def __init__(self, database: str, seed: int) -> None:
        self._database = database
        self._dice = random.Random(seed)
        self._is_brief = seed % 2 == 0
        self._catalogue: Catalogue | None = None
        self._articles = 0
        self._lingered = 0.0
        self.asked, self.slowest = 0, 0.0
        self.faults: list[str] = []

    def ask(self) -> None:
        """One answer of several questions, timed, and looked at."""
        query = self._dice.choice(QUERIES)
        begun, self._lingered = time.monotonic(), 0.0
        try:
            if self._catalogue is None:
                self._catalogue = Catalogue(self._database, PATIENCE)
            with self._catalogue.at_one_moment():
                wrong = list(self._wrong_in(self._catalogue, query))
            if self._is_brief:
                self.close()
        except ExplorerError as error:
            wrong = [f"{type(error).__name__}: {error}"]
        self.slowest = max(self.slowest, time.monotonic() - begun - self._lingered)
        self.asked += 1
        self.faults += [f"{query or 'everything'}: {each}" for each in wrong]

    def _wrong_in(self, catalogue: Catalogue, text: str) -> Iterator[str]:
        """What does not agree in the answers that one state of the database gives."""
        query = parse(text)
        page = catalogue.counted_page(query, "newest", FEW)
        self._linger()
        tally = catalogue.tally(query)
        if page.total != tally.total:
            yield f"the list has {page.total}, the count {tally.total}"
        facets = catalogue.facets(query, sections=("kinds", "statuses"))
        for section in ("kinds", "statuses"):
            total = sum(value.agreements for value in getattr(facets, section))
            if total != tally.total and section not in facets.uncounted:
                yield f"the {section} have {total}, the count {tally.total}"
        articles = catalogue.tally(parse("in:articles"))
        if articles.everything < self._articles:
            yield f"{articles.everything} articles, where {self._articles} had been"
        self._articles = articles.everything
        if page.rows:
            row = self._dice.choice(page.rows)
            yield from _differences(row, catalogue.agreement(row.id))

    def _linger(self) -> None:
        """A while between two questions, in which others write if they are let; not counted as waiting."""
        begun = time.monotonic()
        time.sleep(self._dice.uniform(0, LINGER))
        self._lingered += time.monotonic() - begun

    def close(self) -> None:
        """Lets the file go."""
        catalogue, self._catalogue = self._catalogue, None
        if catalogue is not None:
            catalogue.close()


def _differences(row: AgreementRow, agreement: Agreement) -> Iterator[str]:
    """Where the line of an agreement in the list is another than its record says."""
    date = str(agreement.date) if agreement.date else None
    line: tuple[Any, ...] = (row.title, row.kind, row.status, row.date, row.place, len(row.parties))
    record = (agreement.title, agreement.kind, agreement.status, date, agreement.place, len(agreement.parties))
    if line != record:
        yield f"the list says {line} of {row.id}, its record {record}"


def main(database: str, seconds: str, seed: str) -> None:
    """Asks once, waits for a line, and then asks for so long."""
    asker = Asker(database, int(seed))
    asker.ask()
    asker.slowest = 0.0
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    end = time.monotonic() + float(seconds)
    while time.monotonic() < end:
        asker.ask()
        time.sleep(random.Random(asker.asked).uniform(0, 2 * PAUSE))
    with suppress(ExplorerError):
        asker.close()
    sys.stdout.write(json.dumps({"asked": asker.asked, "slowest": asker.slowest, "faults": asker.faults}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
