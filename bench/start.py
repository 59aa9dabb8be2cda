"""How soon the screen stands: of the installed program and of the one file, against a Textual hello world."""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.screen import EXPLORER, HERE, own_files, probe
from pack.contents import program_files, read_toml
from pack.one_file import NAME, make_one_file

if TYPE_CHECKING:
    from bench.table import Table

ROUNDS = 45
INSTALLED, ONE_FILE = 1.3, 1.35
HELLO = "a Textual hello world"
BARE, BROWSE = "explorer, as a wheel installs it", "explorer browse --db FILE"


def measure(table: Table) -> None:
    """The medians of rounds in which each is started once, so that what else the machine does strikes all alike, and
    the quickest of each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = str(folder / "bench.db")
        subprocess.run([EXPLORER, "seed", "--db", database], check=True, capture_output=True)
        make_one_file(folder)
        browse = ["browse", "--db", database]
        installed = [sys.executable, _installed(folder / "site")]
        commands = {
            HELLO: ("Hello, world", [sys.executable, str(HERE / "hello.py")]),
            BARE: ("Agreements", installed),
            BROWSE: ("Agreements", [*installed, *browse]),
            NAME: ("Agreements", [sys.executable, str(folder / NAME), *browse]),
        }
        env = (*own_files(folder), f"EXPLORER_DB={database}")
        seconds: dict[str, list[float]] = {what: [] for what in commands}
        for _ in range(ROUNDS + 1):
            for what, (ready, command) in commands.items():
                seconds[what].append(probe(ready, command, env=env, runs=1)["start_s"])
    medians = {what: statistics.median(times[1:]) for what, times in seconds.items()}
    best = {what: min(times[1:]) for what, times in seconds.items()}
    table.heading(f"Start to a screen with rows, 80x24, {ROUNDS} rounds in turn")
    table.row(HELLO, f"{medians[HELLO] * 1000:.0f} ms")
    for what, goal in ((BARE, INSTALLED), (BROWSE, INSTALLED), (NAME, ONE_FILE)):
        ratio = medians[what] / medians[HELLO]
        times = f"{medians[what] * 1000:.0f}/{medians[HELLO] * 1000:.0f} ms"
        value = f"{ratio:.2f} ({times}), quickest {best[what] / best[HELLO]:.2f}"
        table.row(f"{what}, against that", value, f"<= {goal:g} times", ratio <= goal)


def _installed(site: Path) -> str:
    """The program as a wheel lays it down, compiled, and its command: an editable one finds its modules more slowly."""
    for name, data in program_files(read_toml("pyproject.toml")["tool"]["setuptools"]):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    compileall.compile_dir(site, quiet=1)
    command = site / "command.py"
    command.write_text("import sys\nfrom explorer import main\nsys.exit(main())\n", encoding="utf-8")
    return str(command)
