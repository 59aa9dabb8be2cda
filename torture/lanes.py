"""One suite in a process of its own: a torture that dies, or never ends, is a figure missed and harms no other."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from torture.figures import Figure

if TYPE_CHECKING:
    from torture.suites import Suite

LONGEST = 3.0  # times what a suite is expected to take


@dataclass(frozen=True, slots=True)
class Run:
    """What a suite gave: its figures, the seconds it took, and why it ended early, empty when it did not."""

    suite: Suite
    figures: tuple[Figure, ...]
    seconds: float
    error: str = ""

    @property
    def holds(self) -> bool:
        """Whether every figure is reached."""
        return not self.error and bool(self.figures) and all(figure.holds for figure in self.figures)


def run_suite(suite: Suite) -> Run:
    """Runs the suite in full in another process. What that prints on standard error goes through."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "torture.lanes", suite.name]
    figures: list[Figure] = []
    error = ""
    try:
        ended = subprocess.run(
            command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, timeout=LONGEST * suite.seconds, check=False
        )
        lines, status = ended.stdout, ended.returncode
    except subprocess.TimeoutExpired as late:
        lines, status = late.stdout or b"", -1
    for line in lines.decode().splitlines():
        values = json.loads(line)
        figures.append(Figure(**{**values, "failures": tuple(values["failures"])}))
    if status:
        error = f"exit status {status}" if status != -1 else f"not done after {LONGEST * suite.seconds:.0f} s"
    return Run(suite, tuple(figures), time.monotonic() - begun, error)


def main(name: str) -> None:
    """In the other process: each figure as a line of JSON, as soon as it is known."""
    out = sys.stdout
    sys.stdout = sys.stderr
    for figure in import_module(f"torture.{name}").in_full():
        out.write(json.dumps(asdict(figure)) + "\n")
        out.flush()


if __name__ == "__main__":
    main(sys.argv[1])
