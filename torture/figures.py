"""What a torture found out, as figures: how much was tried, how much of it went wrong, and what was to be reached."""

from __future__ import annotations

from dataclasses import dataclass

MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what was done, what was seen, what is to be reached, and each thing that went wrong, in words.

    `command` makes it again; `number` is that of the acceptance figure it answers, 0 for one of our own.
    """

    number: int
    what: str
    seen: str
    goal: str
    holds: bool
    command: str
    failures: tuple[str, ...] = ()


def counted(number: int, what: str, tried: int, failures: list[str], command: str, at_least: int = 1) -> Figure:
    """The figure of something that must never happen: it holds when it was tried so often, and happened never."""
    seen = f"{len(failures)} of {tried:,}"
    goal = f"0 of {at_least:,}" if at_least > 1 else "0"
    told = tuple(failures[:MOST_TOLD])
    return Figure(number, what, seen, goal, not failures and tried >= at_least, command, told)


def timed(number: int, what: str, seconds: float, most: float, command: str) -> Figure:
    """The figure of something that may take so many seconds at most."""
    holds = seconds <= most
    failures = () if holds else (f"{seconds:.2f} s",)
    return Figure(number, what, f"{seconds:.2f} s", f"<= {most:g} s", holds, command, failures)
