"""Reading files from their bytes to rows: what a reading process does, be it this one or one of several."""

from __future__ import annotations

import os
import pickle
import sys
from typing import TYPE_CHECKING

from db.errors import ExplorerError
from db.rows_of_findings import ArticleRows, rows_of
from seed.bodies import bodies_of
from seed.grouping import meeting_of
from seed.lexicon import load_lexicon
from seed.pipeline import read_article
from seed.readers.frames import end_with, ended_by, framed, read_frame
from seed.readers.opening import open_source
from seed.readers.parser import Parser
from seed.sources import Skipped

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from seed.lexicon import Lexicon
    from seed.readers.articles import TextArticle
    from seed.sources import Limits, RawArticle

    Outcome = ArticleRows | Skipped


class Reader:
    """Reads files with one lexicon and one parser of its own. Use it as a context manager, in one thread."""

    def __init__(self, limits: Limits, lexicon: Path | None = None) -> None:
        self._limits = limits
        self._lexicon = lexicon_with(lexicon)
        self._bodies = bodies_of(self._lexicon)
        self._parser = Parser(limits)

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._parser.close()

    def read(self, raw: RawArticle) -> tuple[Outcome, ...]:
        """The articles of one file as rows, or why they could not be read; a fault in one never ends the run."""
        try:
            return tuple(self._rows(article) for article in open_source(raw, self._limits, self._parser))
        except Exception as error:
            return (_fault(raw.source, error),)

    def _rows(self, article: TextArticle | Skipped) -> Outcome:
        if isinstance(article, Skipped):
            return article
        try:
            findings = read_article(article, self._lexicon)
            return rows_of(
                findings, [meeting_of(report, findings.published, self._bodies) for report in findings.reports]
            )
        except Exception as error:
            return _fault(article.source, error)


def lexicon_with(own: Path | None) -> Lexicon:
    """The lexicon that comes with the program, and the user's own if there is one."""
    return load_lexicon(own)


def _fault(source: str, error: Exception) -> Skipped:
    if isinstance(error, ExplorerError):
        return Skipped(source, str(error))
    if os.environ.get("EXPLORER_DEBUG"):
        raise error
    return Skipped(source, f"an error that should not be: {type(error).__name__}; EXPLORER_DEBUG=1 shows where")


def serve() -> None:
    """What a reading process of its own does: the limits and the lexicon, then files, on standard input; replies on
    standard output. It ends when nobody asks any more."""
    questions, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)  # what a library prints goes nowhere
    settings = read_frame(questions)
    if settings is None:
        return
    end_with(0)
    limits, lexicon = pickle.loads(settings)  # noqa: S301  # from the process that started this one
    with Reader(limits, lexicon) as reader:
        while (asked := read_frame(questions)) is not None:
            with ended_by(0):
                found = [reader.read(raw) for raw in pickle.loads(asked)]  # noqa: S301
            try:
                replies.write(framed(pickle.dumps(found, pickle.HIGHEST_PROTOCOL)))
                replies.flush()
            except BrokenPipeError:
                os._exit(0)
