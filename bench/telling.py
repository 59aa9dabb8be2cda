"""Generated articles: 60 to 100 words that tell of an agreement, and perhaps of earlier ones, with claims that hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bench.report_facets import facets_text
from bench.sentences import Claim, Sentences
from seed.sameness import SIGNATURE

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.cast import Body, Initiative
    from bench.heads import Head

FEWEST, MOST = 60, 100  # words
SIGNERS, PROVIDING, LASTING, ENDING, SERVING, FATHERED = 0.3, 0.7, 0.08, 0.04, 0.05, 0.5


class Told(NamedTuple):
    """A report: the agreement's head, the facets it is placed by, and its claims."""

    head: Head
    facets: str
    claims: list[Claim]


class Article(NamedTuple):
    """One article with what it tells. The last fields are what goes into the rows of the agreement that it is about."""

    language: str
    title: str
    publisher: str | None
    published: int
    text: str
    mentions: list[tuple[int, int, str | None, str | None]]
    reports: list[Told]
    organisation_claims: list[tuple[str, Claim]]
    initiative_claims: list[tuple[str, Claim]]
    bodies: list[Body]
    initiative: Initiative | None
    signatories: list[tuple[str, str, str]]
    topics: list[str]
    provisions: list[str]
    link_words: str | None
    duration: str | None
    expires: str | None


class Teller(Sentences):
    """Writes articles. `tell` gives that of an agreement; `earlier` are others that it mentions, with the difference
    that it makes to what the first article says of each."""

    def tell(self, head: Head, earlier: list[tuple[Head, str]]) -> Article:
        """The article about an agreement."""
        self.begin(head.language)
        reports = [self._report(head, self._main)]
        reports += [self._report(older, self._recall, difference) for older, difference in earlier]
        self._fill()
        return Article(
            *(self._language, self._title(head), self._publisher(head), head.published, "".join(self._parts)),
            *(sorted(self._mentions, key=lambda row: row[:2]), reports, self._own, self._of_initiatives, self._bodies),
            *(self._served, sorted(self._signatories), sorted(set(self._said_topics))),
            *(sorted(set(self._said_provisions)), self._link_words, self._duration, self._expires),
        )

    def _report(self, head: Head, telling: Callable[[], None], difference: str | None = None) -> Told:
        claims = self.about(head, difference)
        telling()
        published = self._published
        return Told(head, facets_text(head, claims, published), claims)

    def _main(self) -> None:
        dice, head = self._dice, self._head
        self._published = head.published
        if dice.random() < 0.35 and head.published:
            city = self._cast.places.draw(dice).upper()
            self._add(f"{city}, {self._in_words(head.published)} – ")
        self._sentence("signed")
        if dice.random() < PROVIDING:
            self._write(self._pick("provides"), "provides")
        if dice.random() < SIGNERS and head.status in SIGNATURE:
            self._write(self._pick("people"), "people")
        if dice.random() < LASTING:
            self._write("lasting", "lasting")
        if dice.random() < ENDING and head.day:
            self._write("until", "until")
        if dice.random() < SERVING:
            self._write("serving", "serving")
        for body in head.parties:
            if body.parent is not None and not body.known and dice.random() < FATHERED:
                self._arm(body, body.parent)

    def _recall(self) -> None:
        # The first template has a place for each thing that may be told differently.
        self._sentence("recalls", first=bool(self._difference))

    def _fill(self) -> None:
        """Sentences about nothing, until the article is as long as articles are."""
        dice, corpus = self._dice, self._corpus
        lacking = FEWEST + int(dice.random() * (MOST - FEWEST)) - "".join(self._parts).count(" ")
        if lacking > 28 and dice.random() < 0.4:
            text = corpus["filler"][int(dice.random() * len(corpus["filler"]))].format(
                p=f"{self._cast.first_names.draw(dice)} {self._cast.stock.names.draw(dice)}",
                q=self._cast.stock.names.draw(dice),
                c=self._cast.places.draw(dice),
                t=corpus["topics"][int(dice.random() * len(corpus["topics"]))],
                x=self._cast.publishers.draw(dice),
            )
            self._add(f" {text}")
            lacking -= text.count(" ") + 1
        while lacking > 4:
            count = min(lacking, 8 + int(dice.random() * 9))
            self._add(" " + self._cast.stock.sentence(dice, self._language, count))
            lacking -= count

    def _title(self, head: Head) -> str:
        dice, corpus = self._dice, self._corpus
        if dice.random() < 0.5:
            words = self._cast.stock.words(dice, self._language, 4 + int(dice.random() * 4))
            return f"{head.parties[0].short}: {' '.join(words)}"
        return corpus["titles"][int(dice.random() * len(corpus["titles"]))].format(
            a=head.parties[0].short,
            b=head.parties[-1].short,
            t=corpus["topics"][int(dice.random() * len(corpus["topics"]))],
            k=self._table["kinds"][head.kind],
        )

    def _publisher(self, head: Head) -> str | None:
        draw = self._dice.random()
        return None if draw < 0.08 else head.parties[0].short if draw < 0.35 else self._cast.publishers.draw(self._dice)
