"""The organisations of the lexicon: each is whole, and no name is two bodies'."""

from __future__ import annotations

import re
from importlib import resources
from typing import Any

from seed.lexicon import load_lexicon
from seed.lexicon.known import NAME_CODES, all_names
from seed.tables import read_table
from seed.tokens import folded_words

FIELDS = read_table("organisations/fields")
WRITTEN: list[dict[str, Any]] = [
    entry for name in FIELDS["files"] for entry in read_table(f"organisations/{name}")["organisation"]
]
IDS = [entry["id"] for entry in WRITTEN]
KINDS = {
    "academy", "company", "court", "development bank", "eu agency", "eu body", "government", "industry",
    "intergovernmental", "law enforcement", "non-governmental", "sport", "un", "un related", "unit",
}  # fmt: skip
KEYS = {"id", "name", "acronym", "kind", "seat", "parent", "aliases", "former", *NAME_CODES}
ORDINARY = {
    "agency", "agence", "agencia", "agentur", "agenzia", "agência", "academy", "bank", "board", "bureau", "centre",
    "commission", "commissione", "committee", "council", "conseil", "consejo", "court", "customs", "foundation", "fund",
    "government", "group", "institute", "kommission", "league", "ministry", "network", "office", "organisation",
    "parquet", "police", "policía", "polizei", "polizia", "rat", "secretariat", "sekretariat", "service", "tribunal",
    "union",
}  # fmt: skip
FEWEST = 380


def names(entry: dict[str, Any]) -> list[str]:
    single = [entry[key] for key in ("name", "acronym", *NAME_CODES) if key in entry]
    return [*single, *entry.get("aliases", ()), *entry.get("former", ())]


def compared(name: str) -> str:
    """The name as texts are compared with it, whatever its hyphens."""
    return "".join(folded_words(name))


def test_there_are_enough_and_most_have_names_in_six_languages() -> None:
    whole = [entry for entry in WRITTEN if all(code in entry for code in NAME_CODES)]
    assert len(WRITTEN) >= FEWEST
    assert len(whole) >= 0.8 * len(WRITTEN)


def test_every_file_of_the_folder_is_read() -> None:
    folder = resources.files("seed") / "lexicon" / "organisations"
    files = {file.name.removesuffix(".toml") for file in folder.iterdir()}
    assert files == {"fields", *FIELDS["files"]}


def test_ranks_are_those_that_come_first_and_then_the_order_of_the_files() -> None:
    first = FIELDS["first"]
    assert len(IDS) == len(set(IDS))
    assert len(first) == len(set(first))
    assert set(first) <= set(IDS)
    known = load_lexicon().organisations
    assert sorted(known, key=lambda id_: known[id_].rank) == [*first, *(id_ for id_ in IDS if id_ not in first)]


def test_every_organisation_is_whole() -> None:
    for entry in WRITTEN:
        id_ = entry["id"]
        assert set(entry) <= KEYS, id_
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_)
        assert entry["name"].strip(), id_
        assert entry["kind"] in KINDS, id_
        assert entry.get("parent", "un") in IDS, id_
        assert entry["kind"] != "unit" or "parent" in entry, id_  # a unit's parent stands in its place
        assert all(name == name.strip() and folded_words(name) for name in names(entry)), id_
        assert len(entry.get("aliases", ())) == len(set(entry.get("aliases", ()))), id_


def test_no_name_is_two_organisations() -> None:
    owners: dict[str, set[str]] = {}
    for known in load_lexicon().organisations.values():
        for name in all_names(known):
            owners.setdefault(compared(name), set()).add(known.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_name_is_a_state_s_or_an_ordinary_word() -> None:
    known = load_lexicon().states
    states = {compared(name) for state in known.values() for name in (state.name, *state.aliases)}
    assert known.keys().isdisjoint(IDS)
    for entry in WRITTEN:
        for name in names(entry):
            words = folded_words(name)
            assert name.isupper() or compared(name) not in states, name  # capitals are read as they are written
            assert len(words) > 1 or name != name.lower(), name
            assert len(words) > 1 or words[0] not in {folded_words(word)[0] for word in ORDINARY}, name


def test_parents_lead_to_a_body_without_a_circle() -> None:
    parents = {entry["id"]: entry.get("parent") for entry in WRITTEN}
    for id_ in IDS:
        seen, at = {id_}, parents[id_]
        while at is not None:
            assert at not in seen, id_
            seen.add(at)
            at = parents[at]
