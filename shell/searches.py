"""The commands about saved searches: listing them with their counts, adding one, running one by its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from db.catalogue import Catalogue
from db.errors import BadQueryError, NothingFoundError, SlowQueryError, UsageError
from db.parsing import parse
from db.searches import add_search, named, read_searches, saved_search
from shell.forms import Form
from shell.looking import refuse_damaged
from shell.output import print_listed, print_rows, remark
from shell.places import database_location, searches_location

if TYPE_CHECKING:
    from db.searches import SavedSearch

NOTHING_FOUND = 1
SECONDS_PER_QUESTION = 60.0
NO_COUNT = "–"
COLUMNS = ("name", "query", "sort", "agreements", "problems")


class _Counted(NamedTuple):
    search: SavedSearch
    agreements: int | None
    problems: tuple[str, ...]

    @property
    def tally(self) -> str:
        return NO_COUNT if self.agreements is None else str(self.agreements)


def print_searches(option: str | None, searches: str | None, form: Form) -> int:
    """Prints the saved searches, each with how many agreements it has now; 1 when there are none."""
    path = _file(searches)
    found = read_searches(path)
    counted: list[_Counted] = []
    if found:
        location = database_location(option)
        refuse_damaged(location)
        with Catalogue(location, SECONDS_PER_QUESTION) as catalogue:
            counted = [_counted(catalogue, search) for search in found]
    if form is not Form.TABLE:
        print_listed(form, COLUMNS, map(_document, counted))
    elif counted:
        rows = [(each.search.name, each.tally, each.search.query) for each in counted]
        print_rows(("name", "agreements", "query"), rows, flexible=2)
    for each in counted:
        for problem in each.problems:
            remark(f"{each.search.name}: {problem}")
    if not counted:
        remark(f"no search is saved in {path}; to save one: explorer searches add NAME QUERY")
    return 0 if counted else NOTHING_FOUND


def save_search(searches: str | None, name: str, query: str, sort: str | None) -> int:
    """Adds a search to the file and says under which name. Raises BadQueryError for one without meaning."""
    problems = parse(query).problems
    if problems:
        raise BadQueryError("; ".join(problems))
    path = _file(searches)
    remark(f"saved as {add_search(path, saved_search(name, query, sort)).name} in {path}")
    return 0


def search_named(searches: str | None, name: str, words: str) -> tuple[str, str | None]:
    """The query of a saved search, and its order if it has one. Raises NothingFoundError for a name that is not there
    and UsageError where there are `words` to search for as well."""
    if words:
        raise UsageError("--saved stands for the whole query; leave the words away")
    path = _file(searches)
    found = read_searches(path)
    search = named(found, name)
    if search is None:
        raise NothingFoundError(f"no search called {name} is saved in {path}{_near(name, found)}")
    return search.query, search.sort


def _file(searches: str | None) -> Path:
    """The file of saved searches. Raises UsageError where none is named, and there is no home."""
    path = searches_location(searches)
    if not path:
        raise UsageError("there is no home folder to keep saved searches in; name a file with --searches")
    return Path(path)


def _counted(catalogue: Catalogue, search: SavedSearch) -> _Counted:
    query = parse(search.query)
    if query.is_impossible:
        return _Counted(search, None, query.problems)
    try:
        return _Counted(search, catalogue.tally(query).total, query.problems)
    except SlowQueryError as error:
        return _Counted(search, None, (*query.problems, str(error)))


def _document(counted: _Counted) -> dict[str, object]:
    search = counted.search
    return {
        "name": search.name,
        "query": search.query,
        "sort": search.sort,
        "agreements": counted.agreements,
        "problems": list(counted.problems),
    }


def _near(name: str, found: tuple[SavedSearch, ...]) -> str:
    from difflib import get_close_matches

    names = {search.name.casefold(): search.name for search in found}
    near = get_close_matches(name.casefold(), names, 1, 0.6)
    return f", but there is {names[near[0]]}" if near else ""
