from __future__ import annotations

from dataclasses import dataclass

import pytest

from db.errors import UsageError
from tui.terminal import Glyphs, folded, prepare, too_small


@dataclass
class Stream:
    tty: bool = True
    encoding: str | None = "utf-8"

    def isatty(self) -> bool:
        return self.tty


@pytest.mark.parametrize(("stdin", "stderr"), [(None, Stream()), (Stream(), None), (Stream(tty=False), Stream())])
def test_without_a_terminal_there_is_one_line_and_status_2(stdin: Stream | None, stderr: Stream | None) -> None:
    with pytest.raises(UsageError, match="terminal") as caught:
        prepare({"TERM": "xterm"}, stdin, stderr)
    assert caught.value.exit_status == 2


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_move_its_cursor_is_refused(term: str) -> None:
    with pytest.raises(UsageError, match="TERM"):
        prepare({"TERM": term}, Stream(), Stream())


@pytest.mark.parametrize(
    ("environ", "depth", "ground", "glyphs"),
    [
        ({"TERM": "xterm-256color"}, "256", "unknown", Glyphs.UNICODE),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "none", "unknown", Glyphs.UNICODE),
        ({"TERM": "xterm", "COLORTERM": "truecolor", "COLORFGBG": "0;15"}, "256", "light", Glyphs.UNICODE),
        ({"TERM": "screen", "COLORFGBG": "15;0"}, "16", "dark", Glyphs.UNICODE),
        ({"TERM": "linux"}, "16", "dark", Glyphs.CONSOLE),
        ({"TERM": "vt100"}, "16", "unknown", Glyphs.ASCII),
        ({"TERM": "xterm", "LC_ALL": "C"}, "16", "unknown", Glyphs.ASCII),
        ({"TERM": "xterm", "LANG": "de_DE.ISO-8859-1"}, "16", "unknown", Glyphs.ASCII),
        ({"TERM": "xterm", "EXPLORER_ASCII": "1", "EXPLORER_THEME": "light"}, "16", "light", Glyphs.ASCII),
    ],
)
def test_what_the_environment_tells(environ: dict[str, str], depth: str, ground: str, glyphs: Glyphs) -> None:
    facts = prepare(environ, Stream(), Stream())
    assert (facts.depth, facts.ground, facts.glyphs) == (depth, ground, glyphs)
    assert environ["TEXTUAL_ANIMATIONS"] == "none"
    assert environ["TEXTUAL_THEME"] == ("ansi-light" if ground == "light" else "ansi-dark")


def test_an_encoding_that_is_not_utf8_means_ascii() -> None:
    assert prepare({"TERM": "xterm"}, Stream(), Stream(encoding="iso-8859-1")).glyphs is Glyphs.ASCII


def test_escape_waits_longer_over_ssh_unless_told() -> None:
    far = {"TERM": "xterm", "SSH_TTY": "/dev/pts/1"}
    told = {"TERM": "xterm", "SSH_TTY": "/dev/pts/1", "ESCDELAY": "40"}
    prepare(far, Stream(), Stream())
    prepare(told, Stream(), Stream())
    assert (far["ESCDELAY"], told["ESCDELAY"]) == ("250", "40")


@pytest.mark.parametrize(
    ("text", "ascii_text"),
    [("│ ▌ └ …", "| > ` ~"), ("Jürgen Łódź", "Jurgen Lodz"), ("“on Tuesday”", '"on Tuesday"'), ("漢字", "????")],
)
def test_folding_keeps_the_cells(text: str, ascii_text: str) -> None:
    assert folded(text, Glyphs.ASCII) == ascii_text
    assert folded(text, Glyphs.UNICODE) == text


def test_the_console_keeps_what_its_fonts_have() -> None:
    assert folded("│▌ é …", Glyphs.CONSOLE) == "│▌ é ~"


def test_the_smallest_window() -> None:
    assert [too_small(40, 10), too_small(39, 10), too_small(40, 9)] == [False, True, True]
