"""The text of one article, drawn line by line: its length does not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from db.printable import printable
from tui.article_lines import MARGIN, Marked, Marks, heading_lines, text_line
from tui.commands import Scope, bindings, hints
from tui.lines import Line, Span, cut, fit_line, hairline, remark, right, width_of
from tui.measure import line_of
from tui.requests import MEASURE, Reading
from tui.widgets.line_view import LineView
from tui.widgets.virtual_list import WHEEL, with_thumb

if TYPE_CHECKING:
    from tui.tones import Skin


def measure_of(width: int) -> int:
    """How wide the text is set on a screen of this width."""
    return max(8, min(MEASURE, width - 2 * MARGIN))


class ArticleView(LineView):
    """A text with marked words in it."""

    BINDINGS = bindings(Scope.MOVE)

    reading: reactive[Reading | None] = reactive(None, repaint=False)

    def __init__(self, skin: Skin) -> None:
        super().__init__(skin, "article")
        self._shown: Marked | None = None
        self._marks = Marks()
        self._note = ""
        self._stated = ""
        self._said = ""
        self._top = 0
        self._drawn_size = (0, 0)
        self._is_mark_in_sight = False
        self._place: int | None = None  # in the text, which stood at the top before lines of other widths

    def show(self, reading: Reading | None, shown: Marked | None, marks: Marks, note: str, stated: str = "") -> None:
        """Show marked words in their article, or, while the article is being read, only the frame. `marks` are all of
        it, `shown` is the one to bring into sight, None for the beginning. `stated` is what its words say."""
        before, was_shown = self.reading, self._shown
        self._shown, self._marks, self._note, self._stated = shown, marks, note, stated
        self._said = ""
        self.set_reactive(ArticleView.reading, reading)
        if (
            reading is not None
            and before is not None
            and shown == was_shown
            and reading.article.row.id == before.article.row.id
        ):
            self._keep_place(before, reading)
        elif reading is not None and shown is not None:
            self._bring_into_sight(*(self._lines_of_mark() or (0, 0)))
        elif reading is not None:
            self._top = 0
        self.redraw()

    def say(self, words: str) -> None:
        """Say something in the last line, until something else is shown."""
        self._said = words
        self.redraw()

    def lines(self, width: int, height: int) -> list[Line]:
        """The frame, and the part of the text in sight."""
        self._keep_mark(width, height)
        margin = max(MARGIN, (width - MEASURE) // 2)
        name = printable(self.reading.article.row.title or self.reading.article.row.name) if self.reading else "Article"
        title: Span = (cut(name, max(8, width - len(self._note) - 8)), "title")
        head = hairline((title,), self._note, width)
        body = [] if self.reading is None else self._body(self.reading, height - 2, margin)
        body += [()] * (height - 2 - len(body))
        body = with_thumb(body, self._top, self._length, width)
        return [head, *body[: max(0, height - 2)], fit_line(self._foot(width), width)]

    def action_step(self, step: int) -> None:
        """Scroll by a line."""
        self._put_top(self._top + step)

    def action_page(self, step: int) -> None:
        """Scroll by a screenful, with two lines kept for the eye."""
        self._put_top(self._top + step * max(1, self.size.height - 4))

    def action_edge(self, step: int) -> None:
        """To the beginning or the end."""
        self._put_top(0 if step < 0 else self._length)

    def rolled(self, step: int) -> None:
        """Some lines up or down."""
        self._put_top(self._top + step * WHEEL)

    @property
    def _length(self) -> int:
        if self.reading is None:
            return 0
        return len(heading_lines(self.reading.article.row, 0)) + len(self.reading.lines)

    def _put_top(self, top: int) -> None:
        self._place = None
        self._said = ""
        self._top = max(0, min(top, self._length - (self.size.height - 2)))
        self.redraw()

    def _keep_place(self, before: Reading, now: Reading) -> None:
        """The text at the top stays there, also in lines of another width."""
        heading = len(heading_lines(now.article.row, 0))
        if self._place is None and self._top >= heading and before.lines:
            self._place, _ = before.lines[min(self._top - heading, len(before.lines) - 1)]
        if self._place is not None:
            self._top = heading + line_of(now.lines, self._place)

    def _keep_mark(self, width: int, height: int) -> None:
        """At another size the marked words stay in sight, if they were."""
        lines = self._lines_of_mark()
        if lines is None:
            self._is_mark_in_sight = False
            return
        first, last = lines
        room = height - 2
        if (width, height) != self._drawn_size and self._is_mark_in_sight and not self._top <= first < self._top + room:
            self._top = max(0, min(first - room // 3, self._length - room))
        self._drawn_size = width, height
        self._is_mark_in_sight = self._top <= last and first < self._top + room

    def _lines_of_mark(self) -> tuple[int, int] | None:
        """The first and the last line of the marked words, counted from the heading's first."""
        if self.reading is None or self._shown is None:
            return None
        heading = len(heading_lines(self.reading.article.row, 0))
        first = line_of(self.reading.lines, self._shown.start)
        last = line_of(self.reading.lines, max(self._shown.start, self._shown.end - 1))
        return heading + first, heading + last

    def _bring_into_sight(self, first: int, last: int) -> None:
        """Bring the marked words into sight, a third down the screen; keep still when it stands there already."""
        self._place = None
        height = self.size.height - 2
        if self._top <= first and last < self._top + height and self._top:
            return
        fits = last < height
        self._top = 0 if fits else max(0, min(first - height // 3, self._length - height))

    def _body(self, reading: Reading, height: int, margin: int) -> list[Line]:
        heading = heading_lines(reading.article.row, margin)
        drawn = heading[self._top : self._top + height]
        start = max(0, self._top - len(heading))
        text = reading.article.text
        for line_start, line_end in reading.lines[start : start + height - len(drawn)]:
            others = [mark for mark in self._marks.touching(line_start, line_end) if mark != self._shown]
            drawn.append(text_line(text, line_start, line_end, self._shown, others, margin))
        return drawn

    def _foot(self, width: int) -> Line:
        """What can be pressed, and on the right what the evidence states."""
        if self._said:
            return ((" ", "plain"), (cut(remark(printable(self._said)), width - 2), "strong"))
        spans: list[Span] = []
        for key, word in (*hints(Scope.ARTICLE, keymap=self.keymap), *hints(Scope.TAKE, keymap=self.keymap)):
            hint: Line = (("  " + key if spans else " " + key, "accent"), (" " + word, "quiet"))
            spans += hint if width_of((*spans, *hint)) < width else ()
        room = width - width_of(tuple(spans)) - 3
        if self._stated and room > len("states: ") + 8:
            words = cut(f"states: {printable(self._stated)}", room)
            spans.append((right(words, room + 2), "quiet"))
        return tuple(spans)
