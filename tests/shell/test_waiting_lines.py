from __future__ import annotations

import sys

import pytest

from shell.waiting import saying


def test_a_line_that_looks_like_markup_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with saying() as say:
        say("waiting for [/etc] of [bold]ann\x1b]0;x\x07")
