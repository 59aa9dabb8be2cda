"""Hostile texts in what the commands print that look after databases: compared, repaired, copied."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from torture import judged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from torture.called import Called, Where
    from torture.payloads import Payload

OF_DIFFERENCES = ("change", "of", "id", "was", "name", "field", "before", "after")
OF_CHECKS = ("check", "looked_at", "faults", "renewed")
DIFFERENT, BROKEN = 1, 3


def differences(
    called: Callable[..., Called], databases: Sequence[Path], payload: Payload, where: Where
) -> Iterator[tuple[str, list[str]]]:
    """Two databases compared, in each form: for each form its faults."""
    arguments = ("diff", *map(str, databases))
    documents = called(*arguments, "--json")
    yield "diff --json", judged.document_faults(documents, payload, where, is_exact=True) + _status(documents)
    found = judged.json_of(documents.out)
    rows = sum(max(1, len(each["fields"])) for each in found)
    lines = sum(1 + len(each["fields"]) for each in found)
    got = called(*arguments, "--csv")
    faults = judged.printed_faults(got, where) + judged.csv_faults(got.out, rows, OF_DIFFERENCES)
    yield "diff --csv", faults + _status(got)
    got = called(*arguments)
    faults = judged.printed_faults(got, where) + _status(got)
    if where == "terminal":
        told = got.out.count(b"\n")
        faults += [] if told == lines else [f"{told} lines for {lines} things to tell"]
    else:
        faults += judged.table_faults(got.out, rows, len(OF_DIFFERENCES))
    yield "diff", faults


def _status(got: Called) -> list[str]:
    return [] if got.status == DIFFERENT else [f"exit status {got.status}: {got.err[:200]!r}"]


def repaired_and_copied(
    called: Callable[..., Called], database: Path, payload: Payload, where: Where
) -> Iterator[tuple[str, list[str]]]:
    """A copy of the database repaired, in each form, and copied to a file that the text is the name of."""
    for form in ("", "--json", "--csv"):
        copy = shutil.copyfile(database, database.with_name("repaired.db"))
        got = judged.without_progress(called("check", "--repair", *filter(None, (form,)), "--db", str(copy)))
        faults = judged.printed_faults(got, where) + judged.text_faults(got.err)
        faults += [] if got.status in (0, BROKEN) else [f"exit status {got.status}"]
        if form == "--csv":
            faults += judged.csv_faults(got.out, got.out.count(b"\n") - 1, OF_CHECKS)
        elif form:
            faults += judged.document_faults(got, payload, where, is_exact=False)
        elif where != "terminal":
            faults += judged.table_faults(got.out, got.out.count(b"\n"), 3)
        yield f"check --repair {form}", faults
    name = "".join(char for char in payload.text if char not in "\0/" and not "\ud800" <= char <= "\udfff")[:50]
    target = f"{name}.copy"
    got = judged.without_progress(called("backup", "--replace", "--db", str(database), "--", target))
    yield "backup", judged.printed_faults(got, where) + judged.text_faults(got.err)
