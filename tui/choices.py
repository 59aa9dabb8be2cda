"""What is chosen beside the list: values to include and to exclude, each also a piece of the query language. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Literal

from db.parsing import parse
from db.query import AnyOf, Facet, Not, Nothing, Part
from db.vocabulary import SHORT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

Field = Literal["org", "kind", "status", "year", "topic"]


class Section(Enum):
    """The sections beside the list; the value of each is its number on the keys."""

    ORGANISATIONS = 1
    KINDS = 5
    STATUS = 6
    DECADES = 7
    TOPICS = 8

    @property
    def title(self) -> str:
        """Its name on the screen."""
        return self.name.capitalize()

    @property
    def field(self) -> Field:
        """What its values are called in the query language."""
        return FIELDS[self]


FIELDS: dict[Section, Field] = {
    Section.ORGANISATIONS: "org",
    Section.KINDS: "kind",
    Section.STATUS: "status",
    Section.DECADES: "year",
    Section.TOPICS: "topic",
}
# Of these an agreement has one value at most: several included ones mean any of them. By the names of their facets.
EITHER = {"kinds": Section.KINDS, "statuses": Section.STATUS, "decades": Section.DECADES}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value included, or with `is_excluded` excluded. `label` is what the screen calls it; it is not safe to draw.

    The value of an organisation is its id, that of a decade its first and last year: `2010..2019`.
    """

    field: Field
    value: str
    label: str
    is_excluded: bool = False

    @property
    def text(self) -> str:
        """It in the query language, as one types it: `-kind:"joint action plan"`."""
        return f"{'-' if self.is_excluded else ''}{self.field}:{quoted(self.value)}"

    @property
    def words(self) -> str:
        """It in words: `with INTERPOL`, `not signed`."""
        if self.field == "org":
            return f"{'without' if self.is_excluded else 'with'} {self.label}"
        return f"not {self.label}" if self.is_excluded else self.label

    def part(self) -> Part:
        """It as a condition; one that nothing meets where the value has no meaning."""
        parts = parse(f"{self.field}:{quoted(self.value)}").parts
        node = parts[0].node if len(parts) == 1 else Nothing()
        return Part(Not(node) if self.is_excluded else node, self.text)


def quoted(value: str) -> str:
    """A value as the query language takes it, in quotes where it is more than letters, digits and inner dots, hyphens
    and low lines. A quote within it has no way to be written and becomes a blank."""
    is_bare = value.isascii() and value.replace("-", "").replace("_", "").replace(".", "").isalnum()
    return value if is_bare and value[0].isalnum() else f'"{" ".join(value.replace(chr(34), " ").split())}"'


def decade(first_year: str) -> tuple[str, str]:
    """The value and the label of the decade that begins with a year."""
    first = int(first_year)
    return f"{first:04}..{first + 9:04}", f"{first_year}s"


def value_of(section: Section, value: str) -> tuple[str, str]:
    """What a value that was counted is as a choice, and what it is called on the screen. For organisations, which have
    labels of their own, nothing changes."""
    if section is Section.DECADES:
        return decade(value)
    if section is Section.KINDS:
        return value, SHORT_KINDS.get(value, value)
    return value, "in talks" if section is Section.STATUS and value == "negotiating" else value


def toggled(choices: tuple[Choice, ...], choice: Choice) -> tuple[Choice, ...]:
    """The choices with one more, in place of its opposite; without it where it was among them."""
    others = tuple(other for other in choices if (other.field, other.value) != (choice.field, choice.value))
    was_there = any(
        (other.field, other.value, other.is_excluded) == (choice.field, choice.value, choice.is_excluded)
        for other in choices
    )
    return others if was_there else (*others, choice)


def of_section(choices: Iterable[Choice], section: Section) -> tuple[Choice, ...]:
    """Those of one section."""
    return tuple(choice for choice in choices if choice.field == section.field)


def parts_of(choices: Iterable[Choice]) -> tuple[Part, ...]:
    """The conditions: all of the organisations and topics included, any of the kinds, statuses and decades, none of
    what is excluded."""
    choices = tuple(choices)
    parts: list[Part] = []
    for section in Section:
        included = [choice.part() for choice in of_section(choices, section) if not choice.is_excluded]
        parts += [_any_of(included)] if section in EITHER.values() and len(included) > 1 else included
        parts += [choice.part() for choice in of_section(choices, section) if choice.is_excluded]
    return tuple(parts)


def text_of(choices: Iterable[Choice]) -> str:
    """The same in the query language."""
    choices = tuple(choices)
    pieces: list[str] = []
    for section in Section:
        included = [choice.text for choice in of_section(choices, section) if not choice.is_excluded]
        pieces += [f"({' OR '.join(included)})"] if section in EITHER.values() and len(included) > 1 else included
        pieces += [choice.text for choice in of_section(choices, section) if choice.is_excluded]
    return " ".join(pieces)


def _any_of(parts: list[Part]) -> Part:
    """One condition of several: one facet where they are values of one field."""
    text = f"({' OR '.join(part.text for part in parts)})"
    facets = [part.node for part in parts if isinstance(part.node, Facet)]
    if len(facets) == len(parts) and len({facet.field for facet in facets}) == 1:
        values = dict.fromkeys(value for facet in facets for value in facet.values)
        return Part(Facet(facets[0].field, tuple(values)), text)
    return Part(AnyOf(tuple(part.node for part in parts)), text)
