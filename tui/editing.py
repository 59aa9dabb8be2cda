"""A line that is being typed, as an immutable value: its text, and where the caret stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from db.printable import printable

if TYPE_CHECKING:
    from tui.lines import Span


class TypedLine(NamedTuple):
    """A text of at most `longest` characters and a caret before, in or after it."""

    text: str = ""
    caret: int = 0
    longest: int = 500

    @classmethod
    def at_end(cls, text: str, longest: int = 500) -> TypedLine:
        """A text with the caret after it."""
        text = text[:longest]
        return cls(text, len(text), longest)

    def inserted(self, text: str) -> TypedLine:
        """With a text at the caret, as far as there is room for it."""
        text = text[: max(0, self.longest - len(self.text))]
        return self._put(self.text[: self.caret] + text + self.text[self.caret :], self.caret + len(text))

    def edited(self, key: str) -> TypedLine | None:
        """What a key of editing makes of it; None for any other key."""
        text, caret = self.text, self.caret
        word = len(text[:caret].rstrip().rpartition(" ")[0]) + (1 if " " in text[:caret].rstrip() else 0)
        edits = {
            "left": (text, caret - 1),
            "right": (text, caret + 1),
            "home": (text, 0),
            "ctrl+a": (text, 0),
            "end": (text, len(text)),
            "ctrl+e": (text, len(text)),
            "backspace": (text[: max(0, caret - 1)] + text[caret:], caret - 1),
            "delete": (text[:caret] + text[caret + 1 :], caret),
            "ctrl+u": (text[caret:], 0),
            "ctrl+k": (text[:caret], caret),
            "ctrl+w": (text[:word] + text[caret:], word),
        }
        return self._put(*edits[key]) if key in edits else None

    def spans(self, room: int) -> tuple[Span, ...]:
        """The text with its caret, from where on the caret stands within `room` cells."""
        before, after = printable(self.text[: self.caret]), printable(self.text[self.caret :])
        start, left = len(before), room - 1
        while start and cell_len(before[start - 1]) <= left:
            start -= 1
            left -= cell_len(before[start])
        return (before[start:], "strong"), (after[:1] or " ", "caret"), (after[1:], "strong")

    def _put(self, text: str, caret: int) -> TypedLine:
        return TypedLine(text, min(max(0, caret), len(text)), self.longest)
