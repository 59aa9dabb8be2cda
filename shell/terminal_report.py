"""What was found out about the terminal, each fact with its value and the reason; pure. No value that could name a
host, a user or an address is told."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

from tui.clipboard import clipboard_of
from tui.guesses import escape_delay_of, frames_of, harmless, is_remote
from tui.terminal import Glyphs, Terminal, Way, too_small

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# What these say is about the terminal and nothing else; of those below only whether they are set is told.
TOLD = ("TERM", "COLORTERM", "NO_COLOR", "COLORFGBG", "LC_ALL", "LC_CTYPE", "LANG", "TERM_PROGRAM", "ESCDELAY",
        "TEXTUAL_FPS", "EXPLORER_THEME", "EXPLORER_ASCII", "EXPLORER_SLOW", "EXPLORER_MOUSE")  # fmt: skip
KEPT = ("SSH_TTY", "SSH_CONNECTION", "TMUX", "STY")
GLYPH_WORDS = {Glyphs.UNICODE: "all", Glyphs.CONSOLE: "of the Linux console", Glyphs.ASCII: "ASCII"}
WAY_WORDS = {Way.SCREEN: "full screen", Way.LINES: "line mode", Way.PLAIN: "printed and done"}


WIDTH, LEAST_WIDTH = 80, 20


class Fact(NamedTuple):
    """One line of the report."""

    name: str
    value: str
    reason: str = ""


class Surroundings(NamedTuple):
    """What a process sees of the terminal beside its environment. `encodings` by stream, `versions` by program."""

    encodings: Mapping[str, str]
    size: tuple[int, int]
    versions: Mapping[str, str]


def facts_of(
    environ: Mapping[str, str], terminal: Terminal, way: tuple[Way, str], seen: Surroundings
) -> tuple[Fact, ...]:
    """All that was found out, most telling first."""
    why = terminal.reasons
    frames, why_frames = frames_of(environ, terminal.slow)
    delay, why_delay = escape_delay_of(environ, terminal.slow)
    columns, rows = seen.size
    return (
        Fact("shown as", WAY_WORDS[way[0]], way[1]),
        _size(columns, rows),
        Fact("colours", terminal.depth, why["depth"]),
        Fact("background", terminal.ground, why["ground"]),
        Fact("theme", terminal.theme, why["theme"]),
        Fact("characters", GLYPH_WORDS[terminal.glyphs], why["glyphs"]),
        Fact("kind", "old" if terminal.is_plain else "of today", why["is_plain"]),
        Fact("slow", _word(terminal.slow), why["slow"]),
        Fact("motion", "none", "never any"),
        Fact("frames", f"{frames} a second", why_frames),
        Fact("Escape waits", f"{delay} ms", why_delay),
        Fact("mouse", "on" if terminal.mouse else "off", why["mouse"]),
        Fact("SSH", _word(is_remote(environ)), _which_are_set(environ, KEPT[:2])),
        Fact("inside", _inside(environ), _which_are_set(environ, KEPT[2:])),
        Fact("copying", *_copying(environ)),
        *(Fact(name, harmless(encoding)) for name, encoding in seen.encodings.items()),
        *(Fact(name, harmless(environ[name])) for name in TOLD if name in environ),
        *(Fact(program, version) for program, version in seen.versions.items()),
    )


def report_lines(facts: Iterable[Fact], width: int = WIDTH) -> list[str]:
    """The facts as lines of plain ASCII, no longer than `width` where the words allow it."""
    facts = tuple(facts)
    name_width = max(len(fact.name) for fact in facts) + 2
    value_width = max(len(fact.value) for fact in facts if fact.reason) + 2
    indent = name_width + value_width
    lines: list[str] = []
    for fact in facts:
        first, *rest = textwrap.wrap(_ascii(fact.reason), max(LEAST_WIDTH, width - indent)) or [""]
        lines.append(f"{fact.name:<{name_width}}{_ascii(fact.value):<{value_width}}{first}".rstrip())
        lines += [" " * indent + more for more in rest]
    return lines


def width_facts(measured: Sequence[tuple[str, int, int]]) -> tuple[Fact, ...]:
    """How many cells samples took beside how many are reckoned with, by name."""
    return tuple(
        Fact(name, f"{took} cells", "as reckoned" if took == reckoned else f"{reckoned} are reckoned with")
        for name, reckoned, took in measured
    )


def _inside(environ: Mapping[str, str]) -> str:
    return "tmux" if environ.get("TMUX") else "screen" if environ.get("STY") else "no tmux or screen"


def _copying(environ: Mapping[str, str]) -> tuple[str, str]:
    clipboard = clipboard_of(environ)
    if clipboard.is_deaf:
        return "not sent", "this terminal would write out what hands it text"
    through = f", through {clipboard.multiplexer}" if clipboard.multiplexer else ""
    return "sent", f"by OSC 52{through}; whether it is taken nobody is told"


def _which_are_set(environ: Mapping[str, str], names: Sequence[str]) -> str:
    found = [name for name in names if environ.get(name)]
    return f"set: {', '.join(found)}" if found else f"not set: {', '.join(names)}"


def _word(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _ascii(text: str) -> str:
    return text.encode("ascii", "replace").decode("ascii")


def _size(columns: int, rows: int) -> Fact:
    if not columns:
        return Fact("size", "unknown", "no terminal to ask")
    return Fact(
        "size", f"{columns}x{rows}", "too small: at least 40x10" if too_small(columns, rows) else "large enough"
    )
