from __future__ import annotations

import stat
from pathlib import Path

import pytest

from shell.crashes import kept_report, report_of

SECRET = "words of an article"


def raised(error: Exception) -> Exception:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError:
            raise error  # noqa: B904 - as it happens
    except Exception as caught:
        return caught


def test_a_report_says_where_and_not_what(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm\x1b]0;")
    report = report_of(raised(ValueError(SECRET)))
    assert "ValueError; its message is left out" in report
    assert "before that: KeyError" in report
    assert "test_crashes:" in report
    assert SECRET not in report
    assert str(Path(__file__).parent) not in report
    assert "\x1b" not in report


def test_messages_about_the_program_are_kept() -> None:
    assert "TypeError: an int is no list" in report_of(raised(TypeError("an int is no list")))


def test_a_report_is_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    kept = tmp_path / "agreement-explorer" / "crash.txt"
    assert kept_report(raised(ValueError())) == f"where it happened stands in {kept}"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "ValueError" in kept.read_text()


def test_where_it_cannot_be_kept_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "agreement-explorer").write_text("a file")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert "can't be kept: " in kept_report(raised(ValueError()))
