"""Where there is no network, and a home or a whole machine that can't be written to: as installed, and as one file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from one_file import PYTHON, ROOT
from terminal import Terminal

# Everything, or the home alone, bound anew so that it is only read.
READ_ONLY = """
for place in $1; do mount -o remount,bind,ro "$place" 2>/dev/null || mount -o bind,ro "$place" "$place"; done
shift
exec "$@"
"""
EVERYTHING, HOME = "/ /dev/shm", "."
WHERE = "agreement-explorer/explorer.db"


def shut_in(places: str) -> list[str]:
    """What goes before a command for it to have no network and no right to write to `places`."""
    return ["unshare", "--map-root-user", "--mount", "--net", "sh", "-c", READ_ONLY, "sh", places]


def can_be_shut_in() -> bool:
    if shutil.which("unshare") is None:
        return False
    tried = "for file in /tmp/x /dev/shm/x ~/x; do touch $file && exit 1; done; ! getent hosts example.org"
    command = [*shut_in(EVERYTHING), "sh", "-c", tried]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not can_be_shut_in(), reason="the kernel allows no namespaces of one's own here")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = tmp_path / "home"
    path.mkdir()
    return path


@pytest.fixture
def at_home(seeded: Path, home: Path) -> Path:
    """A home with a database."""
    folder = home / ".local/share/agreement-explorer"
    folder.mkdir(parents=True)
    shutil.copy(seeded, folder)
    return home


@pytest.fixture(params=["installed", "pyz"])
def program(request: pytest.FixtureRequest) -> list[str]:
    if request.param == "pyz":
        return [PYTHON, str(request.getfixturevalue("pyz"))]
    return ["/usr/bin/env", f"PYTHONPATH={ROOT}", str(Path(sys.executable).parent / "explorer")]


def opened(program: list[str], home: Path, places: str) -> Terminal:
    """The program with no settings but these."""
    clean = ["PATH=/usr/bin:/bin:/usr/sbin:/sbin", "TERM=xterm-256color", "LANG=C.UTF-8"]
    folders = [f"HOME={home}", f"TMPDIR={temporary(home)}"]
    return Terminal(["/usr/bin/env", "-i", *clean, *folders, *shut_in(places), *program], cwd=home)


def temporary(home: Path) -> Path:
    path = home.parent / "temporary"
    path.mkdir(exist_ok=True)
    return path


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in (folder, *folder.rglob("*"))
    }


@pytest.mark.parametrize("places", [EVERYTHING, HOME])
def test_it_reads_and_says_quietly_once_that_it_keeps_nothing(program: list[str], at_home: Path, places: str) -> None:
    temporary(at_home)
    before = contents(at_home.parent)
    with opened(program, at_home, places) as terminal:
        screen = terminal.wait_for("1 of 12, newest")
        assert "can't" not in screen
        terminal.send("/osce\r")
        terminal.wait_for("What is searched is not kept")
        terminal.send("j")
        terminal.wait_for("2 of 2, newest")
        terminal.send("/ interpol\r")
        terminal.wait_for("osce interpol.*(.*\n)+.*1 of 2, newest")
        assert "not kept" not in terminal.text
        terminal.send("e")
        terminal.wait_for("evidence [0-9]+ of|words [0-9]+ of")
        terminal.send("\x1b")
        terminal.wait_for("1 of 2, newest")
        terminal.send("w")
        terminal.wait_for("Save as: osce interpol")
        terminal.send("\r")
        terminal.wait_for("can't write ~/.config")
        terminal.send("q")
        assert terminal.wait_end() == 0
        assert not terminal.left_changed()
        assert b"Traceback" not in terminal.raw
    assert contents(at_home.parent) == before


def test_without_a_database_it_works_in_a_temporary_file_and_leaves_nothing(program: list[str], home: Path) -> None:
    temporary(home)
    with opened(program, home, HOME) as terminal:
        terminal.wait_for("Any key goes on")
        terminal.send(" ")
        terminal.wait_for("1 of 12, newest")
        terminal.wait_for("temporary file")
        terminal.send("q")
        assert terminal.wait_end() == 0
    assert set(contents(home.parent)) == {str(path) for path in (home.parent, home, temporary(home))}


def test_where_there_is_neither_a_database_nor_a_place_for_one_it_says_so(program: list[str], home: Path) -> None:
    with opened(program, home, EVERYTHING) as terminal:
        assert terminal.wait_end() == 3
        assert "there is no place to write a database to; name one that exists with --db" in terminal.text.replace(
            "\n", ""
        )
        assert not terminal.left_changed()


def test_one_file_reads_the_database_that_stands_beside_it(pyz: Path, seeded: Path, home: Path) -> None:
    shutil.copy(pyz, home)
    shutil.copy(seeded, home / "agreements.db")
    before = contents(home)
    with opened([PYTHON, str(home / "explorer.pyz")], home, EVERYTHING) as terminal:
        terminal.wait_for("1 of 12, newest")
        terminal.send("q")
        assert terminal.wait_end() == 0
    assert contents(home) == before


@pytest.mark.parametrize("words", [["search", "europol"], ["--lines"], ["check"], ["man", "search"]])
def test_what_is_printed_is_printed_there_too(program: list[str], at_home: Path, words: list[str]) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(at_home), "LANG": "C.UTF-8"}
    command = [*shut_in(EVERYTHING), *program, *words]
    done = subprocess.run(command, input="", capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
