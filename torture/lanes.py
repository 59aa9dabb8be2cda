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
from torture.processes import hear_signals, kill_family

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
    lines, error = _lines_of([sys.executable, "-m", "torture.lanes", suite.name], LONGEST * suite.seconds)
    figures = []
    for line in lines:
        values = json.loads(line)
        figures.append(Figure(**{**values, "failures": tuple(values["failures"])}))
    return Run(suite, tuple(figures), time.monotonic() - begun, error)


def _lines_of(command: list[str], seconds: float) -> tuple[list[str], str]:
    """The whole lines that a command prints, and why it ended early. When it is late it is killed with all that it has
    started, which would go on beside the other suites."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            printed, error = process.communicate(timeout=seconds)[0], ""
        except subprocess.TimeoutExpired as late:
            printed, error = late.stdout or b"", f"not done after {seconds:.0f} s"
            kill_family(process.pid)
        except KeyboardInterrupt:  # it has a session of its own, which Ctrl-C does not reach
            kill_family(process.pid)
            raise
    if process.returncode and not error:
        error = f"exit status {process.returncode}"
    return printed.decode().split("\n")[:-1], error


def main(name: str) -> None:
    """In the other process: each figure as a line of JSON, as soon as it is known."""
    hear_signals()
    out = sys.stdout
    sys.stdout = sys.stderr
    for figure in import_module(f"torture.{name}").in_full():
        out.write(json.dumps(asdict(figure)) + "\n")
        out.flush()


if __name__ == "__main__":
    main(sys.argv[1])
