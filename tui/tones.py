"""What each tone looks like on a terminal: the one place with colours.

A theme that a person asked for brings its own ink and ground, so that its contrast holds wherever it is shown. Else the
terminal's own background stays; where nothing tells whether that is dark or light, the colours are middle ones, legible
on black and on white alike. Everything that a colour says is said by a letter, a mark or weight as well.

What is quiet has no colour of its own in the sixteen: the dim of some terminals can't be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich._palettes import EIGHT_BIT_PALETTE
from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.style import Style

from tui.guesses import THEMES, Depth, Ground, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.lines import Tone


class Colours(NamedTuple):
    """The colours of a theme, as rich names them; empty where the terminal's own ink serves, with weight or underline
    in place of the colour. `ink` and `ground` are for where the theme was asked for."""

    quiet: str = ""
    accent: str = ""
    warning: str = ""
    ink: str = ""
    ground: str = ""


OWN = "ansi_default"  # the terminal's own ink or ground, as the style sheet writes it
FIRST_GREY = 232
COLOURS: Mapping[str, Colours] = {
    "dark": Colours("color(246)", "color(74)", "color(208)", "color(252)", "color(234)"),
    "light": Colours("color(241)", "color(25)", "color(124)", "color(235)", "color(255)"),
    "contrast": Colours("color(250)", "color(226)", "color(215)", "color(231)", "color(16)"),
    "mono": Colours(),
    "ansi-dark": Colours("", "cyan", "bright_red"),
    "ansi-light": Colours("", "blue", "red"),
    # Dark or light, where the ground is not known.
    "either": Colours("color(243)", "color(63)", "color(131)"),
    "ansi-either": Colours(),
}
OFFERED: Mapping[Depth, tuple[Theme, ...]] = {
    "256": THEMES,
    "16": ("mono", "ansi-dark", "ansi-light"),
    "none": ("mono",),
}


def possible(theme: Theme, depth: Depth, ground: Ground) -> Theme:
    """The theme, or the nearest one that can be shown at this depth."""
    if theme in OFFERED[depth]:
        return theme
    if depth == "none":
        return "mono"
    return "ansi-light" if theme == "light" or (theme == "contrast" and ground == "light") else "ansi-dark"


def colours(theme: Theme, ground: Ground, is_asked: bool) -> Colours:
    """The colours of a theme; those of no known ground where it was not asked for and the ground is not known."""
    if not is_asked and ground == "unknown" and theme != "mono":
        return COLOURS["ansi-either" if theme.startswith("ansi") else "either"]
    found = COLOURS[theme]
    return found if is_asked else found._replace(ink="", ground="")


def styles(of: Colours) -> dict[Tone, Style]:
    """The style of each tone."""
    accent, warning = of.accent or of.ink, of.warning or of.ink
    words: dict[Tone, str] = {
        "plain": of.ink,
        "quiet": of.quiet or of.ink,
        "strong": f"bold {of.ink}",
        "accent": accent if of.accent else f"bold {accent}",
        "title": f"bold {accent}",
        "focus": f"bold {accent}" if of.accent else f"bold reverse {accent}",
        "match": f"bold underline {accent}",
        "other": accent if of.accent else f"underline {accent}",
        "caret": f"reverse {of.ink}",
        "warning": f"bold {warning}",
        "quote": of.ink if of.quiet else f"bold {of.ink}",  # among quiet words
    }
    ground = f" on {of.ground}" if of.ground else ""
    return {tone: Style.parse(f"{look}{ground}".strip()) for tone, look in words.items()}


def _hex(colour: str) -> str:
    """A colour of the 256 as the style sheet writes it; the terminal's own where there is none."""
    number = Color.parse(colour).number if colour else None
    if number is None:
        return OWN
    if number < FIRST_GREY:
        return EIGHT_BIT_PALETTE[number].hex
    return ColorTriplet(*[round(255 * (number - FIRST_GREY + 1) / 25)] * 3).hex  # as rich finds its way back


class Skin:
    """The looks of all tones in the theme that is worn: one for the whole application, so that another theme is worn
    everywhere at once."""

    def __init__(self, depth: Depth, ground: Ground, theme: Theme, is_asked: bool = False) -> None:
        self._depth: Depth = depth
        self._ground: Ground = ground
        self._put_on(theme, is_asked)

    @property
    def theme(self) -> Theme:
        """The theme that is worn."""
        return self._theme

    @property
    def offered(self) -> tuple[Theme, ...]:
        """The themes that can be shown here."""
        return OFFERED[self._depth]

    @property
    def variables(self) -> dict[str, str]:
        """Ink, ground, edges and the marked line for textual's style sheet."""
        of = self._colours
        mark = ("ansi_blue", "ansi_bright_white") if of.accent else (OWN, OWN)
        if of.ground:
            mark = (_hex(of.ink), _hex(of.ground))
        colours = {"ink": of.ink, "ground": of.ground, "edge": of.quiet or of.ink}
        return {
            "skin-mark": mark[0],
            "skin-on-mark": mark[1],
            "skin-mark-style": "bold underline" if mark[0] == OWN else "bold",
            **{f"skin-{name}": _hex(colour) for name, colour in colours.items()},
        }

    @property
    def needs_braces(self) -> bool:
        """Whether what was searched is put in braces as well: without colour it differs by weight and underline
        alone."""
        return not self._colours.accent

    def wear(self, theme: Theme) -> None:
        """From now on the looks are those of a theme that a person asked for, or of the nearest possible one."""
        self._put_on(theme, is_asked=True)

    def __getitem__(self, tone: Tone) -> Style:
        return self._styles[tone]

    def _put_on(self, theme: Theme, is_asked: bool) -> None:
        self._theme = possible(theme, self._depth, self._ground)
        self._colours = colours(self._theme, self._ground, is_asked)
        self._styles = styles(self._colours)
