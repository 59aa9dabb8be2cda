"""A widget made of lines. It draws what is visible and repaints only the cells that changed: what makes a key cheap
over a slow link."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.commands import NO_KEYS, Keymap
from tui.lines import Line, fit_line
from tui.messages import Touched

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

    from tui.tones import Skin

LEFT = 1
TWICE = 2
Self = TypeVar("Self", bound="LineView")


class LineView(Widget, can_focus=True):
    """Base of all panes. A subclass gives its lines; `redraw` paints what differs from what is on the screen."""

    FOCUS_ON_CLICK = False  # the screen decides, as it does for keys

    def __init__(self, skin: Skin, id: str | None = None) -> None:  # noqa: A002 - as textual names it
        super().__init__(id=id)
        self._skin = skin
        self._strips: list[Strip] = []

    @property
    def keymap(self) -> Keymap:
        """The keys that the person has given to commands."""
        return getattr(self.app, "own_keys", NO_KEYS)

    def lines(self, width: int, height: int) -> list[Line]:
        """The lines of the widget at this size; missing ones are empty."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Paint the cells that are no longer as they were."""
        width, height = self.size
        old = self._strips
        if not old or len(old) != height or old[0].cell_length != width:
            self._strips = []  # not drawn at this size yet: textual asks for all lines when it comes to that
            return
        self._strips = self._drawn(width, height)
        for y, (before, after) in enumerate(zip(old, self._strips, strict=True)):
            changed = changed_cells(before, after)
            if changed is not None:
                super().refresh(Region(changed[0], y, changed[1] - changed[0], 1))

    def forget(self) -> None:
        """Paint everything anew: the same words look different now."""
        self._strips = []
        super().refresh()

    def refresh(
        self: Self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """As textual's, but a call without regions, such as comes with every change of focus, paints what changed."""
        if regions or not repaint or layout or recompose:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        self.redraw()
        return self

    def render_line(self, y: int) -> Strip:
        """A line as textual wants it."""
        width, height = self.size
        if len(self._strips) != height or (self._strips and self._strips[0].cell_length != width):
            self._strips = self._drawn(width, height)
        return self._strips[y] if 0 <= y < len(self._strips) else Strip.blank(width)

    def clicked(self, y: int) -> None:
        """A line was clicked on."""

    def rolled(self, step: int) -> None:
        """The wheel was turned, down (1) or up (-1)."""

    def on_click(self, event: events.Click) -> None:
        """The first click goes there, a second one goes in, as Enter does."""
        event.stop()
        if event.button != LEFT:
            return
        self.post_message(Touched(self.id or ""))
        if event.chain == 1:
            self.clicked(event.y)
        elif event.chain == TWICE:
            self.app.simulate_key("enter")

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel, towards the end."""
        event.stop()
        self.rolled(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel, towards the beginning."""
        event.stop()
        self.rolled(-1)

    def _drawn(self, width: int, height: int) -> list[Strip]:
        lines = self.lines(width, height)[:height]
        lines += [()] * (height - len(lines))
        return [
            Strip([Segment(text, self._skin[tone]) for text, tone in fit_line(line, width)], width) for line in lines
        ]


def changed_cells(before: Strip, after: Strip) -> tuple[int, int] | None:
    """The first and the end of the cells that differ, or None. Whole lines where a character takes two cells."""
    if before == after:
        return None
    old, new = _cells(before), _cells(after)
    if len(old) != len(new) or len(new) != after.cell_length:
        return 0, after.cell_length
    differing = [place for place, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    return (differing[0], differing[-1] + 1) if differing else None


def _cells(strip: Strip) -> list[tuple[str, object]]:
    """The characters with their styles; a blank has none, unless its style can be seen on it."""
    return [
        (char, segment.style if char != " " or _shows_on_blanks(segment.style) else None)
        for segment in strip
        for char in segment.text
    ]


def _shows_on_blanks(style: Style | None) -> bool:
    return style is not None and bool(style.reverse or style.underline)
