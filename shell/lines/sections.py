"""What the agreements that match have in common, as lines: the values of a section with their counts. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import SlowQueryError
from shell.lines.lists import filter_words
from shell.lines.paper import clean, count, several
from shell.lines.questions import NamedAsked, SectionAsked
from shell.lines.state import Counted, Goal, ListSight, Row, Sheet
from shell.lines.talk import ask
from tui.arranging import SECTIONS as ARRANGED
from tui.arranging import organisation_entries
from tui.choices import Choice, Section, of_section, value_of

if TYPE_CHECKING:
    from db.rows import Facets, Organisation
    from shell.lines.questions import Window
    from shell.lines.state import SectionSight
    from shell.lines.talk import Talk
    from tui.state import ViewState

FACETS = {section: name for name, section in ARRANGED.items()}


def section_sheet(view: ViewState, sight: SectionSight, window: Window, last: Counted | None) -> Talk[Sheet]:
    """The values of a section, or the organisations that a name may mean; those counted last, where it is these."""
    goal = Goal(view, sight).at(0)
    counted = last if last is not None and last.goal == goal else (yield from _counted(goal, view, sight))
    if isinstance(counted, Sheet):
        return counted
    rows = counted.rows[window.offset :][: window.limit]
    return Sheet(counted.head, rows, window.offset, len(counted.rows), counted=counted)


def _counted(goal: Goal, view: ViewState, sight: SectionSight) -> Talk[Counted | Sheet]:
    """All values; a sheet that says so where it would take too long to count them."""
    if sight.name:
        found = yield from ask(NamedAsked(sight.name))
        rows = [_named_row(view, organisation) for organisation in found]
        head = f"{several(len(rows), 'organisation')} called {clean(sight.name)}, with all their agreements."
        if not rows:
            head = f"No organisation is called {clean(sight.name)}."
        return Counted(goal, (head,), tuple(rows))
    name = FACETS[sight.section]
    try:
        facets = yield from ask(SectionAsked(view.facet_queries.get(name, view.facet_query), name))
    except SlowQueryError:
        return _uncounted(sight.section)
    if name in facets.uncounted:
        return _uncounted(sight.section)
    rows = _organisation_rows(view, facets) if name == "organisations" else _value_rows(view, sight.section, facets)
    within = filter_words(view, "")
    head = f"{sight.section.title}. Search: {within}." if within else f"{sight.section.title}, of all agreements."
    lines = [head] if rows else [head, "There are none."]
    if not facets.is_whole:
        lines.append("These are the most frequent; organisations NAME finds any other.")
    chosen = [choice.words for choice in of_section(view.choices, sight.section)]
    if chosen:
        lines.append(f"Chosen here: {clean(', '.join(chosen))}. 0 takes that back.")
    return Counted(goal, tuple(lines), tuple(rows))


def _uncounted(section: Section) -> Sheet:
    return Sheet((f"{section.title} would take too long to count here. Search for less first.",), (), 0, 0)


def _organisation_rows(view: ViewState, facets: Facets) -> list[Row]:
    """Organisations in the order of the full screen, an arm after its parent."""
    parents = {each.id: each.parent for each in facets.organisations}
    shorts = {each.id: each.short for each in facets.organisations}
    rows = []
    for entry in organisation_entries(facets.organisations):
        parent = shorts.get(parents.get(entry.value or "") or "") if entry.depth else None
        note = f"part of {clean(parent)}" if parent else ""
        rows.append(_row(view, Section.ORGANISATIONS, entry.value or "", entry.label, entry.agreements or 0, note))
    return rows


def _value_rows(view: ViewState, section: Section, facets: Facets) -> list[Row]:
    found = {
        Section.KINDS: facets.kinds,
        Section.STATUS: facets.statuses,
        Section.DECADES: facets.decades,
        Section.TOPICS: facets.topics,
    }[section]
    return [_row(view, section, *value_of(section, each.value), each.agreements) for each in found]


def _row(view: ViewState, section: Section, value: str, label: str, agreements: int, note: str = "") -> Row:
    choice = Choice(section.field, value, label)
    is_held = next((held for held in view.choices if (held.field, held.value) == (choice.field, value)), None)
    state = "" if is_held is None else "left out" if is_held.is_excluded else "chosen"
    text = ", ".join(filter(None, (clean(label), count(agreements), note, state)))
    return Row(text, Goal(view.chosen(choice), ListSight()), choice=choice)


def _named_row(view: ViewState, organisation: Organisation) -> Row:
    names = clean(organisation.name)
    if organisation.acronym and organisation.acronym != organisation.name:
        names = f"{clean(organisation.acronym)}, {names}"
    choice = Choice("org", organisation.id, organisation.short)
    text = f"{names}, {several(organisation.agreements, 'agreement')}"
    return Row(text, Goal(view.chosen(choice), ListSight()), choice=choice)
