"""What the program sends to terminals that can do less, byte by byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from terminal import Terminal

EXPLORER = (sys.executable, "-m", "explorer")


def test_in_a_pipe_it_prints_what_a_search_prints(seeded: Path) -> None:
    def printed(*arguments: str) -> bytes:
        return subprocess.run([*EXPLORER, *arguments], check=True, capture_output=True, stdin=subprocess.DEVNULL).stdout

    asked = ("--db", str(seeded), "org:interpol")
    assert printed("browse", *asked) == printed("search", *asked) != b""
    assert printed("--db", str(seeded)) == printed("search", "--db", str(seeded))


def test_in_a_pipe_nothing_is_built(tmp_path: Path) -> None:
    command = [*EXPLORER, "--db", str(tmp_path / "new.db")]
    ended = subprocess.run(command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert ended.returncode != 0
    assert ended.stderr.startswith("explorer: ")
    assert not list(tmp_path.iterdir())


def test_a_flag_that_means_nothing_is_one_clear_line(seeded: Path) -> None:
    with Terminal([*EXPLORER, "--db", str(seeded), "--theme", "pink"]) as terminal:
        assert terminal.wait_end() == 2
        assert "there is no theme 'pink' (--theme pink)" in terminal.text
        assert "\x1b" not in terminal.raw.decode()
