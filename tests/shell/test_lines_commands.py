"""Which command a line is: whatever is typed means something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shell.lines.commands import COMMANDS, Order, Takes, named, read, usage
from shell.lines.conversation import HANDLERS


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("", Order("")),
        ("   \t ", Order("")),
        ("3", Order("open", (3,))),
        ("1 4, 7", Order("open", (1, 4, 7))),
        ("-2", Order("not", (2,))),
        ("not 2 3", Order("not", (2, 3))),
        ("n", Order("next")),
        ("NEXT", Order("next")),
        ("next generation", Order("search", words="next generation")),
        ("detail", Order("detail")),
        ("detail 12", Order("detail", (12,))),
        ("detail of it", Order("search", words="detail of it")),
        ("article piracy", Order("search", words="article piracy")),
        ("search detail 12", Order("search", words="detail 12")),
        ("/detail 12", Order("search", words="detail 12")),
        ("/", Order("search")),
        ("/2014", Order("search", words="2014")),
        ("org 3", Order("org", (3,))),
        ("org world customs", Order("org", words="world customs")),
        ("org:interpol", Order("search", words="org:interpol")),
        ("-piracy", Order("search", words="-piracy")),
        ("europol  piracy", Order("search", words="europol  piracy")),
        ("save", Order("help", words="save")),
        ("save My search", Order("save", words="My search")),
        ("sort best match", Order("sort", words="best match")),
        ("?", Order("help")),
        ("? sort", Order("help", words="sort")),
        ("<", Order("back")),
        ("\x1b[A\x1bOB", Order("")),
        ("\x00euro\x07pol", Order("search", words="euro pol")),
        ("9" * 5000, Order("search", words="9" * 5000)),
        ("detail " + "9" * 5000, Order("search", words="detail " + "9" * 5000)),
        ("²", Order("search", words="²")),
        ("٣", Order("search", words="٣")),
    ],
)
def test_what_a_line_asks_for(line: str, order: Order) -> None:
    assert read(line) == order


@given(st.text())
def test_any_line_asks_for_something_that_can_be_done(line: str) -> None:
    order = read(line)
    assert not order.command or order.command in HANDLERS
    assert "\x1b" not in order.words


def test_each_command_is_named_once_and_can_be_done() -> None:
    names = [name for command in COMMANDS for name in (command.name, *command.also)]
    assert len(names) == len(set(names))
    assert {command.name for command in COMMANDS} == set(HANDLERS)


def test_usage_shows_what_a_command_takes() -> None:
    detail, quits = named("Detail"), named("q")
    assert detail is not None
    assert quits is not None
    assert detail.takes is Takes.MAYBE_NUMBER
    assert usage(detail) == "detail [N]"
    assert usage(quits) == "quit"
