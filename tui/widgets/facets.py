"""The pane beside the list: what the agreements that match have in common, in sections that narrow further."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from tui.arranging import Arranged, Entry, Outline
from tui.choices import Choice, Section
from tui.commands import Scope, bindings
from tui.facet_lines import chosen_words, entry_line, head_entries, heading_lines, signs_of
from tui.lines import fit_line
from tui.messages import ChoiceMade, SectionCleared, SectionWanted
from tui.present import WAY_BACK, section_title
from tui.state import ViewState
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from db.rows import Tally
    from tui.lines import Line, Tone
    from tui.tones import Skin

NOTHING = Outline((), {})
LEAST_ROWS = 3  # of the open section; where there are fewer, the other headings give way


def list_height(height: int) -> int:
    """How many of `height` rows the list takes when the detail stands below it: 2fr of 5fr, as in the style sheet."""
    return height * 2 // 5


class FacetsPane(VirtualList):
    """One section is open, the headings of the others stand below it. Several values may be included and excluded.

    While the counts within what is asked are not known, the values last known stay, without counts.
    """

    BINDINGS = bindings(Scope.FACETS)

    state: reactive[ViewState] = reactive(ViewState(), repaint=False)
    facets: reactive[Arranged | None] = reactive(None, repaint=False)
    tally: reactive[Tally | None] = reactive(None, repaint=False)
    failure: reactive[str] = reactive("", repaint=False)
    is_searching: reactive[bool] = reactive(False, repaint=False)

    def __init__(self, skin: Skin) -> None:
        super().__init__(skin, "facets")
        self._known: Arranged | None = None
        self._head: tuple[Entry, ...] = ()
        self._outline = NOTHING
        self._room = 0
        self._signs: dict[str | None, str] = {}
        self._cursors: dict[Section, tuple[str | None, int]] = {}

    @property
    def count(self) -> int:
        """How many lines the open section has."""
        return len(self._head) + len(self._outline.entries)

    @property
    def cursor_row(self) -> int:
        """Where the value with the cursor stands now; where it has gone, the line in its place."""
        value, row = self._cursors.get(self.state.section, (None, 0))
        place = next((place for place, entry in enumerate(self._head) if entry.value == value), None)
        if place is None and value in self._outline.places:
            place = len(self._head) + self._outline.places[value]
        return min(row, max(0, self.count - 1)) if place is None else place

    def move_to(self, row: int) -> None:
        """Only the cursor moves; nothing is chosen yet."""
        self._cursors[self.state.section] = (self._entry(row).value, row)
        self.redraw()

    def title(self, width: int) -> Line:
        """The line above."""
        section = self.state.section
        note = WAY_BACK if self.has_class("alone") else chosen_words(self.state.choices, section)
        return section_title(section, note, width, self.has_focus)

    def lines(self, width: int, height: int) -> list[Line]:
        """The open section, the other headings, and the edge to the panes beside, with the joint where the list
        ends."""
        is_alone = self.has_class("alone")
        inner = width if is_alone else width - 1
        headings = heading_lines(self.state.section, self.state.choices, inner)
        if height - 1 - len(headings) < LEAST_ROWS:
            headings = []
        self._room = room = height - len(headings)
        lines = super().lines(inner, room)
        if self.facets and not self._outline.is_counted:
            lines.append((("  too many to count", "quiet"),))
        lines = lines[:room]
        lines += [()] * (room - len(lines))
        lines += headings
        if is_alone:
            return lines
        joint = None if self.has_class("beside") or self.has_class("tall") else list_height(height)
        return [
            (*fit_line(line, inner), ("┬" if place == 0 else "├" if place == joint else "│", "quiet"))
            for place, line in enumerate(lines)
        ]

    def clicked(self, y: int) -> None:
        """The cursor goes to the value there, or the section of that heading opens."""
        if y < self._room:
            super().clicked(y)
            return
        closed = [section for section in Section if section is not self.state.section]
        self.post_message(SectionWanted(closed[y - self._room]))

    def row(self, place: int, width: int, cursor: Tone | None) -> Line:
        """One value."""
        entry = self._entry(place)
        if self.is_searching or self.state.in_articles:  # what agreements have would mislead beside articles
            count = None
        elif entry.value is None:
            count = self.tally.total if self.tally and not self.state.in_articles else None
        else:
            count = entry.agreements if self.facets else None
        return entry_line(entry, self._signs.get(entry.value, ""), count, width, cursor)

    def empty_lines(self, width: int) -> list[Line]:  # noqa: ARG002 - as it is asked for
        """What stands in a section without values."""
        return [(("  none", "quiet"),)] if self.facets and self._outline.is_counted else []

    def watch_state(self, before: ViewState, now: ViewState) -> None:
        """Another section, or other choices."""
        if (before.section, before.choices) == (now.section, now.choices):
            self.redraw()
        else:
            self._renew()

    def watch_facets(self, facets: Arranged | None) -> None:
        """Other values and counts, or none that are known."""
        if facets is None and not self.failure:
            self.redraw()
        else:
            self._known = facets
            self._renew()

    def watch_tally(self) -> None:
        """Another count of all."""
        self.redraw()

    def watch_is_searching(self) -> None:
        """What is counted is no longer, or again, what is asked for."""
        self.redraw()

    def watch_failure(self, failure: str) -> None:
        """What could not be read is no longer shown."""
        if failure:
            self._known = self.facets
            self._renew()

    def action_choose(self) -> None:
        """Include the value with the cursor, or take that back; on all of them, take back all of the section."""
        self._choose(is_excluded=False)

    def action_exclude(self) -> None:
        """Exclude the value with the cursor, or take that back."""
        self._choose(is_excluded=True)

    def action_clear(self) -> None:
        """Take back all choices of the section."""
        self.post_message(SectionCleared(self.state.section))

    def _choose(self, is_excluded: bool) -> None:
        if not self.count:
            return
        entry = self._entry(self.cursor_row)
        if entry.value is not None:
            choice = Choice(self.state.section.field, entry.value, entry.label, is_excluded)
            self.move_to(self.cursor_row)  # the cursor goes where the value goes
            self.post_message(ChoiceMade(choice))
        elif not is_excluded:
            self.action_clear()

    def _entry(self, place: int) -> Entry:
        head = len(self._head)
        return self._head[place] if place < head else self._outline.entries[place - head]

    def _renew(self) -> None:
        """Take up the open section; its values, of which there may be thousands, are arranged already."""
        section, choices = self.state.section, self.state.choices
        self._outline = self._known.sections[section] if self._known else NOTHING
        self._head = head_entries(section, self._outline, choices) if self._known else ()
        self._signs = signs_of(choices, section)
        self.redraw()
