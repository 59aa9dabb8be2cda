"""Completion in the shells that are installed here, by hand at a real prompt."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal import Terminal

from shell.scripts import script

ROOT = Path(__file__).resolve().parent.parent.parent
SHELLS = {
    "bash": ["--norc", "--noprofile", "-i"],
    "zsh": ["-f", "-i"],
    "fish": ["--no-config", "--interactive", "--private"],
}
BEFORE = {"bash": "", "zsh": "autoload -Uz compinit && compinit -u -D", "fish": "function fish_prompt; echo '$ '; end"}
TAB = "\t"


def installed(name: str) -> object:
    return pytest.param(name, marks=pytest.mark.skipif(shutil.which(name) is None, reason="not installed here"))


@pytest.fixture(params=[installed(name) for name in SHELLS])
def prompt(request: pytest.FixtureRequest, seeded: Path, tmp_path: Path) -> Iterator[Terminal]:
    """A prompt at which `explorer` can be completed."""
    name = request.param
    command = tmp_path / "bin" / "explorer"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m explorer "$@"\n', encoding="utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "articles").mkdir()
    loaded = tmp_path / f"completion.{name}"
    loaded.write_text(script(name), encoding="utf-8")
    environment = {
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "EXPLORER_DB": str(seeded),
        "PS1": "$ ",
    }
    shell = [shutil.which(name) or "", *SHELLS[name]]
    with Terminal(shell, 160, 30, cwd=tmp_path, **environment) as terminal:
        for line in (BEFORE[name], f"source {loaded}", "echo rea''dy"):
            if line:
                terminal.send(f"{line}\r")
        terminal.wait_for("(?m)^ready")
        yield terminal


def test_a_command_an_option_and_an_id(prompt: Terminal) -> None:
    prompt.send(f"explorer sho{TAB}")
    prompt.wait_for(r"explorer show $|explorer show *\n")
    prompt.send(f"--js{TAB}interpol-europol-m{TAB}")
    prompt.wait_for("explorer show --json interpol-europol-mou-2011")


def test_a_field_and_its_value(prompt: Terminal) -> None:
    prompt.send(f"explorer search kin{TAB}memo{TAB}org:europo{TAB}x")
    prompt.wait_for("explorer search kind:memorandum-of-understanding org:europol x")


def test_a_file(prompt: Terminal) -> None:
    prompt.send(f"explorer seed --db artic{TAB}")
    prompt.wait_for("explorer seed --db articles/")


def test_several_are_listed(prompt: Terminal) -> None:
    prompt.send(f"explorer show interpol-europol-{TAB}{TAB}")
    prompt.wait_for("europol-mou-2011")
    assert "europol-action-plan-2011" in prompt.text


def test_a_word_to_exclude_and_an_order_of_two_words(prompt: Terminal) -> None:
    prompt.send(f"explorer search -kind:mo{TAB}--sort be{TAB}")
    prompt.wait_for(r"explorer search -kind:mou --sort (best\\ match|'best match')")


def test_what_is_not_there_leaves_the_line_as_it_is(prompt: Terminal) -> None:
    prompt.send(f"explorer show --db nowhere.db zzz{TAB}!")
    prompt.wait_for("explorer show --db nowhere.db zzz!")
    assert "rror" not in prompt.text
