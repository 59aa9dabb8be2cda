"""The line mode as installed: in terminals of all sorts, and in pipes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from terminal import Terminal

EXPLORER = str(Path(sys.executable).parent / "explorer")
UP, LEFT = "\x1b[A", "\x1b[D"


@pytest.fixture
def command(seeded: Path, tmp_path: Path) -> list[str]:
    database = shutil.copy(seeded, tmp_path / "explorer.db")
    return [EXPLORER, "--db", str(database), "--lines"]


def piped(command: list[str], text: str | bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    data = text.encode() if isinstance(text, str) else text
    keep = {name: value for name, value in os.environ.items() if name != "LC_ALL"}
    env = {**keep, "EXPLORER_HISTORY": "", **environment}
    return subprocess.run(command, input=data, capture_output=True, env=env, timeout=30, check=False)


@pytest.mark.parametrize(
    ("term", "environment", "is_plain"),
    [
        ("xterm-256color", {}, False),
        ("xterm", {"LC_ALL": "C"}, True),
        ("dumb", {}, False),
        ("dumb", {"LC_ALL": "C"}, True),
        ("vt100", {}, True),
        ("linux", {"NO_COLOR": "1"}, False),
        ("", {"LC_ALL": "POSIX"}, True),
    ],
)
def test_no_escape_sequence_is_ever_sent(
    command: list[str], term: str, environment: dict[str, str], is_plain: bool
) -> None:
    with Terminal(command, rows=40, TERM=term, **environment) as terminal:
        terminal.wait_for("1 to 10 of 12. n: next.\nagreements>")
        terminal.send("/europol\n")
        terminal.wait_for("3 of 12 agreements, newest first.")
        terminal.send("1\n")
        terminal.wait_for("1. Title: .*\n(.*\n)*agreement>")
        terminal.send("6\n")
        terminal.wait_for(">>Tuesday<<")
        terminal.send("1\n")
        terminal.wait_for("\narticle>")
        terminal.send("\x04")
        assert terminal.wait_end() == 0
        sent = bytes(terminal.raw)
    assert b"\x1b" not in sent
    assert not is_plain or max(sent) < 0x80
    if is_plain:
        assert b'resolved from "Tuesday"' in sent
        assert b"INTERPOL - Europol" in sent


def test_lines_are_edited_and_recalled_without_an_escape_sequence(command: list[str], tmp_path: Path) -> None:
    history = tmp_path / "state" / "history"
    with Terminal(command, rows=40, EXPLORER_HISTORY=str(history)) as terminal:
        terminal.wait_for("agreements>")
        terminal.send(f"/euruopol{LEFT * 4}\x7f\n")
        terminal.wait_for("3 of 12 agreements")
        terminal.send(f"all\n{UP * 2}\n")
        terminal.wait_for("12 agreements, newest(.*\n)*3 of 12 agreements")
        terminal.send("q\n")
        assert terminal.wait_end() == 0
        assert b"\x1b" not in terminal.raw
    assert history.read_text() == "europol\n"
    with Terminal(command, rows=40, EXPLORER_HISTORY=str(history)) as terminal:
        terminal.wait_for("agreements>")
        terminal.send(f"{UP}\n")
        terminal.wait_for("agreements> /europol\n3 of 12 agreements")


def test_ctrl_c_leaves_at_the_prompt_and_the_terminal_is_as_it_was(command: list[str]) -> None:
    for term in ("xterm", "dumb"):
        with Terminal(command, TERM=term) as terminal:
            terminal.wait_for("agreements>")
            terminal.read_for(0.2)  # Python's readline is deaf to signals between its prompt and its wait for keys
            terminal.send("\x03")
            terminal.wait_for("\nexplorer: stopped")
            assert terminal.wait_end() == 130
            assert b"Traceback" not in terminal.raw
            assert termios.tcgetattr(terminal.fd) == terminal.modes


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_it_leaves_no_traceback(command: list[str], number: signal.Signals) -> None:
    with Terminal(command) as terminal:
        terminal.wait_for("agreements>")
        os.kill(terminal.pid, number)
        assert terminal.wait_end() == 128 + number
        assert b"Traceback" not in terminal.raw
        assert termios.tcgetattr(terminal.fd) == terminal.modes


def test_a_pipe_of_commands_gets_the_answers_alone(command: list[str]) -> None:
    done = piped([*command, "--rows", "3"], "/europol\n2\nquit\nkinds\n")
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert lines[0] == "12 agreements, newest first."
    assert lines[4] == "1 to 3 of 12. n: next."
    assert lines[5] == "3 of 12 agreements, newest first."
    assert lines[-4].startswith("1. Title: INTERPOL")
    assert not any(">" in line[:12] or "Kinds" in line for line in lines)


def test_it_opens_on_a_query_or_a_saved_search(command: list[str], tmp_path: Path) -> None:
    searches = tmp_path / "searches.toml"
    searches.write_text('[[search]]\nname = "Oldest"\nquery = "org:osce"\nsort = "oldest"\n')
    browse = [*command[:-1], "browse", "--lines"]
    assert piped([*browse, "europol", "kind:mou"], "").stdout.startswith(b"1 of 12 agreements")
    done = piped([*browse, "--saved", "oldest", "--searches", str(searches)], "saved\n")
    assert done.stdout.startswith(b"2 of 12 agreements, oldest first.")
    assert b"1. Oldest, 2 agreements, org:osce, oldest first\n" in done.stdout


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\n/euro\x00pol\n",
        b"\xff\xfe caf\xc3\n",
        b"x" * 10_000 + b"\n",
        b"(" * 10_000 + b"\n",
        b'"' * 301 + b" OR\n",
        b"y" * 300_000 + b"\nkinds",
        b"\x1b]0;title\x07\x1b[31m/europol\n",
        "/\u202eevil\u2066 🔎\n".encode(),
    ],
    ids=range(8),
)
def test_whatever_comes_in_is_answered(command: list[str], data: bytes) -> None:
    done = piped(command, data + b"\nall\n")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines()[-1] == "1 to 10 of 12. n: next."
    assert not set(done.stdout) & ({0x1B, 0x00, 0x07, 0x9B} | {0x7F})


def test_a_latin_1_terminal_keeps_its_accents_and_ascii_folds_them(command: list[str]) -> None:
    latin = piped(command, "/café\n".encode("latin-1"), PYTHONIOENCODING="latin-1", LANG="", PYTHONCOERCECLOCALE="0")
    assert "“" not in latin.stdout.decode("latin-1")
    assert 'Nothing matches "café".' in latin.stdout.decode("latin-1")
    plain = piped(command, "/café\n", EXPLORER_ASCII="1")
    assert b'Nothing matches "cafe".' in plain.stdout


def test_a_reader_that_goes_away_ends_it_quietly(command: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(command, input=b"kinds\n" * 50, stdout=write, stderr=subprocess.PIPE, check=False, timeout=30)
    os.close(write)
    assert (done.returncode, done.stderr) == (74, b"")


def test_a_database_that_is_none_is_told_in_a_line(tmp_path: Path) -> None:
    foreign = tmp_path / "other.db"
    foreign.write_text("no database")
    done = piped([EXPLORER, "--db", str(foreign), "--lines"], "kinds\n")
    assert done.returncode == 3
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1


def test_without_a_database_one_is_built_first(tmp_path: Path) -> None:
    done = piped([EXPLORER, "--lines", "--rows", "3"], "", EXPLORER_DB=str(tmp_path / "new.db"))
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[0] == "12 agreements, newest first."
