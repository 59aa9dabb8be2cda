"""What is wrong with what a command printed, in words: what a terminal would obey, cells and rows that a text has made,
tracebacks, false statuses. It knows nothing of how the program cleans."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any
from unicodedata import category

import pyte

from torture.stream import is_control, is_hazard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from torture.called import Called, Where
    from torture.payloads import Payload

ESCAPED = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4})")
STYLES = re.compile("\x1b\\[(?:0|1|2|1;4)m")  # faint, bold, underlined: all that tables have of their own
# A line drawn anew: the cursor hidden or shown, back to the line's beginning, the line erased, the green sign.
PROGRESS = re.compile(rb"\x1b\[\?25[lh]|\r(?:\x1b\[1A)?\x1b\[2K|\x1b\[1A\x1b\[2K|\x1b\[32m[-\\|/]\x1b\[0m")
LINE_ENDS, CELL_ENDS = "\n", "\n\t"  # on a terminal a tab moves columns
FORMULAS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?")
TRACES = ("Traceback", "Exception ignored", "an error that should not be", 'File "')
LONGEST = 700
UNFORESEEN = 70


def without_progress(called: Called) -> Called:
    """What was printed, without what draws the line of long work anew."""
    return called._replace(out=PROGRESS.sub(b"", called.out), err=PROGRESS.sub(b"", called.err))


def terminal_faults(called: Called) -> list[str]:
    """What of a document reached the terminal, where no text holds the styles that tables have of their own."""
    faults = []
    for name, data in (("output", called.out), ("errors", called.err)):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            faults.append(f"{name} are no UTF-8: {error}")
            continue
        left = STYLES.sub("", text.replace("\r\n", "\n"))
        for char in hazards(left, LINE_ENDS)[:1]:
            place = left.index(char)
            faults.append(f"{name} have {char!a} in {left[max(0, place - 20) : place + 21]!a}")
    return faults


def hazards(text: str, ends: str) -> list[str]:
    """The characters of a text that a terminal would obey or hide, those apart which end its lines and cells."""
    return sorted(char for char in set(text) if char not in ends and (is_control(char) or is_hazard(char)))


def text_faults(data: bytes) -> list[str]:
    """What would harm where a pipe or a file leads to a terminal in the end."""
    try:
        found = hazards(data.decode("utf-8").replace("\r\n", "\n"), CELL_ENDS)
    except UnicodeDecodeError as error:
        return [f"it is no UTF-8: {error}"]
    return [f"it has {found[0]!a}"] if found else []


def table_faults(data: bytes, rows: int, columns: int) -> list[str]:
    """Lines with tabs that are not so many rows of so many cells."""
    lines = data.decode("utf-8").split("\n")
    if lines.pop() != "" or len(lines) != rows:
        return [f"{len(lines)} lines for {rows} rows"]
    return [
        f"{line.count(TAB) + 1} cells for {columns}: {line[:80]!r}" for line in lines if line.count(TAB) != columns - 1
    ]


def alignment_faults(data: bytes) -> list[str]:
    """Lines of a table on a terminal that end elsewhere than its first, or have something between two columns. Where a
    letter stands is what a terminal says, not how wide the program takes it to be."""
    lines = data.decode("utf-8").replace("\r\n", "\n").splitlines()
    gaps = set(_gaps(lines[0])) if lines else set()
    width, faults = 0, []
    for line, cells in zip(lines, _drawn(lines), strict=True):
        width = width or len(cells)
        if len(cells) != width:
            faults.append(f"it ends at {len(cells)}, not at {width}: {line[:80]!a}")
        faults += [
            f"at {at} stands {each!a}: {line[:80]!a}" for at, each in enumerate(cells) if at in gaps and each != " "
        ]
    return faults[:2]


def _drawn(lines: Sequence[str]) -> Iterator[list[str]]:
    """What stands in each cell of each line, as a terminal says. The letters of ASCII take one each, as all know."""
    screen = pyte.Screen(WIDEST, 1)
    stream = pyte.Stream(screen)
    for line in lines:
        letters = STYLE.sub("", line)
        if letters.isascii() and letters.isprintable():
            yield list(letters)
            continue
        screen.reset()
        stream.feed(_plain(line))
        yield [screen.buffer[0][at].data for at in range(screen.cursor.x)]


def _plain(line: str) -> str:
    """A line as wide, of signs whose width is the same on all terminals."""
    parted = HALF_A_FLAG.sub("x", JOINED.sub("\u6771", TONE.sub("", line)))
    return "".join(sign for sign in parted if category(sign) not in NO_CELLS)


def _gaps(first: str) -> Iterator[int]:
    """The places between columns, told by the first line: the headings, or the first name, are in bold, and two blanks
    follow each."""
    at = 0
    for bold in BOLD.findall(first):
        if bold != GAP:
            at += len(bold)
            yield from range(at, at + len(GAP))
            at += len(GAP)


TAB = "\t"
BOLD = re.compile("\x1b\\[1m(.*?)\x1b\\[0m")
STYLE = re.compile("\x1b\\[[0-9;]*m")
GAP = "  "
WIDEST = 400
# Signs that make one, two cells wide: joined, as a picture, the two letters of a flag; a tone of skin adds none. So a
# terminal draws them that knows them; others part them, and no table can tell which it is printed on.
JOINED = re.compile(".(?:\u200d.)+|.\ufe0f|[\U0001f1e6-\U0001f1ff]{2}")
TONE = re.compile("(?<=.)[\U0001f3fb-\U0001f3ff]")
HALF_A_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")  # one cell (Unicode, East Asian Width)
NO_CELLS = ("Mn", "Me", "Cf")  # some of which, and what joins signs, make the emulator stop in the middle of a line


def csv_faults(data: bytes, rows: int, names: tuple[str, ...]) -> list[str]:
    """CSV that is not so many rows with these names, or has a cell that a spreadsheet takes for a formula."""
    text = data.decode("utf-8")
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    found = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if found[:1] != [list(names)]:
        return [f"the names are {found[:1]}"]
    if len(found) - 1 != rows or text.count("\r\n") != rows + 1 or text.replace("\r\n", "").count("\n"):
        return [f"{len(found) - 1} rows on {text.count(chr(10))} lines for {rows}"]
    faults = [f"{len(row)} cells for {len(names)}" for row in found if len(row) != len(names)]
    return faults + [f"the cell {value[:40]!r} is a formula" for row in found for value in row if is_formula(value)]


def is_formula(value: str) -> bool:
    """Whether a spreadsheet would reckon with a cell. An apostrophe before it makes it a text."""
    return not NUMBER.fullmatch(value) and value.lstrip(' "').startswith(FORMULAS)


def poor_terminal_faults(called: Called, encoding: str) -> list[str]:
    """What a terminal of another encoding would obey, or shows as an escape."""
    faults = []
    for data in called[:2]:
        text = STYLES.sub("", data.decode("ascii" if data.isascii() else encoding, "backslashreplace"))
        found = [*hazards(text.replace("\r\n", "\n"), LINE_ENDS), *ESCAPED.findall(text)]
        faults += [f"it has {found[0]!a}"] if found else []
    return faults


def told_faults(called: Called) -> list[str]:
    """Tracebacks, lines without end, ends that nobody foresaw."""
    said = called.err.decode("utf-8", "backslashreplace")
    faults = [f"it says {trace!r}" for trace in TRACES if trace in said]
    if called.status == UNFORESEEN or called.status < 0:
        faults.append(f"exit status {called.status}")
    longest = max(map(len, said.splitlines()), default=0)
    return [*faults, f"a line of {longest}"] if longest > LONGEST else faults


def printed_faults(got: Called, where: Where) -> list[str]:
    """What is wrong with what was printed there, whatever it is."""
    return [*told_faults(got), *(terminal_faults(got) if where == "terminal" else text_faults(got.out))]


def document_faults(got: Called, payload: Payload, where: Where, is_exact: bool) -> list[str]:
    """What is wrong with JSON that was printed there; it is to hold the text if it `is_exact`."""
    faults = [*told_faults(got), *text_faults(got.out)]
    if where == "terminal":
        faults += [] if got.out.isascii() else ["it is not ASCII"]
    if is_exact and payload.is_storable:
        found = [text for text in strings(json_of(got.out)) if payload.text in text]
        faults += [] if found else ["the text is not in it"]
    return faults


def strings(document: Any) -> Iterator[str]:
    """Every text in a JSON document, names apart."""
    if isinstance(document, str):
        yield document
    elif isinstance(document, list):
        for each in document:
            yield from strings(each)
    elif isinstance(document, dict):
        for each in document.values():
            yield from strings(each)


def json_of(data: bytes) -> Any:
    """The document, or those of each line."""
    try:
        return json.loads(data)
    except ValueError:
        return [json.loads(line) for line in data.splitlines()]
