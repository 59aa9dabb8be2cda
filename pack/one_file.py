"""The one file: explorer.pyz."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pack.archive import MAIN, write_archive
from pack.contents import ROOT, read_contents

if TYPE_CHECKING:
    from pathlib import Path

NAME = "explorer.pyz"
SHOWN = ("explorer.py", "shell/commands/")  # whose docstrings are the help
LEAST = re.compile(rb"^LEAST = .*$", re.MULTILINE)


def make_one_file(folder: Path) -> str:
    """Makes it in a folder, and says in a line what it is. Raises PackingError, OSError."""
    contents = read_contents()
    front = (ROOT / "pack" / "front.py").read_bytes()
    front = LEAST.sub(f"LEAST = {contents.least!r}".encode(), front)
    finder = (ROOT / "pack" / "finder.py").read_bytes()
    path = folder / NAME
    write_archive(path, {**contents.files, MAIN: front, "finder.py": finder}, SHOWN)
    size = path.stat().st_size / 1_000_000
    return f"{path}: {size:.1f} MB, for Python {contents.least[0]}.{contents.least[1]} and newer"
