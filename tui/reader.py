"""What the screen needs of the reader: one is opened in each thread that asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager

    from db.query import Query
    from db.records import Agreement, Article, ArticleRow, MarkedArticle
    from db.rows import Facets, HitPage, Milestone, Page, Suggestion, Tally


class Reader(Protocol):
    """What is needed of `db.catalogue.Catalogue`."""

    @property
    def notice(self) -> str:
        """What one should know of how the file is read; empty where that is as usual."""

    def at_one_moment(self) -> AbstractContextManager[None]:
        """What is asked within is of one state of the database."""

    def everything(self) -> int:
        """How many agreements there are."""

    def page(
        self,
        query: Query,
        sort: str = "newest",
        offset: int = 0,
        limit: int = 100,
        known: Sequence[Milestone] = (),
        total: int | None = None,
    ) -> Page:
        """A window of the list."""

    def tally(self, query: Query) -> Tally:
        """How many match."""

    def facets(self, query: Query, others: Mapping[str, Query] | None = None, most: int | None = None) -> Facets:
        """What those that match have in common."""

    def suggestions(self, query: Query) -> tuple[Suggestion, ...]:
        """Ways out of an empty list."""

    def position(self, query: Query, sort: str, agreement_id: str) -> int | None:
        """The place of an agreement in the list."""

    def agreement(self, agreement_id: str) -> Agreement:
        """One agreement."""

    def article(self, article_id: int) -> Article:
        """One article."""

    def articles(self, query: Query, limit: int = ...) -> tuple[ArticleRow, ...]:
        """The articles whose text holds the words of a query."""

    def hits(
        self,
        query: Query,
        sort: str = "newest",
        offset: int = 0,
        limit: int = 50,
        known: Sequence[Milestone] = (),
        total: int | None = None,
    ) -> HitPage:
        """A window of the articles that match."""

    def hit_position(self, query: Query, sort: str, number: int) -> int | None:
        """The place of an article in that list."""

    def marked_article(self, number: int, query: Query) -> MarkedArticle:
        """One article, and where in it the words of a query stand."""

    def look_first(self, kept: str) -> str | None:
        """What is wrong with a file that is not known, as far as it can be seen within seconds."""

    def interrupt(self) -> None:
        """End the running query, from any thread."""

    def close(self) -> None:
        """Let go of the file."""
