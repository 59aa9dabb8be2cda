"""What was searched before: the lines of a session as immutable values, and the file that keeps them.

The file has one search a line, the last one at its end, and is its owner's alone. Its lines are outside text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.files import held, read_small, replace_file
from db.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MOST_LINES = 500
LONGEST_LINE = 1000
LARGEST = 4_000_000  # bytes; what we write is never as large


class History(NamedTuple):
    """What was searched, the newest first, each search once."""

    lines: tuple[str, ...] = ()

    def with_line(self, text: str) -> History:
        """With a search as the newest."""
        line = _kept(text)
        if not line or len(line) > LONGEST_LINE:
            return self
        return History((line, *(other for other in self.lines if other != line))[:MOST_LINES])

    def over(self, older: History) -> History:
        """These lines, and below them those of an older one."""
        return History(tuple(dict.fromkeys((*self.lines, *older.lines)))[:MOST_LINES])


class Recall(NamedTuple):
    """Going through the history from a line that is being typed: `place` counts from the newest, -1 is that line."""

    typed: str = ""
    place: int = -1

    def stepped(self, history: History, step: int) -> tuple[Recall, str]:
        """One line older (1) or newer (-1), and the text there; at an end it stays. What equals it is passed by."""
        place, typed = self.place + step, _kept(self.typed)
        while 0 <= place < len(history.lines) and history.lines[place] == typed:
            place += step
        if place >= len(history.lines):
            place = self.place
        moved = self._replace(place=max(-1, place))
        return moved, moved.typed if moved.place < 0 else history.lines[moved.place]


def read_history(path: Path) -> History:
    """The history that a file keeps; an empty one where there is no file that can be read."""
    try:
        return _history_in(path)
    except (OSError, ValueError):
        return History()


def keep_line(path: Path, line: str) -> None:
    """Puts a search at the end of the file, which is made where there is none. Raises OSError.

    Searches of other sessions that came meanwhile stay; at most 500 are kept.
    """
    with held(path):
        known = _history_in(path)
        kept = known.with_line(line)
        if kept != known:
            replace_file(path, _as_bytes(reversed(kept.lines)), mode=0o600)


def _history_in(path: Path) -> History:
    data = read_small(path, LARGEST) or b""
    if len(data) > LARGEST:
        raise OSError(None, "it is too large to be a history of ours")
    history: dict[str, None] = {}
    for raw in reversed(data.decode("utf-8", "replace").splitlines()):
        line = _line_of(raw)
        if line and len(line) <= LONGEST_LINE:
            history.setdefault(line)
        if len(history) == MOST_LINES:
            break
    return History(tuple(history))


def _line_of(text: str) -> str:
    """A search as one clean line; of blanks at its end one stays."""
    line = printable(text).lstrip()
    return f"{line.rstrip()} " if line != line.rstrip() else line


def _kept(text: str) -> str:
    """A search as it is kept: with a blank at its end only where that says that its last word is whole."""
    line = _line_of(text)
    bare = line.rstrip()
    if bare == line:
        return bare
    from db.parsing import parse

    is_same = len(line) <= LONGEST_LINE and parse(line, True).parts == parse(bare, True).parts
    return bare if is_same else line


def _as_bytes(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
