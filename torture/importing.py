"""`python -m torture.importing DATABASE FIRST COUNT SECONDS`: imports made-up articles until so many are read, or so
much time has gone, and says after each batch how many are kept, and for whom it has to wait."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.corpus import Corpus
from db.errors import ExplorerError
from seed.load import Run, seed_database
from seed.sources import RawArticle

if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH = 100


def made_up(first: int, count: int) -> Iterator[RawArticle]:
    """Articles, the same whenever they are asked for."""
    corpus = Corpus()
    for number in range(first, first + count):
        yield RawArticle(f"{number}.txt", f"/made/{number}.txt", corpus.article(number))


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main(database: str, first: str, count: str, seconds: str) -> int:
    """Imports; 0 when all went well."""
    end = time.monotonic() + float(seconds)
    run = Run(
        batch=BATCH,
        stop=lambda: time.monotonic() > end,
        kept=lambda done: _say(f"kept {done}"),
        waits=lambda who: _say(f"waits {who}"),
    )
    try:
        seed_database(Path(database), made_up(int(first), int(count)), lambda _: None, run=run)
    except ExplorerError as error:
        _say(f"failed {error}")
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
