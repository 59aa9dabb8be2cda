"""From decoded text to frozen text: the only code that alters an article's text. Control characters end here.

White space of any kind becomes blanks and line ends. Controls and overrides become visible signs, so that nothing
they ended or began is left hanging, and so does what can't be seen within a word (`db.printable`). Words stay as they
were written.
"""

from __future__ import annotations

import re

from db.printable import LINE_ENDS, PLAIN, printable
from seed.readers.articles import FIELDS, Metadata

BLANK = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")  # any that is not a line's end
VALUE = 1000  # characters of a title or an address


def clean_text(text: str) -> str:
    """`text` without hazards, its lines kept. Cleaning it again changes nothing, nor does showing it."""
    return "\n".join(_clean_line(line) for line in LINE_ENDS.split(text))


def clean_metadata(said: Metadata) -> Metadata:
    """The same, each value on one line and not longer than a value is; empty ones are None."""
    return Metadata(*(_clean_value(getattr(said, name)) for name in FIELDS))


def _clean_value(value: str | None) -> str | None:
    return " ".join(clean_text(value[:VALUE]).split()) or None if value else None


def _clean_line(line: str) -> str:
    """Most lines of most articles are clean as they are, but for blanks that are not the common one."""
    line = BLANK.sub(" ", line)
    return line if PLAIN.fullmatch(line) else printable(line)
