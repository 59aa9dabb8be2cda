"""The command that checks a database, and makes anew what can be."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

from db.checks import check_database
from db.conformity import OTHERS
from db.connection import EXAMINE
from db.errors import DamagedDatabaseError
from shell.forms import Form
from shell.looking import remember_written
from shell.output import print_listed, print_rows, remark
from shell.places import database_path, own_database_path
from shell.waiting import saying

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.checks import CheckResult
    from db.repairs import Repaired

BROKEN = 3
COLUMNS = ("check", "looked_at", "faults")
CAN_BE_RENEWED = (
    "explorer check --repair --db {} makes anew what follows from the tables, as long as these can be read; "
    "for the rest restore a copy"
)
CAN_NOT_BE_RENEWED = (
    "what is wrong in the tables can't be made anew: restore a copy, or seed the articles anew into another --db"
)


def print_check(option: str | None, form: Form) -> int:
    """Prints each check with what it found; 3 when one failed. On a terminal it says how far it is, where it takes
    long."""
    path = database_path(option)
    with saying() as say, _without_itself():
        results = check_database(path, lambda progress: say(progress.in_words()))
    _print(results, form)
    if not _are_sound(results):
        remark(f"explorer: {CAN_BE_RENEWED.format(path)}")
        return BROKEN
    remember_written(path)
    return 0


def repair(option: str | None, form: Form) -> int:
    """Makes anew what can be where something is wrong, then prints each check as it is now; 3 when one still fails."""
    from db.repairs import STOPPED, repair_database
    from shell.stopping import stoppable

    path = own_database_path(option)
    with stoppable() as stop, saying() as say, _without_itself():
        try:
            repaired = repair_database(path, say, stop)
        except KeyboardInterrupt:
            if stop.number in {None, signal.SIGINT}:
                raise
            remark(f"explorer: {STOPPED}")
            return 128 + stop.number
    _print(repaired.results, form, repaired)
    for name, fault in repaired.renewed:
        remark(f"{'taken away' if fault.endswith(OTHERS) else 'mended'}: {name}; before: {fault}")
    if not _are_sound(repaired.results):
        remark(f"explorer: {CAN_NOT_BE_RENEWED}")
        return BROKEN
    remember_written(path)
    remark("nothing is wrong now" if repaired.renewed else "nothing is wrong, and nothing was changed")
    return 0


@contextmanager
def _without_itself() -> Iterator[None]:
    """What is wrong with a database, in an error that does not advise to look at it with this command."""
    try:
        yield
    except DamagedDatabaseError as error:
        raise DamagedDatabaseError(str(error).partition(f"; {EXAMINE}")[0]) from error


def _print(results: Sequence[CheckResult], form: Form, repaired: Repaired | None = None) -> None:
    if form is not Form.TABLE:
        documents = [{"check": r.name, "looked_at": r.looked_at, "faults": list(r.faults)} for r in results]
        columns: tuple[str, ...] = COLUMNS
        if repaired is not None:
            columns = (*COLUMNS, "renewed")
            for document in documents:
                document["renewed"] = [fault for name, fault in repaired.renewed if name == document["check"]]
        print_listed(form, columns, documents)
        return
    rows = [(r.name, f"{r.looked_at:,}", f"{len(r.faults)} wrong" if r.faults else "ok") for r in results]
    print_rows(("check", "looked at", "result"), rows, flexible=0)
    for result in results:
        for fault in result.faults:
            remark(f"explorer: {result.name}: {fault}")


def _are_sound(results: Sequence[CheckResult]) -> bool:
    return not any(result.faults for result in results)
