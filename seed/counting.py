"""How many sources there are to read, as far as names tell: for a person who waits. Opens no file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from seed.lines import RECORDS
from seed.sources import DEPTH, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def count_sources(paths: Iterable[Path]) -> int | None:
    """About how many sources `gather` gives; None when names can't tell, as for records of JSON Lines and for lists."""
    total = 0
    for path in paths:
        is_folder = os.path.isdir(path)  # noqa: PTH112 - that of a path raises for a name that is too long
        found = _in_folder(str(path), DEPTH) if is_folder else None if _is_many(path.name) else 1
        if found is None:
            return None
        total += found
    return total


def _is_many(name: str) -> bool:
    return name == "-" or kind_of(name) == RECORDS


def _in_folder(path: str, depth: int) -> int | None:
    total = 0
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    found = _in_folder(entry.path, depth - 1) if depth else 1
                else:
                    found = None if _is_many(entry.name) else 1
                if found is None:
                    return None
                total += found
    except OSError:
        return total + 1
    return total
