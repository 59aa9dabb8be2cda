"""The reader's part for articles: pages of those that match, each with the sentences that hold the words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from db import details
from db.article_query import FIRST_DATED
from db.compile import tangled
from db.kinds import text as as_text
from db.marking import MOST_MARKS, PIECE, first_sentence, is_title, marks_of, marks_of_texts, sentences, whole_words
from db.ordering import Listed, window
from db.records import MarkedArticle
from db.rows import Hit, HitPage, Passage, Tally

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from db.article_query import Asked
    from db.marking import Mark, Sentence
    from db.ordering import Walk
    from db.records import Article
    from db.rows import AgreementRow, Milestone

    Rows = Callable[[Sequence[int]], tuple[AgreementRow, ...]]

RANKED_CAP = 5_000
BEST_FIRST = "bm25(articles_fts, 4.0, 1.0), a.rowid DESC"
FURTHER = 8 * PIECE  # characters of a long text that are looked at where its first piece holds nothing
MOST_FURTHER = 4  # texts of a window for which that is done
MOST_PASSAGES = 5
MOST_COUNTED = 100  # sentences
MOST_TOLD = 12
MOST_VARIABLES = 500


def page(
    connection: sqlite3.Connection, asked: Asked, sort: str, offset: int, limit: int, known: Iterable[Milestone],
    total: int | None, agreement_rows: Rows,
) -> HitPage:  # fmt: skip
    """A window of the articles that match. An order that there is not for them, or for so many, becomes `newest`."""
    sort = _possible(connection, asked, sort)
    order: Walk = _ranked(connection, asked) if sort == "best match" else _by_date(connection, asked, sort)
    if isinstance(order, Listed):
        total = len(order.keys)
    keys, offset = window(order, offset, limit, _held(connection, asked, offset, known), total)
    found = tuple(
        hit
        for start in range(0, len(keys), MOST_VARIABLES)
        for hit in _hits(connection, keys[start : start + MOST_VARIABLES], asked.marked, agreement_rows)
    )
    if total is None and (limit < 0 or len(keys) < limit) and (keys or not offset):
        total = offset + len(keys)
    return HitPage(found, offset, sort, total, tuple(keys))


def count(connection: sqlite3.Connection, asked: Asked, most: int | None = None) -> int:
    """How many articles match; with `most`, counting ends there."""
    source, values = asked.source()
    inner = f"SELECT 1 FROM {source}" + (f" LIMIT {int(most)}" if most is not None else "")
    return int(connection.execute(f"SELECT count(*) FROM ({inner})", values).fetchone()[0])


def place_of(connection: sqlite3.Connection, asked: Asked, sort: str, number: int) -> int | None:
    """Where an article stands in the list that `page` gives, from 0; None when it is not there."""
    sort = _possible(connection, asked, sort)
    if sort == "best match":
        return _ranked(connection, asked).place_of(number)
    return _by_date(connection, asked, sort).place_of(number)


def newest(connection: sqlite3.Connection, asked: Asked, limit: int) -> list[int]:
    """The numbers of the first articles that match, newest first."""
    return _by_date(connection, asked, "newest").walk(None, True, 0, limit)


def tally(connection: sqlite3.Connection, asked: Asked) -> Tally:
    """How many articles match, and how many there are."""
    everything = int(connection.execute("SELECT count(*) FROM articles_fts_docsize").fetchone()[0])
    return Tally(count(connection, asked) if asked.is_narrow else everything, everything)


def marked(article: Article, words: Sequence[str]) -> MarkedArticle:
    """An article with the places of words in it."""
    marks = tuple((mark.start, mark.end) for mark in marks_of(article.text, words))
    return MarkedArticle(article, marks, len(marks) == MOST_MARKS)


def _held(connection: sqlite3.Connection, asked: Asked, offset: int, known: Iterable[Milestone]) -> list[Milestone]:
    """The nearest of the places known, if it still holds a row that matches."""
    nearest = sorted(known, key=lambda milestone: abs(milestone.place - offset))[:1]
    return [each for each in nearest if _has(connection, asked, each.key)]


def _has(connection: sqlite3.Connection, asked: Asked, key: int) -> bool:
    return asked.low <= key <= asked.high and count(connection, replace(asked, low=key, high=key)) > 0


def _possible(connection: sqlite3.Connection, asked: Asked, sort: str) -> str:
    if sort == "best match" and asked.match is not None and count(connection, asked, RANKED_CAP + 1) <= RANKED_CAP:
        return sort
    return sort if sort == "oldest" else "newest"


def _ranked(connection: sqlite3.Connection, asked: Asked) -> Listed:
    source, values = asked.source()
    rows = connection.execute(f"SELECT a.rowid FROM {source} ORDER BY {BEST_FIRST}", values)
    return Listed([row[0] for row in rows.fetchall()])


def _by_date(connection: sqlite3.Connection, asked: Asked, sort: str) -> _ByDate:
    if sort == "newest":
        return _ByDate(connection, ((asked, True),))
    dated = replace(asked, low=max(asked.low, FIRST_DATED))
    return _ByDate(connection, ((dated, False), (replace(asked, high=min(asked.high, FIRST_DATED - 1)), True)))


@dataclass(frozen=True, slots=True)
class _ByDate:
    """Articles in the order of their keys: stretches one after the other, each with whether its keys descend."""

    connection: sqlite3.Connection
    stretches: tuple[tuple[Asked, bool], ...]

    def walk(self, start: int | None, is_forward: bool, skip: int, take: int) -> list[int]:
        """As `ordering.Walk` has it."""
        found: list[int] = []
        stretches = self.stretches if is_forward else self.stretches[::-1]
        for asked, descends in stretches:
            if start is not None and not asked.low <= start <= asked.high:
                continue
            part = _beyond(asked, start, descends is is_forward, is_forward)
            start = None
            rows = self._read(part, descends is is_forward, skip, take - len(found) if take >= 0 else -1)
            if not rows and skip:
                skip -= count(self.connection, part)
            elif rows:
                found, skip = found + rows, 0
            if 0 <= take <= len(found):
                break
        return found

    def place_of(self, key: int) -> int | None:
        """How many rows stand before the one of a key; None when it is not among them."""
        before = 0
        for asked, descends in self.stretches:
            if _has(self.connection, asked, key):
                return before + count(self.connection, _beyond(asked, key, not descends, is_forward=False))
            before += count(self.connection, asked)
        return None

    def _read(self, asked: Asked, descends: bool, skip: int, take: int) -> list[int]:
        source, values = asked.source()
        order = "a.rowid ASC"
        if descends:
            order = "+a.rowid DESC" if tangled(asked.match) else "a.rowid DESC"  # + sorts what is read ascending
        sql = f"SELECT a.rowid FROM {source} ORDER BY {order} LIMIT ? OFFSET ?"
        return [row[0] for row in self.connection.execute(sql, [*values, take, skip]).fetchall()]


def _beyond(asked: Asked, start: int | None, descends: bool, is_forward: bool) -> Asked:
    """What is met walking on from a key: with the key itself when walking forwards."""
    if start is None:
        return asked
    if descends:
        return replace(asked, high=min(asked.high, start if is_forward else start - 1))
    return replace(asked, low=max(asked.low, start if is_forward else start + 1))


def _hits(connection: sqlite3.Connection, keys: Sequence[int], words: Sequence[str], agreement_rows: Rows) -> list[Hit]:
    """The articles of some keys, in their order, with their sentences."""
    texts = _beginnings(connection, keys)
    rows = details.article_rows(connection, [key for key in keys if key in texts])
    marks = dict(zip(texts, marks_of_texts([text for text, _ in texts.values()], words), strict=True))
    titles = marks_of_texts([row.title or "" for row in rows], words)
    told = _told(connection, keys, agreement_rows)
    further = [row.id for row in rows if words and not marks[row.id] and texts[row.id][1]][:MOST_FURTHER]
    for key in further:
        texts[key], marks[key] = _further(connection, key, words)
    hits: list[Hit] = []
    for row, title in zip(rows, titles, strict=True):
        text, goes_on = texts[row.id]
        found = list(islice(sentences(text, marks[row.id]), MOST_COUNTED))
        places = tuple((mark.start, mark.end) for mark in title)
        is_partial = bool(words) and (goes_on or len(found) == MOST_COUNTED)
        passages = _passages(text, found, row.title)
        hits.append(Hit(row, passages, places, max(0, len(found) - 1), is_partial, told.get(row.id, ())))
    return hits


def _beginnings(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, tuple[str, bool]]:
    """The first piece of each text, and whether it goes on."""
    marks = ", ".join("?" for _ in keys)
    rows = connection.execute(
        f"SELECT key, substr(text, 1, {PIECE + 1}) FROM articles WHERE key IN ({marks})", tuple(keys)
    )
    return {key: (whole_words(as_text(text), PIECE), len(text) > PIECE) for key, text in rows.fetchall()}


def _further(
    connection: sqlite3.Connection, key: int, words: Sequence[str]
) -> tuple[tuple[str, bool], tuple[Mark, ...]]:
    """A longer beginning of a text, whether it goes on, and its marks."""
    sql = f"SELECT substr(text, 1, {FURTHER + 1}) FROM articles WHERE key = ?"
    text = as_text(connection.execute(sql, (key,)).fetchone()[0])
    shown = whole_words(text, FURTHER)
    return (shown, len(text) > FURTHER), marks_of(shown, words)


def _passages(text: str, found: Sequence[Sentence], title: str | None) -> tuple[Passage, ...]:
    """The sentence with the most different words first, the others as they stand. One that only repeats the title is no
    first choice."""
    if not found:
        return (_passage(text, first_sentence(text, title)),) if text.strip() else ()
    best = max(found, key=lambda each: (not is_title(text[each.start : each.end], title), each.variety))
    return tuple(_passage(text, each) for each in (best, *(s for s in found if s is not best))[:MOST_PASSAGES])


def _passage(text: str, sentence: Sentence) -> Passage:
    start, end = sentence.start, sentence.end
    marks = tuple((mark.start - start, mark.end - start) for mark in sentence.marks)
    return Passage(text[start:end], start, marks, sentence.opens, sentence.ends)


def _told(
    connection: sqlite3.Connection, keys: Sequence[int], agreement_rows: Rows
) -> dict[int, tuple[AgreementRow, ...]]:
    """Some of the agreements that each article tells of, newest first."""
    marks = ", ".join("?" for _ in keys)
    pairs: dict[int, list[int]] = {}
    for article, agreement in connection.execute(
        f"SELECT DISTINCT article, agreement FROM reports WHERE article IN ({marks}) AND agreement IS NOT NULL "
        "ORDER BY article, agreement DESC",
        tuple(keys),
    ).fetchall():
        pairs.setdefault(article, []).append(agreement)
    some = {article: told[:MOST_TOLD] for article, told in pairs.items()}
    wanted = list(dict.fromkeys(agreement for told in some.values() for agreement in told))
    rows = dict(zip(wanted, agreement_rows(wanted), strict=True))
    return {article: tuple(rows[agreement] for agreement in told) for article, told in some.items()}
