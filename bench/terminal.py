"""What the explorer sends to a terminal, and how soon a key shows over a slow link: 80x24, the bundled articles."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.screen import EXPLORER, own_files, probe

if TYPE_CHECKING:
    from bench.table import Table

COLOURS = {256: "xterm-256color", 16: "xterm"}
MOST_AT_START = {256: 9 * 1024, 16: 8 * 1024}
MOST_OF_A_STEP, MOST_WITHOUT_DETAIL, MOST_OF_A_FOCUS = 650, 350, 800
LINK, LATEST = "64:300", 420  # kbit/s and ms there and back; ms
STEPS = 11  # from the first of the twelve agreements to the last
LINK_STEPS = 6
FOCUS = ("tab", "tab", "tab", "tab", "1", "3", "2", "slash", "escape")
OVER_SSH = "SSH_TTY=/dev/pts/0"
MINUTE = 60


class Session(NamedTuple):
    """The explorer on a database, and the environment that it runs in."""

    command: tuple[str, ...]
    env: tuple[str, ...]

    def probe(self, *steps: str, options: tuple[str, ...] = (), env: tuple[str, ...] = ()) -> dict[str, float]:
        """As `bench.screen.probe`, until the list stands there."""
        return probe("Agreements", list(self.command), steps, (*self.env, *env), runs=3, options=options)


def measure(table: Table) -> None:
    """The figures of a terminal, each as the median of three runs; of several steps the median and the worst."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = str(folder / "bench.db")
        subprocess.run([EXPLORER, "seed", "--db", database], check=True, capture_output=True)
        env = (*own_files(folder), "EXPLORER_SESSION=")  # whether the detail is hidden would be remembered
        session = Session((EXPLORER, "browse", "--fresh", "--db", database), env)
        table.heading("What is sent to a terminal of 80x24, 12 agreements")
        for colours, term in COLOURS.items():
            _measure_bytes(table, session, colours, term)
        _measure_link(table, session)
        _measure_idle(table, session)


def _measure_bytes(table: Table, session: Session, colours: int, term: str) -> None:
    options = ("--term", term)
    downs = ("down",) * STEPS
    found = session.probe(*downs, *FOCUS, options=options)
    hidden = session.probe("z", *downs, options=options)
    is_goal = colours == max(COLOURS)  # those of steps are told for 256
    start = found["start_bytes"]
    _row(table, f"start, {colours} colours", [start], MOST_AT_START[colours])
    steps = [found[f"step{number}_bytes"] for number in range(1, STEPS + 1)]
    _row(table, f"one step down, detail following, {colours} colours", steps, MOST_OF_A_STEP if is_goal else 0)
    steps = [hidden[f"step{number}_bytes"] for number in range(2, STEPS + 2)]
    _row(table, f"one step down, detail hidden, {colours} colours", steps, MOST_WITHOUT_DETAIL if is_goal else 0)
    steps = [found[f"step{number}_bytes"] for number in range(STEPS + 1, STEPS + 1 + len(FOCUS))]
    _row(table, f"moving the focus from pane to pane, {colours} colours", steps, MOST_OF_A_FOCUS if is_goal else 0)


def _measure_link(table: Table, session: Session) -> None:
    """The key until the list shows the step; as it is over SSH, where the detail follows later, and with --no-slow,
    where it comes in the same frame."""
    steps = [f"down => {number} of 12," for number in range(2, LINK_STEPS + 2)]
    link = "64 kbit/s, 300 ms: "
    for name, env in (("over SSH", OVER_SSH), ("not spared", "EXPLORER_SLOW=0")):
        found = session.probe(*steps, options=("--link", LINK), env=(env,))
        seconds = [found[f"step{number}_s"] for number in range(1, LINK_STEPS + 1)]
        whole = [found[f"step{number}_settled_s"] for number in range(1, LINK_STEPS + 1)]
        middle, worst = (1000 * each for each in (statistics.median(seconds), max(seconds)))
        value = f"{middle:.0f} ms, worst {worst:.0f}"
        table.row(f"{link}a step in the list, {name}", value, f"<= {LATEST} ms", middle <= LATEST)
        table.row(f"{link}the detail of it, {name}", f"{1000 * statistics.median(whole):.0f} ms")


def _measure_idle(table: Table, session: Session) -> None:
    """Nothing is pressed for a minute."""
    long = ("--quiet", str(MINUTE), "--limit", str(MINUTE + 30))
    sent = probe("Agreements", list(session.command), ("",), session.env, runs=1, options=long)["step1_bytes"]
    table.row("idle for a minute", f"{sent:,.0f} bytes", "0 bytes", sent == 0)


def _row(table: Table, what: str, found: list[float], most: int) -> None:
    """The middle one of what was found, and the worst."""
    middle = statistics.median(found)
    value = f"{middle:,.0f} bytes" + (f", worst {max(found):,.0f}" if len(found) > 1 else "")
    table.row(what, value, f"<= {most:,} bytes" if most else "", not most or middle <= most)
