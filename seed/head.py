"""The head of an article: its title, who published it and when. What the file itself says goes before its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.dates import find_dates
from seed.tokens import WORD, tokenize

if TYPE_CHECKING:
    from db.edtf import EdtfDate
    from seed.dates import FoundDate
    from seed.document import Document, Sentence
    from seed.grammar import HeadPatterns
    from seed.lexicon import Lexicon
    from seed.readers.articles import Metadata

LINES = 14  # blocks of a head
CITY = r"[^\W\d_][\w.’'-]*(?:[ /][^\W\d_][\w.’'-]*){0,4}"
DATELINE = re.compile(rf"\A(?:{CITY}(?:, {CITY})?,? ?(?:\([^)]{{1,40}}\))?,? ?)\Z")
NOISE = re.compile(r"\]\(|https?:|\A\W*\Z|©", re.IGNORECASE)
DASHES = ("-", "–", "—")


@dataclass(frozen=True, slots=True)
class Head:
    """An article's title, publisher (a known one's short name) and day of publication, each None when not stated.

    `dateline` is where its text states its date; None when only the file does, or nothing.
    """

    title: str | None
    publisher: str | None
    published: EdtfDate | None
    dateline: FoundDate | None


def read_head(document: Document, lexicon: Lexicon, said: Metadata) -> Head:
    """The head of the article; `said` is what its file says."""
    dateline = _dateline(document, lexicon)
    return Head(
        said.title or _title(document),
        _known_publisher(said.publisher, lexicon) if said.publisher else _publisher(document, lexicon),
        _day(said.published, lexicon) or (dateline.date if dateline else None),
        dateline,
    )


def _day(words: str | None, lexicon: Lexicon) -> EdtfDate | None:
    """The one full date in the file's words, in any of the forms that dates have in texts."""
    found = find_dates(words, tokenize(words), lexicon, None) if words else []
    return found[0].date if len(found) == 1 and _is_day(found[0]) else None


def _known_publisher(name: str, lexicon: Lexicon) -> str:
    """The short name of the organisation that `name` is; `name` as it is written when the lexicon knows none."""
    hits = lexicon.organisation_names.find(name, tokenize(name))
    whole = [hit for hit in hits if not WORD.search(name[: hit.start] + " " + name[hit.end :])]
    return lexicon.organisations[whole[0].label].short if whole else name


def _blocks(document: Document) -> list[tuple[int, int]]:
    """The article's first blocks."""
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in document.sentences:
        if sentence.block not in bounds and len(bounds) == LINES:
            break
        start, _ = bounds.get(sentence.block, (sentence.start, 0))
        bounds[sentence.block] = (start, sentence.end)
    return list(bounds.values())


def _dateline(document: Document, lexicon: Lexicon) -> FoundDate | None:
    """A full date in a date's place: after a city, alone in its line, before the text begins. The surest place wins."""
    found: list[tuple[int, int, FoundDate]] = []
    for start, end in _blocks(document):
        line = document.text[start : min(end, start + 400)]
        dates = [item for item in find_dates(line, document.tokens_of(line), lexicon, None) if _is_day(item)]
        for item in dates[:1]:
            rank = _place(line, item, lexicon.grammar.head)
            if rank is not None:
                moved = type(item)(start + item.start, start + item.end, item.date, "stated", "date-line")
                found.append((rank, moved.start, moved))
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def _is_day(item: FoundDate) -> bool:
    return item.date.precision == "day"


def _place(line: str, item: FoundDate, patterns: HeadPatterns) -> int | None:
    """How sure the place is, the surest first; None for a date within a sentence."""
    before, after = line[: item.start], line[item.end :].strip()
    alone = not after or after.startswith("|")
    if DATELINE.match(before) and before.rstrip().endswith(",") and alone:
        return 0
    if alone and (not before.strip() or patterns.dated.fullmatch(before)):
        return 1
    if patterns.weekday.match(before):
        return 5 if alone else None
    if (
        DATELINE.match(before)
        and before.strip()
        and (after.startswith((*DASHES, "(", ":")) or (before.rstrip().endswith(",") and patterns.begins.match(after)))
    ):
        return 2
    if (
        DATELINE.match(before)
        and before.split(",")[0].isupper()
        and before.rstrip().endswith(",")
        and after.startswith(".")
    ):
        return 2
    if patterns.dated_roughly.fullmatch(before.strip()):
        return 2
    return 3 if after.startswith(DASHES) and len(before) < 200 else None


def _title(document: Document) -> str | None:
    """The longest heading before the text begins, if it has words enough to be one."""
    headings: list[Sentence] = []
    for sentence in document.sentences[:LINES]:
        if sentence.form == "sentence" and headings:
            break
        if sentence.form == "heading" and not NOISE.search(document.text[sentence.start : sentence.end]):
            headings.append(sentence)
        if sentence.form == "sentence":
            break
    words = [(len(document.words(item.start, item.end)), item) for item in headings]
    long_ones = [(count, item) for count, item in words if count >= 4]
    if not long_ones:
        return None
    best = max(long_ones, key=lambda entry: (entry[0], -entry[1].start))[1]
    return document.text[best.start : best.end]


def _publisher(document: Document, lexicon: Lexicon) -> str | None:
    """An organisation named as the source, by name or by the address of its site."""
    acronyms = {(known.acronym or known.id).casefold(): known for known in lexicon.organisations.values()}
    for match in lexicon.grammar.head.source_address.finditer(document.text):
        known = acronyms.get(match[1].casefold())
        if known:
            return known.short
    for match in lexicon.grammar.head.source_name.finditer(document.text):
        hits = lexicon.organisation_names.find(document.text, document.tokens, match.end(), match.end() + 80)
        if hits and hits[0].start == match.end():
            return lexicon.organisations[hits[0].label].short
    return None
