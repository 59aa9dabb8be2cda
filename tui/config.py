"""The settings of a person: a plain TOML file, read before the screen is made. What stands in it is outside text.

theme = "ansi-dark"          # auto, dark, light, contrast, mono, ansi-dark, ansi-light
ascii = true                 # also: slow, mouse
query = "org:interpol"       # what the explorer opens on when nothing else is asked
sort = "oldest"
restore = false              # do not come back to where you were
columns = ["date", "parties", "kind", "status"]

[keys]
sort = ["u", "f5"]           # the names are those of docs/keys.md
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from db.errors import ConfigFileError
from db.printable import printable
from tui.guesses import THEMES, Wishes
from tui.state import SORTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tui.commands import Keymap

COLUMNS = ("date", "kind", "parties", "title", "place", "status", "sources")
FLAGS = ("ascii", "slow", "mouse")
LONGEST_QUERY = 10_000
NAMES = ("theme", *FLAGS, "query", "sort", "restore", "columns", "keys")


class Config(NamedTuple):
    """What is set. Empty columns are the usual ones."""

    wishes: Wishes = Wishes()
    query: str = ""
    sort: str | None = None
    restore: bool = True
    columns: tuple[str, ...] = ()
    keys: Keymap = {}  # noqa: RUF012 - a tuple has no instance of its own to share


class Problem(NamedTuple):
    """What is wrong with a setting: its name, with `keys.` before that of a command, and why in words."""

    name: str
    what: str


class Read(NamedTuple):
    """What a file sets, as far as it can be used, and a line on each thing that can't."""

    config: Config = Config()
    problems: tuple[str, ...] = ()


def read_config(path: Path) -> Read:
    """The settings of a file; none where there is no file. Never raises: what can't be used is said and left out."""
    from db.toml_files import read_bytes, toml_text, wrong

    try:
        data = read_bytes(path, ConfigFileError)
        if not data:
            return Read()
        text, table = toml_text(path, data, ConfigFileError)
    except ConfigFileError as error:
        return Read(problems=(f"{error}; nothing in the file is used",))
    config, problems = config_of(table)
    placed = sorted(((line_of(text, name), what) for name, what in problems), key=lambda each: each[0] or 0)
    lines = (wrong(ConfigFileError, path, line, printable(what)) for line, what in placed)
    return Read(config, tuple(str(line) for line in lines))


def config_of(table: Mapping[str, Any]) -> tuple[Config, list[Problem]]:
    """What a table sets, and what in it can't be used. Pure."""
    problems: list[Problem] = [
        Problem(name, f"there is no setting {name!r}; there are: {', '.join(NAMES)}")
        for name in table
        if name not in NAMES
    ]
    flags = {name: _flag(table, name, problems) for name in FLAGS}
    restore = _flag(table, "restore", problems)
    keys, wrong_keys = _keys(table.get("keys", {}))
    problems += wrong_keys
    config = Config(
        Wishes(_one_of(table, "theme", ("auto", *THEMES), problems), **flags),
        _query(table, problems),
        _one_of(table, "sort", tuple(sort for sort in SORTS if sort != "best match"), problems),
        True if restore is None else restore,
        _columns(table, problems),
        keys,
    )
    return config, problems


def line_of(text: str, name: str) -> int | None:
    """The line of a file on which a setting stands, as far as that can be told."""
    within, _, last = name.rpartition(".")
    here = ""
    wanted = re.compile(rf"""\s*["']?{re.escape(last)}["']?\s*=""")
    for number, line in enumerate(text.split("\n"), start=1):
        head, bracket, _ = line.strip().partition("]")
        if bracket and head.startswith("["):
            here = head[1:].strip(" \t\"'")
            if not within and here == last:
                return number
        elif here == within and wanted.match(line):
            return number
    return None


def _flag(table: Mapping[str, Any], name: str, problems: list[Problem]) -> bool | None:
    value = table.get(name)
    if value is None or isinstance(value, bool):
        return value
    problems.append(Problem(name, f"{name} is true or false, without quotation marks"))
    return None


def _one_of(table: Mapping[str, Any], name: str, known: tuple[str, ...], problems: list[Problem]) -> str | None:
    value = table.get(name)
    if value is None or (isinstance(value, str) and value in known):
        return value
    problems.append(Problem(name, f"{name} is one of: {', '.join(known)}"))
    return None


def _query(table: Mapping[str, Any], problems: list[Problem]) -> str:
    value = table.get("query", "")
    if isinstance(value, str) and len(value) <= LONGEST_QUERY:
        return printable(value).strip()
    problems.append(Problem("query", f"query is a text of at most {LONGEST_QUERY:,} characters"))
    return ""


def _columns(table: Mapping[str, Any], problems: list[Problem]) -> tuple[str, ...]:
    value = table.get("columns", [])
    is_list = isinstance(value, list) and all(isinstance(each, str) for each in value)
    if not is_list or not set(value) <= set(COLUMNS) or len(set(value)) < len(value):
        problems.append(Problem("columns", f"columns is a list of some of: {', '.join(COLUMNS)}; each once"))
        return ()
    return tuple(value)


def _keys(table: object) -> tuple[Keymap, list[Problem]]:
    if not isinstance(table, dict):
        return {}, [Problem("keys", 'the keys stand below [keys], such as: sort = "u"')]
    asked: dict[str, tuple[str, ...]] = {}
    problems = []
    for name, value in table.items():
        keys = [value] if isinstance(value, str) else value
        if not isinstance(keys, list) or not keys or not all(isinstance(key, str) and key for key in keys):
            problems.append(Problem(f"keys.{name}", "a key is a text, several are a list of texts"))
        else:
            asked[name] = tuple(keys)
    from tui.keymap import key_problems

    found = key_problems(asked)
    problems += [Problem(f"keys.{name}", what) for name, what in found.items()]
    return {name: keys for name, keys in asked.items() if name not in found}, problems
