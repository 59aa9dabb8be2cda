"""Pages of the manual as man reads them: the macros of man(7), in ASCII. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shell.manual import Item, Lines

if TYPE_CHECKING:
    from shell.manual import Block, Page

ESCAPES = {
    "\\": "\\e",
    "-": "\\-",
    "'": "\\(aq",
    "`": "\\(ga",
    "^": "\\(ha",
    "~": "\\(ti",
    '"': "\\(dq",
}
SPECIAL = re.compile(r"[\\'`^~\"-]|[^\x20-\x7e]")


def as_roff(page: Page, version: str) -> str:
    """The source of a page in section 1. It names no day: the same commands give the same bytes."""
    title = escaped(page.name.upper())
    lines = [f'.TH "{title}" "1" "" "Agreement Explorer {escaped(version)}" "Agreement Explorer"']
    for section in page.sections:
        lines.append(f'.SH "{escaped(section.heading.upper())}"')
        for number, block in enumerate(section.blocks):
            lines += _as_lines(block, is_first=number == 0)
    return "\n".join([*lines, ""])


def escaped(text: str) -> str:
    """Text that man draws as it is, wherever it stands; no line of it begins with a dot."""
    drawn = SPECIAL.sub(_escape, text)
    return f"\\&{drawn}" if drawn.startswith(".") else drawn


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    return ESCAPES.get(sign) or f"\\[u{ord(sign):04X}]"


def _as_lines(block: Block, is_first: bool) -> list[str]:
    if isinstance(block, Item):
        return [".TP", f"\\fB{escaped(block.name)}\\fR", escaped(block.words) or "\\&"]
    begin = [] if is_first else [".PP"]
    if isinstance(block, Lines):
        return [*begin, ".nf", *(escaped(line) or "\\&" for line in block.lines), ".fi"]
    return [*begin, escaped(block.words)]
