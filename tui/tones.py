"""What each tone looks like on a terminal: the one place with colours.

Where the ground is unknown the colours are middle ones, legible on black and on white alike. Everything that a colour
says is said by a letter, a mark or weight as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.style import Style

from tui.lines import Tone

if TYPE_CHECKING:
    from tui.terminal import Depth, Ground

Skin = Mapping[Tone, Style]

ACCENTS: Mapping[tuple[Depth, Ground], str] = {
    ("256", "unknown"): "color(32)",
    ("256", "dark"): "color(74)",
    ("256", "light"): "color(25)",
    ("16", "unknown"): "blue",
    ("16", "dark"): "cyan",
    ("16", "light"): "blue",
}
QUIETS: Mapping[Ground, str] = {"unknown": "color(244)", "dark": "color(246)", "light": "color(242)"}
WARNINGS: Mapping[Depth, str] = {"256": "color(166)", "16": "red", "none": ""}


def needs_braces(skin: Skin) -> bool:
    """Whether what was searched is put in braces as well: without colour it differs by weight and underline alone."""
    return skin["match"].color is None


def skin(depth: Depth, ground: Ground) -> Skin:
    """The style of each tone."""
    accent = ACCENTS.get((depth, ground), "")
    quiet = QUIETS[ground] if depth == "256" else "dim"
    return {
        "plain": Style.null(),
        "quiet": Style.parse(quiet),
        "strong": Style.parse("bold"),
        "accent": Style.parse(accent or "bold"),
        "title": Style.parse(f"bold {accent}".strip()),
        "match": Style.parse(f"bold underline {accent}".strip()),
        "other": Style.parse("underline" if depth == "none" else accent),
        "caret": Style.parse("reverse"),
        "warning": Style.parse(f"bold {WARNINGS[depth]}".strip()),
    }
