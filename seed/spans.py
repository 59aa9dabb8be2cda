"""Spans: half-open places in a frozen text, and the one policy for those that overlap."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class HasSpan(Protocol):
    """Anything with a place in a text."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """One past the last character."""


Spanned = TypeVar("Spanned", bound=HasSpan)


@dataclass(frozen=True, slots=True)
class Cover:
    """Places that do not overlap, in order, to be asked about many times."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def meets(self, start: int, end: int) -> bool:
        """Whether any of the places has a character in common with this one."""
        place = bisect_left(self.starts, end) - 1
        return place >= 0 and self.ends[place] > start


def cover(items: Iterable[HasSpan]) -> Cover:
    """The places of `items`, those that touch or overlap joined."""
    starts: list[int] = []
    ends: list[int] = []
    for item in sorted(items, key=lambda item: item.start):
        if ends and item.start <= ends[-1]:
            ends[-1] = max(ends[-1], item.end)
        else:
            starts.append(item.start)
            ends.append(item.end)
    return Cover(tuple(starts), tuple(ends))


def longest_then_earliest(items: Iterable[Spanned]) -> list[Spanned]:
    """Those of `items` that stay when no two may overlap: the longest, then the earliest; in order of place."""
    ordered = sorted(items, key=lambda item: (item.start, -item.end))
    if len(ordered) < 2:
        return ordered
    kept: list[Spanned] = []
    cluster: list[Spanned] = []
    reach = 0
    for item in ordered:
        if cluster and item.start >= reach:
            kept.extend(_parted(cluster))
            cluster = []
        cluster.append(item)
        reach = max(reach, item.end)
    return kept + _parted(cluster)


def _parted(cluster: list[Spanned]) -> list[Spanned]:
    if len(cluster) < 2:
        return cluster
    kept: list[Spanned] = []
    taken: set[int] = set()
    for item in sorted(cluster, key=lambda item: (item.start - item.end, item.start)):
        places = range(item.start, item.end)
        if taken.isdisjoint(places):
            kept.append(item)
            taken.update(places)
    return sorted(kept, key=lambda item: item.start)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends; empty when there was nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
