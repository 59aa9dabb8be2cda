"""What is said after seeding: the totals, what was passed over and why, and what the lexicon could learn."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from db.printable import printable
from shell.output import remark, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from seed.tally import SeedReport

FEW = 100  # sources passed over, each told in a line of its own
PER_REASON = 20  # on a terminal, of more than that; elsewhere all are told
MOST_UNKNOWN = 10


def tell(report: SeedReport, path: Path) -> None:
    """Prints the totals on standard output, and on standard error what was passed over and what else is to be known."""
    _tell_passed_over(report)
    for note, sources in report.notes:
        more = "" if len(sources) == 1 else f" and {len(sources) - 1:,} more"
        remark(f"explorer: {note}: {sources[0]}{more}")
    _tell_unknown(report)
    say(printable(_totals(report, path)))
    if report.is_stopped:
        kept = "nothing was read yet" if report.is_nothing else "what was read is kept"
        remark(f"explorer: stopped; {kept}, and the same command goes on from there")


def tell_known_before(report: SeedReport) -> None:
    """Says, where a lexicon was given, what it does not touch: the articles that stood in the database already."""
    remark(
        f"explorer: {_count(report.known, 'article')} known before: what was found when they were read is kept; "
        "a new database (--db FILE) reads them with this lexicon"
    )


def write_unknown(report: SeedReport, file: Path) -> None:
    """Writes the organisations that the lexicon does not know, each with its number of articles. Raises OSError."""
    lines = (f"{count}\t{printable(name)}\n" for name, count in report.unknown)
    file.write_text("".join(lines), encoding="utf-8")


def _totals(report: SeedReport, path: Path) -> str:
    passed = f", {len(report.skipped):,} passed over" if report.skipped else ""
    if report.is_nothing:
        return f"no article read{passed}; nothing was changed"
    parts = [f"{_count(report.added, 'article')} read, telling of {_count(report.agreements, 'agreement')}"]
    if report.new_versions:
        parts.append(f"{_count(report.new_versions, 'new version')} of what stood there before")
    if report.second_places:
        parts.append(f"{_count(report.second_places, 'article')} found at one more place")
    if report.known:
        parts.append(f"{_count(report.known, 'article')} known before")
    return f"{', '.join(parts)}{passed}: {path}"


def _tell_passed_over(report: SeedReport) -> None:
    if len(report.skipped) <= FEW:
        for skipped in report.skipped:
            remark(f"explorer: passed over {skipped.source}: {skipped.reason}")
        return
    reasons: dict[str, list[str]] = {}
    for skipped in report.skipped:
        reasons.setdefault(skipped.reason, []).append(skipped.source)
    most = PER_REASON if sys.stderr.isatty() else len(report.skipped)
    for reason, sources in sorted(reasons.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        remark(f"explorer: passed over {len(sources):,}: {reason}")
        _tell_some(sources, most)


def _tell_some(sources: Sequence[str], most: int) -> None:
    for source in sources[:most]:
        remark(f"  {source}")
    if len(sources) > most:
        remark(f"  and {len(sources) - most:,} more; 2> FILE keeps all of them")


def _tell_unknown(report: SeedReport) -> None:
    if not report.unknown:
        return
    shown = report.unknown[:MOST_UNKNOWN]
    all_of_them = "; --unknown FILE keeps all of them" if len(report.unknown) > len(shown) else ""
    remark(f"explorer: {_count(len(report.unknown), 'organisation')} that the lexicon does not know{all_of_them}")
    _tell_counts(shown)


def _tell_counts(unknown: Iterable[tuple[str, int]]) -> None:
    for name, count in unknown:
        remark(f"  {name}, in {_count(count, 'article')}")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
