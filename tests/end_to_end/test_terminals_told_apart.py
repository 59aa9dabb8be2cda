"""What the program sends to terminals that can do less, byte by byte."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import Terminal

from torture.modes import colours

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


def walked(database: Path, *flags: str, **environment: str) -> bytes:
    """Every byte of a session that shows panes, a detail, an article, the help and the palette."""
    with Terminal([*EXPLORER, "browse", "--db", str(database), *flags], **environment) as terminal:
        terminal.wait_for("INTERPOL")
        for keys, words in (
            ("\x1b[B", "2 of"), ("e", "evidence [0-9]+ of"), ("e", "of 12, newest"), ("/zuerich", "othing matches"),
            ("\x1b", "the way out"), ("\x1b", "of 12, newest"), ("?", "to the first line"),
            ("\x1b", "of 12, newest"), ("\x10", "Read the evidence"),
        ):  # fmt: skip
            terminal.send(keys)
            terminal.wait_for(words)
        terminal.send("\x1b")
        terminal.wait_without("Read the evidence")
        terminal.send("q")
        assert terminal.wait_end() == 0
        return bytes(terminal.raw)


@pytest.mark.parametrize(
    "environment", [{"NO_COLOR": "1"}, {"TERM": "vt220"}, {"NO_COLOR": "1", "EXPLORER_THEME": "light"}]
)
def test_without_colours_not_one_code_of_a_colour_is_sent(seeded: Path, environment: dict[str, str]) -> None:
    sent = walked(seeded, **environment)
    assert b"\x1b[1m" in sent
    assert not colours(sent)


def test_the_codes_are_seen_where_there_are_any(seeded: Path) -> None:
    assert colours(walked(seeded))


@pytest.mark.parametrize(
    ("flags", "environment"), [(["--ascii"], {}), ([], {"LC_ALL": "C"}), ([], {"LC_ALL": "C", "TERM": "linux"})]
)
def test_in_ascii_no_byte_is_above_127(seeded: Path, flags: list[str], environment: dict[str, str]) -> None:
    sent = walked(seeded, *flags, **environment)
    assert sent.isascii()
    assert b"\\u" not in sent


def test_an_old_console_is_sent_nothing_that_it_would_write_out_and_left_with_a_clean_screen(seeded: Path) -> None:
    sent = walked(seeded, TERM="linux")
    assert not re.search(rb"\x1b\[[<>=]|\$p|\x1b\]", sent)
    assert sent.rfind(b"\x1b[2J") > sent.rfind(b"Agreements")


def test_over_ssh_the_link_is_spared_and_it_is_said(seeded: Path) -> None:
    with Terminal([*EXPLORER, "browse", "--db", str(seeded)], SSH_TTY="/dev/pts/9") as terminal:
        terminal.wait_for("Slow link; else --no-slow")
        terminal.send("j")
        terminal.wait_without("--no-slow")
        terminal.send("q")
        assert terminal.wait_end() == 0
    with Terminal([*EXPLORER, "browse", "--no-slow", "--db", str(seeded)], SSH_TTY="/dev/pts/9") as terminal:
        assert "--no-slow" not in terminal.wait_for("1 of")
        terminal.send("q")
        assert terminal.wait_end() == 0


def test_the_mouse_is_off_unless_asked_for_and_given_back(seeded: Path) -> None:
    with Terminal([*EXPLORER, "browse", "--mouse", "--db", str(seeded)]) as terminal:
        terminal.wait_for("1 of 12")
        assert b"\x1b[?1000h\x1b[?1006h" in terminal.raw
        terminal.send("\x1b[<0;40;5M\x1b[<0;40;5m")
        terminal.wait_for("3 of 12")
        terminal.send("\x1b[<65;40;5M")
        terminal.wait_for("6 of 12")
        terminal.send("q")
        assert terminal.wait_end() == 0
        sent = bytes(terminal.raw)
    for mode in (b"1000", b"1006"):
        assert sent.rfind(b"\x1b[?" + mode + b"l") > sent.rfind(b"\x1b[?" + mode + b"h")
    assert not re.search(rb"\x1b\[\?(1003|1015|1016)h", sent)
    assert b"\x1b[?1000h" not in walked(seeded)


def test_the_terminal_is_told_drawn_and_asked_for_its_keys(seeded: Path) -> None:
    with Terminal([*EXPLORER, "terminal"], 80, 60) as terminal:
        while b"\x1b[6n" not in terminal.raw:
            terminal.wait_for("")
            terminal._read(0.05)
        for _ in range(5):
            asked = terminal.raw.count(b"\x1b[6n")
            terminal.send("\x1b[1;8R")
            while terminal.raw.count(b"\x1b[6n") == asked < 5:
                terminal._read(0.05)
        screen = terminal.wait_for("q ends this")
        assert re.search(r"colours +256 +TERM=xterm-256color", screen)
        assert re.search(r"wide +7 cells +4 are reckoned with", screen)
        assert b"\x1b]52;c;" in terminal.raw
        terminal.send("\x1b[A")
        terminal.wait_for(r"ESC \[ A +Up")
        terminal.send("q")
        assert terminal.wait_end() == 0


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_dumb_terminal_is_sent_no_escape(term: str) -> None:
    with Terminal([*EXPLORER, "terminal"], 80, 40, TERM=term) as terminal:
        assert terminal.wait_end() == 0
        assert "line mode" in terminal.text
        assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize(
    "locale",
    [
        {"LANG": "de_DE.ISO-8859-1"},
        {"LANG": "ja_JP.eucJP"},
        {"LANG": "en_US"},
        {"LANG": "de_DE@euro"},
        {"LANG": "C.UTF-8", "LC_CTYPE": "en_US.ISO-8859-15"},
    ],
    ids=lambda locale: " ".join(locale.values()),
)
def test_a_locale_that_is_not_installed_is_taken_at_its_word(seeded: Path, locale: dict[str, str]) -> None:
    with Terminal([*EXPLORER, "browse", "--db", str(seeded)], **locale) as terminal:
        terminal.wait_for("Organisations")
        terminal.send("q")
        assert terminal.wait_end() == 0
        assert not [byte for byte in terminal.raw if byte > 0x7F]


def test_an_empty_no_color_says_nothing(seeded: Path) -> None:
    with Terminal([*EXPLORER, "browse", "--db", str(seeded)], NO_COLOR="") as terminal:
        terminal.wait_for("Organisations")
        terminal.send("q")
        assert terminal.wait_end() == 0
        assert b"38;5;" in terminal.raw
