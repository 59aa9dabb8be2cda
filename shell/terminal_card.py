"""The test card: what the colours, weights, signs and widths of a terminal look like, next to what they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.glyphs import Glyphs, folded

if TYPE_CHECKING:
    from tui.lines import Tone
    from tui.terminal import Terminal

NAME_WIDTH = 12
COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
WEIGHTS = (("bold", "1"), ("dim", "2"), ("underlined", "4"), ("reversed", "7"))
TONES: tuple[Tone, ...] = ("plain", "quiet", "strong", "accent", "title", "match", "other", "warning")
GREYS = range(232, 256)
SIGNS = "─ │ ┬ ├ ┼ └ ▌ ▐ … · ⏎ – “quoted” « » é ł ß"
# Names, texts, and in how many cells they are reckoned to stand.
WIDTHS = (
    ("letters", "letters", 7),
    ("accents", "élève ü", 7),
    ("combining", "e\u0301le\u0300ve", 5),
    ("wide", "漢字", 4),
    ("ambiguous", "±×…“”", 5),
)
RULER = 10


def card_lines(terminal: Terminal) -> list[str]:
    """The lines of the card, with the sequences that this terminal is sent."""
    lines = [_row("weight", "  ".join(_styled(word, code) for word, code in WEIGHTS))]
    if terminal.depth != "none":
        lines.append(_row("colours", " ".join(_styled(name, f"3{n}") for n, name in enumerate(COLOURS))))
    if terminal.depth == "256":
        lines.append(_row("greys", "".join(f"\x1b[48;5;{grey}m \x1b[0m" for grey in GREYS)))
    lines += [_row("theme", _tones(terminal)), _row("signs", folded(SIGNS, terminal.glyphs)), ""]
    return [*lines, *_widths(terminal.glyphs)]


def _widths(glyphs: Glyphs) -> list[str]:
    if glyphs is not Glyphs.UNICODE:
        return [_row("widths", "letters   |  what has another width is not sent")]
    lines = [_row("widths", "the bars stand one below the other:")]
    return lines + [_row(f"  {name}", f"{text}{' ' * (RULER - cells)}|") for name, text, cells in WIDTHS]


def _tones(terminal: Terminal) -> str:
    from rich.color import ColorSystem

    from tui.tones import Skin

    skin = Skin(terminal.depth, terminal.ground, terminal.theme, terminal.asked)
    system = ColorSystem.EIGHT_BIT if terminal.depth == "256" else ColorSystem.STANDARD
    looks = ((tone, skin[tone].without_color if terminal.theme == "mono" else skin[tone]) for tone in TONES)
    return " ".join(look.render(tone, color_system=system) for tone, look in looks)


def _row(name: str, text: str) -> str:
    return f"{name:<{NAME_WIDTH}}{text}"


def _styled(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"
