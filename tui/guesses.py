"""What the environment tells of the terminal: one function a fact, each giving the value and the reason for it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from db.errors import UsageError
from tui.glyphs import Glyphs

Depth = Literal["none", "16", "256"]
Ground = Literal["unknown", "dark", "light"]
Theme = Literal["dark", "light", "contrast", "mono", "ansi-dark", "ansi-light"]
Environ = Mapping[str, str]

THEMES: tuple[Theme, ...] = ("dark", "light", "contrast", "mono", "ansi-dark", "ansi-light")

UNDRAWABLE = {"", "dumb", "unknown"}
# Of terminfo: names of terminals with neither colour nor more than ASCII, and endings of names without colour.
PLAIN = ("vt5", "vt1", "vt2", "vt3", "vt4", "wy", "wyse", "teletype", "hpterm", "sun", "tvi", "adm", "h19")
PLAIN_WITH_COLOUR = ("ansi", "cons25", "sun-color", "vt525", "pcansi")
COLOURLESS_ENDINGS = ("-m", "-mono", "-nc")
RICH = (
    "kitty", "ghostty", "alacritty", "foot", "wezterm", "contour", "rio", "iterm2", "vte", "konsole", "tmux", "direct",
)  # fmt: skip

FRAMES, FRAMES_WHEN_SLOW = "240", "15"  # at textual's 60 a key waits for its frame longer than for its rows
ESCAPE_DELAY, ESCAPE_DELAY_FAR, ESCAPE_DELAY_WHEN_SLOW = "60", "100", "250"
PROPOSED_SLOW = "this is an SSH session; --no-slow ends that"

HARMLESS = r"[A-Za-z0-9_;:+@.-]{0,40}"
ADDRESS = r"(?<!\d)\d+\.\d+\.\d+\.\d+|::|@[^@]*\."

YES = {"1", "yes", "true", "on"}
NO = {"0", "no", "false", "off"}


class Wishes(NamedTuple):
    """What a person wants instead of what would be found; None is for us to decide."""

    theme: str | None = None
    ascii: bool | None = None
    slow: bool | None = None
    mouse: bool | None = None


class Wish(NamedTuple):
    """A wish that was uttered, and where."""

    value: str | bool
    place: str


def uttered(environ: Environ, flags: Wishes, settings: Wishes) -> dict[str, Wish]:
    """The wishes by name: of the command line, else of the environment, else of the settings.

    Raises UsageError for a value that means nothing.
    """
    found: dict[str, Wish] = {}
    for name in Wishes._fields:
        flag, setting, variable = getattr(flags, name), getattr(settings, name), f"EXPLORER_{name.upper()}"
        told = environ.get(variable, "").strip().lower()
        if flag is not None:
            found[name] = Wish(flag, _flag(name, flag))
        elif told:
            found[name] = Wish(told if name == "theme" else _truth(variable, told), f"{variable}={harmless(told)}")
        elif setting is not None:
            found[name] = Wish(setting, "your settings")
    theme = found.get("theme")
    if theme is not None and theme.value == "auto":
        del found["theme"]
    elif theme is not None and theme.value not in THEMES:
        raise UsageError(
            f"there is no theme {str(theme.value)!r} ({theme.place}); there are: auto, {', '.join(THEMES)}"
        )
    return found


def depth_of(environ: Environ) -> tuple[Depth, str]:
    """How many colours can be sent."""
    if environ.get("NO_COLOR"):
        return "none", "NO_COLOR is set"
    term = environ.get("TERM", "").lower()
    if term in UNDRAWABLE:
        return "none", f"TERM is {term or 'not set'}"
    if (term.startswith(PLAIN) and not term.startswith(PLAIN_WITH_COLOUR)) or term.endswith(COLOURLESS_ENDINGS):
        return "none", f"TERM={harmless(term)} has no colour"
    if term.startswith(("linux", *PLAIN_WITH_COLOUR)):
        return "16", f"TERM={harmless(term)} has 8 or 16"
    if term.endswith("-256color") or any(name in term for name in RICH):
        return "256", f"TERM={harmless(term)}"
    # GNU screen passes COLORTERM on from outside, whatever it can do itself.
    if environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"} and not environ.get("STY"):
        return "256", f"COLORTERM={environ['COLORTERM'].lower()}"
    return "16", f"TERM={harmless(term)} does not say that it has more"


def ground_of(environ: Environ, theme: Wish | None) -> tuple[Ground, str]:
    """Whether the terminal's own background is dark or light."""
    wished = str(theme.value).rpartition("-")[2] if theme is not None else ""
    if theme is not None and wished in {"dark", "light"}:
        return ("dark" if wished == "dark" else "light"), theme.place
    if environ.get("TERM", "").startswith("linux"):
        return "dark", "the Linux console is black"
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    if not background.isdecimal():
        return "unknown", "nothing tells; colours are legible on both"
    return ("light" if background in {"7", "15"} else "dark"), f"COLORFGBG ends in {int(background)}"


def theme_of(depth: tuple[Depth, str], ground: tuple[Ground, str], wish: Wish | None) -> tuple[Theme, str]:
    """The theme's name. Without colours it is mono, whatever is wished."""
    if depth[0] == "none":
        return "mono", depth[1]
    if wish is not None and wish.value in {"contrast", "mono", "ansi-dark", "ansi-light"}:
        return next(theme for theme in THEMES if theme == wish.value), wish.place
    why = wish.place if wish is not None else f"background {ground[0]}"
    if depth[0] == "16":
        return ("ansi-light" if ground[0] == "light" else "ansi-dark"), f"{why}, 16 colours"
    return ("light" if ground[0] == "light" else "dark"), f"{why}, 256 colours"


def glyphs_of(environ: Environ, encoding: str | None, wish: Wish | None) -> tuple[Glyphs, str]:
    """Which characters can be drawn."""
    if wish is not None:
        return (Glyphs.ASCII if wish.value else Glyphs.UNICODE), wish.place
    if not is_utf8(encoding or "ascii"):
        return Glyphs.ASCII, f"the output encoding is {encoding or 'unknown'}"
    # Where a locale is not installed Python sets LC_CTYPE to this by itself; it is not what the person said.
    is_ours = environ.get("LC_CTYPE") == "C.UTF-8" and bool(environ.get("LANG"))
    names = ("LC_ALL", "LANG") if is_ours else ("LC_ALL", "LC_CTYPE", "LANG")
    name = next((name for name in names if environ.get(name)), "LANG")
    locale = environ.get(name, "")
    # Python turns to UTF-8 by itself under LC_ALL=C; whoever says C still has to be taken at their word.
    if locale and not is_utf8(locale.partition(".")[2] or "none"):  # without a charset it is an old one
        return Glyphs.ASCII, f"{name}={harmless(locale)} is not UTF-8"
    term = environ.get("TERM", "").lower()
    if term.startswith((*PLAIN, *PLAIN_WITH_COLOUR)):
        return Glyphs.ASCII, f"TERM={harmless(term)} has no more"
    if term.startswith("linux"):
        return Glyphs.CONSOLE, "what the fonts of the Linux console have"
    return Glyphs.UNICODE, "the output encoding is UTF-8"


def plainness_of(environ: Environ) -> tuple[bool, str]:
    """Whether the terminal is an old one, which draws as letters what it is sent of newer sequences."""
    term = environ.get("TERM", "").lower()
    if term in UNDRAWABLE:
        return True, f"TERM is {term or 'not set'}"
    is_plain = term.startswith((*PLAIN, *PLAIN_WITH_COLOUR, "linux"))
    return is_plain, f"TERM={harmless(term)} is {'one' if is_plain else 'none'} of the old kind"


def slow_of(environ: Environ, wish: Wish | None) -> tuple[bool, str]:
    """Whether to be sparing: fewer frames, no mouse, the detail after a pause."""
    if wish is not None:
        return bool(wish.value), wish.place
    if is_remote(environ):
        return True, PROPOSED_SLOW
    return False, "this is no SSH session; --slow spares another link"


def frames_of(environ: Environ, slow: bool) -> tuple[str, str]:
    """How often in a second the screen is painted at most. The first change after a pause is painted at once."""
    if "TEXTUAL_FPS" in environ:
        return environ["TEXTUAL_FPS"], "TEXTUAL_FPS is set"
    return (FRAMES_WHEN_SLOW, "the link is spared") if slow else (FRAMES, "no key waits for a frame")


def escape_delay_of(environ: Environ, slow: bool) -> tuple[str, str]:
    """How many milliseconds an Escape waits for the rest of a sequence that a link may have torn apart."""
    if "ESCDELAY" in environ:
        return environ["ESCDELAY"], "ESCDELAY is set"
    if slow:
        return ESCAPE_DELAY_WHEN_SLOW, "a slow link tears sequences apart"
    if is_remote(environ):
        return ESCAPE_DELAY_FAR, "this is an SSH session"
    return ESCAPE_DELAY, "sequences come in one piece"


def mouse_of(wish: Wish | None) -> tuple[bool, str]:
    """Whether the terminal is asked to tell of clicks and the wheel."""
    if wish is not None:
        return bool(wish.value), wish.place
    return False, "so that the terminal's own selection works; --mouse turns it on"


def harmless(value: str) -> str:
    """The value of a variable as it may be shown and pasted: what a terminal or a locale can be called, nothing that
    looks like an address."""
    if re.fullmatch(HARMLESS, value) and not re.search(ADDRESS, value):
        return value or "(empty)"
    return "(something unusual)"


def is_remote(environ: Environ) -> bool:
    """Whether SSH started this session."""
    return bool(environ.get("SSH_TTY") or environ.get("SSH_CONNECTION"))


def is_utf8(encoding: str) -> bool:
    """Whether a name, such as stands behind the dot of a locale, is one of UTF-8."""
    try:
        return codecs.lookup(encoding.partition("@")[0]).name in {"utf-8", "utf-8-sig"}
    except LookupError:
        return False


def _flag(name: str, value: str | bool) -> str:
    if name == "theme":
        return f"--theme {value}"
    return f"--{name}" if value else f"--no-{name}"


def _truth(variable: str, told: str) -> bool:
    if told not in YES | NO:
        raise UsageError(f"{variable} is {told!r}; it can be 1 or 0")
    return told in YES
