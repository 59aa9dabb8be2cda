"""A little of what `python -m torture presses` does, and that it would notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from torture import presses


def test_random_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presses, "AGREEMENTS", 40)
    keys, way_home = presses.pressed(200, 100, presses.LAYOUTS[1:2])
    assert not keys.failures, "\n".join(keys.failures)
    assert keys.holds
    assert way_home.seen


def test_what_hears_nothing_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(presses, "PATIENCE", 0.5)
    shown = tmp_path / "shown"
    shown.write_text(f"{presses.NOTHING_SEARCHED}\r\n 2 Agreements  1 of {presses.AGREEMENTS}, newest\r\n")
    session = presses._Session(tmp_path / "none.db", tmp_path, presses.LAYOUTS[1], 1)
    session._command = ("sh", "-c", f"stty raw -echo; cat {shown}; sleep 9")
    assert "left with None" in session.press(0, 20).failures[0]
    assert "did not come home" in session.press(20, 20).failures[0]
    session._command = ("sh", "-c", "exit 70")
    assert "did not start" in session.press(20, 20).failures[0]
