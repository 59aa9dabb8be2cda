"""States and territories as parties, with their names in six languages: the library's, and those of countries.toml."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from seed.identifiers import slug
from seed.lexicon.known import KnownOrganisation
from seed.phrases import PhraseIndex, build_index
from seed.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

RANK = 500_000  # they come after all organisations
LANGUAGES = ("fr", "es", "de", "it", "pt", "pt_PT")
LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class States:
    """The states and territories by id, an index of their names, and one of the beginnings of their adjectives."""

    by_id: Mapping[str, KnownOrganisation]
    names: PhraseIndex
    peoples: PhraseIndex


def read_states() -> States:
    """All that may be parties."""
    table = read_table("countries")
    kinds = {**dict.fromkeys(table["states"], "state"), **dict.fromkeys(table["territories"], "territory")}
    english = {**table["states"], **table["territories"]}
    elsewhere = _elsewhere(frozenset(table["unused"]["names"]))
    ordered = sorted((slug(name, LONGEST_ID), code, name) for code, name in english.items())
    states = {}
    for rank, (id_, code, name) in enumerate(ordered, RANK):
        others = dict.fromkeys([*table["variants"].get(id_, ()), *elsewhere.get(code, ())])
        aliases = tuple(other for other in others if other != name)
        states[id_] = KnownOrganisation(id_, name, None, kinds[code], None, None, aliases, rank)
    return States(
        states,
        build_index((name, id_) for id_, state in states.items() for name in (state.name, *state.aliases)),
        build_index((f"{stem}*", id_) for id_, stems in table["peoples"].items() for stem in stems),
    )


def _elsewhere(unused: frozenset[str]) -> dict[str, list[str]]:
    """The library's names by code, in the languages but English; those of one that needs a remark are left out."""
    import babel  # only who reads articles needs it, and it takes a while

    folder = resources.files(babel) / "locale-data"  # babel itself looks for it in no archive
    names: dict[str, list[str]] = {}
    for language in LANGUAGES:
        data = pickle.loads((folder / f"{language}.dat").read_bytes())  # noqa: S301  # as babel reads its own files
        for code, name in data["territories"].items():
            if name not in unused and "(" not in name:
                names.setdefault(code, []).append(name)
                if language == "de" and name[-1] not in "sxz":
                    names[code].append(f"{name}s")  # "das Innenministerium Georgiens"
    return names
