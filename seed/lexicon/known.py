"""Organisations and states that are known by name, and where their entries come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from seed.lexicon.forms import read_forms
from seed.tables import read_list, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from seed.lexicon.forms import Forms

NAME_CODES = ("fr", "es", "de", "it", "pt")  # the languages that the files give names in, next to English


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """An organisation; `rank` is its place in the lexicon. `known` is false for one that only a text names.

    `forms` are what its names become in a sentence; they are read, but not shown.
    """

    id: str
    name: str
    acronym: str | None
    kind: str | None
    seat: str | None
    parent: str | None
    aliases: tuple[str, ...]
    rank: int
    known: bool = True
    forms: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The acronym where there is one, else the name."""
        return self.acronym or self.name


def read_entries() -> tuple[list[dict[str, Any]], list[str]]:
    """The entries of the organisations that come with the program, and the ids of those that rank first."""
    fields = read_table("organisations/fields")
    entries = [entry for name in fields["files"] for entry in read_list(f"organisations/{name}", "organisation")]
    return entries, fields["first"]


def organisations_of(table: Mapping[str, Any], first: Iterable[str] = ()) -> dict[str, KnownOrganisation]:
    """The organisations of a table such as the files of `organisations`, by id: those of `first`, then the others."""
    entries = {entry["id"]: entry for entry in table["organisation"]}
    ordered = dict.fromkeys([*first, *entries])
    forms = read_forms()
    return {id_: _organisation(entries[id_], rank, forms) for rank, id_ in enumerate(ordered)}


def _organisation(entry: Mapping[str, Any], rank: int, forms: Forms) -> KnownOrganisation:
    names = [entry[code] for code in NAME_CODES if code in entry]
    other = [name for key in ("aliases", "former") for name in entry.get(key, ())]
    return KnownOrganisation(
        id=entry["id"],
        name=entry["name"],
        acronym=entry.get("acronym"),
        kind=entry.get("kind"),
        seat=entry.get("seat"),
        parent=entry.get("parent"),
        aliases=tuple(dict.fromkeys([*names, *other])),
        rank=rank,
        forms=tuple(dict.fromkeys([*forms.short(entry["name"]), *forms.german(entry.get("de", ""))])),
    )


def all_names(known: KnownOrganisation) -> list[str]:
    """Every spelling that texts may use: in all cases, and cooperation with and without its hyphen."""
    names = [known.name, *([known.acronym] if known.acronym else []), *known.aliases, *known.forms]
    spellings = dict.fromkeys(names)
    for name in names:
        if "operation" in name:
            spellings[name.replace("Co-operation", "Cooperation")] = None
            spellings[name.replace("Cooperation", "Co-operation")] = None
    return list(spellings)
