"""Files that come with the program, which may lie in an archive: importlib.resources finds them too, but is slow."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec


def bundled_text(beside: ModuleSpec | None, name: str) -> str:
    """The text of the file `name` in the folder of a module, which is told by its `__spec__`. Raises OSError."""
    assert beside is not None and beside.origin is not None  # noqa: S101, PT018  # of a module that is in a file
    loader: Any = beside.loader
    folder = os.path.dirname(beside.origin)  # noqa: PTH120 - as in db/connection.py
    data: bytes = loader.get_data(os.path.join(folder, name))  # noqa: PTH118
    return data.decode("utf-8")
