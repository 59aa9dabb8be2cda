"""The table of results: what was measured, and the figure to reach beside it."""

from __future__ import annotations


def heading(what: str) -> None:
    print(f"{what:58} {'measured':>22}   to reach", flush=True)


def row(what: str, value: str, goal: str, reached: bool) -> None:
    print(f"{what:58} {value:>22}   {goal:16} {'ok' if reached else 'MISSED'}", flush=True)
