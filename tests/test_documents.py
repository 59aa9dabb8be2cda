"""The documents say what the program does."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from shell.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent


def test_the_tables_of_keys_are_made_from_the_commands() -> None:
    from tui.commands import keys_table

    specification = importlib.util.spec_from_file_location("make_docs", ROOT / "docs" / "make.py")
    assert specification is not None
    assert specification.loader is not None
    make = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(make)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert make.with_keys(readme, keys_table()) == readme, "renew with: make docs"
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == make.keys_page(keys_table(with_names=True))
    assert (ROOT / "docs" / "screenshot.svg").read_text(encoding="utf-8").startswith("<svg")


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [name for name in COMMANDS if f"explorer {name}" not in readme]


def test_continuous_integration_calls_the_readmes_test_command() -> None:
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\nmake test\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
