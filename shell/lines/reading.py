"""Reading command lines: from a person at a terminal, with editing and a history, or from a pipe."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, Any, Protocol

from tui.history import read_history

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 100_000  # characters of a line that are read; the rest of it is passed by
# What readline would write besides the line itself.
SILENT = ("enable-bracketed-paste", "enable-meta-key", "show-mode-in-prompt", "enable-active-region", "colored-stats")


class Lines(Protocol):
    """Where lines come from. `is_live` where a person types them in sight of the answers."""

    is_live: bool

    def next(self, prompt: str) -> str | None:
        """The next line without its end; None after the last."""


class Plain:
    """Lines of standard input as they are; a person is prompted."""

    def __init__(self, is_live: bool) -> None:
        self.is_live = is_live

    def next(self, prompt: str) -> str | None:
        """The next line without its end; None after the last."""
        with _on_a_line_of_its_own(self.is_live):
            if self.is_live:
                sys.stdout.write(prompt)
                sys.stdout.flush()
            line = sys.stdin.readline(LONGEST)
        if not line:
            if self.is_live:
                sys.stdout.write("\n")
            return None
        while len(line) == LONGEST and not line.endswith("\n") and (more := sys.stdin.readline(LONGEST)):
            if more.endswith("\n"):
                break
        return line.rstrip("\r\n")


class Edited:
    """Lines that a person edits, with what was searched before by up and down."""

    is_live = True

    def __init__(self, readline: Any) -> None:
        self._readline = readline

    def next(self, prompt: str) -> str | None:
        """The next line without its end; None after the last."""
        try:
            with _on_a_line_of_its_own(is_live=True):
                return input(prompt)[:LONGEST]
        except EOFError:
            sys.stdout.write("\n")
            return None
        except ValueError:  # readline gives up a line with a NUL in it
            return ""


def reader(history: Path | None) -> Lines:
    """What reads the lines of this standard input."""
    _mend_input()
    is_live = sys.stdin.isatty() and sys.stdout.isatty()
    readline = _silent_readline() if is_live and os.environ.get("TERM", "dumb") not in {"", "dumb"} else None
    if readline is None:
        return Plain(is_live)
    for line in reversed(read_history(history).lines if history is not None else ()):
        readline.add_history(f"/{line}")
    return Edited(readline)


def _silent_readline() -> Any:
    """Readline, told that the terminal is a dumb one: it then edits with blanks and backspaces, and sends no escape
    sequence. None where this Python has none."""
    term = os.environ.get("TERM", "")
    os.environ["TERM"] = "dumb"
    try:
        import readline
    except ImportError:
        os.environ["TERM"] = term
        return None
    for name in SILENT:
        readline.parse_and_bind(f"set {name} off")
    readline.parse_and_bind("set bell-style none")
    readline.set_completer(None)
    readline.parse_and_bind("tab: self-insert")
    return readline


def _mend_input() -> None:
    """Bytes that are no text become signs for that; a standard input that was closed is at its end."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    elif hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")


@contextlib.contextmanager
def _on_a_line_of_its_own(is_live: bool) -> Any:
    """What is said after Ctrl-C does not stand behind the prompt."""
    try:
        yield
    except KeyboardInterrupt:
        if is_live:
            sys.stdout.write("\n")
            sys.stdout.flush()
        raise
