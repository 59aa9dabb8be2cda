"""The search language, turned into an immutable value. Pure; whatever is typed gives a query.

europol "secure line" anti*          words, a phrase, a prefix; the last word may be a beginning: europ
org:interpol kind:mou status:signed  filters; two of org and of topic mean both, two of kind and of status either
topic:piracy year:2011..2017         year:2014, year:2011.. and year:..2017 too
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from db.query import Dated, Facet, Nothing, Part, Party, Query, Within, Words
from db.vocabulary import KIND_SHORTHANDS, KINDS, STATUSES

FIELDS = ("org", "kind", "status", "topic", "year")
MOST_TERMS = 16
LONGEST_QUERY = 500

PIECE = re.compile(r'(?:([A-Za-z]+):)?(?:"([^"]*)("?)|(\S+))')
WORD = re.compile(r"[^\W_]+")
YEARS = re.compile(r"([0-9]{4})?(\.\.)?([0-9]{4})?")
UNFINISHED_YEARS = re.compile(r"([0-9]{4})?(\.{0,2})([0-9]{0,3})")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase to find. A `prefix` matches what begins with it."""

    text: str
    phrase: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class YearRange:
    """First and last year, both included; None is open."""

    first: int | None
    last: int | None


def parse(text: str, typing: bool = False) -> Query:
    """The query that `text` asks for. Never raises: what has no meaning stands in `problems`.

    `typing` is for a line that is still being typed: a year or a phrase at its end may be unfinished.
    """
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    problems = [f"only the first {LONGEST_QUERY} characters were read"] if len(text) > LONGEST_QUERY else []
    text = text[:LONGEST_QUERY]
    filters: dict[str, list[str]] = {field: [] for field in FIELDS}
    terms: list[Term] = []
    for piece in PIECE.finditer(text):
        field, phrase, closing, word = piece.groups()
        is_last = piece.end() == len(text)
        if field is not None and field.lower() in FIELDS:
            filters[field.lower()].append((phrase if phrase is not None else word).strip())
        elif word is not None and word.endswith(":") and word[:-1].lower() in FIELDS:
            filters[word[:-1].lower()].append("")
        elif phrase is not None:
            terms.extend(_phrase(field, phrase, is_open=is_last and not closing))
        else:
            found = _bare(field, word, is_last)
            terms.extend(found)
            if not found and not typing:
                problems.append(f"{word} holds no word to search for")
    if len(terms) > MOST_TERMS:
        problems.append(f"only the first {MOST_TERMS} words were read")
    return _query(terms[:MOST_TERMS], filters, problems, typing)


def _phrase(field: str | None, phrase: str, is_open: bool) -> list[Term]:
    """The words of quotation marks as one term; its last word is a beginning while the marks are open."""
    before, words = [Term(word) for word in _words(field or "")], _words(phrase)
    return [*before, Term(" ".join(words), phrase=len(words) > 1, prefix=is_open)] if words else before


def _bare(field: str | None, word: str, is_last: bool) -> list[Term]:
    """The terms of a piece without quotation marks. An unknown `field:` is a word like any other."""
    words = _words(word)
    terms = [Term(each) for each in [*_words(field or ""), *words]]
    if words and (is_last or word.rstrip(",.;:!?)").endswith("*")):
        terms[-1] = replace(terms[-1], prefix=True)
    return terms


def _words(text: str) -> list[str]:
    """The words that the index knows: runs of letters and digits of any script."""
    return WORD.findall(text)


def _query(terms: list[Term], filters: dict[str, list[str]], problems: list[str], typing: bool) -> Query:
    """The query of terms and filters; filters without meaning become problems."""
    for field, values in filters.items():
        if "" in values:
            problems.append(f"{field}: needs a word after it")
            filters[field] = [value for value in values if value]
    years = [_years(value, typing) for value in filters["year"]]
    unmet = None in years
    problems += [
        f"year:{value} is no year; write year:2014 or year:2011..2017"
        for value, found in zip(filters["year"], years, strict=True)
        if found is None
    ]
    kinds, kind_problems = _closed("kind", filters["kind"], KINDS, KIND_SHORTHANDS)
    statuses, status_problems = _closed("status", filters["status"], STATUSES, {})
    parts = [Part(Words(term.text, term.prefix), term.text) for term in terms]
    parts += [Part(Party(name), f"org:{name}") for name in dict.fromkeys(filters["org"])]
    parts += [Part(Facet("kind", kinds), " ".join(f"kind:{kind}" for kind in filters["kind"]))] if kinds else []
    parts += [Part(Facet("status", statuses), " ".join(f"status:{s}" for s in filters["status"]))] if statuses else []
    parts += [Part(Within("topics", Words(topic, prefix=True)), f"topic:{topic}") for topic in filters["topic"]]
    within = _within_all([found for found in years if found is not None])
    if within is not None:
        parts.append(Part(Dated(_day(within.first, 1, 1), _day(within.last, 12, 31)), "year:"))
    if unmet or kind_problems or status_problems:
        parts.append(Part(Nothing(), ""))
    return Query(tuple(parts), problems=(*problems, *kind_problems, *status_problems))


def _day(year: int | None, month: int, day: int) -> date | None:
    return None if year is None else date(min(max(year, 1), 9999), month, day)


def _within_all(ranges: list[YearRange]) -> YearRange | None:
    """The years that lie in every range; a range that ends before it begins when there are none."""
    if not ranges:
        return None
    firsts = [found.first for found in ranges if found.first is not None]
    lasts = [found.last for found in ranges if found.last is not None]
    return YearRange(max(firsts, default=None), min(lasts, default=None))


def _closed(
    field: str, typed: list[str], values: tuple[str, ...], shorthands: dict[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The values of a closed list that each typed word may mean, by its beginning, and what means none."""
    found: list[str] = []
    problems: list[str] = []
    for word in typed:
        folded = word.lower().replace("-", " ").replace("_", " ").strip()
        meant = [shorthands[folded]] if folded in shorthands else []
        meant = meant or [value for value in values if f" {folded}" in f" {value}"]
        meant = meant or [value for short, value in shorthands.items() if short.startswith(folded)]
        found.extend(meant)
        if not meant:
            problems.append(f"{field}:{word} is no {field}; there are: {', '.join(values)}")
    return tuple(dict.fromkeys(found)), tuple(problems)


def _years(text: str, typing: bool) -> YearRange | None:
    """The range that `2014`, `2011..2017`, `2011..` or `..2017` means, the ends in either order; None for none.

    While it is being typed, `201` means the years that begin so.
    """
    match = YEARS.fullmatch(text)
    if match is None or not (match[1] or match[3]):
        return _unfinished_years(text) if typing else None
    low, high = (int(part) if part else None for part in (match[1], match[3]))
    if match[2] is None:
        return YearRange(low, low) if match[1] and not match[3] else None
    if low is not None and high is not None and low > high:
        low, high = high, low
    return YearRange(low, high)


def _unfinished_years(text: str) -> YearRange | None:
    match = UNFINISHED_YEARS.fullmatch(text)
    if match is None:
        return None
    first, dots, begun = match.groups()
    if first:
        return YearRange(int(first), None) if dots else None
    if dots or not begun:
        return YearRange(None, None) if dots and not begun else None
    scale = 10 ** (4 - len(begun))
    return YearRange(int(begun) * scale, int(begun) * scale + scale - 1)
