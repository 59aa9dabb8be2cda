"""The command that tells what two databases differ in."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.differences import Difference, Field, differences
from db.errors import DatabaseError, LockedDatabaseError
from shell.forms import Form
from shell.output import for_people, print_csv, print_json_list, print_rows, remark, say

if TYPE_CHECKING:
    from collections.abc import Iterator

DIFFERENT = 1
COLUMNS = ("change", "of", "id", "was", "name", "field", "before", "after")
SHORT = 12  # letters of an article's digest
NOTHING = "nothing"
BY_OPTION = " with --db"


def print_differences(old: str, new: str, form: Form) -> int:
    """Prints what is new, gone and changed, as it is found; 1 when anything is, 0 when nothing is."""
    counts: Counter[tuple[str, str]] = Counter()
    with _without_option():
        _print_all(old, new, form, counts)
    for (change, kind), count in counts.items():
        remark(f"{count:,} {kind}{'' if count == 1 else 's'} {change}")
    if not counts:
        remark("they hold the same")
    return DIFFERENT if counts else 0


def _print_all(old: str, new: str, form: Form, counts: Counter[tuple[str, str]]) -> None:
    def counted() -> Iterator[Difference]:
        for found in differences(Path(old), Path(new)):
            counts[found.change, found.kind] += 1
            yield found

    if form is Form.JSON:
        print_json_list(map(document, counted()))
    elif form is Form.CSV:
        print_csv(COLUMNS, (row for found in counted() for row in rows(found)))
    else:
        for found in counted():
            _print(found)


@contextmanager
def _without_option() -> Iterator[None]:
    """What is to be done about a database, in the words of a command that has its databases named without --db."""
    try:
        yield
    except LockedDatabaseError:
        raise
    except DatabaseError as error:
        raise type(error)(str(error).replace(BY_OPTION, "")) from error


def _print(found: Difference) -> None:
    if for_people():
        for line in lines(found):
            say(line)
    else:
        print_rows(COLUMNS, [[_cell(row[name]) for name in COLUMNS] for row in rows(found)], flexible=0)


def _cell(value: str | tuple[str, ...] | None) -> str:
    return "; ".join(value) if isinstance(value, tuple) else value or ""


def document(found: Difference) -> dict[str, Any]:
    """A difference as a JSON value."""
    fields = {name: {"before": before, "after": after} for name, before, after in found.fields}
    head = {"change": found.change, "of": found.kind, "id": found.id, "was": found.was, "name": found.name}
    return head | {"fields": fields}


def rows(found: Difference) -> Iterator[dict[str, Any]]:
    """A difference as rows with the values of COLUMNS, one for each field."""
    head = {"change": found.change, "of": found.kind, "id": found.id, "was": found.was, "name": found.name}
    for name, before, after in found.fields or (Field("", None, None),):
        yield head | {"field": name, "before": before, "after": after}


def lines(found: Difference) -> Iterator[str]:
    """A difference for people, what changed below it."""
    number = found.id[:SHORT] if found.kind == "article" else found.id
    was = f" (was {found.was})" if found.was else ""
    yield f"{found.change:7} {found.kind} {number}{was}: {found.name}"
    for field in found.fields:
        yield f"        {field.name}: {_change(field)}"


def _change(field: Field) -> str:
    if not isinstance(field.before, tuple) or not isinstance(field.after, tuple):
        return f"{_single(field.before)} -> {_single(field.after)}"
    gone = [f"- {each}" for each in field.before if each not in field.after]
    came = [f"+ {each}" for each in field.after if each not in field.before]
    return "; ".join((*gone, *came)) or f"in another order: {'; '.join(field.after)}"


def _single(value: object) -> str:
    return NOTHING if value is None else str(value)
