"""The words that name an instrument, with what stands around them: "a", "the", "such as", a plural."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from seed.document import Document, Sentence
    from seed.lexicon import Lexicon
    from seed.phrases import PhraseHit

Reach = Literal["new", "back", "bare"]
Span = tuple[int, int]

LOOK_BACK = 7  # words before the name
MOST = 12  # instruments that one sentence names: more than any does, so that a hostile one ends soon


@dataclass(frozen=True, slots=True)
class Cue:
    """An instrument named at a place. `general` for a word such as "agreement", which fits any kind; `weak` for one
    such as "partnership", which mostly means something else.

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
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """A word for an instrument that names none, why, and the words before it that say so."""

    start: int
    end: int
    lacking: str
    words: Span | None = None


def find_cues(document: Document, sentence: Sentence, lexicon: Lexicon) -> list[Cue]:
    """The instruments that a sentence names, in order."""
    return read_cues(document, sentence, lexicon)[0]


def read_cues(document: Document, sentence: Sentence, lexicon: Lexicon) -> tuple[list[Cue], list[Dropped]]:
    """The instruments that a sentence names, and the words left out: those of a general remark ("such as agreements"),
    those that only sound like instruments ("trade agreement")."""
    found: list[Cue] = []
    dropped: list[Dropped] = []
    if not sentence.readable:
        return found, dropped
    text, start, end = document.text, sentence.start, sentence.end
    hits = document.find(lexicon.instruments, start, end)
    for place, hit in enumerate(hits):
        if hit.label.startswith("none"):
            dropped.append(Dropped(hit.start, hit.end, "only-sounds-like-one"))
        elif place == 0 or text[hits[place - 1].end : hit.start].strip() != "(":  # "Memorandum of Understanding (MoU)"
            item = _cue(text, sentence, hit, lexicon)
            if isinstance(item, Cue):
                found.append(item)
            else:
                dropped.append(item)
    sure = [cue for cue in found if not cue.weak]
    partnered = lexicon.grammar.cues.partnered
    kept = [cue for cue in found if not cue.weak or not sure or partnered.match(text, cue.end, end)]
    return kept[:MOST], dropped


def find_elliptic(text: str, sentence: Sentence, kind: str, lexicon: Lexicon) -> list[Cue]:
    """Words that stand for one more instrument of the `kind` named last: "one of them", "a second one"."""
    if not sentence.readable:
        return []
    match = lexicon.grammar.cues.elliptic.search(text, sentence.start, sentence.end)
    return [Cue(match.start(), match.end(), kind, False, "new", False, True, weak=True)] if match else []


def find_references(text: str, sentence: Sentence, lexicon: Lexicon) -> list[tuple[int, int, bool]]:
    """Words that point back to an instrument without naming its kind, "the pact"; and whether they point to a plan."""
    if not sentence.readable:
        return []
    found = lexicon.grammar.cues.reference.finditer(text, sentence.start, sentence.end)
    return [(match.start(), match.end(), match[1] is not None) for match in found]


def _cue(text: str, sentence: Sentence, hit: PhraseHit, lexicon: Lexicon) -> Cue | Dropped:
    strength, _, kind = hit.label.partition(":")
    general = strength == "general"
    before = text[max(sentence.start, hit.start - 80) : hit.start]
    patterns = lexicon.grammar.cues
    such = patterns.such.search(before)
    generic = None if such else patterns.generic.search(before.casefold())
    if generic and not (generic[0].strip() == "no" and patterns.with_article.match(text, hit.start)):
        at = max(sentence.start, hit.start - len(before.casefold()) + generic.start())
        return Dropped(hit.start, hit.end, "general-remark", (at, hit.start))
    words = re.split(r"[\s’'-]", text[hit.start : hit.end].casefold())
    plural = any(patterns.plural.search(word) for word in (words[0], words[-1]))
    named = general and text[hit.start].isupper() and hit.start > sentence.start and sentence.form == "sentence"
    reach = "new" if such or (named and patterns.proper.match(text, hit.end)) else _reach(before, lexicon)
    return Cue(hit.start, hit.end, kind, general, reach, plural, bool(such) and general, strength == "weak")


def _reach(before: str, lexicon: Lexicon) -> Reach:
    """By the nearest article before the name that belongs to it; "Tuesday's agreement" points back as "the" does."""
    if lexicon.grammar.cues.day_owns.search(before):
        return "back"
    cuts = list(lexicon.grammar.cues.breaks.finditer(before))
    near = before[cuts[-1].end() - 1 :] if cuts else before
    words = [word for word in re.split(r"[^\w]+", near.casefold()) if word][-LOOK_BACK:]
    for place in range(len(words) - 1, -1, -1):
        if words[place] in lexicon.articles.new:  # "the new agreement" was named already, "a new one" was not
            return "back" if place and words[place - 1] in lexicon.articles.back else "new"
        if words[place] in lexicon.articles.back:
            return "back"
    return "bare"
