"""For terminals without colours, and people who want none: what textual draws loses every code of colour, the one for
the default colours too; bold, dim, underline and reverse stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from rich.style import Style
    from textual.color import Color


class ColourlessFilter(LineFilter):
    """Takes the colours from the segments of every line."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[Style, Style] = {}  # of the few dozen styles there are

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - textual's signature
        """The segments without colours."""
        return [Segment(text, self._without(style), control) for text, style, control in segments]

    def _without(self, style: Style | None) -> Style | None:
        if style is None or (style.color is None and style.bgcolor is None):
            return style
        if style not in self._known:
            self._known[style] = style.without_color
        return self._known[style]
