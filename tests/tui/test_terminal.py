from __future__ import annotations

from dataclasses import dataclass

import pytest

from db.errors import UsageError
from tui.terminal import Glyphs, Way, Wishes, folded, prepare, too_small, way_of


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


UTF8 = {"LANG": "en_GB.UTF-8"}


@pytest.mark.parametrize(
    ("environ", "facts"),
    [
        ({"TERM": "xterm-256color"}, "256 unknown unicode dark"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "none unknown unicode mono"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "256 unknown unicode dark"),
        ({"TERM": "xterm", "COLORTERM": "truecolor", "COLORFGBG": "0;15"}, "256 light unicode light"),
        ({"TERM": "xterm", "COLORFGBG": "0;default;15"}, "16 light unicode ansi-light"),
        ({"TERM": "xterm", "COLORFGBG": "nonsense"}, "16 unknown unicode ansi-dark"),
        ({"TERM": "screen", "COLORFGBG": "15;0"}, "16 dark unicode ansi-dark"),
        ({"TERM": "screen", "STY": "1.pts-0", "COLORTERM": "truecolor"}, "16 unknown unicode ansi-dark"),
        ({"TERM": "screen-256color", "STY": "1.pts-0"}, "256 unknown unicode dark"),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/s,1,0"}, "256 unknown unicode dark"),
        ({"TERM": "xterm-kitty"}, "256 unknown unicode dark"),
        ({"TERM": "vte-256color"}, "256 unknown unicode dark"),
        ({"TERM": "putty"}, "16 unknown unicode ansi-dark"),
        ({"TERM": "linux"}, "16 dark console ansi-dark"),
        ({"TERM": "linux-m"}, "none dark console mono"),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, "16 dark console ansi-dark"),
        ({"TERM": "vt100"}, "none unknown ascii mono"),
        ({"TERM": "vt220", "EXPLORER_THEME": "light"}, "none light ascii mono"),
        ({"TERM": "cons25"}, "16 unknown ascii ansi-dark"),
        ({"TERM": "xterm", "LC_ALL": "C"}, "16 unknown ascii ansi-dark"),
        ({"TERM": "xterm", "LC_ALL": "C", **UTF8}, "16 unknown ascii ansi-dark"),
        ({"TERM": "xterm", "LANG": "de_DE.ISO-8859-1"}, "16 unknown ascii ansi-dark"),
        ({"TERM": "xterm", "LANG": "de_DE.ISO-8859-1", "EXPLORER_ASCII": "0"}, "16 unknown unicode ansi-dark"),
        ({"TERM": "xterm", "EXPLORER_ASCII": "1", "EXPLORER_THEME": "light"}, "16 light ascii ansi-light"),
        ({"TERM": "xterm-256color", "EXPLORER_THEME": "Contrast", "COLORFGBG": "0;15"}, "256 light unicode contrast"),
        ({"TERM": "xterm-256color", "EXPLORER_THEME": "auto"}, "256 unknown unicode dark"),
        ({"TERM": "xterm-256color", "EXPLORER_THEME": "ansi-light"}, "256 light unicode ansi-light"),
        ({"TERM": "xterm-256color", "EXPLORER_THEME": "mono"}, "256 unknown unicode mono"),
    ],
)
def test_what_the_environment_tells(environ: dict[str, str], facts: str) -> None:
    found = prepare(environ, Stream(), Stream())
    assert f"{found.depth} {found.ground} {found.glyphs.value} {found.theme}" == facts
    assert all(found.reasons[name] for name in ("depth", "ground", "glyphs", "theme", "slow", "mouse"))
    assert environ["TEXTUAL_ANIMATIONS"] == "none"
    assert environ["TEXTUAL_THEME"] == ("ansi-light" if found.ground == "light" else "ansi-dark")


SSH = {"TERM": "xterm", "SSH_TTY": "/dev/pts/1"}


@pytest.mark.parametrize(
    ("environ", "wishes", "facts", "why"),
    [
        ({"TERM": "xterm"}, Wishes(), (False, False), "no SSH"),
        (SSH, Wishes(), (True, False), "SSH session"),
        ({"TERM": "xterm", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, Wishes(), (True, False), "SSH session"),
        (SSH, Wishes(slow=False), (False, False), "--no-slow"),
        (SSH | {"EXPLORER_SLOW": "0"}, Wishes(), (False, False), "EXPLORER_SLOW=0"),
        (SSH | {"EXPLORER_SLOW": "0"}, Wishes(slow=True, mouse=True), (True, True), "--slow"),
        ({"TERM": "xterm", "EXPLORER_MOUSE": "yes"}, Wishes(), (False, True), "no SSH"),
    ],
)
def test_a_far_terminal_is_spared(environ: dict[str, str], wishes: Wishes, facts: tuple[bool, bool], why: str) -> None:
    found = prepare(dict(environ), Stream(), Stream(), wishes)
    assert (found.slow, found.mouse) == facts
    assert why in found.reasons["slow"]


def test_flags_come_before_the_environment_and_that_before_the_settings() -> None:
    environ = {"TERM": "xterm-256color", "EXPLORER_THEME": "light"}
    settings = Wishes(theme="contrast", mouse=True)
    assert prepare(dict(environ), Stream(), Stream(), Wishes(theme="dark"), settings).theme == "dark"
    found = prepare(dict(environ), Stream(), Stream(), Wishes(), settings)
    assert (found.theme, found.mouse, found.reasons["mouse"]) == ("light", True, "your settings")


@pytest.mark.parametrize("told", [{"EXPLORER_THEME": "pink"}, {"EXPLORER_SLOW": "maybe"}])
def test_a_wish_that_means_nothing_is_one_clear_line(told: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=next(iter(told))):
        prepare({"TERM": "xterm", **told}, Stream(), Stream())


NO = Stream(tty=False)


@pytest.mark.parametrize(
    ("term", "streams", "way"),
    [
        ("xterm", (Stream(), Stream(), Stream()), Way.SCREEN),
        ("dumb", (Stream(), Stream(), Stream()), Way.LINES),
        ("", (Stream(), Stream(), Stream()), Way.LINES),
        ("xterm", (Stream(), Stream(), NO), Way.LINES),
        ("xterm", (Stream(), NO, Stream()), Way.PLAIN),
        ("dumb", (Stream(), NO, Stream()), Way.PLAIN),
        ("xterm", (NO, Stream(), Stream()), Way.PLAIN),
        ("xterm", (Stream(), None, Stream()), Way.PLAIN),
    ],
)
def test_how_to_talk_with_the_person(term: str, streams: tuple[Stream | None, ...], way: Way) -> None:
    stdin, stdout, stderr = streams
    found, why = way_of({"TERM": term}, stdin, stdout, stderr)
    assert found is way
    assert why


def test_an_encoding_that_is_not_utf8_means_ascii() -> None:
    assert prepare({"TERM": "xterm"}, Stream(), Stream(encoding="iso-8859-1")).glyphs is Glyphs.ASCII


@pytest.mark.parametrize(
    ("environ", "told", "frames"),
    [
        ({"TERM": "xterm"}, "60", "240"),
        (SSH, "250", "15"),
        (SSH | {"EXPLORER_SLOW": "0"}, "100", "240"),
        (SSH | {"ESCDELAY": "40", "TEXTUAL_FPS": "30"}, "40", "30"),
    ],
)
def test_escape_waits_longer_and_frames_are_fewer_over_ssh_unless_told(
    environ: dict[str, str], told: str, frames: str
) -> None:
    environ = dict(environ)
    prepare(environ, Stream(), Stream())
    assert (environ["ESCDELAY"], environ["TEXTUAL_FPS"]) == (told, frames)


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
