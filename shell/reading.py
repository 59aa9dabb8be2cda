"""The commands that ask the database: search, show, orgs, articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.catalogue import Catalogue
from db.errors import BadQueryError, NothingFoundError
from db.parsing import parse
from db.printable import printable
from db.query import JUST_THE_ID, Nothing, Part, Party, Query
from db.vocabulary import SHORT_KINDS
from shell import documents
from shell.forms import Form
from shell.looking import refuse_damaged
from shell.output import for_people, print_fields, print_json, print_listed, print_rows, remark
from shell.places import database_location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.records import Agreement, ArticleRow, Initiative
    from shell.profile import Profile

NOTHING_FOUND = 1
LONGEST_NAME = 300
SECONDS_PER_QUESTION = 60.0  # a script may wait longer than a person at a key


def print_search(option: str | None, text: str, sort: str, limit: int, form: Form) -> int:
    """Prints the agreements that match; 1 when there are none. Raises BadQueryError for a filter without meaning."""
    query = _query(text)
    if query.target == "articles":
        from shell.finding import print_hits

        with _catalogue(option) as catalogue:
            return print_hits(catalogue, query, text, sort, limit, form)
    with _catalogue(option) as catalogue, catalogue.at_one_moment():
        page = catalogue.counted_page(query, sort, limit or -1)
        in_words = catalogue.in_words(query) if for_people() else ""
        ways = tuple(_ways_out(catalogue, query)) if not page.rows else ()
    if form is not Form.TABLE:
        print_listed(form, documents.AGREEMENT_COLUMNS, map(documents.agreement_row, page.rows))
    elif page.rows:
        headings = ("date", "kind", "parties", "status", "id")
        kinds = SHORT_KINDS if for_people() else {}
        rows = [(_date(r.date), kinds.get(r.kind, r.kind), " · ".join(r.parties), r.status, r.id) for r in page.rows]
        print_rows(headings, rows, flexible=2, below=4)
    if in_words:
        remark(f"understood as: {in_words}")
    if page.order != sort:
        remark(f"in the order {page.order}: {sort} needs words, and not too many matches")
    if len(page.rows) < (page.total or 0):
        remark(f"the first {len(page.rows)} of {page.total}; --limit 0 prints all")
    if not page.rows:
        remark(f"no agreement matches {text}" if text else "the database holds no agreement")
        for way in ways:
            remark(f"  {way}")
        return NOTHING_FOUND
    return 0


def _ways_out(catalogue: Catalogue, query: Query) -> Iterator[str]:
    """What one may ask instead of a query that matches nothing."""
    for name in (node.name for node in query.leaves() if isinstance(node, Party)):
        if not catalogue.organisations_named(name):
            called = name.removeprefix(JUST_THE_ID)
            yield f"no organisation {'is called' if called == name else 'has the id'} {called}"
    for found in catalogue.suggestions(query):
        if found.is_spelling:
            yield f"did you mean {found.text.strip()}? It has {found.agreements}"
        elif found.text:
            yield f"without {found.instead_of} there are {found.agreements}: {found.text.strip()}"
    for row in catalogue.articles(query, 3) if query.has_words else ():
        yield f"the words stand in the article {_title(row)}; explorer articles shows where"


def print_record(option: str | None, identifier: str, as_json: bool) -> int:
    """Prints an agreement, or an organisation or initiative by id, acronym or name. Raises NothingFoundError."""
    from shell import sheets

    identifier = printable(identifier)[:LONGEST_NAME]
    with _catalogue(option) as catalogue, catalogue.at_one_moment():
        found = (
            _agreement(catalogue, identifier)
            or _organisation(catalogue, identifier)
            or _initiative(catalogue, identifier)
        )
        near = "" if found else _near(identifier, [row.id for row in catalogue.page(Query(), limit=1000).rows])
    if found is None:
        raise NothingFoundError(f"there is no {identifier}{near}; find ids with: explorer search WORDS")
    if as_json:
        print_json(documents.record(found))
    else:
        print_fields(sheets.record(found))
    return 0


def _agreement(catalogue: Catalogue, identifier: str) -> Agreement | None:
    try:
        return catalogue.agreement(identifier)
    except NothingFoundError:
        return None


def _organisation(catalogue: Catalogue, identifier: str) -> Profile | None:
    from shell.profile import Profile

    for found in catalogue.organisations_named(identifier):
        if _is_called(identifier, found.id, found.acronym, found.name, *found.aliases):
            rows = catalogue.page(Query((Part(Party(found.id), found.id),)), limit=-1).rows
            return Profile(found, rows, catalogue.claims_of_organisation(found.id))
    return None


def _initiative(catalogue: Catalogue, identifier: str) -> Initiative | None:
    for found in catalogue.initiatives():
        if _is_called(identifier, found.id, found.acronym, found.name):
            return found
    return None


def _is_called(word: str, *names: str | None) -> bool:
    return word.casefold() in {name.casefold() for name in names if name}


def print_organisations(option: str | None, name: str, form: Form) -> int:
    """Prints organisations; 1 when none has the name."""
    name = printable(name)[:LONGEST_NAME]
    with _catalogue(option) as catalogue:
        found = catalogue.organisations_named(name)
    if form is not Form.TABLE:
        print_listed(form, documents.ORGANISATION_COLUMNS, map(documents.organisation, found))
    elif found:
        rows = [(str(o.agreements), o.acronym, o.name, o.kind, o.id) for o in found]
        print_rows(("agreements", "acronym", "name", "kind", "id"), rows, flexible=2, below=4)
    if not found:
        remark(f"no organisation is called {name}" if name else "the database holds no organisation")
    return 0 if found else NOTHING_FOUND


def print_articles(option: str | None, text: str, form: Form) -> int:
    """Prints articles, those that a query asks for with the sentence that holds the words; 1 when there are none.
    Raises BadQueryError for a filter without meaning."""
    query = _query(text)._replace(target="articles")
    with _catalogue(option) as catalogue:
        if not query.is_empty:
            from shell.finding import print_hits

            return print_hits(catalogue, query, text, "newest", 0, form)
        found = catalogue.articles(query)
    if form is not Form.TABLE:
        print_listed(form, documents.ARTICLE_COLUMNS, map(documents.article_row, found))
    elif found:
        rows = [(_date(r.published), r.publisher, _with_age(r), str(r.agreements), r.name) for r in found]
        print_rows(("published", "publisher", "title", "agreements", "file"), rows, flexible=2, below=4)
    if not found:
        remark("the database holds no article")
    return 0 if found else NOTHING_FOUND


def _catalogue(option: str | None) -> Catalogue:
    location = database_location(option)
    refuse_damaged(location)
    catalogue = Catalogue(location, SECONDS_PER_QUESTION)
    if catalogue.notice:
        remark(catalogue.notice)
    return catalogue


def _query(text: str) -> Query:
    """What is asked for. What of it has no meaning is remarked on; a filter that can't be met is wrong use, and so are
    words of which none has a meaning, for which everything would be the answer."""
    query = parse(text)
    if any(isinstance(node, Nothing) for node in query.leaves()) or (query.problems and query.is_empty):
        raise BadQueryError("; ".join(query.problems))
    for problem in query.problems:
        remark(problem)
    return query


def _date(date: object) -> str:
    return str(date) if date else "undated"


def _title(row: ArticleRow) -> str:
    return row.title or row.name


def _with_age(row: ArticleRow) -> str | None:
    return f"{row.title or ''} (older version)".lstrip() if row.replaced_by is not None else row.title


def _near(identifier: str, ids: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(identifier, ids, 1, 0.7)
    return f", but there is {near[0]}" if near else ""
