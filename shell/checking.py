"""The command that checks a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.checks import check_database
from shell.forms import Form
from shell.output import print_listed, print_rows, remark
from shell.places import database_path
from shell.waiting import saying

if TYPE_CHECKING:
    from db.checks import Progress

BROKEN = 3
COLUMNS = ("check", "looked_at", "faults")


def print_check(option: str | None, form: Form) -> int:
    """Prints each check with what it found; 3 when one failed. On a terminal it says how far it is, where it takes
    long."""
    path = database_path(option)
    with saying() as say:
        results = check_database(path, lambda progress: say(words(progress)))
    if form is not Form.TABLE:
        documents = ({"check": r.name, "looked_at": r.looked_at, "faults": list(r.faults)} for r in results)
        print_listed(form, COLUMNS, documents)
    else:
        rows = [(r.name, f"{r.looked_at:,}", f"{len(r.faults)} wrong" if r.faults else "ok") for r in results]
        print_rows(("check", "looked at", "result"), rows, flexible=0)
        for result in results:
            for fault in result.faults:
                remark(f"explorer: {result.name}: {fault}")
    return BROKEN if any(result.faults for result in results) else 0


def words(progress: Progress) -> str:
    """How far the checks are, as a line."""
    looked_at = f", {progress.looked_at:,} looked at" if progress.looked_at else ""
    return f"check {progress.place} of {progress.of}: {progress.name}{looked_at}"
