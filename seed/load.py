"""The door of this wing: from sources to a database, batch by batch, and a report of what came of it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from db.errors import UnreadableSourceError, UnwritableDatabaseError
from db.findings import NewAgreement, StoredClaim, StoredReport
from db.writer import Writer
from seed.identifiers import agreement_ids
from seed.lexicon import load_lexicon
from seed.pipeline import read_article
from seed.resolve import group_key, resolve, split_instruments
from seed.sources import RawArticle, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from db.findings import Findings, Report
    from seed.lexicon import Lexicon

    Progress = Callable[[str], None]

ARTICLES_PER_BATCH = 200


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What came of seeding: how many articles were new, how many were there already, and what was passed over."""

    added: int
    known: int
    agreements: int
    skipped: tuple[Skipped, ...]


def seed_database(path: Path, sources: Iterable[RawArticle | Skipped], progress: Progress) -> SeedReport:
    """Reads `sources` into the database at `path`; `progress` gets the name of each source as its turn comes.

    A new database takes its place only when it is whole. In one that exists each batch is kept whole or not at all.
    Raises a DatabaseError when the place can't be written or holds something else.
    """
    if path.exists():
        return _fill(path, sources, progress)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        report = _fill(partial, sources, progress)
        if report.added and not path.exists():
            partial.replace(path)
    except OSError as error:
        raise UnwritableDatabaseError(
            f"{path} can't be written ({error.strerror or error}); name a place you may write with --db"
        ) from error
    finally:
        for leftover in (partial, partial.with_name(f"{partial.name}-journal")):
            with suppress(OSError):
                leftover.unlink()
    return report


def _fill(path: Path, sources: Iterable[RawArticle | Skipped], progress: Progress) -> SeedReport:
    lexicon = load_lexicon()
    skipped: list[Skipped] = []
    added = known = 0
    touched: set[str] = set()
    with Writer(path) as writer:
        readings = _readings(sources, lexicon, progress, skipped)
        while batch := list(islice(readings, ARTICLES_PER_BATCH)):
            with writer.batch():
                instruments: set[str] = set()
                for findings in batch:
                    if writer.has_article(findings.sha256):
                        known += 1
                        continue
                    groups = [_instrument(report) for report in findings.reports]
                    writer.add_article(findings, groups)
                    instruments.update(groups)
                    added += 1
                for instrument in sorted(instruments):
                    writer.replace_agreements(instrument, _agreements(writer, instrument))
                touched |= instruments
        if added:
            with writer.batch():
                writer.finish()
        agreements = writer.count_agreements(touched)
    return SeedReport(added, known, agreements, tuple(skipped))


def _readings(
    sources: Iterable[RawArticle | Skipped], lexicon: Lexicon, progress: Progress, skipped: list[Skipped]
) -> Iterator[Findings]:
    """What was found in each article; what can't be read goes to `skipped`."""
    for source in sources:
        progress(source.source)
        if isinstance(source, Skipped):
            skipped.append(source)
            continue
        try:
            yield read_article(source, lexicon)
        except UnreadableSourceError as error:
            skipped.append(Skipped(source.source, str(error)))


def _instrument(report: Report) -> str:
    """The group of a report as one text: its kind and its parties."""
    kind, parties = group_key(_numbered(report))
    return "|".join((kind, *parties))


def _numbered(report: Report) -> StoredReport:
    return StoredReport("", None, None, tuple(StoredClaim(n, claim) for n, claim in enumerate(report.claims)))


def _agreements(writer: Writer, instrument: str) -> list[NewAgreement]:
    """The agreements that all reports of a group tell of, old reports and new."""
    groups = split_instruments(writer.reports_of(instrument))
    resolved = [resolve(group) for group in groups]
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
