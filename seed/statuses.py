"""What has become of an instrument, by the words around its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seed.cues import Cue
    from seed.document import Document, Sentence
    from seed.grammar import StatusesPatterns
    from seed.lexicon import Lexicon
    from seed.phrases import PhraseHit

CLOSE = 30  # characters between "since the signing of" and the name
AFTER = 90


@dataclass(frozen=True, slots=True)
class FoundStatus:
    """A status, the words that tell it and the rule that read them; `verb` is where these words start."""

    value: str
    start: int
    end: int
    rule: str


def find_status(document: Document, sentence: Sentence, cue: Cue, lexicon: Lexicon) -> FoundStatus:
    """The status of the instrument that `cue` names; `referred` when nothing tells more."""
    text, words, patterns = document.text, lexicon.statuses, lexicon.grammar.statuses
    hits = words.statuses.find(text, document.tokens, sentence.start, sentence.end)
    after = _after(text, cue, hits, patterns)
    if after:
        return after
    referring = words.before.find_all(text, document.tokens, sentence.start, cue.start)
    near = [hit for hit in referring if 0 <= cue.start - hit.end <= CLOSE and not _parted(text, hit.end, cue.start)]
    if near:
        first = min(near, key=lambda hit: (hit.start, -hit.end))
        return FoundStatus("referred", first.start, cue.end, "older-instrument")
    before = _before(text, cue, hits, patterns)
    if before:
        return before
    if sentence.form == "heading":
        return FoundStatus("announced", cue.start, cue.end, "in-heading")
    return FoundStatus("referred", cue.start, cue.end, "only-named")


def _parted(text: str, start: int, end: int) -> bool:
    return any(char in ",;:" for char in text[start:end])


def _after(text: str, cue: Cue, hits: list[PhraseHit], patterns: StatusesPatterns) -> FoundStatus | None:
    """ "... agreement was signed", "... memorandum, signed by"."""
    for hit in hits:
        if cue.end <= hit.start <= cue.end + AFTER * 3:
            between = text[cue.end : hit.start]
            if (
                patterns.passive.search(between)
                or patterns.having.match(hit.phrase)
                or patterns.follows.fullmatch(between)
            ):
                return FoundStatus(
                    _real(text, hit, hits, patterns), hit.start, hit.end, f"{hit.label.replace(' ', '-')}-after"
                )
    return None


def _before(text: str, cue: Cue, hits: list[PhraseHit], patterns: StatusesPatterns) -> FoundStatus | None:
    earlier = [hit for hit in hits if hit.end <= cue.start]
    if not earlier:
        return None
    hit = earlier[-1]
    if hit.label == "announced" and len(earlier) > 1 and earlier[-2].label != "announced":
        hit = earlier[-2]
    return FoundStatus(_real(text, hit, hits, patterns), hit.start, hit.end, f"{hit.label.replace(' ', '-')}-before")


def _real(text: str, hit: PhraseHit, hits: list[PhraseHit], patterns: StatusesPatterns) -> str:
    """ "to sign" is a plan, unless the sentence says that leave was given."""
    if hit.label in {"signed", "approved"} and patterns.not_yet.search(text[max(0, hit.start - 12) : hit.start]):
        return "approved" if any(other.label == "approved" for other in hits) else "proposed"
    return hit.label
