"""What an instrument is about and what its parties undertake, from the stretches of text that speak of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.findings import FoundClaim
from seed.phrases import PhraseHit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seed.drafts import Draft, Piece
    from seed.reading import Reading

CLAUSE_END = re.compile(r"[,;.:]")
BETWEEN = 6  # words between the two of a pair
LEAD_SENTENCES = 4  # where an article says what it is about
FOLLOWING = 15  # sentences
PLAN = "joint action plan"


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of text that speaks of one instrument; `older` where it is only mentioned in passing."""

    start: int
    end: int
    older: bool


def regions_of(reading: Reading, draft: Draft, only: bool) -> list[Region]:
    """The stretches that speak of `draft`, in order, without the questions within them.

    When it is the only instrument of the article, what comes after it and looks ahead ("will", "may") speaks of it too.
    """
    found: list[Region] = []
    for piece in draft.pieces:
        found.extend(_without_question(reading, _scope(reading, piece)))
    if only:
        found.extend(_rest(reading, draft))
    return sorted(set(found), key=lambda region: (region.start, region.end))


def _scope(reading: Reading, piece: Piece) -> Region:
    text, sentence = reading.document.text, reading.document.sentences[piece.sentence]
    start, end, patterns = sentence.start, sentence.end, reading.lexicon.grammar.contents
    if piece.part == "main" and piece.status and piece.status.value == "referred":
        stop = CLAUSE_END.search(text, piece.end, end)
        return Region(piece.start, stop.start() if stop else end, True)
    # "set up a line and endorsed a plan": what stands before "and" is another matter
    verb = piece.status.start if piece.part == "main" and piece.status else piece.start
    if start < verb < piece.start and patterns.another_matter.fullmatch(text, max(start, verb - 5), verb):
        start = verb
    return Region(start, end, False)


def _rest(reading: Reading, draft: Draft) -> list[Region]:
    news = [piece.sentence for piece in draft.pieces if piece.status and piece.status.value in {"signed", "approved"}]
    if not news:
        return []
    first = min(news) + 1
    following = reading.document.sentences[first : first + FOLLOWING]
    text, ahead = reading.document.text, reading.lexicon.grammar.contents.ahead
    return [
        Region(sentence.start, sentence.end, False)
        for sentence, mentions in zip(following, reading.mentions[first:], strict=False)
        if sentence.readable
        and ahead.search(text, sentence.start, sentence.end)
        and all(mention.state or mention.id in draft.ids for mention in mentions)
    ]


def _without_question(reading: Reading, region: Region) -> list[Region]:
    """ "Asked whether it covers arms, she replied that ...": only the answer speaks of it."""
    text, grammar = reading.document.text, reading.lexicon.grammar
    asked = grammar.common.question.search(text, region.start, region.end)
    if not asked:
        return [region]
    answer = grammar.contents.answer.search(text, asked.end(), region.end)
    return [Region(answer.end(), region.end, region.older)] if answer else []


def topic_claims(reading: Reading, draft: Draft, regions: Sequence[Region]) -> list[FoundClaim]:
    """Topics that its own sentences name; for news without any, what the article's first sentences name."""
    hits = [hit for region in regions for hit in _hits(reading, region, "topics")]
    if hits:
        return [FoundClaim("topic", hit.label, hit.start, hit.end, "topic-words") for hit in hits]
    news = any(piece.status and piece.status.value in {"signed", "approved", "announced"} for piece in draft.pieces)
    if not news:
        return []
    lead = [sentence for sentence in reading.document.sentences if sentence.form != "bullet"][:LEAD_SENTENCES]
    general = [hit for item in lead for hit in _hits(reading, Region(item.start, item.end, False), "topics")]
    return [FoundClaim("topic", hit.label, hit.start, hit.end, "topic-of-the-article") for hit in general]


def provision_claims(reading: Reading, draft: Draft, regions: Sequence[Region]) -> list[FoundClaim]:
    """What the parties undertake, but for what the text denies; an action plan is an undertaking in itself."""
    hits = [hit for region in regions for hit in [*_hits(reading, region, "provisions"), *_pairs(reading, region)]]
    kept = [hit for hit in hits if hit.label != PLAN or draft.kind == PLAN]
    claims = [FoundClaim("provision", hit.label, hit.start, hit.end, "provision-words") for hit in kept]
    if draft.kind == PLAN and not any(claim.value == PLAN for claim in claims):
        piece = draft.pieces[0]
        claims.append(FoundClaim("provision", PLAN, piece.start, piece.end, "kind-is-provision"))
    return claims


def _pairs(reading: Reading, region: Region) -> list[PhraseHit]:
    """Two words that make a provision when they stand near each other, in one clause."""
    tokens, text = reading.document.tokens, reading.document.text
    found: list[PhraseHit] = []
    first, last = tokens.first_at(region.start), tokens.first_at(region.end)
    for index in range(first, last):
        for second, label in reading.lexicon.provision_pairs.get(tokens.words[index], ()):
            near = tokens.words[index + 1 : min(index + 2 + BETWEEN, last)]
            if second in near:
                place = index + 1 + near.index(second)
                start, end = tokens.starts[index], tokens.ends[place]
                if not CLAUSE_END.search(text, start, end):
                    found.append(PhraseHit(start, end, label, f"{tokens.words[index]} {second}"))
    return [hit for hit in found if not _denied(reading, region, hit)]


def _hits(reading: Reading, region: Region, name: str) -> list[PhraseHit]:
    index = reading.lexicon.topics if name == "topics" else reading.lexicon.provisions
    hits = index.find(reading.document.text, reading.document.tokens, region.start, region.end)
    return [hit for hit in hits if not _denied(reading, region, hit) and not reading.in_name(hit)]


def _denied(reading: Reading, region: Region, hit: PhraseHit) -> bool:
    before = reading.document.text[max(region.start, hit.start - 60) : hit.start]
    return bool(reading.lexicon.grammar.contents.denied.search(before))
