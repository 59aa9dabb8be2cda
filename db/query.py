"""The search language, turned into an immutable value. Pure; whatever is typed gives a query.

europol "secure line" anti*          words, a phrase, a prefix
org:interpol kind:mou status:signed  filters; several of one field mean either
topic:piracy year:2011..2017         year:2014, year:2011.. and year:..2017 too
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from db.vocabulary import KIND_SHORTHANDS, KINDS, STATUSES

FIELDS = ("org", "kind", "status", "topic", "year")
MOST_TERMS = 16
LONGEST_QUERY = 500

PIECE = re.compile(r'(?:([A-Za-z]+):)?(?:"([^"]*)"?|(\S+))')
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f][^\W_]*)*")
YEARS = re.compile(r"(\d{4})?(\.\.)?(\d{4})?", re.ASCII)


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


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for. `problems` says in words what of the typed text has no meaning and was left out."""

    terms: tuple[Term, ...] = ()
    organisations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    years: YearRange | None = None
    problems: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it asks for everything."""
        return self == Query(problems=self.problems)

    def with_organisation(self, organisation_id: str) -> Query:
        """The same query for one organisation, given by id."""
        return replace(self, organisations=(*self.organisations, organisation_id))


def parse(text: str, typing: bool = False) -> Query:
    """The query that `text` asks for. Never raises: what has no meaning stands in `problems`.

    `typing` is for a search line that is still being typed: its last bare word counts as a prefix.
    """
    if len(text) > LONGEST_QUERY:
        text, problems = text[:LONGEST_QUERY], [f"only the first {LONGEST_QUERY} characters were read"]
    else:
        problems = []
    filters: dict[str, list[str]] = {field: [] for field in FIELDS}
    terms: list[Term] = []
    for piece in PIECE.finditer(text):
        field, phrase, word = piece.groups()
        if field is not None and field.lower() in FIELDS:
            value = (phrase if phrase is not None else word).strip()
            filters[field.lower()].append(value)
            continue
        if word is not None and word.endswith(":") and word[:-1].lower() in FIELDS:
            filters[word[:-1].lower()].append("")
            continue
        terms.extend(_terms(field, phrase, word, last=typing and piece.end() == len(text)))
    if len(terms) > MOST_TERMS:
        problems.append(f"only the first {MOST_TERMS} words were read")
    return _query(terms[:MOST_TERMS], filters, problems)


def _terms(field: str | None, phrase: str | None, word: str | None, last: bool) -> list[Term]:
    """The terms of one piece. An unknown `field:` is a word like any other."""
    before = _words(field or "")
    if phrase is not None:
        words = _words(phrase)
        if not words:
            return [Term(w) for w in before]
        whole = Term(" ".join(words), phrase=len(words) > 1, prefix=last and len(words) == 1)
        return [*(Term(w) for w in before), whole]
    words = _words(word or "")
    starred = (word or "").rstrip(",.;:!?)").endswith("*")
    terms = [Term(w) for w in before + words]
    if terms and words and (starred or last):
        terms[-1] = replace(terms[-1], prefix=True)
    return terms


def _words(text: str) -> list[str]:
    """The words that the index knows: runs of letters and digits of any script, marks included."""
    return WORD.findall(text)


def _query(terms: list[Term], filters: dict[str, list[str]], problems: list[str]) -> Query:
    """The query of terms and filters; filters without meaning become problems."""
    years = None
    for value in filters["year"]:
        found = _years(value)
        if found is None:
            problems.append(f"year:{value} is no year; write year:2014 or year:2011..2017")
        else:
            years = found
    for field in ("org", "kind", "status", "topic"):
        if "" in filters[field]:
            problems.append(f"{field}: needs a word after it")
            filters[field] = [value for value in filters[field] if value]
    kinds, kind_problems = _closed("kind", filters["kind"], KINDS, KIND_SHORTHANDS)
    statuses, status_problems = _closed("status", filters["status"], STATUSES, {})
    return Query(
        terms=tuple(terms),
        organisations=tuple(dict.fromkeys(filters["org"])),
        kinds=kinds,
        statuses=statuses,
        topics=tuple(dict.fromkeys(filters["topic"])),
        years=years,
        problems=(*problems, *kind_problems, *status_problems),
    )


def _closed(
    field: str, typed: list[str], values: tuple[str, ...], shorthands: dict[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The values of a closed list that each typed word may mean, by its beginning, and what means none."""
    found: list[str] = []
    problems: list[str] = []
    for word in typed:
        folded = word.lower().replace("-", " ").replace("_", " ").strip()
        full = shorthands.get(folded, folded)
        meant = [v for v in values if v.startswith(full)] or [v for v in values if f" {full}" in f" {v}"]
        if meant:
            found.extend(meant)
        else:
            problems.append(f"{field}:{word} is no {field}; there are: {', '.join(values)}")
    return tuple(dict.fromkeys(found)), tuple(problems)


def _years(text: str) -> YearRange | None:
    """The range that `2014`, `2011..2017`, `2011..` or `..2017` means; the ends in either order."""
    match = YEARS.fullmatch(text)
    if match is None or not any(match.groups()[::2]):
        return None
    first, dots, last = match.groups()
    if dots is None:
        return YearRange(int(first), int(first)) if first and not last else None
    low, high = int(first) if first else None, int(last) if last else None
    if low is not None and high is not None and low > high:
        low, high = high, low
    return YearRange(low, high)
