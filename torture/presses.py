"""Random keys, in bursts, to the program in a terminal: it lives, answers, comes home, and leaves when asked to."""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.library import library
from torture.figures import Figure, counted, timed
from torture.modes import left_behind
from torture.processes import seconds_of
from torture.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = "python -m torture presses"
MANY, BURST = 50_000, 250
SEED = 6
AGREEMENTS = 300
MOST = 3.0  # seconds of the processor from the last key of a burst until the list stands there again
PATIENCE = 20.0
ESCAPE, PASTED = b"\x1b[27u", b"\x1b[201~"
CHOICES = 40  # at most so many are taken back, one for each Escape
TRIES = 2
AGAIN = 0.3  # seconds; longer than what a terminal may need for the rest of a sequence
NOTHING_SEARCHED = " /   words"
LEFT, PALETTE = "it was left", b"\x10"
SESSION = 5_000  # keys until another one begins, where one was


class Layout(NamedTuple):
    """A size, and how the program is asked to draw."""

    columns: int
    rows: int
    options: tuple[str, ...] = ()
    term: str = "xterm-256color"

    @property
    def is_plain(self) -> bool:
        """Whether the terminal knows nothing of keys that are told in full."""
        return self.term in {"linux", "vt220"}


LAYOUTS = (
    Layout(120, 40), Layout(80, 24), Layout(40, 12), Layout(80, 24, ("--ascii",), "linux"),
    Layout(120, 40, ("--mouse", "--theme", "mono")), Layout(40, 12, ("--slow", "--theme", "light"), "vt220"),
)  # fmt: skip

NAMED = (
    *(b"\x1b[" + letter for letter in (b"A", b"B", b"C", b"D", b"F", b"H", b"Z", b"I", b"O")),
    *(b"\x1b[%d~" % number for number in (1, 2, 3, 4, 5, 6, 7, 8, 11, 15, 17, 24, 29, 99)),
    *(b"\x1b[1;%d%c" % (more, letter) for more in (2, 3, 5, 8) for letter in b"ABCDFH"),
    *(b"\x1bO" + letter for letter in (b"A", b"P", b"Q", b"M")), b"\t", b"\r", b"\r", b"\r", b"\n", b"\x7f",
    b"\x08", b" ",
)  # fmt: skip
ODD = (
    b"\x1b", b"\x1b\x1b", b"\x1b[", b"\x1b[99999999u", b"\x1b[57441;999u", b"\x1b[0u", b"\x1b[200~", b"\x1b[201~",
    b"\x1b[200~pasted\x1b[A\r\x1b[31mwords\x1b[201~", b"\x1b]52;c;cQ==\x07", b"\x1b]11;rgb:0/0/0\x1b\\",
    b"\x1bP1$r0m\x1b\\",
    b"\x1b[24;80R", b"\x1b[?2026;2$y", b"\x1b[48;0;0;0;0t", b"\x1b[?1;2c", b"\0", b"\xff", b"\xe9", b"\xc3", b"\x9b31m",
    "é".encode(), "東".encode(), "\U0001f600".encode(), "\u202e".encode(), b"\x1b[I", b"\x1b[O", b"\x1b[M   ", b"\x1bx",
    b"\x1b[<35;7;7M", b"\x1b[9999999999999;1u", b"\x1b[1;1;1;1;1;1u", b"\x1b[55296u", b"\x1b[27;5;9~", b"\x1c", b"\x1d",
)  # fmt: skip
WORDS = (
    "/europol",
    "/kind:mou",
    "/in:articles crime",
    "/xyzzy",
    "/(",
    "/date:2011..",
    "W\x15none.txt\r",
    "w\x15mine\r",
    "yy",
)
SIZES = ((1, 1), (10, 3), (39, 9), (40, 10), (60, 20), (100, 30), (200, 60), (500, 200))


def in_full() -> Iterator[Figure]:
    """All figures."""
    yield from pressed(MANY, BURST, LAYOUTS)


def pressed(many: int, burst: int, layouts: tuple[Layout, ...]) -> Iterator[Figure]:
    """So many keys in bursts, shared among the layouts."""
    failures: list[str] = []
    slowest = 0.0
    tried = 0
    with tempfile.TemporaryDirectory() as name:
        database = library(AGREEMENTS, Path(name)).path
        for number, layout in enumerate(layouts):
            share = many // len(layouts)
            while share > 0:
                run = _Session(database, Path(name), layout, SEED * 1_000_000 + number * 100_000 + tried)
                found = run.press(min(share, SESSION), burst)
                failures += found.failures
                slowest = max(slowest, found.slowest)
                tried += found.tried
                share -= max(found.tried, burst)
    told = f"random keys in {len(layouts)} layouts: sessions that crashed, hung, lost their way or would not leave"
    yield counted(0, told, tried, failures, COMMAND, many - many % (burst * len(layouts)))
    yield timed(0, "the most processor time on the way home after a burst of random keys", slowest, MOST, COMMAND)


class Pressed(NamedTuple):
    """How many keys were pressed, what went wrong in words, the most that it took for the list to
    stand there again."""

    tried: int
    failures: list[str]
    slowest: float


class _Session:
    """One run of the program, and the keys that it gets."""

    def __init__(self, database: Path, folder: Path, layout: Layout, seed: int) -> None:
        self._dice = random.Random(seed)
        self._layout, self._seed = layout, seed
        home = folder / "home"
        home.mkdir(exist_ok=True)
        program = (sys.executable, "-m", "explorer", "browse", "--fresh", "--db", str(database), *layout.options)
        own = {"HOME": str(home), "TERM": layout.term, "EXPLORER_SEARCHES": str(home / "searches.toml")}
        own |= {"EXPLORER_HISTORY": str(home / "history"), "XDG_STATE_HOME": str(home), "TMPDIR": str(home)}
        self._command, self._own = ("env", "-C", str(home), *program), own
        self._slowest, self._burst_number = 0.0, 0

    def press(self, most: int, burst: int) -> Pressed:
        """Presses at most so many keys, and leaves; fewer where it ends before."""
        with Terminal(self._command, self._layout.columns, self._layout.rows, self._own) as terminal:
            if not self._is_home(terminal, PATIENCE):
                return Pressed(0, [self._told("did not start", b"", terminal)], 0.0)
            tried = 0
            while tried < most:
                sent = self._burst(terminal, burst)
                tried += burst
                wrong = self._come_home(terminal)
                if wrong == LEFT and PALETTE in sent:  # it offers to leave, as a command
                    return Pressed(tried, [], self._slowest)
                if wrong:
                    return Pressed(tried, [self._told(wrong, sent, terminal)], self._slowest)
            terminal.send(b"q")
            status = terminal.wait_end(PATIENCE)
            left = left_behind(bytes(terminal.raw))
            if status == 0 and not left:
                return Pressed(tried, [], self._slowest)
            told = self._told(f"left with {status}, {sorted(left)}", b"q", terminal)
            return Pressed(tried, [told], self._slowest)

    def _burst(self, terminal: Terminal, count: int) -> bytes:
        """Sends so many keys in a few pieces; all that was sent."""
        sent = b""
        while count > 0:
            size = min(count, self._dice.choice((1, 5, 20, 40)))
            piece = b"".join(self._key() for _ in range(size))
            if self._dice.random() < 0.05:
                terminal.resize(*self._dice.choice(SIZES))
            terminal.send(piece)
            sent += piece
            count -= size
            terminal.settle(self._dice.choice((0.0, 0.0, 0.01)), 0.5)
        return sent

    def _key(self) -> bytes:
        """A key, or what is no key."""
        dice = self._dice
        kind = dice.random()
        if kind < 0.45:
            return bytes([dice.choice([code for code in range(0x20, 0x7F) if code != ord("q")])])
        if kind < 0.75:
            return dice.choice(NAMED)
        if kind < 0.83:
            return bytes([dice.choice([code for code in range(1, 27) if code not in {3, 26}])])
        if kind < 0.90:
            return dice.choice(WORDS).encode()
        if kind < 0.93:
            place = b"%d;%d" % (dice.randint(0, 130), dice.randint(0, 45))
            return b"\x1b[<%d;" % dice.choice((0, 1, 2, 35, 64, 65)) + place + dice.choice((b"M", b"m"))
        return dice.choice(ODD)

    def _come_home(self, terminal: Terminal) -> str:
        """What went wrong on the way back to the whole list; empty when nothing did."""
        terminal.resize(self._layout.columns, self._layout.rows)
        terminal.settle(0.0, 1.0)
        if terminal.status is not None:
            return self._end_of(terminal)
        time.sleep(AGAIN)  # what was begun of a sequence counts as keys then
        self._burst_number += 1
        mark = f"/home{self._burst_number}"
        for _ in range(TRIES):  # the first key may be taken for the rest of a sequence that the burst left unfinished
            begun = seconds_of(terminal.pid)  # of the processor: beside other work the clock says nothing
            if not self._escaped(terminal, PASTED):
                return self._end_of(terminal)
            if not self._layout.is_plain:
                self._slowest = max(self._slowest, seconds_of(terminal.pid) - begun)
            terminal.send(mark.encode())  # what it shows then was not there before
            if terminal.wait_for(f" / {mark[1:]}", PATIENCE) and self._escaped(terminal, b""):
                return ""
        return self._end_of(terminal)

    def _escaped(self, terminal: Terminal, before: bytes) -> bool:
        """Whether Escape leads home, from wherever one is."""
        if not self._layout.is_plain:
            terminal.send(before + ESCAPE * CHOICES)
            return self._is_home(terminal, PATIENCE)
        terminal.send(before)
        for _ in range(CHOICES):  # an Escape is told from the beginning of a sequence by what does not follow
            terminal.send(b"\x1b")
            time.sleep(AGAIN)
            if self._is_home(terminal, 0.1):
                return True
        return self._is_home(terminal, PATIENCE)

    def _end_of(self, terminal: Terminal) -> str:
        """In words, how it ended, or that it did not."""
        if terminal.status is None:
            return "did not come home"
        return LEFT if terminal.status == 0 else f"ended with {terminal.status}"

    def _is_home(self, terminal: Terminal, patience: float) -> bool:
        """Whether the whole list comes to stand there, with one place marked and nothing searched."""
        end = time.monotonic() + patience
        while time.monotonic() < end and terminal.status is None:
            terminal.settle(0.02, 1.0)
            place = re.search(rf"2 Agreements +(\d+) of {AGREEMENTS},", "\n".join(terminal.lines[:2]))
            if place and 1 <= int(place[1]) <= AGREEMENTS and terminal.lines[0].startswith(NOTHING_SEARCHED):
                return True
        return False

    def _told(self, wrong: str, sent: bytes, terminal: Terminal) -> str:
        shown = " / ".join(line.strip() for line in terminal.lines if line.strip())[:300]
        return f"{wrong}: {self._layout}, seed {self._seed}, after {sent[-400:]!r}; screen: {shown!a}"
