"""The manual at a terminal: by man, and by a pager where there is none."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
from terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent.parent
EXPLORER = [sys.executable, "-m", "explorer"]


@pytest.mark.skipif(not shutil.which("man"), reason="man is not installed")
def test_man_shows_it() -> None:
    with Terminal([*EXPLORER, "man", "search"], cwd=ROOT, MANPAGER="cat", PAGER="cat", LESS="") as terminal:
        assert terminal.wait_end() == 0
        assert "agreements that match QUERY" in re.sub(r".\x08", "", terminal.raw.decode())


def test_without_man_it_is_printed(tmp_path: Path) -> None:
    with Terminal([*EXPLORER, "man", "searches", "add"], 60, 24, cwd=ROOT, PATH=str(tmp_path)) as terminal:
        assert terminal.wait_end() == 0
        assert "A name that is taken gets a number." in terminal.raw.decode()
