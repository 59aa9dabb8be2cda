"""The words of the welcome, the help, the manual and the screen that says that the window is too small. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import NO_KEYS, Keymap, Scope, key_of, key_rows
from tui.lines import Line, fit, wrap
from tui.manual import MANUAL, SEARCHING
from tui.terminal import LEAST_COLUMNS, LEAST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable

WELCOME = (
    "Which cooperation agreements an organisation has, with whom, since when,",
    "about what, and where that is written: each fact leads to its words.",
)
WELCOME_KEYS = (
    ("/", "search"),
    ("arrows", "move"),
    ("Enter", "go in"),
    ("e", "evidence"),
    ("Escape", "back"),
    ("?", "keys"),
    ("q", "quit"),
)
PLACE_WIDTH = 21  # as the longest name of a place, and a blank
KEYS_WIDTH = 18
NARROW, NARROW_KEYS_WIDTH = 72, 14
EXAMPLE_WIDTH = 24
WORD_WIDTH = 29
MEASURE = 100


def welcome_card(width: int) -> list[Line]:
    """What this is, what it answers, and which keys matter."""
    room = max(20, min(76, width - 4))
    keys: list[Line] = []
    line: Line = (("  ", "plain"),)
    used = 0
    for key, word in WELCOME_KEYS:
        size = len(key) + len(word) + 3
        if used + size > room + 2:
            keys.append(line)
            line, used = (("  ", "plain"),), 0
        line = (*line, (key, "accent"), (f" {word}  ", "plain"))
        used += size
    return [
        (),
        (("  Agreement Explorer", "title"),),
        (),
        *((("  " + text, "plain"),) for text in wrap(" ".join(WELCOME), room)),
        (),
        *keys,
        line,
        (),
        (("  Any key goes on.", "quiet"),),
    ]


def help_card(width: int, scopes: tuple[Scope, ...], keymap: Keymap = NO_KEYS) -> list[Line]:
    """The keys of where one is, and the search language."""
    lines = _head("Keys", width, (key_of("manual", keymap), "all keys, and what the words mean"))
    lines += _key_lines(key_rows(scopes, keymap), width)
    lines += [(), (("  Searching", "title"),)]
    return lines + [line for example, what in SEARCHING for line in _entry_lines(example, what, width, EXAMPLE_WIDTH)]


def manual_card(width: int, keymap: Keymap = NO_KEYS) -> list[Line]:
    """The manual, and all keys."""
    lines = _head("Manual", width)
    for chapter in MANUAL:
        lines += [(), ((f"  {chapter.title}", "title"),)]
        for paragraph in chapter.paragraphs:
            lines += [((f"  {text}", "plain"),) for text in wrap(paragraph, max(16, min(MEASURE, width - 4)))]
        for word, meaning in chapter.entries:
            lines += _entry_lines(word, meaning, width)
    lines += [(), (("  All keys", "title"),)]
    return lines + _key_lines(key_rows(tuple(Scope), keymap), width)


def _head(title: str, width: int, more: tuple[str, str] | None = None) -> list[Line]:
    line: Line = ((f"  {title}", "title"), ("   Up Down", "accent"), (" scroll", "quiet"))
    line = (*line, ("   Escape", "accent"), (" back", "quiet"))
    if more is not None and width >= NARROW:
        line = (*line, (f"   {more[0]}", "accent"), (f" {more[1]}", "quiet"))
    return [line, ()]


def _entry_lines(word: str, meaning: str, width: int, word_width: int = WORD_WIDTH) -> list[Line]:
    """A word and what it means, beside it where there is room, else below."""
    if width < NARROW:
        lines = wrap(meaning, max(16, width - 6))
        return [((f"  {word}", "accent"),), *((("    " + text, "plain"),) for text in lines)]
    room = min(MEASURE, width - 4) - word_width
    return [
        (("  " + fit(word if row == 0 else "", word_width), "accent"), (text, "plain"))
        for row, text in enumerate(wrap(meaning, max(16, room)))
    ]


def _key_lines(rows: Iterable[tuple[str, str, str]], width: int) -> list[Line]:
    """Keys and what they do, by where they are heard."""
    lines: list[Line] = []
    is_narrow = width < NARROW
    keys_width, place_width = (NARROW_KEYS_WIDTH, 0) if is_narrow else (KEYS_WIDTH, PLACE_WIDTH)
    last = ""
    for where, keys, what in rows:
        if is_narrow and where != last:
            lines.append(((f"  {where}", "quiet"),))
        for row, text in enumerate(wrap(what, max(16, width - 4 - place_width - keys_width))):
            place = where if row == 0 and where != last else ""
            words = fit(keys if row == 0 else "", keys_width)
            lines.append((("  " + fit(place, place_width), "quiet"), (words, "accent"), (text, "plain")))
        last = where
    return lines


def small_card(width: int, height: int) -> list[Line]:
    """What a window that is too small says."""
    words = (
        f"This window is {width}x{height}. The explorer needs {LEAST_COLUMNS}x{LEAST_ROWS}. Make it larger; q quits."
    )
    return [((text, "plain"),) for text in wrap(words, max(4, width))]
