"""The TOML files of the lexicon, as they are written."""

from __future__ import annotations

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
