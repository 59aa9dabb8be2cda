"""What has become of an instrument, by the words around its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seed.beside import Beside
    from seed.cues import Cue
    from seed.document import Document, Sentence
    from seed.grammar import StatusesPatterns
    from seed.lexicon import Lexicon
    from seed.phrases import PhraseHit

DENIED = "denied"  # the text says that there is no such instrument, or none yet
AHEAD = "in force ahead"  # a status of the word list only, as the next ones are
END_AHEAD = "end ahead"
RENEWED = "renewed"  # a status of the word list only
DONE = frozenset({"signed", RENEWED, "approved", "in force", "expired", "suspended", "negotiating"})
LASTING = frozenset({"in force", "expired", "suspended"})  # what is denied of an instrument that there is
ENDED = frozenset({"expired", "suspended"})
OPEN = frozenset({"proposed", "announced", "negotiating"})  # what a later verb may overrule
BEFORE = 200  # characters in which a denial may stand
CLOSE = 30  # characters between "since the signing of" and the name
AFTER = 90
CLAUSE_END = re.compile(r"[.;:]")
PARTED = re.compile('[;:“”„"«»]')
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FoundStatus:
    """A status, the words that tell it and the rule that read them; `verb` is where these words start."""

    value: str
    start: int
    end: int
    rule: str


def find_status(
    document: Document, sentence: Sentence, cue: Cue, lexicon: Lexicon, beside: Beside | None = None
) -> FoundStatus:
    """The status of the instrument that `cue` names; `referred` when nothing tells more.

    DENIED where the sentence says that it was not signed, approved, proposed: such a sentence tells of no instrument.
    """
    text, words, patterns = document.text, lexicon.statuses, lexicon.grammar.statuses
    hits = document.find(words.statuses, sentence.start, sentence.end)
    hits = [hit for hit in hits if hit.label != END_AHEAD and (beside is None or beside.tells(text, hit))]
    found = _of_hits(document, sentence, cue, hits, lexicon)
    while (hit := _hit_of(found, hits)) and (denial := _undone(document, sentence, hit, lexicon)):
        if hit.label not in LASTING:
            return FoundStatus(DENIED, denial[0], hit.end, DENIED)
        hits.remove(hit)
        found = _of_hits(document, sentence, cue, hits, lexicon)
    telling = [hit for hit in hits if found.rule == "only-named" and hit.label not in LASTING]
    denials = (_undone(document, sentence, hit, lexicon) for hit in telling if not _apart(text, hit, cue))
    only_denied = next(filter(None, denials), None)
    denied = only_denied or _taken_back(text, sentence, cue, found, patterns)
    return FoundStatus(DENIED, *denied, DENIED) if denied else found


def _apart(text: str, hit: PhraseHit, cue: Cue) -> bool:
    """Whether another clause stands between."""
    return hit.end <= cue.start and bool(PARTED.search(text, hit.end, cue.start))


def find_signing(document: Document, sentence: Sentence, lexicon: Lexicon) -> FoundStatus | None:
    """What a sentence that names no instrument tells of one: that it was signed, or that leave to sign was given."""
    text, patterns = document.text, lexicon.grammar.statuses
    hits = document.find(lexicon.statuses.statuses, sentence.start, sentence.end)
    for hit in hits:
        if hit.label == "signed" and not _undone(document, sentence, hit, lexicon):
            value = _real(text, hit, hits, patterns)
            if value in {"signed", "approved"}:
                return FoundStatus(value, hit.start, hit.end, f"{value}-again")
    return None


def _hit_of(found: FoundStatus, hits: list[PhraseHit]) -> PhraseHit | None:
    return next((hit for hit in hits if (hit.start, hit.end) == (found.start, found.end)), None)


def _undone(document: Document, sentence: Sentence, hit: PhraseHit, lexicon: Lexicon) -> Span | None:
    """ "did not sign", "refused to sign", "denied that it signed", "cancelled the signing": where these words stand."""
    if lexicon.denials.isdisjoint(document.words(sentence.start, hit.start)):  # most sentences; quickly told
        return None
    first, patterns = max(sentence.start, hit.start - BEFORE), lexicon.grammar.statuses
    before = document.text[first : hit.start]
    for pattern in (patterns.undone, patterns.undone_next, patterns.refused, patterns.denied, patterns.called_off):
        match = pattern.search(before)
        if match:
            return first + match.start(), hit.end
    return None


def _taken_back(text: str, sentence: Sentence, cue: Cue, found: FoundStatus, patterns: StatusesPatterns) -> Span | None:
    """ "unterzeichneten das Abkommen nicht", "the signing of the agreement was cancelled": where this is told."""
    if found.value in LASTING or found.start >= cue.start:
        return None
    match = patterns.undone_after.match(text, cue.end)
    if match is None and patterns.signing.match(text, found.start):
        end = CLAUSE_END.search(text, cue.end, sentence.end)
        match = patterns.called_off_after.search(text, cue.end, end.start() if end else sentence.end)
    return (found.start, match.end()) if match else None


def _of_hits(document: Document, sentence: Sentence, cue: Cue, hits: list[PhraseHit], lexicon: Lexicon) -> FoundStatus:
    text, words, patterns = document.text, lexicon.statuses, lexicon.grammar.statuses
    after = _after(text, cue, hits, patterns) or _after_partner(document, cue, hits, lexicon)
    if after:
        return after
    referring = document.find_all(words.before, sentence.start, cue.start)
    near = [hit for hit in referring if 0 <= cue.start - hit.end <= CLOSE and not _parted(text, hit.end, cue.start)]
    if near:
        first = min(near, key=lambda hit: (hit.start, -hit.end))
        return FoundStatus("referred", first.start, cue.end, "older-instrument")
    before, later = _before(text, cue, hits, patterns), _later(text, cue, hits, patterns)
    if before and later and before.value in OPEN and PARTED.search(text, before.end, cue.start):
        return later  # "it shall be faster: the two have ... signed"
    if before or later:
        return before or later or FoundStatus("referred", cue.start, cue.end, "only-named")
    if sentence.form == "heading":
        return FoundStatus("announced", cue.start, cue.end, "in-heading")
    return FoundStatus("referred", cue.start, cue.end, "only-named")


def _parted(text: str, start: int, end: int) -> bool:
    return any(char in ",;:" for char in text[start:end])


def _after(text: str, cue: Cue, hits: list[PhraseHit], patterns: StatusesPatterns) -> FoundStatus | None:
    """ "... agreement was signed", "... memorandum, signed by"."""
    told: list[PhraseHit] = []
    for hit in hits:
        if cue.end <= hit.start <= cue.end + AFTER * 3:
            between = text[cue.end : hit.start]
            if (
                patterns.passive.search(between)
                or patterns.having.match(hit.phrase)
                or patterns.follows.fullmatch(between)
            ):
                told.append(hit)
    ended = [hit for hit in told if hit.label in ENDED]  # "signed in 2009, was suspended": the last that became of it
    if told:
        return _told(text, (ended or told)[0], hits, patterns, "after")
    return None


def _after_partner(document: Document, cue: Cue, hits: list[PhraseHit], lexicon: Lexicon) -> FoundStatus | None:
    """ "an agreement with Northpol that entered into force"."""
    text, patterns = document.text, lexicon.grammar.statuses
    for hit in hits:
        if hit.label in LASTING and cue.end <= hit.start <= cue.end + AFTER * 2:
            among = [document.find_all(index, cue.end, hit.start) for index in (lexicon.kinds, lexicon.general_kinds)]
            if patterns.partner_between.fullmatch(text, cue.end, hit.start) and not any(among):
                return FoundStatus(hit.label, hit.start, hit.end, f"{hit.label.replace(' ', '-')}-after")
    return None


def _later(text: str, cue: Cue, hits: list[PhraseHit], patterns: StatusesPatterns) -> FoundStatus | None:
    """ "haben eine Vereinbarung geschlossen", "the plan that both have just signed": the verb ends the clause."""
    for hit in hits:
        if hit.start >= cue.end and (hit.label in DONE or hit.label == AHEAD):
            between = text[cue.end : hit.start]
            meant = patterns.it_before.search(between) or patterns.it_after.match(text, hit.end)
            if len(between) > AFTER * 2 or (PARTED.search(between) and not meant):
                return None
            return _told(text, hit, hits, patterns, "later")
    return None


def _before(text: str, cue: Cue, hits: list[PhraseHit], patterns: StatusesPatterns) -> FoundStatus | None:
    earlier = [hit for hit in hits if hit.end <= cue.start and ";" not in text[hit.end : cue.start]]
    if not earlier:
        return None
    hit = earlier[-1]
    if hit.label == "announced" and len(earlier) > 1 and earlier[-2].label != "announced":
        hit = earlier[-2]
    if hit.label == "proposed" and len(earlier) > 1 and earlier[-2].label == "approved":  # "approved the draft of"
        hit = earlier[-2] if patterns.drafted.fullmatch(hit.phrase) else hit
    return _told(text, hit, hits, patterns, "before")


def _told(text: str, hit: PhraseHit, hits: list[PhraseHit], patterns: StatusesPatterns, where: str) -> FoundStatus:
    """What the hit tells; a renewal that was made is signed, and has a rule of its own."""
    value = _real(text, hit, hits, patterns)
    if value == AHEAD:
        return FoundStatus("announced", hit.start, hit.end, "in-force-ahead")
    if hit.label == RENEWED and value == "signed":
        return FoundStatus(value, hit.start, hit.end, "renewal")
    return FoundStatus(value, hit.start, hit.end, f"{hit.label.replace(' ', '-')}-{where}")


def _real(text: str, hit: PhraseHit, hits: list[PhraseHit], patterns: StatusesPatterns) -> str:
    """ "to sign" is a plan, unless the sentence says that leave was given; what "had been signed" is older."""
    before = text[max(0, hit.start - 24) : hit.start]
    if hit.label in {"signed", "approved", RENEWED} and _planned(text, hit, before, patterns):
        return "approved" if any(other.label == "approved" for other in hits) else "proposed"
    parted = patterns.comes.search(text, max(0, hit.start - BEFORE), hit.start)  # "tritt am 1. Januar in Kraft"
    if hit.label == AHEAD or (hit.label == "in force" and (patterns.not_yet.search(before) or parted)):
        return AHEAD
    if hit.label == "signed" and patterns.past_perfect.search(before):
        return "referred"
    return "signed" if hit.label == RENEWED else hit.label


def _planned(text: str, hit: PhraseHit, before: str, patterns: StatusesPatterns) -> bool:
    """ "to sign", "vont signer"; "wollen ein Abkommen unterzeichnen", where the verb ends the clause."""
    if patterns.not_yet.search(before):
        noun = before.endswith(" a ") and not hit.phrase.endswith(("r", "re"))  # "a renewed", but "van a firmar"
        return not noun and not patterns.just_done.search(before)
    if not patterns.infinitive.fullmatch(text, hit.start, hit.end):
        return False
    return bool(patterns.modal.search(text, max(0, hit.start - BEFORE), hit.start))
