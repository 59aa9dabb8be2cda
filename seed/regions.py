"""Which stretches of an article speak of which of its instruments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seed.document import Sentence
    from seed.drafts import Draft, Piece
    from seed.reading import Reading

    Part = Literal["own", "back", "on", "lead"]

CLAUSE_END = re.compile(r"[,;.:]")
NEWS = frozenset({"signed", "approved", "announced", "in force", "negotiating", "proposed"})
LEAD = 4  # sentences before the first that names an instrument: where an article says what it is about
HEADINGS = 50  # before the first sentence that names an instrument
QUOTES = frozenset("\"“„«»‘'")
SUBJECT = 30  # characters at the beginning of a sentence in which its subject begins
MOST = 40  # sentences that go on about one instrument: more than any article has


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of text that speaks of one instrument.

    `part`: "own" names it, "back" points to it, "on" goes on about it, "lead" stands before all that. `older` where it
    is only mentioned in passing; `quoted` where it goes on with what someone says.
    """

    start: int
    end: int
    part: Part = "own"
    older: bool = False
    quoted: bool = False


def regions_of(reading: Reading, drafts: Sequence[Draft]) -> list[list[Region]]:
    """For each draft, in their order: the stretches that speak of it, in order, without the questions within them."""
    found: list[list[Region]] = [[] for _ in drafts]
    walk = _Walk(reading, drafts)
    for index, sentence in enumerate(reading.document.sentences):
        if not sentence.readable:
            continue
        for place, region in walk.step(index, sentence):
            found[place].append(region)
    return [
        sorted(
            {part for region in regions for part in _without_question(reading, region)},
            key=lambda item: (item.start, item.end),
        )
        for regions in found
    ]


def is_alone(drafts: Sequence[Draft]) -> bool:
    """Whether the article has news of one instrument only."""
    return sum(map(_is_news, drafts)) == 1


class _Walk:
    """Goes through an article's sentences and knows whose turn it is."""

    def __init__(self, reading: Reading, drafts: Sequence[Draft]) -> None:
        self.reading, self.drafts = reading, drafts
        self.patterns = reading.lexicon.grammar.contents
        self.pieces: dict[int, list[tuple[int, Piece]]] = {}
        for place, draft in enumerate(drafts):
            for piece in draft.pieces:
                self.pieces.setdefault(piece.sentence, []).append((place, piece))
        self.first = min(self.pieces, default=0)
        self.news = [place for place, draft in enumerate(drafts) if _is_news(draft)]
        self.here: tuple[int, ...] = ()  # whose paragraph it is
        self.main: tuple[int, ...] = ()  # whose article it is, as far as it has come
        self.older: tuple[int, ...] = ()  # what is only mentioned, in an article without news
        self.block = -1
        self.shut = -1  # a paragraph about something else
        self.left = MOST
        self.headings = HEADINGS

    def step(self, index: int, sentence: Sentence) -> list[tuple[int, Region]]:
        """The drafts that the sentence speaks of, with the stretch that does."""
        named = self.pieces.get(index)
        if named:
            self._take(sentence, tuple(dict.fromkeys(place for place, piece in named if piece.part != "on")))
            return [(place, _scope(self.reading, piece)) for place, piece in named]
        if index < self.first:
            heading = sentence.form == "heading" and self.headings > 0
            self.headings -= heading
            near = heading or index >= self.first - LEAD
            return [(place, _whole(sentence, "lead")) for place in self.news] if near else []
        quoted = self.reading.document.text[sentence.start] in QUOTES
        return [
            (place, Region(sentence.start, sentence.end, "on", quoted=quoted))
            for place in self._goes_on(index, sentence)
        ]

    def _take(self, sentence: Sentence, touched: tuple[int, ...]) -> None:
        """The sentence names or points to the drafts `touched`."""
        self.block, self.shut = sentence.block, -1
        news = tuple(place for place in touched if place in self.news)
        if news:
            self.here = self.main = news
        elif touched:
            # an older instrument of the same parties is only the newer one's history
            ids = [self.drafts[place].ids for place in self.main]
            self.here = tuple(place for place in touched if self.drafts[place].ids not in ids) or self.main
            if not self.news:
                self.older = touched

    def _goes_on(self, index: int, sentence: Sentence) -> Sequence[int]:
        text = self.reading.document.text
        if sentence.block == self.shut or self.left <= 0:
            return ()
        if self.patterns.ends.match(text, sentence.start):
            self.left = 0
            return ()
        if self._general(sentence):
            self.shut = sentence.block
            return ()
        holders = self.here if sentence.block == self.block else self.main
        if self.older and not holders and self.patterns.texts.search(text, sentence.start, sentence.end):
            holders = self.older
        going = [place for place in holders if not self._foreign(index, sentence, self.drafts[place])]
        if holders and not going:
            self.shut = sentence.block
        self.left -= 1
        return going

    def _general(self, sentence: Sentence) -> bool:
        """Whether the sentence explains what such instruments are: "each agreement may include ..."."""
        document, lexicon = self.reading.document, self.reading.lexicon
        hits = document.find_all(lexicon.instruments, sentence.start, sentence.end)
        generic = lexicon.grammar.cues.generic
        return any(
            generic.search(document.text[max(sentence.start, hit.start - 80) : hit.start].lower()) for hit in hits
        )

    def _foreign(self, index: int, sentence: Sentence, draft: Draft) -> bool:
        """Whether the sentence begins with another body than the parties, and names none of them."""
        known = self.reading.lexicon.organisations
        bodies = [mention for mention in self.reading.mentions[index] if not mention.state]
        if not bodies or bodies[0].start > sentence.start + SUBJECT:
            return False
        return not any(
            body.id in draft.ids or (body.id in known and known[body.id].parent in draft.ids) for body in bodies
        )


def _is_news(draft: Draft) -> bool:
    return any(piece.status and piece.status.value in NEWS for piece in draft.pieces)


def _whole(sentence: Sentence, part: Part) -> Region:
    return Region(sentence.start, sentence.end, part)


def _scope(reading: Reading, piece: Piece) -> Region:
    text, sentence = reading.document.text, reading.document.sentences[piece.sentence]
    start, end, patterns = sentence.start, sentence.end, reading.lexicon.grammar.contents
    if piece.part == "main" and piece.status and piece.status.value == "referred":
        stop = CLAUSE_END.search(text, piece.end, end)
        return Region(piece.start, stop.start() if stop else end, older=True)
    # "set up a line and endorsed a plan": what stands before "and" is another matter
    verb = piece.status.start if piece.part == "main" and piece.status else piece.start
    if start < verb < piece.start and patterns.another_matter.fullmatch(text, max(start, verb - 5), verb):
        start = verb
    return Region(start, end, "own" if piece.part == "main" else "back" if piece.part == "back" else "on")


def _without_question(reading: Reading, region: Region) -> list[Region]:
    """ "Asked whether it covers arms, she replied that ...": only the answer speaks of it."""
    text, grammar = reading.document.text, reading.lexicon.grammar
    asked = grammar.common.question.search(text, region.start, region.end)
    if not asked:
        return [region]
    answer = grammar.contents.answer.search(text, asked.end(), region.end)
    return [Region(answer.end(), region.end, region.part, region.older)] if answer else []
