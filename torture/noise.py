"""Terminals of any size and kind, streams that lead elsewhere, bytes that no keyboard sends, and how much is sent."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from torture import kinds, windows
from torture.figures import Figure, counted, timed
from torture.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMAND = "python -m torture noise"
EXPLORER = (sys.executable, "-m", "explorer")
RESIZES, PER_RESIZE = 1_000, 3.0 / 200  # seconds of the processor
SEED = 27
LONG = 4_900_000  # characters of an article in one line
OPENED, STEPPED = 0.5, 0.1  # seconds
TRIES = 3  # of what is timed; the least counts, for a machine may be busy
KILO = 1_000
FIRST, DOWN, PAGE = 30.0, 1.0, 8.0  # kB
SETTLED = 0.4
SIGNED = "INTERPOL and Europol signed a memorandum of understanding on 5 May 2020 in Oslo. "
WORDS = "It was said that many people came and that the weather was fine on the way there. "


def in_full() -> Iterator[Figure]:
    """All figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = seeded(folder)
        command = browsing(database)
        yield of_sizes(command, windows.SIZES)
        yield from of_storm(command, RESIZES)
        yield of_kinds(command, tuple(kinds.TERMS), tuple(kinds.LOCALES))
        yield of_streams(command, tuple(kinds.STREAMS), folder)
        yield of_noise(command, tuple(kinds.NOISE))
        yield from of_bytes(command)
        yield from of_long_article(folder, LONG)


def seeded(folder: Path) -> Path:
    """A database of the bundled articles."""
    return _seed(folder / "bundled.db", ())


def browsing(database: Path) -> tuple[str, ...]:
    """The command that opens it."""
    return (*EXPLORER, "browse", "--fresh", "--db", str(database))


def _seed(database: Path, paths: Sequence[Path]) -> Path:
    subprocess.run([*EXPLORER, "seed", "--db", str(database), *map(str, paths)], check=True, capture_output=True)
    return database


def of_sizes(command: Sequence[str], sizes: Sequence[windows.Size]) -> Figure:
    """Windows of all sizes from the start on."""
    failures = [failure for size in sizes for failure in windows.opened(command, size)]
    return counted(
        27, "sizes from 1x1 to 1000x1000 in which it does not open, or not leave", len(sizes), failures, COMMAND
    )


def of_storm(command: Sequence[str], resizes: int) -> Iterator[Figure]:
    """Sizes that change while one types."""
    failures, seconds = windows.shaken(command, resizes, SEED)
    yield counted(27, "random sizes while one types: crashes, or a wrong screen at the end", resizes, failures, COMMAND)
    yield timed(27, "processor time for them", seconds, resizes * PER_RESIZE, COMMAND)


def of_kinds(command: Sequence[str], terms: Sequence[str], locales: Sequence[str]) -> Figure:
    """Terminals of all kinds in all locales."""
    failures = [failure for term in terms for locale in locales for failure in kinds.in_terminal(command, term, locale)]
    tried = len(terms) * len(locales)
    return counted(
        28,
        "kinds of TERM and locales in which it does not start, or sends an escaped letter",
        tried,
        failures,
        COMMAND,
        tried,
    )


def of_streams(command: Sequence[str], names: Sequence[str], folder: Path) -> Figure:
    """Streams that lead elsewhere."""
    failures = [failure for name in names for failure in kinds.redirected(command, name, folder)]
    return counted(
        29, "redirections with which it can neither be used nor says why", len(names), failures, COMMAND, len(names)
    )


def of_noise(command: Sequence[str], names: Sequence[str]) -> Figure:
    """Bytes that no keyboard sends."""
    failures = [failure for name in names for failure in kinds.survived(command, name)]
    return counted(
        29,
        "noise on the keyboard after which it has ended, or q is not heard",
        len(names),
        failures,
        COMMAND,
        len(names),
    )


def of_bytes(command: Sequence[str]) -> Iterator[Figure]:
    """How much is sent to a terminal of 80x24."""
    with Terminal(command) as terminal:
        terminal.wait_for("1 of ")
        terminal.settle(SETTLED)
        sent = [len(terminal.raw)]
        for key, times in ((b"\x1b[B", 5), (b"\x1b[6~", 1)):
            most = 0
            for _ in range(times):
                before = len(terminal.raw)
                terminal.send(key)
                terminal.settle(SETTLED, first=2.0)
                most = max(most, len(terminal.raw) - before)
            sent.append(most)
    for what, seen, limit in zip(("the first screen", "Down", "PageDown"), sent, (FIRST, DOWN, PAGE), strict=True):
        holds = 0 < seen <= KILO * limit
        yield Figure(30, f"sent to 80x24 for {what}", f"{seen / KILO:.1f} kB", f"<= {limit:g} kB", holds, COMMAND)


def of_long_article(folder: Path, size: int) -> Iterator[Figure]:
    """An article in one line of this many characters: opened at its evidence, and keys in it."""
    path = folder / "long.txt"
    path.write_text(SIGNED + WORDS * ((size - len(SIGNED)) // len(WORDS)), encoding="utf-8")
    command = browsing(_seed(folder / "long.db", [path]))
    opened, stepped = [], []
    for _ in range(TRIES):
        with Terminal(command) as terminal:
            terminal.wait_for("1 of 1")
            terminal.settle(SETTLED)
            opened.append(_seconds(terminal, b"e", "It was said"))
            terminal.settle(SETTLED)
            stepped.append([_seconds(terminal, key) for key in (b"\x1b[B", b"\x1b[6~", b"G", b"g", b"\x1b[6~", b"k")])
    told = f"an article of {size / 1e6:g} MB in one line"
    yield timed(33, f"{told}: it stands there", min(opened), OPENED, COMMAND)
    worst = max(min(times) for times in zip(*stepped, strict=True))
    yield timed(33, f"{told}: the slowest key", worst, STEPPED, COMMAND)


def _seconds(terminal: Terminal, key: bytes, words: str = "") -> float:
    """From a key until the screen has these words, or is another one."""
    before = terminal.lines
    begun = time.monotonic()
    terminal.send(key)
    if words:
        terminal.wait_for(words)
        return time.monotonic() - begun
    while terminal.lines == before and time.monotonic() - begun < 10:
        terminal.settle(0.0, first=0.02)
    return time.monotonic() - begun
