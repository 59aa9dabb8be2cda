"""What came of a run, counted as it goes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.placing import Placed
    from db.rows_of_findings import ArticleRows
    from seed.sources import Skipped


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What came of seeding.

    `added` articles are new, `new_versions` of them in the place of an older text. Articles that were there already
    stood at the same place (`known`) or were found at one more (`second_places`). `agreements` are those that the new
    articles tell of. `notes` are pairs of what was doubtful in reading and the sources that it concerns; `unknown`
    pairs of an organisation that the lexicon does not know, as written, and the number of new articles that name it,
    the most frequent first. `is_stopped` tells that more was to be read.
    """

    added: int
    known: int
    agreements: int
    skipped: tuple[Skipped, ...]
    second_places: int = 0
    new_versions: int = 0
    notes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unknown: tuple[tuple[str, int], ...] = ()
    is_stopped: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether no article was read, nor known before."""
        return not (self.added or self.known or self.second_places)


@dataclass(slots=True)
class Tally:
    """Counts, to become a SeedReport."""

    counts: Counter[str] = field(default_factory=Counter)
    skipped: list[Skipped] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)

    def count(self, rows: ArticleRows, placed: Placed) -> None:
        """Counts an article that was read and written."""
        self.counts[placed.outcome] += 1
        for note in rows.notes:
            self.notes.setdefault(note, []).append(rows.source)
        if placed.is_new_article:
            self.unknown.update({row[1] for row, _ in rows.organisations if not row[6]})

    def report(self, agreements: int, is_stopped: bool) -> SeedReport:
        """The sums."""
        counts = self.counts
        return SeedReport(
            added=counts["new"] + counts["new version"],
            known=counts["known"],
            agreements=agreements,
            skipped=tuple(self.skipped),
            second_places=counts["second place"],
            new_versions=counts["new version"],
            notes=tuple((note, tuple(sources)) for note, sources in sorted(self.notes.items())),
            unknown=tuple(sorted(self.unknown.items(), key=lambda pair: (-pair[1], pair[0]))),
            is_stopped=is_stopped,
        )
