"""The tortures by name: a module each, whose `in_full()` gives its figures."""

from __future__ import annotations

from typing import NamedTuple


class Suite(NamedTuple):
    """The module `torture.<name>`, the seconds it takes on one core, and whether it needs the machine for itself."""

    name: str
    seconds: float
    alone: bool = False


SUITES: tuple[Suite, ...] = (
    Suite("texts", 330),  # hostile texts on the screens
    Suite("exports", 190),  # hostile texts in what the commands print
    Suite("kills", 420),  # kill -9 while importing
    Suite("faults", 220),  # writes that fail, disks that are full
    Suite("sharing", 240, alone=True),  # readers beside an importer
    Suite("reach", 70),  # files that can't be written, owned by others, left by a crash
    Suite("damage", 110),  # flipped bits, lost pages
    Suite("mutants", 700),  # database files made to harm
    Suite("life", 170, alone=True),  # signals, dropped links, stop and continue
    Suite("noise", 120),  # sizes, terminals, redirections, what no keyboard types
    Suite("presses", 250),  # random keys
    Suite("fuzz", 350),  # random queries, dates and articles
    Suite("pace", 100, alone=True),  # what hostile queries, files and texts may take
)
