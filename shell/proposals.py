"""What may be proposed for a word of a query, an id, or the name of a saved search. Silent where nothing is known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import ExplorerError
from db.field_names import EXAMPLES, FIELDS
from db.prompted_ids import ids_that_begin
from db.searches import read_searches
from db.vocabulary import ATTRIBUTES, KINDS, LANGUAGES, PROVISIONS, STATUSES
from shell.places import database_location, searches_location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from db.prompted_ids import Sort

MOST = 100
SEVERAL = ","  # what parts the values of a field
CLOSED = {
    "kind": ("mou", "loi", *KINDS),
    "status": STATUSES,
    "provision": PROVISIONS,
    "has": ATTRIBUTES,
    "missing": ATTRIBUTES,
    "lang": tuple(LANGUAGES),
    "in": ("articles", "agreements"),
}
PARTIES = ("org", "with", "only", "family")
EVERYTHING: tuple[Sort, ...] = ("agreements", "organisations", "initiatives")


def ids(option: str | None, begin: str, sorts: Iterable[Sort] = EVERYTHING) -> tuple[tuple[str, str], ...]:
    """Ids that begin so, each with what it is the id of."""
    try:
        return ids_that_begin(database_location(option), begin, sorts, MOST)
    except ExplorerError:
        return ()


def query_words(option: str | None, typed: str) -> Iterator[tuple[str, str]]:
    """What a word of a query may become, each with a remark; one that ends in a colon goes on."""
    head = typed[: len(typed) - len(typed.lstrip("-("))]
    field, colon, value = typed[len(head) :].partition(":")
    if not colon:
        for name in FIELDS:
            if name.startswith(field.lower()):
                yield f"{head}{name}:", f"such as {name}:{EXAMPLES[name]}" if name in EXAMPLES else ""
        return
    before, comma, last = value.rpartition(SEVERAL)
    for found, about in _values(option, field.lower(), last):
        yield f"{head}{field}:{before}{comma}{found}", about


def saved_names(option: str | None, begin: str) -> Iterator[tuple[str, str]]:
    """The names of saved searches that begin so, with what they search for."""
    path = searches_location(option)
    try:
        found = read_searches(Path(path)) if path else ()
    except (ExplorerError, OSError):
        return
    for search in found:
        if search.name.casefold().startswith(begin.casefold()):
            yield search.name, search.query


def _values(option: str | None, field: str, begin: str) -> Iterator[tuple[str, str]]:
    if field in PARTIES:
        yield from ids(option, begin, ("organisations",))
    elif field == "id":
        yield from ids(option, begin, ("agreements",))
    for value in CLOSED.get(field, ()):
        written = value.replace(" ", "-")
        if written.startswith(begin.lower()):
            yield written, ""
