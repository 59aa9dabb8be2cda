"""What the terminal shows, kept here so that it is not sent again: what a frame changes is all that goes over the link.

textual paints the whole screen several times at the start and whenever another screen comes; most of it stands there
already. Frames of textual are made of places, styles and text. What is made of anything else goes through as it is.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TOKEN = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[([\d;]*)m|(\n)|([^\x00-\x1f\x7f-\x9f]+)")
# What changes no cell: modes, questions, the shape of the cursor or the pointer, titles and clipboards, the bell.
HARMLESS = re.compile(
    r"(?:\x1b\[[?<>=](?!1049)[\d;]*\$?[a-zA-Z]|\x1b\[\d* q|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1bP[^\x9c]*?(?<!\x1b)\x1b\\|\x07)*"
)
OTHER_SCREEN = "\x1b[?1049h"
EMPTIED = "\x1b[m\x1b[2J"  # where there is no other screen, what stood on the one is in the way
# Characters that every terminal draws in one cell; tui/spans.py has the others.
ONE = r"\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2500-\u259f"
ONE_CELL = re.compile(f"[{ONE}]*")
BRIDGE = 4  # so many cells are sent again rather than skipped: skipping costs as much
COLOURS = {"3": "ink", "9": "ink", "4": "ground", "10": "ground"}


class Look(NamedTuple):
    """A style of the terminal in its parts, as they are sent."""

    weight: str = ""
    ink: str = ""
    ground: str = ""

    @property
    def on_blanks(self) -> Look:
        """What of it can be seen where there is no character."""
        seen = [each for each in self.weight.split(";") if each in {"4", "7", "9"}]
        return Look(";".join(seen), self.ink if "7" in seen else "", self.ground)


PLAIN = Look()
Cell = tuple[str, Look]  # in the first cell all characters that share some, in the others none
BLANK: Cell = (" ", PLAIN)


def look_of(codes: str) -> Look:
    """The parts of a style from the codes that set it."""
    weight: list[str] = []
    colours = {"ink": "", "ground": ""}
    parts = codes.split(";") if codes else []
    while parts:
        code = parts.pop(0)
        if code in {"38", "48"}:
            length = 2 if parts[:1] == ["5"] else 4
            colours["ink" if code == "38" else "ground"] = ";".join([code, *parts[:length]])
            del parts[:length]
        elif code[:-1] in COLOURS and code not in {"39", "49"}:
            colours[COLOURS[code[:-1]]] = code
        elif code == "0":
            weight, colours = [], {"ink": "", "ground": ""}
        elif code not in {"39", "49", ""}:
            weight.append(code)
    return Look(";".join(weight), **colours)


def change(before: Look, after: Look) -> str:
    """The shortest way from one style to another."""
    if before == after:
        return ""
    if after == PLAIN:
        return "\x1b[m"
    adds = before.weight in {"", after.weight} and (after.ink or not before.ink) and (after.ground or not before.ground)
    old = before if adds else PLAIN
    parts = [new for new, known in zip(after, old, strict=True) if new and new != known]
    return f"\x1b[{';'.join(parts if adds else ['0', *parts])}m"


class Sight:
    """The cells of the terminal as far as they are known. `size` gives its columns and rows, zeros where it does not
    say: while a window changes its size, frames come that were made for another one. What is erased gets the ground
    that is set where the terminal `fills`."""

    def __init__(self, size: Callable[[], tuple[int, int]], fills: bool = False) -> None:
        self._ask_size = size
        self._fills = fills
        self._size = (0, 0)
        self._rows: dict[int, list[Cell | None]] = {}
        self._unseen: Cell | None = None
        self._looks: dict[str, Look] = {"": PLAIN}

    def forget(self) -> None:
        """Nobody knows any more what the terminal shows."""
        self._rows.clear()
        self._unseen = None

    def shortened(self, data: str) -> str:
        """What has to be sent in place of `data` for the terminal to show the same."""
        size = self._ask_size()
        if size != self._size:
            self._size = size
            self.forget()
        if OTHER_SCREEN in data:
            self._rows.clear()
            self._unseen = BLANK
            return data + EMPTIED
        tokens = list(TOKEN.finditer(data))
        if sum(len(token[0]) for token in tokens) != len(data):
            if not HARMLESS.fullmatch(data):
                self.forget()
            return data
        if not any(token[5] for token in tokens):
            return data
        sent = self._frame(tokens)
        if sent is None:  # made for a larger window: where it ends up nobody knows
            self.forget()
            return data
        return sent

    def _frame(self, tokens: list[re.Match[str]]) -> str | None:
        pen = Pen()
        columns, rows = (edge or sys.maxsize for edge in self._size)
        x = y = 0
        look = PLAIN
        covered: dict[tuple[int, int], Cell] = {}
        for row, column, codes, line, text in (token.groups() for token in tokens):
            if row is not None:
                y, x = int(row) - 1, int(column) - 1
            elif codes is not None:
                look = self._look(codes)
            elif line is not None:
                y, x = y + 1, 0
            elif y >= rows or x + (len(text) if ONE_CELL.fullmatch(text) else cell_len(text)) > columns:
                return None
            else:
                x = self._text(pen, y, x, text, look, covered)
        for (y_covered, place), cell in sorted(covered.items()):
            row_covered = self._row(y_covered, place + 1)
            if row_covered[place] is None:
                row_covered[place] = cell
                pen.go(y_covered, place)
                pen.follow(*cell)
                if not ONE_CELL.fullmatch(cell[0]):
                    pen.lose()
        if tokens[-1][1] is not None and pen.has_put:
            pen.go(y, x)
        return pen.sent()

    def _text(self, pen: Pen, y: int, x: int, text: str, look: Look, covered: dict[tuple[int, int], Cell]) -> int:
        """Sends what has to be sent of a text; the column after it. `covered` are cells that a terminal may have drawn
        over, and what stood in them."""
        if ONE_CELL.fullmatch(text):
            self._write(pen, y, x, text, look)
            return x + len(text)
        from tui.spans import spans  # its pattern takes 6 ms to make, and the first screen seldom needs it

        for one, agreed, doubtful in spans(text):
            if one:
                self._write(pen, y, x, one, look)
                x += len(one)
            elif agreed:
                x = self._write_agreed(pen, y, x, agreed, look)
            else:
                x = self._write_doubtful(pen, y, x, doubtful, look, covered)
        return x

    def _write_agreed(self, pen: Pen, y: int, x: int, text: str, look: Look) -> int:
        """Characters of one or two cells, of which the second has no character of its own."""
        cells: list[Cell | None] = []
        for char in text:
            cells += [(char, look), ("", look)][: cell_len(char)]
        end = x + len(cells)
        row = self._row(y, end)
        if row[x:end] != cells:
            row[x:end] = cells
            pen.go(y, x)
            pen.follow(text, look, len(cells))
        return end

    def _write_doubtful(
        self, pen: Pen, y: int, x: int, text: str, look: Look, covered: dict[tuple[int, int], Cell]
    ) -> int:
        """Characters that terminals draw in more cells, or in fewer, than they are reckoned to take. What comes after
        them stands where it belongs, whatever they take: they are drawn on blanks, and what they may have covered is
        drawn again."""
        end = x + cell_len(text)
        most = max(end, min(x + 2 * len(text), self._size[0] or sys.maxsize))
        row = self._row(y, most)
        cells: list[Cell | None] = [(text, look), *[("", look)] * (end - x - 1)]
        if end > x and row[x:end] == cells:
            return end
        for place in range(x, end):
            covered.pop((y, place), None)
        covered |= {(y, place): cell for place, cell in enumerate(row[end:most], end) if cell and cell[0]}
        if any(cell != (" ", look.on_blanks) for cell in row[x:end]):
            pen.go(y, x)
            pen.follow(" " * (end - x), look)
        row[end:most] = [None] * (most - end)
        row[x:end] = cells[: end - x]
        pen.go(y, x)
        pen.follow(text, look)
        pen.lose()
        return end

    def _write(self, pen: Pen, y: int, x: int, text: str, look: Look) -> None:
        """Send the characters that differ from what stands there."""
        row = self._row(y, x + len(text))
        blank = look.on_blanks
        stretches: list[tuple[int, int]] = []
        for place, char in enumerate(text, x):
            cell = (char, blank if char == " " else look)
            if row[place] == cell:
                continue
            row[place] = cell
            if stretches and place - stretches[-1][1] <= BRIDGE:
                stretches[-1] = (stretches[-1][0], place + 1)
            else:
                stretches.append((place, place + 1))
        for start, end in stretches:
            pen.go(y, start, row)
            words = text[start - x : end - x]
            shown = words.rstrip()
            ground = Look(ground=blank.ground)
            is_erasable = blank == ground and (self._fills or not blank.ground)
            is_end = all(cell == (" ", ground) for cell in row[start + len(shown) :])
            if len(words) - len(shown) > BRIDGE and is_erasable and is_end:
                pen.clear_after(shown, look)
            else:
                pen.follow(words, look)

    def _row(self, y: int, width: int) -> list[Cell | None]:
        row = self._rows.setdefault(y, [])
        row += [self._unseen] * (width - len(row))
        return row

    def _look(self, codes: str) -> Look:
        if codes not in self._looks:
            self._looks[codes] = look_of(codes)
        return self._looks[codes]


class Pen:
    """Puts together what is sent: it moves and changes its style only where it has to."""

    def __init__(self) -> None:
        self._sent: list[str] = []
        self._look = PLAIN
        self._at: tuple[int, int] | None = None

    @property
    def has_put(self) -> bool:
        """Whether there is anything to send."""
        return bool(self._sent)

    def follow(self, text: str, look: Look, cells: int | None = None) -> None:
        """Text, from where the pen stands; of so many cells, when they are not as many as its characters."""
        seen = look.on_blanks
        if not text.isspace():
            self._turn(look)
        elif self._look.on_blanks != seen:
            self._turn(seen)
        self._sent.append(text)
        if self._at is not None:
            self._at = (self._at[0], self._at[1] + (len(text) if cells is None else cells))

    def clear_after(self, text: str, look: Look) -> None:
        """Text, and blanks to the end of the line: so erased these have the ground that is set, on most terminals."""
        if text:
            self.follow(text, look)
        if self._look.ground != look.ground or "7" in self._look.weight.split(";"):
            self._turn(Look(ground=look.ground))
        self._sent.append("\x1b[K")

    def lose(self) -> None:
        """Where the pen stands is not known after what comes next."""
        self._at = None

    def go(self, y: int, x: int, row: Sequence[Cell | None] = ()) -> None:
        """To a place; over a few blanks of its row by writing them."""
        if self._at == (y, x):
            return
        if self._at is not None and self._at[0] == y and x > self._at[1]:
            cells = x - self._at[1]
            is_blank = cells < BRIDGE and all(
                each == (" ", self._look.on_blanks) for each in row[self._at[1] : x] or [None]
            )
            self._sent.append(" " * cells if is_blank else f"\x1b[{cells if cells > 1 else ''}C")
        elif x:
            self._sent.append(f"\x1b[{y + 1};{x + 1}H")
        else:
            self._sent.append(f"\x1b[{y + 1}H" if y else "\x1b[H")
        self._at = (y, x)

    def sent(self) -> str:
        """All of it, ending in the plain style."""
        self._turn(PLAIN)
        return "".join(self._sent)

    def _turn(self, look: Look) -> None:
        if look != self._look:
            self._sent.append(change(self._look, look))
            self._look = look
