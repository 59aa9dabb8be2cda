"""The reader: every question that the screen and the shell may ask, answered in frozen records."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from db import ordering
from db.compile import Compiled, Meanings, compile_query
from db.connection import BUSY_SECONDS, damaged, is_half_written, reach, translated
from db.errors import LockedDatabaseError, NothingFoundError
from db.list_rows import ListRows
from db.query import Party
from db.rows import Page, Tally
from db.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from os import PathLike

    from db.article_query import Asked
    from db.organisations import Labels
    from db.query import Query
    from db.records import Agreement, Article, Claim, Initiative, MarkedArticle
    from db.rows import ArticleRow, Facets, HitPage, Milestone, Organisation, Suggestion
    from db.spelling import Spelling

RANKED_CAP = 5_000  # rows that are ranked within the time of a key
TITLED_CAP = 20_000  # rows that are sorted by title within that time
COUNTED_CAP = 1_000  # rows that are soon found all, so that they need not be counted as well
MOST_ARTICLES = 10_000
SECONDS_PER_QUESTION = 2.0
SECONDS_PER_LOOK = 15.0
FACETS_FACTOR = 3  # nobody waits for these; they come after the list and its count

TRIES = 5  # to end a question; an interrupt hits one of them


class Catalogue:
    """Questions to one database over a connection of its own, which can't write.

    Opening raises a DatabaseError that says what is wrong with the file. A question sees the database as it is at one
    moment, whoever writes meanwhile. One that takes longer than its budget, or that `interrupt` ends, raises
    SlowQueryError. Use it in the thread that made it; only `interrupt` is for others. `notice` is what one should know
    of how the file is read, empty where that is as usual.
    """

    def __init__(self, path: str | PathLike[str], seconds: float = SECONDS_PER_QUESTION) -> None:
        self._path = path
        self._seconds = seconds
        found = reach(path, min(BUSY_SECONDS, seconds / 2))
        self._connection, self.notice, self._guard = found.connection, found.notice, found.guard
        self._watch = Watch(self._connection.interrupt)
        self._rows = ListRows(self._connection)
        self._spelling: Spelling | None = None
        self._listed: tuple[tuple[object, ...], ordering.Listed] | None = None
        self._labels: tuple[int, Labels] | None = None

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets the database go."""
        self._watch.close()
        self._connection.close()

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """All that is asked within sees the database as it is at one moment, under one budget of time. Writers wait
        meanwhile, so nothing else should be done within."""
        with self._question(FACETS_FACTOR):
            yield

    def everything(self) -> int:
        """How many agreements there are."""
        with self._question() as connection:
            return ordering.everything(connection)

    def look_first(self, kept: str) -> str | None:
        """What is wrong with the file, None for nothing that was seen: looked at once, as `db.first_look` has it."""
        from db.first_look import look_first

        return look_first(self._path, kept, SECONDS_PER_LOOK)

    def interrupt(self) -> None:
        """Ends the question in hand, from any thread. SQLite forgets an interrupt that comes between two statements, so
        that it is given again until the question has ended."""
        self._connection.interrupt()
        self._watch.hasten()

    def page(
        self,
        query: Query,
        sort: str = "newest",
        offset: int = 0,
        limit: int = 100,
        known: Sequence[Milestone] = (),
        total: int | None = None,
    ) -> Page:
        """A window of the agreements that match, in the order asked for: one of `db.vocabulary.SORTS`.

        It is found from the nearest of the places `known`, and from the end when `total` is known, so that a window in
        the midst of a million rows costs no more than the first. `best match` is by bm25, and falls back to `newest`
        when the query has no words or matches too many to rank.
        """
        with self._question() as connection:
            meanings = self._meanings(query)
            compiled = compile_query(query, meanings)
            sort, order = self._order(compiled, sort, query.has_words)
            if isinstance(order, ordering.Listed):
                total = len(order.keys)
            held = [each for each in known if ordering.has(connection, compiled, each.key)]
            keys, offset = ordering.window(order, offset, limit, held, total)
            if total is None and (limit < 0 or len(keys) < limit) and (keys or not offset):
                total = offset + len(keys)
            return Page(self._rows.of(keys), offset, sort, total, tuple(keys), self._in_words(query, meanings))

    def counted_page(self, query: Query, sort: str = "newest", limit: int = 100) -> Page:
        """The first agreements that match, at most `limit`, all for -1, and how many there are in all: as `page` and
        `tally`, sooner than both. How the query was understood is left to `in_words`."""
        with self._question():
            compiled = self.compiled(query)
            sort, order = self._order(compiled, sort, query.has_words)
            most = COUNTED_CAP if limit >= 0 else -1
            keys = order.walk(None, False, 0, most)[::-1]  # from the end: the index is read sooner that way
            total = len(keys)
            if total == most:
                total, keys = self._count(compiled), order.walk(None, True, 0, limit)
            shown = keys[:limit] if limit >= 0 else keys
            return Page(self._rows.of(shown), 0, sort, total, tuple(shown))

    def in_words(self, query: Query) -> str:
        """How a query was understood."""
        with self._question():
            return self._in_words(query, self._meanings(query))

    def hits(
        self,
        query: Query,
        sort: str = "newest",
        offset: int = 0,
        limit: int = 50,
        known: Sequence[Milestone] = (),
        total: int | None = None,
    ) -> HitPage:
        """A window of the articles that match, with the sentences that hold the words. As `page`; orders that there
        are not for articles fall back to `newest`."""
        from db import hits

        with self._question() as connection:
            page = hits.page(connection, self._asked(query), sort, offset, limit, known, total, self._rows.of)
            return page._replace(understood=self._in_words(query, self._meanings(query)))

    def hit_position(self, query: Query, sort: str, number: int) -> int | None:
        """Where an article stands in the list that `hits` gives, from 0; None when it is not there."""
        from db import hits

        with self._question() as connection:
            return hits.place_of(connection, self._asked(query), sort, number)

    def marked_article(self, number: int, query: Query) -> MarkedArticle:
        """One article with its text, and where in it the words of a query stand. Raises NothingFoundError."""
        from db import hits

        with self._question():
            return hits.marked(self.article(number), self._asked(query).marked)

    def tally(self, query: Query) -> Tally:
        """How many agreements match, exactly, and how many there are; of articles where the query is about these."""
        with self._question() as connection:
            if query.target == "articles":
                from db import hits

                return hits.tally(connection, self._asked(query, is_counted=True))
            return Tally(self._count(self.compiled(query)), ordering.everything(connection))

    def position(self, query: Query, sort: str, agreement_id: str) -> int | None:
        """Where an agreement stands in the list that `page` gives, from 0; None when it is not there."""
        with self._question() as connection:
            found = connection.execute("SELECT key FROM agreements WHERE id = ?", (agreement_id,)).fetchone()
            if found is None:
                return None
            order = self._order(self.compiled(query), sort, query.has_words)[1]
            return order.place_of(found[0])

    def facets(
        self,
        query: Query,
        others: Mapping[str, Query] | None = None,
        most: int | None = None,
        sections: Collection[str] = (),
    ) -> Facets:
        """What the agreements that match have in common. A section (`kinds`, `statuses`, `decades`) among `others` is
        counted within that query instead. Of organisations at least the `most` frequent are given. Where `sections`
        are named only these are counted."""
        from db.facets import facets_of

        with self._question(FACETS_FACTOR) as connection:
            beside = {section: self.compiled(other) for section, other in (others or {}).items()}
            return facets_of(connection, self.compiled(query), beside, self._labelled(), most, sections)

    def suggestions(self, query: Query) -> tuple[Suggestion, ...]:
        """For a query that matches nothing: others, as one would type them, that match."""
        from db.parsing import parse
        from db.suggestions import suggestions

        with self._question() as connection:
            return suggestions(connection, query, lambda other: self.tally(other).total, parse)

    def organisations_named(self, name: str) -> tuple[Organisation, ...]:
        """The organisations that `name` may mean: by id, acronym, alias or the beginning of a word of a name."""
        from db import organisations
        from db.writings import writings_of_a_name

        with self._question() as connection:
            return organisations.named(connection, name, lambda words: writings_of_a_name(words, self._spellings()))

    def agreement(self, agreement_id: str) -> Agreement:
        """One agreement with its evidence. Raises NothingFoundError."""
        from db import details

        with self._question() as connection:
            found = connection.execute("SELECT key FROM agreements WHERE id = ?", (agreement_id,)).fetchone()
            if found is None:
                raise NothingFoundError(f"there is no agreement {agreement_id}; find one with: explorer search WORDS")
            return details.agreement(connection, found[0])

    def article(self, number: int) -> Article:
        """One article with its text and the claims that rest on it. Raises NothingFoundError."""
        from db import details

        with self._question() as connection:
            article = details.article(connection, number)
        if article is None:
            raise NothingFoundError(f"there is no article {number}; list them with: explorer articles")
        return article

    def initiatives(self) -> tuple[Initiative, ...]:
        """Every named programme, system and centre, by name, with what articles say of it."""
        from db import details

        with self._question() as connection:
            rows = connection.execute("SELECT id, name, acronym, kind FROM initiatives ORDER BY name, id").fetchall()
            return tuple(details.initiative(connection, *row) for row in rows)

    def claims_of_organisation(self, organisation_id: str) -> tuple[Claim, ...]:
        """What articles say of an organisation itself, such as whose arm it is."""
        from db import details

        with self._question() as connection:
            return details.claims_of_organisation(connection, organisation_id)

    def articles(self, query: Query, limit: int = MOST_ARTICLES) -> tuple[ArticleRow, ...]:
        """The articles that match, newest first, without their sentences; all when nothing is asked."""
        from db import details, hits

        with self._question() as connection:
            return details.article_rows(connection, hits.newest(connection, self._asked(query), limit))

    def compiled(self, query: Query) -> Compiled:
        """What a query is to the index of agreements of this database."""
        with self._question():
            return compile_query(query, self._meanings(query))

    def _asked(self, query: Query, is_counted: bool = False) -> Asked:
        """What a query asks of articles."""
        from db.article_query import asked_of_articles

        query = query._replace(target="articles")
        return asked_of_articles(self._connection, query, self._meanings(query), is_counted)

    def _meanings(self, query: Query) -> Meanings:
        if query.is_empty:
            return Meanings()
        from db.meanings import meanings_of

        return meanings_of(self._connection, query, self._spellings)

    def _spellings(self) -> Spelling:
        from db.spelling import Spelling

        if self._spelling is None:
            self._spelling = Spelling()
        return self._spelling

    def _in_words(self, query: Query, meanings: Meanings) -> str:
        if query.is_empty:
            return ""
        from db import organisations
        from db.understood import understood

        asked = [(node.name if isinstance(node, Party) else node, ids) for node, ids in meanings.organisations.items()]
        names = {
            name: organisations.short_names(self._connection, ids) if len(ids) == 1 else ids for name, ids in asked
        }
        return understood(query, names)

    def _count(self, compiled: Compiled) -> int:
        if compiled.impossible:
            return 0
        return ordering.total(self._connection, compiled)

    def _order(self, compiled: Compiled, sort: str, has_words: bool) -> tuple[str, ordering.Walk]:
        """The order that rows can come in within the time of a key, and its name."""
        connection = self._connection
        if compiled.impossible:
            return sort, ordering.Listed(())
        if sort == "best match" and has_words and self._are_at_most(RANKED_CAP, compiled):
            return sort, self._remembered(compiled, sort)
        if sort == "title" and (compiled.match or compiled.is_bounded) and self._are_at_most(TITLED_CAP, compiled):
            return sort, self._remembered(compiled, sort)
        if sort == "title" and compiled.match is None:
            return sort, ordering.Titles(connection, compiled)
        if sort in {"kind", "sources"}:
            return sort, ordering.by_facet(connection, compiled, sort)
        if sort == "oldest":
            return sort, ordering.by_date(connection, compiled, newest_first=False)
        return "newest", ordering.by_date(connection, compiled)

    def _are_at_most(self, most: int, compiled: Compiled) -> bool:
        return ordering.count(self._connection, compiled, most + 1) <= most

    def _labelled(self) -> Labels:
        """The organisations that were read for facets, each kept once for all answers while the database stays as it
        is."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if self._labels is None or self._labels[0] != version:
            self._labels = version, {}
        return self._labels[1]

    def _remembered(self, compiled: Compiled, sort: str) -> ordering.Listed:
        """An order that has to be worked out, kept for the next window while the database stays as it is."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        name = (compiled, sort, version)
        if self._listed is None or self._listed[0] != name:
            work_out = ordering.ranked if sort == "best match" else ordering.titled
            self._listed = name, work_out(self._connection, compiled)
        return self._listed[1]

    @contextmanager
    def _question(self, factor: float = 1) -> Iterator[sqlite3.Connection]:
        """The connection, under a budget of time, with SQLite's errors translated. What is asked within a question
        belongs to it."""
        if self._connection.in_transaction:
            yield self._connection
            return
        with translated(self._path):
            self._watch.begin(self._seconds * factor)
            try:
                self._connection.execute("BEGIN")
                self._connection.execute("PRAGMA data_version")  # takes the lock: what follows waits for none
                yield self._connection
                self._refuse_mixed()
            except sqlite3.OperationalError as error:
                if is_half_written(error):
                    self._undo_half_written()
                raise
            except (TypeError, ValueError, AttributeError, LookupError, ArithmeticError) as error:
                self._refuse_damage(error)
                raise
            finally:
                self._watch.finish()
                self._let_go()

    def _refuse_mixed(self) -> None:
        """Raises where nothing keeps writers away, and one came."""
        if self._guard is not None and self._guard.has_changed():
            raise LockedDatabaseError(f"{self._path} was written while it was read, without locks; try again")

    def _refuse_damage(self, error: Exception) -> None:
        """Raises DamagedDatabaseError where an error came of what stands in the file, and is no mistake of ours."""
        from db.check_kinds import damage_in_words

        words = damage_in_words(self._connection, error)
        if words:
            raise damaged(self._path, words) from error

    def _undo_half_written(self) -> None:
        from db.leftovers import undo_half_written

        self._let_go()
        undo_half_written(self._path, BUSY_SECONDS)
        raise LockedDatabaseError(f"what another program left half written in {self._path} is undone; try again")

    def _let_go(self) -> None:
        """Ends the question. An interrupt may have ended it already, or hit its end: left open it would hold the
        database, and the next question would be taken for a part of it."""
        for _ in range(TRIES):
            if self._connection.in_transaction:
                with suppress(sqlite3.OperationalError):
                    self._connection.execute("ROLLBACK")
