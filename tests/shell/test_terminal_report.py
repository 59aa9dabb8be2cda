"""What `explorer terminal` says: facts with reasons, and nothing that names a host, a user or an address."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from shell.terminal_asking import _named
from shell.terminal_card import RULER, WIDTHS, card_lines
from shell.terminal_report import Surroundings, facts_of, report_lines, width_facts
from tui.terminal import Way, Wishes, look

SEEN = Surroundings({"input": "utf-8"}, (80, 24), {"Python": "3.11.7"})
SECRETS = {
    "SSH_CONNECTION": "10.9.8.7 51022 192.168.1.4 22",
    "SSH_TTY": "/dev/pts/7",
    "STY": "4711.pts-3.secret-host",
    "TMUX": "/tmp/tmux-1000/default,3,0",
    "USER": "mallory",
    "HOSTNAME": "secret-host",
    "HOME": "/home/mallory",
    "TERM_PROGRAM": "mallory@secret-host.example.org",
    "LANG": "en_GB.UTF-8",
}


def told(environ: dict[str, str], **wishes: str | bool) -> list[str]:
    terminal = look(environ, "utf-8", Wishes(**wishes), Wishes())  # type: ignore[arg-type]
    return report_lines(facts_of(environ, terminal, (Way.SCREEN, "why not"), SEEN))


def test_each_line_has_a_fact_a_value_and_a_reason() -> None:
    lines = told({"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"})
    assert re.match(r"colours +256 +TERM=xterm-256color$", lines[2])
    assert re.match(r"slow +no +this is no SSH session", next(line for line in lines if line.startswith("slow")))
    assert any(re.match(r"TERM +xterm-256color$", line) for line in lines)


def test_the_report_is_ascii_and_has_no_secrets() -> None:
    text = "\n".join(told({"TERM": "screen", **SECRETS}))
    assert text.isascii()
    assert not [
        word for word in ("10.9", "192.168", "pts", "secret", "mallory", "4711", "/tmp", "/dev") if word in text
    ]
    assert "set: SSH_TTY, SSH_CONNECTION" in text
    assert re.search(r"inside +tmux +set: TMUX, STY", text)


@pytest.mark.parametrize("term", ["\x1b[31mred", "x" * 99, "1.2.3.4", "größe"])
def test_a_value_that_is_no_terminal_is_not_repeated(term: str) -> None:
    text = "\n".join(told({"TERM": term, "LC_ALL": term}))
    assert "(something unusual)" in text
    assert term not in text
    assert "\x1b" not in text


def test_long_reasons_are_wrapped() -> None:
    terminal = look({"TERM": "xterm"}, "utf-8", Wishes(), Wishes())
    facts = facts_of({"TERM": "xterm"}, terminal, (Way.SCREEN, "word " * 40), SEEN)
    assert max(len(line) for line in report_lines(facts, 60)) <= 60


def test_widths_that_differ_are_said() -> None:
    facts = width_facts([("wide", 4, 4), ("ambiguous", 5, 10)])
    assert [(fact.value, fact.reason) for fact in facts] == [
        ("4 cells", "as reckoned"),
        ("10 cells", "5 are reckoned with"),
    ]


@pytest.mark.parametrize(
    ("environ", "has_colours", "is_ascii"),
    [
        ({"TERM": "xterm-256color"}, True, False),
        ({"TERM": "xterm"}, True, False),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False, False),
        ({"TERM": "vt220"}, False, True),
        ({"TERM": "xterm", "EXPLORER_ASCII": "1"}, True, True),
    ],
)
def test_the_card_has_what_the_terminal_has(environ: dict[str, str], has_colours: bool, is_ascii: bool) -> None:
    card = "\n".join(card_lines(look(environ, "utf-8", Wishes(), Wishes())))
    codes = {code for codes in re.findall(r"\x1b\[([0-9;]*)m", card) for code in codes.split(";")}
    assert bool({code for code in codes if re.fullmatch(r"[349][0-9]|10[0-7]", code)}) is has_colours
    assert card.isascii() is is_ascii


def test_the_bars_of_the_card_stand_one_below_the_other() -> None:
    from rich.cells import cell_len

    card = card_lines(look({"TERM": "xterm"}, "utf-8", Wishes(), Wishes()))
    assert {cell_len(line) for line in card if line.endswith("|")} == {12 + RULER + 1}
    assert [(name, cell_len(text)) for name, text, _ in WIDTHS] == [(name, cells) for name, _, cells in WIDTHS]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"\x1b[A", ["ESC", "[", "A", "Up"]), (b"\x01", ["01", "Ctrl+A"]), (b"\xc3\xa9", ["c3", "a9"]),
        (b"\x1b", ["ESC", "Escape"]), (b"j", ["j"]),
    ],
)  # fmt: skip
def test_what_a_key_sent_is_shown_as_bytes_and_named(sent: bytes, words: list[str]) -> None:
    assert _named(sent).split() == words


def test_in_a_pipe_there_is_only_the_report(explorer: Callable[..., object]) -> None:
    result = explorer("terminal", "--theme", "light")
    assert result.status == 0  # type: ignore[attr-defined]
    assert "printed and done" in result.out  # type: ignore[attr-defined]
    assert result.out.isascii()  # type: ignore[attr-defined]
    assert explorer("terminal", "--theme", "pink").status == 2  # type: ignore[attr-defined]
