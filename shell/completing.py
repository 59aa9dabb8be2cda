"""What may follow at a shell's prompt: asked by the scripts of `shell/scripts`, answered by click from the commands.

A script gives the line up to the cursor in a variable, and gets a line for each proposal: what it is (`word`; `part`,
after which no blank comes; `file`), the text, and a few words about it. What goes wrong is told on standard error,
which the scripts throw away: a prompt is no place for it.
"""

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem, ShellComplete

from db.printable import printable
from shell.failures import run
from shell.options import guarded

if TYPE_CHECKING:
    from collections.abc import Mapping

    import click

ASKED = "_EXPLORER_COMPLETE"  # the name of a shell
LINE = "_EXPLORER_LINE"
BREAKS = "_EXPLORER_BREAKS"  # the characters at which bash breaks words, whose last piece alone it replaces
SPECIAL = re.compile(r"[^\w@%+=:,./-]", re.ASCII)
MOST_HELP = 60


def answer(cli: click.Command, environ: Mapping[str, str]) -> str:
    """The lines that a script gets, empty where nothing may follow."""
    words, current, is_quoted = split(environ.get(LINE, ""))
    completion = ShellComplete(cli, {}, "explorer", ASKED)
    *before, typed = guarded([*words[1:], current])
    items = completion.get_completions(before, typed)
    if environ.get(ASKED) != "bash":
        return "".join(_line(item, item.value) for item in items)
    if is_quoted:  # where no way to write a character is safe
        return "".join(_line(item, item.value) for item in items if not SPECIAL.search(item.value.replace(" ", "")))
    begin = _broken_at(current, environ.get(BREAKS, ""))
    return "".join(_line(item, _escaped(item.value[begin:])) for item in items)


def split(line: str) -> tuple[list[str], str, bool]:
    """The whole words of a line, the one that is being typed, and whether that stands in quotes that are open."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=False)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[str] = []
    try:
        words.extend(lexer)
    except ValueError:  # an open quote, or a backslash at the end
        return words, lexer.token, True
    if words and not line[-1:].isspace():
        return words[:-1], words[-1], False
    return words, "", False


def complete(cli: click.Command) -> int:
    """Prints what may follow; the exit status, that of the error that was told instead where there was one."""
    return run(lambda: _print(answer(cli, os.environ)))


def _print(lines: str) -> None:
    os.write(1, lines.encode("utf-8", "replace"))


def _line(item: CompletionItem[str], value: str) -> str:
    sort = {"plain": "word"}.get(item.type, item.type)
    help_ = printable(item.help or "")
    about = help_ if len(help_) <= MOST_HELP else help_[: MOST_HELP - 1] + "…"
    return f"{sort}\t{printable(value)}\t{about}\n"


def _broken_at(typed: str, breaks: str) -> int:
    """How much of a word stands before what bash takes for its last piece."""
    return max((typed.rfind(character) + 1 for character in ":=" if character in breaks), default=0)


def _escaped(value: str) -> str:
    """A value as it has to be written outside of quotes."""
    return SPECIAL.sub(lambda match: f"\\{match[0]}", value)
