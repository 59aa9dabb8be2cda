"""The head of an article: its title, who published it and when. What the file itself says goes before its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seed.dates import find_stated
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
EDGES = (*DASHES, ",", "|", ":", "·", "•", "/", "(", ">")
GAPS = ("  ", "\n")
ENDS = ".,;:!?*_'’”"
LONGEST = 400  # characters of a block in which its date is looked for
CITY_WORDS = 3
AROUND = 16  # words beside the date in a line of the head
MASTHEAD = 200  # characters before a date and a dash


@dataclass(frozen=True, slots=True)
class Head:
    """An article's title, publisher (a known one's short name), day of publication and address, each None when not
    stated.

    `dateline` is where its text states its date; None when only the file does, or nothing.
    """

    title: str | None
    publisher: str | None
    published: EdtfDate | None
    dateline: FoundDate | None
    address: str | None


def read_head(document: Document, lexicon: Lexicon, said: Metadata, day_first: bool) -> Head:
    """The head of the article; `said` is what its file says, `day_first` whether "3/5/2019" is a day in May."""
    dateline = _dateline(document, lexicon, day_first)
    return Head(
        said.title or _title(document),
        _said_publisher(said, lexicon) or _publisher(document, lexicon),
        _day(said.published, lexicon) or (dateline.date if dateline else None),
        dateline,
        said.url or _address(document.text, lexicon),
    )


def _address(text: str, lexicon: Lexicon) -> str | None:
    """The address that the text gives as its own source; none where it gives several."""
    found = {match[1].rstrip(ENDS) for match in lexicon.grammar.head.address.finditer(text)}
    return found.pop() if len(found) == 1 else None


def _day(words: str | None, lexicon: Lexicon) -> EdtfDate | None:
    """The one full date in the file's words, in any of the forms that dates have in texts."""
    found = find_stated(words, lexicon) if words else []
    return found[0].date if len(found) == 1 and _is_day(found[0]) else None


def _said_publisher(said: Metadata, lexicon: Lexicon) -> str | None:
    """The publisher that the file names: a known one by its short name, else as written; or one that it hints at."""
    if said.publisher:
        return _known(said.publisher, lexicon) or said.publisher
    for hint in filter(None, (said.hint, said.url)):
        known = _known(hint, lexicon) or _by_address(hint, lexicon)
        if known:
            return known
    return None


def _known(name: str, lexicon: Lexicon) -> str | None:
    """The short name of the organisation of just this name."""
    hits = lexicon.organisation_names.find(name, tokenize(name))
    whole = [hit for hit in hits if not WORD.search(name[: hit.start] + " " + name[hit.end :])]
    return lexicon.organisations[whole[0].label].short if whole else None


def _by_address(address: str, lexicon: Lexicon) -> str | None:
    """The organisation whose acronym is the name of the site: only of sites that are no country's."""
    site = lexicon.grammar.head.site.search(address)
    return lexicon.sites.get(site[1].casefold()) if site else None


def _blocks(document: Document) -> list[tuple[int, int, bool]]:
    """The article's first blocks, and whether each is a heading or caption throughout."""
    bounds: dict[int, tuple[int, int, bool]] = {}
    for sentence in document.sentences:
        if sentence.block not in bounds and len(bounds) == LINES:
            break
        start, _, heading = bounds.get(sentence.block, (sentence.start, 0, True))
        bounds[sentence.block] = (start, sentence.end, heading and sentence.form == "heading")
    return list(bounds.values())


def _dateline(document: Document, lexicon: Lexicon, day_first: bool) -> FoundDate | None:
    """A full date in a date's place: after a city, in a line of its own, before the text. The surest place wins."""
    found: list[tuple[int, int, FoundDate]] = []
    for start, end, heading in _blocks(document):
        line = document.text[start : min(end, start + LONGEST)]
        found_dates = find_stated(line, lexicon, day_first)
        for item in [item for item in found_dates if _is_day(item)][:2]:
            rank = _rank(line, item, heading, lexicon.grammar.head)
            if rank is not None:
                moved = type(item)(start + item.start, start + item.end, item.date, "stated", "date-line")
                found.append((rank, moved.start, moved))
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def _is_day(item: FoundDate) -> bool:
    return item.date.precision == "day"


def _rank(line: str, item: FoundDate, heading: bool, patterns: HeadPatterns) -> int | None:
    """How sure it is that the article states its own date there, the surest first; None within a sentence."""
    before, after = line[: item.start], line[item.end :]
    if patterns.updated.search(before):
        return 6
    glued = before[-1:].isalpha() and heading  # "Public Information10-07-2003"
    ends = bool(patterns.edge.match(after))
    after = after.strip()
    led = patterns.led.search(before)
    before = patterns.day_of.sub("", before)  # "Friday", "le", "den"
    if led and not heading and after and not before.strip() and not after.startswith(DASHES):
        return None  # "On 3 May 2015, Europol and Frontex signed"
    label = patterns.dated.search(before)
    before = before[: label.start()] if label else before
    begins = glued or before.endswith(GAPS) or before.rstrip().endswith(EDGES)
    if not before.strip() and ends:
        return 1
    if label and ends and (heading or not before.strip() or begins):
        return 0
    city = DATELINE.match(before)
    if city and before.rstrip().endswith(",") and not after:
        return 0
    if label and not before.strip():
        return 2
    named = (
        before.rstrip().endswith(",") and len(before.split()) <= CITY_WORDS and not patterns.preposition.match(before)
    )
    capitals = before.split(",")[0].isupper() and before.rstrip().endswith(",")
    if city and (after.startswith((*DASHES, "(", ":", ")")) or (after.startswith(".") and (capitals or named))):
        return 2
    if city and heading and ends and len(before.split()) <= CITY_WORDS:
        return 2
    if city and before.rstrip().endswith(",") and patterns.begins.match(after):
        return 2
    if heading and ends and begins and len(before.split()) + len(after.split()) <= AROUND:
        return 3
    return 4 if after.startswith(DASHES) and len(before) < MASTHEAD else None


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
    for match in lexicon.grammar.head.source_address.finditer(document.text):
        if match[1].casefold() in lexicon.sites:
            return lexicon.sites[match[1].casefold()]
    for match in lexicon.grammar.head.source_name.finditer(document.text):
        hits = document.find(lexicon.organisation_names, match.end(), match.end() + 80)
        if hits and hits[0].start == match.end():
            return lexicon.organisations[hits[0].label].short
    return None
