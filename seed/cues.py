"""The words that name an instrument, with what stands around them: "a", "the", "such as", a plural."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from seed.document import Document, Sentence
    from seed.lexicon import ArticleWords, Lexicon
    from seed.phrases import PhraseHit

Reach = Literal["new", "back", "bare"]

LOOK_BACK = 7  # words before the name
BREAKS = re.compile(
    r"[,;:()“”\"–—.]| (?:between|with|of|by|to|and|for|from|under|signed|will|has|have|was|were|is|are) "
)
GENERIC = re.compile(r"\b(?:such as|each|any|every|no|no such|like|other|various|similar|all)(?: [\w-]{1,20}){0,3} \Z")
SUCH = re.compile(
    r"\b(?:one such|such an|such a|of (?:these|those)|one of the|d'entre eux|de ces|de estos)[ ]\Z", re.IGNORECASE
)
PLURALS = ("s", "memoranda", "accordi", "vereinbarungen", "protocolli")
REFERENCE = re.compile(
    r"\b(?:the|this|that|our|their|its) (?:[\w-]{1,20} ){0,3}"
    r"(plan|pact|text|document|deal|instrument|treaty|renewal)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cue:
    """An instrument named at a place. `general` for a word such as "agreement", which fits any kind.

    `reach`: "new" after "a", "back" after "the", "bare" without either. `like_last`: "one such agreement" has the kind
    that was named last.
    """

    start: int
    end: int
    kind: str
    general: bool
    reach: Reach
    plural: bool
    like_last: bool


def find_cues(document: Document, sentence: Sentence, lexicon: Lexicon) -> list[Cue]:
    """The instruments that a sentence names, in order; those of a general remark ("such as agreements") left out."""
    if not sentence.readable:
        return []
    text, start, end = document.text, sentence.start, sentence.end
    exact = lexicon.kinds.find(text, document.tokens, start, end)
    general = [
        hit
        for hit in lexicon.general_kinds.find(text, document.tokens, start, end)
        if not any(hit.start < other.end and other.start < hit.end for other in exact)
    ]
    named = sorted(
        [*((hit, False) for hit in exact), *((hit, True) for hit in general)], key=lambda pair: pair[0].start
    )
    cues = [
        _cue(text, sentence, hit, is_general, lexicon.articles)
        for place, (hit, is_general) in enumerate(named)
        if place == 0 or text[named[place - 1][0].end : hit.start].strip() != "("  # "Memorandum of Understanding (MoU)"
    ]
    return [cue for cue in cues if cue is not None]


def find_references(text: str, sentence: Sentence) -> list[tuple[int, int, str]]:
    """Words that point back to an instrument without naming its kind: "the three-year plan", "the pact"."""
    if not sentence.readable:
        return []
    found = REFERENCE.finditer(text, sentence.start, sentence.end)
    return [(match.start(), match.end(), match[1].casefold()) for match in found]


def _cue(text: str, sentence: Sentence, hit: PhraseHit, general: bool, articles: ArticleWords) -> Cue | None:
    before = text[max(sentence.start, hit.start - 80) : hit.start]
    such = SUCH.search(before)
    if not such and GENERIC.search(before.casefold()):
        return None
    last = re.split(r"[\s’']", text[hit.start : hit.end].casefold())[-1]
    plural = last.endswith(PLURALS) and not last.endswith("ss")
    reach = "new" if such else _reach(before, articles)
    return Cue(hit.start, hit.end, hit.label, general, reach, plural, bool(such) and general)


def _reach(before: str, articles: ArticleWords) -> Reach:
    """By the nearest article before the name that belongs to it; "Tuesday's agreement" points back as "the" does."""
    if re.search(r"(?:day|oday)[’'`]s \Z", before):
        return "back"
    cuts = list(BREAKS.finditer(before))
    near = before[cuts[-1].end() - 1 :] if cuts else before
    words = [word for word in re.split(r"[^\w]+", near.casefold()) if word][-LOOK_BACK:]
    for word in reversed(words):
        if word in articles.new:
            return "new"
        if word in articles.back:
            return "back"
    return "bare"
