"""Settings: what they set, and the file and line of what can't be used."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shell.configuring import EXAMPLE
from tui.commands import COMMANDS, TOGETHER, Scope, tailored
from tui.config import Config, Read, config_of, line_of, read_config
from tui.guesses import Wishes
from tui.keymap import FIXED, key_problems

WHOLE = """\
theme = "ansi-dark"
ascii = true
slow = false
query = "org:interpol"
sort = "oldest"
restore = false
columns = ["date", "parties"]

[keys]
sort = "u"
"page up" = ["pageup", "ctrl+u"]
"""


def read(tmp_path: Path, text: str | bytes) -> Read:
    path = tmp_path / "config.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_config(path)


def test_everything_can_be_set(tmp_path: Path) -> None:
    assert read(tmp_path, WHOLE) == Read(
        Config(
            Wishes("ansi-dark", ascii=True, slow=False),
            "org:interpol",
            "oldest",
            False,
            ("date", "parties"),
            {"sort": ("u",), "page up": ("pageup", "ctrl+u")},
        )
    )


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    assert read_config(tmp_path / "none.toml") == Read()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('\ntheme = "drak"', 2, "theme is one of: auto, dark"),
        ("ascii = 1", 1, "ascii is true or false"),
        ('ascii = "true"', 1, "ascii is true or false, without quotation marks"),
        ("query = 5", 1, "query is a text"),
        ('sort = "newset"', 1, "sort is one of: newest"),
        ('a = 1\ncolumns = ["date", "date"]', 2, "columns is a list of some of"),
        ('columns = "date"', 1, "columns is a list"),
        ("colour = 1", 1, "there is no setting 'colour'"),
        ("keys = 3", 1, "the keys stand below [keys]"),
        ('[keys]\n\nsort = "ctrl+b"', 3, "ctrl+b can't be used: tmux takes it"),
        ('[keys]\nsort = "ctrl+z"', 2, "it stops the program"),
        ('[keys]\nsort = "wrong"', 2, "there is no key 'wrong'"),
        ("[keys]\nsort = []", 2, "a key is a text"),
        ('[keys]\n"no such" = "u"', 2, "there is no command 'no such'"),
        ('[keys]\ninterrupt = "u"', 2, "there is no command 'interrupt'"),
        ('[keys]\nsort = "y"', 2, "y is the key of 'copy' there"),
        ('[keys]\n"older search" = "k"', 2, "k is text where this is heard"),
        ('sort = "title"\ntheme = ', 2, "Invalid value"),
    ],
)
def test_what_can_not_be_used_is_named_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    problems = read(tmp_path, text).problems
    assert any(each.startswith(f"{tmp_path}/config.toml, line {line}: ") and words in each for each in problems)


def test_what_is_right_holds_beside_what_is_wrong(tmp_path: Path) -> None:
    found = read(tmp_path, 'theme = "drak"\nascii = true\n[keys]\nsort = "u"\nquit = "ctrl+q"')
    assert len(found.problems) == 2
    assert found.config == Config(Wishes(ascii=True), keys={"sort": ("u",)})


def test_two_commands_may_change_keys_with_each_other() -> None:
    assert key_problems({"sort": ("y",), "copy": ("s",)}) == {}
    assert {c.name: c.keys for c in tailored({"sort": ("y",)})}["sort"] == ("y",)


def test_our_own_keys_are_all_usable_and_mean_one_thing_in_each_place() -> None:
    assert key_problems({c.name: c.keys for c in COMMANDS if c.name not in FIXED}) == {}


def test_every_scope_is_heard_somewhere() -> None:
    assert {scope for scopes in TOGETHER for scope in scopes} == set(Scope)


def test_the_example_sets_nothing_and_each_of_its_lines_can_be_used(tmp_path: Path) -> None:
    assert read(tmp_path, EXAMPLE) == Read()
    opened = "\n".join(line.removeprefix("# ") if " = " in line or "[keys]" in line else line
                       for line in EXAMPLE.splitlines())  # fmt: skip
    assert read(tmp_path, opened).problems == ()
    assert read(tmp_path, opened).config.keys == {"sort": ("u",), "search": ("/", "f3")}


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a" * 2_000_001, b"[[[", b"a" + b".a" * 5000 + b" = 1", b"\x00"])
def test_a_file_that_is_no_settings_is_said_and_sets_nothing(tmp_path: Path, data: bytes) -> None:
    found = read(tmp_path, data)
    assert found.config == Config()
    assert len(found.problems) == 1


def test_a_folder_is_no_settings(tmp_path: Path) -> None:
    assert "can't read" in read_config(tmp_path).problems[0]


@given(
    st.dictionaries(
        st.sampled_from(["theme", "ascii", "query", "sort", "restore", "columns", "keys", "x"]),
        st.recursive(
            st.one_of(st.text(), st.integers(), st.booleans(), st.floats(), st.dates()),
            lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
        ),
    )
)
def test_any_table_is_settings_or_problems(table: dict[str, object]) -> None:
    config, problems = config_of(table)
    assert isinstance(config, Config)
    assert all(problem.what for problem in problems)


@pytest.mark.parametrize("head", ["[keys]", "  [ keys ]  # of one's own", '["keys"]'])
def test_the_line_of_a_setting_in_a_section(head: str) -> None:
    text = f"sort = 'x'\n{head}\nsort = 'y'\n"
    assert line_of(text, "keys.sort") == 3
    assert line_of(text, "keys") == 2
    assert line_of("sort = 1", "sort") == 1


def test_a_line_of_open_brackets_is_no_work() -> None:
    begun = time.process_time()
    assert line_of(" [" + " " * 100_000 + "x\n" + " [ " * 50_000, "keys.sort") is None
    assert time.process_time() - begun < 1
