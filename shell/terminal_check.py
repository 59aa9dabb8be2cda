"""What `explorer terminal` does: the facts, and on a terminal the test card, a copy to paste, and the keys."""

from __future__ import annotations

import os
import platform
import sys
from typing import TYPE_CHECKING, Any

from shell.options import VERSION
from shell.output import say
from shell.terminal_report import WIDTH, Surroundings, facts_of, report_lines, width_facts
from tui.terminal import Glyphs, Way, Wishes, as_told, look, way_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shell.terminal_report import Fact
    from tui.terminal import Terminal

COPIED = "Agreement Explorer"


def check_terminal(is_report: bool, wishes: Mapping[str, Any]) -> int:
    """Prints what was found out, and where a person looks on, the rest.

    Raises UsageError for a wish without meaning.
    """
    way = way_of(os.environ, sys.__stdin__, sys.__stdout__, sys.__stderr__)
    encoding = sys.__stderr__.encoding if sys.__stderr__ else None
    terminal = look(as_told(os.environ), encoding, Wishes(**wishes), Wishes())
    facts = facts_of(os.environ, terminal, way, _surroundings())
    is_watched = way[0] is Way.SCREEN
    if is_watched and terminal.glyphs is Glyphs.UNICODE:
        facts += _widths()
    columns = _size()[0]
    for line in report_lines(facts, min(columns, WIDTH) if columns else WIDTH):
        say(line)
    if is_watched and not is_report:
        _show(terminal)
    return 0


def _show(terminal: Terminal) -> None:
    from shell.terminal_asking import show_keys
    from shell.terminal_card import card_lines
    from tui.clipboard import clipboard_of, sequence

    say("")
    for line in card_lines(terminal):
        say(line)
    clipboard = clipboard_of(os.environ)
    if not clipboard.is_deaf:
        sys.stdout.write(sequence(COPIED, clipboard.multiplexer))
        say("")
        say(f"Sent to the terminal, to be copied: {COPIED}.")
        say("Paste it somewhere: if it comes, copying works.")
    say("")
    say("Press keys to see what arrives; q ends this.")
    show_keys()


def _widths() -> tuple[Fact, ...]:
    from shell.terminal_asking import measured
    from shell.terminal_card import WIDTHS

    return width_facts(measured(WIDTHS))


def _surroundings() -> Surroundings:
    streams = {"input": sys.__stdin__, "output": sys.__stdout__, "errors": sys.__stderr__}
    return Surroundings(
        {name: stream.encoding for name, stream in streams.items() if stream is not None},
        _size(),
        {"Explorer": VERSION, "Python": platform.python_version(), "system": sys.platform},
    )


def _size() -> tuple[int, int]:
    """Columns and rows as the first stream with a terminal has them; none where no stream has."""
    for number in (2, 1, 0):
        try:
            columns, rows = os.get_terminal_size(number)
        except OSError:
            continue
        return columns, rows
    return 0, 0
