"""The pane with one agreement: all its facts, and the words behind the marked one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from tui.commands import Scope, bindings
from tui.facts import Fact, facts_of, numbers_of
from tui.lines import Line, Tone, fit_line, more_below
from tui.messages import EvidenceWanted, FactMarked, HitWanted
from tui.present import WAY_BACK, pane_title
from tui.record_lines import FactLine, fact_lines, words_lines
from tui.state import Pane, ViewState
from tui.widgets.line_view import LineView
from tui.widgets.virtual_list import kept_in_sight

if TYPE_CHECKING:
    from db.records import Agreement, Claim
    from db.rows import Hit
    from tui.tones import Skin


FEW_LINES = 15
CONTINUED = "continued"  # there is more above


class DetailPane(LineView):
    """The record. The cursor goes from fact to fact; the words that support the marked one stand below."""

    BINDINGS = bindings(Scope.MOVE, Scope.DETAIL)

    state: reactive[ViewState] = reactive(ViewState(), repaint=False)
    record: reactive[Agreement | None] = reactive(None, repaint=False)

    hit: reactive[Hit | None] = reactive(None, repaint=False)

    def __init__(self, skin: Skin) -> None:
        super().__init__(skin, "detail")
        self._last = 0
        self._facts: tuple[Fact, ...] = ()
        self._numbers: dict[tuple[int, int, int], int] = {}
        self._top = 0
        self._is_continued = False
        self._top_fact = 0
        self._inner = 0
        self._facts_in_sight: tuple[int, ...] = ()

    @property
    def marked(self) -> Fact | None:
        """The fact with the cursor."""
        return self._facts[min(self.state.fact, len(self._facts) - 1)] if self._facts else None

    def lines(self, width: int, height: int) -> list[Line]:
        """Title, facts in sight, words."""
        edge: Line = (("│", "quiet"),) if self.has_class("beside") else ()
        body = self._body(width - len(edge), height - 1)
        return [self._title(width), *(fit_line((*edge, *line), width) for line in body)]

    def _body(self, inner: int, height: int) -> list[Line]:
        """What stands below the title."""
        self._is_continued = False
        if self.hit is not None:
            return self._of_hit(self.hit, inner, height)
        if self.record is None:
            return [()] * height
        tone: Tone = "title" if self.has_focus else "quiet"
        marked = min(self.state.fact, len(self._facts) - 1)
        facts = fact_lines(self._facts, self._numbers, inner, marked, tone)
        if inner != self._inner:  # set anew: what was at the top stays there
            self._top = next((place for place, line in enumerate(facts) if line.fact == self._top_fact), 0)
            self._inner = inner
        most = min(3 if height < FEW_LINES else 6, max(0, height // 3))
        words = words_lines(self.marked, self._numbers, inner, most)
        room = max(1, height - (most + 1 if most else 0))
        shown = self._in_sight(facts, marked, room)
        hidden = len(facts) - self._top - len(shown)
        mark = more_below(hidden) if hidden else ()
        gap = height - len(shown) - len(words)
        below = [mark, *words, *([()] * (gap - 1))] if gap > 0 else words
        self._is_continued = self._top > 0
        return [*shown, *below]

    def watch_state(self, before: ViewState, now: ViewState) -> None:
        """Another fact, or another focus."""
        if before != now:
            self.redraw()

    def watch_record(self, record: Agreement | None) -> None:
        """Another agreement."""
        self._facts = facts_of(record) if record else ()
        self._numbers = numbers_of(self._facts)
        self._top = 0
        self.redraw()

    def watch_hit(self) -> None:
        """Another article that was found."""
        self.redraw()

    def action_step(self, step: int) -> None:
        """The next or the previous fact."""
        self._go(min(self.state.fact, self._last_place) + step)

    def action_page(self, step: int) -> None:
        """Half a screenful of facts further."""
        self._go(self.state.fact + step * max(1, self.size.height // 2))

    def action_edge(self, step: int) -> None:
        """To the first or the last fact."""
        self._go(0 if step < 0 else self._last_place)

    def clicked(self, y: int) -> None:
        """Mark the fact there."""
        if self.hit is None and 0 < y <= len(self._facts_in_sight):
            self._go(self._facts_in_sight[y - 1])

    def rolled(self, step: int) -> None:
        """The next or the previous fact."""
        self.action_step(step)

    def action_choose(self) -> None:
        """Open the article at the words of the marked fact."""
        if self.hit is not None:
            self.post_message(HitWanted())
            return
        claim = self.evidence()
        if claim is not None:
            self.post_message(EvidenceWanted(claim))

    def evidence(self) -> Claim | None:
        """The first claim of the marked fact, if any article states it."""
        return self.marked.claims[0] if self.marked and self.marked.claims else None

    def first_evidence(self) -> Claim | None:
        """What supports the first fact that any article states."""
        return next((fact.claims[0] for fact in self._facts if fact.claims), None)

    def _go(self, fact: int) -> None:
        if self._facts or self.hit is not None:
            self.post_message(FactMarked(min(max(0, fact), self._last_place)))

    @property
    def _last_place(self) -> int:
        """The last fact; of an article that was found the last line that can be the first in sight."""
        return self._last if self.hit is not None else len(self._facts) - 1

    def _of_hit(self, hit: Hit, width: int, height: int) -> list[Line]:
        """What is known of an article that was found, from the line on that was scrolled to."""
        from tui.hit_lines import detail_lines  # the first screen has no articles

        lines = detail_lines(hit, width, self._skin.needs_braces)
        self._last = max(0, len(lines) - height)
        top = min(self.state.fact, self._last)
        shown = lines[top : top + height]
        hidden = len(lines) - top - len(shown)
        if hidden:
            shown[-1] = more_below(hidden + 1)
        self._is_continued = top > 0
        return [*shown, *([()] * (height - len(shown)))]

    def _in_sight(self, facts: list[FactLine], marked: int, room: int) -> list[Line]:
        places = [place for place, line in enumerate(facts) if line.fact == marked]
        self._top = kept_in_sight(self._top, places[-1], room, len(facts))
        self._top = min(self._top, places[0])
        shown = facts[self._top : self._top + room]
        self._top_fact = shown[0].fact
        self._facts_in_sight = tuple(line.fact for line in shown)
        return [line.line for line in shown]

    def _title(self, width: int) -> Line:
        start = "┬─" if self.has_class("beside") else "─"
        way_back = WAY_BACK if self.has_class("alone") else ""
        note = ", ".join(filter(None, (way_back, CONTINUED if self._is_continued else "")))
        name = "Agreement" if self.hit is None else "Article"
        return pane_title(Pane.DETAIL, name, note, width, self.has_focus, start)
