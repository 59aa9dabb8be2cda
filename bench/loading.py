"""The rows of generated agreements and articles, as the product writes them, on their way into the tables."""

from __future__ import annotations

import hashlib
import random
from collections import deque
from datetime import date
from typing import TYPE_CHECKING, Any

from bench.cast import Cast
from bench.heads import Heads
from bench.telling import Teller
from db.keys import article_key
from db.rows_of_findings import ARTICLE_COLUMNS

if TYPE_CHECKING:
    import sqlite3

    from bench.heads import Head
    from bench.telling import Article, Told

BATCH = 2_000  # articles
WAITING = 200  # agreements that later articles are still to tell of
LAST = 10  # agreements that no other article tells of
SEED = 4
SECOND_PLACE, NEWER_VERSION = 0.02, 0.003  # shares of articles

COLUMNS = {
    "articles": ("key", *ARTICLE_COLUMNS),
    "places": ("source", "version", "name", "sha256", "article", "present", "notes"),
    "agreements": (
        *("key", "id", "title", "kind", "status", "date", "date_precision", "date_basis"),
        *("place", "duration", "expires"),
    ),
    "parties": ("agreement", "position", "organisation", "role"),
    "signatories": ("agreement", "position", "name", "role", "organisation"),
    "topics": ("agreement", "position", "topic"),
    "provisions": ("agreement", "position", "provision"),
    "agreement_initiatives": ("agreement", "position", "initiative"),
    "links": ("agreement", "position", "relation", "target", "words"),
    "reports": ("id", "article", "position", "instrument", "facets", "agreement"),
    "mentions": ("article", "start", "end", "organisation", "initiative"),
    "claims": (
        *("id", "article", "report", "organisation", "initiative"),
        *("attribute", "value", "role", "of_organisation", "start", "end", "rule", "basis", "chosen", "reason"),
    ),
    "organisations": ("id", "name", "acronym", "kind", "seat", "parent", "known", "rank"),
    "aliases": ("organisation", "alias"),
    "initiatives": ("id", "name", "acronym", "kind"),
}


class Rows:
    """Rows on their way into the tables."""

    def __init__(self, connection: sqlite3.Connection, dice: random.Random) -> None:
        self._connection = connection
        self.of: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
        self._article_keys: set[int] = set()
        self._reports = self._claims = self._articles = 0
        self._owners: dict[str, str] = {}
        self._named: dict[str, tuple[Any, ...]] = {}
        self._served: dict[str, tuple[Any, ...]] = {}
        self._dice = dice
        self._source = ""
        self._last_place: tuple[Any, ...] = ()

    def add(self, article: Article, head: Head) -> None:
        """The rows of an article, and those of the agreement that it is the first to tell of."""
        of = self.of
        key = self._place(article)
        of["mentions"] += [(key, *mention) for mention in article.mentions]
        for name, claims in ((3, article.organisation_claims), (4, article.initiative_claims)):
            for subject, claim in claims:
                self._claims += 1
                about = (subject, None) if name == 3 else (None, subject)
                of["claims"].append((self._claims, key, None, *about, *claim))
        for position, report in enumerate(article.reports, 1):
            self._add_report(key, position, report)
        self._add_agreement(head, article)
        for body in article.bodies:
            self._named[body.id] = body
        if article.initiative is not None:
            found = article.initiative
            self._served[found.id] = (found.id, found.name, None, found.kind)
        self._articles += 1

    def _place(self, article: Article) -> int:
        """Stores the article and where it was found; its key."""
        day, text = article.published, article.text
        digest = hashlib.sha256(text.encode()).hexdigest()
        from_iso = date.fromordinal(day).isoformat() if day else None
        said = (text, article.title, article.publisher or "", from_iso or "", str(self._articles))
        content = hashlib.sha256("\0".join(said).encode()).hexdigest()
        key = article_key(day, content)
        while key in self._article_keys:
            key += 1
        self._article_keys.add(key)
        url = f"https://news.example/{self._articles}" if self._articles % 5 < 2 else None
        self.of["articles"].append(
            (key, content, article.title, article.publisher, from_iso, article.language, url, text, digest)
        )
        draw, name = self._dice.random(), f"{self._articles:07}.txt"
        if draw < NEWER_VERSION and self._last_place and self._last_place[1] == 1:
            # The text that stood there before is an older version now.
            source, version, before, *rest, _, notes = self._last_place
            self.of["places"][-1] = (source, version, before, *rest, 0, notes)
            self._last_place = (source, 2, before, digest, key, 1, "")
            self.of["places"].append(self._last_place)
            return key
        if NEWER_VERSION < draw < NEWER_VERSION + SECOND_PLACE:
            self.of["places"].append((f"copies/{name}", 1, name, digest, key, 1, ""))
        self._last_place = (f"made/{name}", 1, name, digest, key, 1, "")
        self.of["places"].append(self._last_place)
        return key

    def _add_report(self, article: int, position: int, report: Told) -> None:
        self._reports += 1
        head, number = report.head, self._reports
        self.of["reports"].append((number, article, position, head.instrument, report.facets, head.key))
        first = self._claims + 1
        self._claims += len(report.claims)
        self.of["claims"] += [
            (place, article, number, None, None, *claim) for place, claim in enumerate(report.claims, first)
        ]

    def _add_agreement(self, head: Head, article: Article) -> None:
        of, key = self.of, head.key
        of["agreements"].append(
            (
                *(key, head.id, head.title, head.kind, head.status, head.date, head.precision, head.basis),
                *(head.place, article.duration, article.expires),
            )
        )
        of["parties"] += [(key, place, body.id, None) for place, body in enumerate(head.parties, 1)]
        of["signatories"] += [(key, place, *each) for place, each in enumerate(article.signatories, 1)]
        of["topics"] += [(key, place, topic) for place, topic in enumerate(article.topics, 1)]
        of["provisions"] += [(key, place, each) for place, each in enumerate(article.provisions, 1)]
        if article.initiative is not None:
            of["agreement_initiatives"].append((key, 1, article.initiative.id))
        if head.link is not None:
            of["links"].append((key, 1, head.link.relation, head.link.target, article.link_words))

    def add_names(self) -> None:
        """The rows of the organisations and initiatives that were named."""
        parents = {
            subject
            for (subject,) in self._connection.execute(
                "SELECT DISTINCT organisation FROM claims WHERE attribute = 'parent' AND organisation IS NOT NULL"
            )
        }
        for body in sorted(self._named.values(), key=lambda body: (body.rank, body.id)):
            parent = body.parent if body.known or body.id in parents else None
            self.of["organisations"].append((*body[:5], parent, body.known, body.rank))
            self.of["aliases"] += [(body.id, alias) for alias in body.aliases]
        self.of["initiatives"] += self._served.values()

    def write(self) -> None:
        """Inserts what has gathered, but for the last place, which may become an older version."""
        for table, rows in self.of.items():
            columns = COLUMNS[table]
            marks = ", ?" * (len(columns) - 1)
            self._connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES (?{marks})", rows)
            rows.clear()
        self._last_place = ()


def load(connection: sqlite3.Connection, count: int) -> None:
    """Fills the tables with so many agreements and their articles."""
    cast, dice = Cast(), random.Random(SEED)
    teller, rows = Teller(cast, dice), Rows(connection, random.Random(SEED + 1))
    waiting: deque[tuple[Head, str]] = deque()
    for number, made in enumerate(Heads(cast, dice).all(count), 1):
        left = count - number
        head = made._replace(others=made.others[: 4 if left > 10 * LAST else 1 if left > LAST else 0])
        rows.add(teller.tell(head, _take(waiting, left)), head)
        waiting.extend((head, difference) for difference in head.others)
        waiting.rotate(int(dice.random() * 7))
        if number % BATCH == 0:
            rows.write()
    assert not waiting, "each agreement is told of as often as it was to be"
    rows.write()
    rows.add_names()
    rows.write()


def _take(waiting: deque[tuple[Head, str]], left: int) -> list[tuple[Head, str]]:
    """The earlier agreements that an article tells of, each once; towards the end more, so that none is left."""
    count = -(-len(waiting) // max(1, left)) if len(waiting) > left else min(2, len(waiting) // WAITING)
    taken: list[tuple[Head, str]] = []
    again: list[tuple[Head, str]] = []
    while waiting and len(taken) < count:
        each = waiting.popleft()
        (again if any(each[0].key == head.key for head, _ in taken) else taken).append(each)
    waiting.extend(again)
    return taken
