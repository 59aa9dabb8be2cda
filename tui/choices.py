"""What is chosen beside the list: values to include and to exclude, each also a piece of the query language. Pure.

What reads that language is imported once there is something to read."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Literal, NamedTuple

from db.query import JUST_THE_ID, Not, Nothing, Part
from db.vocabulary import SHORT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.query import Node, Query

SIGNS = str.maketrans(dict.fromkeys('"“”„‟«»*', " "))  # what the query language ends a quoted value with

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


class Choice(NamedTuple):
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
        return f"{'-' if self.is_excluded else ''}{self.field}:{quoted(self.field, self.value)}"

    @property
    def words(self) -> str:
        """It in words: `with INTERPOL`, `not signed`."""
        if self.field == "org":
            return f"{'without' if self.is_excluded else 'with'} {self.label}"
        return f"not {self.label}" if self.is_excluded else self.label

    def part(self) -> Part:
        """It as a condition; one that nothing meets where the value has no meaning."""
        return _condition(self.text, self.is_excluded)


class Condition(NamedTuple):
    """A condition, and the choices that it is made of."""

    part: Part
    choices: tuple[Choice, ...]


def quoted(field: Field, value: str) -> str:
    """A value as the query language takes it, in quotes where it is more than letters, digits and inner dots, hyphens
    and low lines, and always where quotes ask for the whole name. An organisation is asked for by its id alone, for
    another may be called so. A quote or star within a value has no way to be written and becomes a blank."""
    sign = JUST_THE_ID if field == "org" else ""
    is_bare = value.isascii() and value.replace("-", "").replace("_", "").replace(".", "").isalnum()
    if field != "topic" and is_bare and value[0].isalnum() and value[-1].isalnum():
        return f"{sign}{value}"
    return f'"{sign}{" ".join(value.translate(SIGNS).split())}"'


def decade(first_year: str) -> tuple[str, str]:
    """The value and the label of the decade that begins with a year; what is no year stays as it is."""
    if not first_year.isdecimal():
        return first_year, first_year
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


def conditions(choices: Iterable[Choice]) -> tuple[Condition, ...]:
    """All of the organisations and topics included, any of the kinds, statuses and decades, none of what is excluded;
    section by section."""
    choices = tuple(choices)
    found: list[Condition] = []
    for section in Section:
        chosen = of_section(choices, section)
        included = tuple(choice for choice in chosen if not choice.is_excluded)
        if section in EITHER.values() and len(included) > 1:
            values = ",".join(quoted(section.field, choice.value) for choice in included)
            found.append(Condition(_condition(f"{section.field}:{values}"), included))
        else:
            found += [Condition(choice.part(), (choice,)) for choice in included]
        found += [Condition(choice.part(), (choice,)) for choice in chosen if choice.is_excluded]
    return tuple(found)


def with_choices(typed: Query, choices: Iterable[Choice]) -> Query:
    """What is typed and what is chosen, together. What is chosen stands first, so that the last word typed is last."""
    parts = tuple(condition.part for condition in conditions(choices))
    return typed._replace(parts=(*parts, *typed.parts)) if parts else typed


def text_with_choices(text: str, choices: Iterable[Choice]) -> str:
    """The same as one line of the query language, to be typed on or read as a whole. Parentheses stand where the parts
    would else grow together."""
    texts = [condition.part.text for condition in conditions(choices)]
    text = text.lstrip()
    if not text:
        return " ".join(texts)
    from db.lasting import lasting
    from db.parsing import parse

    text = lasting(text)  # a blank at the end stays: it says that the last word is whole
    if not texts or not text:
        return " ".join(texts) or text
    read = parse(text, typing=True)
    wanted = _nodes(with_choices(read, choices))
    plain, apart = " ".join(texts), " ".join(f"({each})" for each in texts)
    # The last word of what is typed may be a beginning, its quotes and parentheses may be open.
    closed = _without_strays(text)
    ways = (text, read.written, f"({text})", f"({text}*)", f"({text}", f"({closed})", f"({closed}*)", f"({closed}")
    lines = [f"{chosen} {typed}" for typed in ways for chosen in (plain, apart)]
    return next((line for line in lines if _nodes(parse(line)) == _nodes(parse(line, typing=True)) == wanted), lines[0])


def _without_strays(text: str) -> str:
    """`text` without the parentheses that close nothing, which within others would."""
    kept: list[str] = []
    depth, is_quoted = 0, False
    for char in text:
        is_quoted ^= char == '"'
        depth += 0 if is_quoted else (char == "(") - (char == ")")
        kept += [char] if depth >= 0 else []
        depth = max(0, depth)
    return "".join(kept)


def _nodes(query: Query) -> list[Node]:
    return [part.node for part in query.parts]


def _condition(text: str, is_excluded: bool = False) -> Part:
    from db.parsing import parse

    parts = parse(text).parts
    node = parts[0].node if len(parts) == 1 and isinstance(parts[0].node, Not) == is_excluded else Nothing()
    return Part(node, text)
