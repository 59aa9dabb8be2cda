"""How an instrument stands to an older one: what it supplements, implements, replaces or renews, as the text has it.

"Builds on" and "based on" make no link: texts say so of anything that came before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from db.findings import FoundClaim
from seed.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seed.document import Sentence
    from seed.drafts import Draft, Piece
    from seed.lexicon import Lexicon
    from seed.phrases import PhraseHit
    from seed.reading import Reading

BETWEEN = 60  # characters between the words of a relation and the older instrument's name
WORDS_BETWEEN = 5
DATE_AFTER = 90  # characters between that name and its date
WORDS_TO_DATE = 6
WORDS_TO_YEAR = 2
MOST_LINKS = 8  # of one instrument, so that a hostile text ends soon
GENERAL_KIND = "cooperation agreement"  # what general names are listed under
BREAK = re.compile(r"[;:.()!?\n]")
WORD = re.compile(r"\w+")
YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


class _Other(NamedTuple):
    """The older instrument's words, its kind where they name one, and whether they tell it from the newer one."""

    start: int
    end: int
    kind: str | None
    told_apart: bool


def link_claims(reading: Reading, draft: Draft) -> list[FoundClaim]:
    """The relations of `draft`, each with the other instrument's words as value and place."""
    found: dict[tuple[str, str], FoundClaim] = {}
    for index, pieces in _sentences(reading, draft):
        for hit, other in _links_of(reading, index):
            if len(found) < MOST_LINKS and _is_about(reading, draft, pieces, hit, other):
                value = " ".join(reading.document.text[other.start : other.end].split())
                kind = _kind(draft, other)
                claim = FoundClaim(hit.label, value, other.start, other.end, "older-beside", role=kind)
                found.setdefault((hit.label, value), claim)
    return list(found.values())


def _kind(draft: Draft, other: _Other) -> str | None:
    """The older one's kind: that of its name; "the one of 2019" has the newer one's; None for a general name."""
    if other.kind is None:
        return None if draft.soft else draft.kind
    return other.kind or None


def _sentences(reading: Reading, draft: Draft) -> Iterator[tuple[int, list[Piece]]]:
    """The sentences that tell of it, each with its pieces; the next one, when it goes on, has none."""
    by_sentence: dict[int, list[Piece]] = {}
    for piece in draft.pieces:
        by_sentence.setdefault(piece.sentence, []).append(piece)
    for index in list(by_sentence):
        after = index + 1
        is_next = after < len(reading.document.sentences) and after not in by_sentence
        if is_next and _goes_on(reading, draft, after):
            by_sentence[after] = []
    yield from sorted(by_sentence.items())


def _goes_on(reading: Reading, draft: Draft, index: int) -> bool:
    """Whether a sentence begins with "It", "The agreement", or "The" and the instrument's kind."""
    document, lexicon = reading.document, reading.lexicon
    sentence = document.sentences[index]
    first = WORD.search(document.text, sentence.start, sentence.end)
    if first is None or fold(first[0]) in lexicon.links.pronouns:
        return first is not None
    if fold(first[0]) not in lexicon.articles.back:
        return False
    named = lexicon.instruments.find(document.text, document.tokens, first.end(), first.end() + BETWEEN)[:1]
    return any(
        name.label in {f"exact:{draft.kind}", f"general:{GENERAL_KIND}"}
        and not WORD.search(document.text, first.end(), name.start)
        for name in named
    )


def _links_of(reading: Reading, index: int) -> Iterator[tuple[PhraseHit, _Other]]:
    """The relations that a sentence states, whatever instrument it states them of."""
    document, lexicon = reading.document, reading.lexicon
    sentence = document.sentences[index]
    if not sentence.readable:
        return
    for hit in lexicon.links.relations.find(document.text, document.tokens, sentence.start, sentence.end):
        written = document.text[hit.start : hit.end].casefold()
        if not hit.phrase.isascii() and written != hit.phrase.casefold():
            continue
        other = _other(reading, index, hit)
        if other and not _denied(document.text, sentence, hit, other, lexicon):
            yield hit, other


def _other(reading: Reading, index: int, hit: PhraseHit) -> _Other | None:
    """The instrument named right after the words of a relation."""
    document, links = reading.document, reading.lexicon.links
    end = min(document.sentences[index].end, hit.end + BETWEEN)
    named = _name_after(reading, hit.end, end) or _one_after(document.text, hit.end, end, reading.lexicon)
    if named is None:
        return None
    name_start, name_end, kind = named
    gap = document.text[hit.end : name_start]
    between = WORD.findall(gap)
    if len(between) > WORDS_BETWEEN or "," in gap or BREAK.search(gap):
        return None
    dated = _date_end(reading, index, name_end)
    start = next((match.start() for match in WORD.finditer(document.text, hit.end, name_end)), name_start)
    last = dated or name_end
    years = YEAR.search(document.text, start, last)
    if kind is None and not years:
        return None
    folded = [fold(word) for word in between]
    if hit.label == "implements" and not years and folded[:1] and folded[0] in reading.lexicon.articles.new:
        return None  # "what was done under an agreement"
    return _Other(start, last, kind, bool(years) or not links.earlier.isdisjoint(folded))


def _name_after(reading: Reading, start: int, end: int) -> tuple[int, int, str | None] | None:
    document = reading.document
    hits = reading.lexicon.instruments.find(document.text, document.tokens, start, end)
    for hit in hits:
        strength, _, kind = hit.label.partition(":")
        if strength != "none":
            return hit.start, hit.end, kind if strength == "exact" else ""
    return None


def _one_after(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int, str | None] | None:
    """ "the one of December 2019"."""
    for match in WORD.finditer(text, start, end):
        if fold(match[0]) in lexicon.links.ones:
            return match.start(), match.end(), None
    return None


def _date_end(reading: Reading, index: int, name_end: int) -> int | None:
    """Where the date ends that belongs to the name before it: "of 2014", ", which they signed in 2014"."""
    text, links = reading.document.text, reading.lexicon.links
    for date in reading.dates[index]:
        if name_end <= date.start <= name_end + DATE_AFTER:
            between = text[name_end : date.start]
            words = [fold(word) for word in WORD.findall(between)]
            if BREAK.search(between):
                return None
            if between.startswith(", ") and words and words[0] in links.which and between.count(",") == 1:
                return date.end
            close = len(words) <= WORDS_TO_DATE and "," not in between and links.joining.isdisjoint(words)
            return date.end if close else None
    near = text[name_end : min(name_end + BETWEEN // 2, reading.document.sentences[index].end)]
    match = YEAR.search(near)
    if match is None or "," in near[: match.start()] or BREAK.search(near[: match.start()]):
        return None
    return name_end + match.end() if len(WORD.findall(near[: match.start()])) <= WORDS_TO_YEAR else None


def _denied(text: str, sentence: Sentence, hit: PhraseHit, other: _Other, lexicon: Lexicon) -> bool:
    """ "does not replace the agreement", "ersetzt das Abkommen nicht"."""
    before = WORD.findall(text[max(sentence.start, hit.start - 40) : hit.start])[-3:]
    after = WORD.findall(text[other.end : min(other.end + 20, sentence.end)])[:1]
    return not lexicon.links.denials.isdisjoint(fold(word) for word in (*before, *after))


def _is_about(reading: Reading, draft: Draft, pieces: Iterable[Piece], hit: PhraseHit, other: _Other) -> bool:
    """Whether the relation is that of `draft`, and not of the older instrument or of a third one."""
    named = [piece for piece in pieces if piece.end > piece.start]
    own = [piece for piece in named if piece.end <= other.start or other.end <= piece.start]
    if own != named and not _of_another_year(reading, draft, other):
        return False
    if not other.told_apart and (hit.label == "implements" or not other.kind) and other.kind in {None, "", draft.kind}:
        return False
    before = [piece for piece in own if piece.end <= hit.start]
    if hit.label == "implements" or not own:
        return True
    if not before:
        return False
    document = reading.document
    nearest = max(piece.end for piece in before)
    others = reading.lexicon.instruments.find(document.text, document.tokens, nearest, hit.start)
    return all(name.label.startswith("none") for name in others)


def _of_another_year(reading: Reading, draft: Draft, other: _Other) -> bool:
    """Whether the words give a year, and none that dates `draft`."""
    years = {int(year) for year in YEAR.findall(reading.document.text[other.start : other.end])}
    return bool(years and draft.dates) and years.isdisjoint(date.year for date in draft.dates)
