"""What this terminal can do, decided before textual is imported, since textual reads its settings while importing."""

from __future__ import annotations

import os
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from db.errors import UsageError
from tui.glyphs import Glyphs, folded
from tui.guesses import (
    PROPOSED_SLOW,
    THEMES,
    UNDRAWABLE,
    Depth,
    Ground,
    Theme,
    Wishes,
    depth_of,
    escape_delay_of,
    frames_of,
    glyphs_of,
    ground_of,
    mouse_of,
    plainness_of,
    slow_of,
    theme_of,
    uttered,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping
    from typing import Protocol

    class Stream(Protocol):
        """What is asked of a standard stream."""

        @property
        def encoding(self) -> str | None:
            """The encoding of its text."""

        def isatty(self) -> bool:
            """Whether a terminal is behind it."""


__all__ = [
    "THEMES",
    "Depth",
    "Glyphs",
    "Ground",
    "Terminal",
    "Theme",
    "Way",
    "Wishes",
    "folded",
    "look",
    "prepare",
    "too_small",
    "way_of",
]

LEAST_COLUMNS = 40
LEAST_ROWS = 10


class Terminal(NamedTuple):
    """The facts that the screen is drawn by; `reasons` has a word on each, by the name of its field.

    `theme` is the one to begin with. Where `ground` is unknown its colours are legible on dark and on light; where
    it was `asked` for, it brings its own ground.
    """

    depth: Depth
    ground: Ground
    glyphs: Glyphs
    theme: Theme
    slow: bool = False
    mouse: bool = False
    is_plain: bool = False
    reasons: Mapping[str, str] = {}
    asked: bool = False

    @property
    def notice(self) -> str:
        """What the person should know of what was chosen for them."""
        return "slow link; else --no-slow" if self.reasons.get("slow") == PROPOSED_SLOW else ""


class Way(Enum):
    """How to talk with the person: a full screen, lines and prompts, or printing and leaving."""

    SCREEN = "screen"
    LINES = "lines"
    PLAIN = "plain"


def way_of(
    environ: Mapping[str, str], stdin: Stream | None, stdout: Stream | None, stderr: Stream | None
) -> tuple[Way, str]:
    """What the streams and TERM allow, and why. The screen is drawn on standard error, lines on standard output."""
    if not _is_terminal(stdout):
        return Way.PLAIN, "standard output is no terminal"
    if not _is_terminal(stdin):
        return Way.PLAIN, "standard input is no terminal"
    if not _is_terminal(stderr):
        return Way.LINES, "standard error, which the screen is drawn on, is no terminal"
    if environ.get("TERM", "") in UNDRAWABLE:
        return Way.LINES, f"TERM is {environ.get('TERM') or 'not set'}"
    return Way.SCREEN, "a terminal that can move its cursor"


def as_told(environ: Mapping[str, str]) -> Mapping[str, str]:
    """The variables as the person has them: where a locale is not installed Python overwrites LC_CTYPE (PEP 538), and
    only the system remembers what it was."""
    if environ.get("LC_CTYPE") != "C.UTF-8" or environ is not os.environ:
        return environ
    try:
        with open("/proc/self/environ", "rb") as file:  # noqa: PTH123 - pathlib takes a while to load
            told = file.read().split(b"\0")
    except OSError:
        return environ
    begun = b"LC_CTYPE="
    own = next((each[len(begun) :] for each in told if each.startswith(begun)), b"")
    return {**environ, "LC_CTYPE": own.decode("ascii", "replace")}


def prepare(
    environ: MutableMapping[str, str],
    stdin: Stream | None,
    stderr: Stream | None,
    wishes: Wishes = Wishes(),  # noqa: B008 - it is immutable
    settings: Wishes = Wishes(),  # noqa: B008
) -> Terminal:
    """The facts about the terminal. Sets what textual reads from `environ`.

    `wishes` are those of the command line; EXPLORER_THEME and the like come after them, and `settings`, those of a file
    of the person's own, come last. Raises UsageError for a wish that means nothing, and where no screen can be drawn:
    no terminal, or one that can't move its cursor.
    """
    if stderr is None or not _is_terminal(stdin) or not _is_terminal(stderr):
        raise UsageError("the explorer needs a terminal on standard input and standard error; try: explorer search")
    if environ.get("TERM", "") in UNDRAWABLE:
        raise UsageError("this terminal (TERM=dumb) can't be drawn on; try: explorer search, or set TERM")
    if not environ.get("NO_COLOR", "1"):
        del environ["NO_COLOR"]  # empty it says nothing (no-color.org), and textual would take it for a yes
    terminal = look(as_told(environ), stderr.encoding, wishes, settings)
    environ["TEXTUAL_THEME"] = "ansi-light" if terminal.ground == "light" else "ansi-dark"
    environ["TEXTUAL_COLOR_SYSTEM"] = "256" if terminal.depth == "256" else "standard"
    environ["TEXTUAL_ANIMATIONS"] = "none"
    environ["TEXTUAL_SMOOTH_SCROLL"] = "0"
    environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1" if terminal.is_plain else environ.get("TEXTUAL_DISABLE_KITTY_KEY", "0")
    environ["TEXTUAL_FPS"] = frames_of(environ, terminal.slow)[0]
    environ["ESCDELAY"] = escape_delay_of(environ, terminal.slow)[0]
    return terminal


def look(environ: Mapping[str, str], encoding: str | None, wishes: Wishes, settings: Wishes) -> Terminal:
    """The facts about a terminal whose text has this encoding; nothing is changed.

    Raises UsageError for a wish that means nothing.
    """
    wished = uttered(environ, wishes, settings)
    depth = depth_of(environ)
    ground = ground_of(environ, wished.get("theme"))
    found = {
        "depth": depth,
        "ground": ground,
        "glyphs": glyphs_of(environ, encoding, wished.get("ascii")),
        "theme": theme_of(depth, ground, wished.get("theme")),
        "slow": slow_of(environ, wished.get("slow")),
        "mouse": mouse_of(wished.get("mouse")),
        "is_plain": plainness_of(environ),
    }
    reasons = {name: why for name, (_, why) in found.items()}
    return Terminal(**{name: value for name, (value, _) in found.items()}, reasons=reasons, asked="theme" in wished)  # type: ignore[arg-type]


def too_small(columns: int, rows: int) -> bool:
    """Whether four panes, or even one, can't be read at this size."""
    return columns < LEAST_COLUMNS or rows < LEAST_ROWS


def _is_terminal(stream: Stream | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False
