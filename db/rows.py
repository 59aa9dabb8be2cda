"""What lists show: one frozen record a line. Apart from `records` so that a list, needing no more, starts sooner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.edtf import EdtfDate


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation; `agreements` counts those it is party to, within the query that was asked."""

    id: str
    name: str
    acronym: str | None
    kind: str | None
    seat: str | None
    parent: str | None
    known: bool
    aliases: tuple[str, ...]
    agreements: int

    @property
    def short(self) -> str:
        """The acronym where there is one, else the name."""
        return self.acronym or self.name


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One line of the agreement list. `parties` are short names in their order."""

    id: str
    title: str
    kind: str
    status: str
    date: EdtfDate | None
    place: str | None
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A window of the agreement list.

    `total` counts every match; when `capped`, there are at least that many and counting was ended there.
    `order` names the order that the rows are in: `newest`, `oldest` or `best match`.
    """

    rows: tuple[AgreementRow, ...]
    offset: int
    total: int
    capped: bool
    order: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article was found. It `is_present` unless another version of the text stands there by now.

    `notes` say what was doubtful in reading it there.
    """

    source: str
    name: str
    sha256: str
    version: int
    is_present: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article without its text. `name`, `source` and `sha256` are those of the first of its `places`.

    `replaced_by` is the number of the article that is its newer version, when its own text stands nowhere any more.
    """

    id: int
    name: str
    title: str | None
    publisher: str | None
    published: EdtfDate | None
    language: str | None
    source: str
    sha256: str
    agreements: int
    url: str | None = None
    places: tuple[Place, ...] = ()
    replaced_by: int | None = None
