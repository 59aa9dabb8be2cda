"""Which keys bring hostile texts to which part of the screen, and what is looked at there."""

from __future__ import annotations

import sys
import unicodedata
from difflib import SequenceMatcher
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from db.printable import printable
from torture.stream import copy_of, is_control, is_hazard, obeyed, strays
from torture.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from torture.payloads import Payload
    from torture.stream import Moment

DOWN, ESCAPE, PAGE_DOWN, UP = b"j", b"\x1b", b"\x1b[6~", b"\x1b[A"
ENTER, CLEAR, PALETTE, MANUAL = b"\r", b"\x15", b"\x10", b"\x1b[11~"
EDGES = "│├┤┬┴┼"
SHOWN = 8  # characters of a harmless text that must be seen for it to count as shown
TAG = 3
QUIET, AFTER_ESCAPE = 0.05, 0.25  # seconds; an Escape waits for what may follow it
COPYING = (b"yy", b"yi", b"yq")  # the keys after which the terminal is handed a text
COPIED_LETTERS, ALIKE = 60, 0.7  # of it, as many are looked for; some are lost in cells that they share with marks


class Step(NamedTuple):
    """Keys, and the part of the screen that has texts on it then; where it is empty they are not counted."""

    sink: str
    keys: bytes


def tagged(texts: Iterable[Payload]) -> list[Payload]:
    """The texts, each after a number by which it is found on a screen."""
    return [each._replace(text=f"{place:0{TAG}}{each.text}") for place, each in enumerate(texts)]


def seen_of(payload: Payload) -> str:
    """What of a tagged text must stand on a screen for it to count: all up to the first sign that stands for a hazard,
    else its beginning."""
    shown = comparable(printable(payload.text))
    signs = [place for place, char in enumerate(shown) if char == "\ufffd" or "\u2400" <= char <= "\u2426"]
    return shown[: signs[0] + 1 if signs else SHOWN]


def comparable(text: str) -> str:
    """The text without what terminals join or draw in cells of their own."""
    return "".join(char for char in text if char.isascii() or char == "\ufffd" or "\u2400" <= char <= "\u2426")


class Watch:
    """Looks at what came after each step: bytes that are not the explorer's, edges that moved, which texts are seen."""

    def __init__(self, texts: Sequence[Payload]) -> None:
        self._texts = texts
        self._wanted = {each.text[:TAG]: seen_of(each) for each in texts}
        self.pairs: set[tuple[str, str]] = set()
        self.rows = 0
        self.leaks: list[str] = []
        self.moved: list[str] = []
        self.copies = 0
        self._copied: str | None = None

    def take(self, other: Watch) -> None:
        """What another one saw is seen."""
        self.pairs |= other.pairs
        self.rows += other.rows
        self.leaks += other.leaks
        self.moved += other.moved
        self.copies += other.copies

    def play(self, terminal: Terminal, steps: Iterable[Step], edges: Sequence[int] = ()) -> None:
        """Presses the keys, one step after the other."""
        for number, step in enumerate(steps):
            mark = len(terminal.raw)
            terminal.send(step.keys)
            is_slow = step.keys.endswith(ESCAPE) or step.keys in COPYING
            terminal.settle(AFTER_ESCAPE if is_slow else QUIET, first=0.5)
            place = f"step {number} ({step.sink or 'between'}, {step.keys!r})"
            data = bytes(terminal.raw[mark:])
            if step.keys in COPYING:
                self._copied, data = copy_of(data)
            self.look(terminal, data, step.sink, place)
            if step.sink == "bare" and self._copied is not None:
                self.look_at_copy(self._copied, terminal.lines, place)
                self._copied = None
            self._look_at_edges(terminal, edges if step.sink in WITH_PANES else (), place)
            if terminal.status is not None:
                self.leaks.append(f"{place}: the program ended with {terminal.status}")
                return
            if any("Enter: read it again" in line for line in terminal.lines):
                self.leaks.append(f"{place}: what can be read was refused: {terminal.lines[2:6]!a}")
                return

    def look(self, terminal: Terminal, data: bytes, sink: str, place: str, moment: Moment = "drawn") -> None:
        """At the bytes of a step and at the screen after it."""
        self.leaks += [f"{place}: {each}" for each in strays(data, moment)]
        self.leaks += [f"{place}: {each} as it is" for each in obeyed(data, self._texts, moment)]
        if sink:
            text = "\n".join(comparable(line) for line in terminal.lines)
            self.pairs |= {(sink, tag) for tag, wanted in self._wanted.items() if wanted in text}

    def look_at_copy(self, copied: str, lines: Sequence[str], place: str) -> None:
        """At what the terminal was handed: it is the text that is shown bare, and nothing in it harms."""
        self.copies += 1
        harmful = sorted({char for char in copied if is_hazard(char) or (is_control(char) and char != "\n")})
        self.leaks += [f"{place}: {harmful!a} was copied"] if harmful else []
        wanted, shown = ("".join(comparable(text).split()) for text in (copied, "".join(lines)))
        letters = wanted[:COPIED_LETTERS]
        if SequenceMatcher(None, letters, shown[: len(letters)], autojunk=False).ratio() < ALIKE:
            self.leaks.append(f"{place}: copied was {copied[:80]!a}, shown is {shown[:80]!a}")

    def _look_at_edges(self, terminal: Terminal, edges: Sequence[int], place: str) -> None:
        height = terminal.screen.lines
        for y in range(2, height - 1) if edges else ():
            self.rows += 1
            cells = [terminal.screen.buffer[y][x].data for x in edges]
            if not all(cell in EDGES for cell in cells):
                self.moved.append(f"{place}: row {y} has {cells} for edges: {terminal.lines[y]!a}")


WITH_PANES = frozenset({
    "organisations", "kinds", "status", "topics", "list", "list of titles", "detail", "articles found", "search line",
    "nothing matches", "list in ASCII", "detail in ASCII",
})  # fmt: skip


def explorer(database: Path, *options: str) -> list[str]:
    """The command that opens the explorer on a database."""
    return [sys.executable, "-m", "explorer", "browse", "--fresh", "--db", str(database), *options]


def opened(
    watch: Watch, command: Sequence[str], size: tuple[int, int], environ: Mapping[str, str] | None = None
) -> Terminal:
    """The explorer with its first screen drawn and looked at."""
    terminal = Terminal(command, *size, environ)
    if not terminal.wait_for(" of "):
        watch.leaks.append(f"{' '.join(command[2:])}: no screen, status {terminal.status}: {terminal.lines[:3]}")
    terminal.settle(0.3)
    watch.look(terminal, bytes(terminal.raw), "list", "first screen", "begun")
    return terminal


def edges_of(terminal: Terminal) -> list[int]:
    """The columns in which the edges between panes stand."""
    rows = range(2, terminal.screen.lines - 1)
    return [
        x
        for x in range(terminal.screen.columns)
        if sum(terminal.screen.buffer[y][x].data in EDGES for y in rows) > len(rows) * 0.8
    ]


def panes(agreements: int, most: int | None = None) -> Iterator[Step]:
    """Lists and sections of so many agreements, and the details of all, or of so many at most."""
    yield Step("organisations", b"1")
    yield from [Step("organisations", PAGE_DOWN)] * (agreements // 12)
    for key, sink in ((b"5", "kinds"), (b"6", "status"), (b"8", "topics")):
        yield from [Step(sink, key), Step(sink, PAGE_DOWN)]
    yield from [Step("list", b"2g"), *[Step("list", PAGE_DOWN)] * (agreements // 20)]
    yield from [Step("detail", b"g"), *[Step("detail", DOWN)] * min(agreements, most or agreements)]


def evidence(agreements: int) -> Iterator[Step]:
    """The article of each agreement at the words that state it, and what can be copied of it, alone."""
    yield Step("", b"2g")
    for _ in range(agreements):
        yield from (Step("article", b"e"), Step("bare", b"Y"), Step("", ESCAPE), Step("", ESCAPE), Step("", DOWN))


def copies(agreements: int) -> Iterator[Step]:
    """What is copied, what is asked on the last line, and what is said of it."""
    yield Step("", b"2g")
    for _ in range(agreements):
        for keys in COPYING:
            yield from (Step("last line", keys), Step("bare", b"Y"), Step("", ESCAPE))
        yield from (Step("question for a file", b"W"), Step("", ESCAPE), Step("", DOWN))


def found(articles: int, pages: int) -> Iterator[Step]:
    """The articles in a list, and one after the other opened."""
    yield Step("articles found", b"2a")
    yield from [Step("articles found", PAGE_DOWN)] * pages
    yield from [Step("articles found", b"g"), Step("found article", ENTER)]
    yield from [Step("found article", b"n")] * articles
    yield from [Step("articles found", ESCAPE), Step("", b"a")]


def cards() -> Iterator[Step]:
    """Help, manual, palette, themes, saved searches: what says nothing of the data, before it."""
    for keys in (b"?", MANUAL, PALETTE, b"o"):
        yield from (Step("cards", keys), Step("cards", ESCAPE))
    yield from [Step("cards", b"t")] * 4


def pasted(texts: Sequence[Payload]) -> Iterator[Step]:
    """Each text as a query, as a search in the palette, now and then saved under its own name, and recalled."""
    for number, payload in zip(count(), texts):
        paste = b"\x1b[200~" + payload.text.encode("utf-8", "surrogatepass") + b"\x1b[201~"
        yield from (Step("", b"/" + CLEAR), Step("search line", paste), Step("nothing matches", ENTER))
        if number % 4 == 0:
            yield from (Step("palette", PALETTE), Step("palette", paste), Step("", ESCAPE))
        if number % 8 == 0:
            yield from (Step("question for a name", b"w"), Step("question for a name", paste), Step("last line", ENTER))
    yield from [Step("saved searches", b"o"), *[Step("saved searches", PAGE_DOWN)] * 2, Step("", ESCAPE)]
    yield from [Step("", b"/" + CLEAR), *[Step("recalled search", UP)] * min(40, len(texts)), Step("", CLEAR + ESCAPE)]


def letters_of(lines: Sequence[str], left: int = 0) -> str:
    """The letters of rows without blanks, so that it does not matter where lines were broken."""
    text = "".join(line[left:] for line in lines)
    return unicodedata.normalize("NFC", "".join(text.split()))
