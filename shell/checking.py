"""The command that checks a database."""

from __future__ import annotations

from db.checks import check_database
from shell.output import print_json, print_rows, remark
from shell.places import database_path

BROKEN = 3


def print_check(option: str | None, as_json: bool) -> int:
    """Prints each check with what it found; 3 when one failed."""
    results = check_database(database_path(option))
    if as_json:
        print_json([{"check": r.name, "looked_at": r.looked_at, "faults": list(r.faults)} for r in results])
    else:
        rows = [(r.name, f"{r.looked_at:,}", f"{len(r.faults)} wrong" if r.faults else "ok") for r in results]
        print_rows(("check", "looked at", "result"), rows, flexible=0)
        for result in results:
            for fault in result.faults:
                remark(f"explorer: {result.name}: {fault}")
    return BROKEN if any(result.faults for result in results) else 0
