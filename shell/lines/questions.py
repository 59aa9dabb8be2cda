"""What the line mode asks of the database and of the file of saved searches, each question a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.errors import SlowQueryError

if TYPE_CHECKING:
    from db.query import Query
    from db.records import Agreement, MarkedArticle
    from db.rows import ArticleRow, Facets, HitPage, Milestone, Organisation, Page, Suggestion, Tally
    from db.searches import SavedSearch
    from shell.lines.talk import Outside

MOST_ARTICLES = 3
MOST_ORGANISATIONS = 200


class Window(NamedTuple):
    """A part of a list: from which place, how many rows, and what is known of places by now."""

    offset: int
    limit: int
    known: tuple[Milestone, ...] = ()


class ListAsked(NamedTuple):
    """A window of the agreements that match, or of the articles where the query is about these."""

    query: Query
    sort: str
    window: Window

    def answer(self, outside: Outside) -> Page | HitPage:
        """Ask the database."""
        catalogue = outside.catalogue
        asked = catalogue.hits if self.query.target == "articles" else catalogue.page
        return asked(self.query, self.sort, *self.window)


class TallyAsked(NamedTuple):
    """How many match; None where it would take too long to count."""

    query: Query

    def answer(self, outside: Outside) -> Tally | None:
        """Ask the database."""
        try:
            return outside.catalogue.tally(self.query)
        except SlowQueryError:
            return None


class SectionAsked(NamedTuple):
    """One section of the facets, by its name, within a query."""

    query: Query
    section: str

    def answer(self, outside: Outside) -> Facets:
        """Ask the database."""
        return outside.catalogue.facets(self.query, most=MOST_ORGANISATIONS, sections=(self.section,))


class NamedAsked(NamedTuple):
    """The organisations that a name may mean."""

    name: str

    def answer(self, outside: Outside) -> tuple[Organisation, ...]:
        """Ask the database."""
        return outside.catalogue.organisations_named(self.name)


class Advice(NamedTuple):
    """Ways out of an empty list: queries that find something, and articles that hold the words."""

    suggestions: tuple[Suggestion, ...] = ()
    articles: tuple[ArticleRow, ...] = ()


class AdviceAsked(NamedTuple):
    """Ways out of an empty list."""

    query: Query

    def answer(self, outside: Outside) -> Advice:
        """Ask the database; what would take too long is left out."""
        is_elsewhere = self.query.has_words and self.query.target == "agreements"
        try:
            articles = outside.catalogue.articles(self.query, MOST_ARTICLES) if is_elsewhere else ()
            return Advice(outside.catalogue.suggestions(self.query), articles)
        except SlowQueryError:
            return Advice()


class AgreementAsked(NamedTuple):
    """One agreement with its evidence."""

    agreement: str

    def answer(self, outside: Outside) -> Agreement:
        """Ask the database."""
        return outside.catalogue.agreement(self.agreement)


class ArticleAsked(NamedTuple):
    """One article with its text, and where the words of a query stand in it."""

    article: int
    query: Query | None = None

    def answer(self, outside: Outside) -> MarkedArticle:
        """Ask the database."""
        from db.records import MarkedArticle

        if self.query is not None:
            return outside.catalogue.marked_article(self.article, self.query)
        return MarkedArticle(outside.catalogue.article(self.article), ())


class Saved(NamedTuple):
    """A saved search, how many agreements it has now where that could be counted, and what of it has no meaning."""

    search: SavedSearch
    agreements: int | None
    problem: str


class SavedAsked(NamedTuple):
    """Some of the saved searches, counted, and how many there are in all."""

    offset: int
    limit: int

    def answer(self, outside: Outside) -> tuple[tuple[Saved, ...], int]:
        """Read the file, and ask the database."""
        from db.searches import read_searches

        found = read_searches(outside.searches)
        shown = found[self.offset : self.offset + self.limit]
        return tuple(_counted(outside, search) for search in shown), len(found)


class SavedNamed(NamedTuple):
    """The saved search of a name, None where there is none."""

    name: str

    def answer(self, outside: Outside) -> SavedSearch | None:
        """Read the file."""
        from db.searches import named, read_searches

        return named(read_searches(outside.searches), self.name)


class Save(NamedTuple):
    """A search to be saved; gives it under the name that it got."""

    name: str
    query: str
    sort: str | None

    def answer(self, outside: Outside) -> SavedSearch:
        """Write the file."""
        from db.searches import add_search, saved_search

        return add_search(outside.searches, saved_search(self.name, self.query, self.sort))


def _counted(outside: Outside, search: SavedSearch) -> Saved:
    from db.parsing import parse

    query = parse(search.query)
    problem = "; ".join(query.problems)
    tally = None if query.is_impossible else TallyAsked(query).answer(outside)
    return Saved(search, tally.total if tally else None, problem)
