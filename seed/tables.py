"""The TOML files of the lexicon, as they are written."""

from __future__ import annotations

import sys
from importlib import import_module, resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.abc import Traversable

TOML = "tomllib" if sys.version_info >= (3, 11) else "tomli"


def read_table(name: str) -> dict[str, Any]:
    """The table of one file of the lexicon, by its name without its ending."""
    return _parsed(resources.files("seed") / "lexicon" / f"{name}.toml")


def read_folder(name: str) -> list[dict[str, Any]]:
    """The tables of one folder of the lexicon, by the names of their files."""
    files = [file for file in (resources.files("seed") / "lexicon" / name).iterdir() if file.name.endswith(".toml")]
    return [_parsed(file) for file in sorted(files, key=lambda file: file.name)]


def _parsed(file: Traversable) -> dict[str, Any]:
    table: dict[str, Any] = import_module(TOML).loads(file.read_text(encoding="utf-8"))
    return table
