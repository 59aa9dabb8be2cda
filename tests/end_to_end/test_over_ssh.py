"""Over a real SSH server, within tmux and without: what is read, what is copied, and a link that breaks."""

from __future__ import annotations

import base64
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from one_file import ROOT
from pictures import picture
from terminal import PATIENCE, Terminal

from torture.ssh_server import SshServer, lacking

EXPLORER = str(Path(sys.executable).parent / "explorer")
MUST = "EXPLORER_SSH"  # set where these tests have to run

ON = ("cursor_flag", "wrap_flag")
OFF = ("alternate_on", "insert_flag", "keypad_cursor_flag", "keypad_flag", "mouse_any_flag", "mouse_sgr_flag")
BEFORE = " ".join((*(f"{name}=1" for name in ON), *(f"{name}=0" for name in OFF)))

pytestmark = pytest.mark.skipif(bool(lacking()) and not os.environ.get(MUST), reason=lacking() or "not needed")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short name, since that of a socket of tmux may not be long."""
    path = Path(tempfile.mkdtemp(prefix="explorer-"))
    yield path
    subprocess.run([*tmux(path), "kill-server"], capture_output=True, check=False)
    shutil.rmtree(path)


@pytest.fixture
def server(folder: Path) -> Iterator[SshServer]:
    assert not lacking(), lacking()
    home = folder / "home"
    home.mkdir()
    keys = folder / "keys"
    keys.mkdir()
    with SshServer(keys, HOME=str(home), PYTHONPATH=str(ROOT), LANG="C.UTF-8", SHELL="/bin/sh") as server:
        yield server


@pytest.fixture
def explorer(seeded: Path, folder: Path) -> str:
    return f"{EXPLORER} browse --db {shutil.copy(seeded, folder / 'explorer.db')}"


def tmux(folder: Path) -> list[str]:
    """As it comes, without anybody's settings."""
    return ["tmux", "-S", str(folder / "tmux"), "-f", "/dev/null"]


def in_tmux(folder: Path, words: str) -> str:
    return f"{' '.join(tmux(folder))} {words}"


def pane(folder: Path) -> str:
    """What tmux knows of the modes of its terminal."""
    asked = " ".join(f"{name}=#{{{name}}}" for name in (*ON, *OFF))
    return subprocess.run(
        [*tmux(folder), "display", "-p", asked], check=True, capture_output=True, text=True
    ).stdout.strip()


def left(explorer: str) -> list[str]:
    """The processes that have to do with this database."""
    database = explorer.rpartition(" ")[2].encode()
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            line = (place / "cmdline").read_bytes()
        except OSError:
            continue
        if database in line:
            found.append(f"{place.name}: {line.decode()}")
    return found


def wait_gone(explorer: str) -> None:
    end = time.monotonic() + PATIENCE
    while processes := left(explorer):
        assert time.monotonic() < end, processes
        time.sleep(0.05)


def clipped(sent: bytes) -> list[str]:
    """The texts that were handed to the clipboard of the terminal."""
    found = re.findall(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)", sent)
    return [base64.b64decode(data).decode() for data in found]


def test_in_tmux_it_is_read_searched_and_copied_from(
    server: SshServer, explorer: str, seeded: Path, folder: Path
) -> None:
    with Terminal(server.login(in_tmux(folder, "new-session env PS1=there: sh"))) as terminal:
        terminal.wait_for("there:")
        terminal.send(f"{explorer}\n")
        terminal.wait_for("1 of 12, newest")
        terminal.wait_for("Slow link; else --no-slow")
        assert pane(folder) != BEFORE
        terminal.send("j")
        terminal.wait_to_show(picture(seeded, "j", (80, 23)))
        terminal.send("/europol kind:mou\r")
        terminal.wait_for("1 of 1, newest")
        terminal.send("yi")
        terminal.wait_for("Sent to the terminal: id")
        terminal.wait_until(lambda: clipped(bytes(terminal.raw)) == ["interpol-europol-mou-2011"], "the copy to come")
        # As it comes, tmux takes no sequence of ours, only what it is handed; it may be told to take ours as well.
        subprocess.run([*tmux(folder), "set", "-g", "allow-passthrough", "on"], capture_output=True, check=False)
        terminal.send("yi")
        terminal.wait_until(lambda: b"\x1b]52;c;" in terminal.raw, "our own sequence to come through")
        assert set(clipped(bytes(terminal.raw))) == {"interpol-europol-mou-2011"}
        terminal.send("e")
        terminal.wait_for("evidence [0-9]+ of")
        terminal.send("\x1b")
        terminal.wait_for("1 of 1, newest")
        terminal.send("q")
        terminal.wait_for("there:")
        assert pane(folder) == BEFORE
        terminal.send("exit\n")
        assert terminal.wait_end() == 0
    wait_gone(explorer)


def test_in_tmux_it_outlives_a_broken_link(server: SshServer, explorer: str, seeded: Path, folder: Path) -> None:
    with Terminal(server.login(in_tmux(folder, "new-session env PS1=there: sh"))) as terminal:
        terminal.wait_for("there:")
        terminal.send(f"{explorer}\n")
        terminal.wait_for("1 of 12, newest")
        terminal.send("/osce\rj")
        terminal.wait_for("2 of 2, newest")
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.wait_end() == 128 + signal.SIGKILL
    with Terminal(server.login(in_tmux(folder, "attach")), 120, 40) as terminal:
        terminal.wait_for("2 of 2, newest")
        terminal.wait_to_show(picture(seeded, "/osce\rj", (120, 39)))
        terminal.send("q")
        terminal.wait_for("there:")
        terminal.send("exit\n")
        assert terminal.wait_end() == 0
    wait_gone(explorer)


def test_without_tmux_a_broken_link_leaves_no_process_and_one_comes_back_to_where_one_was(
    server: SshServer, explorer: str, folder: Path
) -> None:
    session = folder / "home/.local/state/agreement-explorer/session"
    with Terminal(server.login(explorer)) as terminal:
        terminal.wait_for("1 of 12, newest")
        terminal.send("/osce\rj")
        terminal.wait_for("2 of 2, newest")
        terminal.wait_until(lambda: session.exists() and "osce-mou" in session.read_text(), "the place to be kept")
        assert left(explorer)
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.wait_end() == 128 + signal.SIGKILL
    wait_gone(explorer)
    with Terminal(server.login(explorer)) as terminal:
        terminal.wait_for("As you left it")
        terminal.wait_for("2 of 2, newest(.*\n)+.*memorandum of")
        terminal.send("yi")
        terminal.wait_until(lambda: clipped(bytes(terminal.raw)), "the copy to come")
        terminal.send("q")
        assert terminal.wait_end() == 0
        assert not terminal.left_changed()
    wait_gone(explorer)
