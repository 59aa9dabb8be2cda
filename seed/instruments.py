"""Which reports tell of one instrument. Pure, and blind to the order of the reports.

Reports can only meet in a group: those with the same parties, a ministry counted as its state. There they are taken
the surest first, and each joins the one instrument that it can be; where it can be several, or none, it is another.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from seed.bodies import STRANGERS
from seed.choice import UMBRELLA
from seed.sameness import BEST, GENERAL, LATEST, LOOSE, Facets, Instrument, facets_of, fit, months

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from db.findings import StoredReport
    from seed.bodies import Bodies
    from seed.sameness import Fit


def group_key(report: StoredReport, bodies: Bodies = STRANGERS) -> tuple[str, ...]:
    """What the reports of one instrument share: those who conclude it, in order; a ministry counts as its state."""
    return tuple(
        sorted({bodies.stand_in(item.claim.value) for item in report.claims if item.claim.attribute == "party"})
    )


def split_instruments(reports: Iterable[StoredReport], bodies: Bodies = STRANGERS) -> list[list[StoredReport]]:
    """The reports of one group (equal `group_key`), parted by instrument, the earliest first, whatever their order.

    Claims are not needed where a report comes with its facets.
    """
    ordered = sorted((facets_of(report) for report in reports), key=_sureness)
    shelf = _Shelf(bodies)
    for item in ordered:
        shelf.place(item)
    found = sorted(shelf.instruments, key=_order)
    members = [sorted(instrument.members, key=lambda item: item.order) for instrument in found]
    return [[item.report for item in each] for each in members]


def _sureness(item: Facets) -> tuple[object, ...]:
    """The order of placing: days, stated ones first, then months and years, then what has no date."""
    width = item.window.last - item.window.first if item.window.dated else LATEST
    return (
        *(width, not item.window.stated, item.general, item.kind == UMBRELLA, not item.window.signature),
        *(item.window.first, item.window.last, item.kind, item.follows, sorted(item.parties)),
        *item.order,
    )


def _order(instrument: Instrument) -> tuple[object, ...]:
    first = min((window.first for window in instrument.windows), default=LATEST)
    return first, min(item.order for item in instrument.members)


class _Shelf:
    """The instruments of a group, found again by month or kind, so that in a large group each takes no longer."""

    def __init__(self, bodies: Bodies) -> None:
        self.instruments: list[Instrument] = []
        self._bodies = bodies
        self._alike: dict[tuple[str, bool, str | None], list[Instrument]] = {}
        self._by_month: dict[int, list[Instrument]] = {}
        self._dated: dict[str, tuple[list[int], list[Instrument]]] | None = None
        self._undated: dict[str, list[Instrument]] = {}

    def place(self, item: Facets) -> None:
        """Adds a report to the one instrument that it can be, else to a new one. Those without a date come last."""
        chosen = self._only(item) or self._like(item)
        if chosen is None:
            chosen = Instrument()
            self.instruments.append(chosen)
        chosen.add(item)
        self._note(item, chosen)

    def _only(self, item: Facets) -> Instrument | None:
        """The one that fits best, if there is just one."""
        best: Fit | None = None
        found: list[Instrument] = []
        for instrument in self._near(item) if item.window.dated else self._before(item):
            how = fit(item, instrument, self._bodies)
            if how is None or instrument in found or (best is not None and how > best):
                continue
            found = [*found, instrument] if how == best else [instrument]
            best = how
            if len(found) > 1 and best == BEST:
                break
        return found[0] if len(found) == 1 else None

    def _like(self, item: Facets) -> Instrument | None:
        """The first that has a report of just this kind and date."""
        alike = self._alike.get(_likeness(item), [])
        return next((found for found in alike if fit(item, found, self._bodies) is not None), None)

    def _near(self, item: Facets) -> Iterable[Instrument]:
        """Those with a date about that of the report."""
        held = (self._by_month.get(month, []) for month in months(item.window.first, item.window.last))
        return dict.fromkeys(instrument for found in held for instrument in found)

    def _before(self, item: Facets) -> Iterator[Instrument]:
        """Those that a report without a date may mean, the last first."""
        if self._dated is None:
            self._dated = _by_kind(self.instruments)
        for kind in sorted({*self._dated, *self._undated}) if item.general else (item.kind, GENERAL):
            starts, dated = self._dated.get(kind, ([], []))
            yield from (dated[place] for place in range(bisect_right(starts, item.window.last) - 1, -1, -1))
            yield from self._undated.get(kind, [])

    def _note(self, item: Facets, instrument: Instrument) -> None:
        """Makes the instrument findable by this report of it."""
        lists = [self._alike.setdefault(_likeness(item), [])]
        if item.window.dated:
            touched = months(item.window.first - LOOSE, item.window.last + LOOSE)
            lists += [self._by_month.setdefault(month, []) for month in touched]
        elif not instrument.windows:
            lists.append(self._undated.setdefault(GENERAL if item.general else item.kind, []))
        for found in lists:
            if instrument not in found[-1:]:
                found.append(instrument)


def _likeness(item: Facets) -> tuple[str, bool, str | None]:
    return item.kind, item.general, item.date


def _by_kind(instruments: Iterable[Instrument]) -> dict[str, tuple[list[int], list[Instrument]]]:
    """Those with a date, by each kind that their reports name, in the order of their first days; and these days."""
    kinds: dict[str, list[tuple[int, int, Instrument]]] = {}
    for number, instrument in enumerate(instruments):
        first = min((window.first for window in instrument.windows), default=LATEST)
        for kind in instrument.named or {GENERAL}:
            kinds.setdefault(kind, []).append((first, number, instrument))
    ordered = {kind: sorted(found, key=lambda entry: entry[:2]) for kind, found in kinds.items()}
    return {kind: ([entry[0] for entry in found], [entry[2] for entry in found]) for kind, found in ordered.items()}
