"""The documents say what the program does."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from shell.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
WINGS = ("db", "seed", "tui", "shell", "pack", "torture", "audit")
WITHOUT_LINE = {"__init__.py", "__main__.py"}  # what these are for is the same everywhere


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


@pytest.mark.parametrize("wing", WINGS)
def test_the_architecture_names_each_module_once_and_none_that_is_not_there(wing: str) -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = re.search(rf"^## `{wing}/`.*?(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert section is not None
    files = [line.split("|")[1] for line in section[0].splitlines() if line.startswith("| `")]
    named = re.findall(r"`([^`]+)`", " ".join(files))
    modules = {place.name for place in (ROOT / wing).glob("*.py")}
    packages = {f"{place.parent.name}/" for place in (ROOT / wing).glob("*/*.py")}
    unnamed = (modules | packages) - WITHOUT_LINE - set(named)
    assert not unnamed, "name them in docs/architecture.md"
    assert len(named) == len(set(named)), "some are named twice"
    assert not [name for name in named if not (ROOT / wing / name).exists()], "named, but not there"
    within = set(re.findall(r"`(\w+\.py)`", section[0]))  # in its paragraphs too
    assert not [name for name in within if not any((ROOT / wing).rglob(name))]
