"""The figures on the page docs/reliability.md: a table between two marks, the rest of the page is written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from torture.lanes import Run

BEGINS, ENDS = "<!-- figures -->", "<!-- end of figures -->"
COMMAND = "python -m torture"
HEAD = "| no. | what was done | seen | to reach | makes it again |\n| --- | --- | --- | --- | --- |"


def renew(page: str, runs: Iterable[Run]) -> str:
    """The page with the figures of these runs in place of those of the same commands; the others stay. Of a suite that
    ended early none stay, and a row says so: what it had no time to do again is not known to hold.

    Raises ValueError when a mark is missing.
    """
    before, between = page.split(BEGINS, 1)
    between, after = between.split(ENDS, 1)
    runs = tuple(runs)
    again = {figure.command for run in runs for figure in run.figures}
    broken = {run.suite.name for run in runs if run.error}
    kept = [line for line in between.splitlines() if line.startswith("| ") and not line.startswith(("| no.", "| ---"))]
    commands = [line.split("`")[-2] for line in kept]
    rows = [
        line
        for line, command in zip(kept, commands, strict=True)
        if command not in again and command.split()[-1] not in broken
    ]
    for figure in (figure for run in runs for figure in run.figures):
        number = str(figure.number) if figure.number else ""
        seen = figure.seen if figure.holds else f"**{figure.seen}**"
        rows.append(f"| {number} | {figure.what} | {seen} | {figure.goal} | `{figure.command}` |")
    for run in (run for run in runs if run.error):
        rows.append(
            f"| | {run.suite.name} | **it ended early: {run.error}** | its end | `{COMMAND} {run.suite.name}` |"
        )
    rows.sort(key=_place)
    return f"{before}{BEGINS}\n{HEAD}\n" + "\n".join(rows) + f"\n{ENDS}{after}"


def _place(row: str) -> tuple[int, str]:
    number = row.split("|")[1].strip()
    return (int(number) if number else 1000, row)
