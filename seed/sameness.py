"""Whether a report can be of the instrument that others tell of.

It can be when
- they are of the same kind, or one only says "agreement" and the other is no plan, declaration or letter; kinds that
  differ otherwise only as a "cooperation agreement" that is signed on the same day;
- their dates agree, one perhaps less precise, or are as near as reports of one event are: see `_nearness`;
- they stand in different articles, as an article that tells of two instruments means two; in the same one only with
  the same date and kind;
- one that renews, replaces or supplements another is not taken for that other: both are dated.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from db.edtf import parse_edtf
from db.vocabulary import LINK_RELATIONS
from seed.choice import GENERAL_NAME, LAST, UMBRELLA
from seed.resolve import resolve

if TYPE_CHECKING:
    from db.findings import ResolvedAgreement, StoredReport
    from seed.bodies import Bodies

APART = frozenset({"joint action plan", "joint declaration", "letter of intent"})  # nobody calls them "agreement"
AHEAD = frozenset({"negotiating", "proposed", "announced"})
OVER = frozenset({"expired", "suspended"})
SIGNATURE = frozenset({"signed", "referred"})  # whose date is that of the signature

SLIP = 2  # days between two stated dates of one signature: a slip, or another time zone
LOOSE = 10  # days, where one is counted from an article's date, or is that of another step
STEP = 366  # days from a signature to the entry into force, or from an announcement to the signature
LONGEST_MONTH = 31
GENERAL = ""  # in the place of a kind: none of its reports names one
DIGITS = 12
EARLIEST, LATEST = date.min.toordinal(), date.max.toordinal()


Order = tuple[str, str, int, int, str, str, str]


class Window(NamedTuple):
    """The days, as ordinals, on which the instrument may have been signed. `dated` when the report gives a date."""

    first: int
    last: int
    dated: bool
    stated: bool
    signature: bool

    @property
    def is_day(self) -> bool:
        """Whether it is dated with a day."""
        return self.dated and self.first == self.last


class Facets(NamedTuple):
    """What a report is placed by. `order` is the place of the report among others, see `report_order`."""

    kind: str
    general: bool
    date: str | None
    window: Window
    follows: bool
    parties: frozenset[str]
    order: Order
    report: StoredReport


@dataclass(slots=True, eq=False)
class Instrument:
    """The reports placed so far, and what they leave open: the first and last day that those without a date allow."""

    members: list[Facets] = field(default_factory=list)
    articles: dict[str, set[tuple[str, str | None]]] = field(default_factory=dict)
    windows: set[Window] = field(default_factory=set)
    parties: set[frozenset[str]] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    follows: set[bool] = field(default_factory=set)
    first: int = EARLIEST
    last: int = LATEST

    def add(self, item: Facets) -> None:
        """Takes one more report in."""
        self.members.append(item)
        self.articles.setdefault(item.report.article_sha256, set()).add((item.kind, item.date))
        self.parties.add(item.parties)
        self.follows.add(item.follows)
        if not item.general:
            self.named.add(item.kind)
        if item.window.dated:
            self.windows.add(item.window)
        else:
            self.first, self.last = max(self.first, item.window.first), min(self.last, item.window.last)


class Fit(NamedTuple):
    """How well a report fits an instrument, the less the better: whether it has no date, days between, kinds."""

    undated: bool
    days: int
    kinds: int


BEST = Fit(undated=False, days=0, kinds=0)


def report_order(report: StoredReport, said: tuple[int, int, str, str, str]) -> Order:
    """The order of reports: by the date of their articles, then by digest, place and what they say."""
    start, end, attribute, value, digest = said
    return report.published or LAST, report.article_sha256, start, end, attribute, value, digest


def _said(report: StoredReport) -> tuple[int, int, str, str, str]:
    """Where the report begins and what it says there; last a digest of all that it says."""
    said = tuple((item.claim.start, item.claim.end, item.claim.attribute, item.claim.value) for item in report.claims)
    how = tuple((item.claim.rule, item.claim.basis) for item in report.claims)
    return *min(said), hashlib.sha256(repr((said, how)).encode()).hexdigest()[:DIGITS]


def facets_text(report: StoredReport) -> str:
    """What the report is placed by, to be kept with it: resolving it anew for each report that comes takes longer."""
    found = facets_of(report)
    values = [found.kind, found.general, found.date, found.window, found.follows, sorted(found.parties)]
    return json.dumps([*values, _said(report)], ensure_ascii=False)


def facets_of(report: StoredReport) -> Facets:
    """What the report is placed by: as it was kept, else resolved by itself."""
    if report.facets is not None:
        kind, general, day, window, follows, parties, said = json.loads(report.facets)
        order = report_order(report, said)
        return Facets(kind, general, day, Window(*window), follows, frozenset(parties), order, report)
    found = resolve([report])
    return Facets(
        kind=found.kind,
        general=any(item.claim.attribute == "kind" and item.claim.rule == GENERAL_NAME for item in report.claims),
        date=found.date,
        window=_window(found, report.published),
        follows=any(relation in LINK_RELATIONS and relation != "implements" for relation, _ in found.links),
        parties=frozenset(party for party, _ in found.parties),
        order=report_order(report, _said(report)),
        report=report,
    )


def _window(found: ResolvedAgreement, published: str | None) -> Window:
    """When it may have been signed, by its date, or by what an article of that date can tell."""
    if found.date:
        when = parse_edtf(found.date)
        first, last = when.first_day.toordinal(), when.last_day.toordinal()
        if found.status in OVER:
            return Window(EARLIEST, last, False, False, False)
        if published and found.date_basis == "resolved" and when.precision != "day":
            last = max(first, min(last, parse_edtf(published).last_day.toordinal()))
        first -= STEP if found.status == "in force" else 0
        return Window(first, last, True, found.date_basis != "resolved", found.status in SIGNATURE)
    if published is None:
        return Window(EARLIEST, LATEST, False, False, False)
    day = parse_edtf(published).last_day.toordinal()
    if found.status in AHEAD:
        return Window(day - LOOSE, day + STEP, False, False, False)
    return Window(EARLIEST, day + SLIP, False, False, False)


def fit(item: Facets, instrument: Instrument, bodies: Bodies) -> Fit | None:
    """How well a report fits an instrument; None when the report can't be of this instrument."""
    here = instrument.articles.get(item.report.article_sha256)
    if here is not None and (item.date is None or (item.kind, item.date) not in here):
        return None
    kinds, days = _kinds_apart(item, instrument), _days_apart(item.window, instrument)
    if kinds is None or days is None:
        return None
    if instrument.follows != {item.follows} and not (
        _is_narrow(item.window) and any(map(_is_narrow, instrument.windows))
    ):
        return None
    if not all(_same_parties(item.parties, others, bodies) for others in instrument.parties):
        return None
    return Fit(not instrument.windows, days, kinds)


def _kinds_apart(item: Facets, instrument: Instrument) -> int | None:
    if item.general:
        return None if instrument.named & APART else 0
    others = instrument.named - {item.kind}
    if not others:
        return 0 if instrument.named else (None if item.kind in APART else 1)
    if item.kind in instrument.named and others == {UMBRELLA}:
        return 0
    if others != {UMBRELLA} and item.kind != UMBRELLA:
        return None
    same_day = item.window.is_day and any(w.is_day and w.first == item.window.first for w in instrument.windows)
    return 2 if same_day and not APART & {item.kind, *others} else None


def _days_apart(window: Window, instrument: Instrument) -> int | None:
    if window.first > instrument.last or window.last < instrument.first:
        return None
    gaps = [max(0, window.first - other.last, other.first - window.last) for other in instrument.windows]
    if not window.dated:
        return None if any(gaps) else 0
    if any(gap > _nearness(window, other) for gap, other in zip(gaps, instrument.windows, strict=True)):
        return None
    return min(gaps, default=0)


def _nearness(one: Window, other: Window) -> int:
    """How many days may lie between the dates of two reports of one event."""
    if one.signature != other.signature:
        same_month = (
            months(one.first, one.last) == months(other.first, other.last) and len(months(one.first, one.last)) == 1
        )
        return LONGEST_MONTH if same_month else LOOSE
    if one.stated != other.stated:
        return LOOSE
    if one.stated and not (one.is_day and other.is_day):
        return 0
    return SLIP


def _is_narrow(window: Window) -> bool:
    return window.dated and window.last - window.first <= LONGEST_MONTH


def _same_parties(one: frozenset[str], other: frozenset[str], bodies: Bodies) -> bool:
    """Whether they differ only in that one names a state, or a body, and the other who acts for it."""
    if one == other:
        return True
    for stand_in in {bodies.stand_in(party) for party in one ^ other}:
        mine, theirs = ({party for party in parties if bodies.stand_in(party) == stand_in} for parties in (one, other))
        if not mine or not theirs:
            return False
        if not (mine <= theirs or theirs <= mine or mine == {stand_in} or theirs == {stand_in}):
            return False
    return True


def months(first: int, last: int) -> range:
    """The months, counted from the year 0, in which the days from `first` to `last` lie."""
    begin, end = (date.fromordinal(min(max(day, EARLIEST), LATEST)) for day in (first, last))
    return range(begin.year * 12 + begin.month, end.year * 12 + end.month + 1)
