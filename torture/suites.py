"""The tortures by name: a module each, whose `in_full()` gives its figures."""

from __future__ import annotations

from typing import NamedTuple


class Suite(NamedTuple):
    """The module `torture.<name>`, the seconds it takes beside others, and whether it needs the machine for itself."""

    name: str
    seconds: float
    alone: bool = False


SUITES: tuple[Suite, ...] = (
    Suite("texts", 270),  # hostile texts on the screens
    Suite("exports", 500),  # hostile texts in what the commands print
    Suite("kills", 510),  # kill -9 while importing
    Suite("faults", 230),  # writes that fail, disks that are full
    Suite("sharing", 215, alone=True),  # readers beside an importer
    Suite("reach", 45),  # files that can't be written, owned by others, left by a crash
    Suite("damage", 85),  # flipped bits, lost pages
    Suite("mutants", 1050),  # database files made to harm
    Suite("life", 130, alone=True),  # signals, dropped links, stop and continue
    Suite("noise", 125),  # sizes, terminals, redirections, what no keyboard types
    Suite("presses", 385),  # random keys
    Suite("fuzz", 345),  # random queries, dates and articles
    Suite("pace", 180, alone=True),  # what hostile queries, files and texts may take
)
