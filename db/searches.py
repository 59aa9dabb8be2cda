"""Saved searches: a plain TOML file that a person edits and shares. What stands in it is outside text.

[[search]]
name = "INTERPOL since 2015"
query = "org:interpol year:2015.."
sort = "newest"                       # optional
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.errors import SearchesFileError
from db.files import held, replace_file
from db.printable import printable
from db.toml_files import LARGEST, read_bytes, toml_string, toml_text, wrong
from db.vocabulary import SORTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from db.errors import OwnFileError

MOST = 1000
LONGEST_NAME = 200
LONGEST_QUERY = 10_000

HEAD = re.compile(r"\A[ \t]*\[\[[ \t]*search[ \t]*\]\]")


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name, each one clean line. `sort` is an order of the list, None for the usual one."""

    name: str
    query: str
    sort: str | None = None


def saved_search(name: str, query: str, sort: str | None = None) -> SavedSearch:
    """A search to be saved. Raises SearchesFileError where there is no name or no query, or one is too long."""
    search = SavedSearch(printable(name).strip(), _query_line(query), sort)
    problem = _what_is_wrong(search)
    if problem:
        raise SearchesFileError(f"not saved: {problem}")
    return search


def read_searches(path: Path) -> tuple[SavedSearch, ...]:
    """The saved searches in the order of the file, none where there is no file.

    Raises SearchesFileError, which names the file, the line and what is wrong.
    """
    return _searches_in(path, _bytes_of(path))


def add_search(path: Path, search: SavedSearch) -> SavedSearch:
    """Adds a search at the end of the file and leaves all else in it as it is; gives it as it is in the file now.

    A name that is taken gets a number: `name (2)`. What is there already, under this name or one with a number, is not
    added again. Raises SearchesFileError; the file is then as it was.
    """
    try:
        with held(path):
            data = _bytes_of(path)
            known = _searches_in(path, data)
            named = numbered(search, known)
            if named in known:
                return named
            added = data + _lead(data) + _block(named, "\r\n" if data.endswith(b"\r\n") else "\n").encode()
            _check(path, added, (*known, named))
            replace_file(path, added)
            return named
    except OSError as error:
        raise SearchesFileError(
            f"can't write {path} ({error.strerror or error}); name another file: --searches FILE or EXPLORER_SEARCHES"
        ) from error


def numbered(search: SavedSearch, known: Iterable[SavedSearch]) -> SavedSearch:
    """The search under a name that is free among those known, or the very one that is there already."""
    taken = {other.name.casefold(): other for other in known}
    number, name = 1, search.name
    while (other := taken.get(name.casefold())) is not None:
        if (other.query, other.sort) == (search.query, search.sort):
            return other
        number += 1
        suffix = f" ({number})"
        name = search.name[: LONGEST_NAME - len(suffix)].rstrip() + suffix
    return SavedSearch(name, search.query, search.sort)


def named(searches: Sequence[SavedSearch], name: str) -> SavedSearch | None:
    """The search of a name: just this one, else one that differs in capitals only."""
    wanted = printable(name).strip()
    exact = (search for search in searches if search.name == wanted)
    alike = (search for search in searches if search.name.casefold() == wanted.casefold())
    return next(exact, None) or next(alike, None)


def _block(search: SavedSearch, end: str) -> str:
    lines = ["[[search]]", f"name = {toml_string(search.name)}", f"query = {toml_string(search.query)}"]
    if search.sort is not None:
        lines.append(f"sort = {toml_string(search.sort)}")
    return "".join(line + end for line in lines)


def _lead(data: bytes) -> bytes:
    """What parts a new block from what stands before it."""
    if not data:
        return b""
    end = b"\r\n" if data.endswith(b"\r\n") else b"\n"
    return end if data.endswith(b"\n") else end * 2


def _check(path: Path, data: bytes, expected: tuple[SavedSearch, ...]) -> None:
    """Nothing is written that would not read back."""
    if len(data) > LARGEST or len(expected) > MOST:
        raise SearchesFileError(f"{path} is full: at most {MOST:,} searches and {LARGEST:,} bytes")
    try:
        is_well = _searches_in(path, data) == expected
    except SearchesFileError:
        is_well = False
    if not is_well:
        raise SearchesFileError(f"{path}: nothing can be added at its end; write each search as [[search]]")


def _bytes_of(path: Path) -> bytes:
    return read_bytes(path, SearchesFileError)


def _searches_in(path: Path, data: bytes) -> tuple[SavedSearch, ...]:
    text, table = toml_text(path, data, SearchesFileError)
    entries = table.get("search", [])
    if not isinstance(entries, list):
        raise _wrong(path, None, "each search begins with [[search]]")
    if len(entries) > MOST:
        raise _wrong(path, None, f"holds more than {MOST:,} searches")
    heads = [number for number, line in enumerate(text.split("\n"), start=1) if HEAD.match(line)]
    lines = heads if len(heads) == len(entries) else [None] * len(entries)
    searches: dict[str, SavedSearch] = {}
    for number, (line, entry) in enumerate(zip(lines, entries, strict=True), start=1):
        found = _entry(entry)
        if isinstance(found, SavedSearch) and found.name in searches:
            found = f"another search is called {found.name}"
        if isinstance(found, str):
            raise _wrong(path, line, found if line else f"search {number}: {found}")
        searches[found.name] = found
    return tuple(searches.values())


def _entry(entry: object) -> SavedSearch | str:
    """One search, or what is wrong with it. Keys that we do not know are the person's own."""
    if not isinstance(entry, dict):
        return "a search is a table with a name and a query"
    for key in ("name", "query", "sort"):
        if not isinstance(entry.get(key, ""), str):
            return f"the {key} is no text in quotation marks"
    name, query = printable(entry.get("name", "")).strip(), _query_line(entry.get("query", ""))
    sort = printable(entry["sort"]).strip() if "sort" in entry else None
    search = SavedSearch(name, query, sort)
    return _what_is_wrong(search) or search


def _query_line(text: str) -> str:
    """A query as a clean line; of blanks at its end, which say that its last word is whole, one stays."""
    line = printable(text).lstrip()
    return line.rstrip() + " " if line and line != line.rstrip() else line


def _what_is_wrong(search: SavedSearch) -> str:
    if not search.name:
        return "the search has no name"
    if len(search.name) > LONGEST_NAME:
        return f"the name is longer than {LONGEST_NAME} characters"
    if not search.query:
        return f"the search {search.name} has no query"
    if len(search.query) > LONGEST_QUERY:
        return f"the query of {search.name} is longer than {LONGEST_QUERY:,} characters"
    if search.sort is not None and search.sort not in SORTS:
        return f"the sort of {search.name} is none of {', '.join(SORTS)}"
    return ""


def _wrong(path: Path, line: int | None, what: str) -> OwnFileError:
    return wrong(SearchesFileError, path, line, what)
