"""What agreements have in common, arranged as the screen shows it. Of thousands of organisations that takes a while, so
it is done where the answer is made, off the thread that draws. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from tui.choices import Section, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from db.rows import Facets, Member

DEEPEST = 4
SECTIONS = {"organisations": Section.ORGANISATIONS, "kinds": Section.KINDS, "statuses": Section.STATUS}
SECTIONS |= {"decades": Section.DECADES, "topics": Section.TOPICS}


class Entry(NamedTuple):
    """A line of a section. `value` is None for all organisations together, whose count is the tally's; `label` is
    not safe to draw yet. An arm stands one `depth` below its parent."""

    value: str | None
    label: str
    agreements: int | None
    depth: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The entries of a section from top to bottom, and the place of each value among them; none where it would have
    taken too long to count them."""

    entries: tuple[Entry, ...]
    places: Mapping[str | None, int]
    is_counted: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Arranged:
    """Each section of the facets of a query. Unless it `is_whole`, there are more organisations. `everything` is how
    many agreements the database had then."""

    sections: Mapping[Section, Outline]
    is_whole: bool = True
    everything: int | None = None


def arranged(facets: Facets) -> Arranged:
    """The facets, section by section: organisations with their arms, the others as they were counted."""
    values = {
        Section.KINDS: facets.kinds,
        Section.STATUS: facets.statuses,
        Section.DECADES: facets.decades,
        Section.TOPICS: facets.topics,
    }
    sections = {Section.ORGANISATIONS: _outline(organisation_entries(facets.organisations))}
    for section, counted in values.items():
        sections[section] = _outline(Entry(*value_of(section, each.value), each.agreements) for each in counted)
    for name, section in SECTIONS.items():
        if name in facets.uncounted:
            sections[section] = replace(sections[section], is_counted=False)
    return Arranged(sections, facets.is_whole)


def organisation_entries(organisations: Iterable[Member]) -> list[Entry]:
    """Each organisation with its arms under it, those with most agreements first."""
    organisations = tuple(organisations)
    known = {organisation.id for organisation in organisations}
    children: dict[str, list[Member]] = {}
    tops: list[Member] = []
    for organisation in organisations:
        if organisation.parent in known and organisation.parent != organisation.id:
            children.setdefault(organisation.parent or "", []).append(organisation)
        else:
            tops.append(organisation)
    found: list[Entry] = []
    seen: set[str] = set()

    def add(top: Member) -> None:
        waiting = [(top, 0)]
        while waiting:
            organisation, depth = waiting.pop()
            if organisation.id in seen:
                continue
            seen.add(organisation.id)
            found.append(Entry(organisation.id, organisation.short, organisation.agreements, depth))
            below = min(depth + 1, DEEPEST)
            waiting += [(child, below) for child in reversed(children.get(organisation.id, ()))]

    def most(organisation: Member) -> int:
        """The largest count among it and its arms: a parent stands where its arms would."""
        return max(organisation.agreements, *(child.agreements for child in children.get(organisation.id, ())), 0)

    for organisation in [*sorted(tops, key=most, reverse=True), *organisations]:
        add(organisation)
    return found


def _outline(entries: Iterable[Entry]) -> Outline:
    entries = tuple(entries)
    return Outline(entries, {entry.value: place for place, entry in enumerate(entries)})
