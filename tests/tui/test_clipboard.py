"""What is sent to hand text to a terminal's clipboard, bare and through multiplexers."""

from __future__ import annotations

import base64
import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.clipboard import MOST_BYTES, SCREEN_PIECE, Clipboard, clipboard_of, give_to_tmux, sequence

OSC = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


def received(sent: str) -> str:
    match = OSC.fullmatch(sent)
    assert match is not None
    return base64.b64decode(match[1]).decode()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=2000))
def test_what_arrives_is_what_was_sent(text: str) -> None:
    assert received(sequence(text, "")) == text
    tmux = sequence(text, "tmux")
    assert tmux.startswith("\x1bPtmux;")
    assert tmux.endswith("\x1b\\")
    assert received(tmux[len("\x1bPtmux;") : -2].replace("\x1b\x1b", "\x1b")) == text
    pieces = sequence(text, "screen").split("\x1b\\")
    assert pieces.pop() == ""
    assert all(len(piece) <= SCREEN_PIECE + 2 for piece in pieces)
    assert received("".join(piece.removeprefix("\x1bP") for piece in pieces)) == text


@pytest.mark.parametrize("multiplexer", ["", "tmux", "screen"])
def test_only_ascii_is_sent(multiplexer: str) -> None:
    assert sequence("Zürich – “Tuesday”\udc80", multiplexer).isascii()  # type: ignore[arg-type]


def test_more_than_a_terminal_takes_is_not_sent() -> None:
    assert sequence("x" * MOST_BYTES, "")
    with pytest.raises(ValueError, match="74,001 bytes are more than a terminal takes"):
        sequence("x" * (MOST_BYTES + 1), "")


@pytest.mark.parametrize(
    ("environ", "clipboard"),
    [
        ({"TERM": "xterm-256color"}, Clipboard()),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/s,1,0"}, Clipboard("tmux")),
        ({"TERM": "screen", "TMUX": "/tmp/s,1,0"}, Clipboard("tmux")),
        ({"TERM": "screen"}, Clipboard("screen")),
        ({"TERM": "screen.xterm-256color"}, Clipboard("screen")),
        ({"TERM": "xterm", "STY": "1.pts"}, Clipboard("screen")),
        ({"TERM": "linux"}, Clipboard("", True)),
        ({"TERM": "vt100"}, Clipboard("", True)),
        ({}, Clipboard("", True)),
    ],
)
def test_how_a_terminal_is_handed_text(environ: dict[str, str], clipboard: Clipboard) -> None:
    assert clipboard_of(environ) == clipboard


def test_tmux_is_given_the_text_and_nothing_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        calls.append((command, options["input"]))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    assert give_to_tmux("; rm -rf $(x)")
    assert calls == [(["tmux", "load-buffer", "-w", "-"], b"; rm -rf $(x)")]


def test_without_tmux_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert not give_to_tmux("x")
