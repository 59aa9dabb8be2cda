"""What this terminal can do, decided before textual is imported, since textual reads its settings while importing."""

from __future__ import annotations

import codecs
import unicodedata
from enum import Enum
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from db.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import MutableMapping

Depth = Literal["none", "16", "256"]
Ground = Literal["unknown", "dark", "light"]

LEAST_COLUMNS = 40
LEAST_ROWS = 10

PLAIN_TERMINALS = ("vt", "ansi", "cons25", "sun", "wyse", "teletype")
LOOKALIKES = str.maketrans(
    {
        "─": "-", "│": "|", "┬": "+", "├": "+", "┤": "+", "┴": "+", "┼": "+", "└": "`", "┌": "+", "┐": "+", "┘": "+",
        "▌": ">", "▏": "|", "▐": "#", "█": "#", "▔": "-", "▁": "_", "▊": "|", "▎": "|", "╸": "-", "╺": "-", "━": "-",
        "…": "~", "·": "-", "•": "*", "⏎": "<", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
        "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " ",
        "ß": "s", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "a", "Æ": "A", "œ": "o", "ı": "i",
        "▶": ">", "▼": "v", "🔎": "?",
    }
)  # fmt: skip


class Glyphs(Enum):
    """Which characters can be drawn: all, those of the Linux console's fonts, or ASCII."""

    UNICODE = "unicode"
    CONSOLE = "console"
    ASCII = "ascii"


class Terminal(NamedTuple):
    """The facts that the screen is drawn by."""

    depth: Depth
    ground: Ground
    glyphs: Glyphs


class Stream(Protocol):
    """What is asked of a standard stream."""

    @property
    def encoding(self) -> str | None:
        """The encoding of its text."""

    def isatty(self) -> bool:
        """Whether a terminal is behind it."""


def prepare(environ: MutableMapping[str, str], stdin: Stream | None, stderr: Stream | None) -> Terminal:
    """The facts about the terminal. Sets what textual reads from `environ`.

    Raises UsageError where no screen can be drawn: no terminal, or one that can't move its cursor.
    """
    if stdin is None or stderr is None or not _is_terminal(stdin) or not _is_terminal(stderr):
        raise UsageError("the explorer needs a terminal on standard input and standard error; try: explorer search")
    if environ.get("TERM", "") in {"dumb", ""}:
        raise UsageError("this terminal (TERM=dumb) can't be drawn on; try: explorer search, or set TERM")
    terminal = Terminal(_depth(environ), _ground(environ), _glyphs(environ, stderr.encoding))
    environ["TEXTUAL_THEME"] = "ansi-light" if terminal.ground == "light" else "ansi-dark"
    environ["TEXTUAL_COLOR_SYSTEM"] = "256" if terminal.depth == "256" else "standard"
    environ["TEXTUAL_ANIMATIONS"] = "none"
    environ["TEXTUAL_SMOOTH_SCROLL"] = "0"
    is_remote = "SSH_TTY" in environ or "SSH_CONNECTION" in environ
    # An escape sequence torn apart by a slow link would be read as Escape and letters.
    environ.setdefault("ESCDELAY", "250" if is_remote else "60")
    return terminal


def too_small(columns: int, rows: int) -> bool:
    """Whether four panes, or even one, can't be read at this size."""
    return columns < LEAST_COLUMNS or rows < LEAST_ROWS


def folded(text: str, glyphs: Glyphs) -> str:
    """`text` in characters that `glyphs` allows, one cell for one cell: lookalikes, letters without accents, or `?`."""
    if glyphs is Glyphs.UNICODE or text.isascii():
        return text
    return "".join(char if char.isascii() else _folded_char(char, glyphs) for char in text)


def _folded_char(char: str, glyphs: Glyphs) -> str:
    if glyphs is Glyphs.CONSOLE and (_encodes(char, "latin-1") or _encodes(char, "cp437")):
        return char
    alike = char.translate(LOOKALIKES)
    if alike.isascii():
        return alike
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return ""
    base = unicodedata.normalize("NFKD", char)[0]
    if base.isascii():
        return base
    return "??" if unicodedata.east_asian_width(char) in {"W", "F"} else "?"


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _is_terminal(stream: Stream) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def _depth(environ: MutableMapping[str, str]) -> Depth:
    if environ.get("NO_COLOR"):
        return "none"
    if environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return "256"
    term = environ.get("TERM", "").lower()
    return "256" if term.endswith(("-256color", "-direct", "kitty", "ghostty", "alacritty")) else "16"


def _ground(environ: MutableMapping[str, str]) -> Ground:
    wish = environ.get("EXPLORER_THEME", "").lower()
    if wish == "dark" or environ.get("TERM") == "linux":
        return "dark"
    if wish == "light":
        return "light"
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    if not background.isdecimal():
        return "unknown"
    return "light" if background in {"7", "15"} else "dark"


def _glyphs(environ: MutableMapping[str, str], encoding: str | None) -> Glyphs:
    if environ.get("EXPLORER_ASCII", "") not in {"", "0"}:
        return Glyphs.ASCII
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    # Python turns to UTF-8 by itself under LC_ALL=C; whoever says C still has to be taken at their word.
    is_plain_locale = locale in {"C", "POSIX"} or ("." in locale and not _is_utf8(locale.partition(".")[2]))
    if not _is_utf8(encoding or "ascii") or is_plain_locale:
        return Glyphs.ASCII
    term = environ.get("TERM", "")
    if term.startswith(PLAIN_TERMINALS):
        return Glyphs.ASCII
    return Glyphs.CONSOLE if term == "linux" else Glyphs.UNICODE


def _is_utf8(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding.partition("@")[0]).name in {"utf-8", "utf-8-sig"}
    except LookupError:
        return False
