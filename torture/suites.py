"""The tortures by name: a module each, whose `in_full()` gives its figures."""

from __future__ import annotations

from typing import NamedTuple


class Suite(NamedTuple):
    """The module `torture.<name>`, the seconds it takes, and how many others may run beside it meanwhile: of two where
    much is waited for, one where little is that is measured by the clock, none where all is."""

    name: str
    seconds: float
    others: int = 2


SUITES: tuple[Suite, ...] = (
    Suite("texts", 270),  # hostile texts on the screens
    Suite("exports", 500),  # hostile texts in what the commands print
    Suite("kills", 550),  # kill -9 while importing
    Suite("faults", 330),  # writes that fail, disks that are full
    Suite("sharing", 215, others=0),  # readers beside an importer
    Suite("reach", 45),  # files that can't be written, owned by others, left by a crash
    Suite("damage", 100),  # flipped bits, lost pages
    Suite("mutants", 1150),  # database files made to harm
    Suite("life", 160, others=1),  # signals, dropped links, stop and continue
    Suite("noise", 125),  # sizes, terminals, redirections, what no keyboard types
    Suite("presses", 410),  # random keys
    Suite("fuzz", 345),  # random queries, dates and articles
    Suite("pace", 185, others=1),  # what hostile queries, files and texts may take
)
