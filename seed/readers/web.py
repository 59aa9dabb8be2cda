"""Web pages: the article within, and what the page says of it. Runs in the child process only."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from lxml.etree import ParserError
from lxml.html import HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata

from db.errors import UnreadableSourceError
from seed.readers.articles import Metadata
from seed.readers.parser import Parsed
from seed.readers.text import decode
from seed.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

HEAD = 4096  # bytes in which a page declares its encoding
CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s{0,9}=\s{0,9}[\"']?([\w:.-]{2,40})", re.I
)
TOO_DEEP = "ERR_RESOURCE_LIMIT"  # libxml2 leaves out what is nested deeper than this, and says only so

NAMES = read_table("files")["pages"]
DATE_LENGTH = 60  # letters of a line that holds a date and little else
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
SCRIPTS, NODES = 20, 2000  # most scripts with structured data, and most parts of one
NO_ARTICLE = "a web page without an article"
HEADLINE = 4  # words
LONGEST = 300  # letters of a heading
UP = 4  # elements from the heading upwards, when it stands in no article: what they hold is beside it
MOST_DATES = 2
ASIDE = frozenset({"script", "style", "nav", "aside", "footer", "option", "a"})
SEPARATED = re.compile(r"\s[|–—·»-]\s")


def read(data: bytes) -> Parsed:
    """The page's article. Raises UnreadableSourceError when it holds none, or is nested too deep to be read whole."""
    return read_page(data, None)


def read_page(data: bytes, charset: str | None) -> Parsed:
    """The same, of a page that came with word of its encoding."""
    declared = CHARSET.search(data[:HEAD])
    text, notes = decode(data, charset or (declared[1].decode("ascii", "replace") if declared else None))
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        page = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except ParserError:  # nothing but comments, or unfinished tags
        raise UnreadableSourceError(NO_ARTICLE) from None
    if any(entry.type_name == TOO_DEEP for entry in parser.error_log):
        raise UnreadableSourceError("nested too deep")
    said = _metadata(page)
    heading = _headline(page)
    _keep_captions(page)
    found = bare_extraction(page, include_comments=False, include_tables=True, favor_recall=True)
    if found is None or isinstance(found, dict) or not found.text:
        raise UnreadableSourceError(NO_ARTICLE)
    lines = [] if heading is None else _beside(heading, found.text)
    return Parsed("\n\n".join([*lines, found.text.strip()]), said, notes)


def _headline(page: HtmlElement) -> HtmlElement | None:
    """The one main heading of the page."""
    headings = [heading for heading in page.iter("h1") if len(_words(heading, LONGEST).split()) >= HEADLINE]
    return headings[0] if len(headings) == 1 else None


def _beside(heading: HtmlElement, body: str) -> list[str]:
    """The heading, and lines with a date between it and the body or just before it, if the body holds them not."""
    title = _words(heading, LONGEST)
    first = next((line for line in body.splitlines() if line.strip() and line != title), "")[:DATE_LENGTH]
    around = next(heading.iterancestors("article", "main"), None)
    if around is None:
        around = [heading, *heading.iterancestors()][:UP][-1]
    lines = [] if title in body else [title]
    dates: list[str] = []
    for element in around.iter():
        words = _words(element, LONGEST) if isinstance(element.tag, str) else ""
        if first and words.startswith(first):
            return [*lines, *dates[:MOST_DATES]]
        is_line = 0 < len(words) <= DATE_LENGTH and YEAR.search(words) and "©" not in words
        if is_line and not any(words in other for other in (body, title, *dates)) and not _is_aside(element):
            dates.append(words)
    return lines


def _is_aside(element: HtmlElement) -> bool:
    return element.tag in ASIDE or any(parent.tag in ASIDE for parent in element.iterancestors())


def _words(element: HtmlElement, most: int) -> str:
    """The element's text on one line; not all of it when it is longer than `most` letters."""
    parts: list[str] = []
    for part in element.itertext():
        parts.append(part)
        most -= len(part)
        if most < 0:
            break
    return " ".join(" ".join(parts).split())


def _keep_captions(page: HtmlElement) -> None:
    """Makes captions paragraphs, which are not thrown away together with their pictures."""
    for figure in list(page.iter("figure")):
        figure.tag = "div"
    for caption in list(page.iter("figcaption")):
        caption.tag = "p"


def _metadata(page: HtmlElement) -> Metadata:
    known = extract_metadata(page, date_config={"extensive_search": False, "original_date": True})
    named = _named_values(page)
    structured = list(_structured(page))
    publisher = (
        next((named[name] for name in NAMES["publishers"] if name in named), None)
        or next((name for _, name in structured if name), None)
        or (known.sitename if known.sitename and known.sitename != known.hostname else None)
    )
    published = (
        next((named[name] for name in NAMES["published"] if name in named), None)
        or next((day for day, _ in structured if day), None)
        or _shown_date(page)
    )
    if publisher and "." in publisher and " " not in publisher:  # an address, no name
        publisher = None
    tail = SEPARATED.split(" ".join((page.findtext(".//title") or "").split()))
    return Metadata(
        _without_site(known.title, publisher), publisher, published, known.url, tail[-1] if len(tail) > 1 else None
    )


def _named_values(page: HtmlElement) -> dict[str, str]:
    """What the page's `meta` and `time` elements say, by their names in small letters; the first of each name."""
    found: dict[str, str] = {}
    for element in page.iter("meta", "time"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = (element.get("content") or element.get("datetime") or "").strip()
        if element.tag == "time" and element.get("pubdate") is not None:
            name = "pubdate"
        if name and value:
            found.setdefault(name.strip().casefold(), value)
    return found


def _structured(page: HtmlElement) -> Iterator[tuple[str | None, str | None]]:
    """Days of publication and publishers of the articles that JSON-LD describes."""
    scripts = [script for script in page.iter("script") if script.get("type") == "application/ld+json"]
    for script in scripts[:SCRIPTS]:
        try:
            nodes = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        for _ in range(NODES):
            if not nodes:
                break
            node = nodes.pop(0)
            if isinstance(node, list):
                nodes.extend(node)
            elif isinstance(node, dict):
                nodes.extend(value for key, value in node.items() if key in {"@graph", "mainEntity"})
                if "datePublished" in node or str(node.get("@type")).endswith("Article"):
                    yield _text(node.get("datePublished")), _name(node.get("publisher"))


def _name(value: Any) -> str | None:
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _shown_date(page: HtmlElement) -> str | None:
    """The time that the page gives as its article's; None where which one that is can't be told."""
    heading = next(page.iter("h1"), None)
    around = page if heading is None else next(heading.iterancestors("article", "main"), page)
    times = [value for element in around.iter("time") if (value := element.get("datetime"))]
    return times[0] if times and (around is not page or len(set(times)) == 1) else None


def _without_site(title: str | None, site: str | None) -> str | None:
    """The title without the name of the site that pages set behind it."""
    if not title:
        return None
    parts = SEPARATED.split(title)
    if site and len(parts) > 1 and parts[-1].strip().casefold() == site.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |–—·»-")
    return title
