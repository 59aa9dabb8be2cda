"""All that a database answers: each record, lists in every order, searches, facets."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from db.catalogue import Catalogue
from db.errors import ExplorerError
from db.parsing import parse
from db.query import Query
from db.vocabulary import SORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

SECONDS = 5.0  # for one question
SEARCHES = (
    *("agreement", "police", "interpol", "signed", "minis*", "co*", "a*", '"memorandum of"', "cooperation -police"),
    *("org:interpol", "kind:mou", "status:signed", "year:2001..2012", "year:2015", "has:provision", "lang:en"),
    *("provision:training", "sources:1..9", "conflict:no", "place:lyon", "topic:piracy"),
)
ABOUT_ARTICLES = ("police", "coop*", "interpol signed", "language:en")


class Answers(NamedTuple):
    """Each question with a digest of its answer, or with how it failed; and the questions that raised what no command
    tells in one line, with that."""

    digests: dict[str, str]
    raised: dict[str, str]


def answers_of(path: Path) -> Answers:
    """Asks all there is to ask."""
    found = Answers({}, {})
    try:
        catalogue = Catalogue(path, SECONDS)
    except ExplorerError as error:
        found.digests["open"] = type(error).__name__
        return found
    except Exception as error:
        found.raised["open"] = f"{type(error).__name__}: {error}"
        return found
    with catalogue:
        for name, question in _questions(catalogue):
            try:
                said = repr(question())
            except ExplorerError as error:
                said = type(error).__name__
            except Exception as error:
                said = found.raised[name] = f"{type(error).__name__}: {error}"
            found.digests[name] = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
    return found


def _questions(catalogue: Catalogue) -> Iterator[tuple[str, Callable[[], object]]]:
    for sort in SORTS:
        yield f"list by {sort}", partial(catalogue.page, Query(), sort, limit=-1)
    yield "facets", partial(catalogue.facets, Query())
    yield "tally", partial(catalogue.tally, Query())
    yield "organisations", partial(catalogue.organisations_named, "")
    yield "initiatives", catalogue.initiatives
    yield "articles", partial(catalogue.articles, Query())
    for text in SEARCHES:
        yield f"search {text}", partial(catalogue.page, parse(text), limit=-1)
        yield f"ranked {text}", partial(catalogue.page, parse(text), "best match", limit=-1)
    for text in ABOUT_ARTICLES:
        query = parse(text)._replace(target="articles")
        yield f"search articles {text}", partial(catalogue.hits, query, limit=-1)
    for row in _given(lambda: catalogue.page(Query(), limit=-1).rows):
        yield f"show {row.id}", partial(catalogue.agreement, row.id)
    for row in _given(lambda: catalogue.articles(Query())):
        yield f"article {row.id}", partial(catalogue.article, row.id)
    for found in _given(lambda: catalogue.organisations_named("")):
        yield f"organisation {found.id}", partial(catalogue.organisations_named, found.id)
        yield f"of {found.id}", partial(catalogue.claims_of_organisation, found.id)


def _given(question: Callable[[], Iterable[Any]]) -> list[Any]:
    """What a list has; nothing where it can't be had, which was told of it itself."""
    try:
        return list(question())
    except Exception:
        return []
