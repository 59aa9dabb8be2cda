"""Where states and territories are named that may be parties, with the long form they are named in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seed.document import Document
    from seed.grammar import CountriesPatterns
    from seed.lexicon import Lexicon
    from seed.phrases import PhraseHit

LONG_FORM = 70  # characters before a name in which its long form begins
EXACT_LENGTH = 4  # names this short are only read with their accents


def find_states(document: Document, lexicon: Lexicon) -> tuple[PhraseHit, ...]:
    """The names of states, "the Republic of" and "the Government of" belonging to them; labelled by id, in order.

    Left out is what only sounds so: a person's or another place's name, the city of a dateline.
    """
    patterns = lexicon.grammar.countries
    hits = document.find(lexicon.countries, 0, len(document.text))
    return tuple(_in_full(document.text, hit, patterns) for hit in hits if _is_state(document.text, hit, patterns))


def _is_state(text: str, hit: PhraseHit, patterns: CountriesPatterns) -> bool:
    written = text[hit.start : hit.end]
    if not written[0].isupper() and written[0] != hit.phrase[0]:
        return False
    if hit.phrase.isupper() and not written.isupper():
        return False
    if len(hit.phrase) <= EXACT_LENGTH and not hit.phrase.isascii() and written != hit.phrase:
        return False  # "Irã" is Iran, "IRA" is not
    if patterns.another_place.search(text, max(0, hit.start - 12), hit.start):
        return False
    if patterns.first_name.fullmatch(written) and patterns.family_name.match(text, hit.end):
        return False
    begins_line = hit.start == 0 or text[hit.start - 1] == "\n"
    return not (begins_line and patterns.dateline.match(text, hit.end))


def _in_full(text: str, hit: PhraseHit, patterns: CountriesPatterns) -> PhraseHit:
    before = patterns.long_form.search(text, max(0, hit.start - LONG_FORM), hit.start)
    return hit._replace(start=before.start()) if before else hit
