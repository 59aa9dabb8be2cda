"""What the fields of the search language are called, and what is said of one that has no meaning. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_SHOWN = 40

NEEDS_NO_VALUE = frozenset({"undated", "conflict"})
# One value of each field that needs one.
EXAMPLES: Mapping[str, str] = {
    "org": "interpol",
    "with": "europol",
    "only": "interpol,europol",
    "family": "un",
    "kind": "mou",
    "status": "signed",
    "provision": "training",
    "topic": "piracy",
    "place": "lyon",
    "person": "noble",
    "source": "interpol.int",
    "lang": "fr",
    "id": "interpol-europol-mou-2011",
    "year": "2014",
    "date": "2011-10..2014",
    "before": "2014",
    "after": "2014",
    "has": "expiry",
    "missing": "date",
    "sources": "2..",
    "in": "articles",
}
# What else one may call a field, by what it is called.
LIKELY: Mapping[str, str] = {
    "party": "org",
    "parties": "org",
    "partner": "with",
    "type": "kind",
    "instrument": "kind",
    "state": "status",
    "subject": "topic",
    "about": "topic",
    "provides": "provision",
    "country": "place",
    "city": "place",
    "location": "place",
    "people": "person",
    "signatory": "person",
    "by": "person",
    "publisher": "source",
    "site": "source",
    "url": "source",
    "day": "date",
    "month": "date",
    "when": "date",
    "since": "after",
    "until": "before",
    "without": "missing",
    "articles": "in",
}
FIELDS = (*EXAMPLES, *sorted(NEEDS_NO_VALUE))


def shown(text: str) -> str:
    """Typed text, short enough for a remark about it."""
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def needs_a_word(field: str) -> str:
    """What is said of a field without a value."""
    return f"{field}: needs a word right after it, as in {field}:{EXAMPLES[field]}"


def no_such_field(field: str) -> str:
    """What is said of a field that does not exist: which one may be meant."""
    likely = LIKELY.get(field) or next((known for known in FIELDS if _is_near(field, known)), None)
    begin = f"there is no {shown(field)}:"
    return f"{begin}; {likely}: is meant?" if likely else f"{begin}; its words are searched"


def _is_near(typed: str, known: str) -> bool:
    """Whether one is the beginning of the other, or a slip of one letter apart."""
    if len(typed) > 1 and (known.startswith(typed) or (len(known) > 2 and typed.startswith(known))):
        return True
    head = 0
    while head < min(len(typed), len(known)) and typed[head] == known[head]:
        head += 1
    one, other = typed[head:], known[head:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return len(known) > 2 and ((len(one) <= 1 and len(other) <= 1) or (len(one) == 2 and one[::-1] == other))
