"""Kinds of terminals and locales, streams that lead elsewhere, and bytes that no keyboard sends."""

from __future__ import annotations

import re
import shlex
import time
from typing import TYPE_CHECKING

from torture.modes import left_behind
from torture.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PATIENCE = 20.0
UNSET = "-"
TERMS = (
    "dumb", "vt100", "linux", "screen", "screen-256color", "tmux-256color", "xterm", "xterm-256color", "xterm-kitty",
    "unknown-nosuch", "", UNSET,
)  # fmt: skip
LOCALES: Mapping[str, Mapping[str, str]] = {
    "UTF-8": {"LANG": "C.UTF-8"},
    "C": {"LANG": "C"},
    "POSIX, nothing coerced": {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "Latin-1": {"LANG": "de_DE.ISO-8859-1", "PYTHONIOENCODING": "latin-1"},
    "ASCII, strict": {"PYTHONIOENCODING": "ascii:strict"},
    "none": {"LANG": UNSET},
}
# As a shell has them; {command} is the program, {log} a file.
STREAMS: Mapping[str, str] = {
    "stdin from nothing": "{command} < /dev/null",
    "stdin from a pipe": "{command} < <(sleep 30)",
    "stdin from a closed pipe": "true | {command}",
    "stdin closed": "{command} <&-",
    "stdout to nothing": "{command} > /dev/null",
    "stdout to who leaves": "{command} | true",
    "stdout closed": "{command} >&-",
    "stderr to a file": "{command} 2> {log}",
    "stderr closed": "{command} 2>&-",
    "stderr to who leaves": "{{ {command} 2>&1 >&3 3>&- | true; }} 3>&1",
    "stderr to a full disk": "{command} 2> /dev/full",
    "all to nothing": "{command} < /dev/null > /dev/null 2>&1",
}
NOISE: Mapping[str, bytes] = {
    "two bytes that are no text": b"\xff\xfe",
    "a byte that is no text": b"\xff",
    "a letter of Latin-1": b"\xe9j",
    "all letters of Latin-1": bytes(range(0xA0, 0x100)),
    "a paste that never ends": b"\x1b[200~abc",
    "a paste that never ends, then a way out": b"\x1b[200~abc\x11",
    "a kilobyte pasted": b"\x1b[200~" + b"word " * 200 + b"\x1b[201~",
    "keys beyond Unicode": b"\x1b[99999999u\x1b[1114112u\x1b[57441;999u\x1b[0u",
    "keys that are surrogates": b"\x1b[55296u\x1b[57343u",
    "noughts": b"\0" * 5_000,
    "escapes": b"\x1b[" + b"9" * 3_000 + b"\x1bP" + b"y" * 500 + b"\x1b\\" + b"\x1b]0;t\x07",
    "where the cursor is": b"\x1b[24;80R",
    "what is on the clipboard": b"\x1b]52;c;cQ==\x07\x1b]52;c;cQ==\x1b\\",
    "clicks outside": b"\x1b[<0;99999;99999M\x1b[<0;-1;-1M\x1b[<64;1;1M" * 50,
    "modes": b"\x1b[?2026;9$y\x1b[?2048;1$y\x1b[48;0;0;0;0t",
    "a window of no size": b"\x1b[?2048;2$y\x1b[48;0;0;0;0t",
}
LISTED, PROMPT = "1 of ", "agreements>"
PASTE_ENDS = 2.5  # seconds; a paste whose end never came is over then


def in_terminal(command: Sequence[str], term: str, locale: str) -> list[str]:
    """What goes wrong in a terminal of this kind."""
    told = f"TERM={term or 'empty'} {locale}"
    asked = {"TERM": term, **LOCALES[locale]}
    unset = [word for name, value in asked.items() if value == UNSET for word in ("-u", name)]
    given = {name: value for name, value in asked.items() if value != UNSET}
    with Terminal(("env", *unset, *command), environ=given) as terminal:
        _wait_for_use(terminal)
        if terminal.status is not None:
            is_refused = terminal.status == 2 and b"explorer: " in terminal.raw
            return [] if is_refused else [f"{told}: ended with {terminal.status}"]
        if not _is_usable(terminal):
            return [f"{told}: neither a list nor a prompt: {_screen(terminal)}"]
        wrong = _leave(terminal, told)
        sent = bytes(terminal.raw)
    if b"\\u" in sent or b"\\x" in sent:
        wrong.append(f"{told}: an escaped letter on the screen")
    if locale in {"POSIX, nothing coerced", "ASCII, strict"} and not sent.isascii():
        wrong.append(f"{told}: more than ASCII")
    return wrong


def redirected(command: Sequence[str], name: str, folder: Path) -> list[str]:
    """What goes wrong when streams lead elsewhere: it must end, with a line or what was asked for, or be of use."""
    log = folder / "log"
    line = STREAMS[name].format(command=shlex.join(command), log=shlex.quote(str(log)))
    with Terminal(("bash", "-c", line)) as terminal:
        begun = time.monotonic()
        _wait_for_use(terminal)
        passed = time.monotonic() - begun
        wrong = [] if terminal.status is not None or not _is_usable(terminal) else _leave(terminal, name)
        if terminal.status is None:
            wrong.append(f"{name}: neither of use nor ended after {passed:.0f} s: {_screen(terminal)}")
        sent = bytes(terminal.raw) + (log.read_bytes() if log.exists() else b"")
    if b"Traceback" in sent:
        wrong.append(f"{name}: a traceback")
    if log.exists() and b"\x1b" in log.read_bytes():
        wrong.append(f"{name}: escape sequences in the file")
    return wrong


def survived(command: Sequence[str], name: str) -> list[str]:
    """What goes wrong after this noise."""
    with Terminal(command) as terminal:
        if not terminal.wait_for(LISTED, PATIENCE):
            return [f"{name}: it did not start"]
        terminal.settle(0.1)
        terminal.send(NOISE[name])
        terminal.settle(0.2, first=0.3)
        if b"\x1b[200~" in NOISE[name]:
            time.sleep(PASTE_ENDS)
        for _ in range(3):  # out of what it may have opened
            terminal.send(b"\x1b")
            terminal.settle(0.15, first=0.3)
        if terminal.status is not None:
            return [f"{name}: it ended with {terminal.status}"]
        if not terminal.wait_for(" of ", PATIENCE):
            return [f"{name}: no list: {_screen(terminal)}"]
        return _leave(terminal, name)


def _wait_for_use(terminal: Terminal) -> None:
    """Until it can be used, or has ended."""
    end = time.monotonic() + PATIENCE
    while terminal.status is None and not _is_usable(terminal) and time.monotonic() < end:
        terminal.settle(0.05, 1.0)


def _is_usable(terminal: Terminal) -> bool:
    return any(LISTED in line or PROMPT in line for line in terminal.lines)


def _leave(terminal: Terminal, told: str) -> list[str]:
    """Leaves as a person would; what is wrong with that."""
    is_asked = any(PROMPT in line for line in terminal.lines)
    terminal.send(b"quit\n" if is_asked else b"q")
    status = terminal.wait_end(PATIENCE)
    left = left_behind(bytes(terminal.raw))
    return [f"{told}: left with {status}, {sorted(left)}: {_screen(terminal)}"] if status != 0 or left else []


def _screen(terminal: Terminal) -> str:
    return re.sub(r"\s+", " ", " / ".join(line for line in terminal.lines if line.strip()))[:160]
