"""What has become of an instrument, by the words around its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seed.cues import Cue
    from seed.document import Document, Sentence
    from seed.lexicon import StatusWords
    from seed.phrases import PhraseHit

CLOSE = 30  # characters between "since the signing of" and the name
AFTER = 90
TO = re.compile(r"\b(?:to|will|would|shall|may|might|should|can|could|zu|à|de) \Z")


@dataclass(frozen=True, slots=True)
class FoundStatus:
    """A status, the words that tell it and the rule that read them; `verb` is where these words start."""

    value: str
    start: int
    end: int
    rule: str


def find_status(document: Document, sentence: Sentence, cue: Cue, words: StatusWords) -> FoundStatus:
    """The status of the instrument that `cue` names; `referred` when nothing tells more."""
    text = document.text
    hits = words.statuses.find(text, document.tokens, sentence.start, sentence.end)
    after = _after(text, cue, hits)
    if after:
        return after
    referring = words.before.find_all(text, document.tokens, sentence.start, cue.start)
    near = [hit for hit in referring if 0 <= cue.start - hit.end <= CLOSE and not _parted(text, hit.end, cue.start)]
    if near:
        first = min(near, key=lambda hit: (hit.start, -hit.end))
        return FoundStatus("referred", first.start, cue.end, "older-instrument")
    before = _before(text, cue, hits)
    if before:
        return before
    if sentence.form == "heading":
        return FoundStatus("announced", cue.start, cue.end, "in-heading")
    return FoundStatus("referred", cue.start, cue.end, "only-named")


def _parted(text: str, start: int, end: int) -> bool:
    return any(char in ",;:" for char in text[start:end])


def _after(text: str, cue: Cue, hits: list[PhraseHit]) -> FoundStatus | None:
    """ "... agreement was signed", "... memorandum, signed by"."""
    for hit in hits:
        if cue.end <= hit.start <= cue.end + AFTER * 3:
            between = text[cue.end : hit.start]
            passive = re.search(r"\b(?:was|were|been|is|are|be|été|fue|foi|wurde|wird|stato)(?: \w+){0,2} \Z", between)
            if (
                passive
                or hit.phrase.startswith("having")
                or re.fullmatch(r"(?: \([^)]{1,20}\))?,? (?:today |jointly |just )?", between)
            ):
                return FoundStatus(_real(text, hit, hits), hit.start, hit.end, f"{hit.label.replace(' ', '-')}-after")
    return None


def _before(text: str, cue: Cue, hits: list[PhraseHit]) -> FoundStatus | None:
    earlier = [hit for hit in hits if hit.end <= cue.start]
    if not earlier:
        return None
    hit = earlier[-1]
    if hit.label == "announced" and len(earlier) > 1 and earlier[-2].label != "announced":
        hit = earlier[-2]
    return FoundStatus(_real(text, hit, hits), hit.start, hit.end, f"{hit.label.replace(' ', '-')}-before")


def _real(text: str, hit: PhraseHit, hits: list[PhraseHit]) -> str:
    """ "to sign" is a plan, unless the sentence says that leave was given."""
    if hit.label in {"signed", "approved"} and TO.search(text[max(0, hit.start - 12) : hit.start]):
        return "approved" if any(other.label == "approved" for other in hits) else "proposed"
    return hit.label
