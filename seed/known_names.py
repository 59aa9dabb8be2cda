"""Where the organisations that the lexicon knows are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seed.spans import longest_then_earliest
from seed.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seed.document import Document
    from seed.lexicon import Lexicon
    from seed.phrases import PhraseHit

LINE = 500  # characters of a line that are looked at on either side
EXACT_LENGTH = 4  # acronyms this short are only read as they are written


def find_known(document: Document, lexicon: Lexicon) -> list[PhraseHit]:
    """The names and acronyms of known bodies, labelled by their ids; in order, none overlapping another.

    A name that two bodies have is the one's that the article names otherwise; else it is left out, being nobody's.
    """
    hits = [hit for hit in document.find_all(lexicon.organisation_names, 0, len(document.text)) if fits(document, hit)]
    sure = longest_then_earliest(hits)
    doubtful = {(hit.start, hit.end) for hit in sure if _like_a_word(document.text, hit, lexicon)}
    doubtful |= _shared(sure, hits)
    if not doubtful:
        return sure
    named = [hit for hit in sure if (hit.start, hit.end) not in doubtful]
    return sorted([*named, *_decided(document.text, named, hits, doubtful)], key=lambda hit: hit.start)


def fits(document: Document, hit: PhraseHit) -> bool:
    """Case decides: a short acronym as written, a name by its capital, or anything in a line of capitals."""
    written = document.text[hit.start : hit.end]
    if written == hit.phrase:
        return True
    if " " not in hit.phrase and "-" not in hit.phrase:
        if hit.phrase.isupper() and len(hit.phrase) <= EXACT_LENGTH:
            return False
        return written.isupper() or (written[:1].isupper() and not hit.phrase.isupper())
    return written[:1].isupper() or written[:1] == hit.phrase[:1]


def _like_a_word(text: str, hit: PhraseHit, lexicon: Lexicon) -> bool:
    """ "WHO SIGNED WHAT", "ACCORD AU SOMMET": in a line of capitals the acronym may be a word."""
    if not hit.phrase.isupper() or fold(hit.phrase) not in lexicon.bodies.like_words:
        return False
    first, last = max(0, hit.start - LINE), hit.end + LINE
    start, end = text.rfind("\n", first, hit.start) + 1, text.find("\n", hit.end, last)
    line = text[max(first, start) : end if end >= 0 else last]
    return line.isupper() and len(line.split()) > 1


def _shared(sure: Iterable[PhraseHit], hits: Iterable[PhraseHit]) -> set[tuple[int, int]]:
    """The places where a name stands that several bodies have."""
    kept = {(hit.start, hit.end) for hit in sure}
    first: dict[tuple[int, int], str] = {}
    found = set()
    for hit in hits:
        place = (hit.start, hit.end)
        if place in kept and first.setdefault(place, hit.label) != hit.label:
            found.add(place)
    return found


def _decided(
    text: str, named: Sequence[PhraseHit], hits: Iterable[PhraseHit], doubtful: set[tuple[int, int]]
) -> list[PhraseHit]:
    """Those that the article decides: by the name right before the brackets, else by the only one that it names."""
    before = {hit.end: hit.label for hit in named}
    candidates: dict[tuple[int, int], list[PhraseHit]] = {}
    for hit in hits:
        if (hit.start, hit.end) in doubtful:
            candidates.setdefault((hit.start, hit.end), []).append(hit)
    introduced = {
        hit.label
        for place, found in candidates.items()
        for hit in found
        if text[place[0] - 2 : place[0]] == " (" and before.get(place[0] - 2) == hit.label
    }
    spoken_of = {hit.label for hit in named}
    decided = []
    for found in candidates.values():
        ids = {hit.label for hit in found}
        meant = (ids & introduced) or (ids & spoken_of)
        if len(meant) == 1:
            decided.append(next(hit for hit in found if hit.label in meant))
    return decided
