"""The search language, turned into an immutable value. Pure; whatever is typed gives a query.

    europol "secure line" anti*          words, a phrase, a prefix
    org:interpol kind:mou status:signed  filters; several of one field mean either
    topic:piracy year:2011..2017         year:2014, year:2011.. and year:..2017 too
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

FIELDS = ("org", "kind", "status", "topic", "year")
MOST_TERMS = 16
LONGEST_QUERY = 500

PIECE = re.compile(r'(?:([A-Za-z]+):)?(?:"([^"]*)"?|(\S+))')
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
