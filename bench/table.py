"""The table of results: what was measured, and the figure to reach beside it."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from importlib.metadata import version
from pathlib import Path


class Table:
    """Prints rows as they come: for a screen, or in Markdown for a document."""

    def __init__(self, markdown: bool = False) -> None:
        self._markdown = markdown

    def heading(self, what: str) -> None:
        """The line above some rows."""
        if self._markdown:
            print(f"\n### {what}\n\n| figure | to reach | measured |\n| --- | --- | --- |", flush=True)
        else:
            print(f"\n{what:66} {'measured':>28}   to reach", flush=True)

    def row(self, what: str, value: str, goal: str = "", reached: bool = True) -> None:
        """One figure. Without a goal it is only told."""
        if self._markdown:
            missed = "" if reached else " (missed)"
            cells = (each.strip().replace("|", "\\|") for each in (what, goal, f"{value}{missed}"))
            print(f"| {' | '.join(cells)} |", flush=True)
        else:
            verdict = ("ok" if reached else "MISSED") if goal else ""
            print(f"{what:66} {value:>28}   {goal:18} {verdict}".rstrip(), flush=True)


def machine() -> str:
    """What the figures are from, in words: without its name."""
    kind = _found(r"model name\s*:\s*(.+)", "/proc/cpuinfo") or platform.machine()
    memory = int(_found(r"MemTotal:\s*(\d+)", "/proc/meminfo") or 0) / (1 << 20)
    parts = [
        f"{kind.split('@')[0].strip()}, {os.cpu_count()} cores, {memory:.0f} GiB of memory, {_disk()}",
        platform.system(),
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, textual {version('textual')}",
    ]
    return "; ".join(parts)


def _disk() -> str:
    """What the disks are, as far as the system says; of a virtual one it knows nothing."""
    names = ("sd*", "nvme*", "vd*")
    disks = [path for name in names for path in Path("/sys/block").glob(name)]
    if not disks or any(disk.name.startswith("vd") for disk in disks):
        return "virtual disk" if disks else "unknown disk"
    turns = {(disk / "queue" / "rotational").read_text(encoding="utf-8").strip() for disk in disks}
    return "rotating disk" if "1" in turns else "solid-state disk"


def _found(pattern: str, path: str) -> str | None:
    try:
        found = re.search(pattern, Path(path).read_text(encoding="utf-8"))
    except OSError:
        return None
    return found[1] if found else None
