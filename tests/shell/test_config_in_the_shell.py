"""`explorer config`: where the settings are, what they set, and file and line of what can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("EXPLORER_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "agreement-explorer" / "config.toml"
    path.parent.mkdir()
    return path


def test_what_is_set_is_shown(explorer, settings: Path) -> None:
    settings.write_text('theme = "mono"\nslow = true\n[keys]\nsort = "u"\n')
    result = explorer("config")
    assert result.status == 0
    rows = dict(line.split("\t") for line in result.out.splitlines())
    assert rows["file"] == str(settings)
    assert (rows["theme"], rows["slow"], rows["ascii"], rows["keys.sort"]) == ("mono", "yes", "not set", "u")


def test_without_settings_it_says_where_they_would_be(explorer, settings: Path) -> None:
    result = explorer("config")
    assert (result.status, str(settings) in result.out, "there is none" in result.out) == (0, True, True)
    assert explorer("config", "--check").out == f"no settings: there is no {settings}\n"


def test_check_names_file_and_line(explorer, settings: Path) -> None:
    settings.write_text('theme = "mono"\nsort = "x"\n[keys]\nquit = "ctrl+q"\n')
    result = explorer("config", "--check")
    assert result.status == 2
    first, second = result.out.splitlines()
    assert first.startswith(f"{settings}, line 2: sort is one of: newest")
    assert second == f"{settings}, line 4: ctrl+q can't be used: it starts the terminal's output again"


def test_all_is_well_is_said(explorer, settings: Path) -> None:
    settings.write_text('theme = "mono"\n')
    assert explorer("config", "--check").out == f"all is well: {settings}\n"


def test_another_file_can_be_named(explorer, settings: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("ascii = 3\n")
    assert explorer("config", "--check", "--file", other).status == 2
    missing = explorer("config", "--file", tmp_path / "none.toml")
    assert (missing.status, missing.err) == (2, f"explorer: there is no {tmp_path}/none.toml\n")


def test_the_example_is_one_to_begin_with(explorer, settings: Path) -> None:
    settings.write_text(explorer("config", "--example").out)
    assert explorer("config", "--check").status == 0


def test_controls_in_the_file_reach_no_terminal(explorer, settings: Path) -> None:
    settings.write_text('"x\\u001b[31m" = 1\n', encoding="utf-8")
    result = explorer("config", "--check")
    assert result.status == 2
    assert "\x1b" not in result.out
