"""Texts that look like markup: shown letter for letter, and clicked on in every cell of the screen."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from torture.screens import CLEAR, DOWN, ENTER, ESCAPE, PAGE_DOWN, comparable, edges_of, explorer
from torture.stream import is_control
from torture.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from torture.payloads import Payload

SIZE = (200, 60)
CLICKED = (80, 24)
MOST_STEPS = 120
# The screens that are clicked on, and the keys that lead there.
CLICKED_SCREENS = {
    "panes": b"2g", "detail": b"3", "article": b"2e", "bare": b"Y", "articles found": b"2a",
    "found article": b"2a" + ENTER, "help": b"?", "palette": b"\x10",
}  # fmt: skip
SPELT = ("detail", "bare", "article", "search line")
IN_A_ROW = 24  # letters at the end of what is pasted
LATE = 10.0  # seconds
LONGEST_PASTED = 1_000  # of the search line, which does not take all of a longer text
MOST_LETTERS = 400  # of a text of 9,000, as many as stand in every article


@dataclass(slots=True)
class Seen:
    """How many parts of the screen were looked at, how much was tried there, what went wrong."""

    sinks: int = 0
    tried: int = 0
    failures: list[str] = field(default_factory=list)


def letter_for_letter(base: Path, texts: Sequence[Payload]) -> Seen:
    """Each text, of which nothing needs to be cleaned away, as the detail, an article, the bare screen and
    the search line show it, as far as it has room there."""
    wanted = {text.id: _letters(text.text) for text in texts if not any(map(is_control, text.text))}
    wanted |= {text.id: _letters(signs_for(text.text)) for text in texts if text.id not in wanted}
    missing = {
        (sink, text.id) for sink in SPELT for text in texts if sink != SPELT[-1] or len(text.text) <= LONGEST_PASTED
    }
    ended = ""
    with Terminal(explorer(base), *SIZE) as terminal:
        terminal.wait_for(" of ")
        terminal.settle(0.3)
        terminal.send(b"2g")
        for _ in range(MOST_STEPS):
            for sink, keys in (("detail", b"3"), ("bare", b"Y"), ("", ESCAPE), ("article", b"2e"), ("", ESCAPE)):
                terminal.send(keys)
                terminal.settle(0.3, first=2.0)
                left = max(edges_of(terminal), default=-1) + 1 if sink == "detail" else 0
                shown = _letters("".join(_of_margin(line[left:], sink) for line in terminal.lines))
                missing -= {(sink, each) for each, letters in wanted.items() if letters[:MOST_LETTERS] in shown}
            terminal.send(DOWN)
            terminal.settle(0.3, first=0.5)
            if not any(sink in ("detail", "bare", "article") for sink, _ in missing) or terminal.status is not None:
                break
        missing -= _on_the_search_line(terminal, texts, wanted)
        if terminal.status is not None:
            ended = f"the program ended with {terminal.status}"
    failures = [f"{each} on the {sink} is not shown letter for letter" for sink, each in sorted(missing)]
    return Seen(len(SPELT), len(texts), [*([ended] if ended else []), *failures])


def _on_the_search_line(
    terminal: Terminal, texts: Sequence[Payload], wanted: Mapping[str, str]
) -> set[tuple[str, str]]:
    """Those that stand in the search line once they are pasted; of a long one its end, where the cursor is."""
    found: set[tuple[str, str]] = set()
    for text in texts:
        terminal.send(b"/" + CLEAR)
        terminal.settle(0.2, first=0.5)
        terminal.send(b"\x1b[200~" + text.text.encode() + b"\x1b[201~")
        end = time.monotonic() + LATE
        while ("search line", text.id) not in found and time.monotonic() < end:
            terminal.settle(0.3, first=1.0)
            if wanted[text.id][-IN_A_ROW:] in "".join(_letters(line) for line in terminal.lines[:2]):
                found.add(("search line", text.id))
        terminal.send(CLEAR + ESCAPE)
        terminal.settle(0.3, first=0.5)
    return found


def signs_for(text: str) -> str:
    """The text with a sign for each control, as Unicode draws them."""
    return "".join(chr(0x2400 + ord(char)) if char < " " else char for char in text)


def _of_margin(line: str, sink: str) -> str:
    """A row without the marks at its beginning, which part the lines of one text."""
    return line.replace("▌", " ", 1).replace("·", " ", 1) if sink in {"detail", "article"} else line


def _letters(text: str) -> str:
    return "".join(comparable(text).split())


def clicked_everywhere(base: Path, sink: str, place: Path, step: int = 1) -> Seen:
    """Clicks on each cell of a screen, or on every so many of so many rows, with `place` as the current folder; that it
    goes on, and nothing else was done."""
    seen = Seen(1)
    columns, rows = CLICKED
    command = ["env", "-C", str(place), *explorer(base, "--mouse")]
    with Terminal(command, columns, rows) as terminal:
        terminal.wait_for(" of ")
        terminal.settle(0.3)
        terminal.send(CLICKED_SCREENS[sink])
        terminal.settle(0.3)
        for y in range(1, rows + 1, step):
            places = range(1 + y % step, columns + 1, step)
            seen.tried += len(places)
            terminal.send("".join(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m" for x in places).encode())
            terminal.settle(0.1, first=0.5)
            if terminal.status is not None:
                seen.failures.append(f"{sink}: after row {y} it had ended with {terminal.status}")
                return seen
        seen.failures += _aftermath(terminal, sink)
    return seen


def _aftermath(terminal: Terminal, sink: str) -> list[str]:
    """Whether it still goes as it should: it answers, and leaves by its own key."""
    if terminal.status is not None:
        return []
    for keys in (ESCAPE, ESCAPE, PAGE_DOWN, b"\x03"):
        terminal.send(keys)
        terminal.settle(0.3)
    return [] if terminal.wait_end(60) == 0 else [f"{sink}: it no longer leaves: {terminal.status}"]
