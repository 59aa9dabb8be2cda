"""The manual: a page for each command, as text and as man reads it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shell.cli import COMMANDS, cli
from shell.manual import Page, as_text, context_of, every_context, page_of
from shell.roff import as_roff, escaped

ROOT = Path(__file__).resolve().parent.parent.parent


def pages() -> list[Page]:
    root = context_of(cli, ())
    assert root is not None
    return [page_of(context) for context in every_context(root)]


PAGES = pages()


def test_every_command_has_a_page_with_all_that_it_takes() -> None:
    names = {page.name for page in PAGES}
    assert names >= {"explorer", "explorer-searches-add", *(f"explorer-{command}" for command in COMMANDS)}
    for page in PAGES:
        context = context_of(cli, page.command[1:])
        assert context is not None
        text = as_text(page)
        for parameter in context.command.params:
            assert all(name in text for name in parameter.opts if isinstance(parameter, click.Option)), page.name
        assert "-h, --help" in text
        if context.parent is not None:
            assert "EXAMPLES\n    " in text, page.name


def test_a_page_says_what_stands_in_the_help() -> None:
    text = as_text(next(page for page in PAGES if page.name == "explorer-search"))
    assert text.startswith("NAME\n    explorer-search - list the agreements that match QUERY")
    assert "    explorer search [OPTIONS] [QUERY]...\n" in text
    assert "    A prefix     traffick*\n" in text
    assert "        Most rows; 0 for all.  [default: 100" in text


def test_the_first_page_tells_of_variables_files_and_statuses() -> None:
    text = as_text(PAGES[0])
    for word in ("ENVIRONMENT", "EXPLORER_DB", "FILES", "agreements.db", "EXIT STATUS", "COMMANDS"):
        assert word in text


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_running_text_keeps_within_the_width(width: int) -> None:
    for page in PAGES:
        told = (line for line in as_text(page, width).splitlines() if line.startswith(" " * 8))
        words = (line.strip() for line in told if len(line) > max(width, 30))
        assert not [line for line in words if " " in line and "  " not in line]


def checked(command: list[str], source: str) -> str:
    done = subprocess.run(command, input=source, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_man_finds_nothing_wrong(page: Page) -> None:
    source = as_roff(page, "1.0")
    assert source.isascii()
    if shutil.which("groff"):
        assert checked(["groff", "-ww", "-man", "-Tutf8", "-z"], source) == ""
    if shutil.which("mandoc"):
        said = checked(["mandoc", "-T", "lint", "-W", "warning"], source)
        assert not [line for line in said.splitlines() if "missing date" not in line]


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_what_is_drawn_is_what_is_said() -> None:
    odd = ".begins 'with' \"signs\" -- a\\nb ~ ^ ` é …"
    drawn = checked(["groff", "-man", "-Tutf8", "-P-cbou"], f".TH X 1\n.SH N\n{escaped(odd)}\n")
    assert odd in drawn


@given(st.text())
def test_any_text_stays_on_its_line_and_orders_nothing(text: str) -> None:
    drawn = escaped(text)
    assert drawn.isascii()
    assert not drawn.startswith((".", "'"))
    assert "\n" not in drawn


def test_man_in_a_pipe_is_plain(explorer) -> None:
    result = explorer("man", "searches", "add")
    assert (result.status, result.err) == (0, "")
    assert result.out == as_text(next(page for page in PAGES if page.name == "explorer-searches-add"))
    assert explorer("man").out == as_text(PAGES[0])
    assert explorer("man", "--roff", "show").out.startswith('.TH "EXPLORER\\-SHOW" "1"')


def test_a_page_that_there_is_not(explorer) -> None:
    result = explorer("man", "nonsense\x1b[2J")
    assert result.status == 1
    assert re.fullmatch(r"explorer: there is no command nonsense[^\x1b\n]*; explorer man lists them\n", result.err)


def test_pages_are_written_for_all(tmp_path: Path) -> None:
    (tmp_path / "man").mkdir()
    (tmp_path / "man" / "explorer-gone.1").touch()
    command = [sys.executable, "-m", "pack", "man", "--to", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    assert {path.name for path in (tmp_path / "man").iterdir()} == {f"{page.name}.1" for page in PAGES}
