"""The door of this wing: from sources to a database, and a report of what came of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.errors import UnreadableSourceError
from db.findings import NewAgreement, StoredClaim, StoredReport
from db.writer import Writer
from seed.bodies import bodies_of
from seed.identifiers import agreement_ids
from seed.instruments import group_key, split_instruments
from seed.lexicon import load_lexicon
from seed.pipeline import read_article
from seed.readers.opening import open_source
from seed.readers.parser import Parser
from seed.resolve import resolve
from seed.sources import DEFAULT_LIMITS, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from db.findings import Findings, Report
    from seed.bodies import Bodies
    from seed.lexicon import Lexicon
    from seed.readers.articles import TextArticle
    from seed.sources import Limits, RawArticle

    Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What came of seeding: how many articles were new, how many were there already, and what was passed over."""

    added: int
    known: int
    agreements: int
    skipped: tuple[Skipped, ...]


def seed_database(
    path: Path, sources: Iterable[RawArticle | Skipped], progress: Progress, limits: Limits = DEFAULT_LIMITS
) -> SeedReport:
    """Reads `sources` into the database at `path`; `progress` gets the name of each source as its turn comes.

    All of it is kept or, whatever stops it, nothing: one transaction, in which a new file gets its tables too.
    Raises a DatabaseError when the place can't be written or holds something else.
    """
    is_new = not path.exists()
    try:
        with Parser(limits) as parser, Writer(path) as writer, writer.batch():
            report = _fill(writer, _opened(sources, progress, limits, parser))
            if is_new and not report.added:
                raise _NothingToKeepError(report)
    except _NothingToKeepError as nothing:
        report = nothing.report
    finally:
        if is_new:
            _remove_empty(path)
    return report


class _NothingToKeepError(Exception):
    """Undoes the making of a database that would hold nothing."""

    def __init__(self, report: SeedReport) -> None:
        super().__init__()
        self.report = report


def _remove_empty(path: Path) -> None:
    with suppress(OSError):
        if path.stat().st_size == 0:
            path.unlink()


def _opened(
    sources: Iterable[RawArticle | Skipped], progress: Progress, limits: Limits, parser: Parser
) -> Iterator[TextArticle | Skipped]:
    for source in sources:
        progress(source.source)
        if isinstance(source, Skipped):
            yield source
        else:
            yield from open_source(source, limits, parser)


def _fill(writer: Writer, articles: Iterable[TextArticle | Skipped]) -> SeedReport:
    lexicon = load_lexicon()
    bodies = bodies_of(lexicon)
    skipped: list[Skipped] = []
    added = known = 0
    touched: set[str] = set()
    for article in articles:
        found = _read(article, lexicon, writer)
        if isinstance(found, Skipped):
            skipped.append(found)
        elif found is None:
            known += 1
        else:
            instruments = [_instrument(report, bodies) for report in found.reports]
            writer.add_article(found, instruments)
            touched.update(instruments)
            added += 1
    for instrument in sorted(touched):
        writer.replace_agreements(instrument, _agreements(writer, instrument, bodies))
    writer.finish()
    return SeedReport(added, known, writer.count_agreements(touched), tuple(skipped))


def _read(article: TextArticle | Skipped, lexicon: Lexicon, writer: Writer) -> Findings | Skipped | None:
    """What was found in an article; None for one that is stored, without reading it again."""
    if isinstance(article, Skipped):
        return article
    if writer.has_article(article.sha256):
        writer.note_place(article.sha256, article.name, article.source)
        return None
    try:
        return read_article(article, lexicon)
    except UnreadableSourceError as error:
        return Skipped(article.source, str(error))


def _instrument(report: Report, bodies: Bodies) -> str:
    """The group of a report as one text: its parties."""
    return "|".join(group_key(_numbered(report), bodies))


def _numbered(report: Report) -> StoredReport:
    return StoredReport("", None, None, tuple(StoredClaim(n, claim) for n, claim in enumerate(report.claims)))


def _agreements(writer: Writer, instrument: str, bodies: Bodies) -> list[NewAgreement]:
    """The agreements that all reports of a group tell of, old reports and new."""
    groups = split_instruments(writer.reports_of(instrument), bodies)
    resolved = [resolve(group, bodies) for group in groups]
    ranks = writer.ranks(party for agreement in resolved for party, _ in agreement.parties)
    first_articles = [min(report.article_sha256 for report in group) for group in groups]
    named = list(zip(resolved, first_articles, strict=True))
    ids, taken = agreement_ids(named, ranks), set[str]()
    while clashing := writer.taken_by_others(ids, instrument):
        taken |= clashing
        ids = agreement_ids(named, ranks, taken)
    return [
        NewAgreement(number, agreement, tuple(group))
        for number, agreement, group in zip(ids, resolved, groups, strict=True)
    ]
