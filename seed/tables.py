"""The TOML files of the lexicon, as they are written."""

from __future__ import annotations

import json
import sys
from importlib import import_module, resources
from typing import Any

TOML = "tomllib" if sys.version_info >= (3, 11) else "tomli"


def read_table(name: str) -> dict[str, Any]:
    """The table of one file of the lexicon, by its name without its ending."""
    return parse_toml((resources.files("seed") / "lexicon" / f"{name}.toml").read_text(encoding="utf-8"))


def parse_toml(text: str) -> dict[str, Any]:
    """The table that a text in TOML gives. Raises ValueError for one that is none."""
    table: dict[str, Any] = import_module(TOML).loads(text)
    return table


def read_list(name: str, entry: str) -> list[dict[str, Any]]:
    """The tables of a file that holds nothing but `[[entry]]` tables, each key on a line of its own.

    Such lines are JSON but for their frame, which is read ten times as fast; what is not of that form is read as TOML.
    """
    text = (resources.files("seed") / "lexicon" / f"{name}.toml").read_text(encoding="utf-8")
    try:
        entries: list[dict[str, Any]] = json.loads(_as_json(text, f"[[{entry}]]"))
    except ValueError:
        entries = parse_toml(text)[entry]
    return entries


def _as_json(text: str, frame: str) -> str:
    """The entries as JSON; ValueError for a line of another form."""
    entries: list[list[str]] = []
    for line in text.split("\n"):
        if line == frame:
            entries.append([])
        elif line and not line.startswith("#"):
            key, equals, value = line.partition(" = ")
            if not equals or not entries or not value.startswith(('"', "[")):
                raise ValueError(line)
            entries[-1].append(f'"{key}":{value}')
    return f"[{','.join('{' + ','.join(keys) + '}' for keys in entries)}]"
