"""What is proposed at a shell's prompt."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.parsing import parse
from shell.cli import cli
from shell.completing import answer, complete, split
from shell.failures import UNFORESEEN
from shell.proposals import query_words
from shell.scripts import script

ROOT = Path(__file__).resolve().parent.parent.parent


def proposed(line: str, shell: str = "zsh", breaks: str = "") -> list[str]:
    asked = {"_EXPLORER_COMPLETE": shell, "_EXPLORER_LINE": line, "_EXPLORER_BREAKS": breaks}
    return [reply.split("\t")[1] for reply in answer(cli, asked).splitlines()]


@pytest.fixture
def known(seeded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLORER_DB", str(seeded))


def test_commands_and_options() -> None:
    assert proposed("explorer se") == ["search", "searches", "seed"]
    assert proposed("explorer search --j") == ["--json"]
    assert proposed("explorer searches ad") == ["add"]
    assert proposed("explorer completion ") == ["bash", "zsh", "fish"]


def test_ids_of_the_database_that_the_line_names(known: None, seeded: Path) -> None:
    assert proposed("explorer show interpol-europol-m") == ["interpol-europol-mou-2011"]
    assert {"interpol", "interpol-europol-mou-2011"} <= set(proposed("explorer show INTERPOL"))
    assert proposed("explorer show --db nowhere.db inter") == []
    assert proposed(f"EXPLORER_DB=x explorer show --db {seeded} interpol-europol-mo")[:1] == []
    assert proposed(f"explorer --db {seeded} show interpol-europol-mo") == ["interpol-europol-mou-2011"]


def test_fields_and_their_values(known: None) -> None:
    assert proposed("explorer search ye") == ["year:"]
    assert proposed("explorer browse -org:europ") == ["-org:europol"]
    assert proposed("explorer articles only:interpol,europ") == ["only:interpol,europol"]
    assert proposed("explorer search (kind:mem") == ["(kind:memorandum-of-understanding"]
    assert proposed("explorer search zz:") == []


def test_bash_replaces_only_what_stands_behind_a_break(known: None) -> None:
    assert proposed("explorer search org:europ", "bash", " :=") == ["europol"]
    assert proposed("explorer search org:europ", "bash", " ") == ["org:europol"]
    assert proposed('explorer search "org:europ', "bash", " :=") == ["org:europol"]
    assert proposed("explorer search --sort be", "bash") == ["best\\ match"]
    assert proposed('explorer search --sort "be', "bash") == ["best match"]


def test_every_value_that_is_proposed_has_a_meaning(known: None) -> None:
    fields = [name for name, _ in query_words(None, "")]
    words = [word for name in fields for word, _ in query_words(None, name)]
    assert len(words) > 60
    for word in words:
        assert not parse(word).problems, word


def test_hostile_names_reach_no_shell(seeded: Path, tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    path.write_bytes(seeded.read_bytes())
    connection = sqlite3.connect(path)
    connection.execute(
        "UPDATE agreements SET id = 'x$(touch y)\t\x1b[2J;z', title = 'a\nword\tb' WHERE id LIKE '%mou-2011'"
    )
    connection.commit()
    connection.close()
    line = f"explorer show --db {path} x"
    (reply,) = answer(cli, {"_EXPLORER_COMPLETE": "bash", "_EXPLORER_LINE": line}).splitlines()
    kind, value, about = reply.split("\t")
    assert kind == "word"
    assert value.startswith("x\\$\\(touch\\ y\\)\\ ")
    assert "\x1b" not in value + about
    quoted = {"_EXPLORER_COMPLETE": "bash", "_EXPLORER_LINE": f'explorer show --db {path} "x'}
    assert answer(cli, quoted) == ""


@given(st.text())
def test_any_line_is_split(line: str) -> None:
    words, current, _ = split(line)
    assert all(isinstance(word, str) for word in (*words, current))


@pytest.mark.parametrize(
    ("line", "words", "current", "is_quoted"),
    [
        ("", [], "", False),
        ("explorer ", ["explorer"], "", False),
        ("explorer sh", ["explorer"], "sh", False),
        ("explorer a'b c' d", ["explorer", "ab c"], "d", False),
        ('explorer "a b', ["explorer"], "a b", True),
        ("explorer a#b", ["explorer"], "a#b", False),
        ("explorer a\\", ["explorer"], "a", True),
    ],
)
def test_the_word_that_is_being_typed(line: str, words: list[str], current: str, is_quoted: bool) -> None:
    assert split(line) == (words, current, is_quoted)


def test_what_goes_wrong_is_told_where_no_script_looks(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shell.completing.answer", lambda *_: 1 / 0)
    assert complete(cli) == UNFORESEEN
    printed = capfd.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("explorer: an error that should not be: ZeroDivisionError")
    for name in ("bash", "zsh", "fish"):
        assert re.search(r"_EXPLORER_COMPLETE=.* ?2>/dev/null", script(name).replace("\\\n", ""))


def test_it_answers_soon(seeded: Path) -> None:
    """150 ms on a quiet machine; so many times the start of a bare Python on any."""
    asked = os.environ | {
        "_EXPLORER_COMPLETE": "bash",
        "_EXPLORER_LINE": "explorer show interpol-europol-m",
        "EXPLORER_DB": str(seeded),
    }

    def least(*command: str) -> float:
        times = []
        for _ in range(5):
            start = time.perf_counter()
            done = subprocess.run([sys.executable, *command], env=asked, cwd=ROOT, capture_output=True, check=True)
            times.append(time.perf_counter() - start)
        assert command[0] == "-c" or done.stdout.startswith(b"word\tinterpol-europol-mou-2011\t")
        return min(times)

    assert least("-m", "explorer") < max(0.15, 8 * least("-c", "pass"))
