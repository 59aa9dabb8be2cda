"""Printing: JSON for programs, tabs for pipes, tables for people. Text from outside is cleaned on its way out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from db.printable import printable
from shell.forms import Form
from shell.streams import encodable, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NOT_STATED = "not stated"
DATE_WIDTH = 10
MARKED = r"\{[^{}]*\}"
AT_ONCE = 500  # rows of CSV


class Entry(NamedTuple):
    """One entry of an outline: a name, what is said, a fainter note below it.

    `heads` when a part of the outline begins with it; `marked` when words in braces are to stand out.
    """

    name: str
    text: str
    note: str = ""
    heads: bool = False
    marked: bool = False


class Found(NamedTuple):
    """An article that was found. Title and sentence are pieces, each with whether it is what was searched."""

    date: str
    publisher: str
    title: Sequence[tuple[str, bool]]
    agreements: int
    file: str
    sentence: Sequence[tuple[str, bool]]


def for_people() -> bool:
    """Whether a person reads what is printed."""
    return sys.stdout.isatty()


def print_json(document: Any) -> None:
    """One JSON document, exact. Controls and what can't be seen are escaped, on a terminal everything beyond ASCII;
    the rest is UTF-8."""
    _print_json(document, indent=2)


def print_json_line(document: Any) -> None:
    """One JSON document on one line, printed at once."""
    _print_json(document, indent=None)
    sys.stdout.flush()


def _print_json(document: Any, indent: int | None) -> None:
    from shell.json_text import json_text

    _write_utf8(json_text(document, for_people(), indent) + "\n")


def print_json_list(documents: Iterable[Any]) -> None:
    """A JSON list, each document printed as it comes, on a line of its own."""
    from shell.json_text import json_text

    begins = "[\n"
    for document in documents:
        _write_utf8(begins + json_text(document, for_people()))
        begins = ",\n"
    _write_utf8("[]\n" if begins == "[\n" else "\n]\n")


def print_listed(form: Form, columns: Sequence[str], documents: Iterable[Mapping[str, Any]]) -> None:
    """Documents as one JSON list, or as CSV with these columns."""
    if form is Form.CSV:
        print_csv(columns, documents)
    else:
        print_json(list(documents))


def print_csv(columns: Sequence[str], documents: Iterable[Mapping[str, Any]]) -> None:
    """A line with the names of the columns, then one for each document. UTF-8 everywhere but on a terminal of another
    encoding."""
    from itertools import islice

    from shell import cells

    write = _write if for_people() else _write_utf8
    write(cells.heading(columns))
    rest = iter(documents)
    while some := list(islice(rest, AT_ONCE)):
        write(cells.lines(columns, some))


def print_rows(
    headings: Sequence[str], rows: Iterable[Sequence[str | None]], flexible: int, below: int | None = None
) -> None:
    """Rows as a table for people, else as lines of values parted by tabs, without headings.

    In a narrow terminal the column `flexible` is wrapped and the column `below` stands under it; the others keep their
    width, unless it is more than a third, so that nothing is cut.
    """
    cleaned = [[printable(cell or "") for cell in row] for row in rows]
    if not for_people():
        for row in cleaned:
            _print_parts(row)
        return
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    console = _console()
    headings = [_drawable(heading) for heading in headings]
    cleaned = [[_drawable(cell) for cell in row] for row in cleaned]
    widths = [max(cell_len(cell) for cell in column) for column in zip(headings, *cleaned, strict=True)]
    is_crowded = sum(widths) + 2 * len(widths) > console.width
    is_narrow = below is not None and is_crowded
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for place, heading in enumerate(headings):
        if place == flexible:
            words = f"{heading}, {headings[below]}" if below is not None and is_narrow else heading
            table.add_column(Text(words), overflow="fold")
        elif is_narrow and place == below:
            continue
        elif is_crowded and widths[place] > console.width // 3:
            table.add_column(Text(heading), overflow="fold")
        else:
            table.add_column(Text(heading), no_wrap=True, min_width=widths[place])
    for row in cleaned:
        cells = [Text(cell) for cell in row]
        if below is not None and is_narrow:
            cells[flexible].append(Text(f"\n{row[below]}", style="dim"))
            del cells[below]
        table.add_row(*cells)
    console.print(table)


def print_found(rows: Iterable[Found]) -> None:
    """Articles with the sentence in which something was found: for people below it, the words in bold and underlined,
    and in braces where there is no colour; else as the last of the values that tabs part,
    the words in braces."""
    if not for_people():
        for row in rows:
            title = "".join(text for text, _ in row.title)
            cells = (row.date, row.publisher, title, str(row.agreements), row.file, _braced(row.sentence))
            _print_parts([printable(cell) for cell in cells])
        return
    from rich.table import Table
    from rich.text import Text

    console = _console()
    braces = console.no_color or console.color_system is None
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, min_width=DATE_WIDTH)
    grid.add_column(overflow="fold")
    for row in rows:
        about = f"  {row.agreements} agreement{'' if row.agreements == 1 else 's'}, {printable(row.file)}"
        heading = Text(_drawable(f"{printable(row.publisher)} · ") if row.publisher else "")
        heading.append_text(_emphasised(row.title, braces)).append(_drawable(about), style="dim")
        grid.add_row(Text(row.date), heading)
        grid.add_row("", _emphasised(row.sentence, braces))
    console.print(grid)


def print_fields(fields: Iterable[tuple[str, str]]) -> None:
    """Names and values, one a line; for people the values are set in a column and wrapped."""
    cleaned = [(printable(name), printable(value)) for name, value in fields]
    if not for_people():
        for name, value in cleaned:
            _print_parts((name, value))
        return
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in cleaned:
        grid.add_row(Text(name, style="bold"), Text(_drawable(value), style="dim" if value == NOT_STATED else ""))
    _console().print(grid)


def print_outline(entries: Iterable[Entry]) -> None:
    """Entries set in a column and wrapped; a name and a note that neighbours share stand once, the note below them.

    In a pipe each entry is a line: its name, what is said and the note, parted by tabs.
    """
    cleaned = [
        entry._replace(name=printable(entry.name), text=printable(entry.text), note=printable(entry.note))
        for entry in entries
    ]
    if not for_people():
        for entry in cleaned:
            _print_parts([part for part in (entry.name.strip(), entry.text, entry.note) if part])
        return
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    before = ""
    for entry, following in zip(cleaned, [*cleaned[1:], None], strict=True):
        if entry.heads:
            grid.add_row("", "")
        text = Text(_drawable(entry.text), style="bold" if entry.heads else "dim" if entry.text == NOT_STATED else "")
        if entry.marked:
            text.highlight_regex(MARKED, "bold")
        name = _drawable(entry.name) if entry.name != before or entry.marked else ""
        before = entry.name
        grid.add_row(Text(name, style="bold" if entry.heads else ""), text)
        if entry.note and (following is None or following.note != entry.note):
            grid.add_row("", Text(_drawable(entry.note), style="dim"))
    _console().print(grid)


def say(line: str) -> None:
    """One clean line on standard output; what its encoding lacks is folded on a terminal, elsewhere written as an
    escape."""
    _write(f"{printable(line)}\n")


def remark(line: str) -> None:
    """One clean line on standard error, for what is no data."""
    tell(line)


def _print_parts(parts: Iterable[str]) -> None:
    """Clean values on one line, parted by tabs."""
    _write("\t".join(parts) + "\n")


def _write(text: str) -> None:
    sys.stdout.write(encodable(text, sys.stdout))


def _write_utf8(text: str) -> None:
    """Text for programs: of the same bytes in every locale."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


def _braced(pieces: Iterable[tuple[str, bool]]) -> str:
    return "".join(f"{{{text}}}" if is_marked else text for text, is_marked in pieces)


def _emphasised(pieces: Iterable[tuple[str, bool]], braces: bool) -> Any:
    from rich.text import Text

    found = Text()
    for text, is_marked in pieces:
        shown = _drawable(text)
        found.append(f"{{{shown}}}" if is_marked and braces else shown, style="bold underline" if is_marked else "")
    return found


def _drawable(text: str) -> str:
    """`text` in letters that the terminal's encoding has: without accents, with lookalikes for signs."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        from tui.terminal import Glyphs, folded

        return folded(text, Glyphs.ASCII)
    return text


def _console() -> Any:
    from rich.console import Console

    return Console(markup=False, emoji=False, highlight=False)
