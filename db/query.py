"""What is asked for, as an immutable value: parts that must all hold, each a small tree, and the words that asked.

`parsing` makes it of what a person types, `compile` makes an expression of it, `understood` puts it into words. Pure.
The nodes of a tree are named tuples, for a program that starts makes these several times as fast as dataclasses; the
last field of each says of what sort it is, so that no two sorts are ever equal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

Target = Literal["agreements", "articles"]
Column = Literal["place", "people", "topics", "provisions", "sources"]
JUST_THE_ID = "="  # before the name of an organisation: it is meant by its id alone
ANY_ENDING = "*"  # after it: all whose names begin so are meant, also where one is called just so


class Words(NamedTuple):
    """A word to find, or several in a row, parted by a blank. A `prefix` matches what begins with the last of them."""

    text: str
    prefix: bool = False
    sort: Literal["words"] = "words"


class Party(NamedTuple):
    """An organisation that is a party, by any name, with JUST_THE_ID before it or ANY_ENDING after it. With `family`
    its arms and parents count as well."""

    name: str
    family: bool = False
    sort: Literal["party"] = "party"


class Only(NamedTuple):
    """These parties and no others."""

    names: tuple[str, ...]
    sort: Literal["only"] = "only"


class Facet(NamedTuple):
    """One of some values of a closed list. `field` is one of `kind`, `status`, `provision`, `language`, `has` (an
    attribute that is stated: `date`, `expiry`, `place`, `duration`, `signatory`, `topic`, `provision`, `initiative`,
    `link`), `lacks` (none of these attributes is stated), `conflict` (`yes` or `no`), `sources` (how many articles: a
    number, `2..5`, or `2..` without an end)."""

    field: str
    values: tuple[str, ...]
    sort: Literal["facet"] = "facet"


class Within(NamedTuple):
    """Words in one column. `whole` asks for the topic of just this name, where there is one."""

    column: Column
    words: Words
    whole: bool = False
    sort: Literal["within"] = "within"


class Dated(NamedTuple):
    """A date that may lie between two days, both included; None is open. Never the undated ones."""

    first: date | None
    last: date | None
    sort: Literal["dated"] = "dated"


class Identified(NamedTuple):
    """The agreement of an id, or with `prefix` those whose ids begin so."""

    text: str
    prefix: bool = False
    sort: Literal["identified"] = "identified"


class Nothing(NamedTuple):
    """What can't be met, as an unknown kind."""

    sort: Literal["nothing"] = "nothing"


class All(NamedTuple):
    """Every part holds."""

    parts: tuple[Node, ...]
    sort: Literal["all"] = "all"


class AnyOf(NamedTuple):
    """At least one part holds."""

    parts: tuple[Node, ...]
    sort: Literal["any of"] = "any of"


class Not(NamedTuple):
    """It does not hold."""

    part: Node
    sort: Literal["not"] = "not"


Node = Words | Party | Only | Facet | Within | Dated | Identified | Nothing | All | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Part:
    """One condition, and the words that asked for it. It `is_open` where the typed text ends with it, not even a blank
    after: its last word may go on."""

    node: Node
    text: str
    is_open: bool = field(default=False, compare=False)


class Query(NamedTuple):
    """What is asked for: every part holds; without any, everything. `problems` says in words what of the typed text has
    no meaning, or was not read."""

    parts: tuple[Part, ...] = ()
    target: Target = "agreements"
    problems: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it asks for everything."""
        return not self.parts

    @property
    def is_impossible(self) -> bool:
        """Whether something of it can't be met, so that nothing is found whatever there is."""
        return any(_is_impossible(part.node) for part in self.parts)

    @property
    def has_words(self) -> bool:
        """Whether there are words to rank by."""
        return any(isinstance(node, Words) for node in self.leaves())

    def leaves(self) -> Iterator[Node]:
        """What is asked for at the ends of the trees, without what is excluded."""
        for part in self.parts:
            yield from leaves(part.node)

    @property
    def written(self) -> str:
        """The query as one would type it: parsed again it has the same parts and target."""
        texts = ["in:articles"] if self.target == "articles" else []
        texts += [part.text for part in self.parts if part.text]
        ends = bool(self.parts) and not self.parts[-1].is_open
        return " ".join(texts) + (" " if ends else "")

    def joined(self, *parts: Part) -> Query:
        """The same with further conditions."""
        return self._replace(parts=(*self.parts, *parts))

    def without(self, place: int) -> Query:
        """The same without the part at a place."""
        return self._replace(parts=(*self.parts[:place], *self.parts[place + 1 :]))


def _is_impossible(node: Node) -> bool:
    if isinstance(node, All):
        return any(map(_is_impossible, node.parts))
    if isinstance(node, AnyOf):
        return all(map(_is_impossible, node.parts))
    return isinstance(node, Nothing)


def leaves(node: Node) -> Iterator[Node]:
    """The ends of a tree, without those below a negation."""
    if isinstance(node, All | AnyOf):
        for part in node.parts:
            yield from leaves(part)
    elif not isinstance(node, Not):
        yield node
