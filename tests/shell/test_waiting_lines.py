"""The line that says how far long work is."""

from __future__ import annotations

import io
import sys
import threading
from typing import TYPE_CHECKING

from shell import waiting

if TYPE_CHECKING:
    import pytest


class Tty(io.StringIO):
    """Standard error where a person looks."""

    def __init__(self) -> None:
        super().__init__()
        self.is_written = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.is_written.set()
        return super().write(text)


def test_a_line_that_looks_like_markup_or_a_sequence_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Tty()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(waiting, "QUICK", 0.0)
    with waiting.saying() as say:
        assert shown.is_written.wait(10)
        say("waiting for [/etc] of [bold]ann\x1b]0;x\x07")
    assert "waiting for [/etc] of [bold]ann" in shown.getvalue()
    assert "\x1b]0;x" not in shown.getvalue()


def test_nothing_is_said_where_nobody_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(waiting, "QUICK", 0.0)
    with waiting.saying() as say:
        say("waiting")
    assert capsys.readouterr() == ("", "")
