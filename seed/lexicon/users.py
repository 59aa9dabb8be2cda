"""A user's own organisations, from a TOML file of the same form as ours; what is wrong in it is told in one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from db.errors import BadLexiconError
from seed.clean import clean_text
from seed.lexicon.known import NAME_CODES
from seed.tables import parse_toml
from seed.tokens import folded_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

LARGEST = 20_000_000  # bytes
LONGEST = 300  # characters of one text
TEXTS = ("name", "acronym", "kind", "seat", "parent", *NAME_CODES)
LISTS = ("aliases", "former")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_users(path: Path, ours: Iterable[Mapping[str, Any]], states: Collection[str]) -> list[dict[str, Any]]:
    """Our entries and those of the file at `path`, ours first.

    An entry with an id of ours replaces what it gives and leaves the rest as it is. Raises BadLexiconError, which names
    the file, the entry and what is wrong with it; no id of `states` may be taken.
    """
    entries = {entry["id"]: dict(entry) for entry in ours}
    seen: set[str] = set()
    for number, entry in enumerate(_entries(path), start=1):
        where = f"{path}: organisation {number}"
        id_ = _id(where, entry, states)
        if id_ in seen:
            raise BadLexiconError(f"{where}: `id` {id_} is given twice")
        seen.add(id_)
        where = f"{where} ({id_})"
        cleaned = {key: _value(where, key, value) for key, value in entry.items() if key != "id"}
        if "name" not in cleaned and id_ not in entries:
            raise BadLexiconError(f"{where}: `name` is missing")
        entries[id_] = {**entries.get(id_, {}), **cleaned, "id": id_}
    for id_ in sorted(seen):
        parent = entries[id_].get("parent")
        if parent is not None and parent not in entries:
            raise BadLexiconError(f"{path}: organisation {id_}: no organisation has the id of its parent, {parent}")
    return list(entries.values())


def _entries(path: Path) -> list[Any]:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise BadLexiconError(f"{path}: can't be read ({error.strerror or error})") from error
    if len(data) > LARGEST:
        raise BadLexiconError(f"{path}: is larger than {LARGEST:,} bytes")
    try:
        table = parse_toml(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadLexiconError(f"{path}: is not UTF-8 (byte {error.start})") from error
    except (ValueError, RecursionError) as error:
        raise BadLexiconError(f"{path}: is no TOML: {str(error) or 'nested too deeply'}") from error
    others = sorted(set(table) - {"organisation"})
    if others:
        raise BadLexiconError(f"{path}: `{others[0]}` is unknown; entries begin with [[organisation]]")
    entries = table.get("organisation")
    if not isinstance(entries, list) or not entries:
        raise BadLexiconError(f"{path}: holds no [[organisation]]")
    return entries


def _id(where: str, entry: Any, states: Collection[str]) -> str:
    if not isinstance(entry, dict):
        raise BadLexiconError(f"{where}: is no table; entries begin with [[organisation]]")
    unknown = sorted(set(entry) - {"id", *TEXTS, *LISTS})
    if unknown:
        raise BadLexiconError(f"{where}: `{unknown[0]}` is unknown; known are id, {', '.join((*TEXTS, *LISTS))}")
    id_ = entry.get("id")
    if not isinstance(id_, str) or not ID.fullmatch(id_) or len(id_) > LONGEST:
        raise BadLexiconError(f"{where}: `id` must be small letters and digits joined by hyphens, such as alder-police")
    if id_ in states:
        raise BadLexiconError(f"{where}: `id` {id_} is a state's")
    return id_


def _value(where: str, key: str, value: Any) -> str | list[str]:
    if key in TEXTS:
        return _text(where, key, value)
    if not isinstance(value, list):
        raise BadLexiconError(f"{where}: `{key}` must be a list of texts")
    return [_text(where, key, item) for item in value]


def _text(where: str, key: str, value: Any) -> str:
    """One line without control characters; names must have a word by which they can be found."""
    if not isinstance(value, str):
        raise BadLexiconError(f"{where}: `{key}` must be {'a text' if key in TEXTS else 'a list of texts'}")
    text = " ".join(clean_text(value).split())
    if not folded_words(text) or len(text) > LONGEST:
        raise BadLexiconError(f"{where}: `{key}` must have a word, and at most {LONGEST} characters")
    return text
