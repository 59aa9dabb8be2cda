"""Articles that match, printed with the sentence that holds the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.printable import pieces
from shell import documents
from shell.forms import Form
from shell.output import Found, for_people, print_found, print_listed, remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.catalogue import Catalogue
    from db.query import Query
    from db.rows import Hit, HitPage

AT_ONCE = 200  # articles
NOTHING_FOUND = 1


def print_hits(catalogue: Catalogue, query: Query, text: str, sort: str, limit: int, form: Form) -> int:
    """Prints the articles that match, at most `limit`, all for 0; 1 when there are none. `text` is what was typed."""
    printed = 0
    order = sort
    listed = []
    for page in _pages(catalogue, query, sort, limit):
        order = page.order
        printed += len(page.rows)
        if form is not Form.TABLE:
            listed += [documents.hit(hit) for hit in page.rows]
        else:
            print_found(_found(hit) for hit in page.rows)
    if form is not Form.TABLE:
        print_listed(form, documents.ARTICLE_COLUMNS, listed)
    if order != sort:
        remark(f"in the order {order}: {sort} is not for articles, or needs words, and not too many matches")
    if not printed:
        remark(f"no article matches {text}")
        return NOTHING_FOUND
    if printed == limit and (total := catalogue.tally(query).total) > printed:
        remark(f"the first {printed} of {total}; --limit 0 prints all")
    return 0


def _pages(catalogue: Catalogue, query: Query, sort: str, limit: int) -> Iterator[HitPage]:
    """One page after the other, each from the end of the one before, so that any number costs the memory of some."""
    from db.rows import Milestone

    place = 0
    known: list[Milestone] = []
    while not limit or place < limit:
        wanted = min(AT_ONCE, limit - place) if limit else AT_ONCE
        page = catalogue.hits(query, sort, place, wanted, known)
        if page.rows or not place:
            yield page
        if len(page.rows) < wanted:
            return
        place += len(page.rows)
        known = [Milestone(place - 1, page.keys[-1])]


def _found(hit: Hit) -> Found:
    row = hit.article
    title = f"{row.title or ''} (older version)".lstrip() if row.replaced_by is not None else row.title or ""
    if for_people() and not title:
        title = row.name
    sentence: list[tuple[str, bool]] = []
    if hit.passages:
        first = hit.passages[0]
        sentence = [*_cut(first.opens), *pieces(first.text, first.marks), *_cut(first.ends)]
    date = str(row.published) if row.published else "undated"
    marks = hit.title_marks if row.title else ()
    return Found(date, row.publisher or "", pieces(title, marks), row.agreements, row.name, sentence)


def _cut(is_whole: bool) -> list[tuple[str, bool]]:
    return [] if is_whole else [("…", False)]
