"""Keys that a person wants in place of ours: which can be used, and why others can't. Pure."""

from __future__ import annotations

import re

from tui.commands import COMMANDS, KEY_WORDS, TOGETHER, TYPING, Keymap, Scope, tailored

NAMED = {*KEY_WORDS, "left", "right", "insert", "delete", "shift+up", "shift+down", "shift+left", "shift+right"}
FUNCTION = re.compile(r"f(?:[1-9]|1[0-2])")
CONTROL = re.compile(r"ctrl\+[a-z]")
TAKEN = {
    "ctrl+a": "screen takes it", "ctrl+b": "tmux takes it", "ctrl+s": "it stops the terminal's output",
    "ctrl+q": "it starts the terminal's output again", "ctrl+j": "it is Enter on many terminals",
    "ctrl+z": "it stops the program", "ctrl+c": "it leaves, always", "ctrl+m": "it is Enter", "ctrl+i": "it is Tab",
    "ctrl+h": "it is Backspace on many terminals", "ctrl+d": "many links end at it",
}  # fmt: skip
FIXED = ("interrupt", "stop")


def key_problems(asked: Keymap) -> dict[str, str]:
    """What is wrong with the keys asked for, by the names of the commands: nothing where all can be used."""
    names = [command.name for command in COMMANDS]
    problems = {}
    for name, keys in asked.items():
        if name not in names or name in FIXED:
            problems[name] = f"there is no command {name!r} to give keys to; docs/keys.md names them"
        else:
            scopes = [command.scope for command in COMMANDS if command.name == name]
            found = next(filter(None, (_why_not(key, scopes) for key in keys)), "")
            if found:
                problems[name] = found
    usable = {name: keys for name, keys in asked.items() if name not in problems}
    return {**problems, **_clashes(usable)}


def _why_not(key: str, scopes: list[Scope]) -> str:
    if key in TAKEN:
        return f"{key} can't be used: {TAKEN[key]}"
    is_letter = len(key) == 1 and key.isprintable() and key.isascii()
    if is_letter and any(scope in TYPING for scope in scopes):
        return f"{key} is text where this is heard; take a key such as f5 or ctrl+t"
    if is_letter or key in NAMED or FUNCTION.fullmatch(key) or CONTROL.fullmatch(key):
        return ""
    return f"there is no key {key!r}; write a sign, f1 to f12, ctrl+letter, or a name such as pageup"


def _clashes(asked: Keymap) -> dict[str, str]:
    """Keys that would mean two things in one place, of which at least one was asked for."""
    problems: dict[str, str] = {}
    commands = tailored(asked)
    for scopes in TOGETHER:
        heard: dict[str, str] = {}
        for command in (command for command in commands if command.scope in scopes):
            for key in command.keys:
                other = heard.setdefault(key, command.name)
                blamed = command.name if command.name in asked else other
                if other != command.name and blamed in asked:
                    second = other if blamed == command.name else command.name
                    problems.setdefault(blamed, f"{key} is the key of {second!r} there; give that another one too")
    return problems
