"""Windows that change their size while one starts, types and reads; a program that is stopped and goes on."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import termios
from collections.abc import Sequence
from pathlib import Path

import pytest
from pictures import picture
from terminal import Terminal

from torture.modes import left_behind

EXPLORER = str(Path(sys.executable).parent / "explorer")
FINAL = (120, 40)  # all rows have room: where one was does not depend on the way there
CHANGES = 30
AGAIN, CTRL_Z = "\x0c", "\x1a"
WHOLE_FRAMES = "\x1b[?2026;2$y"  # what a terminal answers that takes frames in one piece


@pytest.fixture
def command(seeded: Path, tmp_path: Path) -> list[str]:
    database = shutil.copy(seeded, tmp_path / "explorer.db")
    return [EXPLORER, "browse", "--db", str(database)]


def shake(terminal: Terminal, keys: Sequence[str], seed: int) -> None:
    """Thirty sizes in a row, the keys between them, what is drawn read now and then; the last size is FINAL."""
    chance = random.Random(seed)
    moments = sorted(chance.sample(range(CHANGES), len(keys)))
    for change in range(CHANGES):
        terminal.resize(chance.randint(40, 200), chance.randint(12, 60))
        os.kill(terminal.pid, signal.SIGWINCH)  # one more: signals come while others are answered
        terminal.read_for(chance.choice((0, 0, 0.005, 0.03)))
        if moments and moments[0] == change:
            terminal.send(keys[moments.index(change)])
            keys, moments = keys[1:], moments[1:]
            terminal.read_for(chance.choice((0, 0.02)))
    terminal.resize(*FINAL)


def shows_for_good(terminal: Terminal, lines: Sequence[str]) -> None:
    """The window shows these lines, also when it is painted anew, and from then on nothing is drawn outside of it."""
    terminal.wait_to_show(lines)
    terminal.screen.erase_in_display(2)
    terminal.screen.outside.clear()
    terminal.send(AGAIN)
    terminal.wait_to_show(lines)
    assert not terminal.screen.outside


@pytest.mark.parametrize("seed", range(3))
def test_sizes_change_during_the_start(command: list[str], seeded: Path, seed: int) -> None:
    with Terminal(command, 80, 24) as terminal:
        terminal.read_for((0, 0.15, 0.3)[seed])
        shake(terminal, "", seed)
        shows_for_good(terminal, picture(seeded, "", FINAL))
        terminal.send("q")
        assert terminal.wait_end() == 0
        assert not terminal.left_changed()


@pytest.mark.parametrize("seed", range(2))
def test_sizes_change_while_one_types_and_steps(command: list[str], seeded: Path, seed: int) -> None:
    keys = "/kind:mou\rjjkj"
    with Terminal(command, 80, 24) as terminal:
        terminal.wait_for("1 of 12, newest")
        shake(terminal, keys, seed)
        shows_for_good(terminal, picture(seeded, keys, FINAL))
        terminal.send("q")
        assert terminal.wait_end() == 0
        assert not terminal.left_changed()


@pytest.mark.parametrize("seed", range(2))
def test_sizes_change_while_one_reads(command: list[str], seeded: Path, seed: int) -> None:
    with Terminal(command, 80, 24) as terminal:
        terminal.wait_for("1 of 12, newest")
        terminal.send("jje")
        terminal.wait_for("evidence 2 of")
        shake(terminal, "nnnN", seed)
        terminal.wait_for("evidence 4 of(.*\n)+ +▌ ")
        terminal.send("\x1b")
        shows_for_good(terminal, picture(seeded, "jj", FINAL))
        terminal.send("q")
        assert terminal.wait_end() == 0
        assert not terminal.left_changed()


SHELL = ["bash", "--norc", "--noprofile", "--noediting", "-i"]


def job_of(shell: Terminal) -> int:
    """The program that a shell runs."""
    return int(children_of(shell))


def children_of(shell: Terminal) -> str:
    return Path(f"/proc/{shell.pid}/task/{shell.pid}/children").read_text()


def wait_stopped(shell: Terminal) -> None:
    """Until the shell says that its program was stopped, and it was."""
    before = shell.raw.count(b"Stopped")
    shell.wait_until(lambda: shell.raw.count(b"Stopped") > before and is_stopped(job_of(shell)), "the program to stop")


def test_stopped_it_gives_the_terminal_back_and_it_goes_on_where_it_was(command: list[str], seeded: Path) -> None:
    with Terminal(SHELL, 80, 24, PS1="prompt: ", HISTFILE="") as terminal:
        terminal.wait_for("prompt:")
        modes = termios.tcgetattr(terminal.fd)
        terminal.send(f"{' '.join(command)}\n")
        terminal.wait_for("1 of 12, newest")
        terminal.send("jj/euro\r")
        terminal.wait_for("1 of 5, newest")
        for stop in range(2):
            if stop:
                terminal.send(CTRL_Z)
            else:
                os.kill(job_of(terminal), signal.SIGTSTP)
            wait_stopped(terminal)
            assert termios.tcgetattr(terminal.fd) == modes
            assert not left_behind(bytes(terminal.raw))
            terminal.stream.feed(b"\x1b[?7h\x1b[2J\x1b[H$ ls\r\nall that a shell\r\nwrites" * 5)
            size = ((60, 20), FINAL)[stop]
            terminal.resize(*size)
            terminal.send("fg\n")
            shows_for_good(terminal, picture(seeded, "/euro\r", size))
        terminal.send("j")
        terminal.wait_for("2 of 5, newest")
        terminal.send("q")
        terminal.wait_for("prompt:")
        assert termios.tcgetattr(terminal.fd) == modes
        assert not left_behind(bytes(terminal.raw))
        terminal.send("exit 7\n")
        assert terminal.wait_end() == 7


def test_a_stopped_program_that_is_told_to_end_leaves_the_terminal_to_the_shell(command: list[str]) -> None:
    with Terminal(SHELL, 80, 24, PS1="prompt: ", HISTFILE="") as terminal:
        terminal.wait_for("prompt:")
        terminal.send(f"{' '.join(command)}\n")
        terminal.wait_for("1 of 12, newest")
        for stop in (signal.SIGTSTP, signal.SIGSTOP):
            os.kill(job_of(terminal), stop)
            wait_stopped(terminal)
            terminal.send("clear; fg\n")
            terminal.wait_for("1 of 12, newest")
        os.kill(job_of(terminal), signal.SIGTSTP)
        wait_stopped(terminal)
        before = len(terminal.raw)
        terminal.send("kill %1\n")
        terminal.wait_until(lambda: not children_of(terminal), "the program to end")
        terminal.send("jobs\n")
        terminal.wait_for("Exit 143")
        assert b"\x1b" not in terminal.raw[before:]


def test_where_no_shell_could_bring_it_back_it_does_not_stop(command: list[str], seeded: Path) -> None:
    with Terminal(command, *FINAL) as terminal:
        terminal.wait_for("1 of 12, newest")
        terminal.send(CTRL_Z)
        shows_for_good(terminal, picture(seeded, "", FINAL))
        assert not is_stopped(terminal.pid)
        terminal.send("q")
        assert terminal.wait_end() == 0
        assert not terminal.left_changed()


@pytest.mark.parametrize("end", ["q", signal.SIGTERM, signal.SIGHUP])
def test_what_a_terminal_of_today_offers_is_given_back(command: list[str], end: str | signal.Signals) -> None:
    with Terminal([*command, "--mouse"], 80, 24) as terminal:
        terminal.wait_for("1 of 12, newest")
        terminal.send(WHOLE_FRAMES)
        terminal.send("j")
        terminal.wait_for("2 of 12, newest")
        assert b"\x1b[?2026h" in terminal.raw
        if end == "q":
            terminal.send("q")
        else:
            os.kill(terminal.pid, end)
        assert terminal.wait_end() == (0 if end == "q" else 128 + end)
        assert not terminal.left_changed()


def is_stopped(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].startswith("T")


@pytest.mark.parametrize("said", ["80 24", "200 60"])
def test_a_size_that_once_was_said_does_not_hold(command: list[str], seeded: Path, said: str) -> None:
    columns, lines = said.split()
    with Terminal(command, 60, 20, COLUMNS=columns, LINES=lines) as terminal:
        terminal.wait_to_show(picture(seeded, "", (60, 20)))
        terminal.resize(*FINAL)
        shows_for_good(terminal, picture(seeded, "", FINAL))
        terminal.send("q")
        assert terminal.wait_end() == 0


def test_a_window_that_has_its_old_size_again_is_drawn_again(command: list[str], seeded: Path) -> None:
    """What a smaller window cut off is gone, and who looks only then sees no change."""
    with Terminal(command, *FINAL) as terminal:
        terminal.wait_to_show(picture(seeded, "", FINAL))
        os.kill(terminal.pid, signal.SIGSTOP)
        terminal.wait_until(lambda: is_stopped(terminal.pid), "the program to stop")
        terminal.resize(50, 12)
        terminal.resize(*FINAL)
        os.kill(terminal.pid, signal.SIGCONT)
        shows_for_good(terminal, picture(seeded, "", FINAL))
        terminal.send("q")
        assert terminal.wait_end() == 0
        assert not terminal.left_changed()
