"""PDF: the text of its pages, as paragraphs. Runs in the child process only.

A PDF's own dates are those of the file, not of the article, and its author is mostly a person: neither is taken.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from db.errors import UnreadableSourceError
from seed.readers.articles import Metadata
from seed.readers.paragraphs import Line, paragraphs
from seed.readers.parser import Parsed
from seed.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdf import PageObject

ENCRYPTED = "encrypted; save it without its password"
WORDS = read_table("files")["pdf"]
NOT_A_TITLE = re.compile(
    rf"(?i)\b(?:{'|'.join(WORDS['no_title'])})\b|\A\W*(?:{'|'.join(WORDS['first_of_no_title'])})\b|_"
)
WORDS_OF_A_TITLE = 4
REPEATED = 3  # pages; a line that stands on so many at the same end is no text of the article
DIGITS = re.compile(r"[0-9]+")
NUMBER = r"[0-9]{1,4}"
PAGE_NUMBER = re.compile(
    rf"(?i)\W{{0,3}}(?:(?:{'|'.join(WORDS['page'])})\s)?{NUMBER}(?:\s?(?:/|{'|'.join(WORDS['of_pages'])})\s?{NUMBER})?\W{{0,3}}"
)


def read(data: bytes) -> Parsed:
    """The PDF's text. Raises UnreadableSourceError: broken, encrypted, or scanned pages without text."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            raise UnreadableSourceError(ENCRYPTED)
        pages = [_lines(page) for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except DependencyError:
        raise UnreadableSourceError(ENCRYPTED) from None
    except PyPdfError:
        raise UnreadableSourceError("a broken PDF") from None
    full = [page for page in pages if any(line.text.strip() for line in page)]
    if not full:
        raise UnreadableSourceError("scanned pages without text" if pages else "a PDF without pages")
    missing = len(pages) - len(full)
    notes = (f"{missing} of {len(pages)} pages hold no text",) if missing else ()
    return Parsed(paragraphs(_without_margins(full)), Metadata(title=_title(title)), notes)


def _title(title: str | None) -> str | None:
    """The title, unless a program made it of a file's name."""
    if not title or len(title.split()) < WORDS_OF_A_TITLE or NOT_A_TITLE.search(title):
        return None
    return title


def _lines(page: PageObject) -> list[Line]:
    """The page's lines in the order of the file, with their place."""
    lines = [Line("")]

    def visit(text: str, at: Sequence[float], within: Sequence[float], _font: object, size: float) -> None:
        height = within[4] * at[1] + within[5] * at[3] + at[5]
        first, *others = text.split("\n")
        last = lines[-1]
        lines[-1] = (
            last._replace(text=last.text + first) if last.text.strip() else Line(last.text + first, height, size)
        )
        lines.extend(Line(other, height, size) for other in others)

    page.extract_text(visitor_text=visit)
    return lines


def _without_margins(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages' lines without page numbers, and without what stands at the same end of many pages."""
    ends = [_ends(page) for page in pages]
    often = Counter(key for page, numbers in zip(pages, ends, strict=True) for key in {_key(page[n]) for n in numbers})
    return [
        [line for n, line in enumerate(page) if n not in numbers or not _is_margin(line, often)]
        for page, numbers in zip(pages, ends, strict=True)
    ]


def _ends(page: Sequence[Line]) -> set[int]:
    """The places of the first two and the last two lines."""
    full = [number for number, line in enumerate(page) if line.text.strip()]
    return {*full[:2], *full[-2:]}


def _is_margin(line: Line, often: Counter[str]) -> bool:
    return bool(PAGE_NUMBER.fullmatch(line.text.strip())) or often[_key(line)] >= REPEATED


def _key(line: Line) -> str:
    return DIGITS.sub("0", " ".join(line.text.split()))
