"""Draws everything, textual's own widgets too, in the characters that a poor terminal has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.filter import LineFilter

from tui.terminal import Glyphs, folded

if TYPE_CHECKING:
    from textual.color import Color


class FoldingFilter(LineFilter):
    """Folds the text of every line, one cell for one cell."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - textual's signature
        """The segments with their text folded."""
        return [Segment(in_cells(text, self._glyphs), style, control) for text, style, control in segments]


def in_cells(text: str, glyphs: Glyphs) -> str:
    """`text` folded, in as many cells as it had: characters that are joined into one fold to more, some to none."""
    shorter = folded(text, glyphs)
    width = len(shorter) if text.isascii() else cell_len(text)
    return shorter if len(shorter) == width else shorter.ljust(width)[:width]
