"""Values as cells of CSV (RFC 4180), of which a spreadsheet takes none from outside for a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from db.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SEVERAL = "; "  # between the values of one cell
NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?")
# With these a formula begins; full-width, small and raised forms too, which some programs fold (OWASP, CSV Injection).
BEGINS = "=+@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u207a\u207b\u207c\u208a\u208b\u208c-"
QUOTES = "\"'`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\uff02\uff07"
# All that may stand before what begins a formula: begun where it begins, so that a long one is looked through once.
BEFORE = re.compile(rf"(?<![\s{QUOTES}])[\s{QUOTES}]*(?=[{BEGINS}])")
PARTING = ";|"  # where a program may start a cell, as at a tab


def heading(columns: Sequence[str]) -> str:
    """The line with the names of the columns."""
    return _lines([columns])


def lines(columns: Sequence[str], documents: Iterable[Mapping[str, object]]) -> str:
    """A line for each document, with the values of these names; each ends as RFC 4180 has it."""
    return _lines([cell(document.get(name)) for name in columns] for document in documents)


def cell(value: object) -> str:
    """A value as it stands in a cell: empty where nothing is known, several parted by semicolons, texts clean and on
    one line, with an apostrophe before what would be a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return guarded(SEVERAL.join(printable(str(each)) for each in value))
    return guarded(printable(value)) if isinstance(value, str) else str(value)


def guarded(text: str) -> str:
    """`text` with an apostrophe before each formula that it would be or hold; a number stays as it is."""
    return text if NUMBER.fullmatch(text) else BEFORE.sub(_marked, text)


def _marked(before: re.Match[str]) -> str:
    """What stands before a formula, with an apostrophe wherever a cell may begin with it."""
    starts = before.start() == 0 or before.string[before.start() - 1] in PARTING
    return ("'" if starts else "") + before[0].replace("\t", "\t'")


def _lines(rows: Iterable[Iterable[str]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue()
